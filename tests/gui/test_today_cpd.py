"""The reminder of October: only where CPD drafts are on and there is something to draw on, and put away for a year."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.entries import EntryId, Happened, ReviewDraft
from app.services.journal import Journal
from app.ui.theme import Look, apply_look
from app.ui.today import PAGE
from tests.fixtures.cheap import log, new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.writing import Room

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
OCTOBER = date(2026, 10, 3)
Open = Callable[..., Room]


@pytest.fixture
def open_today(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    apply_look(qapp, Look.LIGHT, 100)
    rooms: list[Room] = []

    def make(day: date, *, on: bool = True, reviewed: bool = True) -> Room:
        journal = new_journal(tmp_path / f"j{len(rooms)}", MovedClock(day))
        journal.sharing.pages.set_cpd(on=on)
        learned(journal, reviewed=reviewed)
        rooms.append(Room(qtbot, journal, PAGE))
        rooms[-1].arrive()
        return rooms[-1]

    yield make
    for room in rooms:
        room.close()


def learned(journal: Journal, *, reviewed: bool) -> EntryId:
    entry_id = log(journal, "Hold the front door")
    if reviewed:
        journal.reviews.save(entry_id, ReviewDraft(Happened.YES, "It did", 1, 1, "Ask sooner"))
    return entry_id


def test_in_october_a_draft_is_offered_and_leads_to_the_draft(open_today: Open) -> None:
    room = open_today(OCTOBER)
    assert room.shows("It is October.")
    room.press("Make a draft")
    assert room.went[-1] == ("cpd", {"entry": 1})


def test_it_is_put_away_for_the_year(open_today: Open) -> None:
    room = open_today(OCTOBER)
    room.press("Not this year")
    room.arrive()
    assert not room.shows("It is October.")
    clock = room.journal.clock
    assert isinstance(clock, MovedClock)
    clock.pass_by(hours=24 * 365)
    room.arrive()
    assert room.shows("It is October.")


@pytest.mark.parametrize(
    ("day", "on", "reviewed"),
    [(OCTOBER, False, True), (OCTOBER, True, False), (date(2026, 11, 1), True, True)],
)
def test_it_is_quiet_otherwise(open_today: Open, day: date, on: bool, reviewed: bool) -> None:
    assert not open_today(day, on=on, reviewed=reviewed).shows("It is October.")
