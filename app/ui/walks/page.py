"""A walk in the window: one step at a time, kept in the journal where it stands, harmless to leave."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.decision.drafting import Drafting, Typed
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, number_in, part_in, put, text_in
from app.ui.walks.part import Part, Plan
from app.ui.walks.steps_line import StepsLine, WaysOn
from app.ui.walks.taken_up import TakenUp
from app.ui.widgets import Heading, Page, announce, column_of
from app.ui.widgets.reading_order import ReadingOrder

_AT, _FURTHEST, _PARTS = "at", "furthest", "parts"


@dataclass(frozen=True, slots=True)
class _Stood:
    """What was kept of the walk; in a journal that is open to be read only nothing can be."""

    draft: Draft | None
    read_only: bool


class Walk(QObject):
    """Shows the steps of a plan as a page of the window. Where one stands is a draft, `walk:<id of the plan>`.

    A step may ask anything of the journal; nothing is done by going from one to the next.
    """

    def __init__(self, desk: Desk, plan: Plan) -> None:
        self.page = Page(plan.title, plan.subtitle)
        super().__init__(self.page)
        self.plan = plan
        self._desk = desk
        self._here = self._furthest = 0
        self._looked = self._is_busy = self._is_kept = False
        self._kept: Fields = {}
        self.parts: dict[str, Part] = {}
        self.line, self.ways, self.heading = StepsLine(plan.steps), WaysOn(), Heading("", 2)
        self.kept = TakenUp()
        self._stage = QWidget()
        self._column = column_of(self._stage, spacing=0)
        for part in (self.kept, self.line, self.heading, self._stage, self.ways):
            self.page.add(part)
        self._drafting = Drafting(desk, self._typed, self.page)
        self._connect()
        self._order = ReadingOrder(self.page)
        self._name_ways()

    def _connect(self) -> None:
        self.line.chosen.connect(self._chosen)
        self.ways.back.clicked.connect(self.go_back)
        self.ways.forward.clicked.connect(self.go_on)
        self.ways.leave.clicked.connect(self.leave)
        self.kept.afresh.connect(self.begin_again)

    # ---- as the window asks

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Always: where one stands is kept."""
        self._drafting.keep()
        return True

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Take the walk up where it stood."""
        if self._looked:
            self._show()
        else:
            form = self.form

            def ask(journal: Journal) -> _Stood:
                return _Stood(journal.drafts.of(form), journal.is_read_only)

            self._desk.read(ask, self._found, self, failed=self._unread, key=form)

    @property
    def form(self) -> str:
        """What the draft is named by."""
        return f"walk:{self.plan.id}"

    @property
    def part(self) -> Part | None:
        """What is shown, once it was made."""
        return self.parts.get(self.plan.steps[self._here].id)

    @property
    def here(self) -> str:
        """The id of the step shown."""
        return self.plan.steps[self._here].id

    # ---- taken up again

    def _found(self, stood: _Stood) -> None:
        if self._looked:
            return
        self._looked, self._is_kept = True, not stood.read_only
        draft = stood.draft
        if draft is not None:
            self._kept = part_in(draft.fields, _PARTS)
            left = self.plan.at(text_in(draft.fields, _AT))
            again = self.plan.steps[left].taken_up_at
            self._here = self.plan.at(again) if again else left
            last = len(self.plan.steps) - 1
            self._furthest = min(max(number_in(draft.fields, _FURTHEST) or 0, left), last)
            self.kept.say_since(draft.saved_at)
        self._show()

    def _unread(self, _error: JournalError) -> None:
        """A walk can always be begun."""
        self._found(_Stood(None, read_only=False))

    def begin_again(self) -> None:
        """Forget what was kept, and begin with the first step; nothing that was done is undone."""
        self._forget()
        self._show()

    def _forget(self) -> None:
        self._drafting.settled()
        self.kept.hide()
        for part in self.parts.values():
            part.hide()
            part.deleteLater()
        self.parts, self._kept = {}, {}
        self._here = self._furthest = 0
        self.plan.forget()
        self._be_busy(False)  # what was under way belonged to a part that is gone
        form = self.form

        def drop(journal: Journal) -> None:
            journal.drafts.drop(form)

        if self._is_kept:
            self._desk.read(drop, _ignore, self)

    def _typed(self) -> Typed | None:
        if not self._is_kept:
            return None
        parts: Fields = dict(self._kept)
        for name, part in self.parts.items():
            put(parts, name, part.fields())
        fields: Fields = {_AT: self.here, _FURTHEST: self._furthest}
        put(fields, _PARTS, parts)
        return Typed(self.form, fields)

    # ---- from step to step

    def go_on(self) -> None:
        """The next step, if this one lets go; after the last one the walk is over."""
        part = self.part
        if part is None or self._is_busy or not part.may_go_on():
            return
        if self._here + 1 < len(self.plan.steps):
            self.turn(self._here + 1)
        else:
            self._forget()
            self._desk.say(self.plan.done)
            self._desk.went_back.emit()

    def go_back(self) -> None:
        """The step before."""
        if self._here and not self._is_busy:
            self.turn(self._here - 1)

    def turn(self, at: int) -> None:
        """Show a step by its place, and keep at once that one stands there."""
        self._here, self._furthest = at, max(self._furthest, at)
        self.kept.hide()
        self._drafting.touched()
        self._drafting.keep()
        self._show()
        announce(self.page, self.heading.accessibleName())

    def leave(self) -> None:
        """Go back to where one came from; everything stays as it is."""
        self._drafting.touched()
        self._drafting.keep()
        if self._is_kept:
            self._desk.say("Kept as it stands. You find it here when you come back.")
        self._desk.went_back.emit()

    def _chosen(self, at: int) -> None:
        if not self._is_busy and at != self._here:
            self.turn(at)

    def _be_busy(self, busy: bool) -> None:  # noqa: FBT001 - a signal's payload
        self._is_busy = busy
        self.line.setEnabled(not busy)
        self.ways.setEnabled(not busy)

    # ---- showing

    def _show(self) -> None:
        self._name_ways()
        # In a turn of its own: the step before has just been put away.
        QTimer.singleShot(0, self, self._show_part)

    def _name_ways(self) -> None:
        steps, here = self.plan.steps, self._here
        self.heading.setText(f"Step {here + 1} of {len(steps)}: {steps[here].title}")
        self.line.show_place(here, self._furthest)
        title_before = steps[here - 1].title if here else ""
        title_next = steps[here + 1].title if here + 1 < len(steps) else ""
        self.ways.show_place(title_before, title_next, self.plan.last)

    def _show_part(self) -> None:
        """Made in one turn, shown in the next, filled in a third: together they would hold the window."""
        step = self.plan.steps[self._here]
        if step.id in self.parts:
            self._put_part()
            return
        part = self.parts[step.id] = step.make()
        part.put_back(part_in(self._kept, step.id))
        part.touched.connect(self._drafting.touched)
        part.on_wanted.connect(self.go_on)
        part.busy.connect(self._be_busy)
        part.hide()
        self._column.addWidget(part)
        QTimer.singleShot(0, self, self._put_part)

    def _put_part(self) -> None:
        part = self.part
        if part is not None:
            with laid_out_once(self._stage):
                for one in self.parts.values():
                    one.setVisible(one is part)
            QTimer.singleShot(0, self, self._arrive_part)

    def _arrive_part(self) -> None:
        part = self.part
        if part is not None:
            part.arrive()
            QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        part = self.part
        if part is None or not self.page.isVisible():
            return
        self.page.verticalScrollBar().setValue(0)
        start = part.start()
        (start if start is not None and start.isVisible() else self.ways.forward).setFocus()
        self.page.verticalScrollBar().setValue(0)


def _ignore(_none: None) -> None:
    """Nothing on the page follows from it."""
