"""The page Share: choose, say for whom, read the exact words, lock; one step at a time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.composing import ShareWish
from app.domain.contacts import Contact
from app.domain.entries import Theme
from app.domain.errors import Cancelled, InvalidInput, JournalError
from app.services.journal import Journal
from app.services.sharing.sealing import Sealed
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.share.choose_step import ChooseStep
from app.ui.share.locking_step import LockingStep
from app.ui.share.putting import Lock, Order, PutTogether, locked, put_together
from app.ui.share.reading_step import ReadingStep
from app.ui.share.steps import RunningCount, Step, StepBar
from app.ui.share.warnings_card import Wanted
from app.ui.share.wishing import WhomCard, WhyCard
from app.ui.widgets import Banner, BannerKind, Page, ProgressPanel, announce, column_of
from app.ui.widgets.reading_order import ReadingOrder


@dataclass(frozen=True)
class _Around:
    """Who there is, which themes, and the own name."""

    people: tuple[Contact, ...]
    themes: tuple[Theme, ...]
    my_name: str


class SharePage(QObject):
    """Shares. `arrive` takes contact=uid to begin with somebody."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Share")
        super().__init__(self.page)
        self._desk = desk
        self._step = Step.CHOOSE
        self._put: PutTogether | None = None
        self._read: object = None
        self._past_stop = False
        self._passphrase = ""
        self._order_of: Order | None = None
        self._job: Job | None = None
        self._panel: ProgressPanel | None = None
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.page.add(self.trouble)
        self.trouble.hide()
        self.choose = ChooseStep(desk)
        self.filters, self.entries, self.charts = self.choose.filters, self.choose.entries, self.choose.charts
        self.choose.changed.connect(self._count)
        self.choose.problem.connect(self._tell)
        self._make_whom()
        self.reading = ReadingStep()
        self.locking = LockingStep()
        self._parts = {
            Step.CHOOSE: self.choose,
            Step.WHOM: self._whom,
            Step.READ: self.reading,
            Step.LOCK: self.locking,
        }
        for part in self._parts.values():
            self.page.add(part)
        self.bar = StepBar()
        self.page.add(self.bar)
        self._connect()
        self._order = ReadingOrder(self.page)
        self._around = QWidget()
        outer = column_of(self._around, spacing=0)
        outer.addWidget(self.page, 1)
        self.running = RunningCount()
        outer.addWidget(self.running)
        self._show_step()

    def _make_whom(self) -> None:
        self._whom = QWidget()
        column = column_of(self._whom, spacing=self.page.body.spacing())
        self.whom = WhomCard()
        self.why = WhyCard(self._desk, self.whom)
        column.addWidget(self.whom)
        column.addWidget(self.why)

    def _connect(self) -> None:
        self.whom.agreement_wanted.connect(self._go_agreement)
        self.whom.card_wanted.connect(self._go_contacts)
        self.bar.back.clicked.connect(self._go_back)
        self.bar.forward.clicked.connect(self._go_forward)
        reading, locking = self.reading, self.locking
        reading.back_wanted.connect(self._to_choosing)
        reading.stop_passed.connect(self._stop_passed)
        reading.wanted.connect(self._change_words)
        reading.again.connect(self._put_again)
        reading.decided.connect(self._count)
        locking.lock_wanted.connect(self._lock_anew)
        locking.save_wanted.connect(self._save)
        locking.text_wanted.connect(self._as_text)
        locking.done.again.connect(self._begin_again)
        locking.done.log_wanted.connect(self._go_log)
        self._desk.changed.connect(self._journal_changed)

    # ---- as the window asks

    @property
    def widget(self) -> QWidget:
        """The page with the count below it, which stays in view."""
        return self._around

    def may_leave(self) -> bool:
        """What is ticked and typed stays while another page is shown; nothing leaves by itself."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask who there is and what can be chosen."""
        wanted = str(where.get("contact", ""))
        self._desk.read(_around, lambda found: self._show_around(found, wanted), self, key="share-around")
        if self._step is Step.CHOOSE:
            self.choose.ask()
        QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        places = {
            Step.CHOOSE: self.filters.since.field, Step.WHOM: self.whom.who.field,
            Step.READ: self.reading.care.button, Step.LOCK: self.locking.save,
        }  # fmt: skip
        self.page.verticalScrollBar().setValue(0)
        stop = places[self._step]
        if stop.isVisible():
            stop.setFocus()
        self.page.verticalScrollBar().setValue(0)

    def _journal_changed(self, _change: object, initiator: object) -> None:
        if self.page.isVisible() and initiator is not self and self._step is Step.CHOOSE:
            self.choose.ask()

    def _show_around(self, around: _Around, wanted: str) -> None:
        self.filters.offer(around.people, around.themes)
        self.whom.offer([one for one in around.people if one.ended_on is None], around.my_name)
        if wanted:
            self.whom.choose(wanted)

    # ---- one step at a time

    def _show_step(self) -> None:
        for step, part in self._parts.items():
            part.setVisible(step is self._step)
        self.bar.show()
        self.page.set_title("Share", self._step.words)
        self.trouble.hide()
        self._count()

    def _count(self) -> None:
        words = self.choose.words
        if self._put is not None and self._step in {Step.READ, Step.LOCK}:
            words = self._put.composed.words
        stopped = self._step is Step.READ and (self._put is None or self._put.sealed is None)
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
        if self._step is Step.CHOOSE:
            self._turn(Step.WHOM)
        elif self._step is Step.WHOM:
            self._begin_reading()
        elif self._step is Step.READ:
            problem = self.reading.problem()
            if problem:
                self.reading.tell(problem)
            else:
                self._turn(Step.LOCK)
                self._show_lock()

    # ---- reading

    def _begin_reading(self) -> None:
        self._past_stop = False
        self._passphrase = ""
        self.reading.begin()
        self._put_anew()

    def _put_again(self) -> None:
        self._put_anew()

    def _stop_passed(self) -> None:
        self._past_stop = True
        self._put_anew()

    def _put_anew(self) -> None:
        wish = self.why.wish(ShareWish(ticks=self.entries.ticks))
        order = Order(
            replace(wish, changes=self.reading.warnings.changes),
            self.whom.my_name.text().strip(),
            self.charts.chosen(),
            self.charts.range_words,
            QApplication.font().family(),
            self._past_stop,
            passphrase=self._passphrase,
        )
        jobs = self._desk.jobs
        self._run(
            lambda journal, job: put_together(journal, job, jobs, order),
            self._show_put,
            "Putting it together…",
        )

    def _show_put(self, put: PutTogether) -> None:
        self._put = put
        self._passphrase = put.passphrase or self._passphrase
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
        put = self._put
        if put is None or self._step is not Step.READ:
            return
        self.reading.show_put(put, self.choose.titles, may_keep=self.whom.contact is not None)
        self._count()

    def _change_words(self, wanted: Wanted) -> None:
        contact = self.whom.contact
        if wanted.keep_for_name and contact is not None:
            uid, name, words = contact.uid, wanted.alike.words, wanted.words

            def keep(journal: Journal) -> None:
                journal.sharing.other_words.set(uid, name, words)

            self._desk.act(keep, self, lambda _none: self._put_anew(), failed=self._tell)
            return
        self.reading.warnings.note(wanted)
        self._put_anew()

    # ---- locking

    def _show_lock(self) -> None:
        if self._put is not None:
            contact = self.whom.contact
            self.locking.show_put(self._put, has_card=contact is not None and contact.card is not None)

    def _lock_anew(self, lock: Lock) -> None:
        put = self._put
        if put is None:
            return
        composed, past = put.composed, self._past_stop
        words = "" if lock is put.lock else self._passphrase
        self._run(
            lambda journal, job: locked(journal, job, composed, lock, words, past_stop=past),
            self._show_locked,
            "Locking it…",
        )

    def _show_locked(self, put: PutTogether) -> None:
        """The words under another lock must be the very ones that were read."""
        before = self._put.sealed if self._put is not None else None
        if before is None or put.sealed is None or put.sealed.view != before.view:
            self._turn(Step.WHOM)
            self._tell(InvalidInput("read", "These are not the words you read.", "Read them again, please."))
            return
        self._put = put
        self._passphrase = put.passphrase or self._passphrase
        self._show_lock()

    @property
    def sealed(self) -> Sealed | None:
        """What would leave now."""
        return self._put.sealed if self._put is not None else None

    def _save(self, path: Path) -> None:
        sealed, read = self.sealed, self.reading.is_read
        if sealed is not None:
            self._desk.act(
                lambda journal: journal.sharing.save(sealed, path, read=read),
                self,
                self._saved,
                failed=self._not_saved,
            )

    def _saved(self, path: Path) -> None:
        self._left(f"Saved, for your account alone to open: {path}")

    def _not_saved(self, error: JournalError) -> None:
        self.locking.path.set_problem(f"{error.message} {error.advice}")
        self.locking.path.field.setFocus()

    def _as_text(self) -> None:
        sealed, read = self.sealed, self.reading.is_read
        if sealed is not None:
            self._desk.act(
                lambda journal: journal.sharing.as_text(sealed, read=read),
                self,
                lambda text: self._left("Here is the text. Paste it into an e-mail as it is.", text),
                failed=self._tell,
            )

    def _left(self, told: str, text: str = "") -> None:
        words = self._put.passphrase if self._put is not None else ""
        self.locking.show_done(told, words, text)
        self.bar.hide()

    def _begin_again(self) -> None:
        self._put = None
        self._passphrase = ""
        self.choose.untick_all()
        self._to_choosing()

    # ---- long work

    def _run(
        self, work: Callable[[Journal, Job], PutTogether], then: Callable[[PutTogether], None], words: str
    ) -> None:
        self.trouble.hide()
        if self._panel is None:
            self._panel = ProgressPanel(words)
            self._panel.cancelled.connect(self._cancel)
            self.page.add(self._panel)
        self._parts[self._step].setEnabled(False)
        self.bar.setEnabled(False)

        def done(put: PutTogether) -> None:
            self._end()
            then(put)

        self._job = self._desk.long(
            work, self, done, progressed=self._progressed, failed=self._failed, changes=False
        )

    def _progressed(self, done: int, of: int | None) -> None:
        if self._panel is not None:
            self._panel.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        for part in self._parts.values():
            part.setEnabled(True)
        self.bar.setEnabled(True)
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    def _failed(self, error: JournalError) -> None:
        self._end()
        if isinstance(error, InvalidInput) and error.field == "changes":
            self.reading.warnings.forget_last()
        if isinstance(error, Cancelled):
            announce(self.page, "Stopped. Nothing left this journal.")
            return
        self._tell(error)

    def _tell(self, error: JournalError) -> None:
        self.trouble.show()
        self.trouble.set_text(f"{error.message} {error.advice}")
        self.page.scroll_to(self.trouble)

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
    return _Around(people.contacts(), journal.lists.themes(), people.my_name())
