"""One leader: what waits, what they shared in reading order, the history, own notes, and the end of it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.domain.coaching import Received
from app.domain.errors import JournalError
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.coach.alone import ONLY
from app.ui.coach.ending import EndingCard
from app.ui.coach.gathering import LeaderRead, read_leader
from app.ui.coach.history import HistoryFold
from app.ui.coach.own_notes import OwnNotesCard
from app.ui.coach.rows import Rows
from app.ui.coach.words import holds_words, short, state_words, waiting_words
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    CheckChoice,
    DatePick,
    Flow,
    LinkButton,
    Muted,
    Page,
    QuietButton,
    column_of,
)
from app.ui.widgets.accessible import Group
from app.ui.widgets.reading_order import ReadingOrder

_UNCONFIRMED = "Compare the six words with them by telephone or face to face, so that you both know nobody stands between you."


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one thing they shared."""

    uid: str
    title: str
    holds: str
    state: str
    is_read: bool


def line_of(kept: Received) -> Line:
    """The line of a bundle; its purpose is as long as somebody else made it."""
    bundle = kept.bundle
    holds, purpose = holds_words(bundle), short(bundle.purpose, 120)
    title = f"{written(bundle.made_on)}: {purpose or holds}"
    return Line(kept.uid, title, f"{holds}." if purpose else "", state_words(kept), kept.read_on is not None)


class BundleRow(Group):
    """One thing they shared. `opened` carries its uid."""

    opened = Signal(str)

    def __init__(self, line: Line) -> None:
        super().__init__(line.title)
        self.line = line
        column = column_of(self, spacing=2)
        self.link = LinkButton(line.title.replace("&", "&&"))
        self.link.setAccessibleName(f"Read {line.title}")
        self.link.clicked.connect(self._pressed)
        column.addWidget(Flow(self.link))
        for words in filter(None, (line.holds, line.state)):
            column.addWidget(Muted(words))

    def _pressed(self) -> None:
        self.opened.emit(self.line.uid)


class LeaderPage(QObject):
    """The page of one leader, with no word of any other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Coach's desk")
        self.setParent(self.page)
        self._contact, self._lands = "", False
        self._read: LeaderRead | None = None
        self.back = QuietButton("Every leader")
        self.back.clicked.connect(self._go_home)
        self.page.add_action(self.back)
        self.trouble = Banner("", BannerKind.PROBLEM, "Back to the desk")
        self.trouble.acted.connect(self._go_home)
        self.six = Banner(_UNCONFIRMED, BannerKind.CAUTION, "See the six words", title="Not confirmed yet")
        self.six.acted.connect(self._see_words)
        self._make_waits()
        self._shared = Card("What they shared")
        self._shared.body.setSpacing(2 * GRID)
        self.rows = Rows(self._row, "Show what they shared before")
        self._shared.add(self.rows)
        self.rows.whole.connect(self._whole)
        self.history = HistoryFold()
        over_time = Card("Over time")
        over_time.add(self.history)
        self.notes = OwnNotesCard(desk, "this leader")
        self.notes.failed.connect(self._problem)
        self.ending = EndingCard(desk)
        self.ending.ending.connect(self.notes.keep)
        self.ending.ended.connect(self._was_ended)
        self._parts = (self._waits, self._shared, over_time, self.notes, self.ending)
        for part in (self.trouble, self.six, *self._parts):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def _make_waits(self) -> None:
        self._waits = Card("What waits")
        self._told = Body()
        self.meeting = DatePick("Next meeting", today=self._desk.today)
        self.meeting.picked.connect(self._meet)
        self.only = CheckChoice("This leader only: hide every other name")
        self.only.clicked.connect(self._turn_only)
        self._waits.add(self._told)
        self._waits.add(self.meeting)
        self._waits.add_row(self.only)

    def arrive(self, contact: str) -> None:
        """Show a leader."""
        if contact != self._contact:
            self._contact, self._read = contact, None
            self.rows.start_anew()
        self._lands = True
        self._ask()

    def leave(self) -> None:
        """Keep what was typed."""
        self.notes.keep()

    def _ask(self) -> None:
        contact = self._contact
        self._desk.read(
            lambda journal: read_leader(journal, contact), self._show, self, failed=self._lost,
            key="coach-leader",
        )  # fmt: skip

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible() and self._contact:
            self._ask()

    # ---- showing

    def _show(self, read: LeaderRead) -> None:
        if read.leader.contact != self._contact:
            return
        self._read = read
        leader, ended = read.leader, read.leader.ended_on is not None and not read.bundles
        self.trouble.hide()
        self.page.set_title(leader.name, f"Known here since {written(read.contact.first_seen_on)}")
        self.six.setVisible(read.contact.confirmed_on is None and bool(read.contact.verify_key) and not ended)
        self._told.setText("\n".join(waiting_words(leader)))
        self.meeting.setVisible(not ended)
        if not self.meeting.field.hasFocus():
            self.meeting.set_value(leader.next_meeting)
        self.only.setChecked(read.only)
        self.back.setVisible(not read.only)
        self.rows.show_things([line_of(one) for one in read.bundles])
        self.history.show_sessions(read.sessions)
        self.notes.belong_to(leader.contact)
        self.notes.show_notes(read.notes)
        self.ending.show_leader(leader.contact, leader.name, on_hold=read.on_hold, ended=ended)
        for part in self._parts:
            part.setVisible(not ended or part in (self._waits, self.ending))
        if not self.rows.is_building:
            self._whole()

    def _row(self, line: Line) -> BundleRow:
        row = BundleRow(line)
        row.opened.connect(self._open)
        return row

    def _whole(self) -> None:
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        self.page.verticalScrollBar().setValue(0)
        rows = self.rows.views
        stops = [row.link for row in (*(row for row in rows if not row.line.is_read), *rows)]
        stop = next((one for one in stops if one.isVisible()), self.back)
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lost(self, error: JournalError) -> None:
        """Another leader alone is shown: nothing of this one stays on the page."""
        self._contact, self._read = "", None
        self.page.set_title("Coach's desk")
        for part in (self.six, *self._parts):
            part.hide()
        self._problem(error)

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- acts

    def _open(self, uid: str) -> None:
        self._desk.go("desk", bundle=uid)

    def _go_home(self) -> None:
        self._desk.go("desk")

    def _see_words(self) -> None:
        self._desk.go("contacts", contact=self._contact)

    def _meet(self, on: object) -> None:
        contact, day = self._contact, on
        self._desk.act(
            lambda journal: journal.desk.set_next_meeting(contact, day),  # type: ignore[arg-type]
            self, failed=self._problem, said="The next meeting is noted.",
        )  # fmt: skip

    def _turn_only(self) -> None:
        contact = self._contact if self.only.isChecked() else ""

        def note(journal: Journal) -> None:
            journal.lists.note(ONLY, contact)

        said = "Only this leader is shown." if contact else "Every leader is shown."
        self._desk.act(note, self, failed=self._problem, said=said)

    def _was_ended(self) -> None:
        self._lands = False
        self.notes.forget()
        self.ending.print.setFocus(Qt.FocusReason.OtherFocusReason)
