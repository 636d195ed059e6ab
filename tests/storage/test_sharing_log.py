"""The sharing log keeps the exact copy and where each word came from; erasing takes words out of it."""

import json
from pathlib import Path

import pytest

from app.domain.choosing import Ticks
from app.domain.contacts import Side
from app.domain.entries import EntryId, Happened, ReviewDraft
from app.domain.errors import ImportProblem, InvalidInput
from app.domain.privacy import REMOVED, from_rows
from app.domain.sharing import Agreement, SharedChart, content_hash
from app.services.demo import fill
from app.services.journal import Journal
from app.storage import sharing_log
from tests.fixtures.cheap import TODAY, ZONE, assert_whole, log, new_journal
from tests.fixtures.clock import MovedClock
from tests.fixtures.same_journal import contents
from tests.fixtures.shares import a_coach, everything, sealed, shared_with


@pytest.fixture
def shared(journal: Journal, written: EntryId) -> str:
    """A journal with one entry and its review shared whole with Rowan; gives the id of the bundle."""
    journal.reviews.save(written, ReviewDraft(Happened.YES, "It did", 1, 1, "Ask sooner"))
    uid, _ = a_coach(journal)
    journal.sharing.other_words.set(uid, "Saturdays", "Weekends")
    journal.sharing.agreements.agree(uid, Agreement(purpose="To think"))
    journal.sharing.agreements.agree(uid, Agreement(purpose="As theirs came"), Side.THEIRS)
    chart = SharedChart(
        "Where I stood", "Mostly in among it.", 12, "<svg></svg>", ("Place", "n"), (("low", "5"),)
    )
    shared_with(
        journal, "Rowan", everything(journal), note="What would you ask?", width="month", charts=(chart,)
    )
    return journal.sharing.log.all()[0].uid


def test_the_exact_copy_and_the_place_of_every_field_are_kept(
    journal: Journal, written: EntryId, shared: str
) -> None:
    copy = journal.sharing.log.copy(shared)
    assert copy.note == "What would you ask?"
    (entry,) = copy.entries
    places = journal.sharing.log.places(shared)
    assert [one.field_id for one in places] == [one.field_id for one in entry.fields]
    assert {one.share_id for one in places} == {entry.share_id}
    assert {one.entry_id for one in places} == {written}
    review = journal.entry(written).reviews[0]
    assert {one.review_uid for one in places} == {None, review.uid}
    place = next(one for one in places if one.field_id == "decision")
    assert entry.field("decision").value == "Weekends"  # type: ignore[union-attr]
    assert from_rows(place.offsets).span_to_original(0, 8) == (0, 9)
    assert place.source_hash == content_hash("Saturdays")
    assert_whole(journal)


def test_the_log_says_when_to_whom_and_how_much(journal: Journal, shared: str) -> None:
    (logged,) = journal.sharing.log.all()
    copy = journal.sharing.log.copy(shared)
    assert (logged.label, logged.made_on, logged.entries) == ("Rowan", TODAY, 1)
    assert logged.fields == len(copy.entries[0].fields)
    assert len(logged.fingerprint) == 64
    assert not logged.is_plain


def test_that_they_were_asked_to_delete_it_is_noted(journal: Journal, shared: str) -> None:
    journal.sharing.log.asked_to_delete(shared)
    assert journal.sharing.log.all()[0].asked_to_delete_on == TODAY
    journal.sharing.log.asked_to_delete(shared, asked=False)
    assert journal.sharing.log.all()[0].asked_to_delete_on is None
    with pytest.raises(InvalidInput):
        journal.sharing.log.asked_to_delete("nowhere")
    with pytest.raises(InvalidInput):
        journal.sharing.log.copy("nowhere")


def test_undo_does_not_call_a_file_back_and_redo_ties_it_again(journal: Journal, shared: str) -> None:
    before = journal.sharing.log.places(shared)
    copy = journal.sharing.log.copy(shared)
    while journal.undo() is not None:
        pass
    assert journal.finding.count() == 0
    assert [one.uid for one in journal.sharing.log.all()] == [shared]
    assert {one.entry_id for one in journal.sharing.log.places(shared)} == {None}
    assert_whole(journal)
    while journal.redo() is not None:
        pass
    assert journal.sharing.log.places(shared) == before
    assert journal.sharing.log.copy(shared) == copy
    assert_whole(journal)


def test_a_damaged_copy_does_not_hold_the_check(journal: Journal, shared: str) -> None:
    with journal.file.untracked() as connection:
        connection.exec_driver_sql("DELETE FROM share_field WHERE field = 'title'")
    assert [line.name for line in journal.care.check().lines if not line.holds] == ["sharing log"]


def test_erasing_an_entry_takes_its_words_out_of_the_copies_and_the_log_says_so(
    journal: Journal, clock: MovedClock, written: EntryId
) -> None:
    kept = log(journal, "Stays in the copy")
    shared_with(journal, "Rowan", everything(journal))
    apart = shared_with(journal, "Birch", Ticks().tick(kept, "title"))
    (holds,) = journal.sharing.log.containing([written])
    assert holds.label == "Rowan"
    journal.writing.delete([written])
    clock.pass_by(days=40)
    assert journal.care.empty_bin() == 1
    with journal.file.read() as connection:
        bodies = "".join(connection.exec_driver_sql("SELECT body FROM share").scalars())
    for word in ("Open the hub", "Rain", "Saturdays", "More come", "Buses run", content_hash("Rain")):
        assert word not in bodies
    copy = journal.sharing.log.copy(holds.uid)
    gone = next(one for one in copy.entries if one.field("context"))
    assert {one.value for one in gone.fields} == {REMOVED}
    assert gone.when == ""
    assert any(one.fields[0].value == "Stays in the copy" for one in copy.entries)
    logged = {one.label: one for one in journal.sharing.log.all()}
    assert logged["Rowan"].erased == len(gone.fields)
    assert logged["Rowan"].fields == holds.fields
    assert logged["Birch"].erased == 0
    assert journal.sharing.log.containing([written]) == ()
    assert journal.sharing.log.last_shared_on(apart) == TODAY
    assert_whole(journal)


