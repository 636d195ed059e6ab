"""What was removed lies in no page of the file, in no backup made after it, and in nothing that leaves (7.6)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.domain.choosing import Ticks
from app.domain.entries import AnswerDraft, EntryDraft, EntryId, Happened, ReviewDraft
from app.domain.errors import DiskFull, JournalNotAsSeen
from app.domain.prompts import AnswerKind, When
from app.domain.redaction import Words
from app.domain.removing import Removed
from app.domain.restoring import Opener
from app.exporters import EXPORTERS
from app.services.journal import Journal
from app.storage import conversing, looking_into
from app.storage.journal_file import JournalFile
from tests.fixtures.cheap import PASSPHRASE, assert_whole, log, new_journal, restore, unlocked, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import talk_about
from tests.fixtures.pages import backed_up, decrypted, holds, key_of
from tests.fixtures.pairs import learned_together
from tests.fixtures.shares import a_coach, composed, everything, shared_with

GONE = "Zyzzyva removedcanary"
KEPT = "Marigold keptcanary"
BOTH = f"{KEPT}, then {GONE}, and {KEPT} again."


def fill(journal: Journal, clock: MovedClock) -> EntryId:
    """A journal with both canaries in every field of everything."""
    own = journal.prompts.add_own(BOTH, AnswerKind.TEXT, [When.DECISION])
    answers = {
        "ll-assumption": AnswerDraft(BOTH), "vo-heard": AnswerDraft(("health",), BOTH), own.id: AnswerDraft(BOTH),
    }  # fmt: skip
    entry = log(journal, BOTH, context=BOTH * 40, decision=BOTH, expected=BOTH, answers=answers)
    clock.pass_by(days=2)
    draft = EntryDraft(title=BOTH, context=BOTH * 39, decision=BOTH, expected=BOTH, answers=answers)
    journal.writing.rewrite(entry, draft)
    journal.writing.add_thought(entry, BOTH)
    review = ReviewDraft(
        Happened.YES, BOTH, learned=BOTH, answers={"ll-assumption-changed": AnswerDraft(BOTH)}
    )
    journal.reviews.save(entry, review)
    uid = journal.entry(entry).uid
    with journal.file.write("Keep a reply", clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(uid))
    learned_together(journal, BOTH)
    said = {
        "comment": ("quote", "body"), "reply": ("from_name", "session_summary", "take_away"),
        "agreed_action": ("text",), "pair_round": ("topic", "case_text", "agreed_learning", "their_learning"),
    }  # fmt: skip
    with journal.file.untracked() as connection:
        for table, columns in said.items():
            named = ", ".join(f"{column} = ?" for column in columns)
            connection.exec_driver_sql(f"UPDATE {table} SET {named}", (BOTH,) * len(columns))
        connection.exec_driver_sql("UPDATE round_answer SET text = ? WHERE text <> ''", (BOTH,))
    shared_with(journal, "Rowan", everything(journal), note=BOTH, purpose=BOTH)
    journal.drafts.keep("decision:new", {"title": BOTH, "context": BOTH * 50})
    journal.lists.add_theme("Zyzzyva removedcanary")
    journal.lists.save_search(BOTH, BOTH)
    journal.briefing.ask(BOTH)
    return entry


def plain_pages(journal: Journal) -> bytes:
    return decrypted(journal.file.path.read_bytes(), key_of(journal))


def gone(journal: Journal) -> Removed:
    return journal.removal.words.remove(journal.removal.words.look(GONE), confirmed="remove")


def test_pages_are_read_rightly_and_hold_what_was_written(journal: Journal, clock: MovedClock) -> None:
    """The control: without it the test below could look at noise."""
    fill(journal, clock)
    pages = plain_pages(journal)
    assert holds(pages, GONE)
    assert holds(pages, KEPT)
    assert not holds(journal.file.path.read_bytes(), KEPT)


def test_no_page_of_the_file_holds_what_was_removed(journal: Journal, clock: MovedClock) -> None:
    fill(journal, clock)
    done = gone(journal)
    assert done.count > 60
    assert done.compacted
    pages = plain_pages(journal)
    assert holds(pages, KEPT)
    for words in (GONE, "removedcanary", "zyzzyva"):
        assert not holds(pages, words)
    assert not holds(decrypted(backed_up(journal.care.back_up().path), key_of(journal)), "removedcanary")
    assert [path.name for path in journal.file.path.parent.iterdir() if "looking" in path.name] == []
    assert_whole(journal)


def test_nothing_that_leaves_holds_what_was_removed(
    journal: Journal, clock: MovedClock, tmp_path: Path
) -> None:
    fill(journal, clock)
    gone(journal)
    left: dict[str, bytes] = {}
    for format_id in EXPORTERS:
        folder = tmp_path / format_id
        folder.mkdir()
        journal.exchange.give_out(format_id, folder / "out")
        left |= {
            f"{format_id}/{path.name}": path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }
    made = composed(journal, everything(journal), a_coach(journal, "Elder")[0])
    left["share"] = repr(made).encode()
    left["plain page"] = journal.sharing.plain(made, protect_it_myself=True, past_stop=True).data
    left["log"] = repr([journal.sharing.log.copy(one.uid) for one in journal.sharing.log.all()]).encode()
    left["brief"] = repr(journal.briefing.material(date(2020, 1, 1))).encode()
    left["rounds"] = repr(journal.pairs.rounds()).encode()
    from app.services.dashboard import Window

    left["patterns"] = repr(journal.patterns.charts(journal.patterns.span(Window.ALL))).encode()
    for name, content in left.items():
        assert not holds(content, "removedcanary"), name
    for name in ("share", "plain page", "log", "rounds"):
        assert holds(left[name], KEPT), name
    assert all(any(holds(left[one], KEPT) for one in left if one.startswith(name)) for name in EXPORTERS)


def test_the_files_that_left_with_the_passage_are_named(journal: Journal, clock: MovedClock) -> None:
    fill(journal, clock)
    preview = journal.removal.words.look(GONE)
    (share,) = preview.shares
    assert share.label == "Rowan"
    assert gone(journal).shares == (share,)
    assert journal.removal.words.look(KEPT).shares == (share,)
    assert len(journal.sharing.log.all()) == 1


def test_backups_that_still_hold_it_are_found_and_replaced(journal: Journal, clock: MovedClock) -> None:
    fill(journal, clock)
    old = journal.care.back_up()
    preview = journal.removal.words.look(GONE)
    journal.removal.words.remove(preview, confirmed="remove")
    clock.pass_by(days=1)
    fresh = journal.care.back_up()
    backed = journal.removal.backed
    assert {one.path: one.holds for one in backed.holding(preview.words)} == {
        old.path: True,
        fresh.path: False,
    }
    clock.pass_by(days=1)
    assert backed.replace([old.path]) == 1
    assert [one.holds for one in backed.holding(preview.words)] == [False, False]


# ---- a restored backup


def restored(journal: Journal, remove: Callable[[Journal], object]) -> Journal:
    """The journal as it is after an older backup, made before the removal, was restored."""
    home, clock = journal.care.places.data_dir, MovedClock(date(2026, 7, 30))
    made = journal.care.back_up()
    remove(journal)
    journal.close(back_up=False)
    restore(vault_in(home, clock), made.path)
    return unlocked(home, clock)


def test_a_restored_backup_loses_again_what_was_removed_since(journal: Journal, clock: MovedClock) -> None:
    entry = fill(journal, clock)
    back = restored(journal, gone)
    pages = plain_pages(back)
    assert holds(pages, KEPT)
    assert not holds(pages, "removedcanary")
    assert back.entry(entry).decision == f"{KEPT}, then [removed], and {KEPT} again."
    assert_whole(back)
    back.close(back_up=False)


def test_a_restored_backup_loses_erased_entries_and_swapped_names_again(
    journal: Journal, clock: MovedClock
) -> None:
    entry, other = log(journal, "Gone with Zoe Ash"), log(journal, "Zoe Ash rang", context="A long story.")

    def remove(here: Journal) -> None:
        removal = here.removal
        removal.erasing.erase(removal.erasing.look([entry]), confirmed="erase")
        removal.words.remove(removal.words.look_for_name("Zoe Ash", "a partner"), confirmed="swap")
        removal.distilling.distil(removal.distilling.look(other), confirmed="distil")

    back = restored(journal, remove)
    assert back.entry(other).title == "A partner rang"
    assert back.entry(other).context == ""
    assert not holds(plain_pages(back), "Zoe Ash")
    assert back.finding.search("Gone").total == 0
    assert_whole(back)
    back.close(back_up=False)


@pytest.mark.parametrize("there", ["damaged", "lost"])
def test_where_the_journal_that_was_here_says_nothing_its_newest_backup_does(
    journal: Journal, there: str
) -> None:
    """Restoring is wanted most where what is here opens no more; what was removed stays removed all the same."""
    entry = log(journal, "One", context=GONE)
    home = journal.care.places.data_dir
    before = journal.care.back_up()
    gone(journal)
    journal.care.back_up()
    journal.close(back_up=False)
    if there == "lost":
        (home / "journal.db").unlink()
    else:
        (home / "journal.db").write_bytes(b"no journal" * 1000)
    restore(vault_in(home), before.path)
    back = unlocked(home)
    assert back.entry(entry).context == "[removed]"
    assert not holds(plain_pages(back), "removedcanary")
    back.close(back_up=False)


def test_a_backup_that_says_nothing_new_is_not_looked_into(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a computer that keeps nothing of what it saw, each opening would unpack it."""
    log(journal, "One", context=KEPT)
    home, seen = journal.care.places.data_dir, journal.file.seen
    journal.close(back_up=True)
    assert seen is not None
    seen.forget()
    looked: list[Path] = []

    def look(_file: JournalFile, path: Path) -> tuple[()]:
        looked.append(path)
        return ()

    monkeypatch.setattr(looking_into, "notes_in_backup", look)
    unlocked(home).close(back_up=False)
    assert looked == []


