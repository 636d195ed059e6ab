"""The help page: topics written as plain Markdown in resources/help."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.help.page import HelpView

    return HelpView(desk)


PAGE = PageKind("help", "Help", _make)
