"""What is ready to be looked at again, what is coming, and what was looked at."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.entries import EntryId, Listed, Status
from app.domain.errors import JournalError
from app.domain.written_dates import written
from app.ui.decision.steady import laid_out_once
from app.ui.decision.thought import save_shortcut
from app.ui.desk import Desk
from app.ui.entry_words import ahead, day_and_month
from app.ui.look_again.gathering import DONE_AT_A_TIME, MOST_READY, Shelf, shelf
from app.ui.look_again.rows import RowsCard
from app.ui.widgets import (
    Banner,
    BannerKind,
    EmptyState,
    Flow,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
)
from app.ui.widgets.reading_order import ReadingOrder

_EMPTY = (
    "Decisions come here on the day you chose to look at them again, and wait as long as you like. "
    "Log one with a day to look again, and it will appear."
)
_LATER = (
    "Nothing is ready now, and nothing comes in the next four weeks. "
    "What you left for later comes back here on its day."
)
_SUBTITLE = "Decisions come back here on the day you chose, and wait as long as you like."


def _further_words(count: int) -> str:
    if count == 1:
        return (
            "One more was left for some weeks, or comes after the next four. It comes back here on its day."
        )
    return f"{count} more were left for some weeks, or come after the next four. Each comes back here on its day."


class ListPage(QObject):
    """The lists, and the way into a review or a quick pass through all that is ready."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Look again", _SUBTITLE)
        self.setParent(self.page)  # what comes back from the journal after the page is gone is dropped
        self._shelf: Shelf | None = None
        self._first_done = 0
        self._done: int | None = None
        self._lands = False
        self._turned: QuietButton | None = None
        self.first = PrimaryButton("Look at the first one")
        self.batch = QuietButton("")
        self.first.clicked.connect(self._open_first)
        self.batch.clicked.connect(self._open_pile)
        self.page.add_action(self.batch)
        self.page.add_action(self.first)
        self.trouble = Banner("", BannerKind.PROBLEM, "Try again")
        self.trouble.acted.connect(self._ask)
        self.nothing = EmptyState(_EMPTY, "Log a decision")
        self.nothing.acted.connect(self._log)
        self.ready, self.coming, self.done = RowsCard(), RowsCard(), RowsCard()
        self.ready.opened.connect(self._review)
        self.coming.opened.connect(self._review)
        self.done.opened.connect(self._read)
        self.newer, self.older = QuietButton("Newer ones"), QuietButton("Older ones")
        self.newer.clicked.connect(self._newer)
        self.older.clicked.connect(self._older)
        self._paging = Flow(self.newer, self.older)
        self.done.add(self._paging)
        self.further = Muted()
        for part in (self.trouble, self.nothing, self.ready, self.coming, self.further, self.done):
            self.page.add(part)
            part.hide()
        for button in (self.first, self.batch):
            button.hide()
        self._ways_in = (self.first, self.batch, self.nothing.button)
        self._order = ReadingOrder(self.page)
        save_shortcut(self.page).activated.connect(self._open_first)
        desk.changed.connect(self._journal_changed)

    def arrive(self, done: int | None = None) -> None:
        """Ask for the lists; `done` is the decision that was just looked at."""
        self._done = done
        self._lands = True
        self._first_done = 0
        self._ask()

    def _ask(self) -> None:
        first = self._first_done
        self._desk.read(
            lambda journal: shelf(journal, first),
            self._show,
            self,
            failed=self._failed,
            key="look-again list",
        )

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._done = None  # as after undo: none was just looked at
            self._ask()

    def _failed(self, error: JournalError) -> None:
        self.trouble.tell(error)

    # ---- showing

    def _show(self, found: Shelf) -> None:
        # A row or button with the focus may go when the lists change, as after Undo: Qt would hand the focus to
        # whatever comes after.
        focused = QApplication.focusWidget()
        rows = [row.link for card in (self.ready, self.coming, self.done) for row in card.rows]
        with laid_out_once(self.ready):
            self._show_lists(found)
        if focused is self._turned and focused is not None:
            self._turned = None
            self._stay_with_paging(focused)
        elif focused in rows or (focused in self._ways_in and not focused.isVisible()):
            self._lands = True
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self._land)

    def _show_lists(self, found: Shelf) -> None:
        self._shelf = found
        self.trouble.hide()
        waiting, coming, done = found.ready.waiting, found.ready.coming, found.done
        nothing = not (waiting.total or coming.total or done.total)
        self.nothing.setVisible(nothing)
        self.nothing.set_words(*((_LATER, "Open the journal") if found.later else (_EMPTY, "Log a decision")))
        self.first.setVisible(bool(waiting.total))
        self.first.setText("Look at the next one" if self._done is not None else "Look at the first one")
        self.batch.setText(f"A quick pass through all {waiting.total}")
        self.batch.setVisible(1 < waiting.total <= MOST_READY)
        self.ready.setVisible(not nothing)
        said = self._said_of_none(found) if not waiting.total else ""
        if waiting.total > len(waiting.entries):
            said = f"The {len(waiting.entries)} that have waited longest."
        self.ready.show_lines(
            f"Ready to look again ({waiting.total})", waiting.entries, self._ready_words, said
        )
        self.coming.setVisible(bool(coming.total))
        self.coming.show_lines(
            f"Coming in the next four weeks ({coming.total})", coming.entries, self._coming_words
        )
        self.further.setVisible(bool(found.later) and not nothing)
        self.further.setText(_further_words(found.later))
        self.done.setVisible(bool(done.total))
        self.done.show_lines(f"Looked at again ({done.total})", done.entries, self._done_words)
        self._show_paging(found)

    def _show_paging(self, found: Shelf) -> None:
        last = found.first_done + len(found.done.entries)
        self.newer.setVisible(found.first_done > 0)
        self.older.setVisible(last < found.done.total)
        self._paging.setVisible(found.done.total > DONE_AT_A_TIME)

    @staticmethod
    def _said_of_none(found: Shelf) -> str:
        next_one = next(iter(found.ready.coming.entries), None)
        if next_one is None or next_one.review_due is None:
            return "Nothing is ready now."
        due = next_one.review_due
        return f"Nothing is ready now. The next comes on {written(due)}, {ahead(found.today, due)}."

    def _ready_words(self, line: Listed) -> str:
        today = self._desk.today
        due = line.review_due or today
        when = "ready today" if line.status is Status.DUE else f"waiting since {day_and_month(due, today)}"
        begun = self._shelf is not None and line.id in self._shelf.begun
        return f"Decided {written(line.decided_on)}, {when}{'. You have begun' if begun else ''}"

    def _coming_words(self, line: Listed) -> str:
        today = self._desk.today
        due = line.review_due or today
        return (
            f"Decided {written(line.decided_on)}, comes {ahead(today, due)}, on {day_and_month(due, today)}"
        )

    @staticmethod
    def _done_words(line: Listed) -> str:
        return f"Decided {written(line.decided_on)}"

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        rows = [row.link for row in (*self.coming.rows, *self.done.rows)]
        stops = [self.first, self.nothing.button, *rows]
        stop = next((one for one in stops if one.isVisible()), None)
        self.page.verticalScrollBar().setValue(0)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- other pages

    def _open_first(self) -> None:
        if self._shelf is not None and self._shelf.ready.waiting.entries:
            self._review(self._shelf.ready.waiting.entries[0].id)

    def _open_pile(self) -> None:
        self._desk.go("look-again", batch=True)

    def _review(self, entry_id: object) -> None:
        if isinstance(entry_id, int):
            self._desk.go("look-again", entry=EntryId(entry_id))

    def _read(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _log(self) -> None:
        self._desk.go("journal" if self._shelf is not None and self._shelf.later else "today")

    def _newer(self) -> None:
        self._turn(-DONE_AT_A_TIME, self.newer)

    def _older(self) -> None:
        self._turn(DONE_AT_A_TIME, self.older)

    def _turn(self, by: int, pressed: QuietButton) -> None:
        self._first_done = max(0, self._first_done + by)
        self._turned = pressed
        self._ask()

    def _stay_with_paging(self, pressed: QWidget) -> None:
        """The end of the list hides the button that led there: the other one takes the focus."""
        if pressed.isHidden():
            other = self.newer if pressed is self.older else self.older
            other.setFocus(Qt.FocusReason.OtherFocusReason)
