"""The page Share: choose, say for whom, read the exact words, lock; one step at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.choosing import ChoosableEntry, Ticks
from app.domain.composing import ShareWish, not_shareable
from app.domain.contacts import Contact
from app.domain.entries import EntryId, Theme
from app.domain.errors import InvalidInput, JournalError
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.coach.alone import shown
from app.ui.desk import Desk
from app.ui.share.begun import Begun, begun
from app.ui.share.choose_step import ChooseStep
from app.ui.share.locking_step import LockingStep
from app.ui.share.making import Making
from app.ui.share.putting import PutTogether
from app.ui.share.reading_step import ReadingStep
from app.ui.share.steps import RunningCount, Step, StepBar
from app.ui.share.warnings_card import Wanted
from app.ui.share.wishing import WhomCard, WhyCard
from app.ui.widgets import Banner, BannerKind, Page, announce, column_of
from app.ui.widgets.reading_order import ReadingOrder


@dataclass(frozen=True)
class _Around:
    """Who there is, which themes, the own name, and what was kept of a share that was begun."""

    people: tuple[Contact, ...]
    themes: tuple[Theme, ...]
    my_name: str
    draft: Draft | None


class SharePage(QObject):
    """Shares. `arrive` takes contact=uid to begin with somebody, and entry=ID to begin with an entry."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Share")
        super().__init__(self.page)
        self._desk = desk
        self._step = Step.CHOOSE
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.page.add(self.trouble)
        self.trouble.hide()
        self.choose = ChooseStep(desk)
        self.filters, self.entries, self.charts = self.choose.filters, self.choose.entries, self.choose.charts
        self._parts: dict[Step, QWidget] = {Step.CHOOSE: self.choose}
        self.bar, self.making = StepBar(), Making(desk)
        for part in (self.choose, self.making, self.bar):
            self.page.add(part)
        self._connect()
        self._order = ReadingOrder(self.page)
        self._around = QWidget()
        outer = column_of(self._around, spacing=0)
        outer.addWidget(self.page, 1)
        self.running = RunningCount()
        outer.addWidget(self.running)
        self._where: Mapping[str, object] = {}
        self._show_step()

    def _connect(self) -> None:
        making = self.making
        self.choose.changed.connect(self._count)
        self.choose.problem.connect(self._tell)
        self.bar.back.clicked.connect(self._go_back)
        self.bar.forward.clicked.connect(self._go_forward)
        making.busy.connect(self._be_busy)
        making.ready.connect(self._show_put)
        making.locked.connect(self._show_lock)
        making.other_words.connect(self._read_again)
        making.left.connect(self._left)
        making.refused.connect(self._refused)
        making.not_saved.connect(self._not_saved)
        self._desk.changed.connect(self._journal_changed)

    # ---- the later steps, each made in a turn of its own: together they would hold the window

    def _make_whom(self) -> None:
        whom = QWidget()
        column = column_of(whom, spacing=self.page.body.spacing())
        self.whom = WhomCard()
        self.why = WhyCard(self._desk, self.whom)
        column.addWidget(self.whom)
        column.addWidget(self.why)
        self.whom.agreement_wanted.connect(self._go_agreement)
        self.whom.card_wanted.connect(self._go_contacts)
        self.begun = Begun(self._desk, self.page, self.choose, self.whom, self.why)
        self.begun.cleared.connect(self._to_choosing)
        self.page.body.insertWidget(self.page.body.indexOf(self.choose), self.begun.kept.line)
        self._put_step(Step.WHOM, whom)
        QTimer.singleShot(0, self, self._make_last)

    def _make_last(self) -> None:
        self.reading = reading = ReadingStep()
        reading.back_wanted.connect(self._to_choosing)
        reading.stop_passed.connect(self._stop_passed)
        reading.wanted.connect(self._change_words)
        reading.again.connect(self._put_together)
        reading.decided.connect(self._count)
        self.locking = locking = LockingStep(
            self._desk.vault.places if self._desk.vault is not None else None
        )
        locking.lock_wanted.connect(self.making.lock)
        locking.save_wanted.connect(self._save)
        locking.text_wanted.connect(self._give_text)
        locking.done.again.connect(self._begin_again)
        locking.done.log_wanted.connect(self._go_log)
        self._put_step(Step.READ, reading)
        self._put_step(Step.LOCK, locking)
        self._begin_where()

    def _put_step(self, step: Step, part: QWidget) -> None:
        part.hide()
        self._parts[step] = part
        self.page.body.insertWidget(self.page.body.indexOf(self.making), part)

    # ---- as the window asks

    @property
    def widget(self) -> QWidget:
        """The page with the count below it, which stays in view."""
        return self._around

    def may_leave(self) -> bool:
        """What is ticked and typed stays while another page is shown, and is kept as a draft."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask who there is and what can be chosen."""
        self._where = where
        if self._is_whole:
            self._begin_where()
        elif len(self._parts) == 1:
            QTimer.singleShot(0, self, self._make_whom)
        if self._step is Step.CHOOSE and not isinstance(where.get("entry"), int):
            self.choose.ask()
        QTimer.singleShot(0, self, self._land)

    @property
    def _is_whole(self) -> bool:
        return len(self._parts) == len(Step)

    def _begin_where(self) -> None:
        contact, entry = str(self._where.get("contact", "")), self._where.get("entry")
        if (contact or entry) and self.locking.is_done:
            self.begun.clear()
            self.making.begin()
            self._to_choosing()
        self._desk.read(_around, lambda found: self._show_around(found, contact), self, key="share-around")
        if isinstance(entry, int):
            self._ask_entry(EntryId(entry))

    def _ask_entry(self, entry_id: EntryId) -> None:
        def ask(journal: Journal) -> ChoosableEntry | None:
            return journal.sharing.ticked(Ticks({entry_id: frozenset()})).get(entry_id)

        self._desk.read(ask, self._begin_with, self, failed=self._tell, key="share-entry")

    def _begin_with(self, entry: ChoosableEntry | None) -> None:
        if self._step is not Step.CHOOSE:
            self._turn(Step.CHOOSE)
        if entry is None:
            self.choose.ask()
            self._tell(not_shareable())
        else:
            self.choose.begin_with(entry)

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        self.page.verticalScrollBar().setValue(0)
        stop: QWidget = self.filters.since.field
        if self._step is not Step.CHOOSE:
            stop = {
                Step.WHOM: self.whom.who.field, Step.READ: self.reading.care.button, Step.LOCK: self.locking.save,
            }[self._step]  # fmt: skip
        if stop.isVisible():
            stop.setFocus()
        self.page.verticalScrollBar().setValue(0)

    def _journal_changed(self, _change: object, initiator: object) -> None:
        if self.page.isVisible() and initiator is not self and self._step is Step.CHOOSE:
            self.choose.ask()

    def _show_around(self, around: _Around, contact: str) -> None:
        self.filters.offer(around.people, around.themes)
        self.whom.offer([one for one in around.people if one.ended_on is None], around.my_name)
        self.begun.put_back(around.draft)
        if contact:
            self.whom.choose(contact)

    # ---- one step at a time

    def _show_step(self) -> None:
        for step, part in self._parts.items():
            part.setVisible(step is self._step)
        self.bar.show()
        self.page.set_title("Share", self._step.words)
        self.trouble.hide()
        self._count()

    def _count(self) -> None:
        put, words = self.making.put, self.choose.words
        if put is not None and self._step in {Step.READ, Step.LOCK}:
            words = put.composed.words
        stopped = self._step is Step.READ and (put is None or put.sealed is None)
        self.running.show_count(words, shown=self._step is Step.CHOOSE)
        self.bar.show_step(self._step, words, hidden=self._step is Step.LOCK or stopped)

    def _turn(self, step: Step) -> None:
        self._step = step
        self._show_step()
        announce(self.page, step.words)
        QTimer.singleShot(0, self, self._land)

    def _go_back(self) -> None:
        if self._step is not Step.CHOOSE:
            self._turn(self._step.before)

    def _to_choosing(self) -> None:
        self._turn(Step.CHOOSE)
        self.choose.ask()

    def _go_forward(self) -> None:
        if not self._is_whole:
            return
        if self._step is Step.CHOOSE:
            self._turn(Step.WHOM)
        elif self._step is Step.WHOM and self.why.is_ready():
            self.making.begin()
            self.reading.begin()
            self._put_together()
        elif self._step is Step.READ:
            problem = self.reading.problem()
            if problem:
                self.reading.tell(problem)
            else:
                self._turn(Step.LOCK)
                self._show_lock()

    # ---- reading

    def _stop_passed(self) -> None:
        self.making.pass_stop()
        self._put_together()

    def _put_together(self) -> None:
        self.trouble.hide()
        wish = self.why.wish(ShareWish(ticks=self.entries.ticks, changes=self.reading.warnings.changes))
        name = self.whom.my_name.text().strip()
        self.making.put_together(wish, name, self.charts.chosen(), self.charts.range_words)

    def _be_busy(self, busy: bool) -> None:  # noqa: FBT001 - a signal's payload
        for part in (*self._parts.values(), self.bar):
            part.setEnabled(not busy)

    def _show_put(self, _put: PutTogether) -> None:
        fresh = self._step is not Step.READ
        if fresh:
            self._turn(Step.READ)
        QTimer.singleShot(0, self, self._show_words)
        if fresh:
            QTimer.singleShot(0, self, self._to_top)

    def _to_top(self) -> None:
        self.page.verticalScrollBar().setValue(0)

    def _show_words(self) -> None:
        """In a turn of its own: the step before has just been put away."""
        put = self.making.put
        if put is not None and self._step is Step.READ:
            self.reading.show_put(put, self.choose.titles, may_keep=self.whom.contact is not None)
            self._count()

    def _change_words(self, wanted: Wanted) -> None:
        contact = self.whom.contact.uid if self.whom.contact is not None else None
        self.reading.take(wanted, contact, self._desk, self, self._put_together, self._tell)

    # ---- locking and letting out

    def _show_lock(self) -> None:
        if self.making.put is not None:
            self.locking.show_put(self.making.put)

    def _read_again(self) -> None:
        self._turn(Step.WHOM)
        self._tell(InvalidInput("read", "These are not the words you read.", "Read them again, please."))

    def _save(self, path: Path) -> None:
        self.making.save(path, read=self.reading.is_read)

    def _give_text(self) -> None:
        self.making.give_text(read=self.reading.is_read)

    def _left(self, told: str, text: str) -> None:
        put = self.making.put
        self.locking.show_done(told, put.passphrase if put is not None else "", text)
        self.bar.hide()
        self.begun.let_go()

    def _begin_again(self) -> None:
        self.begun.clear()
        self.making.begin()
        self._to_choosing()

    def _not_saved(self, error: JournalError) -> None:
        if isinstance(error, InvalidInput):
            self._tell(error)
        else:
            self.locking.path.set_problem(f"{error.message} {error.advice}")
            self.locking.path.field.setFocus()

    def _refused(self, error: JournalError) -> None:
        if isinstance(error, InvalidInput) and error.field == "changes":
            self.reading.warnings.forget_last()
        if self._step is not Step.WHOM or not self.whom.tell(error):
            self._tell(error)

    def _tell(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- elsewhere

    def _go_agreement(self) -> None:
        contact = self.whom.contact
        if contact is not None:
            self._desk.go("agreement", contact=contact.uid)

    def _go_contacts(self) -> None:
        self._desk.go("contacts")

    def _go_log(self) -> None:
        self._desk.go("sharing-log")


def _around(journal: Journal) -> _Around:
    people = journal.sharing.people
    return _Around(
        shown(journal, people.contacts()), journal.lists.themes(), people.my_name(), begun(journal)
    )
