"""Something from before on Today: no word of it until pressed, and three answers."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entries import EntryId, Happened, ReviewDraft, Sensitivity
from app.ui.settings import PAGE as SETTINGS
from app.ui.today import PAGE
from tests.fixtures.cheap import TODAY, log
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET

pytestmark = QUIET


class Sat(Sitting):
    """A sitting at Today with one decision of ninety days ago."""

    entry: EntryId

    def begin(self, *, wanted: bool = True) -> None:
        self.entry = log(
            self.journal,
            "Hold the front door",
            decided_on=TODAY - timedelta(days=90),
            expected="Fewer knocks",
        )
        self.journal.reviews.save(self.entry, ReviewDraft(Happened.YES, learned="Ask sooner"))
        self.journal.echoes.want(wanted=wanted)
        self.show(PAGE)


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sat]:
    sitting = Sat(qtbot, tmp_path)
    yield sitting
    sitting.close()


def test_today_offers_nothing_until_it_is_wanted(sat: Sat) -> None:
    sat.begin(wanted=False)
    assert "Something from" not in sat.texts()
    assert not sat.offers("Show it")


def test_no_word_is_shown_before_it_is_pressed(sat: Sat) -> None:
    sat.begin()
    assert "Something from 13 weeks ago." in sat.texts()
    assert "front door" not in sat.texts()
    assert not sat.offers("Anything to add now?")
    sat.press("Show it")
    for words in ("Hold the front door", "What I expected: Fewer knocks", "What I carry forward: Ask sooner"):
        assert words in sat.texts()
    assert sat.is_at(sat.named("Anything to add now?"))


def test_not_today_puts_it_away_for_the_day(sat: Sat) -> None:
    sat.begin()
    sat.press("Not today")
    assert "Something from" not in sat.texts()
    sat.arrive()
    assert "Something from" not in sat.texts()
    sat.clock.pass_by(hours=24)
    sat.arrive()
    assert "Something from 13 weeks ago." in sat.texts()


def test_never_again_marks_the_decision(sat: Sat) -> None:
    sat.begin()
    sat.press("Show it")
    sat.press("Don’t show this one again")
    assert "Something from" not in sat.texts()
    marks = sat.desk.jobs.now(lambda: sat.journal.entry(sat.entry).marks)
    assert marks == {Sensitivity.NO_RESURFACE}


def test_a_thought_is_added_on_its_page(sat: Sat) -> None:
    sat.begin()
    sat.press("Show it")
    sat.press("Anything to add now?")
    assert sat.went == [("decision", {"entry": sat.entry, "thought": True})]


def test_the_setting_turns_it_on(sat: Sat) -> None:
    sat.show(SETTINGS, section="echo")
    sat.press("Offer something from before on Today")
    assert sat.desk.jobs.now(lambda: sat.journal.echoes.is_wanted)


@pytest.mark.parametrize("answer", ["Not today", "Don’t show this one again"])
def test_the_focus_goes_to_the_first_question_when_the_card_goes(sat: Sat, answer: str) -> None:
    sat.begin()
    sat.press("Show it")
    sat.named(answer).setFocus()
    sat.press(answer)
    assert sat.is_at(sat.named("What did you decide, in a line?"))
