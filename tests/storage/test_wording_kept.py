"""An answer keeps the wording it was given for, whatever becomes of its prompt."""

from pathlib import Path

from app.domain.entries import AnswerDraft, EntryDraft, Happened, ReviewDraft
from app.domain.prompts import AnswerKind, When
from tests.fixtures.cheap import new_journal


def test_an_entry_that_answered_a_retired_prompt_can_still_be_changed(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    try:
        own = journal.prompts.add_own("What did the room want?", AnswerKind.TEXT, (When.DECISION,))
        draft = EntryDraft(title="Move the panel", answers={own.id: AnswerDraft("to be asked")})
        entry_id = journal.writing.log(draft).entry_id
        journal.prompts.retire_own(own.id)
        journal.writing.rewrite(
            entry_id, EntryDraft(title="Move the panel", answers=draft.answers, context="x")
        )
        answer = journal.entry(entry_id).answer(own.id)
        assert answer is not None
        assert (answer.value, answer.wording.question) == ("to be asked", "What did the room want?")
    finally:
        journal.close(back_up=False)


def test_a_review_that_answered_a_retired_prompt_can_still_be_changed(tmp_path: Path) -> None:
    journal = new_journal(tmp_path)
    try:
        own = journal.prompts.add_own("What now?", AnswerKind.TEXT, (When.REVIEW,))
        entry_id = journal.writing.log(EntryDraft(title="Move the panel")).entry_id
        given = {own.id: AnswerDraft("less")}
        journal.reviews.save(entry_id, ReviewDraft(happened=Happened.YES, answers=given))
        review = journal.entry(entry_id).reviews[0]
        journal.prompts.retire_own(own.id)
        changed = ReviewDraft(happened=Happened.YES, learned="ask first", answers=given)
        journal.reviews.rewrite(entry_id, review.id, changed)
        assert journal.entry(entry_id).reviews[0].answers[0].value == "less"
    finally:
        journal.close(back_up=False)
