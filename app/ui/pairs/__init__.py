"""Pair rounds: two people answer the same questions apart, seal, swap, and look together."""

from app.ui.desk import Desk
from app.ui.pages import PageKind, PageView


def _make(desk: Desk) -> PageView:
    from app.ui.pairs.list_page import RoundsPage

    return RoundsPage(desk)


def _make_start(desk: Desk) -> PageView:
    from app.ui.pairs.start_page import StartPage

    return StartPage(desk)


def _make_answer(desk: Desk) -> PageView:
    from app.ui.pairs.answer_page import AnswerPage

    return AnswerPage(desk)


def _make_seal(desk: Desk) -> PageView:
    from app.ui.pairs.seal_page import SealPage

    return SealPage(desk)


def _make_round(desk: Desk) -> PageView:
    from app.ui.pairs.round_page import RoundPage

    return RoundPage(desk)


def _make_arrived(desk: Desk) -> PageView:
    from app.ui.pairs.arrived_page import ArrivedPage

    return ArrivedPage(desk)


def _make_copy(desk: Desk) -> PageView:
    from app.ui.pairs.copy_page import CopyPage

    return CopyPage(desk)


PAGE = PageKind("compare", "Compare", _make, "Ctrl+7")
START = PageKind("round-start", "Start a pair round", _make_start)
ANSWER = PageKind("round-answer", "Your answers", _make_answer)
SEAL = PageKind("round-seal", "Read and seal", _make_seal)
ROUND = PageKind("round", "A pair round", _make_round)
ARRIVED = PageKind("round-arrived", "Something of a pair round", _make_arrived)
COPY = PageKind("round-copy", "Their copy", _make_copy)
ROUND_PAGES = (START, ANSWER, SEAL, ROUND, ARRIVED, COPY)
"""The pages reached from the list or from a file."""
