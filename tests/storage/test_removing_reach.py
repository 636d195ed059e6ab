"""What is removed goes from the places it was carried to: copies that left, typing about it, a restored file."""

import errno
from datetime import UTC
from pathlib import Path

import pytest

from app.domain.entries import EntryDraft, EntryId, Happened, ReviewDraft, Sensitivity
from app.domain.errors import NotAllowed
from app.domain.removing import OnHold, PlaceKind
from app.services.journal import Journal
from app.services.redacting import whole_journal
from app.storage import conversing
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, new_journal, restore, unlocked, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import talk_about
from tests.fixtures.pairs import learned_together, stored
from tests.fixtures.shares import everything, shared_with


def test_distilling_takes_the_story_out_of_the_kept_copies_of_what_was_shared(journal: Journal) -> None:
    entry = log(
        journal, "The hub", context="A long story.", decision="We opened it.",
        answers={"rw-load": "My deputy carries it.", "ll-assumption": "Buses run"},
    )  # fmt: skip
    journal.reviews.save(entry, ReviewDraft(Happened.NO, "A storm came.", learned="Ask earlier."))
    journal.writing.add_thought(entry, "Nothing more.")
    journal.writing.add_thought(entry, "And another story.")
    shared_with(journal, "Rowan", everything(journal))
    preview = journal.removal.distilling.look(entry)
    assert all(one.text in stored(journal) for one in preview.goes)
    journal.removal.distilling.distil(preview, confirmed="distil")
    left = [one.text for one in preview.goes if one.text in stored(journal)]
    assert left == []
    assert all(one.text in stored(journal) for one in preview.keeps)
    assert_whole(journal)


def spoken_of(journal: Journal) -> EntryId:
    """An entry with remarks on it, an answer to one of which is being typed."""
    entry = log(journal, "One", context="Zoe Ash rang.")
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(journal.entry(entry).uid))
    journal.drafts.keep("thread:comment-1", {"text": "Zoe Ash would say so."})
    return entry


def test_an_answer_that_is_being_typed_to_a_remark_is_erased_with_the_entry(journal: Journal) -> None:
    entry = spoken_of(journal)
    journal.removal.erasing.erase(journal.removal.erasing.look([entry]), confirmed="erase")
    assert journal.drafts.all() == {}


def test_a_name_goes_from_an_answer_that_is_being_typed_to_a_remark_on_the_entry(journal: Journal) -> None:
    entry, other = spoken_of(journal), log(journal, "Other", context="Zoe Ash rang.")
    words = journal.removal.words
    words.remove(words.look_for_name("Zoe Ash", "a partner", other), confirmed="swap")
    assert "Zoe Ash would say so." in stored(journal)
    words.remove(words.look_for_name("Zoe Ash", "a partner", entry), confirmed="swap")
    assert "Zoe Ash" not in stored(journal)


def test_a_hold_is_known_from_the_newest_backup_where_what_was_put_aside_is_gone(
    tmp_path: Path, clock: MovedClock
) -> None:
    home = tmp_path / "j"
    journal = new_journal(home, clock)
    log(journal, "One")
    older = journal.care.back_up().path
    clock.pass_by(days=40)
    journal.removal.holding.turn(on=True)
    journal.close()
    restore(vault_in(home, clock), older)
    for aside in home.glob("journal.*.old.db"):
        aside.unlink()
    restored = unlocked(home, clock)
    assert restored.removal.holding.now().journal
    restored.close()


def test_a_hold_put_on_after_the_backup_is_on_in_what_was_restored_until_a_person_ends_it(
    tmp_path: Path, clock: MovedClock
) -> None:
    home = tmp_path / "j"
    journal = new_journal(home, clock)
    whole, part, free = log(journal, "Whole"), log(journal, "Part"), log(journal, "Free")
    older = journal.care.back_up().path
    clock.pass_by(days=40)
    journal.removal.holding.put(whole, on=True)
    journal.writing.set_marks(part, {Sensitivity.HOLD}, "context")
    journal.removal.holding.turn(on=True)
    dates = journal.removal.holding.now().dates
    journal.close()
    restore(vault_in(home, clock), older)
    restored = unlocked(home, clock)
    held = restored.removal.holding.now()
    assert (held.journal, held.dates) == (True, dates)
    assert held.entries == {whole, part}
    assert free not in held.entries
    restored.removal.holding.turn(on=False)
    for entry in (whole, part):
        restored.removal.holding.put(entry, on=False)
    restored.close()
    again = unlocked(home, clock)
    held = again.removal.holding.now()
    assert (held.journal, held.entries) == (False, frozenset())
    assert_whole(again)
    again.close()


def test_erasing_a_journal_leaves_no_note_of_how_far_it_went(tmp_path: Path) -> None:
    vault = vault_in(tmp_path / "j")
    of_others = set(vault.places.state.rglob("*"))
    journal, _code = vault.create(PASSPHRASE)
    log(journal, "One")
    preview = whole_journal.look(journal)
    assert whole_journal.erase(journal, preview, confirmed="erase", with_backups=True) == ()
    assert {path for path in vault.places.state.rglob("*") if path.is_file()} <= of_others


