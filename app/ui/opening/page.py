"""The page that opens what others send: asks for the passphrase where there is one, and leads to where it belongs."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import (
    FileTooLarge,
    JournalError,
    KeyChanged,
    PassphraseWanted,
    WrongSharePassphrase,
)
from app.domain.sharing import LARGEST_FILE, ROUND_KINDS, FileKind, Opened
from app.services.journal import Journal
from app.services.opening import read_file
from app.ui.desk import Desk
from app.ui.exchange.path_line import PathLine
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Flow,
    LinkButton,
    Page,
    PrimaryButton,
    TextArea,
    TextLine,
    announce,
)
from app.ui.widgets.reading_order import ReadingOrder

_LONG = 3_000
"""Characters of a pasted text that are still shown."""
_OWN = "It is one of your own shares. Its exact copy is in “What you shared”."
_OWN_ROUND = "It is a file of one of your pair rounds, and is for the other to open."


class OpenFilePage(QObject):
    """`arrive` takes path=… or text=… for what was dropped on the window."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page(
            "Open a Balcony file",
            "A share, a reply, a contact card or something of a pair round, as a file or as pasted text.",
        )
        super().__init__(self.page)
        self._desk = desk
        self._where: Mapping[str, object] | None = None
        self.card = Card("What they sent")
        self.card.body.setSpacing(2 * GRID)
        self.path = PathLine("The file")
        self.path.offer(file=True)
        self.path.set_suffixes("Balcony files", (".balcony", ".txt"))
        self.path.settled.connect(self._open)
        self.path.entered.connect(self._open)
        self.text = TextArea("Or paste the whole text here", least_lines=4)
        self.text.field.most_pasted = _LONG
        self.text.field.pasted_long.connect(self._pasted)
        self.text.changed.connect(self._pasted)
        self._long = ""
        self._long_told, self._drop = Body(""), LinkButton("Take it away")
        self._drop.clicked.connect(self._drop_long)
        self._long_row = Flow(self._long_told, self._drop, spacing=GRID)
        self.passphrase = TextLine("The six words they told you", secret=True)
        self.passphrase.entered.connect(self._open)
        self.passphrase.hide()
        self.open = PrimaryButton("Open it")
        self.open.clicked.connect(self._open)
        self.trouble = Banner("", BannerKind.PROBLEM, title="This was not opened")
        self.stop = Banner("", BannerKind.PROBLEM, title="Stop: these are other keys than theirs")
        self.own = Banner(_OWN, BannerKind.NOTE, "What you shared", title="You made this file")
        self.own.acted.connect(self._go_own)
        self._own_page = "sharing-log"
        for part in (
            self.path, self.text, self._long_row, self.passphrase, self.trouble, self.stop, self.own, Flow(self.open),
        ):  # fmt: skip
            self.card.add(part)
        self.page.add(self.card)
        self._long_row.hide()
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was only opened is not kept."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Begin anew, or open what was dropped at once."""
        returning, self._where = where is self._where, where
        self._forget()
        if returning:
            self.path.field.setFocus()
            return
        self.passphrase.set_text("")
        self.passphrase.hide()
        path, text = where.get("path"), where.get("text")
        self.path.set_text(str(path) if path else "")
        self._keep_text(str(text) if text else "")
        self.path.field.setFocus()
        if path or text:
            QTimer.singleShot(0, self, self._open)

    def _forget(self) -> None:
        for told in (self.trouble, self.stop, self.own):
            told.hide()
        self.passphrase.set_problem("")

    # ---- a pasted text

    def _pasted(self, text: object) -> None:
        if len(str(text)) > LARGEST_FILE:
            self._keep_text("")
            self._failed(FileTooLarge())
        elif len(str(text)) > _LONG:
            self._keep_text(str(text))

    def _keep_text(self, text: str) -> None:
        """A long text is counted, not shown: nobody reads it, and its field would be many pages high."""
        long = len(text) > _LONG
        self._long = text if long else ""
        self.text.set_text("" if long else text)
        self.text.setVisible(not long)
        self._long_told.setText(f"A text of {text.count(chr(10)) + 1:,} lines is here." if long else "")
        self._long_row.setVisible(long)
        if long:
            announce(self._long_row, self._long_told.text())
            self.open.setFocus()

    def _drop_long(self) -> None:
        self._keep_text("")
        self.text.field.setFocus()

    # ---- opening

    def _open(self) -> None:
        self._forget()
        text, path = self._long or self.text.text(), self.path.path()
        if not text.strip() and path is None:
            self.path.set_problem("Choose a file, or paste the text.")
            self.path.field.setFocus()
            return
        self.path.set_problem("")
        words = self.passphrase.text().strip() or None
        self.open.setEnabled(False)

        def work(journal: Journal) -> Opened:
            return journal.desk.open(text if text.strip() else read_file(path or Path()), words)

        self._desk.read(work, self._show, self, failed=self._failed, key="open-file")

    def _show(self, opened: Opened) -> None:
        self.open.setEnabled(True)
        if opened.kind in ROUND_KINDS:
            self._show_round(opened)
        elif opened.kind is FileKind.SHARE and opened.mine:
            self._say_own(_OWN, "What you shared", "sharing-log")
        elif opened.kind is FileKind.SHARE:
            self._desk.go("desk", opened=opened)
        elif opened.kind is FileKind.REPLY:
            self._desk.go("reply", opened=opened)
        else:
            self._desk.go("contacts", opened=opened)

    def _show_round(self, opened: Opened) -> None:
        if opened.mine:
            self._say_own(_OWN_ROUND, "Your pair rounds", "compare")
        else:
            self._desk.go("round-arrived", opened=opened)

    def _say_own(self, words: str, action: str, page: str) -> None:
        self._own_page = page
        self.own.show()
        self.own.set_text(words, action)

    def _go_own(self) -> None:
        self._desk.go(self._own_page)

    def _failed(self, error: JournalError) -> None:
        self.open.setEnabled(True)
        if isinstance(error, PassphraseWanted | WrongSharePassphrase):
            first = self.passphrase.isHidden()
            self.passphrase.show()
            self.passphrase.set_problem("" if first else f"{error.message} {error.advice}")
            self.passphrase.set_hint(PassphraseWanted.advice if first else "")
            announce(self.passphrase, f"{error.message} {error.advice}")
            self.passphrase.field.setFocus()
            return
        told = self.stop if isinstance(error, KeyChanged) else self.trouble
        told.show()
        told.set_text(f"{error.message} {error.advice}")
        self.page.scroll_to(told)
        self.path.field.setFocus()