def test_what_was_written_again_after_a_restore_stays(journal: Journal) -> None:
    log(journal, "One", context=GONE)
    back = restored(journal, gone)
    home = back.care.places.data_dir
    entry = log(back, "Again", context=GONE)
    back.close(back_up=False)
    again = unlocked(home)
    assert again.entry(entry).context == GONE
    again.close(back_up=False)


def test_a_restored_backup_loses_it_only_where_it_was_taken_out(journal: Journal) -> None:
    one, other, third = (log(journal, title, context=GONE) for title in ("One", "Other", "Third"))
    journal.drafts.keep("decision:new", {"title": GONE})
    journal.drafts.keep(f"thought:{one}", {"text": GONE})

    def remove(here: Journal) -> None:
        words = here.removal.words
        words.remove(words.look(GONE, one), confirmed="remove")
        words.remove(words.look(GONE), confirmed="remove", only=[f"entry:{other}"])

    back = restored(journal, remove)
    found = [back.entry(number).context for number in (one, other, third)]
    assert found == ["[removed]", "[removed]", GONE]
    drafts = {form: draft.fields for form, draft in back.drafts.all().items()}
    assert drafts == {"decision:new": {"title": GONE}, f"thought:{one}": {"text": "[removed]"}}
    back.close(back_up=False)


