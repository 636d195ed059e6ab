"""R7: the program is killed while somebody types; at most five seconds of it are gone."""

import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.durability.shim import ROOT
from tests.fixtures.cheap import assert_whole, new_journal, unlocked

SEED = 20261123
AT_MOST_SECONDS = 5.0
AT_ONCE = 3


def killed_while_typing(home: Path, words: int) -> float:
    """How many seconds of typing were lost when the kill came after this many words."""
    new_journal(home).close(back_up=False)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.durability.typing_on", str(home)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout
        typed: dict[int, float] = {}
        for line in child.stdout:
            number, at = line.split()
            typed[int(number)] = float(at)
            if int(number) >= words:
                child.kill()
                break
        child.kill()
    journal = unlocked(home)
    kept = " ".join(str(value) for draft in journal.drafts.all().values() for value in draft.fields.values())
    assert_whole(journal)
    journal.close(back_up=False)
    last = max((number for number in typed if f"{number} " in f"{kept} ".replace("\n", " ")), default=0)
    assert last, f"nothing was kept of {len(typed)} words"
    return typed[max(typed)] - typed[last]


def lost_in(folder: Path, times: int) -> list[float]:
    source = random.Random(SEED)
    words = [source.randint(60, 110) for _ in range(times)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        lost = [*pool.map(killed_while_typing, [folder / str(one) for one in range(times)], words)]
    print(f"R7: seed {SEED}, {times} kills, at most {max(lost):.1f} s of typing lost")
    return lost


def test_a_kill_while_typing_loses_five_seconds_at_most(tmp_path: Path) -> None:
    assert max(lost_in(tmp_path, 3)) <= AT_MOST_SECONDS


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_fifty_kills_while_typing_lose_five_seconds_at_most(tmp_path: Path) -> None:
    assert max(lost_in(tmp_path, 50)) <= AT_MOST_SECONDS
