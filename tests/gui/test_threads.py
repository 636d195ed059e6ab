"""What Qt lets only the window's thread take apart is never let go on another."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from app.domain.errors import Cancelled, JournalError
from app.ui.collecting import Collecting
from app.ui.jobs import Job, Jobs

MANY = 50_000
"""Enough new containers for Python's own collector to run on the thread that makes them, many times over."""


class Held(QObject):
    """Something with a timer, that knows on which thread it went."""

    def __init__(self, went_on: list[threading.Thread]) -> None:
        super().__init__()
        self.circle: list[Held] = []
        self.timer = QTimer(self)
        self.timer.start(1)
        weakref.finalize(self, lambda: went_on.append(threading.current_thread()))

    def work(self, _job: Job) -> None:
        """Work that holds its owner, as a bound method does."""

    def stumble(self, _job: Job) -> None:
        """Its traceback holds the owner."""
        raise Cancelled


def make_circle(went_on: list[threading.Thread]) -> None:
    held = Held(went_on)
    held.circle.append(held)


def test_a_thread_that_allocates_collects_no_circle_of_widgets(qtbot: QtBot) -> None:
    went_on: list[threading.Thread] = []
    jobs, owner = Jobs(), QObject()
    make_circle(went_on)
    finished: list[int] = []
    jobs.run(lambda _job: len([[] for _ in range(MANY)]), finished.append, owner=owner)
    qtbot.waitUntil(lambda: finished == [MANY])
    assert went_on == []
    gc.collect()
    assert went_on == [threading.main_thread()]
    jobs.finish()


def test_a_circle_goes_in_time_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    went_on: list[threading.Thread] = []
    gc.collect()
    make_circle(went_on)
    filling = [[] for _ in range(MANY)]  # type: ignore[var-annotated]
    qtbot.waitUntil(lambda: bool(went_on))
    assert went_on == [threading.main_thread()]
    assert len(filling) == MANY


def test_a_look_leaves_alone_what_is_not_due() -> None:
    collecting = Collecting()
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    collecting.look()
    assert [generation["collections"] for generation in gc.get_stats()] == before


def _let_go_before_the_thread_ends(qtbot: QtBot, *, stumbles: bool) -> list[threading.Thread]:
    """Where the last reference to a job's owner went, when the thread was still in its hand-over."""
    went_on: list[threading.Thread] = []
    jobs = Jobs()
    arrived, may_end = threading.Event(), threading.Event()

    def hold_the_thread(_errand: object) -> None:
        assert may_end.wait(10)

    jobs._arrived.connect(hold_the_thread, Qt.ConnectionType.DirectConnection)

    def run() -> None:
        held = Held(went_on)
        jobs.run(held.stumble if stumbles else held.work, None, owner=held)

    def note(busy: bool) -> None:
        if not busy:
            arrived.set()

    jobs.busy_changed.connect(note)
    run()
    qtbot.waitUntil(arrived.is_set)
    gc.collect()
    before = list(went_on)
    may_end.set()
    jobs.finish()
    assert went_on == before, "it went when the thread ended"
    return went_on


def test_the_owner_of_work_that_is_done_goes_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    assert _let_go_before_the_thread_ends(qtbot, stumbles=False) == [threading.main_thread()]


def test_the_owner_of_work_that_failed_goes_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    assert _let_go_before_the_thread_ends(qtbot, stumbles=True) == [threading.main_thread()]


def test_a_mistake_of_ours_is_raised_and_lets_go_of_the_page_that_waits(qtbot: QtBot) -> None:
    jobs, owner = Jobs(), QObject()
    told: list[str] = []

    def wrong(_job: Job) -> None:
        raise ZeroDivisionError

    def failed(error: JournalError) -> None:
        told.append(error.code)

    with qtbot.captureExceptions() as seen:
        jobs.run(wrong, None, owner=owner, failed=failed)
        qtbot.waitUntil(lambda: bool(told))
    assert told == ["not-finished"]
    assert [kind for kind, _error, _trace in seen] == [ZeroDivisionError]
    jobs.finish()
