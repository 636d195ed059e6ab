"""When a decision is looked at again: the day, leaving it for later, letting it go."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry, EntryKind, Status
from app.domain.errors import JournalError
from app.domain.sealing import review_chips
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.entry_words import LET_GO_MEANS, plan_of, snoozed_of
from app.ui.widgets import (
    Body,
    Card,
    ChoiceChips,
    DatePick,
    Disclosure,
    Flow,
    Muted,
    QuietButton,
    column_of,
)

_NONE = "none"


class DayChoice(QWidget):
    """The days offered, a day of one's own, or no look back; nothing acts before one is chosen.

    `picked` carries the day, or None for no look back.
    """

    picked = Signal(object)  # date | None

    def __init__(self, today: date, name: str = "Look again", *, may_be_none: bool = True) -> None:
        super().__init__()
        self._chips = review_chips(today)
        options = [(chip.on.isoformat(), f"{chip.label}, {written(chip.on)}") for chip in self._chips]
        if may_be_none:
            options.append((_NONE, "No look back"))
        self.chips = ChoiceChips(name, options, clearable=False, show_name=False)
        self.chips.changed.connect(self._chip)
        self.day = DatePick("Or another day", today=today)
        self.day.picked.connect(self._day)
        column = column_of(self)
        column.addWidget(self.chips)
        column.addWidget(self.day)

    def value(self) -> date | None:
        """The day chosen."""
        key = self.chips.value()
        return date.fromisoformat(key) if key not in {None, _NONE} else self.day.value()

    def set_value(self, day: date | None) -> None:
        """Show a day, without a signal."""
        offered = day is not None and any(chip.on == day for chip in self._chips)
        self.chips.set_value(day.isoformat() if day is not None and offered else None)
        self.day.set_value(None if offered else day)

    def _chip(self, key: object) -> None:
        self.day.set_value(None)
        if key is not None:
            self.picked.emit(None if key == _NONE else date.fromisoformat(str(key)))

    def _day(self, day: object) -> None:
        if isinstance(day, date):
            self.chips.set_value(None)
            self.picked.emit(day)


class StandingCard(Card):
    """Where a decision stands with looking again, and what can be done about it. `acted` after each change."""

    acted = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, title: str = "Looking again", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self._entry: Entry | None = None
        self._plan, self._snoozed = Body(), Muted()
        self._change = Disclosure("Change the day")
        self._days = DayChoice(desk.today, "The day to look again")
        self._days.picked.connect(self._move)
        self._change.add(self._days)
        self.two = QuietButton("Leave it for 2 weeks")
        self.six = QuietButton("Leave it for 6 weeks")
        self.two.clicked.connect(self._snooze_two)
        self.six.clicked.connect(self._snooze_six)
        self._later = Flow(self.two, self.six)
        self._go = Disclosure("Let this one go")
        self.let_go = QuietButton("Let it go")
        self.let_go.clicked.connect(self._let_go)
        self._go.add(Muted(LET_GO_MEANS))
        self._go.add(Flow(self.let_go))
        for part in (self._plan, self._snoozed, self._later, self._change, self._go):
            self.add(part)

    def show_entry(self, entry: Entry, today: date, *, brief: bool = False) -> None:
        """Show where an entry stands; `brief` leaves out the sentence that says so."""
        self._entry = entry
        status = entry.status(today)
        self.setVisible(entry.kind is EntryKind.DECISION and entry.deleted_at is None)
        self._plan.setText(plan_of(entry, today))
        self._plan.setVisible(not brief)
        snoozed = snoozed_of(entry, today)
        self._snoozed.setText(snoozed)
        self._snoozed.setVisible(bool(snoozed))
        open_still = status in {Status.OPEN, Status.DUE, Status.WAITING}
        self._later.setVisible(open_still and entry.review_due is not None)
        self._change.setVisible(status not in {Status.WITHDRAWN, Status.UNDECIDED})
        self._days.set_value(entry.review_due)
        self._go.setVisible(status is not Status.WITHDRAWN)

    # ---- acts

    def _snooze_two(self) -> None:
        self._snooze(2)

    def _snooze_six(self) -> None:
        self._snooze(6)

    def _snooze(self, weeks: int) -> None:
        self._act(lambda journal, entry: journal.writing.snooze(entry.id, weeks), f"Left for {weeks} weeks.")

    def _move(self, day: object) -> None:
        due = day if isinstance(day, date) else None
        said = "No look back is planned." if due is None else f"To look at again on {written(due)}."
        self._act(
            lambda journal, entry: journal.writing.set_review_date(entry.id, due, no_review=due is None), said
        )

    def _let_go(self) -> None:
        self._act(
            lambda journal, entry: journal.writing.let_go(entry.id),
            "Let go. Ctrl+Z takes that back, and you can take it up again at any time.",
        )

    def _act(self, do: Callable[[Journal, Entry], object], said: str) -> None:
        entry = self._entry
        if entry is not None:
            self._desk.act(
                lambda journal: do(journal, entry), self, self._done, failed=self._failed, said=said
            )

    def _done(self, _result: object) -> None:
        self._change.set_unfolded(False)
        self._go.set_unfolded(False)
        self.acted.emit()

    def _failed(self, error: JournalError) -> None:
        if getattr(error, "field", "") == "review-due":
            self._days.day.set_problem(str(error))
        else:
            self.problem.emit(error)
