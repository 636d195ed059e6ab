"""The way out for one file: under which name, read or not, as a file or as text for an e-mail."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.ui.clipboard import put
from app.ui.exchange.path_line import PathLine
from app.ui.exchange.places import copied_elsewhere, documents
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    CheckChoice,
    Flow,
    Muted,
    PrimaryButton,
    QuietButton,
    TextArea,
    TextLine,
    Told,
    announce,
    column_of,
)

READ = "I have read these words"
READ_FIRST = "These are the exact words that will leave. You cannot call a file back."


class NameCard(Card):
    """The name one is known by; asked for once."""

    wanted = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.line = TextLine("The name they know you by", hint="Initials are enough.", max_length=80)
        self.line.entered.connect(self._pressed)
        self.field = self.line.field
        use = QuietButton("Use this name")
        use.clicked.connect(self._pressed)
        self.add(self.line)
        self.add_row(use)

    def tell(self, error: JournalError) -> None:
        """Say what to mend."""
        self.line.set_problem(f"{error.message} {error.advice}")

    def _pressed(self) -> None:
        if self.line.text().strip():
            self.wanted.emit(self.line.text())
        else:
            self.line.set_problem("Write a name, or initials.")


@dataclass(frozen=True, slots=True)
class SendWords:
    """How one kind of file is spoken of. Without `reads` its words were read before, and are not asked for again."""

    title: str
    save: str
    sent: str
    home: str
    reads: bool = True


class SendCard(Card):
    """`save_wanted` carries the folder; `text_wanted` asks for the text."""

    save_wanted = Signal(object)  # Path
    text_wanted = Signal()
    home_wanted = Signal()

    def __init__(self, words: SendWords) -> None:
        super().__init__(words.title)
        self._words = words
        self.body.setSpacing(2 * GRID)
        self._asking = QWidget()
        column = column_of(self._asking, spacing=2 * GRID)
        self.read = CheckChoice(READ)
        self.path = PathLine("Which folder to save it in", hint="The file gets a name that says nothing.")
        self.path.offer(folder=True)
        self.path.changed.connect(self._look_at_path)
        self._synced = Muted()
        self.save = PrimaryButton(words.save)
        self.text = QuietButton("Give me text to paste into an e-mail")
        self.save.clicked.connect(self._save)
        self.text.clicked.connect(self.text_wanted)
        self._problem = Told()
        first = Banner(READ_FIRST, BannerKind.CAUTION), Flow(self.read)
        buttons = Flow(self.save, self.text, spacing=GRID)
        for part in (*first, self.path, self._synced, buttons, self._problem):
            column.addWidget(part)
        for part in first:
            part.setVisible(words.reads)
        self.add(self._asking)
        self._done = QWidget()
        self._make_done()
        self.add(self._done)
        self.begin()

    def _make_done(self) -> None:
        column = column_of(self._done, spacing=2 * GRID)
        self._told = Body(selectable=True)
        self.area = TextArea("The text, to paste into an e-mail")
        self.area.field.setReadOnly(True)
        self.copy, self.home = QuietButton("Copy the text"), QuietButton(self._words.home)
        self.copy.clicked.connect(self._copy)
        self.home.clicked.connect(self.home_wanted)
        sent = Muted(self._words.sent)
        for part in (self._told, self.area, sent, Flow(self.copy, self.home, spacing=GRID)):
            column.addWidget(part)

    def begin(self) -> None:
        """Another file."""
        self._asking.show()
        self._done.hide()
        self._problem.hide()
        self.unread()
        if self.path.path() is None:
            self.path.set_text(str(documents()))
        self._look_at_path()

    def unread(self) -> None:
        """Other words than those read have to be read again."""
        self.read.setChecked(False)

    def is_read(self) -> bool:
        """Whether the words were read; else says so."""
        if self.read.isChecked() or not self._words.reads:
            return True
        self.tell(f"Read the words first, then tick “{READ}”.")
        self.read.setFocus()
        return False

    def tell(self, words: str) -> None:
        """Say what comes first, or what did not work."""
        self._problem.setText(words)
        self._problem.show()
        announce(self, words)

    def show_done(self, told: str, text: str) -> None:
        """It left this journal."""
        self._asking.hide()
        self._told.setText(told)
        self.area.set_text(text)
        self.area.setVisible(bool(text))
        self.copy.setVisible(bool(text))
        self._done.show()
        announce(self, told)
        (self.copy if text else self.home).setFocus()

    def _look_at_path(self, *_: object) -> None:
        self.path.set_problem("")
        self._synced.setText(copied_elsewhere(self.path.path()))
        self._synced.setVisible(bool(self._synced.text()))

    def _save(self) -> None:
        path = self.path.path()
        if path is None or not path.is_dir():
            self.path.set_problem("There is no such folder. Make it first, or choose another one.")
            self.path.field.setFocus()
        else:
            self.save_wanted.emit(path)

    def _copy(self) -> None:
        put(self.area.text())
        announce(self, "Copied.")
