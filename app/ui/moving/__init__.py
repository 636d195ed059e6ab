"""Moving to another computer: what moves, one file, the steps there, and the journal here to be read from then on."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.moving.page import moving_walk

    return moving_walk(desk)


PAGE = PageKind("moving", "Move to another computer", _make)
