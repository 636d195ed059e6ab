"""How long the window's thread is held while every chart is drawn anew: no turn of its loop may take 50 ms.

Run as `python -m tests.benchmarks.turns FOLDER` it is one such process: the longest turns, in milliseconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.benchmarks.results import Result

ROOT = Path(__file__).parents[2]
_PROCESSES = 3
_REST_SECONDS = 0.03
_MOST_MS = 50
_SAID: Final = {
    "ready": "longest turn, Patterns made ready",
    "opened": "longest turn, Patterns opened",
    "unfolded": "longest turn, More unfolded",
    "before": "longest turn, beside the period before, all charts",
    "theme": "longest turn, a theme beside a theme, all charts",
    "everything": "longest turn, everything, all charts",
    "saved": "longest turn, a save while all charts are shown",
}


def run(sizes: tuple[int, ...]) -> Iterator[Result]:
    """Processor time of the window's thread, the longest turn of each act; the middle of some processes."""
    from tests.benchmarks.journals import copied_journal
    from tests.benchmarks.results import Result

    for size in sizes:
        with copied_journal(size) as folder:
            found = [_child(folder) for _ in range(_PROCESSES)]
        for name, said in _SAID.items():
            took = median(one[name] for one in found)
            yield Result(5, said, size, took, None, f"≤ {_MOST_MS}", took <= _MOST_MS)


def _child(folder: Path) -> dict[str, float]:
    from tests.benchmarks.timing import of_a_child

    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.turns", str(folder)],
        cwd=ROOT, env=of_a_child(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main(folder: Path) -> dict[str, float]:
    """The window on Patterns, each act once so that all its parts are made, and then again, measured."""
    from app.ui.start import make_application

    qt = make_application()
    from PySide6.QtCore import QTimer

    from app.domain.entries import ThemeId
    from app.domain.selection import Selection, Window
    from app.preferences import Preferences
    from app.ui.desk import Desk
    from app.ui.jobs import Jobs
    from app.ui.look import apply_preferences
    from app.ui.window import JournalWindow
    from tests.benchmarks.drafts import a_draft
    from tests.benchmarks.journals import opened

    apply_preferences(qt, Preferences())
    desk = Desk(opened(folder), Jobs(), Preferences())
    window = JournalWindow(desk)
    window.resize(1100, 760)
    window.show()
    loop = _Loop(qt, lambda: not desk.jobs.is_busy)
    window.go("today")
    loop.longest()
    views: Any = window.views
    QTimer.singleShot(0, window, window.make_ready)
    loop.rests = lambda: not desk.jobs.is_busy and "patterns" in views
    found = {"ready": loop.longest()}

    QTimer.singleShot(0, window, lambda: window.go("patterns"))
    loop.rests = lambda: not desk.jobs.is_busy and not views["patterns"].is_drawing
    found["opened"] = loop.longest()
    charts = views["patterns"].charts
    charts.cards.unfold()
    found["unfolded"] = loop.longest()
    alone = Selection(Window.TWELVE).settled(desk.today)
    ways = {
        "before": replace(alone, compare_before=True),
        "theme": replace(alone, theme=ThemeId(3), compare_theme=ThemeId(8)),
        "everything": replace(alone, window=Window.ALL),
    }
    for name, way in ways.items():
        for _ in range(2):
            charts._choose(alone)
            loop.longest()
            charts._choose(way.settled(desk.today))
            found[name] = loop.longest()
    desk.act(lambda journal: journal.writing.log(a_draft(1)), window)
    found["saved"] = loop.longest()
    return found


class _Loop:
    """The loop of events, one turn after the other."""

    def __init__(self, app: Any, rests: Callable[[], bool]) -> None:
        self._app = app
        self.rests = rests

    def longest(self) -> float:
        """Let the window come to rest; the longest turn until then, in milliseconds of this thread."""
        from PySide6.QtCore import QEventLoop, QTimer

        tick = QTimer()
        tick.start(4)
        longest, since = 0.0, time.monotonic()
        while time.monotonic() - since < _REST_SECONDS:
            began = time.thread_time()
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            longest = max(longest, (time.thread_time() - began) * 1000)
            if not self.rests():
                since = time.monotonic()
        return longest


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))))
    sys.stdout.flush()
    os._exit(0)
