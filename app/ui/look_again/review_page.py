"""Looking again at one decision."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.entries import EntryId, EntryKind, Happened, ReviewId
from app.domain.errors import InvalidInput, JournalError
from app.domain.prompts import Prompt
from app.domain.sealing import TYPO_FOR
from app.domain.written_dates import written
from app.services.journal import Journal
from app.services.ledger import Done
from app.ui.decision.drafting import Drafting, Typed
from app.ui.decision.standing import StandingCard
from app.ui.decision.thought import save_shortcut
from app.ui.desk import Desk
from app.ui.entry_words import plan_of
from app.ui.look_again.filling import says_something
from app.ui.look_again.follow_up import FollowUpCard
from app.ui.look_again.gathering import Subject, subject
from app.ui.look_again.review_form import ReviewForm
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Columns,
    EmptyState,
    LinkButton,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_RESTS_MS = 600
_FINAL = "Once saved it can be changed freely for a day and mended for seven; then it stays as written."


class ReviewPage(QObject):
    """Asks one review, keeps it as it is typed, saves it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Look again")
        self.setParent(self.page)  # what comes back from the journal after the page is gone is dropped
        self.form: ReviewForm | None = None
        self._subject: Subject | None = None
        self._begun = False
        self.back = QuietButton("Back to the list")
        self.back.clicked.connect(self._to_list)
        self.page.add_action(self.back)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.nothing = EmptyState("", "Back to the list")
        self.nothing.acted.connect(self._to_list)
        self._lay_out()
        self._drafting = Drafting(desk, self._gather, self.page)
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.setInterval(_RESTS_MS)
        self._rests.timeout.connect(self._ask_follow_up)
        save_shortcut(self.page).activated.connect(self._save)
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def _lay_out(self) -> None:
        self._left, right = QWidget(), QWidget()
        self._left_column = column_of(self._left, spacing=2 * GRID)
        self.follow_up = FollowUpCard()
        self.follow_up.taken.connect(self._take_follow_up)
        self.save = PrimaryButton("Save this review", quick=True)
        self.save.clicked.connect(self._save)
        self._under = Muted(_FINAL)
        for below in (self.follow_up, self.save, self._under):
            self._left_column.addWidget(below)
        self._left_column.addStretch(1)
        self.standing = StandingCard(self._desk, "Not now?")
        self.standing.acted.connect(self._to_list)
        self.standing.problem.connect(self._problem)
        self.read = LinkButton("Read the whole entry")
        self.read.clicked.connect(self._read_entry)
        side = column_of(right, spacing=2 * GRID)
        side.addWidget(self.standing)
        side.addWidget(self.read)
        side.addStretch(1)
        self._both = Columns(self._left, right, stack_below_em=60, weights=(5, 2))
        for part in (self.trouble, self.nothing, self._both):
            self.page.add(part)
            part.hide()

    # ---- which decision

    def open(self, entry_id: EntryId, review_id: ReviewId | None = None) -> None:
        """Show a decision to look at again, or a saved review to change."""
        self._drafting.keep()
        self.trouble.hide()
        self.nothing.hide()
        self._desk.read(
            lambda journal: subject(journal, entry_id, review_id), self._show, self, failed=self._not_there,
            key="look-again",
        )  # fmt: skip

    def leave(self) -> None:
        """Keep what is typed; another page is shown."""
        self._drafting.keep()

    def _show(self, found: Subject) -> None:
        self._subject = found
        entry = found.entry
        if entry.kind is not EntryKind.DECISION or entry.undecided:
            self._show_none("Only a decision that was made is looked at again.")
            return
        self._begun = entry.locked_on is not None
        decided = f"Decided on {written(entry.decided_on)}. {plan_of(entry, found.today)}"
        self.page.set_title(entry.title, decided)
        self.page.setAccessibleName("Look again")
        self.standing.show_entry(entry, found.today, brief=True)
        if found.review is not None:
            self.standing.hide()
        if self.form is not None:
            self._left_column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.follow_up.offer(None)
        self._drafting.settled()
        self.form = ReviewForm(found)
        self.form.changed.connect(self._edited)
        self.form.begun.connect(self._begin)
        self._left_column.insertWidget(0, self.form)
        self._say_state()
        self._both.show()
        QTimer.singleShot(0, self._land)
        if found.draft is not None:
            self._rests.start()

    def _land(self) -> None:
        if self.page.isVisible() and self.form is not None:
            self.page.verticalScrollBar().setValue(0)
            self.form.focus_first()

    def _say_state(self) -> None:
        form, found = self.form, self._subject
        if form is None or found is None:
            return
        draft = form.draft()
        self.save.setVisible(draft.happened is not None)
        self.save.setText(
            "Save, and look again later" if draft.happened is Happened.OPEN else "Save this review"
        )
        words = _FINAL
        if found.review is not None:
            until = (found.review.written_at + TYPO_FOR).astimezone().date()
            words = f"This review can be mended until {written(until)}."
        self._under.setText(words)
        self._under.setVisible(draft.happened not in {None, Happened.OPEN})
        self.read.setVisible(form.is_revealed)

    def _journal_changed(self, change: object, initiator: object) -> None:
        found = self._subject
        about = isinstance(change, ChangeSet) and found is not None and found.entry.id in change.entries
        if found is not None and about and initiator not in {self, self.standing} and self.page.isVisible():
            self.open(found.entry.id, found.review.id if found.review is not None else None)

    def _not_there(self, error: JournalError) -> None:
        self._show_none(str(error))

    def _show_none(self, words: str) -> None:
        self._subject = None
        self._both.hide()
        self.page.set_title("Look again")
        self.nothing.set_words(words, "Back to the list")
        self.nothing.show()
        self.nothing.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- while it is filled in

    def _edited(self) -> None:
        self.trouble.hide()
        self._drafting.touched()
        self._rests.start()
        self._say_state()

    def _begin(self) -> None:
        found = self._subject
        if found is None or self._begun:
            return
        self._begun = True
        entry_id = found.entry.id
        self._desk.act(lambda journal: journal.reviews.begin(entry_id), self, failed=self._problem)

    def _gather(self) -> Typed | None:
        if self.form is None or self._subject is None or not says_something(self.form.fields()):
            return None
        return Typed(self._subject.form, self.form.fields())

    def _ask_follow_up(self) -> None:
        form, found = self.form, self._subject
        if form is None or found is None or not form.is_revealed:
            self.follow_up.offer(None)
            return
        entry_id, draft = found.entry.id, form.draft()
        self._desk.read(
            lambda journal: journal.reviews.follow_up(entry_id, draft), self._offer, self, key="follow-up"
        )

    def _offer(self, prompt: Prompt | None) -> None:
        # A question that stands on the form already is not offered a second time.
        asked = prompt is not None and self.form is not None and prompt.id in self.form.keys
        self.follow_up.offer(None if asked else prompt)

    def _take_follow_up(self, prompt_id: object) -> None:
        if self.form is not None:
            self.form.go_to(str(prompt_id))
            self._edited()

    # ---- saving

    def _save(self) -> None:
        form, found = self.form, self._subject
        if form is None or found is None or not self.save.isEnabled():
            return
        form.show_problem(None)
        self._drafting.settled()
        self._rests.stop()
        self.save.setEnabled(False)
        entry_id, draft, review, name = found.entry.id, form.draft(), found.review, found.form

        def save(journal: Journal) -> Done:
            if review is None:
                return journal.reviews.save(entry_id, draft, form=name)
            done = journal.reviews.rewrite(entry_id, review.id, draft)
            journal.drafts.drop(name)
            return done

        self._desk.act(save, self, self._saved, failed=self._failed, said=self._said(found, draft.happened))

    @staticmethod
    def _said(found: Subject, happened: Happened | None) -> str:
        if happened is Happened.OPEN:
            return "Saved. It will come back on the day you chose."
        left = found.waiting - 1 if found.review is None else found.waiting
        return f"Saved. {left} more to look at." if left > 0 else "Saved."

    def _saved(self, _done: Done) -> None:
        self.save.setEnabled(True)
        changed = self._subject is not None and self._subject.review is not None
        entry_id = self._subject.entry.id if self._subject is not None else None
        self._subject = None
        if changed:
            self._desk.go("decision", entry=entry_id)
        else:
            self._desk.go("look-again", done=entry_id)

    def _failed(self, error: JournalError) -> None:
        self.save.setEnabled(True)
        self._drafting.touched()
        if not (isinstance(error, InvalidInput) and self.form is not None and self.form.show_problem(error)):
            self._problem(error)

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- other pages

    def _to_list(self) -> None:
        self._desk.go("look-again")

    def _read_entry(self) -> None:
        if self._subject is not None:
            self._desk.go("decision", entry=self._subject.entry.id)
