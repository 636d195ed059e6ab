"""The write page: quick, standard and deep, a decision still open, and looking back on a week or quarter."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.write.page import WritePage

    return WritePage(desk)


PAGE = PageKind("write", "Write", _make)
