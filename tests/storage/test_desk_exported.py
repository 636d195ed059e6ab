"""A coach's desk goes out with the whole journal and comes in again: nothing of it is lost, and no token leaves."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.coaching import RemarkState
from app.domain.errors import ImportProblem
from app.domain.sharing import new_id
from app.services.demo_desk import demo_bundle, lay_on_desk
from app.services.journal import Journal
from app.sharing.files import new_reply_token, seal_share
from app.sharing.keys import new_identity
from tests.fixtures.cheap import TODAY, ZONE, assert_whole, new_journal
from tests.fixtures.clock import MovedClock
from tests.fixtures.same_journal import contents

WORDS = "gravel teapot lantern orbit meadow fiddle"


@pytest.fixture
def coach(tmp_path: Path, clock: MovedClock) -> Iterator[Journal]:
    """A coach with one leader's share, of which everything was made that can be, and one reply sent."""
    journal = new_journal(tmp_path / "coach", clock)
    uid = lay_on_desk(journal)
    desk = journal.desk
    (tmp_path / "out").mkdir()
    desk.save(desk.seal(desk.reply(uid)), tmp_path / "out")
    desk.remark(uid, replace(desk.made_on(uid).remarks[0].comment, comment_id=new_id(), body="And since?"))
    desk.private_note(desk.bundle(uid).contact, "About them as such.")
    yield journal
    journal.close(back_up=False)


@pytest.fixture
def other(tmp_path: Path, clock: MovedClock) -> Iterator[Journal]:
    journal = new_journal(tmp_path / "other", clock)
    yield journal
    journal.close(back_up=False)


def exported(journal: Journal, tmp_path: Path) -> Path:
    path = tmp_path / "whole.json"
    journal.exchange.give_out("json", path)
    return path


def take_in(journal: Journal, path: Path) -> None:
    journal.exchange.take_in("balcony", path, zone=ZONE)


def test_a_desk_comes_back_from_an_export_equal(coach: Journal, other: Journal, tmp_path: Path) -> None:
    path = exported(coach, tmp_path)
    take_in(other, path)
    assert contents(other) == contents(coach)
    (leader,) = coach.desk.leaders()
    assert other.desk.leaders() == (leader,)
    assert other.desk.history(leader.contact) == coach.desk.history(leader.contact)
    assert other.desk.private_notes(leader.contact) == coach.desk.private_notes(leader.contact)
    (kept,) = coach.desk.bundles(leader.contact)
    made = other.desk.made_on(kept.uid)
    assert made == coach.desk.made_on(kept.uid)
    assert {one.state for one in made.remarks} == set(RemarkState)
    assert_whole(other)
    before = contents(other)
    take_in(other, path)
    assert contents(other) == before


def test_no_token_and_no_key_leaves_with_a_desk(coach: Journal, tmp_path: Path) -> None:
    token = new_reply_token()
    bundle = replace(demo_bundle("Cedar", TODAY), bundle_id=new_id())
    sealed = seal_share(bundle, new_identity(), WORDS, reply_token=token, factor=10)
    coach.desk.keep(coach.desk.open(sealed, WORDS))
    text = exported(coach, tmp_path).read_text("utf-8")
    assert token.hex() not in text
    for secret in ("AGE-SECRET-KEY", "reply_token", "verify_key", "age1"):
        assert secret not in text


def test_a_desk_that_came_with_an_import_goes_with_it_and_can_come_again(
    coach: Journal, other: Journal, tmp_path: Path
) -> None:
    path = exported(coach, tmp_path)
    (leader,) = coach.desk.leaders()
    take_in(other, path)
    with other._ledger.file.read() as connection:
        batch = connection.exec_driver_sql("SELECT max(id) FROM import_batch").scalar_one()
    other.exchange.take_back(batch)
    assert other.desk.leaders() == ()
    assert other.desk.bundles(leader.contact) == ()
    assert other.desk.history(leader.contact) == ()
    assert other.desk.private_notes(leader.contact) == ()
    assert "received" not in json.loads(exported(other, tmp_path).read_text("utf-8"))
    path = exported(coach, tmp_path)
    take_in(other, path)
    assert contents(other) == contents(coach)
    assert_whole(other)


def test_a_share_whose_import_was_taken_back_can_be_opened_anew(
    coach: Journal, other: Journal, tmp_path: Path
) -> None:
    other.sharing.people.set_my_name("Rowan")
    cards = (coach.sharing.people.my_card(), other.sharing.people.my_card())
    bundle = replace(demo_bundle("Cedar", TODAY), bundle_id=new_id())
    sealed = seal_share(bundle, new_identity(), cards)
    coach.desk.keep(coach.desk.open(sealed))
    take_in(other, exported(coach, tmp_path))
    with other._ledger.file.read() as connection:
        batch = connection.exec_driver_sql("SELECT max(id) FROM import_batch").scalar_one()
    other.exchange.take_back(batch)
    opened = other.desk.open(sealed)
    other.desk.keep(opened)
    assert other.desk.bundle(bundle.bundle_id).bundle == bundle
    assert_whole(other)
    other.undo()
    assert_whole(other)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["received"][0]["copy"].update(bundle_id="0" * 32),
        lambda told: told["received"][0]["copy"].update(made_on=7),
        lambda told: told["received"][0]["remarks"][0].update(state="lost"),
        lambda told: told["received"][0]["remarks"].append(told["received"][0]["remarks"][0]),
        lambda told: told["received"][0]["proposals"][0].update(owner="nobody"),
        lambda told: told["received"][0]["replies"][0]["copy"].update(comments=[{"kind": "x"}]),
        lambda told: told["received_entries"][0].update(bundle="elsewhere"),
        lambda told: told["coach_notes"][0].update(body=""),
    ],
)
def test_a_desk_that_was_changed_in_the_file_brings_nothing(
    coach: Journal, other: Journal, tmp_path: Path, spoil: object
) -> None:
    path = exported(coach, tmp_path)
    told = json.loads(path.read_text("utf-8"))
    spoil(told)  # type: ignore[operator]
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    before = contents(other)
    with pytest.raises(ImportProblem):
        take_in(other, path)
    assert contents(other) == before
