"""Today: a decision in a minute, and what is worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.entries import EntryId
from app.domain.written_dates import with_weekday, written
from app.services.ledger import Done
from app.ui.desk import Desk
from app.ui.forms.saved_line import SavedLine
from app.ui.theme import GRID
from app.ui.today.around import REMINDER_OFFERED, Around, around, skip_cpd, skip_quarter, skip_week
from app.ui.today.cards import OfferCard, OpenCard, ReadyCard
from app.ui.today.echo import EchoCard
from app.ui.today.quick_log import QuickLog
from app.ui.widgets import Flow, Muted, Page, QuietButton

if TYPE_CHECKING:
    from app.ui.today.reminder import ReminderCard

_TIDY_WORDS = "Some entries are old enough to keep what you learned from them and let the story go."
_CPD_WORDS = "It is October. What you learned from looking again can become a draft for your CPD account, to copy by hand."


class TodayPage(QObject):
    """The page people open Balcony for."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Today", with_weekday(desk.today))
        super().__init__(self.page)
        self._desk = desk
        self.log = self._new_log()
        self.page.add(self._starts())
        self.page.add(self.log)
        self._paused = Muted()
        self._paused.hide()
        self.ready, self.open, self.echo = ReadyCard(), OpenCard(), EchoCard(desk)
        self.week = OfferCard("This week", "Look back on the week", "Skip this week")
        self.quarter = OfferCard("This quarter", "Look back on the quarter", "Skip this quarter")
        self.cpd = OfferCard("CPD draft", "Make a draft", "Not this year")
        self.tidy = OfferCard("Old entries", "Look at the oldest", "Not this year")
        self._cpd_entry: EntryId | None = None
        self.reminder: ReminderCard | None = None
        self.decided = SavedLine()
        for part in (
            self._paused,
            self.week,
            self.ready,
            self.decided,
            self.open,
            self.quarter,
            self.cpd,
            self.tidy,
            self.echo,
        ):
            self.page.add(part)
        self.ready.pressed.connect(self._look_again)
        self.ready.all_wanted.connect(self._look_again_at_all)
        self.open.pressed.connect(self._decide)
        self.decided.opened.connect(self._fill_in)
        self.week.taken.connect(self._write_week)
        self.week.skipped.connect(self._skip_week)
        self.quarter.taken.connect(self._write_quarter)
        self.quarter.skipped.connect(self._skip_quarter)
        self.cpd.taken.connect(self._draft_cpd)
        self.cpd.skipped.connect(self._skip_cpd)
        self.tidy.taken.connect(self._look_at_old)
        self.tidy.skipped.connect(self._skip_old)
        self.echo.thought_wanted.connect(self._add_thought)
        self.echo.answered.connect(self._to_the_first_field)
        for card in (self.ready, self.open):
            card.opened.connect(self._open)
        desk.changed.connect(self._changed)

    @property
    def widget(self) -> QWidget:
        """The page itself."""
        return self.page

    def arrive(self, where: Mapping[str, object]) -> None:  # noqa: ARG002 - every page is handed it
        """Read everything again and put the focus into the title."""
        if self.log.day != self._desk.today:
            self._turn_the_day()
        self.page.verticalScrollBar().setValue(0)
        self.log.arrive()
        self._read()

    def may_leave(self) -> bool:
        """Always; what was typed is kept."""
        self.log.leave()
        return True

    # ---- parts

    def _new_log(self) -> QuickLog:
        log = QuickLog(self._desk)
        log.opened.connect(self._open)
        log.more_room.connect(self._more_room)
        return log

    def _to_the_first_field(self) -> None:
        self.log.form.focus_first()

    def _turn_the_day(self) -> None:
        """Midnight has passed: the form counts its days from the new one."""
        old, self.log = self.log, self._new_log()
        old.leave()
        self.page.body.replaceWidget(old, self.log)
        old.hide()
        old.deleteLater()
        self.page.set_title("Today", with_weekday(self._desk.today))

    def _starts(self) -> Flow:
        decision = QuietButton("A decision", quick=True)
        happened = QuietButton("Something that happened", quick=True)
        to_decide = QuietButton("I have to decide", quick=True)
        decision.clicked.connect(self._start_decision)
        happened.clicked.connect(self._start_reflection)
        to_decide.clicked.connect(self._start_to_decide)
        return Flow(decision, happened, to_decide, spacing=GRID)

    # ---- what is shown

    def _read(self) -> None:
        self._desk.read(around, self._show_around, self, key=f"around {id(self)}")

    def _changed(self, _change: ChangeSet | None, _initiator: object) -> None:
        if self.page.isVisible():
            self._read()

    def _show_around(self, now: Around) -> None:
        self.log.set_new(is_new=now.is_new)
        self.ready.set_found(now.ready)
        self.open.set_entries(now.still_open)
        self.week.offer(now.week, _week_words(now.week))
        self.quarter.offer(now.quarter, _quarter_words(now.quarter))
        self._cpd_entry = now.cpd
        self.cpd.offer(self._desk.today if now.cpd is not None else None, _CPD_WORDS)
        self.tidy.offer(self._desk.today if now.tidy else None, _TIDY_WORDS)
        self.echo.offer(now.echo)
        self._offer_reminder(wanted=now.offers_reminder)
        self._paused.setVisible(now.paused_until is not None)
        if now.paused_until is not None:
            self._paused.setText(
                f"Paused until {written(now.paused_until)}. Nothing is asked of you until then."
            )

    def _offer_reminder(self, *, wanted: bool) -> None:
        if wanted and self.reminder is None:
            from app.ui.today.reminder import ReminderCard

            self.reminder = ReminderCard(self._desk)
            self.reminder.answered.connect(self._reminder_answered)
            self.page.add(self.reminder)
        if self.reminder is not None:
            self.reminder.setVisible(wanted)

    # ---- what is pressed

    def _start_decision(self) -> None:
        self.log.form.focus_first()

    def _start_reflection(self) -> None:
        self._desk.go("write", form="reflection")

    def _start_to_decide(self) -> None:
        self._desk.go("write", form="to-decide")

    def _more_room(self) -> None:
        self._desk.go("write", form="standard")

    def _open(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id)

    def _add_thought(self, entry_id: object) -> None:
        self._desk.go("decision", entry=entry_id, thought=True)

    def _fill_in(self, entry_id: object) -> None:
        self._desk.go("write", entry=entry_id)

    def _look_again(self, entry_id: object) -> None:
        self._desk.go("look-again", entry=entry_id)

    def _look_again_at_all(self) -> None:
        self._desk.go("look-again")

    def _decide(self, entry_id: EntryId) -> None:
        self._desk.act(
            lambda journal: journal.writing.decide(entry_id),
            self,
            self._has_decided,
            said="Decided. It counts from today.",
        )

    def _has_decided(self, done: Done) -> None:
        self.decided.tell("Decided. It counts from today.", done.entry_id, "Say what you chose")
        self.decided.open.setFocus()

    def _write_week(self, day: date) -> None:
        self._desk.go("write", form="weekly", week=day)

    def _write_quarter(self, _day: date) -> None:
        self._desk.go("write", form="quarterly")

    def _skip_week(self, day: date) -> None:
        self._desk.read(lambda journal: skip_week(journal, day), _ignore, self)
        self._stay_on_page()

    def _skip_quarter(self, day: date) -> None:
        self._desk.read(lambda journal: skip_quarter(journal, day), _ignore, self)
        self._stay_on_page()

    def _draft_cpd(self, _day: date) -> None:
        if self._cpd_entry is not None:
            self._desk.go("cpd", entry=self._cpd_entry)

    def _skip_cpd(self, day: date) -> None:
        self._desk.read(lambda journal: skip_cpd(journal, day), _ignore, self)
        self._stay_on_page()

    def _look_at_old(self, _day: date) -> None:
        self._desk.go("tidy")

    def _skip_old(self, _day: date) -> None:
        self._desk.read(lambda journal: journal.removal.distilling.skip_this_year(), _ignore, self)
        self._stay_on_page()

    def _reminder_answered(self) -> None:
        self._desk.read(lambda journal: journal.lists.note(REMINDER_OFFERED, value=True), _ignore, self)
        self._stay_on_page()

    def _stay_on_page(self) -> None:
        """What was pressed is gone with its card: without this the focus would wander off to the places."""
        self.log.form.focus_first()


def _week_words(week: date | None) -> str:
    return (
        f"The week ending {written(week)}: three or four minutes, two lists and two questions."
        if week
        else ""
    )


def _quarter_words(quarter: date | None) -> str:
    return f"The quarter ending {written(quarter)}: three questions to look back with." if quarter else ""


def _ignore(_result: object) -> None:
    """Nothing on the page follows from it."""
