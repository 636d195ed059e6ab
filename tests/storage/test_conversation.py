"""What came from and with others is kept with its entries, goes with them, and comes back with undo."""

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.conversation import ActionStatus, Conversation
from app.domain.entries import EntryId
from app.domain.errors import ImportProblem, InvalidInput
from app.domain.whole import JournalHeader
from app.exporters import EXPORTERS
from app.paths import bundled
from app.services.demo import fill
from app.services.journal import Journal
from app.storage import conversation, conversing, settings, whole
from tests.fixtures.cheap import TODAY, ZONE, assert_whole, log, new_journal
from tests.fixtures.clock import MovedClock
from tests.fixtures.conversation import talk_about
from tests.fixtures.same_journal import contents, contents_of, rows


def keep(journal: Journal, entry_id: EntryId, **options: Any) -> Conversation:
    said = talk_about(journal.entry(entry_id).uid, **options)
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, said)
    assert act.changed is not None
    journal._ledger.history.remember(act.changed)
    return said


def count(journal: Journal, table: str) -> int:
    with journal.file.read() as connection:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


# ---- kept and read


def test_what_is_kept_is_what_is_read(journal: Journal, written: EntryId) -> None:
    said = keep(journal, written)
    (reply,) = journal.conversation.replies()
    assert [one.entry_id for one in reply.comments] == [written, written]
    with journal.file.read() as connection:
        found = conversation.conversation(connection, journal.file.words)
    assert as_told(found) == as_told(said)
    assert journal.conversation.round("round-1") == said.rounds[0]
    assert_whole(journal)


def as_told(said: Conversation) -> Any:
    """What a conversation holds, whatever the numbers of its entries are."""
    return contents_of(JournalHeader(conversation=said), [])["conversation"]


def test_comments_are_found_by_the_entry_they_speak_of(journal: Journal, written: EntryId) -> None:
    other = log(journal, "Another one")
    keep(journal, written)
    (reply,) = journal.conversation.comments(written)
    assert [one.uid for one in reply.comments] == ["comment-1", "comment-2"]
    assert journal.conversation.comments(other) == ()


def test_undo_and_redo_cover_all_of_it(journal: Journal, written: EntryId) -> None:
    before = rows(journal)
    keep(journal, written)
    after = rows(journal)
    assert after != before
    journal.undo()
    assert rows(journal) == before
    assert not journal.conversation.is_there
    journal.redo()
    assert rows(journal) == after


def test_the_oldest_open_action_comes_first(journal: Journal, written: EntryId) -> None:
    keep(journal, written)
    assert [one.uid for one in journal.conversation.actions()] == ["action-2", "action-1", "action-3"]
    journal.conversation.set_action("action-3", ActionStatus.OPEN)
    assert [one.uid for one in journal.conversation.actions()] == ["action-2", "action-3", "action-1"]


def test_an_action_keeps_the_day_it_was_closed_and_loses_it_when_opened(
    journal: Journal, written: EntryId, clock: MovedClock
) -> None:
    keep(journal, written)
    clock.pass_by(days=3)
    assert journal.conversation.set_action("action-2", ActionStatus.DONE) is not None
    action = {one.uid: one for one in journal.conversation.actions()}["action-2"]
    assert action.closed_on == TODAY + timedelta(days=3)
    assert journal.undo_label == "Mark the action as done"
    assert journal.conversation.set_action("action-2", ActionStatus.DONE) is None
    journal.conversation.set_action("action-2", ActionStatus.OPEN)
    action = {one.uid: one for one in journal.conversation.actions()}["action-2"]
    assert action.closed_on is None


def test_an_action_that_is_not_there_cannot_be_marked(journal: Journal) -> None:
    with pytest.raises(InvalidInput):
        journal.conversation.set_action("nowhere", ActionStatus.DONE)
    with pytest.raises(InvalidInput):
        journal.conversation.round("nowhere")
    assert journal.undo_label == ""


# ---- with its entries, into the bin and for good


def test_comments_lie_in_the_bin_with_their_entry_and_come_back_with_it(
    journal: Journal, written: EntryId
) -> None:
    keep(journal, written)
    journal.writing.delete([written])
    (reply,) = journal.conversation.replies()
    assert reply.comments == ()
    assert {one.entry_id for one in journal.conversation.actions()} == {None}
    assert journal.conversation.comments(written) == ()
    journal.writing.restore([written])
    assert len(journal.conversation.comments(written)[0].comments) == 2


def test_erasing_an_entry_for_good_takes_its_comments_and_keeps_the_session_and_its_actions(
    journal: Journal, written: EntryId, clock: MovedClock
) -> None:
    keep(journal, written)
    journal.writing.delete([written])
    clock.pass_by(days=40)
    assert journal.care.empty_bin() == 1
    assert count(journal, "comment") == 0
    (reply,) = journal.conversation.replies()
    assert reply.session_summary == "Presence and information."
    assert len(journal.conversation.actions()) == 3
    assert_whole(journal)


def test_a_demos_actions_are_counted_in_the_demo_alone(journal: Journal, written: EntryId) -> None:
    keep(journal, written, is_demo=True)
    with journal.file.read() as connection:
        assert conversation.actions(connection) == ()
        assert len(conversation.all_actions(connection)) == 3
    with journal.file.untracked() as connection:
        settings.note(connection, "is_demo", value=True)
    with journal.file.read() as connection:
        assert len(conversation.actions(connection)) == 3


