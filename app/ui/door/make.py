"""Making a new journal: where it lies, and its passphrase."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import InvalidInput, JournalError
from app.paths import places_in
from app.ui.door import words
from app.ui.door.new_passphrase import NewPassphrase
from app.ui.door.page import DoorSheet
from app.ui.door.second import SecondFolder
from app.ui.door.step import DoorPage, Doorstep
from app.ui.file_dialogs import ask_folder
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Body, BusyLine, LinkButton, Muted, PrimaryButton, Told
from app.where_it_lies import concern_of

if TYPE_CHECKING:
    from app.services.journal import Journal
    from app.services.vault import Vault
    from app.storage.keys import RecoveryCode


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
        folder = step.places.data_dir
        self.add(Muted(f"It will lie in {folder}."))
        concern = concern_of(folder)
        self.second: SecondFolder | None = None
        if concern is not None:
            self.add(Told(words.placed(concern), problem=False))
        other = LinkButton("Choose another folder…")
        other.clicked.connect(self._choose)
        self.add(other)
        if concern is not None:
            self.second = SecondFolder(step)
            self.add(self.second)

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
        second = self.second.folder if self.second is not None else None

        def create(vault: Vault) -> tuple[Journal, RecoveryCode | None]:
            journal, code = vault.create(typed)
            if second is not None:
                with contextlib.suppress(JournalError):  # Settings says that there is none, and asks for it
                    journal.care.second_place.take_on(second)
            return journal, code

        self._step.enter(create, self, self._failed)

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

    def _choose(self) -> None:
        ask_folder(self, "Where should the journal lie?", self._chosen)

    def _chosen(self, folder: str) -> None:
        places = places_in(Path(folder))
        self._step.use(places)
        if not places.journal.exists():
            self._step.turn_to(DoorPage.MAKE)

    def _back(self) -> None:
        self._step.turn_to(DoorPage.FIRST)
