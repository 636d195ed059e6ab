"""Progress at a pace that a window can follow."""

import time

from app.domain.exchange import Progress

_PAUSE_SECONDS = 0.1


def paced(report: Progress, total: int | None = None) -> Progress:
    """A progress that reports ten times a second at most; `total` stands in where it is not known."""
    last = 0.0

    def step(done: int, of: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _PAUSE_SECONDS:
            last = now
            report(done, of if of is not None else total)

    return step