# ---- out and in


def given_out(journal: Journal, folder: Path) -> Path:
    path = folder / "out.json"
    path.unlink(missing_ok=True)
    journal.exchange.give_out("json", path)
    return path


@pytest.fixture
def left(journal: Journal, written: EntryId, tmp_path: Path) -> Path:
    """An exported journal in which an entry was talked about."""
    keep(journal, written)
    return given_out(journal, tmp_path)


def fresh(tmp_path: Path) -> Journal:
    return new_journal(tmp_path / "second", MovedClock(TODAY))


def test_an_import_brings_it_once_and_taking_it_back_takes_all_of_it(left: Path, tmp_path: Path) -> None:
    second = fresh(tmp_path)
    report = second.exchange.take_in("balcony", left, zone=ZONE)
    assert len(second.conversation.replies()[0].comments) == 2
    assert second.exchange.take_in("balcony", left, zone=ZONE).added == 0
    assert count(second, "reply") == count(second, "pair_round") == 1
    assert report.batch is not None
    second.exchange.take_back(report.batch)
    assert not second.conversation.is_there
    assert second.conversation.actions() == ()
    second.exchange.take_in("balcony", left, zone=ZONE)
    assert len(second.conversation.replies()[0].comments) == 2
    assert len(second.conversation.actions()) == 3
    assert count(second, "round_answer") == 9
    assert_whole(second)
    second.close(back_up=False)


def test_one_undo_takes_an_import_back_and_redo_brings_it_again(left: Path, tmp_path: Path) -> None:
    second = fresh(tmp_path)
    second.exchange.take_in("balcony", left, zone=ZONE)
    here = contents(second)
    second.undo()
    assert not second.conversation.is_there
    second.redo()
    assert contents(second) == here
    second.close(back_up=False)


def test_what_was_said_since_comes_in_though_every_entry_is_here_already(
    journal: Journal, written: EntryId, tmp_path: Path
) -> None:
    second = fresh(tmp_path)
    second.exchange.take_in("balcony", given_out(journal, tmp_path), zone=ZONE)
    keep(journal, written)
    report = second.exchange.take_in("balcony", given_out(journal, tmp_path), zone=ZONE)
    assert report.added == 0
    assert len(second.conversation.replies()[0].comments) == 2
    second.undo()
    assert not second.conversation.is_there
    second.close(back_up=False)


def test_a_comment_on_an_entry_that_is_not_there_is_left_out(
    journal: Journal, written: EntryId, left: Path, tmp_path: Path
) -> None:
    content = json.loads(left.read_text("utf-8"))
    content["entries"] = []
    left.write_text(json.dumps(content), "utf-8")
    second = fresh(tmp_path)
    second.exchange.take_in("balcony", left, zone=ZONE)
    (reply,) = second.conversation.replies()
    assert reply.comments == ()
    assert {one.entry_id for one in second.conversation.actions()} == {None}
    assert_whole(second)
    second.close(back_up=False)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("replies", "received_on", "soon"),
        ("replies", "comments", [{"uid": "x", "entry": "y", "kind": "praise"}]),
        ("actions", "status", "failed"),
        ("rounds", "prompts", [{"prompt": "ci-lever", "wording": 999}]),
        ("rounds", "status", "half"),
    ],
)
def test_a_file_that_is_not_as_described_is_refused_and_nothing_comes_in(
    left: Path, tmp_path: Path, part: str, name: str, value: object
) -> None:
    content = json.loads(left.read_text("utf-8"))
    content[part][0][name] = value
    left.write_text(json.dumps(content), "utf-8")
    second = fresh(tmp_path)
    with pytest.raises(ImportProblem):
        second.exchange.take_in("balcony", left, zone=ZONE)
    assert not second.conversation.is_there
    assert second.finding.count() == 0
    second.close(back_up=False)


@pytest.mark.parametrize("part", ["replies", "actions", "rounds"])
def test_a_name_given_twice_is_refused(left: Path, tmp_path: Path, part: str) -> None:
    content = json.loads(left.read_text("utf-8"))
    content[part].append(content[part][0])
    left.write_text(json.dumps(content), "utf-8")
    second = fresh(tmp_path)
    with pytest.raises(ImportProblem):
        second.exchange.take_in("balcony", left, zone=ZONE)
    second.close(back_up=False)


# ---- the demo


def test_the_demo_journal_holds_every_word_of_the_demo_file(journal: Journal) -> None:
    fill(journal, as_dated=True)
    out = io.StringIO()
    with journal.file.read() as connection:
        entries = list(whole.whole_entries(connection, journal.file.words))
    EXPORTERS["json"].write(out, journal.exchange.header(), entries, today=TODAY)
    held = set(_texts(json.loads(out.getvalue())))
    raw = json.loads((bundled("resources/demo") / "demo.json").read_text("utf-8"))
    for part in ("coach_reply", "pair_round", "decisions", "light", "weekly"):
        wanted = {text for text in _texts(raw[part]) if not _is_a_name(text)}
        assert wanted - held == set(), part
    assert_whole(journal)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _is_a_name(text: str) -> bool:
    """Ids and days, which stand in the export under names of their own."""
    return " " not in text and "." not in text
