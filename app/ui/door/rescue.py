"""Rescuing what can be read of a damaged journal: what opens it, how far it is, and what was found."""

from pathlib import Path

from app.domain.errors import Cancelled, JournalError
from app.domain.rescue import Rescued
from app.domain.rescue_told import next_words, rescued_words
from app.paths import places_in
from app.ui.door.backup_opener import BackupOpener
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep
from app.ui.file_dialogs import ask_file, ask_folder
from app.ui.jobs import Job
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Body, BusyLine, LinkButton, Muted, PrimaryButton, ProgressPanel, QuietButton

RESCUE, TAKE_PLACE, OPEN_THERE = "Rescue it", "Let it take the journal's place", "Open it where it is"
_KEYS_IN = "Balcony backups and key files (*.balcony-backup *.keys)"


class Rescue(DoorSheet):
    """The damaged file is only read; nothing takes its place before the last button."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__(
            "Rescue what can be read",
            "The damaged file stays as it is. What it still holds goes into a new journal.",
        )
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self._job: Job | None = None
        self._found: Rescued | None = None
        self._keys_in: Path | None = None
        self._folder: Path | None = None
        self.card.set_title("Open the damaged journal")
        self.about = Body(f"The journal {step.places.journal}.")
        self.asked = BackupOpener("The one you open it with every day.", "journal", "Use the recovery code")
        self.asked.entered.connect(self.rescue)
        self.where = Muted("The rescued journal goes into a new folder beside it.")
        self._progress = ProgressPanel("Reading the file page by page, then checking what came of it…")
        self._progress.cancelled.connect(self._cancel)
        self.report = Body()
        self._busy = BusyLine()
        self.button = PrimaryButton(RESCUE)
        self.button.clicked.connect(self.rescue)
        self.take = PrimaryButton(TAKE_PLACE)
        self.take.clicked.connect(self.take_place)
        self.open_there = QuietButton(OPEN_THERE)
        self.open_there.clicked.connect(self._open_there)
        self._other_keys, self._other_place = QuietButton("Keys of a backup…"), QuietButton("Another place…")
        self._other_keys.clicked.connect(self._choose_keys)
        self._other_place.clicked.connect(self._choose_place)
        for part in (self.about, self.asked, self.where, self._progress, self.report):
            self.card.add(part)
        self.card.add_row(
            self.button, self._other_keys, self._other_place, self.take, self.open_there, self._busy
        )
        self.hint = Muted("A backup is better where there is one: it holds everything up to its day.")
        self.add(self.hint)
        self.back = LinkButton("Back")
        self.back.clicked.connect(self._back)
        self.add(self.back)
        self._show(found=None)

    def begin(self) -> None:
        self.asked.focus()

    # ---- what it takes

    def _choose_keys(self) -> None:
        ask_file(self, "Which backup or key file?", _KEYS_IN, self._keys_chosen)

    def _keys_chosen(self, path: str) -> None:
        self._keys_in = Path(path)
        self._say_where()

    def _choose_place(self) -> None:
        ask_folder(self, "In which folder should the new one be made?", self._place_chosen)

    def _place_chosen(self, path: str) -> None:
        self._folder = Path(path)
        self._say_where()

    def _say_where(self) -> None:
        place = "beside it" if self._folder is None else f"in {self._folder}"
        with_keys = "" if self._keys_in is None else f" The keys are those in {self._keys_in.name}."
        self.where.setText(f"The rescued journal goes into a new folder {place}.{with_keys}")

    # ---- rescuing

    def rescue(self) -> None:
        """Read the file with what was typed, off the window's thread."""
        opener = self.asked.opener()
        if opener is None or self._job is not None:
            return
        self._problem.clear()
        self._set_busy(busy=True)
        vault, jobs, damaged = self._step.vault, self._step.jobs, self._step.places.journal
        keys_in, folder = self._keys_in, self._folder

        def work(job: Job) -> Rescued:
            beside = vault.rescuing.place_beside()
            into = beside if folder is None else folder / beside.name
            return vault.rescuing.rescue(
                damaged, into, opener, keys_in, jobs.progress_of(job), job.is_cancelled
            )

        self._job = jobs.run(
            work, self._rescued, owner=self, failed=self._not_rescued, progressed=self._progressed
        )

    def _progressed(self, done: int, of: int | None) -> None:
        self._progress.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _set_busy(self, *, busy: bool) -> None:
        self.asked.set_busy(busy=busy)
        for button in (self.button, self._other_keys, self._other_place):
            button.setEnabled(not busy)
        self._progress.setVisible(busy)
        if busy:
            self._busy.stop()
            self._progress.cancel.setEnabled(True)
            self._progress.set_progress(0, 0)
            self._progress.cancel.setFocus()

    def _rescued(self, found: Rescued) -> None:
        self._job = None
        self._set_busy(busy=False)
        self.asked.forget()
        self._show(found)
        (self.take if self.take.isVisibleTo(self) else self.open_there).setFocus()

    def _not_rescued(self, error: JournalError) -> None:
        self._job = None
        self._set_busy(busy=False)
        if isinstance(error, Cancelled):
            self._busy.stop("Stopped. Nothing was left behind.")
            self.asked.focus()
        elif not self.asked.says_no(error):
            self._problem.tell(error, "Restore a backup", self._restore).button.setFocus()

    # ---- what was found

    def _show(self, found: Rescued | None) -> None:
        """The question, or the report and the ways on."""
        self._found = found
        self._progress.hide()
        for part in (
            self.about, self.asked, self.where, self.button, self._other_keys, self._other_place, self.hint,
        ):  # fmt: skip
            part.setVisible(found is None)
        self.report.setVisible(found is not None)
        self.open_there.setVisible(found is not None)
        self.take.setVisible(found is not None and self._step.vault.rescuing.can_take_place(found))
        if found is not None:
            self.card.set_title("What was rescued")
            self.report.setText("\n\n".join((*rescued_words(found), *next_words(found))))

    def take_place(self) -> None:
        """Let the rescued journal be the one that is opened from now on."""
        found, vault = self._found, self._step.vault
        if found is None or not self.take.isEnabled():
            return
        self._set_leaving(leaving=True)
        self._step.jobs.run(
            lambda _job: vault.rescuing.take_place(found), self._taken, owner=self, failed=self._not_taken
        )

    def _set_leaving(self, *, leaving: bool) -> None:
        self.take.setEnabled(not leaving)
        self.open_there.setEnabled(not leaving)
        if leaving:
            self._busy.start("Putting it in place…")
        else:
            self._busy.stop()

    def _taken(self, kept: Path | None) -> None:
        was = "" if kept is None else f" The damaged file is kept as {kept.name}."
        self._step.turn_to(
            DoorPage.UNLOCK, f"The rescued journal is in place.{was} Open it with your passphrase."
        )

    def _not_taken(self, error: JournalError) -> None:
        self._set_leaving(leaving=False)
        self._problem.tell(error, OPEN_THERE, self._open_there).button.setFocus()

    def _open_there(self) -> None:
        found = self._found
        if found is not None:
            self._step.stand_before(places_in(found.folder))
            self._step.turn_to(
                DoorPage.UNLOCK,
                f"This is the rescued journal, in {found.folder}. It opens with your passphrase; the damaged one is "
                "where it was.",
            )

    def _restore(self) -> None:
        self._step.turn_to(DoorPage.RESTORE)

    def _back(self) -> None:
        self._cancel()
        self._step.turn_to(self._step.first_page())
