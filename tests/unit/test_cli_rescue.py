"""`balcony rescue` on the command line: the report, the keys it takes, and what it refuses."""

import errno
import os
import signal
from pathlib import Path
from typing import Any, Self

import pytest

from app.domain.errors import Cancelled
from app.domain.restoring import Opener
from tests.fixtures.cheap import PASSPHRASE, log, new_journal, unlocked, vault_in
from tests.fixtures.cli import Balcony
from tests.fixtures.damaged import all_rows, damaged, digest, key_of, missing, rescuing

WORDS = "Whether to keep the Saturday hub open"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a journal with thirty entries in it, closed, with a backup of it."""
    journal = new_journal(tmp_path / "home")
    for number in range(30):
        log(
            journal,
            f"{WORDS} {number}",
            context="Rain all week. " * 40,
            answers={"ll-assumption": "Buses run"},
        )
    journal.care.back_up()
    journal.close(back_up=False)
    return tmp_path / "home"


def entry_page(home: Path) -> int:
    """A page with words of entries on it."""
    content, key = (home / "journal.db").stat().st_size, key_of(home)
    from app.storage.keys.pages import SealedPages

    sealed = SealedPages(home / "journal.db", key)
    found = [one for one in range(2, content // 4096 + 1) if WORDS.encode() in (sealed.page(one) or b"")]
    sealed.close()
    return found[0]


def test_the_report_counts_and_quotes_no_word(home: Path, tmp_path: Path) -> None:
    bad = damaged(home, tmp_path / "bad", [entry_page(home)])
    before = digest(bad)
    said = Balcony(tmp_path / "none")("rescue", str(bad), "--into", str(tmp_path / "new"))
    assert said.code == 0, said.err
    assert "1 of the" in said.out
    assert "is damaged" in said.out
    assert "could not be read" in said.out
    assert "it is whole" in said.out
    assert "Saturday" not in said.out + said.err
    assert digest(bad) == before
    assert sorted(path.name for path in bad.parent.iterdir()) == ["journal.db", "journal.keys"]
    journal = unlocked(tmp_path / "new")
    assert journal.care.check().holds
    assert journal.finding.count() == 30
    journal.close(back_up=False)


def test_the_report_as_json_has_every_table(home: Path, tmp_path: Path) -> None:
    number = entry_page(home)
    bad = damaged(home, tmp_path / "bad", [number])
    shape = Balcony(tmp_path / "none").json("rescue", str(bad), "--into", str(tmp_path / "new"))
    tables = {one["name"]: one for one in shape["tables"]}
    assert shape["pages"]["damaged"] == [number]
    assert (shape["entries"], shape["check_holds"], shape["everything_read"]) == (30, True, False)
    assert tables["entry"]["found"] == tables["entry"]["read"] + tables["entry"]["unreadable"] == 30
    assert tables["answer"] == {
        "name": "answer", "found": 30, "read": 30, "unreadable": 0, "unreadable_pages": 0, "left_out": 0,
        "put_together": 0,
    }  # fmt: skip


def test_the_keys_come_from_a_backup_where_the_key_file_is_lost(home: Path, tmp_path: Path) -> None:
    bad = damaged(home, tmp_path / "bad")
    bad.with_name("journal.keys").unlink()
    (backup,) = (home / "backups").glob("*.balcony-backup")
    balcony = Balcony(tmp_path / "none")
    without = balcony("rescue", str(bad), "--into", str(tmp_path / "new"))
    assert (without.code, "key file" in without.err) == (1, True)
    balcony.done("rescue", str(bad), "--into", str(tmp_path / "new"), "--slots", str(backup))
    key = key_of(home)
    assert missing(all_rows(home / "journal.db", key), all_rows(tmp_path / "new" / "journal.db", key)) == {}


def test_the_recovery_code_opens_it_too(tmp_path: Path) -> None:
    journal, code = vault_in(tmp_path / "home").create(PASSPHRASE)
    journal.close(back_up=False)
    balcony = Balcony(tmp_path / "none", passphrase=code.text())
    balcony.done(
        "rescue", str(tmp_path / "home" / "journal.db"), "--into", str(tmp_path / "new"), "--recovery-code"
    )
    unlocked(tmp_path / "new").close(back_up=False)


@pytest.mark.parametrize("there", ["folder", "file"])
def test_nothing_is_ever_written_over(home: Path, tmp_path: Path, there: str) -> None:
    into = tmp_path / "new"
    into.mkdir() if there == "folder" else into.write_text("mine")
    said = Balcony(tmp_path / "none")("rescue", str(home / "journal.db"), "--into", str(into))
    assert (said.code, "not there yet" in said.err) == (1, True)
    assert sorted(tmp_path.iterdir()) == sorted([home, into])


def test_a_wrong_passphrase_leaves_nothing(home: Path, tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "none", passphrase="another one altogether")
    said = balcony("rescue", str(home / "journal.db"), "--into", str(tmp_path / "new"))
    assert (said.code, "does not open" in said.err) == (1, True)
    assert list(tmp_path.iterdir()) == [home]


def test_the_key_file_of_another_journal_is_said(home: Path, tmp_path: Path) -> None:
    new_journal(tmp_path / "other").close(back_up=False)
    vault_in(tmp_path / "strange").create(PASSPHRASE)[0].close(back_up=False)
    said = Balcony(tmp_path / "none")(
        "rescue", str(home / "journal.db"), "--into", str(tmp_path / "new"),
        "--slots", str(tmp_path / "strange" / "journal.keys"),
    )  # fmt: skip
    assert (said.code, "belongs to another" in said.err) == (1, True)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "No page of this file"),
        (bytes(range(256)) * 200, "No page of this file"),
        (b"SQLite format 3\x00" + bytes(8000), "without encryption"),
        (b"Dear diary", "No page of this file"),
    ],
)
def test_what_is_no_journal_is_refused_in_words(
    home: Path, tmp_path: Path, content: bytes, told: str
) -> None:
    bad = damaged(home, tmp_path / "bad")
    bad.write_bytes(content)
    said = Balcony(tmp_path / "none")("rescue", str(bad), "--into", str(tmp_path / "new"))
    assert (said.code, told in said.err) == (1, True), said.err
    assert not (tmp_path / "new").exists()


def test_a_backup_and_a_missing_file_are_refused(home: Path, tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "none")
    (backup,) = (home / "backups").glob("*.balcony-backup")
    assert "Restore it" in balcony("rescue", str(backup), "--into", str(tmp_path / "new")).err
    assert "no file" in balcony("rescue", str(tmp_path / "gone.db"), "--into", str(tmp_path / "new")).err


def test_a_journal_that_is_open_is_not_read_under_its_window(home: Path, tmp_path: Path) -> None:
    journal = unlocked(home)
    said = Balcony(tmp_path / "none")("rescue", str(home / "journal.db"), "--into", str(tmp_path / "new"))
    journal.close(back_up=False)
    assert (said.code, "open in another window" in said.err) == (1, True)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("at", [0.0, 0.05, 0.5, 1.0])
def test_stopping_leaves_nothing_half(home: Path, tmp_path: Path, at: float) -> None:
    """Asked from the first page to the last part of the check, where all is done but its name."""
    asked: list[bool] = []

    def never_yet() -> bool:
        asked.append(False)
        return False

    rescuing().rescue(home / "journal.db", tmp_path / "whole", Opener(PASSPHRASE), cancelled=never_yet)
    before, stop = sorted(tmp_path.iterdir()), round(at * (len(asked) - 1))
    asked.clear()

    def cancelled() -> bool:
        asked.append(len(asked) >= stop)
        return asked[-1]

    with pytest.raises(Cancelled):
        rescuing().rescue(home / "journal.db", tmp_path / "new", Opener(PASSPHRASE), cancelled=cancelled)
    assert sorted(tmp_path.iterdir()) == before


def test_ctrl_c_is_the_cancel_button(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.storage.rescuing.trees import Trees

    look = Trees.look

    def pressed(self: Trees, *given: object) -> None:
        signal.raise_signal(signal.SIGINT)
        look(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Trees, "look", pressed)
    said = Balcony(tmp_path / "none")("rescue", str(home / "journal.db"), "--into", str(tmp_path / "new"))
    assert (said.code, "cancelled" in said.err) == (1, True)
    assert list(tmp_path.iterdir()) == [home]


def test_an_interrupted_save_beside_it_is_taken_back_on_a_copy(home: Path, tmp_path: Path) -> None:
    """What lies beside is copied, and both stay as they were."""
    bad = damaged(home, tmp_path / "bad")
    beside = bad.with_name("journal.db-journal")
    beside.write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(600))
    rescuing().rescue(bad, tmp_path / "new", Opener(PASSPHRASE))
    assert beside.stat().st_size == 608
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "journal.db", "journal.keys", "journal.keys.1",
    ]  # fmt: skip
    key = key_of(home)
    assert missing(all_rows(home / "journal.db", key), all_rows(tmp_path / "new" / "journal.db", key)) == {}


def test_what_does_not_fit_together_any_more_is_said_and_not_half_kept(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import IntegrityError

    from app.storage import migrate

    def fail(_connection: object) -> None:
        raise IntegrityError("", None, Exception())

    monkeypatch.setattr(migrate, "finish", fail)
    said = Balcony(tmp_path / "none")("rescue", str(home / "journal.db"), "--into", str(tmp_path / "new"))
    assert (said.code, "does not fit together" in said.err) == (1, True)
    assert list(tmp_path.iterdir()) == [home]


@pytest.mark.parametrize("interrupted", [False, True])
def test_a_page_the_drive_cannot_read_costs_that_page_alone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, interrupted: bool
) -> None:
    """A bad sector is not a changed byte: the drive gives an error, at every try, and no copy can be made."""
    bad_page, damaged_page = entry_page(home), damaged(home, tmp_path / "bad")
    if interrupted:
        hot = bytes.fromhex("d9d505f920a163d7") + bytes(600)
        damaged_page.with_name("journal.db-journal").write_bytes(hot)
    real = Path.open

    def on_bad_sectors(path: Path, *given: Any, **named: Any) -> Any:
        opened = real(path, *given, **named)
        return BadSector(opened, (bad_page - 1) * 4096) if path == damaged_page else opened

    monkeypatch.setattr(Path, "open", on_bad_sectors)
    into = tmp_path / "new"
    found = rescuing().rescue(damaged_page, into, Opener(PASSPHRASE))
    assert found.damaged == (bad_page,)
    assert found.check_holds
    assert {path.name for path in into.iterdir()} == {"journal.db", "journal.keys", "journal.keys.1"}
    journal = unlocked(into)
    assert journal.finding.count() == 30
    journal.close(back_up=False)


class BadSector:
    """A file that cannot be read where one sector lies."""

    def __init__(self, file: Any, at: int) -> None:
        self._file, self._at = file, at

    def read(self, count: int = -1) -> Any:
        begin = self._file.tell()
        if begin <= self._at < begin + count:
            raise OSError(errno.EIO, "Input/output error")
        return self._file.read(count)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_given: object) -> None:
        self._file.close()


def test_a_journal_on_a_disk_that_lets_nothing_be_written_is_rescued(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system turns a failing disk to be read only; the lock file of the journal still lies there."""
    bad = damaged(home, tmp_path / "bad", [entry_page(home)])
    bad.with_name("journal.lock").touch()
    real = os.open

    def read_only(path: Any, flags: int, *given: Any, **named: Any) -> int:
        if str(path).startswith(str(bad.parent)) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, flags, *given, **named)

    monkeypatch.setattr(os, "open", read_only)
    found = rescuing().rescue(bad, tmp_path / "new", Opener(PASSPHRASE))
    assert found.check_holds
