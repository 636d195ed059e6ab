"""Open a Balcony file or a pasted text: whatever it is, said before anything of it is kept."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.opening.page import OpenFilePage

    return OpenFilePage(desk)


PAGE = PageKind("open-file", "Open a Balcony file", _make)
