"""One bundle on the desk: the leader's words, the remarks beside them, and what goes back with the next reply."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.coaching import Answered, Proposal, Remark
from app.domain.errors import JournalError
from app.domain.sharing import BundleComment
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.coach.bundle_head import WHOLE, AnswerView, HeadCard, ThreadCard
from app.ui.coach.entry_card import ChartCard, EntryCard
from app.ui.coach.gathering import BundleRead, read_bundle
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.coach.kept_typing import KeptTyping, Write
from app.ui.coach.making import ProposalsCard, SessionCard
from app.ui.coach.own_notes import OwnNotesCard
from app.ui.coach.place_view import PlaceView
from app.ui.coach.remark_view import CHANGE, DROP, HOLD, RELEASE
from app.ui.coach.words import entry_title
from app.ui.coach.writing import Writing
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    Flow,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    announce,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_PLACED_AT_ONCE = 3  # answers put on the page in one turn
AT_A_TIME = 6
"""Entries shown at once: a bundle can hold a thousand."""
_SAID = {
    HOLD: "Held back: it goes with no reply until it is released.",
    RELEASE: "Released: it goes with the next reply.",
    DROP: "Taken away. Ctrl+Z brings it back.",
}


class BundlePage(QObject):
    """Everything of one bundle, in reading order."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Coach's desk")
        self.setParent(self.page)
        self._read: BundleRead | None = None
        self._uid, self._first, self._lands = "", 0, False
        self.leader, self.reply = QuietButton("Everything they shared"), PrimaryButton("Read the reply")
        self.leader.clicked.connect(self._go_to_leader)
        self.reply.clicked.connect(self._go_to_reply)
        self.two = QuietButton("Compare two")
        self.two.clicked.connect(self._go_to_two)
        self.page.add_action(self.leader)
        self.page.add_action(self.two)
        self.page.add_action(self.reply)
        self.trouble = Banner("", BannerKind.PROBLEM, "Back to the desk")
        self.trouble.acted.connect(self._go_home)
        self.trouble.hide()
        self.page.add(self.trouble)
        self._top, self._middle = QWidget(), QWidget()
        self._top_column = column_of(self._top, spacing=2 * GRID)
        self._column = column_of(self._middle, spacing=2 * GRID)
        self.page.add(self._top)
        self._make_pager()
        self.page.add(self._middle)
        self._make_rest()
        self.thread_card: ThreadCard | None = None
        self.cards: list[EntryCard] = []
        self._held: list[QWidget] = []
        self._turns = InTurns(self, self._built)
        self.writing = Writing(desk, self.page, self._refresh)
        self._typing = KeptTyping(desk, self.session, self._session_write, self._problem)
        self.session.touched.connect(self._typing.touch)
        self._proposing = KeptTyping(desk, self.proposals, self._proposal_write, self._problem)
        self.proposals.touched.connect(self._proposing.touch)
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def _make_pager(self) -> None:
        self.where = Muted("")
        self.before, self.after = QuietButton("Entries before"), QuietButton("Entries after")
        self.before.clicked.connect(self._page_before)
        self.after.clicked.connect(self._page_after)
        self.pager = Flow(self.where, self.before, self.after, spacing=GRID)
        self.page.add(self.pager)
        self.pager.hide()

    def _make_rest(self) -> None:
        self.whole = PlaceView("All that was shared", WHOLE, "Comment on all of it", "all that was shared")
        self.whole.finish()
        self._connect(self.whole)
        self._whole_card = Card("On all of it")
        self._whole_card.add(self.whole)
        self.proposals, self.session = ProposalsCard(self._desk.today), SessionCard(self._desk.today)
        self.proposals.finished.connect(self._propose)
        self.proposals.acted.connect(self._act)
        self.notes = OwnNotesCard(self._desk, "what was shared here")
        self.notes.failed.connect(self._problem)
        self.read_button = QuietButton("Mark as read")
        self.read_button.clicked.connect(self._turn_read)
        for part in (self._whole_card, self.proposals, self.session, self.notes, Flow(self.read_button)):
            self.page.add(part)

    # ---- coming and going

    @property
    def is_building(self) -> bool:
        """Whether entries are still being made."""
        return self._turns.is_building

    @property
    def places(self) -> list[PlaceView]:
        """Every place of the bundle that is shown now."""
        answers: list[PlaceView] = [*self.thread_card.places] if self.thread_card else []
        return [*answers, *(place for card in self.cards for place in card.places), self.whole]

    def arrive(self, uid: str) -> None:
        """Show a bundle."""
        if uid != self._uid:
            self.leave()
            self._uid, self._first, self._read = uid, 0, None
            self._clear()
            self.proposals.clear()
        self._lands = True
        self._ask()

    def leave(self) -> None:
        """Keep what was typed."""
        self.writing.close()
        self._typing.keep()
        self._proposing.keep()
        self.notes.keep()

    def forget(self) -> None:
        """Hold no word of a coaching that ended."""
        self._uid, self._read = "", None
        self._clear()
        self.proposals.clear()
        self.proposals.show_proposals(())
        self.session.show_sessions(())
        self.notes.forget()
        self.page.set_title("Coach's desk")

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        uid = self._uid
        self._desk.read(
            lambda journal: read_bundle(journal, uid), self._show, self, failed=self._lost, key="coach-bundle"
        )

    def _refresh(self) -> None:
        if self._read is not None:
            self._show_remarks(self._read)
        self._ask()

    # ---- showing

    def _show(self, read: BundleRead) -> None:
        if read.received.uid != self._uid:
            return
        first = self._read is None
        self._read = read
        bundle = read.received.bundle
        self.trouble.hide()
        self.page.set_title(f"From {bundle.from_name}", f"Shared on {written(bundle.made_on)}")
        self.leader.setText(f"Everything {bundle.from_name} shared".replace("&", "&&"))
        self.read_button.setText("Mark as not read yet" if read.received.read_on else "Mark as read")
        self.proposals.show_proposals(read.made.proposals)
        if not self._typing.is_waiting:
            self.session.show_sessions(read.made.sessions)
        self.notes.belong_to(read.received.contact, self._uid)
        self.notes.show_notes(read.made.notes)
        if first:
            self._build()
        else:
            self._show_remarks(read)
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _show_remarks(self, read: BundleRead, places: Sequence[PlaceView] | None = None) -> None:
        answers: dict[str, list[Answered]] = {}
        for one in read.made.answers:
            answers.setdefault(one.comment_id, []).append(one)
        for view in self.places if places is None else places:
            view.show_remarks(self._on(view, read.made.remarks), read.frameworks, answers)

    def _on(self, view: PlaceView, remarks: Sequence[Remark]) -> list[Remark]:
        mine = [one for one in remarks if (one.comment.share_id, one.comment.field_id) == view.key]
        if isinstance(view, AnswerView):
            return [one for one in mine if one.comment.in_reply_to == view.in_reply_to]
        if view is self.whole:
            threads = {one.in_reply_to for one in self.thread_card.places} if self.thread_card else set()
            return [one for one in mine if one.comment.in_reply_to not in threads]
        return mine

    def _clear(self) -> None:
        self._turns.stop()
        self.writing.forget()
        with laid_out_once(self._middle), laid_out_once(self._top):
            for widget in self._held:
                widget.hide()
                widget.deleteLater()
        self._held, self.cards, self.thread_card = [], [], None

    def _build(self) -> None:
        """Make the head and one page of entries, a few answers in a turn."""
        if self._read is None:
            return
        self._clear()
        bundle, first = self._read.received.bundle, self._first
        of = len(bundle.entries)
        last = min(first + AT_A_TIME, of)
        self.pager.setVisible(of > AT_A_TIME)
        self.where.setText(f"Entries {first + 1} to {last} of {of}")
        self.before.setEnabled(first > 0)
        self.after.setEnabled(last < of)
        self._turns.begin(self._steps(self._read))

    def _steps(self, read: BundleRead) -> Iterator[object]:
        bundle, first = read.received.bundle, self._first
        self._put(HeadCard(read), top=True)
        yield BREATHE
        if bundle.thread:
            self.thread_card = ThreadCard(bundle, read.said)
            for view in self.thread_card.places:
                self._connect(view)
            self._put(self.thread_card, top=True)
            yield BREATHE
        of = len(bundle.entries)
        for at, entry in enumerate(bundle.entries[first : first + AT_A_TIME], first + 1):
            yield from self._entry_steps(EntryCard(entry, entry_title(entry, at, of)))
        if first + AT_A_TIME >= of:
            for chart in bundle.charts:
                self._put(ChartCard(chart))
                yield BREATHE

    def _entry_steps(self, card: EntryCard) -> Iterator[object]:
        self.cards.append(card)
        self._put(card)
        yield BREATHE
        batch: list[PlaceView] = []
        for place in card.make():
            self._connect(place)
            batch.append(place)
            yield None
            if len(batch) == _PLACED_AT_ONCE:
                yield from self._placed(card, batch)
                batch = []
        if batch:
            yield from self._placed(card, batch)

    def _placed(self, card: EntryCard, batch: list[PlaceView]) -> Iterator[object]:
        if self._read is not None:
            self._show_remarks(self._read, batch)
        card.put(batch)
        yield BREATHE

    def _put(self, widget: QWidget, *, top: bool = False) -> None:
        self._held.append(widget)
        (self._top_column if top else self._column).addWidget(widget)
        widget.show()

    def _built(self) -> None:
        if self._read is not None:
            self._show_remarks(self._read)

    def _connect(self, place: PlaceView) -> None:
        place.wanted.connect(self._begin)
        place.acted.connect(self._act)

    def _page_before(self) -> None:
        self._turn_to(max(0, self._first - AT_A_TIME))

    def _page_after(self) -> None:
        self._turn_to(self._first + AT_A_TIME)

    def _turn_to(self, first: int) -> None:
        self.writing.close()
        self._first = first
        self._build()
        self.page.scroll_to(self.pager)
        button = self.after if self.after.isEnabled() else self.before
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.pager, self.where.text())

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            self.leader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _problem(self, error: JournalError) -> None:
        self._desk.jobs.problem.emit(error, self)

    def _lost(self, error: JournalError) -> None:
        """It is no longer here, or another leader alone is shown: nothing of it stays on the page."""
        self._uid, self._read = "", None
        self._clear()
        self.page.set_title("Coach's desk")
        self.trouble.tell(error)
        self.trouble.button.setFocus()

    # ---- acts

    def _begin(self, said: object) -> None:
        place = self.sender()
        if isinstance(said, BundleComment) and isinstance(place, PlaceView) and self._read is not None:
            self.writing.begin(self._uid, place, said, self._read.frameworks)

    def _act(self, act: str, what: Remark | Proposal) -> None:
        if act == CHANGE and isinstance(what, Proposal):
            self._proposing.keep()
            self.proposals.change(what)
            self._show_proposals()
        elif act == CHANGE and isinstance(what, Remark):
            place = self.sender()
            if isinstance(place, PlaceView) and self._read is not None:
                self.writing.change(self._uid, place, what, self._read.frameworks)
        else:
            self._do(act, what.uid)

    def _do(self, act: str, uid: str) -> None:
        def do(journal: Journal) -> ChangeSet | None:
            desk = journal.desk
            return {HOLD: desk.hold, RELEASE: desk.release, DROP: desk.drop}[act](uid)

        self._desk.act(do, self, failed=self._problem, said=_SAID[act])

    def _propose(self) -> None:
        self._proposing.keep()
        self.proposals.clear()
        self._show_proposals()

    def _show_proposals(self) -> None:
        if self._read is not None:
            self.proposals.show_proposals(self._read.made.proposals)

    def _proposal_write(self) -> Write | None:
        uid, card = self._uid, self.proposals
        action, was_kept = card.action(), card.is_kept
        card.is_kept = bool(action.text)
        if action.text:
            return lambda journal: journal.desk.propose(uid, action)
        return (lambda journal: journal.desk.drop(action.action_id)) if was_kept else None

    def _session_write(self) -> Write | None:
        uid, note = self._uid, self.session.note()
        return lambda journal: journal.desk.note_session(uid, note)

    def _turn_read(self) -> None:
        if self._read is not None:
            uid, read = self._uid, self._read.received.read_on is None
            self._desk.act(lambda journal: journal.desk.mark_read(uid, read=read), self, failed=self._problem)

    def _go_to_leader(self) -> None:
        if self._read is not None:
            self._desk.go("desk", leader=self._read.received.contact)

    def _go_to_reply(self) -> None:
        self.leave()
        self._desk.go("desk", reply=self._uid)

    def _go_to_two(self) -> None:
        self.leave()
        self._desk.go("round-compare", bundle=self._uid)

    def _go_home(self) -> None:
        self._desk.go("desk")
