"""Taking words out for good, and what every removal shows: the word to type, what cannot be reached, how it went."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make_take_out(desk: Desk) -> PageView:
    from app.ui.redacting.page import TakeOutPage

    return TakeOutPage(desk)


def _make_swap(desk: Desk) -> PageView:
    from app.ui.redacting.page import SwapPage

    return SwapPage(desk)


TAKE_OUT = PageKind("take-out", "Take words out", _make_take_out)
SWAP = PageKind("swap-name", "Swap a name for a role", _make_swap)
