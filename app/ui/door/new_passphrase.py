"""Choosing a passphrase: six words offered, strength in words, paste and show."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.services.passphrases import Strength, strength, suggested_passphrase
from app.ui.clipboard import hold_secret
from app.ui.door.caps_lock import CapsLock
from app.ui.jobs import Jobs
from app.ui.widgets import Body, CheckChoice, LinkButton, Muted, QuietButton, TextLine, column_of
from app.ui.widgets.layouts import Flow

_PAUSE_MS = 250
SHOWN = (
    "Shown while you choose it: a slip of the finger that nobody sees would lock you out. Untick to hide it."
)


class NewPassphrase(QWidget):
    """The field, and the offer above it. `entered` with the Enter key."""

    entered = Signal()

    def __init__(self, jobs: Jobs, label: str = "Passphrase", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._offered = ""
        column = column_of(self)
        column.addWidget(Body("Six random words are easy to type and very hard to guess. These are for you:"))
        self.words = Body("…", selectable=True)
        self.words.setObjectName("offered")
        hold_secret(self.words)
        column.addWidget(self.words)
        self.use = QuietButton("Use these words")
        self.use.setEnabled(False)
        self.use.clicked.connect(self._use)
        other = LinkButton("Other words")
        other.clicked.connect(self.offer)
        column.addWidget(Flow(self.use, other))
        self.line = TextLine(label, secret=True, quick=True, hint=SHOWN)
        self._show_typing()
        self._caps = CapsLock(self.line, SHOWN)
        self.line.entered.connect(self.entered)
        self.line.changed.connect(self._typed)
        column.addWidget(self.line)
        self.told = Muted("")
        self.told.hide()
        column.addWidget(self.told)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._weigh)

    def text(self) -> str:
        """What was typed or taken."""
        return self.line.text()

    def offer(self) -> None:
        """Offer six other words."""
        self._jobs.run(lambda _job: suggested_passphrase(), self._offer, owner=self, key="words", beside=True)

    def _offer(self, words: str) -> None:
        self._offered = words
        self.words.setText(words)
        self.use.setEnabled(True)

    def _use(self) -> None:
        self.line.set_text(self._offered)
        self._show_typing()
        self._typed(self._offered)
        self.line.field.setFocus()

    def _show_typing(self) -> None:
        for show in self.line.findChildren(CheckChoice):
            show.setChecked(True)

    def _typed(self, _text: object) -> None:
        self.line.set_problem("")
        self._pause.start()

    def _weigh(self) -> None:
        typed = self.text()
        self._jobs.run(lambda _job: strength(typed), self._tell, owner=self, key="strength", beside=True)

    def _tell(self, found: Strength) -> None:
        self.told.setText(found.words)
        self.told.setVisible(bool(self.text()))
