"""Goals 1 and 10: the unlock prompt painted, and the memory of the open window, beside a bare PySide6 window.

Run as `python -m tests.benchmarks.window bare|unlock|bare-rss|today-rss [FOLDER]` it is one such process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.results import Result

ROOT = Path(__file__).parents[2]
_ROUNDS = 9
_PATIENCE_SECONDS = 30.0


def run(sizes: tuple[int, ...]) -> Iterator[Result]:
    """Both windows in processes of their own, in turns."""
    from tests.benchmarks.results import Result
    from tests.benchmarks.timing import children_in_turns

    if find_spec("app.ui.start") is None:
        return
    from tests.benchmarks.journals import kept_journal

    folder = kept_journal(sizes[-1])
    _child("bare"), _child("unlock", folder)  # so that everything is compiled
    times = children_in_turns(
        {"bare": lambda: _child("bare"), "unlock": lambda: _child("unlock", folder)}, _ROUNDS
    )
    ours, bare = times["unlock"].cpu_ms, times["bare"].cpu_ms
    yield Result(1, "start to unlock prompt painted", sizes[-1], ours, bare, "≤ 1.3 ×", ours <= 1.3 * bare)
    early = json.loads(_child("unlock", folder))["sqlalchemy"]
    yield Result(
        1, "SQLAlchemy loaded before the prompt", sizes[-1], float(early), None, "0", not early, "modules"
    )


def memory(sizes: tuple[int, ...]) -> Iterator[Result]:
    """Resident memory after unlock and Today."""
    from tests.benchmarks.journals import kept_journal
    from tests.benchmarks.results import Result

    if find_spec("app.ui.start") is None:
        return
    bare = median(json.loads(_child("bare-rss"))["mb"] for _ in range(3))
    for size in sizes:
        found = median(json.loads(_child("today-rss", kept_journal(size)))["mb"] for _ in range(3))
        yield Result(
            10, "memory after unlock and Today", size, found, bare, "≤ 2.2 ×", found <= 2.2 * bare, "MB"
        )


def _child(what: str, folder: Path | None = None) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.window", what, *([str(folder)] if folder else [])]
    from tests.benchmarks.timing import of_a_child

    done = subprocess.run(command, cwd=ROOT, env=of_a_child(), capture_output=True, text=True, check=True)
    return done.stdout


def bare_window() -> None:
    """The least that any window of this toolkit costs."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QLabel("bare"))
    window.resize(1100, 760)
    window.show()
    app.processEvents()
    window.grab()
    _say({"mb": _resident_mb()})


def unlock_window(folder: Path) -> None:
    """The unlock prompt of the journal in a folder, as the program itself builds it."""
    from app.ui.start import build_unlock_window, make_application

    app = make_application()
    from app.compose import make_vault
    from app.paths import places_in
    from app.preferences import load_preferences
    from app.ui.door.step import Doorstep

    places = places_in(folder)
    frame = build_unlock_window(app, Doorstep(places, make_vault), load_preferences(places.preferences))
    frame.show()
    app.processEvents()
    frame.grab()
    _say({"sqlalchemy": sum(name.split(".")[0] in {"sqlalchemy", "sqlcipher3"} for name in sys.modules)})


def today_window(folder: Path) -> None:
    """The window of the open journal, on Today, when nothing is under way any more."""
    from app.ui.start import build_unlock_window, complete, make_application

    app = make_application()
    from app.compose import make_vault
    from app.paths import places_in
    from app.preferences import load_preferences
    from app.ui.door.step import Doorstep
    from app.ui.session import Session
    from tests.benchmarks.journals import PASSPHRASE, vault

    places = places_in(folder)
    preferences = load_preferences(places.preferences)
    step = Doorstep(places, make_vault)
    step._vault = vault(folder)
    frame = build_unlock_window(app, step, preferences)
    frame.show()
    app.processEvents()
    session = Session(frame, step, preferences)
    complete(app, frame, step, preferences)
    step.warm_up()
    step.enter(lambda into: (into.unlock(PASSPHRASE), None), frame, lambda error: sys.exit(str(error)))
    _until(app, lambda: session.journal is not None)
    _until(app, lambda: not step.jobs.is_busy)
    frame.grab()
    _say({"mb": _resident_mb()})
    step.jobs.finish()


def _until(app: object, holds: object) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    quiet = 0
    while quiet < 20:
        app.processEvents()  # type: ignore[attr-defined]
        quiet = quiet + 1 if holds() else 0  # type: ignore[operator]
        time.sleep(0.01)
        if time.monotonic() > end:
            sys.exit("the window did not come to rest")


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _say(found: dict[str, float]) -> None:
    """Say it and end at once: taking a window down is not part of it."""
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()


if __name__ == "__main__":
    given = Path(sys.argv[2]) if len(sys.argv) > 2 else Path()
    match sys.argv[1]:
        case "bare" | "bare-rss":
            bare_window()
        case "unlock":
            unlock_window(given)
        case _:
            today_window(given)
    os._exit(0)
