"""On the command line a moved journal is refused with the way to read it; to be read only it writes nothing at all."""

import hashlib
from pathlib import Path

import pytest

from app.services import moving
from tests.fixtures.cheap import PASSPHRASE, vault_in
from tests.fixtures.cli import Balcony


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    one = Balcony(tmp_path / "j").new()
    one.done("add", "--title", "Hold the front door")
    return one


@pytest.fixture
def moved(balcony: Balcony, tmp_path: Path) -> Balcony:
    """Moved to another computer on 30 June 2026."""
    (tmp_path / "stick").mkdir()
    vault = vault_in(balcony.folder)
    journal = vault.unlock(PASSPHRASE)
    backup, far = moving.make(journal)
    file = moving.copy(journal.care.second_place, backup, far, tmp_path / "stick")
    mark = vault.moved.mark(journal.file.journal_id)
    assert mark is not None
    moving.leave_to_read(journal, mark, file)
    return balcony


def files(folder: Path) -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_moved_journal_is_refused_with_its_day_and_how_to_go_on(moved: Balcony) -> None:
    before = files(moved.folder)
    said = moved("add", "--title", "Not here")
    assert (said.code, said.out) == (1, "")
    assert "moved to another computer on 30 June 2026" in said.err
    assert "--read-only" in said.err
    assert "Write on the other computer." in said.err
    assert files(moved.folder) == before


@pytest.mark.parametrize("given", [("--read-only", "list"), ("list", "--read-only")])
def test_a_moved_journal_is_read_and_not_touched(moved: Balcony, given: tuple[str, ...]) -> None:
    before = files(moved.folder)
    said = moved(*given)
    assert said.code == 0
    assert "Hold the front door" in said.out
    assert files(moved.folder) == before


def test_a_change_is_refused_where_the_journal_is_open_to_be_read(moved: Balcony, balcony: Balcony) -> None:
    for one in ("moved", "not moved"):
        if one == "not moved":
            vault_in(balcony.folder).moved.write_here_again(PASSPHRASE)
        before = files(balcony.folder)
        said = balcony("--read-only", "add", "--title", "Not here")
        assert (said.code, said.out) == (1, "")
        assert files(balcony.folder) == before, one


def test_it_is_read_while_another_has_it_open(balcony: Balcony) -> None:
    journal = vault_in(balcony.folder).unlock(PASSPHRASE)
    try:
        assert balcony("list").code == 1
        said = balcony("--read-only", "list")
        assert (said.code, said.err) == (0, "")
        assert "Hold the front door" in said.out
    finally:
        journal.close(back_up=False)


def test_what_only_reads_works_in_a_journal_that_is_open_to_be_read(balcony: Balcony, tmp_path: Path) -> None:
    before = files(balcony.folder)
    for one in (
        ("list",), ("search", "door"), ("show", "1"), ("versions", "1"), ("patterns",), ("themes",),
        ("prompts",), ("contacts", "list"), ("shares",), ("imports",), ("check",), ("desk",),
        ("export", "json", str(tmp_path / "out.json")),
    ):  # fmt: skip
        said = balcony("--read-only", *one)
        assert said.code == 0, (one, said.err)
    assert files(balcony.folder) == before
