"""Work off the window's thread: one thread for the journal, another for what never touches it."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from app.domain.errors import Cancelled, JournalError, NotFinished

T = TypeVar("T")
_PATIENCE_SECONDS: Final = 3.0
"""How long the end waits for work beside the journal that was asked to stop: a drive may not answer at all."""


@dataclass(eq=False)
class Job:
    """One piece of work under way. `done` and `of` are its progress; `cancel` asks it to stop."""

    owner: QObject
    then: Callable[[Any], None] | None
    failed: Callable[[JournalError], None] | None
    progressed: Callable[[int, int | None], None] | None = None
    key: str = ""
    beside: bool = False
    stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.stop.set()

    def is_cancelled(self) -> bool:
        """Whether it was asked to stop; handed to services as `cancelled`."""
        return self.stop.is_set()


@dataclass(eq=False)
class _Errand:
    """What a thread is sent out with, and what it comes back with.

    A job and its work may hold the last reference to a widget. The thread borrows both through the errand
    and the window's thread takes them out of it, so that no widget is ever let go, and destroyed, on a thread.
    """

    job: Job | None
    work: Callable[[Job], object] | None
    result: object = None
    problem: BaseException | None = None

    def do(self) -> None:
        """Do the work and keep what came of it; everything that goes wrong is kept too."""
        assert self.job is not None
        assert self.work is not None
        if self.job.key and self.job.is_cancelled():
            self.problem = Cancelled()
            return
        try:
            self.result = self.work(self.job)
        except BaseException as error:  # noqa: BLE001  everything goes back to the window's thread
            self.problem = error

    def take(self) -> tuple[Job, Callable[[Job], object], object, BaseException | None]:
        """Empty it: job, work, result and problem now belong to the caller."""
        assert self.job is not None
        assert self.work is not None
        taken = self.job, self.work, self.result, self.problem
        self.job = self.work = self.result = self.problem = None
        return taken


class Jobs(QObject):
    """Runs work on a thread and brings its result back to the window's thread.

    A result whose owner is gone, or whose key was used again since, is dropped.
    A JournalError goes to the job's `failed`, or to `problem` where it has none;
    anything else is raised here, where the hooks for mistakes of ours see it, and `failed` gets NotFinished.
    """

    problem = Signal(object, object)  # JournalError, owner
    busy_changed = Signal(bool)
    _arrived = Signal(object)  # _Errand
    _moved_on = Signal(object, object, object)  # Job, int, int | None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._beside = ThreadPoolExecutor(max_workers=4, thread_name_prefix="beside")
        self._under_way_beside: set[Future[None]] = set()
        self._latest: dict[str, Job] = {}
        self._running: set[Job] = set()
        self._is_over = False
        self._arrived.connect(self._arrive, Qt.ConnectionType.QueuedConnection)
        self._moved_on.connect(self._move_on, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Job], T],
        then: Callable[[T], None] | None,
        *,
        owner: QObject,
        failed: Callable[[JournalError], None] | None = None,
        progressed: Callable[[int, int | None], None] | None = None,
        key: str = "",
        beside: bool = False,
    ) -> Job:
        """Do `work` on the journal's thread (or `beside` it) and give its result to `then` here.

        `work` must not touch a widget. A newer job with the same key cancels the older one.
        After `finish` nothing is run any more.
        """
        job = Job(owner, then, failed, progressed, key, beside)
        if self._is_over:
            job.cancel()
            return job
        if key:
            older = self._latest.get(key)
            if older is not None:
                older.cancel()
            self._latest[key] = job
        self._running.add(job)
        if len(self._running) == 1:
            self.busy_changed.emit(True)
        pool = self._beside if beside else self._journal
        future = pool.submit(self._work, _Errand(job, work))
        if beside:
            self._under_way_beside.add(future)
            future.add_done_callback(self._under_way_beside.discard)
        future.add_done_callback(_look)
        return job

    def progress_of(self, job: Job) -> Callable[[int, int | None], None]:
        """A callback for services that reports progress of a job to the window."""

        def report(done: int, of: int | None) -> None:
            self._moved_on.emit(job, done, of)

        return report

    def _work(self, errand: _Errand) -> None:
        errand.do()
        if shiboken6.isValid(self):
            self._arrived.emit(errand)

    def _move_on(self, job: Job, done: int, of: int | None) -> None:
        if not self._is_over and shiboken6.isValid(job.owner) and job.progressed is not None:
            job.progressed(done, of)

    def _arrive(self, errand: _Errand) -> None:
        job, _work, result, problem = errand.take()
        if self._is_over:
            return
        self._running.discard(job)
        if not self._running:
            self.busy_changed.emit(False)
        stale = bool(job.key) and self._latest.get(job.key) is not job
        if job.key and not stale:
            del self._latest[job.key]  # it holds its page, which may go, and with it what was written there
        if stale or not shiboken6.isValid(job.owner):
            return
        if problem is None:
            if job.then is not None:
                job.then(result)
        elif isinstance(problem, JournalError):
            self._fail(job, problem)
        else:
            if job.failed is not None:  # or its page would wait for ever
                job.failed(NotFinished())
            raise problem

    def _fail(self, job: Job, problem: JournalError) -> None:
        if job.failed is not None:
            job.failed(problem)
        elif not isinstance(problem, Cancelled):
            self.problem.emit(problem, job.owner)

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._running)

    @property
    def journal_is_busy(self) -> bool:
        """Whether work on the journal's own thread is under way or waits there."""
        return any(not job.beside for job in self._running)

    def now(self, work: Callable[[], T]) -> T:
        """Do a short piece of work on the journal's thread and wait for it: only while closing or locking."""
        return self._journal.submit(work).result()

    def cancel_all(self) -> None:
        """Ask everything under way to stop at its next step."""
        for job in tuple(self._running):
            job.cancel()

    def finish(self) -> None:
        """Cancel what can be cancelled and wait for the rest; what arrives later is dropped.

        Beside the journal that is a few seconds at most. Work that hangs there ends with the process.
        """
        self._is_over = True
        self.cancel_all()
        self._journal.shutdown(wait=True, cancel_futures=True)
        self._beside.shutdown(wait=False, cancel_futures=True)
        wait(tuple(self._under_way_beside), timeout=_PATIENCE_SECONDS)
        self._running.clear()


def _look(future: "Future[None]") -> None:
    """A mistake in the hand-over itself must not vanish."""
    if not future.cancelled():
        future.result()
