"""A quick pass: for each decision that is ready, what happened, in one line, and on to the next (ruling 10)."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId, Happened
from app.domain.errors import InvalidInput, JournalError
from app.domain.written_dates import written
from app.services.ledger import Done
from app.ui.decision.drafting import Drafting, Typed
from app.ui.decision.sheet import forecast_section
from app.ui.decision.sheet_view import PartView
from app.ui.decision.thought import save_shortcut
from app.ui.desk import Desk
from app.ui.forms.filled import Fields
from app.ui.forms.part import Part
from app.ui.forms.texts import LinePart
from app.ui.look_again.filling import HAPPENED, WHAT_HAPPENED, draft_of, happened_in, says_something
from app.ui.look_again.gathering import Pile, Subject, pile, subject
from app.ui.look_again.parts import HappenedPart, NextLookPart
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    EmptyState,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    announce,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_LINE = "What happened, in a line"


class PilePage(QObject):
    """One decision after another, by the keyboard alone where wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("A quick pass")
        self.setParent(self.page)  # what comes back from the journal after the page is gone is dropped
        self._pile: Pile | None = None
        self._at = 0
        self._saved: set[EntryId] = set()
        self._subject: Subject | None = None
        self._fields: Fields = {}
        self._begun = False
        self.stop = QuietButton("Stop here")
        self.stop.clicked.connect(self._to_list)
        self.page.add_action(self.stop)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.finished = EmptyState("", "Back to the list")
        self.finished.acted.connect(self._to_list)
        self._lay_out()
        self._drafting = Drafting(desk, self._gather, self.page)
        self._order = ReadingOrder(self.page)
        save_shortcut(self.page).activated.connect(self._save)
        desk.changed.connect(self._journal_changed)

    def _lay_out(self) -> None:
        self.card = Card()
        self.card.body.setSpacing(2 * GRID)
        self._decided = Muted()
        self._expected = QWidget()
        self._expected_column = column_of(self._expected, spacing=GRID)
        self.happened, self.line = HappenedPart(), LinePart(WHAT_HAPPENED, _LINE)
        self.next_look = NextLookPart(self._desk.today)
        self.line.finished.connect(self._save)
        for part in (self.happened, self.line, self.next_look):
            part.edited.connect(self._edited)
        for widget in (self._decided, self._expected, self.happened, self.next_look, self.line):
            self.card.add(widget)
        self.next = PrimaryButton("Save and next", quick=True)
        self.leave_it = QuietButton("Leave this one for now", quick=True)
        self.next.clicked.connect(self._save)
        self.leave_it.clicked.connect(self._skip)
        self.card.add_row(self.next, self.leave_it)
        for below in (self.trouble, self.finished, self.card):
            self.page.add(below)
            below.hide()

    def arrive(self) -> None:
        """Begin at the one that has waited longest."""
        self._drafting.keep()
        self.trouble.hide()
        self._desk.read(pile, self._begin_pile, self, failed=self._problem, key="look-again pile")

    def leave(self) -> None:
        """Keep what is typed; another page is shown."""
        self._drafting.keep()

    def _begin_pile(self, found: Pile) -> None:
        self._pile, self._at, self._saved = found, 0, set()
        self._show_next()

    def _journal_changed(self, _change: object, initiator: object) -> None:
        if initiator is not self and self._pile is not None and self.page.isVisible():
            self._desk.read(pile, self._compare, self, failed=self._problem, key="look-again pile")

    def _compare(self, found: Pile) -> None:
        """After undo what was looked at is ready again: go back to it; after redo go on past it."""
        ready = {line.id for line in found.lines}
        lines = self._pile.lines if self._pile is not None else ()
        again = [at for at, line in enumerate(lines) if line.id in self._saved and line.id in ready]
        here = self._subject.entry.id if self._subject is not None else None
        if again:
            self._drafting.keep()
            self._saved -= ready
            self._at = again[0]
            self._show_next()
        elif here is not None and here not in ready:
            self._drafting.settled()
            self._saved.add(here)
            self._go_on()

    def _show_next(self) -> None:
        lines = self._pile.lines if self._pile is not None else ()
        while self._at < len(lines) and lines[self._at].id in self._saved:
            self._at += 1
        if self._at >= len(lines):
            self._finish(len(lines))
            return
        entry_id = EntryId(lines[self._at].id)
        self._desk.read(
            lambda journal: subject(journal, entry_id), self._show, self, failed=self._problem,
            key="look-again pile one",
        )  # fmt: skip

    def _finish(self, count: int) -> None:
        self._subject = None
        self.card.hide()
        self.stop.hide()
        left = count - len(self._saved)
        words = f"{len(self._saved)} looked at, {left} left for now." if count else "Nothing is ready now."
        self.page.set_title("A quick pass", "")
        self.finished.set_words(
            f"That is the end of the pile. {words}" if count else words, "Back to the list"
        )
        self.finished.show()
        announce(self.finished, words)
        self.finished.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Subject) -> None:
        self._subject = found
        entry = found.entry
        self._begun = entry.locked_on is not None
        self._fields = found.fields
        place = f"{self._at + 1} of {len(self._pile.lines) if self._pile else 1}"
        self.page.set_title("A quick pass", f"{place}. Decisions that are ready, the longest waiting first.")
        self.card.set_title(entry.title)
        self._decided.setText(f"Decided on {written(entry.decided_on)}")
        while self._expected_column.count():
            item = self._expected_column.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for part in forecast_section(entry).parts:
            self._expected_column.addWidget(PartView(part))
        for each in (self.happened, self.line, self.next_look):
            each.take(self._fields)
            each.set_problem("")
        self.finished.hide()
        self.stop.show()
        self.card.show()
        self._arrange()
        self.next.setEnabled(True)
        announce(self.card, f"{place}: {entry.title}")
        self.page.verticalScrollBar().setValue(0)
        self.happened.focus_in()

    # ---- answering a change

    def _edited(self) -> None:
        part = self.sender()
        if not isinstance(part, Part):
            return
        part.give(self._fields)
        part.set_problem("")
        if happened_in(self._fields) is Happened.OPEN:
            self.next_look.give(self._fields)
        if part is self.happened and HAPPENED in self._fields:
            self._begin_review()
        self._arrange()
        self._drafting.touched()

    def _begin_review(self) -> None:
        found = self._subject
        if found is not None and not self._begun:
            self._begun = True
            entry_id = found.entry.id
            self._desk.act(lambda journal: journal.reviews.begin(entry_id), self, failed=self._problem)

    def _arrange(self) -> None:
        self.next_look.setVisible(happened_in(self._fields) is Happened.OPEN)

    def _gather(self) -> Typed | None:
        if self._subject is None or not says_something(self._fields):
            return None
        return Typed(self._subject.form, dict(self._fields))

    # ---- on to the next

    def _save(self) -> None:
        found = self._subject
        if found is None or not self.next.isEnabled() or self.card.isHidden():
            return
        if happened_in(self._fields) is None:
            self.happened.set_problem("Choose what became of it, or leave this one for now.")
            self.happened.focus_in()
            return
        self._drafting.settled()
        self.next.setEnabled(False)
        entry_id, draft, form = found.entry.id, draft_of(self._fields), found.form
        self._desk.act(
            lambda journal: journal.reviews.save(entry_id, draft, form=form),
            self, self._was_saved, failed=self._failed, said="Saved.",
        )  # fmt: skip

    def _was_saved(self, done: Done) -> None:
        self._saved.add(done.entry_id)
        self._go_on()

    def _skip(self) -> None:
        self._drafting.keep()
        self._go_on()

    def _go_on(self) -> None:
        self._subject = None
        self._at += 1
        self._show_next()

    def _failed(self, error: JournalError) -> None:
        self.next.setEnabled(True)
        self._drafting.touched()
        if isinstance(error, InvalidInput) and error.field == "next-look":
            self.next_look.set_problem(str(error))
            self.next_look.focus_in()
        else:
            self._problem(error)

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    def _to_list(self) -> None:
        self._desk.go("look-again")
