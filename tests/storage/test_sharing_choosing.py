"""What can be chosen for a share: an allow-list, nothing ticked, and nothing that is marked not for sharing."""

from datetime import date

import pytest

from app.domain.choosing import ChoosableEntry, Part, Ticks, alike_words, choosable
from app.domain.composing import ShareWish
from app.domain.entries import AnswerDraft, EntryId, Happened, ReviewDraft, Sensitivity
from app.domain.errors import InvalidInput
from app.domain.listing import EntryFilter
from app.services.journal import Journal
from app.storage.schema.entries import answer
from tests.fixtures.cheap import log
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import WRITTEN, changed
from tests.fixtures.shares import shared_with

PRIVATE = [Sensitivity.PRIVATE_ONLY]


def looked_at_again(journal: Journal, entry_id: EntryId) -> None:
    journal.reviews.save(
        entry_id,
        ReviewDraft(
            Happened.PART, "The buses did not run", 1, -2, "Ask about the buses",
            {"ll-assumption-changed": AnswerDraft("I thought rain kept them away")},
        ),
    )  # fmt: skip


def offered(journal: Journal, entry_id: EntryId) -> ChoosableEntry:
    return next(one for one in journal.sharing.choices().entries if one.entry_id == entry_id)


def test_nothing_is_ticked_at_first(journal: Journal, written: EntryId) -> None:
    ticks = Ticks()
    assert ticks.fields == ticks.entries == 0
    assert not any(ticks.has(written, one.field_id) for one in offered(journal, written).fields)
    assert ticks.words == "0 fields from 0 entries"


def test_ticking_an_entry_ticks_its_title_only(journal: Journal, written: EntryId) -> None:
    ticks = Ticks().tick_entry(offered(journal, written))
    assert ticks.chosen == {written: frozenset({"title"})}


def test_the_count_follows_every_tick(journal: Journal, written: EntryId) -> None:
    other = log(journal, "Another one", context="Something")
    ticks = Ticks().tick(written, "title", "expected").tick(other, "title")
    assert ticks.words == "3 fields from 2 entries"
    assert ticks.untick(written, "title").words == "2 fields from 2 entries"
    assert ticks.untick(written, "title", "expected").words == "1 field from 1 entry"
    assert ticks.untick(other).entries == 1
    assert list(ticks.tick(written, "context").chosen) == [written, other]


def test_the_same_of_several_entries_is_ticked_where_they_have_it(journal: Journal) -> None:
    with_words = log(journal, "One", expected="More of it")
    without = log(journal, "Two")
    looked_at_again(journal, with_words)
    parts = (Part.TITLE, Part.EXPECTED, Part.LEARNED)
    assert alike_words(parts, 2) == "Title, what I expected and what I learned for these 2"
    ticks = Ticks().tick_alike(journal.sharing.choices().entries, parts)
    assert ticks.chosen[with_words] == {"title", "expected", "review:1:learned"}
    assert ticks.chosen[without] == {"title"}


def test_every_field_that_holds_something_is_offered_once(journal: Journal, written: EntryId) -> None:
    looked_at_again(journal, written)
    journal.writing.add_thought(written, "Later I thought again")
    entry = offered(journal, written)
    ids = [one.field_id for one in entry.fields]
    assert len(ids) == len(set(ids))
    assert all(one.value for one in entry.fields)
    assert {
        "title", "context", "decision", "expected", "confidence", "review:1:happened", "review:1:learned",
        "review:1:what-happened", "review:1:answer:ll-assumption-changed", "addition:1",
    } <= set(ids)  # fmt: skip


# ---- marked not for sharing


def test_an_entry_marked_not_for_sharing_is_not_offered(journal: Journal, written: EntryId) -> None:
    journal.writing.set_marks(written, PRIVATE)
    assert journal.sharing.choices().entries == ()
    assert journal.sharing.choices().total == 0


def test_an_entry_whose_title_is_marked_is_not_offered(journal: Journal, written: EntryId) -> None:
    journal.writing.set_marks(written, PRIVATE, "title")
    assert journal.sharing.choices().total == 0


FIELDS = {
    "context": "context",
    "decision": "decision",
    "expected": "expected",
    "confidence": "confidence",
    "learned": "review:1:learned",
    "what_happened": "review:1:what-happened",
    "what-happened": "review:1:what-happened",
    "ll-assumption-changed": "review:1:answer:ll-assumption-changed",
    "bd-position": "answer:bd-position",
    "additions": "addition:1",
}


@pytest.fixture
def full(journal: Journal) -> EntryId:
    entry_id = log(
        journal, "Open the hub", context="A hub", decision="To open it", expected="Sixty families", confidence=65,
        answers={"bd-position": 2},
    )  # fmt: skip
    looked_at_again(journal, entry_id)
    journal.writing.add_thought(entry_id, "Later I thought again")
    return entry_id


