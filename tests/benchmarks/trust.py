"""Goal 13: what one guess at a passphrase costs (K2), and a journal of four million words kept safe at its pace (R11).

Run as `python -m tests.benchmarks.trust FOLDER` it is one window that opens the list and makes a backup.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.benchmarks.results import Result

ROOT = Path(__file__).parents[2]
_DECISIONS = 27_000
"""With what comes between them 27,500 entries and 4.9 million words: more than 20,000 of 200."""
_GUESSES = 5
_SAVES = 100
_PROCESSES = 3
_PATIENCE_SECONDS = 120.0


def run(_sizes: tuple[int, ...]) -> Iterator[Result]:
    """Wall time, for it is what a person waits; the size is that of R11."""
    yield from _guessing()
    yield from _in_the_window()
    yield from _searching()
    yield from _saving()


def _guessing() -> Iterator[Result]:
    from app.domain.errors import WrongPassphrase
    from app.storage.keys import KdfPolicy, create_slots, open_with_passphrase
    from tests.benchmarks.results import Result
    from tests.benchmarks.timing import Times, timed

    policy, times = KdfPolicy(), Times()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.keys"
        create_slots(path, "j", "harbour quiet lantern", policy)

        def guess() -> None:
            with suppress(WrongPassphrase):
                open_with_passphrase(path, "harbour quiet lanterns", policy)

        for _ in range(_GUESSES):
            timed(guess, times)
    took, memory = times.wall_ms, policy.memory_kib / 1024
    yield Result(13, "one guess at a passphrase", 0, took, None, "≥ 250", took >= 250, "ms wall")
    yield Result(13, "memory of one guess", 0, memory, None, "≥ 64", memory >= 64, "MiB")


def _in_the_window() -> Iterator[Result]:
    from tests.benchmarks.journals import copied_journal
    from tests.benchmarks.results import Result
    from tests.benchmarks.timing import of_a_child

    found: list[dict[str, float]] = []
    with copied_journal(_DECISIONS) as folder:
        for _ in range(_PROCESSES):
            done = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.trust", str(folder)],
                cwd=ROOT, env=of_a_child(), capture_output=True, text=True, check=True,
            )  # fmt: skip
            found.append(json.loads(done.stdout))
    middle = {name: median(one[name] for one in found) for name in found[0]}
    for name, what, most in (
        ("list", "unlocked until the list is there, beyond the KDF", 1_500),
        ("backup", "a verified backup, on the journal's thread", 10_000),
        ("stall", "longest turn of the window meanwhile", 100),
    ):
        holds = middle[name] <= most
        yield Result(13, what, _DECISIONS, middle[name], None, f"≤ {most:,}", holds, "ms wall")


def _searching() -> Iterator[Result]:
    from tests.benchmarks.journals import kept_journal, opened
    from tests.benchmarks.results import Result
    from tests.benchmarks.searching import queries
    from tests.benchmarks.timing import Times, p95, timed

    journal, times = opened(kept_journal(_DECISIONS)), Times()
    for one in queries(Random(3)):
        timed(lambda one=one: journal.finding.search(one.text, limit=50), times)  # type: ignore[misc]
    journal.close(back_up=False)
    took = p95(times.wall)
    yield Result(13, "search, p95 of 200 mixed", _DECISIONS, took, None, "≤ 150", took <= 150, "ms wall")


def _saving() -> Iterator[Result]:
    from tests.benchmarks.drafts import a_draft
    from tests.benchmarks.journals import copied_journal, opened
    from tests.benchmarks.results import Result
    from tests.benchmarks.timing import Times, p95, timed

    times = Times()
    with copied_journal(_DECISIONS) as folder:
        journal = opened(folder)
        for number in range(_SAVES):
            timed(lambda number=number: journal.writing.log(a_draft(number)), times)  # type: ignore[misc]
        journal.close(back_up=False)
    took = p95(times.wall)
    yield Result(13, f"save, p95 of {_SAVES}", _DECISIONS, took, None, "≤ 100", took <= 100, "ms wall")


# ---- one window


def in_a_window(folder: Path) -> dict[str, float]:
    """Unlock, show the list, and back up while the loop turns; milliseconds."""
    from app.ui.start import build_unlock_window, complete, make_application

    app = make_application()
    from app.compose import make_vault
    from app.paths import places_in
    from app.preferences import Preferences
    from app.ui.door.step import Doorstep
    from app.ui.session import Session
    from tests.benchmarks.journals import PASSPHRASE, vault

    step, preferences = Doorstep(places_in(folder), make_vault), Preferences()
    step._vault = vault(folder)
    frame = build_unlock_window(app, step, preferences)
    frame.show()
    session = Session(frame, step, preferences)
    complete(app, frame, step, preferences)
    step.warm_up()
    _turn(app, lambda: step.jobs.is_busy)
    begun = time.perf_counter()
    step.enter(lambda into: (into.unlock(PASSPHRASE), None), frame, lambda error: sys.exit(str(error)))
    _turn(app, lambda: session.journal is None)
    journal: Any = session.journal
    journal.window.go("journal")
    table = journal.window.views["journal"].table
    _turn(app, lambda: not table.model().rowCount() or step.jobs.is_busy)
    frame.grab()
    found = {"list": (time.perf_counter() - begun) * 1000}
    _turn(app, lambda: False, for_seconds=2.0)  # what is made ready beside it is another matter
    begun = time.perf_counter()
    done: list[object] = []
    journal.desk.read(lambda opened: opened.care.back_up(), done.append, frame)
    found["stall"] = _turn(app, lambda: not done)
    found["backup"] = (time.perf_counter() - begun) * 1000
    return found


def _turn(app: Any, goes_on: Callable[[], bool], for_seconds: float = 0.0) -> float:
    """Let the loop turn while something goes on; the longest turn in milliseconds."""
    longest, begun = 0.0, time.monotonic()
    while goes_on() or time.monotonic() - begun < for_seconds:
        before = time.perf_counter()
        app.processEvents()
        longest = max(longest, (time.perf_counter() - before) * 1000)
        time.sleep(0.001)
        if time.monotonic() - begun > _PATIENCE_SECONDS:
            sys.exit("the window did not come to rest")
    return longest


if __name__ == "__main__":
    sys.stdout.write(json.dumps(in_a_window(Path(sys.argv[1]))))
    sys.stdout.flush()
    os._exit(0)
