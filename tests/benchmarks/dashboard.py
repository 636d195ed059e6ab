"""Goal 4 in the window: the page of patterns painted, and every chart of it as a PDF.

Run as `python -m tests.benchmarks.dashboard FOLDER [cold]` it is one such process, in milliseconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.benchmarks.results import Result

ROOT = Path(__file__).parents[2]
_PROCESSES = 5
_PATIENCE_SECONDS = 30.0
_PAINT_MS, _PDF_SECONDS = 120, 3
_SAID: Final = {
    "first": "Patterns opened for the first time, painted",
    "all": "the same, every chart it opens with drawn",
    "cold": "the same, painted, its modules loaded too",
    "again": "Patterns shown again, painted",
    "pdf": "every chart as a PDF",
}


def run(sizes: tuple[int, ...]) -> Iterator[Result]:
    """Fresh processes, on the window as it stands on Today."""
    from tests.benchmarks.journals import kept_journal
    from tests.benchmarks.results import Result

    for size in sizes:
        folder = kept_journal(size)
        _child(folder, "cold")  # so that everything is compiled
        found = [_child(folder) | _child(folder, "cold") for _ in range(_PROCESSES)]
        for name, said in _SAID.items():
            for unit, place in (("ms CPU", 0), ("ms wall", 1)):
                took = median(one[name][place] for one in found)
                most = _PDF_SECONDS * 1000 if name == "pdf" else _PAINT_MS
                counts = name in ("first", "again", "pdf")
                yield Result(
                    4,
                    said,
                    size,
                    took,
                    None,
                    f"≤ {most}" if counts else "",
                    took <= most if counts else None,
                    unit,
                )


def _child(folder: Path, *more: str) -> dict[str, tuple[float, float]]:
    from tests.benchmarks.timing import of_a_child

    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.dashboard", str(folder), *more],
        cwd=ROOT, env=of_a_child(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, tuple[float, float]] = json.loads(done.stdout)
    return found


@dataclass
class Clock:
    """CPU and wall milliseconds since it was made; `took` keeps them under a name."""

    found: dict[str, tuple[float, float]] = field(default_factory=dict)
    cpu: float = 0.0
    wall: float = 0.0

    def start(self) -> None:
        """Begin again."""
        self.cpu, self.wall = time.process_time(), time.perf_counter()

    def took(self, name: str) -> None:
        """Keep what has passed."""
        self.found[name] = (
            (time.process_time() - self.cpu) * 1000,
            (time.perf_counter() - self.wall) * 1000,
        )


def main(folder: Path, *, cold: bool) -> dict[str, tuple[float, float]]:
    """One process: the window on Today, then Patterns; where they are loaded already, again, and the report."""
    from app.ui.start import make_application

    qt = make_application()
    from app.preferences import Preferences
    from app.ui.desk import Desk
    from app.ui.jobs import Jobs
    from app.ui.look import apply_preferences
    from app.ui.window import JournalWindow
    from tests.benchmarks.journals import opened

    apply_preferences(qt, Preferences())
    desk = Desk(opened(folder), Jobs(), Preferences())
    window = JournalWindow(desk)
    window.resize(1100, 760)
    window.show()
    window.go("today")
    _until(qt, lambda: not desk.jobs.is_busy)
    if not cold:
        import app.services.dashboard
        import app.ui.patterns.page  # noqa: F401
    painted = _Painted(qt)
    clock = Clock()
    clock.start()
    window.go("patterns")
    painted.watch()
    _until(qt, painted.fills_view)
    clock.took("cold" if cold else "first")
    if cold:
        return clock.found
    view: Any = window.views["patterns"]
    _until(qt, lambda: not desk.jobs.is_busy and not view.is_drawing)
    clock.took("all")
    window.go("today")
    _until(qt, lambda: not desk.jobs.is_busy)
    painted.forget()
    clock.start()
    window.go("patterns")
    _until(qt, painted.fills_view)
    clock.took("again")
    _until(qt, lambda: not desk.jobs.is_busy)
    _report(desk, clock)
    return clock.found


def _report(desk: Any, clock: Clock) -> None:
    """Every chart of ten years, from the journal to the bytes of the file."""
    from PySide6.QtWidgets import QApplication

    from app.domain.selection import Selection, Window
    from app.patterns.report import Chosen, report_of
    from app.ui.reports.document import pdf_of

    def made(journal: Any) -> bytes:
        page = journal.patterns.page(Selection(Window.ALL))
        chosen = [Chosen(series) for series in (*page.series, *page.more)]
        report = report_of(chosen, page.words, desk.today, "")
        return pdf_of(report, QApplication.font().family())

    clock.start()
    written = desk.jobs.now(lambda: made(desk._journal))
    clock.took("pdf")
    if not written.startswith(b"%PDF"):
        sys.exit("no PDF was written")


class _Painted:
    """Which pictures were painted since it was asked to forget."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._seen: set[int] = set()
        self._canvas: Any = None

    def watch(self) -> None:
        """Look on from now, before any picture is made; the page has loaded them."""
        from app.ui.charts import ChartCanvas

        paint, seen = ChartCanvas.paintEvent, self._seen

        def noted(canvas: Any, event: Any) -> None:
            paint(canvas, event)
            seen.add(id(canvas))

        self._canvas = ChartCanvas
        self._canvas.paintEvent = noted

    def forget(self) -> None:
        """Count from now on."""
        self._seen.clear()

    def fills_view(self) -> bool:
        """Whether every picture within the page's view is painted, and there is one."""
        if not self._seen:
            return False
        shown = [
            one
            for window in self._app.topLevelWidgets()
            for one in window.findChildren(self._canvas)
            if one.isVisible() and not one.visibleRegion().isEmpty()
        ]
        return all(id(one) in self._seen for one in shown)


def _until(app: Any, holds: Callable[[], bool]) -> None:
    """Let the window work until this holds; waiting itself takes no processor time."""
    from PySide6.QtCore import QEventLoop, QTimer

    tick = QTimer()
    tick.start(4)
    end = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if time.monotonic() > end:
            sys.exit("the window did not come to rest")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), cold="cold" in sys.argv[2:])))
    sys.stdout.flush()
    os._exit(0)
