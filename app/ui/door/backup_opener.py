"""Asking for what opens a backup: the passphrase of that time, or the recovery code of that time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError, WrongPassphrase, WrongRecoveryCode
from app.domain.restoring import Opener
from app.ui.door.caps_lock import WORDS, CapsLock
from app.ui.widgets import Flow, LinkButton, TextLine, column_of

_HINT = "The one the journal had when the backup was made."
_TO_CODE, _TO_PASSPHRASE = "Use its recovery code", "Use the passphrase"


class BackupOpener(QWidget):
    """One of the two fields, and the way to the other. `entered` with the Enter key."""

    entered = Signal()

    def __init__(self, hint: str = _HINT, what: str = "backup", to_code: str = _TO_CODE) -> None:
        """`what` is opened: it is named in the label, and where nothing was typed."""
        super().__init__()
        self._what, self._to_code = what, to_code
        self.passphrase = TextLine(f"Passphrase of the {what}", secret=True, quick=True, hint=hint)
        self._caps = CapsLock(self.passphrase, hint)
        self.code = TextLine(
            "Recovery code", quick=True, hint="Small letters and missing dashes do not matter."
        )
        self._other = LinkButton(to_code)
        self._other.clicked.connect(self._turn)
        column = column_of(self)
        for line in (self.passphrase, self.code):
            line.entered.connect(self.entered)
            line.changed.connect(self._typing)
            column.addWidget(line)
        column.addWidget(Flow(self._other))
        self.code.hide()
        self._by_code = False

    @property
    def line(self) -> TextLine:
        """The field that is asked for now."""
        return self.code if self._by_code else self.passphrase

    def opener(self) -> Opener | None:
        """What was typed; says so where there is nothing."""
        typed = self.line.text()
        if not typed:
            asked = "the recovery code" if self._by_code else "the passphrase"
            self._refuse(f"Type {asked} of this {self._what}.")
            return None
        return Opener(code=typed) if self._by_code else Opener(typed)

    def says_no(self, error: JournalError) -> bool:
        """Say a wrong passphrase or code beside its field; False for any other error."""
        if not isinstance(error, WrongPassphrase | WrongRecoveryCode):
            return False
        caps = f"{WORDS} " if self._caps.is_on and not self._by_code else ""
        self._refuse(f"{error.message} {caps}{error.advice}")
        self.line.field.selectAll()
        return True

    def set_busy(self, *, busy: bool) -> None:
        """While something is under way nothing is typed."""
        self.line.field.setReadOnly(busy)
        self._other.setEnabled(not busy)

    def forget(self) -> None:
        """Empty both fields."""
        for line in (self.passphrase, self.code):
            line.field.clear()
            line.set_problem("")

    def focus(self) -> None:
        """Put the focus where it is typed."""
        self.line.field.setFocus()

    def _turn(self) -> None:
        self._by_code = not self._by_code
        self.passphrase.setVisible(not self._by_code)
        self.code.setVisible(self._by_code)
        self._other.setText(_TO_PASSPHRASE if self._by_code else self._to_code)
        self.focus()

    def _refuse(self, problem: str) -> None:
        self.line.set_problem(problem)
        self.focus()

    def _typing(self, _text: object) -> None:
        if self.line.has_problem:
            self.line.set_problem("")
