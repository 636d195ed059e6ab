"""After a text went, every backup that holds it is named, in whatever words it stood there."""

import shutil
from pathlib import Path

import pytest

from app.domain.entries import EntryDraft, EntryId, Happened, ReviewDraft
from app.services.journal import Journal
from tests.fixtures.cheap import assert_whole, log, new_journal, restore, unlocked, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.journals.schema_0001.make import HERE
from tests.fixtures.pairs import stored
from tests.fixtures.shares import everything, shared_with

FROZEN = HERE.parent


def distilled(journal: Journal, entry: EntryId, rewritten: dict[str, str] | None = None) -> list[bool | None]:
    """Distil it; what each backup is told to hold then, the newest first."""
    preview = journal.removal.distilling.look(entry)
    journal.removal.distilling.distil(preview, confirmed="distil", rewritten=rewritten)
    journal.care.back_up()
    found = journal.removal.backed.holding(preview.sought, gone=preview.gone)
    return [one.holds for one in found]


def taken_out(journal: Journal, entry: EntryId, field: str) -> list[bool | None]:
    """The same for one text of it."""
    preview = journal.removal.words.look_at_field(entry, field)
    journal.removal.words.remove_field(preview, confirmed="remove")
    journal.care.back_up()
    found = journal.removal.backed.holding(preview.sought, gone=preview.gone)
    return [one.holds for one in found]


def swap(journal: Journal) -> None:
    words = journal.removal.words
    words.remove(words.look_for_name("Zoe Ash", "a partner"), confirmed="swap")


def test_a_backup_from_before_a_name_was_swapped_is_named_once_the_entry_is_distilled(
    journal: Journal,
) -> None:
    entry = log(journal, "The hub", context="Zoe Ash shouted at me.")
    journal.care.back_up()
    swap(journal)
    journal.care.back_up()
    assert distilled(journal, entry) == [False, True, True]


def test_a_backup_with_any_text_of_the_story_in_other_words_is_named(
    journal: Journal, clock: MovedClock
) -> None:
    answers = {"ll-assumption": "Buses run", "rw-load": "Zoe Ash carries it."}
    for part in ("answer", "review", "thought", "version"):
        entry = log(journal, f"A {part}", answers=answers if part == "answer" else {})
        if part == "review":
            journal.reviews.save(entry, ReviewDraft(Happened.NO, "Zoe Ash rang.", learned="Ask earlier."))
        elif part == "thought":
            journal.writing.add_thought(entry, "Zoe Ash would know.")
        elif part == "version":
            journal.writing.rewrite(entry, EntryDraft(title=f"A {part}", context="Zoe Ash rang."))
            clock.pass_by(days=2)
            journal.writing.rewrite(entry, EntryDraft(title=f"A {part}"))
        journal.care.back_up()
        before = len(journal.care.backups())
        swap(journal)
        assert distilled(journal, entry)[:2] == [False, True], part
        assert len(journal.care.backups()) == before + 1


def test_a_backup_in_which_only_a_kept_copy_holds_the_story_is_named(journal: Journal) -> None:
    entry = log(journal, "The hub", context="Zoe Ash shouted at me.")
    shared_with(journal, "Rowan", everything(journal))
    journal.writing.rewrite(entry, EntryDraft(title="The hub"))
    journal.care.back_up()
    swap(journal)
    assert distilled(journal, entry) == [False, True]


def test_a_backup_that_holds_only_what_stays_in_other_words_is_not_named_unless_it_was_written_anew(
    journal: Journal,
) -> None:
    first, second = log(journal, "One"), log(journal, "Two")
    journal.care.back_up()
    for entry, title in ((first, "The first"), (second, "The second")):
        journal.writing.rewrite(entry, EntryDraft(title=title))
    assert distilled(journal, first) == [False, False]
    assert distilled(journal, second, {"title": "Other words"}) == [False, True, True]


def test_a_backup_from_before_a_text_was_edited_is_named_once_the_text_is_taken_out(journal: Journal) -> None:
    entry = log(journal, "One", context="Zoe Ash shouted at me.", decision="We stay.")
    journal.care.back_up()
    journal.writing.rewrite(
        entry, EntryDraft(title="One", context="A hard day for all.", decision="We stay.")
    )
    assert journal.removal.words.look_at_field(entry, "context").versions == 0
    assert taken_out(journal, entry, "context") == [False, True]


