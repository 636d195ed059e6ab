"""L1, L2, L3, K7 and H6 over a whole day: the window until it is killed while it writes, and what comes after.

The words that are written ask, in every way a text can, for a file that nothing may open. The first process
runs with a mask that hides nothing, the second with the usual one.
"""

import json
import math
import os
import pickle
import shutil
import stat
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.fixtures.cheap import PASSPHRASE
from tests.fixtures.pages import forms, unfolded
from tests.trust.hostile import CANARY, STEM
from tests.trust.test_no_network import ALLOWED
from tests.trust.traced import ROOT, WHY_NOT, Traced, own_account, strace, traced

needs_strace = pytest.mark.skipif(strace() is None, reason=WHY_NOT)
SHARED = tuple(Path(name) for name in ("/tmp", "/var/tmp", "/dev/shm") if Path(name).is_dir())
PLAIN_HEADER = b"SQLite format 3"
PAGES = {
    "journal", "decision", "versions", "write", "look-again", "share", "contacts", "patterns", "brief",
    "with-others", "compare", "desk", "take-out", "distil",
}  # fmt: skip
PRINTING = {"127.0.0.1 port 631", "::1 port 631"}
"""Where the choice of a printer asks this computer's own printing service, if that has no socket of its own."""
LOCKED = (".db", ".balcony-backup", ".balcony", ".db-journal")
PICTURE = b"\x89PNG\r\n\x1a\n"
WANTED = forms(CANARY) | forms(STEM) | forms(PASSPHRASE)


@dataclass(frozen=True)
class Lived:
    """What is there after the day: everything of the account, what was written out, and what was asked and said."""

    home: Path
    out: Path
    probe: Path
    window: Traced
    after: subprocess.CompletedProcess[str]
    elsewhere: tuple[Path, ...]

    @property
    def found(self) -> dict[str, Any]:
        """What the window says it showed."""
        said: dict[str, Any] = json.loads(self.window.said)
        return said

    def written(self) -> list[Path]:
        """Every file and folder of the account."""
        return [path for path in self.home.rglob("*") if path.is_dir() or path.is_file()]


def _there(folder: Path) -> set[Path]:
    return {*folder.iterdir()} if folder.is_dir() else set()


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """One day for all tests, also where several workers share them."""
    own = tmp_path_factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    kept = root / "day.pickle"
    with FileLock(root / "day.lock"):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(_live(root / "day")))
        found = pickle.loads(kept.read_bytes())
    assert isinstance(found, Lived)
    return found


def _live(folder: Path) -> Lived:
    """The probe lies in a folder with a short name, for that stands in titles and themes."""
    tracer = strace()
    home, out = folder / "home", folder / "out"
    for place in (folder, home, out, home / "second place", home / "to send"):
        place.mkdir(mode=0o700)
    before = {place: _there(place) for place in SHARED}
    with tempfile.TemporaryDirectory(prefix="b", dir="/tmp") as short_name:
        probe = Path(short_name) / "p"
        probe.write_bytes(PICTURE)
        program = ("-m", "tests.trust.whole_session")
        given = (str(home), str(out), str(probe))
        window = traced(tracer, home, *program, "window", *given, umask=0, ends=-9)
        after = subprocess.run(
            [sys.executable, *program, "after", *given], cwd=ROOT, env=own_account(home), umask=0o022,
            capture_output=True, text=True, check=False, timeout=240,
        )  # fmt: skip
    shutil.rmtree(home / "tmp" / "migrations")  # of the made-up next schema
    new = tuple(path for place in SHARED for path in _there(place) - before[place])
    return Lived(home, out, probe, window, after, new)


def hits(path: Path) -> list[str]:
    """In which forms a file holds the words, also inside zips and deflated streams, or is named so."""
    parts = unfolded(path.read_bytes())
    found = [f"{path.name}: {form!r}" for form in WANTED if any(form in part for part in parts)]
    return found + [f"{path} is named so" for word in (CANARY, STEM) if word.lower() in str(path).lower()]


def bits_a_byte(content: bytes) -> float:
    """Shannon's entropy; 8 for what cannot be told from chance."""
    counts = Counter(content)
    return -sum(n / len(content) * math.log2(n / len(content)) for n in counts.values())


# ---- L1


