"""A passphrase change that is killed half-way."""

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

from app.domain.errors import WrongPassphrase
from app.storage.engine import open_engine, writing
from app.storage.keys import DataKey, KdfPolicy, create_slots, open_with_passphrase, open_with_recovery

ROOT = Path(__file__).parents[2]
CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
SEED = 20260630
CHANGING = """
import sys
from pathlib import Path
from app.storage.keys import KdfPolicy, change_passphrase, open_with_passphrase
cheap = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
path, number = Path(sys.argv[1]), int(sys.argv[2])
key = open_with_passphrase(path, f"passphrase {number}", cheap)
while True:
    number += 1
    print(number, flush=True)
    change_passphrase(path, key, f"passphrase {number}", cheap)
"""


def _opens(path: Path, passphrase: str) -> DataKey | None:
    try:
        return open_with_passphrase(path, passphrase, CHEAP)
    except WrongPassphrase:
        return None


def _change_until_killed(path: Path, number: int, after: float) -> int:
    """Returns the number of the change that was begun last."""
    with subprocess.Popen(
        [sys.executable, "-c", CHANGING, str(path), str(number)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        begun = [child.stdout.readline()]
        time.sleep(after)
        child.kill()
        begun += child.stdout.readlines()
    return max(int(line) for line in begun if line.endswith("\n"))


def test_a_killed_change_leaves_the_old_or_the_new_passphrase_and_the_journal_as_it_was(
    tmp_path: Path,
) -> None:
    path, journal = tmp_path / "journal.keys", tmp_path / "journal.db"
    key, code = create_slots(path, "j1", "passphrase 0", CHEAP)
    engine = open_engine(journal, key, create=True)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE kept (words TEXT)")
    engine.dispose()
    before = hashlib.sha256(journal.read_bytes()).hexdigest()
    drawn, number = random.Random(SEED), 0
    for _ in range(20):
        begun = _change_until_killed(path, number, drawn.random() * 0.03)
        found = [number for number in (begun - 1, begun) if _opens(path, f"passphrase {number}")]
        assert len(found) == 1, f"seed {SEED}: old or new, never neither and never both"
        number = found[0]
        opened = _opens(path, f"passphrase {number}")
        assert opened
        assert opened.view() == key.view()
        assert open_with_recovery(path, code).view() == key.view()
        assert path.read_bytes() == path.with_name("journal.keys.1").read_bytes()
    assert number > 0
    assert hashlib.sha256(journal.read_bytes()).hexdigest() == before
