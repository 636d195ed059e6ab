"""K3: a change of the passphrase, or of the recovery code, that is killed half-way."""

import hashlib
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.domain.errors import WrongPassphrase, WrongRecoveryCode
from app.storage.engine import open_engine, writing
from app.storage.keys import (
    DataKey,
    KdfPolicy,
    RecoveryCode,
    create_slots,
    open_with_passphrase,
    open_with_recovery,
)

ROOT = Path(__file__).parents[2]
CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
SEED = 20260630
BEGINNING = """
import sys
from pathlib import Path
from app.storage.keys import KdfPolicy, RecoveryCode, change_passphrase, new_recovery_code, open_with_passphrase
cheap = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
path, number = Path(sys.argv[1]), int(sys.argv[2])
"""
CHANGING = f"""{BEGINNING}
key = open_with_passphrase(path, f"passphrase {{number}}", cheap)
while True:
    number += 1
    print(number, flush=True)
    change_passphrase(path, key, f"passphrase {{number}}", cheap)
"""
RENEWING = f"""{BEGINNING}
RecoveryCode.random = classmethod(lambda kind: kind(number))  # one that the test can try
key = open_with_passphrase(path, "passphrase 0", cheap)
while True:
    number += 1
    print(number, flush=True)
    new_recovery_code(path, key)
"""


def _opens(path: Path, number: int) -> DataKey | None:
    try:
        return open_with_passphrase(path, f"passphrase {number}", CHEAP)
    except WrongPassphrase:
        return None


def _opens_by_code(path: Path, number: int) -> DataKey | None:
    try:
        return open_with_recovery(path, RecoveryCode(number))
    except WrongRecoveryCode:
        return None


class Journal(NamedTuple):
    """A journal whose keys are changed: its files, its key, its recovery code, and the file's digest."""

    keys: Path
    file: Path
    key: DataKey
    code: RecoveryCode

    def digest(self) -> str:
        return hashlib.sha256(self.file.read_bytes()).hexdigest()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    path, file = tmp_path / "journal.keys", tmp_path / "journal.db"
    key, code = create_slots(path, "j1", "passphrase 0", CHEAP)
    engine = open_engine(file, key, create=True)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE kept (words TEXT)")
    engine.dispose()
    return Journal(path, file, key, code)


def _until_killed(script: str, path: Path, number: int, after: float) -> int:
    """Returns the number of the change that was begun last."""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path), str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        begun = [child.stdout.readline()]
        time.sleep(after)
        child.kill()
        begun += child.stdout.readlines()
    return max(int(line) for line in begun if line.endswith("\n"))


def _killed(
    journal: Journal, script: str, opens: Callable[[Path, int], DataKey | None], times: int, number: int
) -> None:
    """After each kill the old one opens or the new one does, never neither; the journal stays byte for byte."""
    before, first = journal.digest(), number
    drawn = random.Random(SEED)
    for _ in range(times):
        begun = _until_killed(script, journal.keys, number, drawn.random() * 0.03)
        found = [one for one in (begun - 1, begun) if opens(journal.keys, one)]
        assert len(found) == 1, f"seed {SEED}: old or new, never neither and never both"
        number = found[0]
        opened = opens(journal.keys, number)
        assert opened
        assert opened.view() == journal.key.view()
        assert journal.keys.read_bytes() == journal.keys.with_name("journal.keys.1").read_bytes()
        assert journal.digest() == before
    print(f"K3: seed {SEED}, {times} kills, {number - first} changes were in place")
    assert number > first


def _changed(journal: Journal, times: int) -> None:
    _killed(journal, CHANGING, _opens, times, 0)
    assert open_with_recovery(journal.keys, journal.code).view() == journal.key.view()


def _renewed(journal: Journal, times: int) -> None:
    """The code the journal was made with is none of the numbered ones, so the first of these must be in place."""
    first = 0
    while not first:
        begun = _until_killed(RENEWING, journal.keys, 0, 0.02)
        first = next((one for one in (begun - 1, begun) if _opens_by_code(journal.keys, one)), 0)
    _killed(journal, RENEWING, _opens_by_code, times, first)
    assert _opens(journal.keys, 0)


def test_a_killed_change_leaves_the_old_or_the_new_passphrase_and_the_journal_as_it_was(
    journal: Journal,
) -> None:
    _changed(journal, 20)


def test_a_killed_renewal_leaves_the_old_or_the_new_recovery_code_and_the_passphrase(
    journal: Journal,
) -> None:
    _renewed(journal, 20)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("change", [_changed, _renewed], ids=["passphrase", "recovery code"])
def test_two_hundred_killed_changes_leave_the_old_or_the_new(
    journal: Journal, change: Callable[[Journal, int], None]
) -> None:
    change(journal, 200)