def test_the_demo_has_shared_nothing(journal: Journal) -> None:
    fill(journal)
    assert journal.sharing.log.all() == ()
    assert_whole(journal)


# ---- out and in


def given_out(journal: Journal, path: Path) -> Path:
    path.unlink(missing_ok=True)
    journal.exchange.give_out("json", path)
    return path


def test_the_log_and_what_was_agreed_go_with_the_journal_and_come_in_equal(
    journal: Journal, shared: str, tmp_path: Path
) -> None:
    second = new_journal(tmp_path / "second", MovedClock(TODAY))
    second.exchange.take_in("balcony", given_out(journal, tmp_path / "out.json"), zone=ZONE)
    assert contents(second) == contents(journal)
    assert second.sharing.log.copy(shared) == journal.sharing.log.copy(shared)
    places = second.sharing.log.places(shared)
    assert [one.entry_uid for one in places] == [one.entry_uid for one in journal.sharing.log.places(shared)]
    assert all(one.entry_id for one in places)
    (contact,) = second.sharing.people.contacts()
    assert contact.card is None
    assert second.sharing.agreements.to_edit(contact.uid).purpose == "To think"
    assert_whole(second)
    second.close(back_up=False)


def test_no_key_no_token_and_no_other_word_is_in_the_export(
    journal: Journal, written: EntryId, tmp_path: Path
) -> None:
    journal.sharing.people.set_my_name("Ash")
    uid, coach = a_coach(journal)
    journal.sharing.other_words.set(uid, "Canaryname", "Canaryinstead")
    journal.sharing.people.confirm(uid)
    made = sealed(journal, everything(journal), uid)
    locked = journal.sharing.seal(made.composed, passphrase="otter candle seven")
    journal.sharing.save(locked, tmp_path / "x.balcony", read=True)
    text = given_out(journal, tmp_path / "out.json").read_text("utf-8")
    with journal.file.read() as connection:
        kept = connection.exec_driver_sql("SELECT age_secret, signing_seed FROM identity").all()
        (token,) = connection.exec_driver_sql("SELECT reply_token FROM share").scalars().all()
        assert sharing_log.tokens(connection)[made.view.bundle_id] == bytes.fromhex(token)
    mine = journal.sharing.people.my_card(uid)
    secrets = [secret for row in kept for secret in row]
    for word in (*secrets, token, coach.recipient, coach.verify_key, mine.recipient, mine.verify_key):
        assert word not in text
    assert "Canary" not in text
    assert made.view.bundle_id in text


def test_taking_an_import_back_takes_the_log_and_it_comes_in_again_whole(
    journal: Journal, shared: str, tmp_path: Path
) -> None:
    second = new_journal(tmp_path / "second", MovedClock(TODAY))
    path = given_out(journal, tmp_path / "out.json")
    report = second.exchange.take_in("balcony", path, zone=ZONE)
    second.undo()
    assert second.sharing.log.all() == ()
    assert second.sharing.people.contacts() == ()
    second.redo()
    assert len(second.sharing.log.all()) == 1
    assert report.batch is not None
    second.exchange.take_back(report.batch)
    assert second.sharing.log.all() == ()
    second.exchange.take_in("balcony", path, zone=ZONE)
    assert contents(second) == contents(journal)
    assert second.exchange.take_in("balcony", path, zone=ZONE).added == 0
    assert len(second.sharing.log.all()) == 1
    assert_whole(second)
    second.close(back_up=False)


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("contacts", "kind", "friend"),
        ("contacts", "name", ""),
        ("agreements", "words", None),
        ("agreements", "side", "both"),
        ("shares", "copy", None),
        ("shares", "copy", {"bundle_id": 5}),
        ("shares", "copy", {"thread": "none"}),
        ("shared_entries", "share", "nowhere"),
        ("shared_entries", "share", ""),
        ("shared_entries", "fields", "none"),
        ("shared_charts", "n", "many"),
        ("shares", "places", [{"share_id": "x", "field": "title", "offsets": [[1, 2, 3]]}]),
        ("shares", "made_on", "soon"),
    ],
)
def test_a_file_that_is_not_as_described_is_refused(
    journal: Journal, shared: str, tmp_path: Path, part: str, name: str, value: object
) -> None:
    path = given_out(journal, tmp_path / "out.json")
    content = json.loads(path.read_text("utf-8"))
    content[part][0][name] = value
    path.write_text(json.dumps(content), "utf-8")
    second = new_journal(tmp_path / "second", MovedClock(TODAY))
    with pytest.raises(ImportProblem):
        second.exchange.take_in("balcony", path, zone=ZONE)
    assert second.sharing.log.all() == ()
    assert second.finding.count() == 0
    second.close(back_up=False)


def test_markdown_says_what_was_shared_and_not_with_which_words(
    journal: Journal, shared: str, tmp_path: Path
) -> None:
    path = tmp_path / "out.md"
    journal.exchange.give_out("markdown", path)
    text = path.read_text("utf-8")
    fields = journal.sharing.log.all()[0].fields
    assert f"## What I shared\n\n- Tuesday 30 June 2026, Rowan: {fields} fields from 1 entry" in text
    assert shared not in text
    assert "Weekends" not in text