def test_an_older_file_opened_as_it_was_found_loses_it_again_by_the_newest_backup(journal: Journal) -> None:
    entry = log(journal, "One", context=GONE)
    home = journal.care.places.data_dir
    older = journal.file.path.read_bytes()
    gone(journal)
    journal.care.back_up()
    journal.close(back_up=False)
    (home / "journal.db").write_bytes(older)
    with pytest.raises(JournalNotAsSeen):
        unlocked(home)
    back = vault_in(home).unlock(PASSPHRASE, as_found=True)
    assert back.entry(entry).context == "[removed]"
    assert not holds(plain_pages(back), "removedcanary")
    (aside,) = (one for one in back.removal.backed.holding(Words(GONE)) if one.holds)
    assert aside.path.name.endswith(".found.db")
    assert back.removal.backed.replace([aside.path]) == 1
    assert not aside.path.exists()
    back.close(back_up=False)


def test_a_rescued_journal_and_a_copy_looked_into_are_named_where_they_still_hold_it(
    journal: Journal,
) -> None:
    log(journal, "One", context=GONE)
    home = journal.care.places.data_dir
    journal.close(back_up=False)
    vault = vault_in(home)
    into = vault.rescuing.place_beside()
    vault.rescuing.rescue(home / "journal.db", into, Opener(PASSPHRASE))
    rescued = unlocked(into)
    inside = rescued.care.back_up().path
    rescued.close(back_up=False)
    other = vault.copy_to_look_into(home / "journal.db")
    here = unlocked(home)
    gone(here)
    still = {one.path for one in here.removal.backed.holding(Words(GONE)) if one.holds}
    assert still == {into / "journal.db", inside, other / "journal.db"}
    assert here.removal.backed.replace(tuple(still)) == 3
    assert not [one for one in here.removal.backed.holding(Words(GONE)) if one.holds is not False]
    here.close(back_up=False)


def test_a_journal_put_aside_that_does_not_open_keeps_nothing_from_opening(journal: Journal) -> None:
    home = journal.care.places.data_dir
    entry = log(journal, "One", context=GONE)
    journal.close(back_up=False)
    (home / "journal.20260101-000000-000000.old.db").write_bytes(b"no journal" * 1000)
    back = unlocked(home)
    assert back.entry(entry).context == GONE
    back.close(back_up=False)


# ---- the whole journal


