"""What an import and an export promise of the journal itself: the index, the batch, and no keys outside."""

import json
from datetime import UTC
from pathlib import Path

import pytest

from app.domain.days import Span
from app.domain.entries import EntryId, Sensitivity
from app.domain.errors import BackupFailed, ImportProblem, NotAllowed
from app.domain.exchange import ProblemKind
from app.domain.listing import EntryFilter
from app.services.dashboard import Window
from app.services.demo import make_demo
from app.services.journal import Journal
from app.storage import backups, derived
from tests.fixtures.cheap import TODAY, ZONE, a_journal, assert_whole, log, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.same_journal import rows


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.json"
    entries = [
        {"title": f"Note {number}", "body": "A corridor.", "date": "2026-01-05", "time": "09:00", "tags": []}
        for number in range(3)
    ]
    path.write_text(json.dumps({"tags": {}, "entries": entries}))
    return path


_FORGETS_ONE = "DELETE FROM doc_fts_docsize WHERE id = (SELECT max(id) FROM doc_fts_docsize)"
_LOSES_ONE = "DELETE FROM doc WHERE id = (SELECT max(id) FROM doc)"


@pytest.mark.parametrize("harm", [_FORGETS_ONE, _LOSES_ONE])
def test_an_import_whose_index_differs_from_its_texts_is_taken_back_whole(
    journal: Journal, notes: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(journal, "Here before")
    before = rows(journal)
    draws = derived.add_batch

    def draws_badly(connection: object, batch: int) -> None:
        draws(connection, batch)  # type: ignore[arg-type]
        connection.exec_driver_sql(harm)  # type: ignore[attr-defined]

    monkeypatch.setattr(derived, "add_batch", draws_badly)
    with pytest.raises(ImportProblem, match="search index"):
        journal.exchange.take_in("jrnl", notes, zone=ZONE)
    monkeypatch.undo()
    assert rows(journal) == before
    assert journal.undo_label == "Add a decision"
    assert_whole(journal)
    assert journal.exchange.take_in("jrnl", notes, zone=ZONE).added == 3


def test_an_import_that_can_be_taken_back_says_when_it_came(
    journal: Journal, clock: MovedClock, notes: Path
) -> None:
    clock.go_to(TODAY.replace(day=3))
    journal.exchange.take_in("jrnl", notes, zone=ZONE)
    (batch,) = journal.exchange.batches()
    assert (batch.format, batch.entries) == ("jrnl", 3)
    assert batch.imported_at.tzinfo is UTC
    assert batch.imported_at.date() == TODAY.replace(day=3)


@pytest.mark.parametrize("format_id", ["json", "markdown"])
def test_no_key_and_no_stamp_of_this_journal_leaves_with_an_export(
    journal: Journal, notes: Path, tmp_path: Path, format_id: str
) -> None:
    journal.exchange.take_in("jrnl", notes, zone=ZONE)  # makes the secret behind import keys
    journal.lists.note("recovery_sheet_made", value=True)
    journal.drafts.keep("decision:new", {"title": "not yet said"})
    secret = journal.lists.choice("import_secret")
    assert isinstance(secret, str)
    path = tmp_path / "out"
    journal.exchange.give_out(format_id, path)
    text = path.read_text(encoding="utf-8")
    places = journal.care.places
    slots = json.loads(places.keys.read_bytes())
    kept = [secret, "import_secret", "recovery_sheet", "made_at", "not yet said", slots["journal_id"]]
    kept += [slot[part] for slot in slots["slots"] for part in ("salt", "nonce", "sealed")]
    assert [one for one in kept if one in text] == []


def test_settings_of_a_file_cannot_set_what_belongs_to_this_journal_or_stop_its_pages(
    journal: Journal, notes: Path, tmp_path: Path
) -> None:
    path = tmp_path / "out.json"
    log(journal, "One")
    journal.exchange.give_out("json", path)
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["journal"]["settings"] = {
        "import_secret": "not hexadecimal",
        "is_demo": True,
        "recovery_sheet_made": True,
        "pauses": [["2026-06-01", "2026-06-07"], ["x"], 5, ["no", "day"], [None, "2026-06-01"], {}],
        "hidden_charts": 5,
        "saved_searches": ["x"],
        "prompts_off": {"a": 1},
        "prompts_on": "bd-position",
        "hold": "yes",
    }
    path.write_text(json.dumps(raw), encoding="utf-8")
    other, _code = vault_in(tmp_path / "other").create("eight grey herons stand by water")
    assert other.exchange.take_in("balcony", path, zone=ZONE).added == 1
    assert not other.is_demo
    assert other.lists.choice("recovery_sheet_made") is None
    assert other.pauses.all() == (Span(TODAY.replace(day=1), TODAY.replace(day=7)),)
    assert other.patterns.charts(other.patterns.span(Window.ALL))
    assert other.lists.saved_searches() == ()
    assert other.prompts.next_question() is not None
    assert not other.care.is_on_hold()
    assert other.exchange.take_in("jrnl", notes, zone=ZONE).added == 3
    assert_whole(other)
    other.close(back_up=False)


def test_a_demo_brought_into_an_own_journal_counts_and_leaves_the_journal_its_owner_s(tmp_path: Path) -> None:
    path = tmp_path / "demo.json"
    demo = make_demo(vault_in(tmp_path / "demo"), "eight grey herons stand by water")
    assert demo.was_made_as_demo
    demo.exchange.give_out("json", path)
    demo.close(back_up=False)
    own, _code = vault_in(tmp_path / "own").create("eight grey herons stand by water")
    batch = own.exchange.take_in("balcony", path, zone=ZONE).batch
    assert batch is not None
    seen = [(own.is_demo, own.was_made_as_demo)]
    own.exchange.take_back(batch)
    seen.append((own.is_demo, own.was_made_as_demo))
    own.undo()
    seen.append((own.is_demo, own.was_made_as_demo))
    assert seen == [(True, False), (False, False), (True, False)]
    assert_whole(own)
    own.close(back_up=False)


def test_a_folder_that_may_not_be_looked_into_is_told_and_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = vault_in(tmp_path / "j")

    def refused(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(Path, "exists", refused)
    for asks in (vault.door, lambda: vault.unlock("any"), lambda: vault.create("any")):
        with pytest.raises(NotAllowed):
            asks()


def _held(journal: Journal, entry_id: EntryId, where: str) -> None:
    if where == "the whole journal":
        journal.lists.note("hold", value=True)
    else:
        journal.writing.set_marks(entry_id, [Sensitivity.HOLD], where)


@pytest.mark.parametrize("where", ["", "context", "the whole journal"])
def test_an_entry_on_hold_is_never_erased_to_make_room_for_its_import(
    journal: Journal, notes: Path, where: str
) -> None:
    came = journal.exchange.take_in("jrnl", notes, zone=ZONE)
    entry_id = journal.finding.page(EntryFilter())[0].id
    _held(journal, entry_id, where)
    assert came.batch is not None
    journal.exchange.take_back(came.batch)
    again = journal.exchange.take_in("jrnl", notes, zone=ZONE)
    left_out = again.of_kind(ProblemKind.SKIPPED)
    assert journal.entry(entry_id).deleted_at is not None
    assert len(left_out) == (3 if where == "the whole journal" else 1)
    assert (again.added, again.already_here) == (3 - len(left_out), 0)
    assert "on hold" in left_out[0].reason
    assert left_out[0].place == "the entry of 2026-01-05"
    assert_whole(journal)


def test_a_whole_entry_on_hold_stays_in_the_bin_when_its_journal_comes_again(
    journal: Journal, tmp_path: Path
) -> None:
    with a_journal() as other:
        log(other, "Wyau")
        path = tmp_path / "other.json"
        other.exchange.give_out("json", path)
    came = journal.exchange.take_in("balcony", path, zone=ZONE)
    entry_id = journal.finding.page(EntryFilter())[0].id
    _held(journal, entry_id, "")
    assert came.batch is not None
    journal.exchange.take_back(came.batch)
    again = journal.exchange.take_in("balcony", path, zone=ZONE)
    assert (again.added, len(again.problems)) == (0, 1)
    journal.writing.restore([entry_id])
    assert journal.entry(entry_id).title == "Wyau"


def test_what_is_here_is_backed_up_before_an_import_and_not_before_a_dry_run(
    journal: Journal, notes: Path
) -> None:
    log(journal, "Written here")
    journal.exchange.take_in("jrnl", notes, zone=ZONE, dry_run=True)
    assert journal.care.backups() == ()
    assert journal.exchange.take_in("jrnl", notes, zone=ZONE).added == 3
    (made,) = journal.care.backups()
    assert made.entries == 1
    journal.care.back_up()
    journal.exchange.take_in("jrnl", notes, zone=ZONE)
    assert len(journal.care.backups()) == 2


def test_nothing_is_imported_when_what_is_here_cannot_be_backed_up(
    journal: Journal, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(journal, "Written here")

    def no_room(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_pack", no_room)
    with pytest.raises(BackupFailed):
        journal.exchange.take_in("jrnl", notes, zone=ZONE)
    assert journal.finding.count() == 1
    assert journal.exchange.batches() == ()
