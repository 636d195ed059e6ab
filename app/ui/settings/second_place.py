"""The second place for backups in Settings: where it is, how it stands, and what can be done about it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.domain.second_place import WORDS, PlaceState, SecondPlaceProblem, Standing
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_folder
from app.ui.jobs import Job
from app.ui.settings.section import moment_words
from app.ui.theme import GRID
from app.ui.widgets import Body, Flow, Heading, Muted, ProgressPanel, QuietButton, Told, column_of

_ASKED: Final = "Where should backups be copied to as well?"
_NONE: Final = (
    "The backups lie on this computer, as the journal does. A second place holds a copy of each: a stick, a "
    "network drive, or a folder that a sync program keeps. They are encrypted there too."
)
_SAME_DISK: Final = (
    "It lies on the same disk as the journal. That helps after a slip, and not when the computer is lost or "
    "its disk breaks."
)

_UNSEEN: Final = frozenset({PlaceState.MISSING, PlaceState.CHANGED})


class SecondPlacePart(QWidget):
    """How the second place stands. `begun` when something is asked of it, `failed` carries what kept it undone."""

    begun = Signal()
    failed = Signal(object)  # JournalError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        column = column_of(self, spacing=GRID)
        self._where, self._how, self._care = Body(selectable=True), Muted(), Told(problem=False)
        self.again, self.choose, self.stop = QuietButton(""), QuietButton(""), QuietButton("Stop using it")
        self.again.clicked.connect(self._again)
        self.choose.clicked.connect(self._ask)
        self.stop.clicked.connect(self._stop)
        self._row = Flow(self.again, self.choose, self.stop, spacing=GRID)
        self._progress = ProgressPanel("Copying to the second place and comparing, in megabytes…")
        self._progress.cancelled.connect(self._cancel)
        for part in (
            Heading("A second place", 3), self._where, self._how, self._care, self._row, self._progress
        ):  # fmt: skip
            column.addWidget(part)
        self._progress.hide()
        self._show(None)

    def refresh(self) -> None:
        """Ask how it stands; the place itself is not touched."""
        if self._job is None:
            place = self._desk.second_place
            self._desk.read(lambda _journal: place.standing(), self._show, self, key="second-place-standing")

    def _show(self, standing: Standing | None) -> None:
        if self._job is not None:
            return
        self._where.setText(f"Each backup is copied to {standing.folder}" if standing else _NONE)
        self._how.setText(_how(standing) if standing else "")
        self._how.setVisible(standing is not None)
        self._care.setText(_care(standing) if standing else "")
        self._care.setVisible(bool(self._care.text()))
        self.choose.setText("Choose another folder…" if standing else "Choose a second place…")
        wants_help = standing is not None and standing.state.wants_help
        self.again.setText("Try again" if wants_help else "Copy now")
        self._offer(self.again, there=standing is not None and standing.state is not PlaceState.KEPT)
        self._offer(self.stop, there=standing is not None)

    def _offer(self, button: QuietButton, *, there: bool) -> None:
        """A button of no use now goes, and the focus does not go with it."""
        if self.window().focusWidget() is button and not there:
            self.choose.setFocus()
        button.setVisible(there)

    # ---- what can be done

    def _ask(self) -> None:
        ask_folder(self, _ASKED, self.use)

    def use(self, folder: str) -> None:
        """Use a folder from now on: look whether it can be one, then copy what is here."""
        place = self._desk.second_place
        self._wait()
        self._job = self._desk.jobs.run(
            lambda _job: place.choose(Path(folder)),
            self._is_chosen, owner=self, failed=self._stopped, beside=True,
        )  # fmt: skip

    def _is_chosen(self, _standing: Standing) -> None:
        self._copy()

    def _again(self) -> None:
        self._wait()
        self._copy()

    def _stop(self) -> None:
        self.begun.emit()
        place = self._desk.second_place
        self._desk.read(lambda _journal: place.stop(), self._has_stopped, self, failed=self.failed.emit)

    def _has_stopped(self, _none: object) -> None:
        self._desk.say("Nothing is copied there from now on. What lies there stays.")
        self._desk.backed_up.emit()
        self.refresh()

    # ---- copying

    def _wait(self) -> None:
        self.begun.emit()
        self._row.hide()
        self._progress.cancel.setEnabled(True)
        self._progress.set_progress(0, 0)
        self._progress.show()
        self._progress.cancel.setFocus()

    def _copy(self) -> None:
        if not self._was_cancelled():
            self._job = self._desk.read(_made_ready, self._copy_now, self, failed=self._stopped)

    def _copy_now(self, on_hold: bool) -> None:  # noqa: FBT001  what the journal answered
        place, jobs = self._desk.second_place, self._desk.jobs

        def work(job: Job) -> Standing | None:
            return place.catch_up(
                thins=not on_hold, anew=True, progress=jobs.progress_of(job), cancelled=job.is_cancelled
            )

        if self._was_cancelled():
            return
        self._job = jobs.run(
            work, self._copied, owner=self, failed=self._stopped, progressed=self._progressed, beside=True,
        )  # fmt: skip

    def _was_cancelled(self) -> bool:
        """Whether Cancel was pressed during the step before, which cannot be stopped itself."""
        if self._job is None or not self._job.is_cancelled():
            return False
        self._stopped(Cancelled())
        return True

    def _progressed(self, done: int, of: int | None) -> None:
        self._progress.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _copied(self, _standing: Standing | None) -> None:
        self._rest()
        self._desk.say("Every backup is copied to the second place and compared.")

    def _stopped(self, error: JournalError) -> None:
        self._rest()
        if isinstance(error, Cancelled):
            self.choose.setFocus()
            self._desk.say("Stopped. What is not copied yet is copied before long.")
        elif not isinstance(error, SecondPlaceProblem):  # that one stands below, with its button
            self.failed.emit(error)

    def _rest(self) -> None:
        """The focus comes back here, unless the person went on to something else meanwhile."""
        self._job = None
        had_focus = self._progress.isAncestorOf(self.window().focusWidget() or self)
        self._progress.hide()
        self._row.show()
        if had_focus:
            self.choose.setFocus()
        self._desk.backed_up.emit()
        self.refresh()


def _made_ready(journal: Journal) -> bool:
    """Whether the journal is on hold; backups that lie there may count as newer than any here, then one is made."""
    if not journal.is_read_only and journal.care.second_place.is_outnumbered():
        journal.care.back_up()
    return journal.care.is_on_hold()


def _how(standing: Standing) -> str:
    said = []
    if standing.newest_at is None:
        said.append("Nothing is copied there yet.")
    elif standing.state is not PlaceState.EMPTIED:  # below it is said that they are gone
        said.append(f"{_lying(standing)} of the backup made {moment_words(standing.newest_at)}.")
    if standing.copied_at is not None:
        said.append(f"Last copied and compared {moment_words(standing.copied_at)}.")
    if standing.on_same_disk and not standing.state.wants_help:
        said.append(_SAME_DISK)
    return " ".join(said)


def _lying(standing: Standing) -> str:
    """How many copies lie there; what cannot be looked at now is told as it was last seen."""
    is_one = standing.copies == 1
    lie = (
        "lay there when it was last seen"
        if standing.state in _UNSEEN
        else "lies there"
        if is_one
        else "lie there"
    )
    return f"1 copy {lie}," if is_one else f"{standing.copies:,} copies {lie}, the newest"


def _care(standing: Standing) -> str:
    return " ".join(WORDS[standing.state]) if standing.state is not PlaceState.KEPT else ""
