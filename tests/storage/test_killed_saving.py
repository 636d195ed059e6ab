"""A program that is killed while it saves loses nothing that it said was saved."""

import json
import subprocess
import sys
from pathlib import Path

from app.services.journal import Journal
from tests.fixtures.cheap import assert_whole, log, unlocked

ROOT = Path(__file__).parents[2]
SEED = 20260630
ROUNDS = 100
TYPING = """
import os, sys
from pathlib import Path
from tests.fixtures.cheap import unlocked
journal = unlocked(Path(sys.argv[1]))
journal.drafts.keep("decision:new", {"title": "Half a th", "answers": {"bd-position": 1}})
os.kill(os.getpid(), 9)
"""


def test_a_hundred_kills_lose_nothing_and_spoil_nothing(tmp_path: Path) -> None:
    """Real services in a child process, SIGKILL at any moment; each next one takes the lock over."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.fixtures.killed_saving", str(tmp_path / "j"), str(ROUNDS), str(SEED)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
    )
    said = json.loads(found.stdout)
    assert found.stderr == ""
    assert said["failed"] == []
    assert said["lost"] == [], f"seed {SEED}"
    assert said["corrupt"] == [], f"seed {SEED}"
    assert said["kinds"] == ["draft", "entry", "import", "open", "review", "thought"]
    assert said["saves"] > ROUNDS
    assert said["hot"] > ROUNDS / 10  # the kills do fall into the middle of writes


def test_what_was_typed_and_not_saved_is_there_after_a_kill(journal: Journal) -> None:
    home = journal.care.places.data_dir
    log(journal, "Saved")
    journal.close(back_up=False)
    typing = subprocess.run(
        [sys.executable, "-c", TYPING, str(home)], cwd=ROOT, check=False, capture_output=True
    )
    assert (typing.returncode, typing.stderr) == (-9, b"")
    again = unlocked(home)
    kept = again.drafts.all()
    assert kept["decision:new"].fields == {"title": "Half a th", "answers": {"bd-position": 1}}
    assert again.finding.count() == 1
    assert_whole(again)
    again.close(back_up=False)
