"""The second step of moving: one verified file, in a folder that is chosen, compared after it was copied."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.domain.moving import MovedFile, ToMove
from app.services.moving import copy, is_written_since, look, make
from app.storage.backups import Backup
from app.ui.desk import Desk
from app.ui.exchange.one_step import OneStep
from app.ui.exchange.path_line import PathLine
from app.ui.exchange.places import copied_elsewhere
from app.ui.forms.filled import Fields, put, text_in
from app.ui.jobs import Job
from app.ui.moving.ground import Ground, entries
from app.ui.settings.section import moment_words
from app.ui.theme import GRID
from app.ui.walks.part import Part
from app.ui.widgets import Body, Flow, Muted, PrimaryButton, Told, announce, column_of

_LOCKED = (
    "The file is a backup: encrypted, and opened by your passphrase or the recovery code alone. A stick is a good "
    "place, or a network drive that both computers reach."
)
_SINCE = "Something was written here after this file was made. Make it again, so that it holds everything."


class FileCard(OneStep):
    """Asks for a folder, makes the file and says what is in it."""

    def __init__(self) -> None:
        super().__init__("One file")
        self.body.setSpacing(2 * GRID)
        self.folder = PathLine("The folder for the file")
        self.folder.offer(folder=True)
        self.synced, self.button = Muted(), PrimaryButton("Make the file")
        column = column_of(self.asking, spacing=2 * GRID)
        for part in (Body(_LOCKED), self.folder, self.synced, Flow(self.button)):
            column.addWidget(part)
        self.synced.hide()
        self.made, self.where, self.since = Body(), Muted(selectable=True), Told(problem=False)
        for part in (self.made, self.where, self.since):  # above the button, so that they are seen with it
            self.add(part)
            part.hide()
        self.add(self.asking)


class FilePart(Part):
    """The file is made on the journal's thread and copied beside it; nothing half stays where it was to go."""

    def __init__(self, desk: Desk, ground: Ground) -> None:
        super().__init__("Make the file")
        self._desk, self._ground = desk, ground
        self._job: Job | None = None
        self.card = FileCard()
        self.folder, self.button = self.card.folder, self.card.button
        self.folder.changed.connect(self._typed)
        self.button.clicked.connect(self.make)
        self.column.addWidget(self.card)

    def start(self) -> QWidget:
        return self.folder.field

    def arrive(self) -> None:
        self._show_file()
        self._desk.read(look, self._looked, self, key="moving-file")

    def _looked(self, found: ToMove) -> None:
        self.button.setEnabled(not found.why_not)
        if found.why_not:
            self.folder.set_problem(found.why_not)

    def fields(self) -> Fields:
        kept = self._ground.fields()
        put(kept, "folder", self.folder.text())
        return kept

    def put_back(self, fields: Fields) -> None:
        self._ground.put_back(fields)
        self.folder.set_text(text_in(fields, "folder"))

    def may_go_on(self) -> bool:
        if self._ground.file is None:
            self.folder.set_problem("Make the file first.")
            self.folder.setFocus()
        return self._ground.file is not None

    def _typed(self, _text: object) -> None:
        self.folder.set_problem("")
        self.card.synced.setText(copied_elsewhere(self.folder.path(), "the file"))
        self.card.synced.setVisible(bool(self.card.synced.text()))
        self.touched.emit()

    # ---- making it

    def make(self) -> None:
        """Keep what is being typed, make the backup, then copy and compare it."""
        folder = self.folder.path()
        if folder is None:
            self.folder.set_problem("Say first where the file should go.")
            self.folder.setFocus()
            return
        self.folder.set_problem("")
        self.busy.emit(True)
        self.card.show_progress("Making the file, copying it and comparing, in megabytes…")
        self._job = self._desk.look_through(make, self._copy, self, failed=self._stopped)
        self.card.wait_for(self._job)

    def _copy(self, made: tuple[Backup, str]) -> None:
        (backup, far), folder, jobs = made, self.folder.path(), self._desk.jobs
        place = self._desk.second_place
        if folder is None or (self._job is not None and self._job.is_cancelled()):
            self._stopped(Cancelled())
            return
        to: Path = folder

        def work(job: Job) -> MovedFile:
            return copy(place, backup, far, to, jobs.progress_of(job), job.is_cancelled)

        self._job = jobs.run(
            work, self._made, owner=self, failed=self._stopped, progressed=self.card.progressed, beside=True
        )
        self.card.wait_for(self._job)

    def _made(self, file: MovedFile) -> None:
        self._ground.file = file
        self._rest()
        self._desk.backed_up.emit()
        self.touched.emit()
        self._show_file()
        announce(self, self.card.made.text())

    def _stopped(self, error: JournalError) -> None:
        self._rest()
        stopped = isinstance(error, Cancelled)
        self.folder.set_problem("Stopped. No file was left there." if stopped else str(error))
        self.folder.setFocus()

    def _rest(self) -> None:
        self._job = None
        self.card.ask_again()
        self.busy.emit(False)
        self.button.setFocus()

    # ---- the file that is there

    def _show_file(self) -> None:
        file, card = self._ground.file, self.card
        for part in (card.made, card.where):
            part.setVisible(file is not None)
        card.since.hide()
        if file is None:
            return
        card.made.setText(
            f"The file was made {moment_words(file.made_at)} with {entries(file.entries)}, copied, read again and "
            "found to be the same:"
        )
        card.where.setText(str(file.path))
        self.button.setText("Make the file again")
        self._desk.read(
            lambda journal: is_written_since(journal, file), self._compared, self, key="moving-since"
        )

    def _compared(self, since: bool) -> None:  # noqa: FBT001  what the journal answered
        self.card.since.setText(_SINCE if since else "")
        self.card.since.setVisible(since)
