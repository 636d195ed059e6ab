"""At the door of a journal that was moved: let it go on here again, once it is said what that means."""

from app.domain.errors import JournalError, WrongPassphrase
from app.domain.moving import DANGER
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Body, BusyLine, LinkButton, PrimaryButton, TextLine

_WHEN = (
    "Do this when the other computer is gone, or when nothing was written there. If you wrote there, bring that journal "
    "here instead: move it back by a file made there, and restore it here. It then goes on here by itself."
)
_DONE = "The journal goes on here. Unlock it to write, and write on the other computer no more."


class WriteAgain(DoorSheet):
    """Takes the mark away once the passphrase was given; the journal itself is not opened."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__("Write here again", "This journal was moved to another computer.")
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self.passphrase = TextLine("Passphrase", secret=True, quick=True)
        self.passphrase.entered.connect(self.write_again)
        self.passphrase.changed.connect(self._typing)
        self.button = PrimaryButton("Write here again")
        self.button.clicked.connect(self.write_again)
        back = LinkButton("Leave it to be read")
        back.clicked.connect(self._back)
        self._busy = BusyLine()
        for part in (Body(DANGER), Body(_WHEN), self.passphrase):
            self.card.add(part)
        self.card.add_row(self.button, back, self._busy)

    def begin(self) -> None:
        self.passphrase.field.setFocus()

    def write_again(self) -> None:
        """Try what was typed."""
        typed = self.passphrase.text()
        if not typed:
            self.passphrase.set_problem("Type your passphrase.")
            self.begin()
            return
        self._set_busy(busy=True)
        self._step.jobs.run(
            lambda _job: self._step.vault.moved.write_here_again(typed),
            self._done,
            owner=self,
            failed=self._failed,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.passphrase.field.setReadOnly(busy)
        if busy:
            self._problem.clear()
            self._busy.start("Trying the passphrase…")
        else:
            self._busy.stop()

    def _done(self, _none: None) -> None:
        self._step.turn_to(DoorPage.UNLOCK, _DONE)

    def _failed(self, error: JournalError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            self.passphrase.set_problem(str(error))
            self.passphrase.field.selectAll()
            self.begin()
        else:
            self._problem.tell(error)

    def _typing(self) -> None:
        if self.passphrase.has_problem:
            self.passphrase.set_problem("")

    def _back(self) -> None:
        self._step.turn_to(DoorPage.UNLOCK)
