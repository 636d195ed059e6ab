"""Between the other's pages and the journal: the passphrase of its owner, asked with nothing of the journal shown."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from app.domain.errors import JournalError
from app.ui.desk import Desk
from app.ui.door.caps_lock import WORDS, CapsLock
from app.ui.door.demo_hint import demo_hint
from app.ui.pairs.cover_sheet import CoverSheet
from app.ui.widgets import BusyLine, TextLine

_WRONG = "That passphrase does not open this journal."
_LOOK = "Check Caps Lock and the keyboard layout, then try again."


class OwnerSheet(CoverSheet):
    """Asks the owner of the journal for the passphrase: `opened` once it was right, `left` to go back."""

    opened = Signal()
    left = Signal()

    def __init__(self, desk: Desk, name: str, on: str) -> None:
        """`name` is how the owner is called, `on` what comes after."""
        self._desk = desk
        hint = demo_hint(desk.vault.places) if desk.is_demo and desk.vault is not None else ""
        self.passphrase = TextLine("Passphrase", secret=True, hint=hint)
        self._caps = CapsLock(self.passphrase, hint)
        super().__init__(
            f"The passphrase of {name}’s journal",
            f"{name} types it, since the journal comes back with it. Ctrl+L locks the journal instead; what was "
            "typed is kept.",
            on,
            "Go back",
            self.passphrase,
        )
        self.busy = BusyLine()
        self.card.add(self.busy)
        self.passphrase.entered.connect(self.ask)
        self.passphrase.changed.connect(self._typing)
        self.on.clicked.connect(self.ask)
        self.off.clicked.connect(self.left)

    def focus_first(self) -> None:
        """Put the focus where the passphrase is typed."""
        self.passphrase.field.setFocus()

    def ask(self) -> None:
        """Try what was typed, off the window's thread."""
        vault, typed = self._desk.vault, self.passphrase.text()
        if not self.on.isEnabled():
            return
        if not typed or vault is None:
            self._refuse("Type the passphrase of this journal first.")
            return
        self._set_busy(busy=True)
        self._desk.jobs.run(
            lambda _job: vault.passphrase_opens(typed), self._checked,
            owner=self, failed=self._failed, beside=True,
        )  # fmt: skip

    def hideEvent(self, event: QHideEvent) -> None:
        """Under another cover, or gone: nothing typed waits here for whoever comes next."""
        self.passphrase.set_text("")
        super().hideEvent(event)

    def _checked(self, opens: bool) -> None:  # noqa: FBT001
        self._set_busy(busy=False)
        self.passphrase.set_text("")
        if not self.isVisible():  # covered meanwhile: asked again once the cover is lifted
            return
        if opens:
            self.opened.emit()
            return
        caps = f"{WORDS} " if self._caps.is_on else ""
        self._refuse(f"{_WRONG} {caps}{_LOOK}")

    def _failed(self, error: JournalError) -> None:
        self._set_busy(busy=False)
        self.passphrase.set_text("")
        self._refuse(f"{error.message} {error.advice}")

    def _refuse(self, problem: str) -> None:
        self.passphrase.set_problem(problem)
        self.focus_first()

    def _typing(self, _text: object) -> None:
        if self.passphrase.has_problem:
            self.passphrase.set_problem("")

    def _set_busy(self, *, busy: bool) -> None:
        self.passphrase.field.setReadOnly(busy)
        self.on.setEnabled(not busy)
        self.off.setEnabled(not busy)
        if busy:
            self.passphrase.set_problem("")
            self.busy.start("Checking the passphrase…")
        else:
            self.busy.stop()
