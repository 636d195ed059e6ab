"""What cannot be kept, themes, marks and the bin (rulings 12 to 14 and 28)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.days import Span
from app.domain.entries import (
    AnswerDraft,
    EntryDraft,
    EntryId,
    Happened,
    ReviewDraft,
    Sensitivity,
)
from app.domain.errors import InvalidInput, NoSuchEntry
from app.domain.listing import EntryFilter
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import WRITTEN
from tests.fixtures.same_journal import rows

# ---- what cannot be kept


INVALID: dict[str, tuple[str, dict[str, Any]]] = {
    "no title": ("title", {"title": " \n"}),
    "a long title": ("title", {"title": "x" * 121}),
    "an odd percentage": ("confidence", {"confidence": 61}),
    "no doubt at all": ("confidence", {"confidence": 100}),
    "a review before the decision": ("review-due", {"review_due": TODAY - timedelta(days=9)}),
    "a theme there is not": ("themes", {"themes": ("nowhere",)}),
    "a prompt there is not": ("answer", {"answers": {"zz-nothing": AnswerDraft(1)}}),
    "a step too far": ("answer", {"answers": {"bd-position": AnswerDraft(4)}}),
    "an option there is not": ("answer", {"answers": {"ll-intent": AnswerDraft("triple")}}),
    "words for a number": ("answer", {"answers": {"bd-position": AnswerDraft("one")}}),
}


@pytest.mark.parametrize("case", INVALID)
def test_what_cannot_be_kept_is_refused_by_the_name_of_its_field(journal: Journal, case: str) -> None:
    field, fields = INVALID[case]
    before = rows(journal)
    with pytest.raises(InvalidInput) as caught:
        journal.writing.log(replace(WRITTEN, **fields))
    assert caught.value.field == field
    assert rows(journal) == before
    assert journal.undo_label == ""


def test_an_option_chosen_twice_is_chosen_once(journal: Journal) -> None:
    entry_id = log(journal, "Heard", answers={"vo-heard": ("health", "health", "carers")})
    answer = journal.entry(entry_id).answer("vo-heard")
    assert answer
    assert isinstance(answer.value, tuple)
    assert sorted(answer.value) == ["carers", "health"]


def test_a_voice_can_be_missed_that_was_never_heard(journal: Journal) -> None:
    log(journal, "Not asked", answers={"vo-absent": ("health",)})
    log(journal, "Asked", answers={"vo-heard": ("health",)})
    (voices,) = journal.patterns.charts(Span(), wanted=[journal.patterns.chart("C9")])
    counted: Any = voices.figures["voices"]
    assert counted["health"] == {"heard": 1, "absent": 1, "neither": 0}
    assert_whole(journal)


# ---- themes


def test_at_most_fifteen_themes_are_shown_and_archiving_makes_room(
    journal: Journal, clock: MovedClock
) -> None:
    lists = journal.lists
    while len(lists.themes()) < 15:
        lists.add_theme(f"theme {len(lists.themes())}")
    with pytest.raises(InvalidInput):
        lists.add_theme("one more")
    log(journal, "Carries it", themes=("theme 14",))
    used = next(theme for theme in lists.themes() if theme.name == "theme 14")
    lists.remove_theme(used.id)
    assert [theme.name for theme in lists.themes(archived=True) if theme.archived] == ["theme 14"]
    lists.add_theme("one more")
    assert journal.finding.search("theme:14").total == 1
    with pytest.raises(InvalidInput):
        lists.add_theme("Theme 14")
    unused = next(theme for theme in lists.themes() if theme.name == "theme 13")
    lists.remove_theme(unused.id)
    assert "theme 13" not in {theme.name for theme in lists.themes(archived=True)}
    clock.pass_by(seconds=20)
    journal.undo()
    assert "theme 13" in {theme.name for theme in lists.themes()}
    assert_whole(journal)


def test_a_renamed_theme_stays_on_its_entries_and_safeguarding_keeps_its_key(journal: Journal) -> None:
    entry_id = log(journal, "About a child", themes=("safeguarding",))
    safeguarding = next(theme for theme in journal.lists.themes() if theme.key == "safeguarding")
    journal.lists.rename_theme(safeguarding.id, "child protection")
    (theme,) = journal.entry(entry_id).themes
    assert (theme.name, theme.key) == ("child protection", "safeguarding")
    with pytest.raises(InvalidInput):
        journal.lists.rename_theme(safeguarding.id, "BUDGET")


# ---- marks and the bin


@pytest.mark.parametrize("field", ["", "expected", "ll-assumption"])
def test_a_mark_stands_on_an_entry_or_on_one_part_of_it(
    journal: Journal, written: EntryId, field: str
) -> None:
    marks = frozenset({Sensitivity.PRIVATE_ONLY, Sensitivity.HOLD})
    journal.writing.set_marks(written, marks, field)
    found = journal.entry(written)
    assert (found.marks, found.field_marks) == ((frozenset(), {field: marks}) if field else (marks, {}))
    journal.writing.set_marks(written, [], field)
    assert (journal.entry(written).marks, journal.entry(written).field_marks) == (frozenset(), {})


def hold_entry(journal: Journal, entry_id: EntryId) -> None:
    journal.writing.set_marks(entry_id, [Sensitivity.HOLD])


def hold_a_field(journal: Journal, entry_id: EntryId) -> None:
    journal.writing.set_marks(entry_id, [Sensitivity.HOLD], "expected")


def hold_an_answer(journal: Journal, _entry_id: EntryId) -> None:
    with journal.file.untracked() as connection:  # as it comes with a journal from elsewhere
        connection.exec_driver_sql("UPDATE answer SET marks = 8")


def hold_the_journal(journal: Journal, _entry_id: EntryId) -> None:
    journal.lists.choose("hold", value=True)


def hold_nothing(_journal: Journal, _entry_id: EntryId) -> None:
    """Nothing is on hold."""


@pytest.mark.parametrize(
    ("hold", "days", "erased"),
    [
        (hold_nothing, 29.9, 0),
        (hold_nothing, 30.1, 1),
        (hold_entry, 400, 0),
        (hold_a_field, 400, 0),
        (hold_an_answer, 400, 0),
        (hold_the_journal, 400, 0),
    ],
)
def test_the_bin_is_emptied_after_30_days_but_never_of_what_is_on_hold(
    journal: Journal, clock: MovedClock, written: EntryId, hold: Callable[[Journal, EntryId], None], days: float, erased: int
) -> None:  # fmt: skip
    journal.reviews.save(written, ReviewDraft(Happened.YES, answers={"ll-learned": AnswerDraft("single")}))
    journal.writing.add_thought(written, "And yet")
    made_of_it = journal.writing.make_decision(written, EntryDraft(title="Next")).entry_id
    hold(journal, written)
    journal.writing.delete([written])
    clock.pass_by(days=days)
    assert journal.care.empty_bin() == erased
    assert journal.finding.count(EntryFilter(in_bin=True)) == 1 - erased
    assert_whole(journal)
    if erased:
        with pytest.raises(NoSuchEntry):
            journal.entry(written)
        assert journal.entry(made_of_it).came_from is None
        assert journal.undo_label == ""  # nothing points at what is gone


def test_the_bin_gives_back_what_was_deleted(journal: Journal, written: EntryId) -> None:
    other = log(journal, "Another")
    before = rows(journal)
    journal.writing.delete([written, other])
    assert journal.finding.count() == 0
    assert journal.reviews.ready().coming.total == 0
    journal.writing.restore([written, other])
    assert rows(journal) == before


def test_a_binned_review_lends_nothing_to_the_next_question(journal: Journal) -> None:
    gone = log(journal, "Gone")
    journal.reviews.save(gone, ReviewDraft(Happened.NO, answers={"ll-learned": AnswerDraft("single")}))
    journal.writing.delete([gone])
    assert journal.reviews._earlier(EntryId(0)) == ()
