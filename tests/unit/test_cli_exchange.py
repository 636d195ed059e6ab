"""Bringing entries in and giving the journal out from the command line."""

import io
import json
import os
import signal
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.services.local_time import LocalTime
from tests.fixtures.cli import Balcony
from tests.fixtures.same_journal import contents

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
JRNL = {"tags": {}, "entries": [
    {"title": f"Day {day}", "body": f"Words of day {day}.", "date": f"2025-03-{day:02}", "time": "09:30",
     "tags": [], "starred": False}
    for day in range(1, 10)
]}  # fmt: skip


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    return Balcony(tmp_path / "j").new()


@pytest.fixture
def jrnl(tmp_path: Path) -> str:
    path = tmp_path / "jrnl.json"
    path.write_text(json.dumps(JRNL), encoding="utf-8")
    return str(path)


# ---- import


def test_a_dry_run_counts_and_changes_nothing(balcony: Balcony, jrnl: str) -> None:
    balcony.json("backup")
    before = set((balcony.folder / "backups").iterdir())
    said = balcony.json("import", "jrnl", jrnl, "--dry-run")
    assert (said["added"], said["dry_run"], said["batch"]) == (9, True, None)
    assert (said["first_day"], said["last_day"]) == ("2025-03-01", "2025-03-09")
    assert balcony.json("list")["total"] == 0
    assert set((balcony.folder / "backups").iterdir()) == before


def test_nothing_comes_in_twice(balcony: Balcony, jrnl: str) -> None:
    assert balcony.json("import", "jrnl", jrnl)["added"] == 9
    again = balcony.json("import", "jrnl", jrnl)
    assert (again["added"], again["already_here"], again["batch"]) == (0, 9, None)
    assert balcony.json("list")["total"] == 9


