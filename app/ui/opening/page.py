"""The page that opens what others send: asks for the passphrase where there is one, and leads to where it belongs."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError, KeyChanged, PassphraseWanted, WrongSharePassphrase
from app.domain.sharing import FileKind, Opened, Trust
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.path_line import PathLine
from app.ui.opening.reading import read_from
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Flow,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    TextArea,
    TextLine,
    announce,
    written,
)
from app.ui.widgets.reading_order import ReadingOrder

_KEEP = "Put it on the coach’s desk"


class OpenFilePage(QObject):
    """`arrive` takes path=… or text=… for what was dropped on the window."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page(
            "Open a Balcony file", "A share, a reply or a contact card, as a file or as pasted text."
        )
        super().__init__(self.page)
        self._desk = desk
        self._opened: Opened | None = None
        self._where: Mapping[str, object] | None = None
        self.card = Card("What they sent")
        self.card.body.setSpacing(2 * GRID)
        self.path = PathLine("The file")
        self.path.offer(file=True)
        self.path.set_suffixes("Balcony files", (".balcony", ".txt"))
        self.path.settled.connect(self._open)
        self.path.entered.connect(self._open)
        self.text = TextArea("Or paste the whole text here", least_lines=4)
        self.passphrase = TextLine("The six words they told you", secret=True)
        self.passphrase.entered.connect(self._open)
        self.passphrase.hide()
        self.open = PrimaryButton("Open it")
        self.open.clicked.connect(self._open)
        self.trouble = Banner("", BannerKind.PROBLEM)
        for part in (self.path, self.text, self.passphrase, self.trouble, Flow(self.open)):
            self.card.add(part)
        self.found = Card("This is a share")
        self._told, self._trust = Body(""), Muted("")
        self.keep, self.leave = QuietButton(_KEEP), QuietButton("Leave it")
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self._forget)
        self.found.add(self._told)
        self.found.add(self._trust)
        self.found.add_row(self.keep, self.leave)
        self.page.add(self.card)
        self.page.add(self.found)
        self.trouble.hide()
        self.found.hide()
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
        self.text.set_text(str(text) if text else "")
        self.path.field.setFocus()
        if path or text:
            QTimer.singleShot(0, self, self._open)

    def _forget(self) -> None:
        self._opened = None
        self.trouble.hide()
        self.found.hide()
        self.passphrase.set_problem("")

    # ---- opening

    def _open(self) -> None:
        self._forget()
        text, path = self.text.text(), self.path.path()
        if not text.strip() and path is None:
            self.path.set_problem("Choose a file, or paste the text.")
            self.path.field.setFocus()
            return
        self.path.set_problem("")
        words = self.passphrase.text().strip() or None
        self.open.setEnabled(False)

        def work(journal: Journal) -> Opened:
            return journal.desk.open(text if text.strip() else read_from(path or Path()), words)

        self._desk.read(work, self._show, self, failed=self._failed, key="open-file")

    def _show(self, opened: Opened) -> None:
        self.open.setEnabled(True)
        if opened.kind is FileKind.SHARE and not opened.mine:
            self._show_share(opened)
        elif opened.kind is FileKind.SHARE:
            self._say_own()
        elif opened.kind is FileKind.REPLY:
            self._desk.go("reply", opened=opened)
        else:
            self._desk.go("contacts", opened=opened)

    def _say_own(self) -> None:
        self.trouble.show()
        self.trouble.set_text("You made this file. Its exact copy is in “What you shared”.", "")

    def _show_share(self, opened: Opened) -> None:
        self._opened = opened
        share = opened.share
        entries = "1 entry" if len(share.entries) == 1 else f"{len(share.entries)} entries"
        self._told.setText(
            f"From {opened.author.name}, made on {written(share.made_on)}: {entries}. Nothing is kept yet."
        )
        self._trust.setText(_trusted(opened))
        self.found.show()
        announce(self.found, self._told.text())
        self.keep.setFocus()
        self.page.scroll_to(self.found)

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
        stop = isinstance(error, KeyChanged)
        self.trouble.show()
        self.trouble.set_text(f"{'Stop. ' if stop else ''}{error.message} {error.advice}")
        self.page.scroll_to(self.trouble)
        self.path.field.setFocus()

    # ---- keeping

    def _keep(self) -> None:
        opened = self._opened
        if opened is not None:
            self._desk.act(
                lambda journal: journal.desk.keep(opened), self, self._kept, failed=self._failed,
                said="It lies on the coach’s desk.",
            )  # fmt: skip

    def _kept(self, _change: object) -> None:
        opened = self._opened
        self._forget()
        self.path.set_text("")
        self.text.set_text("")
        if opened is not None:
            self._desk.go("desk", bundle=opened.share.bundle_id)


def _trusted(opened: Opened) -> str:
    if opened.trust is Trust.CONFIRMED:
        return f"Signed with the keys of {opened.author.name} that you confirmed."
    return (
        f"This is the first file under this name that opens here. It is signed, and nobody has shown yet that these are "
        f"the keys of {opened.author.name}: compare the six words with them under Contacts."
    )
