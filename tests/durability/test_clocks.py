"""R10: a clock that is set wrong changes no order, lets no journal stay open, and costs no backup."""

import time
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication

from app.services.journal import Journal
from app.ui.locking import Idle, steady_seconds
from tests.fixtures.cheap import assert_whole, log, unlocked
from tests.fixtures.clock import MovedClock
from tests.fixtures.open_journal import clock, journal

__all__ = ["clock", "journal"]
NOW = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
MOMENTS = {
    "now": NOW,
    "a day back": NOW - timedelta(days=1),
    "ten years on": NOW.replace(year=2036),
    "1970": datetime(1970, 1, 1, tzinfo=UTC),
    "before summer time ends": datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London")),
    "the same hour again": datetime(2026, 10, 25, 1, 30, fold=1, tzinfo=ZoneInfo("Europe/London")),
    "in Auckland": datetime(2026, 6, 30, 9, 0, tzinfo=ZoneInfo("Pacific/Auckland")),
}


def test_the_order_of_writing_is_the_order_of_the_journal_whatever_the_clock_said(
    journal: Journal, clock: MovedClock
) -> None:
    written = []
    for name, moment in MOMENTS.items():
        clock.at = moment.astimezone(UTC)
        written.append(log(journal, name))
        journal.writing.add_thought(written[0], name)
    assert written == sorted(written)
    assert [later.text for later in journal.entry(written[0]).additions] == list(MOMENTS)
    clock.at = NOW
    assert journal.finding.count() == len(MOMENTS)
    assert_whole(journal)
    home = journal.care.places.data_dir
    journal.close(back_up=False)
    again = unlocked(home, MovedClock(MOMENTS["1970"]))
    assert again.finding.count() == len(MOMENTS)
    assert_whole(again)
    again.close(back_up=False)


def test_no_good_backup_goes_because_the_clock_was_wrong(journal: Journal, clock: MovedClock) -> None:
    made = []
    for name, moment in MOMENTS.items():
        clock.at = moment.astimezone(UTC)
        log(journal, name)
        made.append(journal.care.back_up())
    kept = {backup.path for backup in journal.care.backups()}
    assert {backup.path for backup in made} <= kept
    assert max(backup.entries for backup in journal.care.backups()) == len(MOMENTS)


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_another_time_zone_changes_no_day_that_was_written(
    journal: Journal, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry_id = log(journal, "kept")
    before = journal.entry(entry_id)
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        after = journal.entry(entry_id)
    time.tzset()
    assert after == before


@pytest.mark.parametrize("moment", [MOMENTS["1970"], MOMENTS["ten years on"], MOMENTS["a day back"]])
def test_the_quiet_time_is_counted_by_a_clock_that_nobody_sets(moment: datetime) -> None:
    _app = QCoreApplication.instance() or QCoreApplication([])
    passed: list[bool] = []
    idle = Idle(5)
    idle.passed.connect(lambda: passed.append(True))
    with patch("time.time", moment.timestamp), patch("time.time_ns", lambda: 0):
        before = steady_seconds()
        idle.look()
        assert 0 <= steady_seconds() - before < 60
    assert passed == []
    idle._last -= 5 * 60
    idle.look()
    assert passed == [True]
    idle.stop()