def test_a_backup_in_which_only_another_text_differs_is_not_named_for_the_one_taken_out(
    journal: Journal,
) -> None:
    entry = log(journal, "One", decision="We stay.")
    journal.care.back_up()
    journal.writing.rewrite(entry, EntryDraft(title="One", context="A hard day.", decision="We went."))
    assert taken_out(journal, entry, "context") == [False, False]


def test_a_backup_from_before_a_later_thought_was_swapped_is_named_once_the_thought_is_taken_out(
    journal: Journal,
) -> None:
    entry = log(journal, "One", context="A hard day.")
    journal.writing.add_thought(entry, "Another thought.")
    journal.writing.add_thought(entry, "Zoe Ash would know.")
    thought = journal.entry(entry).additions[1].id
    journal.care.back_up()
    swap(journal)
    assert taken_out(journal, entry, f"thought:{thought}") == [False, True]


def test_what_was_blanked_before_goes_from_the_kept_copies_when_the_entry_is_distilled(
    journal: Journal,
) -> None:
    entry = log(journal, "The hub", context="A long story.", decision="We stay.")
    journal.reviews.save(entry, ReviewDraft(Happened.NO, "A storm came.", learned="Ask earlier."))
    shared_with(journal, "Rowan", everything(journal))
    journal.writing.rewrite(entry, EntryDraft(title="The hub", decision="We stay."))
    assert distilled(journal, entry) == [False]
    assert "A long story." not in stored(journal)


def test_an_answer_that_was_cleared_goes_from_the_kept_copies_when_the_entry_is_distilled(
    journal: Journal,
) -> None:
    answers = {"dj-options": "A telling answer."}
    entry = log(journal, "The hub", decision="We stay.", answers=answers)
    shared_with(journal, "Rowan", everything(journal))
    journal.writing.rewrite(entry, EntryDraft(title="The hub", decision="We stay."))
    assert journal.entry(entry).answers == ()
    assert "A telling answer." in stored(journal)
    distilled(journal, entry)
    assert "A telling answer." not in stored(journal)


def test_after_a_restore_a_distilled_entry_has_no_story_that_was_blanked_before(
    tmp_path: Path, clock: MovedClock
) -> None:
    home = tmp_path / "j"
    journal = new_journal(home, clock)
    entry = log(journal, "The hub", context="A long story.", decision="We stay.")
    older = journal.care.back_up().path
    journal.writing.rewrite(entry, EntryDraft(title="The hub", decision="We stay."))
    journal.removal.distilling.distil(journal.removal.distilling.look(entry), confirmed="distil")
    journal.close()
    restore(vault_in(home, clock), older)
    restored = unlocked(home, clock)
    assert "A long story." not in stored(restored)
    assert_whole(restored)
    restored.close()


@pytest.mark.parametrize("schema", ["schema_0001", "schema_0002", "schema_0003", "schema_0004"])
def test_a_copy_of_any_older_schema_is_looked_into(tmp_path: Path, clock: MovedClock, schema: str) -> None:
    home, beside = tmp_path / "home", tmp_path / "home" / "other-copy-1"
    for folder in (home, beside):
        folder.mkdir(mode=0o700)
        for name in ("journal.db", "journal.keys"):
            shutil.copyfile(FROZEN / schema / name, folder / name)
    journal = unlocked(home, clock)
    with journal.file.read() as connection:
        query = "SELECT id FROM entry WHERE context <> '' LIMIT 1"
        ((entry,),) = connection.exec_driver_sql(query).fetchall()
    here = journal.removal.distilling.look(entry).gone
    told = {one.path: one.holds for one in journal.removal.backed.holding(gone=here)}
    assert told[beside / "journal.db"] is False
    assert True in distilled(journal, entry)
    told = {one.path: one.holds for one in journal.removal.backed.holding(gone=here)}
    assert told[beside / "journal.db"] is True
    journal.close(back_up=False)
