"""What stood in an entry before: each earlier text beside the words that came after it, and the way back."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.versions.page import VersionsPage

    return VersionsPage(desk)


PAGE = PageKind("versions", "Earlier versions", _make)