def test_after_a_restore_words_go_only_from_the_copies_they_were_taken_out_of(
    tmp_path: Path, clock: MovedClock
) -> None:
    home = tmp_path / "j"
    journal = new_journal(home, clock)
    log(journal, "One", context="Zoe Ash rang.")
    for name in ("Rowan", "Birch"):
        shared_with(journal, name, everything(journal))
    older = journal.care.back_up().path
    words = journal.removal.words
    preview = words.look_for_name("Zoe Ash", "a partner")
    shares = [one for one in preview.places if one.kind is PlaceKind.SHARE]
    words.remove(preview, confirmed="swap", only=[shares[0].key])
    assert stored(journal).count("Zoe Ash") == 3  # the entry, what is searched, and the other copy
    journal.close()
    restore(vault_in(home, clock), older)
    restored = unlocked(home, clock)
    assert stored(restored).count("Zoe Ash") == 3
    restored.close()


def test_a_backup_that_holds_only_an_earlier_version_of_what_went_is_named(
    journal: Journal, clock: MovedClock
) -> None:
    entry = log(journal, "One", context="Zoe Ash shouted at me.")
    journal.care.back_up()
    clock.pass_by(days=2)
    draft = EntryDraft(title="One", context="A partner was very unhappy today.")
    journal.writing.rewrite(entry, draft)
    preview = journal.removal.words.look_at_field(entry, "context")
    journal.removal.words.remove_field(preview, confirmed="remove")
    assert [one.holds for one in journal.removal.backed.holding(preview.sought)] == [True]


def test_a_backup_that_holds_a_part_of_what_was_distilled_is_named(journal: Journal) -> None:
    entry = log(journal, "One", context="Zoe Ash shouted at me.")
    journal.care.back_up()
    journal.writing.add_thought(entry, "A much longer thought, which came when that backup lay there.")
    preview = journal.removal.distilling.look(entry)
    journal.removal.distilling.distil(preview, confirmed="distil")
    assert [one.holds for one in journal.removal.backed.holding(preview.sought)] == [True]


def test_after_a_restore_a_distilled_entry_has_no_earlier_version_and_no_typing(
    tmp_path: Path, clock: MovedClock
) -> None:
    home = tmp_path / "j"
    journal = new_journal(home, clock)
    entry = log(journal, "Zoe Ash and the hub", context="A story.")
    clock.pass_by(days=2)
    journal.writing.rewrite(entry, EntryDraft(title="The hub", context="A story."))
    journal.drafts.keep(f"thought:{entry}", {"text": "Zoe Ash rang."})
    older = journal.care.back_up().path
    journal.removal.distilling.distil(journal.removal.distilling.look(entry), confirmed="distil")
    assert "Zoe Ash" not in stored(journal)
    journal.close()
    restore(vault_in(home, clock), older)
    restored = unlocked(home, clock)
    assert "Zoe Ash" not in stored(restored)
    assert_whole(restored)
    restored.close()


def test_while_on_hold_no_round_no_word_of_the_other_and_no_remark_is_taken_out(journal: Journal) -> None:
    entry = spoken_of(journal)
    uid = learned_together(journal, "We try it once.")
    journal.removal.holding.put(entry, on=True)
    with pytest.raises(OnHold):
        journal.merging.remove("comment-1")
    journal.removal.holding.put(entry, on=False)
    journal.removal.holding.turn(on=True)
    before = stored(journal)
    for act in (journal.pairs.remove, journal.pairs.remove_their_words):
        with pytest.raises(OnHold):
            act(uid)
    with pytest.raises(OnHold):
        journal.merging.remove("comment-1")
    assert stored(journal) == before
    journal.removal.holding.turn(on=False)
    journal.merging.remove("comment-1")
    journal.pairs.remove_their_words(uid)
    assert journal.undo_label == "Remove a comment"


def test_a_hold_does_not_end_when_an_import_that_brought_another_is_taken_back(
    journal: Journal, tmp_path: Path, clock: MovedClock
) -> None:
    other = new_journal(tmp_path / "other", clock)
    log(other, "Of another")
    for on in (True, False):
        other.removal.holding.turn(on=on)
    other.exchange.give_out("json", tmp_path / "other.json")
    other.close(back_up=False)
    journal.exchange.take_in("balcony", tmp_path / "other.json", zone=UTC)
    journal.removal.holding.turn(on=True)
    journal.undo()
    assert journal.removal.holding.now().journal
    journal.exchange.take_in("balcony", tmp_path / "other.json", zone=UTC)
    assert journal.removal.holding.now().journal


def test_a_backup_that_cannot_be_removed_keeps_no_other_from_going(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(journal, "One", context="Zoe Ash rang.")
    stays, goes = (journal.care.back_up().path for _ in range(2))
    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path == stays:
            raise PermissionError(errno.EACCES, "no")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(NotAllowed):
        journal.removal.backed.replace([stays, goes])
    assert (stays.exists(), goes.exists()) == (True, False)
