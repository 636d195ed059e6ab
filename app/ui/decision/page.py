"""The page of one entry, to read: as written, its reviews, later thoughts, and what can be done with it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.entries import EntryId
from app.domain.errors import JournalError
from app.services.journal import Journal
from app.ui.decision.agreed import AgreedCard
from app.ui.decision.asking import AnswerCard
from app.ui.decision.conversation import CommentsCard
from app.ui.decision.deciding import DecideCard
from app.ui.decision.doing import Act, first_act, may_change, settled_words, why_not_here
from app.ui.decision.earlier import VersionsCard
from app.ui.decision.held import HoldCard
from app.ui.decision.marking import MarksCard, ThemesCard
from app.ui.decision.notes import Notes
from app.ui.decision.reading import Reading, read
from app.ui.decision.removing import RemoveCard
from app.ui.decision.reviews import ReviewLinks
from app.ui.decision.shared import SharedCard
from app.ui.decision.sheet_view import SheetView
from app.ui.decision.standing import StandingCard
from app.ui.decision.steady import laid_out_once
from app.ui.decision.thought import ThoughtCard
from app.ui.decision.typed_in import TypedInCard
from app.ui.desk import Desk
from app.ui.printing.card import PaperCard
from app.ui.redacting.entry_card import TakeOutCard
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Columns,
    EmptyState,
    Flow,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_TAKEN_BACK = "This entry was undone. Ctrl+Shift+Z brings it back."


class DecisionPage(QObject):
    """Reads any kind of entry. `arrive` takes entry=ID, and thought=True to begin a later thought."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.page = Page("Entry")
        self.setParent(self.page)  # what comes back from the journal after the page is gone is dropped
        self._desk = desk
        self._entry_id: EntryId | None = None
        self.reading: Reading | None = None
        self._arriving = False
        self._where: Mapping[str, object] | None = None
        self._thought_wanted = False
        self.first, self.change = PrimaryButton(""), QuietButton("")
        self.first.clicked.connect(self._first_act)
        self.change.clicked.connect(self._change)
        self.page.add_action(self.change)
        self.page.add_action(self.first)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.nothing = EmptyState("", "Open the journal")
        self.nothing.acted.connect(self._open_journal)
        self.notes = Notes()
        self.notes.origin.clicked.connect(self._open_origin)
        self._make_left()
        self._make_right()
        self._both = Columns(self._left, self._right, stack_below_em=60, weights=(5, 3))
        for part in (self.trouble, self.nothing, self.notes, self._both):
            self.page.add(part)
        for part in (self.trouble, self.nothing, self.notes, self._both):
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def _make_left(self) -> None:
        desk = self._desk
        self._left = QWidget()
        column = column_of(self._left, spacing=2 * GRID)
        self.deciding = DecideCard(desk)
        self.deciding.decided.connect(self._write_what_was_chosen)
        self.deciding.left.connect(self._land)
        self.sheet = SheetView()
        self._title_only = Muted("Nothing is written here yet beyond its title.")
        self.review_links = ReviewLinks()
        self.review_links.wanted.connect(self._change_review)
        self.comments, self.agreed, self.versions = CommentsCard(desk), AgreedCard(desk), VersionsCard()
        self.versions.wanted.connect(self._go_versions)
        self.thought, self.answer, self.typed = ThoughtCard(desk), AnswerCard(desk), TypedInCard(desk)
        self.thought.added.connect(self._focus_adding)
        self.answer.added.connect(self._focus_adding)
        self.typed.added.connect(self._focus_adding)
        self.add_thought, self.add_answer = (
            QuietButton("Add a later thought"),
            QuietButton("Answer another question"),
        )
        self.add_thought.clicked.connect(self.thought.open)
        self.add_answer.clicked.connect(self.answer.open)
        self.type_in, self.cpd = QuietButton("Type in what my coach said"), QuietButton("CPD draft")
        self.then_and_now = QuietButton("Then and now")
        self.then_and_now.clicked.connect(self._go_then_and_now)
        self.type_in.clicked.connect(self.typed.open)
        self.cpd.clicked.connect(self._go_cpd)
        self._adding = Flow(self.add_thought, self.add_answer, self.type_in, self.cpd, self.then_and_now)
        parts = (
            self.deciding, self._title_only, self.sheet, self.review_links, self.comments, self.agreed, self.thought,
            self.answer, self.typed, self._adding, self.versions,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        for card in (self.deciding, self.thought, self.answer, self.typed, self.comments, self.agreed):
            card.problem.connect(self._problem)

    def _make_right(self) -> None:
        desk = self._desk
        self._right = QWidget()
        column = column_of(self._right, spacing=2 * GRID)
        self.standing, self.themes, self.marks = StandingCard(desk), ThemesCard(desk), MarksCard(desk)
        self.shared, self.hold = SharedCard(desk), HoldCard(desk)
        self.paper, self.removing = PaperCard(desk), RemoveCard(desk)
        self.removing.removed.connect(desk.went_back)
        self.take_out = TakeOutCard(desk, self.sheet)
        for card in (self.standing, self.themes, self.marks, self.hold, self.paper, self.removing):
            card.problem.connect(self._problem)
        parts = (
            self.standing, self.themes, self.marks, self.shared, self.paper, self.hold,
            self.take_out, self.removing,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)

    # ---- the page as the window sees it

    @property
    def widget(self) -> QWidget:
        return self.page

    def arrive(self, where: Mapping[str, object]) -> None:
        wanted = where.get("entry")
        if isinstance(wanted, int):
            if wanted != self._entry_id:
                self.thought.let_go()
                self.answer.let_go()
                self.typed.let_go()
            self._entry_id = EntryId(wanted)
        self._arriving = True
        # Coming back to the page is no wish for another thought.
        self._thought_wanted = where.get("thought") is True and where is not self._where
        self._where = where
        self.trouble.hide()
        self._ask()

    def may_leave(self) -> bool:
        return True

    # ---- showing

    def _ask(self) -> None:
        entry_id = self._entry_id
        if entry_id is not None:
            self._desk.read(
                lambda journal: read(journal, entry_id),
                self._show,
                self,
                failed=self._not_there,
                key="decision",
            )

    def _journal_changed(self, change: object, _initiator: object) -> None:
        about = isinstance(change, ChangeSet) and change.entries and self._entry_id not in change.entries
        if self._entry_id is not None and not about and self.page.isVisible():
            self._ask()

    def _show(self, reading: Reading) -> None:
        # Here again, as after Redo: the button that had the focus goes.
        self._arriving = self._arriving or not self.nothing.isHidden()
        with laid_out_once(self._left), laid_out_once(self._right):
            self._show_reading(reading)
        if self._arriving:
            self._arriving = False
            QTimer.singleShot(0, self._land)

    def _show_reading(self, reading: Reading) -> None:
        self.reading = reading
        entry = reading.entry
        self.nothing.hide()
        self.page.set_title(entry.title or reading.sheet.kind, f"{reading.sheet.kind}, {reading.sheet.when}")
        self.page.setAccessibleName(reading.sheet.kind)
        here = entry.deleted_at is None
        self.notes.show_lines(why_not_here(reading), settled_words(reading), reading)
        self.first.setText(first_act(reading).value)
        self.first.setVisible(first_act(reading) is not Act.NONE)
        self.change.setText(may_change(reading))
        self.change.setVisible(bool(may_change(reading)))
        self.sheet.show_sections(reading.sheet.sections())
        self._title_only.setVisible(not reading.sheet.sections())
        self.review_links.show_reading(reading)
        cards = (
            self.deciding, self.comments, self.agreed, self.thought, self.answer, self.typed, self.versions,
            self.themes, self.marks, self.shared, self.paper, self.hold,
            self.take_out,
        )  # fmt: skip
        for card in cards:
            card.show_reading(reading)
        self.removing.show_reading(reading)
        self.standing.show_entry(entry, reading.today)
        self._adding.setVisible(here)
        self.add_answer.setVisible(bool(reading.unanswered))
        self.cpd.setVisible(reading.cpd_is_on and bool(entry.reviews))
        self.then_and_now.setVisible(bool(entry.answers or reading.earlier.count))
        self._both.show()

    def _land(self) -> None:
        """The focus goes to where work begins; the page starts at its top."""
        wanted, self._thought_wanted = self._thought_wanted, False
        if not self.page.isVisible():
            return
        if wanted and not self._adding.isHidden():
            self.thought.open()
            self.page.scroll_to(self.thought)
        else:
            places = (self.first, self.change, self.add_thought)
            stop = next((place for place in places if not place.isHidden()), self.removing.delete)
            self.page.verticalScrollBar().setValue(0)
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_there(self, error: JournalError) -> None:
        self._both.hide()
        self.notes.hide()
        self.first.hide()
        self.change.hide()
        self.page.set_title("Entry")
        was_here = not self._arriving and self.reading is not None and self.reading.entry.id == self._entry_id
        self.nothing.set_words(_TAKEN_BACK if was_here else str(error), "Open the journal")
        self.nothing.show()
        self.nothing.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- acts

    def _first_act(self) -> None:
        reading = self.reading
        if reading is None:
            return
        entry_id, act = reading.entry.id, first_act(reading)
        if act in {Act.LOOK, Act.LOOK_ON}:
            self._desk.go("look-again", entry=entry_id)
        elif act is Act.DECIDE:
            self.deciding.open()
        elif act is Act.MAKE:
            self._desk.go("write", form="standard", came_from=entry_id)
        elif act is Act.TAKE_UP:
            self._act(lambda journal: journal.writing.let_go(entry_id, go=False), "Taken up again.")
        elif act is Act.RESTORE:
            self._act(lambda journal: journal.writing.restore([entry_id]), "Taken out of the bin.")

    def _write_what_was_chosen(self, entry_id: object) -> None:
        self._desk.go("write", entry=entry_id)

    def _change(self) -> None:
        if self.reading is not None:
            self._desk.go("write", entry=self.reading.entry.id)

    def _change_review(self, review_id: object) -> None:
        if self.reading is not None:
            self._desk.go("look-again", entry=self.reading.entry.id, review=review_id)

    def _go_versions(self, text: str) -> None:
        if self.reading is not None:
            self._desk.go("versions", entry=self.reading.entry.id, text=text)

    def _act(self, do: Callable[[Journal], object], said: str) -> None:
        self._desk.act(do, self, failed=self._problem, said=said)

    def _open_origin(self) -> None:
        if self.reading is not None and self.reading.entry.came_from is not None:
            self._desk.go("decision", entry=self.reading.entry.came_from)

    def _go_cpd(self) -> None:
        if self.reading is not None:
            self._desk.go("cpd", entry=self.reading.entry.id)

    def _go_then_and_now(self) -> None:
        if self.reading is not None:
            self._desk.go("round-compare", entry=self.reading.entry.id)

    def _open_journal(self) -> None:
        self._desk.go("journal")

    def _focus_adding(self) -> None:
        self.add_thought.setFocus(Qt.FocusReason.OtherFocusReason)
