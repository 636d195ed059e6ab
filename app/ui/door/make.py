"""Making a new journal: where it lies, and its passphrase."""

from pathlib import Path

from app.domain.errors import InvalidInput, JournalError
from app.paths import inside_synced_folder, places_in
from app.ui.door import words
from app.ui.door.new_passphrase import NewPassphrase
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep
from app.ui.file_dialogs import ask_folder
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Body, BusyLine, LinkButton, Muted, PrimaryButton


class Make(DoorSheet):
    """One page, then straight to Today."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__("A new journal", "Choose how it opens. Then you can write.")
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self.card.set_title("Passphrase")
        self.passphrase = NewPassphrase(step.jobs)
        self.passphrase.entered.connect(self.make)
        self.card.add(self.passphrase)
        self.card.add(Body(words.BOTH_LOST))
        self.button = PrimaryButton("Make the journal")
        self.button.clicked.connect(self.make)
        back = LinkButton("Back")
        back.clicked.connect(self._back)
        self._busy = BusyLine()
        self.card.add_row(self.button, back, self._busy)
        self._where = Muted("")
        self.add(self._where)
        other = LinkButton("Choose another folder…")
        other.clicked.connect(self._choose)
        self.add(other)
        self._say_where()

    def begin(self) -> None:
        self.passphrase.offer()
        self.passphrase.line.field.setFocus()

    def make(self) -> None:
        """Make the journal and open it."""
        typed = self.passphrase.text()
        if not typed:
            self.passphrase.line.set_problem("Type a passphrase, or use the six words offered.")
            self.passphrase.line.field.setFocus()
            return
        self._set_busy(busy=True)
        self._step.enter(lambda vault: vault.create(typed), self, self._failed)

    def _set_busy(self, *, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.passphrase.line.field.setReadOnly(busy)
        if busy:
            self._busy.start("Making the journal…")
        else:
            self._busy.stop()

    def _failed(self, error: JournalError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, InvalidInput):
            self.passphrase.line.set_problem(str(error))
            self.passphrase.line.field.setFocus()
            return
        self._problem.tell(error, "Choose another folder…", self._choose)

    def _say_where(self) -> None:
        folder = self._step.places.data_dir
        synced = inside_synced_folder(folder)
        said = [f"It will lie in {folder}."] + ([words.synced(synced)] if synced else [])
        self._where.setText(" ".join(said))

    def _choose(self) -> None:
        ask_folder(self, "Where should the journal lie?", self._chosen)

    def _chosen(self, folder: str) -> None:
        places = places_in(Path(folder))
        self._step.use(places)
        if not places.journal.exists():
            self._step.turn_to(DoorPage.MAKE)

    def _back(self) -> None:
        self._step.turn_to(DoorPage.FIRST)
