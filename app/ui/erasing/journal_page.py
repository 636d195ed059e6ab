"""Erase the whole journal: what goes, which backups there are, what is out of reach, and a word to type."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.removing import WORD_TO_ERASE, JournalErasure
from app.services.journal import Journal
from app.services.redacting import whole_journal
from app.ui.desk import Desk
from app.ui.redacting.on_hold import NOTHING_ON_HOLD, HeldNotice
from app.ui.redacting.out_of_reach import OutOfReach
from app.ui.redacting.typed_word import TypedWord
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, CheckChoice, Flow, Muted, Page, QuietButton, column_of
from app.ui.widgets.reading_order import ReadingOrder

_HELD = (
    f"{NOTHING_ON_HOLD} End every hold first; that is noted with its day where it is on the whole journal."
)
_KEYS_FIRST = "The keys go first, so that what a disk may still hold of the journal no longer opens."
_STAY = (
    "Backups that stay open with the passphrase or the recovery code they were made with. Tick this if they are to "
    "go as well."
)


class EraseJournalPage(QObject):
    """Nothing goes before the word is typed; then the window goes back to its door."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Erase this journal")
        super().__init__(self.page)
        self._desk = desk
        self.preview: JournalErasure | None = None
        self._arriving = False
        self.take_out = QuietButton("Take everything out first…")
        self.take_out.clicked.connect(self._go_exchange)
        self.page.add_action(self.take_out)
        self.notice = HeldNotice()
        self.hold = QuietButton("Look at what is on hold")
        self.hold.clicked.connect(self._go_hold)
        self.asked = self._make_asked()
        self._held_row = Flow(self.hold)
        for part in (self.notice, self._held_row, self.asked):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def _make_asked(self) -> QWidget:
        asked = QWidget()
        column = column_of(asked, spacing=2 * GRID)
        self.what, self.backups, self.confirm = Card("What goes"), Card("Backups"), Card("Erase it all")
        self._entries, self._files = Body(), Muted(selectable=True)
        self.what.add(self._entries)
        self.what.add(Muted(_KEYS_FIRST))
        self.what.add(self._files)
        self._backups, self._stay = Body(), Muted(_STAY)
        self.tick = CheckChoice("Remove these backups too")
        self._second = Body(selectable=True)
        for inside in (self._backups, self._stay, self.tick, self._second):
            self.backups.add(inside)
        self.word = TypedWord(WORD_TO_ERASE, "Erase this journal for good")
        self.word.given.connect(self._erase)
        self.word.left.connect(self._desk.went_back)
        self.confirm.add(Muted("Afterwards Balcony stands before its door, as on the first day."))
        self.confirm.add(self.word)
        self.reach = OutOfReach()
        for part in (self.what, self.backups, self.reach, self.confirm):
            column.addWidget(part)
        return asked

    # ---- the page as the window sees it

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing is written here."""
        return True

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Ask what would go."""
        self._arriving = True
        self.tick.setChecked(False)
        self.word.set_word(WORD_TO_ERASE, "Erase this journal for good")
        self._ask()

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._desk.read(whole_journal.look, self._show, self, key="erase-journal")

    # ---- showing

    def _show(self, preview: JournalErasure) -> None:
        self.preview = preview
        held = bool(preview.why_held)
        if held:
            self.notice.say(_HELD)
        self.notice.setVisible(held)
        self._held_row.setVisible(held)
        self.confirm.setVisible(not held)
        self.asked.show()
        self._entries.setText(_goes(preview))
        self._files.setText("\n".join(str(path) for path in preview.files))
        self._backups.setText(_backups(preview.backups))
        self._second.setText(_second(preview.second_place))
        self._second.setVisible(preview.second_place is not None)
        for shown in (self.tick, self._stay):
            shown.setVisible(bool(preview.backups) and not held)
        if self._arriving:
            self._arriving = False
            stop = self.hold if held else self.take_out
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.verticalScrollBar().setValue(0)

    # ---- erasing

    def _erase(self, word: str) -> None:
        preview, with_backups = self.preview, self.tick.isChecked()
        if preview is None or preview.why_held:
            return

        def work(journal: Journal) -> str:
            left = whole_journal.erase(journal, preview, confirmed=word, with_backups=with_backups)
            return said_at_the_door(preview, left, with_backups=with_backups)

        self._desk.erase_wanted.emit(work)

    # ---- going elsewhere

    def _go_hold(self) -> None:
        self._desk.go("settings", section="hold")

    def _go_exchange(self) -> None:
        self._desk.go("exchange")


def _goes(preview: JournalErasure) -> str:
    entries = "1 entry" if preview.entries == 1 else f"{preview.entries:,} entries"
    shares = ""
    if preview.shares:
        log = "1 share" if preview.shares == 1 else f"{preview.shares:,} shares"
        shares = f", the log of {log}"
    return f"{entries} with all that belongs to them{shares}, the keys, and the settings on this computer:"


def _backups(paths: Sequence[Path]) -> str:
    if not paths:
        return "Balcony made no backup of it here."
    many = "1 backup" if len(paths) == 1 else f"{len(paths):,} backups"
    return f"Balcony made {many} of it in {paths[0].parent}"


def _second(folder: Path | None) -> str:
    return (
        f"Copies of its backups lie in {folder} too. Balcony does not remove those: delete them there."
        if folder
        else ""
    )


def said_at_the_door(preview: JournalErasure, left: Sequence[Path], *, with_backups: bool) -> str:
    """How it went, in a few sentences; where files are still there, where they lie."""
    said = ["The journal was erased."]
    if left:
        places = ", ".join(str(path) for path in left)
        said.append(f"These could not be removed, and are for you to delete: {places}.")
    kept = 0 if with_backups else len(preview.backups)
    if kept:
        many = "Its backup stays" if kept == 1 else f"Its {kept:,} backups stay"
        said.append(f"{many} in {preview.backups[0].parent}.")
    if preview.second_place is not None:
        said.append(f"Copies of them lie in {preview.second_place}, for you to delete.")
    said.append("Exports, printouts, files that others have and copies made elsewhere are not reached.")
    return " ".join(said)
