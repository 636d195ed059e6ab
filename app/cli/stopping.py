"""Long work on a terminal: how far it is, and Ctrl+C as the cancel button."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from app.cli.console import Console
from app.domain.exchange import Progress

_EVERY_SECONDS = 0.1


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed, for services that ask; pressed again it stops at once."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return
    earlier = signal.getsignal(signal.SIGINT)

    def press(_number: int, _frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    signal.signal(signal.SIGINT, press)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, earlier)


@contextmanager
def shown_progress(console: Console, of_what: str = "") -> Iterator[Progress]:
    """Progress on stderr where that is a terminal, with what is counted; its line is wiped at the end."""
    if not console.err.isatty():
        yield lambda _done, _of: None
        return
    last = 0.0

    def show(done: int, of: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY_SECONDS:
            last = now
            console.err.write(f"\r{done}{f' of {of}' if of else ''}{f' {of_what}' if of_what else ''} …")
            console.err.flush()

    try:
        yield show
    finally:
        console.err.write("\r" + " " * 40 + "\r")
        console.err.flush()
