"""Erase one entry or several: what goes, what is on hold, a word to type, and how it went."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.domain.exchange import Progress
from app.domain.removing import WORD_TO_ERASE, ErasePreview, Removed
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.erasing.entries_card import UNTITLED, EntriesCard, goes
from app.ui.redacting.left_before import LeftBefore
from app.ui.redacting.on_hold import NOTHING_ON_HOLD, HeldNotice
from app.ui.redacting.out_of_reach import OutOfReach
from app.ui.redacting.removed_view import RemovedView
from app.ui.redacting.typed_word import TypedWord
from app.ui.redacting.under_way import UnderWay
from app.ui.theme import GRID
from app.ui.widgets import BusyLine, Card, EmptyState, Page, QuietButton, column_of
from app.ui.widgets.reading_order import ReadingOrder

_TITLE = "Erase for good"
_MANY: Final = 20
"""From so many on it takes a moment to look at what goes."""
_READ, _BACK = "Read it first", "Back to the list"


class ErasePage(QObject):
    """`arrive` takes entries=(ID, …)."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page(_TITLE)
        super().__init__(self.page)
        self._desk = desk
        self._entries: tuple[EntryId, ...] = ()
        self.preview: ErasePreview | None = None
        self._uids: tuple[str, ...] = ()
        self._despite_hold = self._arriving = False
        self.before = QuietButton("")
        self.before.clicked.connect(self._go_before)
        self.page.add_action(self.before)
        self.notice, self.under_way = HeldNotice(), UnderWay()
        self.notice.left.connect(desk.went_back)
        self.notice.went_on.connect(self._go_on)
        self.nothing = EmptyState("", "Open the journal")
        self.nothing.acted.connect(self._go_journal)
        self.asked = self._make_asked()
        self.result = RemovedView(desk)
        self.result.done.connect(self._done)
        self.busy = BusyLine()
        self._parts = (self.notice, self.nothing, self.busy, self.asked, self.under_way, self.result)
        for part in self._parts:
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def _make_asked(self) -> QWidget:
        asked = QWidget()
        column = column_of(asked, spacing=2 * GRID)
        self.what, self.shares, self.reach = EntriesCard(), LeftBefore(), OutOfReach()
        self.shares.log_wanted.connect(self._go_log)
        self.confirm = Card(_TITLE)
        self.word = TypedWord(WORD_TO_ERASE, "Erase")
        self.word.given.connect(self._erase)
        self.word.left.connect(self._desk.went_back)
        self.confirm.add(self.word)
        for part in (self.what, self.shares, self.reach, self.confirm):
            column.addWidget(part)
        return asked

    # ---- the page as the window sees it

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Not while something is being erased; looking into backups is stopped by it."""
        return not self.under_way.is_busy and (self.result.isHidden() or self.result.stop())

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask what erasing these entries removes; Back, from help or the sharing log, shows how it went."""
        if self.under_way.is_busy:
            return
        if not where and not self.result.isHidden():
            self.result.take_focus()
            return
        wanted = where.get("entries")
        if isinstance(wanted, tuple):
            self._entries = tuple(EntryId(one) for one in wanted if isinstance(one, int))
        self._despite_hold, self._arriving = False, True
        self.preview = None
        self.result.hide()
        self._ask()

    def _ask(self) -> None:
        entries = self._entries
        if len(entries) > _MANY and self.preview is None:
            self.busy.show()
            self.busy.start("Looking at what goes with these…")
        self._desk.read(
            lambda journal: journal.removal.erasing.look(entries),
            self._show,
            self,
            failed=self._not_there,
            key="erase",
        )

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        busy = self.under_way.is_busy or not self.result.isHidden()
        if self._entries and self.page.isVisible() and not busy:
            self._ask()

    # ---- showing

    def _show(self, preview: ErasePreview) -> None:
        self.busy.hide()
        if preview != self.preview:
            self.preview = preview
            self._show_preview(preview)
        if self._arriving:
            self._arriving = False
            self._land()

    def _show_preview(self, preview: ErasePreview) -> None:
        titles = goes(preview)
        single = len(preview.entries) == 1
        many = "this entry" if single else "1 entry" if len(titles) == 1 else f"{len(titles):,} entries"
        self.page.set_title(
            _TITLE, (preview.titles[0] or UNTITLED) if single else f"{len(preview.entries):,} chosen"
        )
        self.before.setText(_READ if single else _BACK)
        self.before.show()
        self.nothing.hide()
        self.asked.show()
        self.what.show_preview(preview)
        self.what.setVisible(bool(titles))
        self.shares.show_shares(preview.shares)
        self.word.set_word(WORD_TO_ERASE, f"Erase {many} for good")
        self._show_hold(preview, len(titles))

    def _show_hold(self, preview: ErasePreview, left: int) -> None:
        asks = len(preview.entries) == 1 and bool(preview.held) and not self._despite_hold
        self.notice.setVisible(bool(preview.held))
        if asks:
            self.notice.ask()
        elif preview.held and len(preview.entries) > 1:
            self.notice.say(f"{NOTHING_ON_HOLD} {_left_out(len(preview.held), left)}")
        can = bool(left) and not asks
        self.confirm.setVisible(can)
        self.reach.setVisible(can)

    def _land(self) -> None:
        """At the top, for what goes is read first; at the sentence of a hold, where it asks."""
        self.page.verticalScrollBar().setValue(0)
        stop = self.notice.button if self.notice.button.isVisible() else self.before
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        self._despite_hold = True
        self.confirm.show()
        self.reach.show()
        self.word.line.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_there(self, error: JournalError) -> None:
        self._empty()
        for part in self._parts:
            part.hide()
        self.nothing.set_words(str(error), "Open the journal")
        self.nothing.show()
        self.nothing.button.setFocus()

    def _empty(self) -> None:
        self.preview = None
        self.before.hide()
        self.what.show_preview(None)
        self.page.set_title(_TITLE)

    # ---- erasing

    def _erase(self, word: str) -> None:
        preview, despite_hold = self.preview, self._despite_hold
        if preview is None:
            return
        self._uids = tuple(preview.uids[at] for at in preview.goes)

        def work(journal: Journal, report: Progress) -> Removed:
            return journal.removal.erasing.erase(
                preview, confirmed=word, despite_hold=despite_hold, progress=report
            )

        self.asked.hide()
        self.under_way.start("Erasing for good…", can_cancel=False)
        self._desk.remove(work, self, self._erased, progressed=self.under_way.progressed, failed=self._failed)

    def _erased(self, removed: Removed) -> None:
        self.under_way.rest()
        self.notice.hide()
        self._empty()
        self._entries = ()
        self.result.show()
        self.page.verticalScrollBar().setValue(0)
        said = "1 entry was erased." if removed.entries == 1 else f"{removed.entries:,} entries were erased."
        held = _left_out(removed.left_on_hold, removed.entries) if removed.left_on_hold else ""
        self.result.show_removed(removed, said, held=held, entries=self._uids)

    def _failed(self, error: JournalError) -> None:
        self.under_way.rest()
        self.asked.show()
        if isinstance(error, InvalidInput):
            self.word.tell(error)
        else:
            self.under_way.fail(error)
            self._ask()

    # ---- going elsewhere

    def _go_before(self) -> None:
        if len(self._entries) == 1:
            self._desk.go("decision", entry=self._entries[0])
        else:
            self._desk.went_back.emit()

    def _done(self) -> None:
        self.result.forget()
        self._desk.go("journal")

    def _go_log(self) -> None:
        self._desk.go("sharing-log")

    def _go_journal(self) -> None:
        self._desk.go("journal")


def _left_out(held: int, left: int) -> str:
    if not left:
        return "All of these are on hold, so none of them is erased."
    return (
        "1 of them is on hold and is left out."
        if held == 1
        else f"{held:,} of them are on hold and are left out."
    )
