"""Distil one entry: what stays, what goes, a word to type, and how it went."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.distilled import Gone
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.domain.exchange import Progress
from app.domain.redaction import Words
from app.domain.removing import WORD_TO_DISTIL, DistilPreview, Removed
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.decision.drafting import Drafting, Typed
from app.ui.desk import Desk
from app.ui.distilling.going import beside, going
from app.ui.distilling.going_view import GoingView
from app.ui.distilling.staying import StaysCard
from app.ui.redacting.left_before import LeftBefore
from app.ui.redacting.on_hold import NOTHING_ON_HOLD, HeldNotice
from app.ui.redacting.out_of_reach import OutOfReach
from app.ui.redacting.removed_view import RemovedView
from app.ui.redacting.typed_word import TypedWord
from app.ui.redacting.under_way import UnderWay
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, EmptyState, Heading, Muted, Page, QuietButton, column_of
from app.ui.widgets.reading_order import ReadingOrder

_GOES = "These texts go for good. What stays is further down."
_WOULD_GO = "These texts would go if the entry were not on hold."
_NOTHING_GOES = "There is no story left in this entry: nothing of it would go."
_HELD = f"{NOTHING_ON_HOLD} While it is on hold an entry cannot be distilled."


@dataclass(frozen=True, slots=True)
class Looked:
    """A preview, what backups are looked through for afterwards, and other words that were begun for what stays."""

    preview: DistilPreview
    begun: dict[str, str]
    sought: Words | None


def looked(journal: Journal, entry_id: EntryId) -> Looked:
    """Read it; for the thread of the journal. Raises NoSuchEntry."""
    draft = journal.drafts.of(_form(entry_id))
    begun = {name: str(text) for name, text in draft.fields.items()} if draft is not None else {}
    preview = journal.removal.distilling.look(entry_id)
    return Looked(preview, begun, preview.sought)


def _form(entry_id: EntryId) -> str:
    return f"distil:{entry_id}"


class DistilPage(QObject):
    """`arrive` takes entry=ID."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Distil")
        super().__init__(self.page)
        self._desk = desk
        self._entry: EntryId | None = None
        self.looked: Looked | None = None
        self._sought: Words | None = None
        self._gone: Gone | None = None
        self._arriving = False
        self.read = QuietButton("Read the entry first")
        self.read.clicked.connect(self._go_entry)
        self.page.add_action(self.read)
        self.notice, self.under_way = HeldNotice(), UnderWay()
        self.nothing = EmptyState("", "Open the journal")
        self.nothing.acted.connect(self._go_journal)
        self.asked = self._make_asked()
        self.result = RemovedView(desk)
        self.result.done.connect(self._go_entry)
        self._parts = (self.notice, self.nothing, self.asked, self.under_way, self.result)
        for part in self._parts:
            self.page.add(part)
            part.hide()
        self._drafting = Drafting(desk, self._gather, self)
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)
        desk.forgotten.connect(self._forget)

    def _make_asked(self) -> QWidget:
        asked = QWidget()
        column = column_of(asked, spacing=2 * GRID)
        self._goes_head, self._goes_said, self._beside = Heading("What goes"), Body(_GOES), Muted()
        self.goes, self.stays, self.shares = GoingView(), StaysCard(), LeftBefore()
        self.shares.log_wanted.connect(self._go_log)
        self.stays.changed.connect(self._typed)
        self._confirm = Card("Distil this entry")
        self.word = TypedWord(WORD_TO_DISTIL, "Distil this entry")
        self.word.given.connect(self._distil)
        self.word.left.connect(self._desk.went_back)
        self._confirm.add(self.word)
        self.reach = OutOfReach()
        parts = (
            self._goes_head, self._goes_said, self.goes, self._beside, self.stays, self.shares, self.reach,
            self._confirm,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        return asked

    # ---- the page as the window sees it

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Other words that were begun are kept; while the story is removed the page stays.

        Looking into backups is stopped by leaving.
        """
        self._drafting.keep()
        return not self.under_way.is_busy and (self.result.isHidden() or self.result.stop())

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for what distilling this entry would keep."""
        wanted = where.get("entry")
        if isinstance(wanted, int):
            self._entry = EntryId(wanted)
        if self.under_way.is_busy:
            return
        if not where and not self.result.isHidden():  # Back, from help or the sharing log
            self.result.take_focus()
            return
        self._arriving = True
        self.result.hide()
        self._ask()

    def _ask(self) -> None:
        entry_id = self._entry
        if entry_id is not None:
            self._desk.read(
                lambda journal: looked(journal, entry_id), self._show, self,
                failed=self._not_there, key="distil",
            )  # fmt: skip

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        busy = self.under_way.is_busy or not self.result.isHidden()
        if self.page.isVisible() and not busy:
            self._ask()

    def _forget(self) -> None:
        """Words went: nothing that was shown here may stay."""
        if self.result.isHidden():
            self._empty()

    def _empty(self) -> None:
        self.looked = None
        self.read.hide()
        self.goes.show_groups(())
        self.stays.show_texts((), {})
        self.page.set_title("Distil")

    # ---- showing

    def _show(self, found: Looked) -> None:
        if found.preview != (self.looked.preview if self.looked is not None else None):
            self._show_preview(found)
        held = bool(found.preview.why_held)
        self.looked = found
        self.nothing.hide()
        self.asked.show()
        self.read.show()
        if held:
            self.notice.say(_HELD)
        self.notice.setVisible(held)
        can = not held and bool(found.preview.goes or found.preview.versions)
        self.stays.set_can_rewrite(can=can)
        self._confirm.setVisible(can)
        self.reach.setVisible(can)
        if self._arriving:
            self._arriving = False
            self.page.verticalScrollBar().setValue(0)  # what goes is read first
            self.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_preview(self, found: Looked) -> None:
        preview = found.preview
        self.page.set_title("Distil", f"{preview.title or 'An entry'}, {written(preview.decided_on)}")
        says = _WOULD_GO if preview.why_held else _GOES
        self._goes_said.setText(says if preview.goes else _NOTHING_GOES)
        self.goes.show_groups(going(preview))
        self.goes.setVisible(bool(preview.goes))
        self._beside.setText(beside(preview))
        self._beside.setVisible(bool(preview.goes or preview.versions))
        self.stays.show_texts(preview.keeps, found.begun)
        self.shares.show_shares(preview.shares)
        self.word.set_word(WORD_TO_DISTIL, "Distil this entry")

    def _not_there(self, error: JournalError) -> None:
        self._empty()
        for part in self._parts:
            part.hide()
        self.nothing.set_words(str(error), "Open the journal")
        self.nothing.show()
        self.nothing.button.setFocus()

    # ---- other words, kept while they are typed

    def _typed(self) -> None:
        self._drafting.touched()

    def _gather(self) -> Typed | None:
        if self._entry is None or self.looked is None:
            return None
        return Typed(_form(self._entry), {**self.stays.rewritten()})

    # ---- distilling

    def _distil(self, word: str) -> None:
        found = self.looked
        empty = self.stays.first_empty()
        if empty is not None:
            empty.refuse()
            return
        if found is None or self.stays.is_building:
            return
        preview, rewritten = found.preview, self.stays.rewritten()
        self._drafting.settled()
        self._sought, self._gone = found.sought, preview.gone

        def work(journal: Journal, report: Progress) -> Removed:
            return journal.removal.distilling.distil(
                preview, confirmed=word, rewritten=rewritten or None, progress=report
            )

        self.asked.hide()
        self.under_way.start("Removing the story for good…", can_cancel=False)
        self._desk.remove(
            work, self, self._distilled, progressed=self.under_way.progressed, failed=self._failed
        )

    def _distilled(self, removed: Removed) -> None:
        self.under_way.rest()
        self.notice.hide()
        self._empty()
        sought, gone = self._sought, self._gone
        self._sought = self._gone = None
        self.result.show()
        self.page.verticalScrollBar().setValue(0)
        many = "1 text" if removed.count == 1 else f"{removed.count:,} texts"
        self.result.show_removed(
            removed,
            f"The entry was distilled: {many} went, and what you learned stays.",
            words=sought,
            gone=gone,
        )

    def _failed(self, error: JournalError) -> None:
        self.under_way.rest()
        self.asked.show()
        self._drafting.touched()
        if isinstance(error, InvalidInput):
            self.word.tell(error)
        else:
            self.under_way.fail(error)
            self._ask()

    # ---- going elsewhere

    def _go_entry(self) -> None:
        self.result.forget()
        if self._entry is not None:
            self._desk.go("decision", entry=self._entry)

    def _go_log(self) -> None:
        self._desk.go("sharing-log")

    def _go_journal(self) -> None:
        self._desk.go("journal")
