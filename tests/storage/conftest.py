"""An open journal for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.contacts import ContactKind
from app.domain.entries import EntryId
from app.services.journal import Journal
from tests.fixtures.cheap import assert_as_written, assert_whole
from tests.fixtures.clock import MovedClock
from tests.fixtures.coaching import Person, person
from tests.fixtures.one_decision import WRITTEN
from tests.fixtures.open_journal import clock, journal
from tests.fixtures.pairs import Peer, two_peers

__all__ = ["clock", "coach", "journal", "leader", "peers", "written"]


@pytest.fixture
def written(journal: Journal) -> EntryId:
    """One decision with something in every field."""
    return journal.writing.log(WRITTEN).entry_id


@pytest.fixture
def leader(tmp_path: Path, clock: MovedClock) -> Iterator[Person]:
    """Somebody with a journal, whose coach the other is."""
    one = person(tmp_path / "leader", "Ash", clock)
    yield one
    assert_as_written(one.journal)
    one.journal.close(back_up=False)


@pytest.fixture
def coach(tmp_path: Path, clock: MovedClock, leader: Person) -> Iterator[Person]:
    """Their coach; the two know each other."""
    one = person(tmp_path / "coach", "Birch", clock)
    one.knows(leader, ContactKind.LEADER)
    leader.knows(one, ContactKind.COACH)
    yield one
    assert_as_written(one.journal)
    one.journal.close(back_up=False)


@pytest.fixture
def peers(tmp_path: Path, clock: MovedClock) -> Iterator[tuple[Peer, Peer]]:
    """Two who confirmed each other's keys; both journals are whole at the end."""
    ash, birch = two_peers(tmp_path, clock)
    yield ash, birch
    for one in (ash, birch):
        assert_whole(one.journal)
        one.journal.close(back_up=False)