def test_no_word_of_the_day_lies_in_the_clear_anywhere(lived: Lived) -> None:
    assert lived.after.returncode == 0, lived.after.stderr[-2000:]
    files = [path for path in lived.written() if path.is_file()]
    names = {path.name for path in files}
    assert {"journal.db", "journal.keys", "backup-place.json"} <= names
    assert len([path for path in files if path.suffix == ".balcony-backup"]) >= 8
    assert any(path.suffix == ".balcony" for path in files)
    assert sum(path.stat().st_size for path in files) > 4_000_000
    assert [hit for path in files for hit in hits(path)] == []


def test_no_word_lies_where_every_program_writes(lived: Lived) -> None:
    """Others may work on this machine at the same time, so what is new there is only looked into."""
    places = (lived.home, lived.out, Path("/dev/null"), Path("/dev/tty"))
    made = [path for path in lived.window.files if not any(path.is_relative_to(place) for place in places)]
    assert made == []
    mine = [path for path in lived.elsewhere if path.is_file() and os.access(path, os.R_OK)]
    assert [hit for path in mine for hit in hits(path)] == []
    assert [*(lived.home / "tmp").iterdir()] == []


def test_no_file_without_a_name_was_held_open_with_a_word_in_it(lived: Lived) -> None:
    assert lived.found["held"] == []


def test_the_plain_exports_do_hold_the_words(lived: Lived) -> None:
    """The control: what was looked for is found where it was written on purpose, and in nothing else there."""
    assert {path.name for path in lived.out.iterdir() if hits(path)} == {"journal.md", "journal.json"}


# ---- L2


def test_every_file_and_folder_is_for_this_account_alone_whatever_the_mask(lived: Lived) -> None:
    wrong = [
        f"{path.relative_to(lived.home)}: {mode:o}"
        for path in lived.written()
        if (mode := stat.S_IMODE(path.stat().st_mode)) != (0o700 if path.is_dir() else 0o600)
    ]
    assert wrong == []
    assert {stat.S_IMODE(path.stat().st_mode) for path in lived.out.iterdir()} == {0o600}
    assert len(lived.written()) > 20


# ---- L3


def test_what_was_said_on_the_way_holds_no_word(lived: Lived) -> None:
    told = f"{lived.window.said}{lived.window.told}{lived.after.stdout}{lived.after.stderr}"
    assert lived.window.told.count("builtins.ValueError") == 2
    assert "Qt: a warning of Qt" in told
    assert CANARY.lower() not in told.lower()
    assert str(lived.probe) not in told
    assert PASSPHRASE not in told
    assert (lived.after.stdout, lived.after.stderr) == ("", "")


# ---- K7


def test_no_file_of_the_account_is_a_plain_database_and_what_is_locked_looks_like_chance(
    lived: Lived,
) -> None:
    files = [path for path in lived.written() if path.is_file()]
    assert [str(path) for path in files if PLAIN_HEADER in path.read_bytes()] == []
    plain = []
    for path in files:
        content = path.read_bytes()
        if path.suffix in LOCKED and len(content) > 4096 and bits_a_byte(content) < 7.9:
            plain.append(f"{path.name}: {bits_a_byte(content):.2f} bits a byte")
    assert plain == []
    assert {path.suffix for path in files} >= {".db", ".balcony-backup", ".balcony"}


# ---- H6


@needs_strace
def test_words_that_ask_for_a_file_or_a_computer_open_neither(lived: Lived) -> None:
    assert [path for path in lived.window.asked if path == str(lived.probe) or "host.invalid" in path] == []
    assert lived.window.reached - PRINTING == set()
    assert lived.window.families - ALLOWED - {"AF_INET", "AF_INET6"} == set()


def test_words_are_shown_as_they_were_written_on_every_page(lived: Lived) -> None:
    assert lived.found["wrong"] == []
    assert lived.found["pages"].keys() >= PAGES
    assert lived.found["tips"] >= 2


CONTROL = """
import socket, sys
from PySide6.QtWidgets import QApplication, QLabel
from tests.trust.hostile import hostile
from pathlib import Path
app = QApplication([])
label = QLabel(f"<p>{hostile(Path(sys.argv[1]))}</p>")
label.show()
app.processEvents()
socket.socket().connect_ex(("127.0.0.1", 9))
"""


@needs_strace
def test_a_text_that_is_taken_for_more_than_words_does_open_the_file_and_the_trace_shows_it(
    tmp_path: Path,
) -> None:
    tracer = strace()
    assert tracer
    probe = tmp_path / "p"
    probe.write_bytes(PICTURE)
    found = traced(tracer, tmp_path / "home", "-c", CONTROL, str(probe))
    assert str(probe) in found.asked
    assert found.reached == {"127.0.0.1 port 9"}
