"""C1: one bit of the journal turned over, anywhere in the file, is always noticed and never shown as true."""

import random
from pathlib import Path

import pytest

from app.domain.errors import JournalError
from app.services.journal import Journal
from app.storage.engine import open_engine, reading
from app.storage.keys import DataKey
from tests.fixtures.cheap import log

SEED = 20261123


def noticed(path: Path, key: DataKey) -> bool:
    """Whether the file is refused, or the look at every page finds something."""
    try:
        engine = open_engine(path, key, read_only=True)
        try:
            with reading(engine) as connection:
                return bool(connection.exec_driver_sql("PRAGMA cipher_integrity_check").all())
        finally:
            engine.dispose()
    except JournalError:
        return True


def turned_over(journal: Journal, copy: Path, flips: int) -> list[tuple[int, int]]:
    """Turn so many bits over, one at a time; the places where nobody noticed."""
    for number in range(20):
        log(journal, f"Decide {number}", context="The hub opens on Saturdays " * 40)
    journal.file._engine.dispose()
    whole = journal.file.path.read_bytes()
    key = journal.file._data_key
    copy.write_bytes(whole)
    assert not noticed(copy, key), "the file is whole before a bit is turned over"
    source = random.Random(SEED)
    missed = []
    with copy.open("r+b", buffering=0) as file:
        for _ in range(flips):
            place, bit = source.randrange(len(whole)), 1 << source.randrange(8)
            file.seek(place)
            file.write(bytes([whole[place] ^ bit]))
            if not noticed(copy, key):
                missed.append((place, bit))
            file.seek(place)
            file.write(whole[place : place + 1])
    print(f"C1: seed {SEED}, {flips} bits of {len(whole)} bytes, {len(missed)} not noticed")
    return missed


def test_each_of_three_hundred_flipped_bits_is_noticed(journal: Journal, tmp_path: Path) -> None:
    assert turned_over(journal, tmp_path / "flipped.db", 300) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_each_of_five_thousand_flipped_bits_is_noticed(journal: Journal, tmp_path: Path) -> None:
    assert turned_over(journal, tmp_path / "flipped.db", 5_000) == []