def test_what_is_left_out_is_said_with_its_place(balcony: Balcony, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2025-03-01.md").write_text("---\ndate: 2025-03-01\n---\nA note.\n")
    (folder / "picture.png").write_bytes(b"png")
    said = balcony.done("import", "markdown", str(folder)).out
    assert said.startswith("1 entry came in, 2025-03-01 to 2025-03-01.")
    assert "Left out: 1\n" in said
    assert balcony.json("import", "markdown", str(folder), "--dry-run")["skipped"][0]["reason"]


@pytest.mark.parametrize("name", ["nothing", "empty", "bytes", "junk", "folder"])
@pytest.mark.parametrize("format_id", ["day-one", "jrnl", "markdown", "balcony"])
def test_a_file_that_cannot_be_read_is_said_and_changes_nothing(
    balcony: Balcony, tmp_path: Path, format_id: str, name: str
) -> None:
    path = tmp_path / "in" / "there.bin"
    path.parent.mkdir()
    if name == "empty":
        path.write_bytes(b"")
    elif name == "bytes":
        path.write_bytes(os.urandom(5000))
    elif name == "junk":
        path.write_text("{" * 5000)
    elif name == "folder":
        path.mkdir()
    said = balcony("import", format_id, str(path), "--json")
    assert (said.code, said.out) == (1, "")
    assert said.err
    assert "Something went wrong inside" not in said.err
    assert balcony.json("list")["total"] == 0


class PressesCtrlC(io.StringIO):
    """A terminal on which Ctrl+C is pressed as soon as progress shows."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if "…" in text:
            signal.raise_signal(signal.SIGINT)
        return super().write(text)


def test_ctrl_c_while_importing_changes_nothing(balcony: Balcony, jrnl: str) -> None:
    before = signal.getsignal(signal.SIGINT)  # a suite started in the background inherits "ignore"
    here = ("--data-dir", str(balcony.folder), "--passphrase-stdin")
    said = balcony.raw(
        *here, "import", "jrnl", jrnl, "--json", stdin=f"{balcony.passphrase}\n".encode(), err=PressesCtrlC()
    )
    assert (said.code, said.out) == (1, "")
    assert "This was cancelled. Nothing was changed." in said.err
    assert balcony.json("list")["total"] == 0
    assert signal.getsignal(signal.SIGINT) is before


def test_progress_shows_on_a_terminal_only_and_its_line_is_wiped(balcony: Balcony, jrnl: str) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    here = ("--data-dir", str(balcony.folder), "--passphrase-stdin")
    said = balcony.raw(*here, "import", "jrnl", jrnl, stdin=f"{balcony.passphrase}\n".encode(), err=Screen())
    assert said.code == 0
    assert "\r1" in said.err
    assert said.err.endswith("\r")
    assert balcony.done("import", "jrnl", jrnl).err == ""


def test_files_that_others_wrote_come_in(balcony: Balcony) -> None:
    """The samples are beside the checkout where this is developed, and nowhere else."""
    expected = {
        ("day-one", "day-one/MyJournal.json"): 1,
        ("day-one", "day-one/dayone.dayone"): 4,
        ("jrnl", "mini-diarium/jrnl-realistic.json"): 6,
        ("jrnl", "jrnl/tags.journal"): 2,
        ("markdown", "obsidian"): 5,
    }
    for (format_id, name), added in expected.items():
        if (SAMPLES / name).exists():
            assert balcony.json("import", format_id, str(SAMPLES / name))["added"] == added, name
    assert balcony.json("check")["holds"] is True


@pytest.fixture
def in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_london")
@pytest.mark.parametrize(("month", "hours"), [(1, 0), (7, 1)])
def test_local_time_is_as_it_was_on_that_day(month: int, hours: int) -> None:
    at = datetime(2020, month, 10, 12, tzinfo=LocalTime())
    assert at.utcoffset() == timedelta(hours=hours)
    assert datetime(2020, month, 10, 12 - hours, tzinfo=UTC).astimezone(LocalTime()).hour == 12


# ---- export


@pytest.mark.parametrize("format_id", ["json", "markdown"])
def test_an_export_is_for_this_account_alone_and_says_that_it_is_plain(
    balcony: Balcony, tmp_path: Path, format_id: str
) -> None:
    balcony.done("add", "--title", "Move the hub")
    path = tmp_path / "out.txt"
    os.umask(0)
    said = balcony("export", format_id, str(path), "--json")
    assert (said.code, said.shape) == (0, {"format": format_id, "path": str(path), "entries": 1})
    assert "not encrypted" in said.err
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Move the hub" in path.read_text(encoding="utf-8")


def test_what_goes_out_as_json_comes_back_whole(balcony: Balcony, tmp_path: Path) -> None:
    balcony.done("add", "--title", "Move the hub", "--expected", "Calm", "--answer", "bd-position=2")
    balcony.done("review", "1", "--happened", "yes")
    path = str(tmp_path / "out.json")
    assert balcony("export", "json", path).code == 0
    other = Balcony(tmp_path / "other").new()
    assert other.json("import", "balcony", path)["added"] == 1
    one, two = balcony.open(), other.open()
    assert contents(one) == contents(two)
    one.close()
    two.close()


def test_a_file_that_is_there_is_replaced_only_when_asked(balcony: Balcony, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("mine")
    said = balcony("export", "json", str(path))
    assert (said.code, said.out) == (1, "")
    assert "--force" in said.err
    assert path.read_text() == "mine"
    assert balcony("export", "json", str(path), "--force").code == 0
    assert path.read_text() != "mine"


@pytest.mark.parametrize(
    "name",
    [
        "journal.db",
        "journal.db-journal",
        "journal.keys",
        "journal.keys.1",
        "journal.lock",
        "journal.lock.holder",
        "journal.demo",
        "journal.20260630-120000-000000.old.db",
        "backups/journal.json",
    ],
)
def test_the_journal_is_never_overwritten_by_its_own_export(balcony: Balcony, name: str) -> None:
    before = (balcony.folder / "journal.db").read_bytes()
    said = balcony("export", "json", str(balcony.folder / name), "--force")
    assert said.code == 1
    assert "belongs to the journal" in said.err
    assert (balcony.folder / "journal.db").read_bytes() == before


def test_an_export_to_nowhere_is_said_before_a_passphrase_is_asked_for(
    balcony: Balcony, tmp_path: Path
) -> None:
    here = ("--data-dir", str(balcony.folder))
    said = balcony.raw(*here, "export", "json", str(tmp_path / "no" / "out.json"))
    assert (said.code, said.out) == (1, "")
    assert "There is no folder" in said.err
    assert "is a folder" in balcony.raw(*here, "export", "json", str(tmp_path)).err


# ---- taking back


def test_imports_are_listed_and_one_is_taken_back(balcony: Balcony, jrnl: str, tmp_path: Path) -> None:
    assert balcony.json("imports") == {"imports": []}
    first = balcony.json("import", "jrnl", jrnl)["batch"]
    balcony.json("add", "--title", "Mine")
    (listed,) = balcony.json("imports")["imports"]
    assert (listed["id"], listed["format"], listed["entries"]) == (first, "jrnl", 9)
    said = balcony("imports", "--take-back", str(first))
    assert said.code == 0
    assert "in the bin" in said.err
    assert balcony.json("imports") == {"imports": []}
    assert [one["title"] for one in balcony.json("list")["entries"]] == ["Mine"]
    assert balcony.json("import", "jrnl", jrnl)["added"] == 9


def test_an_import_that_is_not_there_is_not_taken_back(balcony: Balcony, jrnl: str) -> None:
    balcony.json("import", "jrnl", jrnl)
    said = balcony("imports", "--take-back", "77")
    assert said.code == 1
    assert "no import 77" in said.err
    assert balcony.json("list")["total"] == 9


def test_a_check_counts_its_parts_on_a_terminal(balcony: Balcony) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    here = ("--data-dir", str(balcony.folder), "--passphrase-stdin")
    said = balcony.raw(*here, "check", stdin=f"{balcony.passphrase}\n".encode(), err=Terminal())
    assert said.code == 0
    assert " parts looked at …" in said.err
    assert balcony.done("check").err == ""
