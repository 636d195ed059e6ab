"""The practice partner at the pages of rounds: asked at a press, their file read before it is kept."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.pairing import RoundStep
from app.domain.practice import WAITING_ROUND
from app.services.demo import fill
from app.ui.compare import PAGE as COMPARE
from app.ui.pages import PageKind
from app.ui.pairs import ARRIVED, PAGE, ROUND
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET

pytestmark = QUIET
ANSWER = "Let the practice partner answer"
LEARN = "Let the practice partner send what they keep as learning"
INVITE = "Let the practice partner invite you"


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    sitting = Sitting(qtbot, tmp_path)
    fill(sitting.journal, as_dated=True)
    yield sitting
    sitting.close()


def follow(sat: Sitting) -> str:
    """Open the page that was asked for, and keep what arrived."""
    page, where = sat.went[-1]
    assert page == "round-arrived"
    assert isinstance(where, Mapping)
    sat.view.widget.hide()
    sat.show(ARRIVED, **where)
    return sat.texts()


def test_the_partner_answers_and_their_file_is_told_before_it_is_kept(sat: Sitting) -> None:
    sat.show(ROUND, round=WAITING_ROUND)
    assert "what they say was written beforehand" in sat.texts()
    sat.press(ANSWER)
    assert sat.journal.pairs.round(WAITING_ROUND).step is RoundStep.WAITING_FOR_SEAL
    assert "They stay sealed until you reveal both." in follow(sat)
    sat.press("Keep their sealed answer")
    assert sat.journal.pairs.round(WAITING_ROUND).step is RoundStep.READY
    sat.view.widget.hide()
    sat.show(ROUND, round=WAITING_ROUND)
    assert not sat.offers(ANSWER)


@pytest.mark.parametrize("kind", [ROUND, COMPARE], ids=["round", "side-by-side"])
def test_after_the_reveal_the_partner_sends_their_copy_of_the_learning(sat: Sitting, kind: PageKind) -> None:
    practice, pairs = sat.journal.pairs.practice, sat.journal.pairs
    pairs.keep(pairs.open(practice.let_act(WAITING_ROUND)))
    pairs.reveal(WAITING_ROUND)
    sat.show(kind, round=WAITING_ROUND)
    sat.press(LEARN)
    assert "Being sure was mostly a way of waiting." in follow(sat)
    sat.press("Keep it beside mine")
    assert pairs.round(WAITING_ROUND).held.their_learning is not None


def test_the_partner_invites_in_the_demo(sat: Sitting) -> None:
    sat.desk.is_demo = True
    sat.show(PAGE)
    sat.press(INVITE)
    assert "nothing in it happened" in follow(sat)
    sat.press("Keep the invitation")
    (new,) = (one for one in sat.journal.pairs.rounds() if one.step is RoundStep.ANSWERING)
    assert new.contact == "Practice partner"


def test_a_demo_that_does_not_know_the_partner_offers_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    sat = Sitting(qtbot, tmp_path)
    sat.desk.is_demo = True
    sat.show(PAGE)
    assert not sat.offers(INVITE)
    sat.close()


def test_in_a_journal_of_ones_own_nobody_offers_to_invite(sat: Sitting) -> None:
    sat.show(PAGE)
    assert not sat.offers(INVITE)