@pytest.mark.parametrize("with_backups", [True, False])
def test_erasing_the_journal_leaves_no_file_of_it(tmp_path: Path, *, with_backups: bool) -> None:
    from app.services.redacting import whole_journal

    journal = new_journal(tmp_path / "own")
    log(journal, "One", context=GONE)
    journal.care.back_up()
    home, key = journal.care.places.data_dir, key_of(journal)
    preview = whole_journal.look(journal)
    assert (preview.entries, len(preview.backups)) == (1, 1)
    assert whole_journal.erase(journal, preview, confirmed="erase", with_backups=with_backups) == ()
    left = {path.suffix for path in home.rglob("*") if path.is_file()} - {".lock"}
    assert left == (set() if with_backups else {".balcony-backup"})
    if not with_backups:  # these open with their own copy of the keys, as is said
        assert holds(decrypted(backed_up(preview.backups[0]), key), GONE)


def test_a_journal_on_hold_is_not_erased(journal: Journal) -> None:
    from app.domain.removing import OnHold
    from app.services.redacting import whole_journal

    log(journal, "One")
    journal.removal.holding.turn(on=True)
    preview = whole_journal.look(journal)
    assert preview.why_held
    with pytest.raises(OnHold):
        whole_journal.erase(journal, preview, confirmed="erase", with_backups=True)
    assert journal.care.places.journal.exists()


def test_one_field_may_go_from_a_copy_and_the_rest_stays(journal: Journal) -> None:
    entry = log(journal, "The title", context=GONE, decision=KEPT)
    shared_with(journal, "Rowan", Ticks().tick(entry, "title", "context", "decision"))
    preview = journal.removal.words.look_at_field(entry, "context")
    journal.removal.words.remove_field(preview, confirmed="remove")
    (share,) = journal.sharing.log.all()
    (shown,) = journal.sharing.log.copy(share.uid).entries
    assert {field.field_id: field.value for field in shown.fields} == {
        "title": "The title", "context": "[removed]", "decision": KEPT,
    }  # fmt: skip


def test_a_short_text_goes_from_a_copy_though_it_is_looked_for_nowhere_else(journal: Journal) -> None:
    entry = log(journal, "The title", context="Yes", decision="Yes indeed")
    shared_with(journal, "Rowan", Ticks().tick(entry, "title", "context", "decision"))
    preview = journal.removal.words.look_at_field(entry, "context")
    journal.removal.words.remove_field(preview, confirmed="remove")
    (share,) = journal.sharing.log.all()
    (shown,) = journal.sharing.log.copy(share.uid).entries
    assert [field.value for field in shown.fields] == ["The title", "[removed]", "Yes indeed"]


def test_no_digest_and_no_place_of_the_words_before_is_kept_with_a_share(journal: Journal) -> None:
    entry = log(journal, "The title", context=GONE)
    shared_with(journal, "Rowan", Ticks().tick(entry, "title", "context"))
    query = "SELECT count(*) FROM share_field WHERE source_hash <> '' OR offsets <> ''"
    with journal.file.read() as connection:
        assert connection.exec_driver_sql(query).scalar() == 2
    gone(journal)
    with journal.file.read() as connection:
        assert connection.exec_driver_sql(query).scalar() == 0


def test_the_file_is_written_anew_without_a_freed_page(journal: Journal) -> None:
    entry = log(journal, "Long", context=f"{GONE} " * 8000)
    before = journal.file.path.stat().st_size
    erasure = journal.removal.erasing.look([entry])
    assert journal.removal.erasing.erase(erasure, confirmed="erase").compacted
    with journal.file.read() as connection:
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar() == 0
    assert journal.file.path.stat().st_size < before


def test_without_room_to_write_the_file_anew_the_words_are_gone_all_the_same(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(journal, "Long", context=f"{GONE} " * 2000)

    def full(_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(JournalFile, "compact", full)
    assert not gone(journal).compacted
    assert not holds(plain_pages(journal), "removedcanary")


def test_what_the_bin_lets_go_leaves_no_trace_in_the_index(journal: Journal, clock: MovedClock) -> None:
    for number in range(30):
        log(journal, f"Kept {number}", context=f"{KEPT} {number}")
    entry = log(journal, "Gone", context="Unrepeatable pterodactylcanary stands here.")
    for number in range(30):
        log(journal, f"Later {number}")
    journal.writing.delete([entry])
    clock.pass_by(days=31)
    assert journal.care.empty_bin() == 1
    pages = plain_pages(journal)
    assert not holds(pages, "pterodactylcanary")
    assert not holds(pages, "pterodactylcanari")
    assert not holds(pages, "terodactylcanar")
    assert_whole(journal)
