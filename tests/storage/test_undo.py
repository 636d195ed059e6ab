"""What undo and redo promise, and what lies outside them: drafts and wordings."""

from datetime import date
from typing import Any

import pytest

from app.domain.entries import (
    EntryDraft,
    EntryId,
    EntryKind,
    Happened,
    ReviewDraft,
)
from app.domain.errors import InvalidInput
from app.domain.prompts import AnswerKind, When
from app.services.history import DEPTH
from app.services.journal import Journal
from tests.fixtures.cheap import ZONE, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import changed

# ---- undo


def test_undo_and_redo_name_what_they_do_and_a_new_act_ends_redo(journal: Journal, clock: MovedClock) -> None:
    assert (journal.undo(), journal.redo()) == (None, None)
    log(journal, "One")
    assert journal.undo_label == "Add a decision"
    change = journal.undo()
    assert change
    assert change.entries
    assert (journal.undo_label, journal.redo_label) == ("", "Add a decision")
    log(journal, "Two")
    assert journal.redo_label == ""
    assert journal.redo() is None


def test_typing_on_within_ten_seconds_is_one_step_and_after_that_another(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    for seconds in (1, 9, 11):
        clock.pass_by(seconds=seconds)
        journal.writing.rewrite(written, changed(title=f"After {seconds}"))
    journal.undo()
    assert journal.entry(written).title == "After 9"
    journal.undo()
    assert journal.entry(written).title == "Open the hub"
    journal.redo()
    assert journal.entry(written).title == "After 9"


def test_fifty_acts_can_be_undone(journal: Journal) -> None:
    for number in range(DEPTH + 5):
        log(journal, f"{number}")
    undone = 0
    while journal.undo():
        undone += 1
    assert undone == DEPTH
    assert journal.finding.count() == 5


def test_a_choice_can_be_undone_and_made_again(journal: Journal) -> None:
    for value in ("one", "two"):
        journal.lists.choose("first-page", value)
    journal.undo()
    assert journal.lists.choice("first-page") == "one"
    journal.undo()
    assert journal.lists.choice("first-page") is None
    journal.redo()
    journal.redo()
    assert journal.lists.choice("first-page") == "two"


def test_closing_forgets_what_could_be_undone(journal: Journal) -> None:
    log(journal, "One")
    journal.close(back_up=False)
    assert journal.undo_label == ""


# ---- drafts and prompts


def test_saving_an_entry_forgets_the_draft_of_its_form_alone(journal: Journal, written: EntryId) -> None:
    for form in ("decision:new", "review:1", f"thought:{written}"):
        journal.drafts.keep(form, {"title": form, "number": [1, None, {"a": True}]})
    at = journal.drafts.keep("decision:new", {"title": "later"})
    kept = journal.drafts.of("decision:new")
    assert kept
    assert (kept.fields, kept.saved_at) == ({"title": "later"}, at)
    journal.writing.log(EntryDraft(title="Saved"), form="decision:new")
    assert set(journal.drafts.all()) == {"review:1", f"thought:{written}"}
    journal.reviews.save(written, ReviewDraft(Happened.YES), form="review:1")
    journal.writing.add_thought(written, "Thought")
    assert journal.drafts.all() == {}


def test_an_answer_keeps_the_words_it_was_given_for(journal: Journal, clock: MovedClock) -> None:
    own = journal.prompts.add_own("Who paid?", AnswerKind.SINGLE, [When.DECISION], labels=["We", "They"])
    entry_id = log(journal, "Paid", answers={own.id: "own-1"})
    journal.prompts.reword(own.id, "Who is paying?", ["Us", "Them"])
    journal.prompts.retire_own(own.id)
    answer = journal.entry(entry_id).answer(own.id)
    assert answer
    assert (answer.wording.question, answer.wording.label("own-1")) == ("Who paid?", "We")
    assert journal.prompts.now().library.prompt(own.id) is None
    for expected in ("Who is paying?", "Who paid?"):
        journal.undo()
        again = journal.prompts.now().library.prompt(own.id)
        assert again
        assert again.question == expected


def test_an_import_is_written_on_its_own_day_and_stays_out_of_decisions(
    journal: Journal, tmp_path: Any
) -> None:
    path = tmp_path / "note.md"
    path.write_text("---\ndate: 2024-02-29T23:30:00+02:00\n---\nA late note\n", "utf-8")
    journal.exchange.take_in("markdown", path, zone=ZONE)
    (line,) = journal.finding.page()
    assert (line.kind, line.decided_on) == (EntryKind.REFLECTION, date(2024, 2, 29))


def test_a_theme_that_is_not_there_is_answered_with_those_that_are_as_they_are_written(
    journal: Journal,
) -> None:
    special = next(theme for theme in journal.lists.themes() if theme.name == "budget")
    log(journal, "One", themes=("budget",))
    journal.lists.remove_theme(special.id)
    with pytest.raises(InvalidInput) as told:
        log(journal, "Another", themes=("nowhere",))
    assert "early help, placements, SEND, " in told.value.advice
    assert "budget" not in told.value.advice
