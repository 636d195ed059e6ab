"""`balcony restore`: looked into first, done with the word, refused with a reason and exit code 1."""

from pathlib import Path

import pytest

from app.domain.restoring import Opener
from tests.fixtures.cheap import PASSPHRASE, vault_in
from tests.fixtures.cli import Balcony


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    """A journal with one entry in its first backup, and another since."""
    made = Balcony(tmp_path / "j").new()
    for title in ("A hub", "Another"):
        made.json("add", "--title", title)
    return made


def first(balcony: Balcony) -> str:
    return str(balcony.json("restore")["backups"][-1]["path"])


def titles(balcony: Balcony) -> list[str]:
    return [one["title"] for one in balcony.json("list")["entries"]]


def test_without_a_backup_they_are_listed_newest_first_and_no_passphrase_is_asked(balcony: Balcony) -> None:
    said = balcony.raw("--data-dir", str(balcony.folder), "restore")
    assert said.code == 0
    assert said.out.count(".balcony-backup") == 2
    assert [one["entries"] for one in balcony.json("restore")["backups"]] == [2, 1]


@pytest.mark.parametrize("way", [(), ("--look",)])
def test_it_only_looks_until_the_word_is_given(balcony: Balcony, way: tuple[str, ...]) -> None:
    said = balcony("restore", first(balcony), *way)
    assert said.code == 0
    assert "holds 1 entry" in said.out
    assert "holds 2 entries" in said.out
    assert "It would be kept beside it as journal." in said.out
    assert "--confirm restore" in said.err
    assert titles(balcony) == ["Another", "A hub"]
    assert not list(balcony.folder.glob(".rest*"))


@pytest.mark.parametrize("way", [("--confirm", "restore"), ("--yes",)])
def test_with_the_word_it_is_restored_and_what_was_there_is_named(
    balcony: Balcony, way: tuple[str, ...]
) -> None:
    shape = balcony.json("restore", first(balcony), *way)
    assert shape["done"] is True
    assert (shape["entries"], shape["here"]["entries"]) == (1, 2)
    assert Path(shape["kept_as"]).is_file()
    assert Path(shape["backed_up"]).is_file()
    assert titles(balcony) == ["A hub"]
    balcony.json("restore", shape["backed_up"], "--yes")
    assert titles(balcony) == ["Another", "A hub"]


def test_another_word_or_none_where_one_is_wanted_is_wrong_usage(balcony: Balcony) -> None:
    assert balcony("restore", first(balcony), "--confirm", "yes").code == 2
    assert balcony("restore", "--yes").code == 2
    assert balcony("restore", first(balcony), "--look", "--yes").code == 2


def test_what_cannot_be_restored_ends_with_1_and_says_why(balcony: Balcony, tmp_path: Path) -> None:
    backup = first(balcony)
    (tmp_path / "cut.balcony-backup").write_bytes(Path(backup).read_bytes()[:-900])
    for path, said in (
        (str(tmp_path / "cut.balcony-backup"), "damaged"),
        (str(tmp_path / "none"), "no backup"),
    ):
        found = balcony("restore", path, "--yes", "--json")
        assert (found.code, found.out) == (1, "")
        assert said in found.err
    wrong = Balcony(balcony.folder, passphrase="not this one at all")
    found = wrong("restore", backup, "--yes")
    assert found.code == 1
    assert "does not open this backup" in found.err
    assert titles(balcony) == ["Another", "A hub"]


def test_the_recovery_code_is_asked_for_without_showing_it(tmp_path: Path) -> None:
    journal, code = vault_in(tmp_path / "own").create(PASSPHRASE)
    made = journal.care.back_up()
    journal.close(back_up=False)
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return code.text()

    balcony = Balcony(tmp_path / "j")
    said = balcony.raw(
        "--data-dir", str(tmp_path / "j"), "restore", str(made.path), "--recovery-code", "--yes", ask=ask
    )
    assert (said.code, asked) == (0, ["Recovery code: "])
    assert titles(balcony) == []


def test_only_the_keys_are_proved_first_and_then_taken(balcony: Balcony) -> None:
    backup = first(balcony)
    for path in balcony.folder.glob("journal.keys*"):
        path.write_bytes(b"")
    said = balcony("restore", backup, "--slots")
    assert said.code == 0
    assert "open the journal that is here" in said.out
    assert balcony("list").code == 1
    assert balcony.json("restore", backup, "--slots", "--yes") == {"done": True, "keys": True}
    assert titles(balcony) == ["Another", "A hub"]
    vault = vault_in(balcony.folder)
    vault.taking_keys.prove(Path(backup), Opener(PASSPHRASE))
