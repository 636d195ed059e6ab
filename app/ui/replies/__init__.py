"""A coach's reply before it is kept: who, how much, what of it to take."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.replies.page import ReplyPage

    return ReplyPage(desk)


PAGE = PageKind("reply", "A reply", _make)
