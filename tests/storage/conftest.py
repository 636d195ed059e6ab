"""An open journal for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.entries import EntryId
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, new_journal
from tests.fixtures.clock import MovedClock
from tests.fixtures.one_decision import WRITTEN


@pytest.fixture
def clock() -> MovedClock:
    """Nine in the morning of the last day of June 2026, until moved."""
    return MovedClock(TODAY)


@pytest.fixture
def journal(tmp_path: Path, clock: MovedClock) -> Iterator[Journal]:
    """A new journal on a real encrypted file."""
    opened = new_journal(tmp_path / "journal", clock)
    yield opened
    opened.close(back_up=False)


@pytest.fixture
def written(journal: Journal) -> EntryId:
    """One decision with something in every field."""
    return journal.writing.log(WRITTEN).entry_id
