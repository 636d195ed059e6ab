"""Opening with the recovery code, and choosing a new passphrase at once."""

from app.domain.errors import InvalidInput, JournalError, WrongRecoveryCode
from app.services.journal import Journal
from app.services.vault import Vault
from app.ui.door.new_passphrase import NewPassphrase
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep
from app.ui.door.words import removing_again
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import BusyLine, LinkButton, PrimaryButton, TextLine


class UseCode(DoorSheet):
    """The code of the recovery sheet, and the passphrase from now on."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__("Use the recovery code", "It is on the recovery sheet of this journal.")
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self.code = TextLine(
            "Recovery code", quick=True, hint="Small letters and missing dashes do not matter."
        )
        self.code.changed.connect(self._typing)
        self.card.add(self.code)
        self.passphrase = NewPassphrase(step.jobs, "New passphrase")
        self.passphrase.entered.connect(self.open_journal)
        self.card.add(self.passphrase)
        self.button = PrimaryButton("Set it and open the journal")
        self.button.clicked.connect(self.open_journal)
        back = LinkButton("Back")
        back.clicked.connect(self._back)
        self._busy = BusyLine()
        self.card.add_row(self.button, back, self._busy)

    def begin(self) -> None:
        self.passphrase.offer()
        self.code.field.setFocus()

    def open_journal(self) -> None:
        """Set the new passphrase and open with it."""
        code, new = self.code.text(), self.passphrase.text()
        if not new:
            self.passphrase.line.set_problem("Type a new passphrase, or use the six words offered.")
            self.passphrase.line.field.setFocus()
            return
        self.button.setEnabled(False)
        self._busy.start("Opening the journal…")

        def ask(vault: Vault) -> tuple[Journal, None]:
            vault.changing_keys.set_passphrase_with_code(code, new)
            return vault.unlock(new, moved_to_read=True), None

        self._step.enter(ask, self, self._failed, self._removing_again)

    def _removing_again(self, done: int, of: int | None) -> None:
        self._busy.start(removing_again(done, of))

    def _failed(self, error: JournalError) -> None:
        self.button.setEnabled(True)
        self._busy.stop()
        if isinstance(error, WrongRecoveryCode):
            self.code.set_problem(str(error))
            self.code.field.setFocus()
        elif isinstance(error, InvalidInput):
            self.passphrase.line.set_problem(str(error))
            self.passphrase.line.field.setFocus()
        else:
            self._problem.tell(error, "Back", self._back)

    def _typing(self, _text: object) -> None:
        self.code.set_problem("")

    def _back(self) -> None:
        self._step.turn_to(DoorPage.UNLOCK)