@pytest.mark.parametrize("mark", sorted(FIELDS))
def test_a_field_marked_not_for_sharing_is_absent(journal: Journal, full: EntryId, mark: str) -> None:
    before = {one.field_id for one in offered(journal, full).fields}
    assert FIELDS[mark] in before
    journal.writing.set_marks(full, PRIVATE, mark)
    after = {one.field_id for one in offered(journal, full).fields}
    assert before - after == {FIELDS[mark]}


def test_an_answer_marked_not_for_sharing_is_absent(journal: Journal, full: EntryId) -> None:
    with journal.file.untracked() as connection:
        connection.execute(answer.update().values(marks=1))
    assert not [one for one in offered(journal, full).fields if "answer:" in one.field_id]


@pytest.mark.parametrize("mark", [*sorted(FIELDS), "entry", "title", "answer", "bin"])
def test_a_tick_on_what_was_marked_since_shares_nothing(journal: Journal, full: EntryId, mark: str) -> None:
    journal.sharing.people.set_my_name("Ash")
    every = Ticks().tick(full, *(one.field_id for one in offered(journal, full).fields))
    if mark == "answer":
        with journal.file.untracked() as connection:
            connection.execute(answer.update().values(marks=1))
    elif mark == "bin":
        journal.writing.delete([full])
    else:
        journal.writing.set_marks(full, PRIVATE, "" if mark == "entry" else mark)
    with pytest.raises(InvalidInput) as caught:
        journal.sharing.compose(ShareWish(ticks=every, label="Rowan"))
    assert caught.value.field == "ticks"
    assert "hub" not in str(caught.value)


def test_a_tick_on_a_field_that_does_not_exist_shares_nothing(journal: Journal, full: EntryId) -> None:
    journal.sharing.people.set_my_name("Ash")
    for ticks in (Ticks().tick(full, "uid"), Ticks().tick(EntryId(999), "title")):
        with pytest.raises(InvalidInput):
            journal.sharing.compose(ShareWish(ticks=ticks, label="Rowan"))


def test_the_marked_entry_alone_is_never_choosable(journal: Journal, full: EntryId) -> None:
    journal.writing.set_marks(full, PRIVATE)
    assert choosable(journal.entry(full)) is None


# ---- which entries


def test_entries_are_chosen_by_theme_and_by_date(journal: Journal) -> None:
    budget = log(journal, "Budget", themes=("budget",), decided_on=date(2026, 5, 1))
    late = log(journal, "Late", decided_on=date(2026, 6, 20))
    theme = next(one for one in journal.lists.themes() if one.name == "budget")
    by_theme = journal.sharing.choices(EntryFilter(themes=frozenset({theme.id})))
    assert [one.entry_id for one in by_theme.entries] == [budget]
    assert [one.entry_id for one in journal.sharing.choices().entries] == [late, budget]
    assert journal.sharing.choices(limit=1, offset=1).entries[0].entry_id == budget


def test_what_is_new_since_the_last_share_with_somebody_is_found(journal: Journal, clock: MovedClock) -> None:
    old = log(journal, "Old and shared", expected="Sixty families")
    unchosen = log(journal, "Old and left out")
    clock.pass_by(days=1)  # what is written on the day of a share counts as new: days are all that is kept
    contact = shared_with(journal, "Rowan", Ticks().tick(old, "title", "expected"))
    clock.pass_by(days=3)
    new = log(journal, "Written since")
    choices = journal.sharing.choices(contact=contact, new_only=True)
    assert [one.entry_id for one in choices.entries] == [new]
    looked_at_again(journal, old)
    choices = journal.sharing.choices(contact=contact, new_only=True)
    assert {one.entry_id for one in choices.entries} == {old, new}
    shown = next(one for one in choices.entries if one.entry_id == old)
    assert shown.already == {"title", "expected"}
    other = journal.sharing.people.add_by_name("Birch").uid
    assert {one.entry_id for one in journal.sharing.choices(contact=other, new_only=True).entries} == {
        old, unchosen, new,
    }  # fmt: skip


def test_a_field_reworded_since_it_was_shown_is_not_called_shown(journal: Journal) -> None:
    entry_id = journal.writing.log(WRITTEN).entry_id
    contact = shared_with(journal, "Rowan", Ticks().tick(entry_id, "title", "expected"))
    journal.writing.rewrite(entry_id, changed(title="Open two hubs"))
    (entry,) = journal.sharing.choices(contact=contact).entries
    assert entry.already == {"expected"}
