"""On the command line an older file is refused like any other at the door, and opened when that is asked for."""

import hashlib
from pathlib import Path

import pytest

from tests.fixtures.cli import Balcony


@pytest.fixture
def older(tmp_path: Path) -> Balcony:
    """A journal whose file was put back to what it was before the last entry."""
    balcony = Balcony(tmp_path / "j").new()
    balcony.done("add", "--title", "The first")
    kept = (balcony.folder / "journal.db").read_bytes()
    balcony.done("add", "--title", "The second")
    (balcony.folder / "journal.db").write_bytes(kept)
    return balcony


def file_of(balcony: Balcony) -> str:
    return hashlib.sha256((balcony.folder / "journal.db").read_bytes()).hexdigest()


def test_an_older_file_is_refused_with_both_counts_and_the_way_to_open_it(older: Balcony) -> None:
    before = file_of(older)
    said = older("list")
    assert (said.code, said.out) == (1, "")
    assert "older than the one this computer last had open" in said.err
    assert said.err.count("changes, the latest on ") == 2
    assert "--as-found" in said.err
    assert "The first" not in said.err
    assert file_of(older) == before


@pytest.mark.parametrize("after", [False, True])
def test_as_found_opens_it_and_names_the_copy_that_was_put_aside(older: Balcony, *, after: bool) -> None:
    before = file_of(older)
    said = older("list", "--as-found") if after else older("--as-found", "list")
    assert said.code == 0
    assert "The first" in said.out
    assert "The second" not in said.out
    (copy,) = older.folder.glob("journal.*.found.db")
    assert str(copy) in said.err
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == before
    older.done("check")


def test_a_check_names_what_is_not_as_last_written_by_number_alone(tmp_path: Path) -> None:
    from app.storage import engine

    balcony = Balcony(tmp_path / "j").new()
    balcony.done("add", "--title", "The words of one entry")
    journal = balcony.open()
    opened = engine.open_engine(journal.file.path, journal.file._data_key)
    with engine.writing(opened) as connection:
        connection.exec_driver_sql("UPDATE entry SET starred = 1")
    opened.dispose()
    journal.close(back_up=False)
    said = balcony("check")
    assert said.code == 1
    assert "not as last written: entries 1, other things 0, links that do not fit 0" in said.out
    assert "The words" not in said.out + said.err
