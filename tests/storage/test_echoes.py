"""What comes back on Today: only when wanted, only what is harmless to meet, and once a day."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.entries import EntryId, Happened, ReviewDraft, Sensitivity
from app.services.echoes import AGES, ago
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, a_journal, log
from tests.fixtures.clock import MovedClock


def days_ago(journal: Journal, days: int, **fields: object) -> EntryId:
    return log(journal, "Long since", decided_on=TODAY - timedelta(days=days), **fields)


def review(journal: Journal, entry: EntryId, outcome: int | None) -> None:
    journal.reviews.save(entry, ReviewDraft(Happened.NO, outcome=outcome))


def test_nothing_comes_back_until_it_is_wanted() -> None:
    with a_journal() as journal:
        made = days_ago(journal, 90)
        assert journal.echoes.today() is None
        journal.echoes.want(wanted=True)
        found = journal.echoes.today()
        assert found is not None
        assert found.entry_id == made
        journal.undo()
        assert journal.echoes.today() is None


@pytest.mark.parametrize("age", AGES)
@pytest.mark.parametrize(("off", "comes"), [(-4, False), (-3, True), (0, True), (3, True), (4, False)])
def test_it_comes_back_after_about_a_month_a_quarter_half_a_year_and_a_year(
    age: int, off: int, comes: bool
) -> None:
    with a_journal() as journal:
        days_ago(journal, age + off)
        journal.echoes.want(wanted=True)
        assert (journal.echoes.today() is not None) is comes


def marked(mark: Sensitivity) -> Callable[[Journal, EntryId], object]:
    return lambda journal, entry: journal.writing.set_marks(entry, {mark})


def went_badly(journal: Journal, entry: EntryId) -> None:
    journal.writing.set_themes(entry, ["safeguarding"])
    review(journal, entry, -2)


NEVER: dict[str, Callable[[Journal, EntryId], object]] = {
    **{mark.value: marked(mark) for mark in Sensitivity},
    "a field marked": lambda j, e: j.writing.set_marks(e, {Sensitivity.HOLD}, "context"),
    "let go": lambda j, e: j.writing.let_go(e),
    "in the bin": lambda j, e: j.writing.delete([e]),
    "safeguarding not looked at again": lambda j, e: j.writing.set_themes(e, ["safeguarding"]),
    "safeguarding that went badly": went_badly,
}


@pytest.mark.parametrize("name", NEVER)
def test_what_could_hurt_to_meet_never_comes_back(name: str) -> None:
    with a_journal() as journal:
        entry = days_ago(journal, 90)
        journal.echoes.want(wanted=True)
        assert journal.echoes.today() is not None
        NEVER[name](journal, entry)
        assert journal.echoes.today() is None


def test_safeguarding_comes_back_once_it_was_looked_at_and_held() -> None:
    with a_journal() as journal:
        entry = days_ago(journal, 90)
        journal.writing.set_themes(entry, ["safeguarding"])
        review(journal, entry, -1)
        journal.echoes.want(wanted=True)
        assert journal.echoes.today() is not None


def test_one_a_day_the_same_all_day_and_gone_once_answered() -> None:
    clock = MovedClock(TODAY)
    with a_journal(clock) as journal:
        for days in (88, 89, 90, 91):
            days_ago(journal, days)
        journal.echoes.want(wanted=True)
        first = journal.echoes.today()
        assert journal.echoes.today() == first
        journal.echoes.answered()
        assert journal.echoes.today() is None
        clock.pass_by(hours=24)
        second = journal.echoes.today()
        assert second is not None
        assert first is not None
        assert second.entry_id != first.entry_id


def test_never_again_is_a_mark_that_undo_takes_back() -> None:
    with a_journal() as journal:
        entry = days_ago(journal, 90)
        journal.echoes.want(wanted=True)
        journal.echoes.never_again(entry)
        assert journal.entry(entry).marks == {Sensitivity.NO_RESURFACE}
        journal.undo()
        assert journal.entry(entry).marks == frozenset()


@pytest.mark.parametrize(
    ("days", "words"), [(5, "a week ago"), (30, "4 weeks ago"), (90, "13 weeks ago"), (362, "a year ago")]
)
def test_how_long_ago_is_said_without_a_date(days: int, words: str) -> None:
    assert ago(days) == words
