"""One review, in an order that keeps hindsight out: what was expected, what happened, and only then the rest."""

from time import perf_counter

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import AnswerDraft, Entry, Happened, ReviewDraft
from app.domain.errors import InvalidInput
from app.domain.fields import Field
from app.domain.prompts import When
from app.ui.decision.asking import QuestionList
from app.ui.decision.sheet import Section, forecast_section
from app.ui.decision.sheet_view import SectionView
from app.ui.decision.steady import laid_out_once
from app.ui.forms.filled import PICKED, Fields, answer_in, put
from app.ui.forms.ground import Ground
from app.ui.forms.part import Part
from app.ui.look_again.asked import LOOP_TEST, asks, keys_of, more_prompts, part_of
from app.ui.look_again.filling import HAPPENED, NEXT_LOOK, draft_of, happened_in, picked_in, reveals
from app.ui.look_again.gathering import Subject
from app.ui.look_again.parts import HappenedPart, NextLookPart
from app.ui.look_again.then import ThenCard
from app.ui.theme import GRID
from app.ui.widgets import Card, Disclosure, Muted, announce, column_of

_BELIEF = "ll-assumption-changed"
_CHANGED_VIEW = "You said that your view of the right thing to do has changed. What did you use to think?"
_NOTHING_EXPECTED = "You wrote down nothing that you expected. Judge by what the decision was for."
_AT_A_TIME = 0.006  # seconds of building before the window breathes
_KEPT = "From the moment you choose, what you expected and how sure you were stay as they are."


class ReviewForm(QWidget):
    """Asks a review. `changed` comes only from a person's act; `begun` when something is known of what happened."""

    changed = Signal()
    begun = Signal()

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry = subject.entry
        self._ground: Ground = subject.ground
        self._fields: Fields = subject.fields
        self._parts: dict[str, Part] = {}
        self._keys: tuple[str, ...] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._build)
        column = column_of(self, spacing=2 * GRID)
        self.happened = HappenedPart()
        self.next_look = NextLookPart(subject.today)
        self.so_far: Part | None = None
        for part in (self._expected_card(), self._happened_card()):
            column.addWidget(part)
        self.then = ThenCard(self._entry, self._ground.asked.library)
        self.back = Card("Looking back")
        self.back.body.setSpacing(3 * GRID)
        self._asked = QWidget()
        self._asked_column = column_of(self._asked, spacing=3 * GRID)
        self._belief_hint = Muted(_CHANGED_VIEW)
        self._more = Disclosure("More questions")
        self.list = QuestionList()
        self.list.picked.connect(self._pick)
        self._more.toggled.connect(self._offer_more)
        self._more.add(self.list)
        self.back.add(self._asked)
        self.back.add(self._more)
        column.addWidget(self.then)
        column.addWidget(self.back)
        for part in (self.happened, self.next_look):
            part.take(self._fields)
            part.edited.connect(self._edited)
        self._arrange()

    def _expected_card(self) -> QWidget:
        section = forecast_section(self._entry)
        note = "" if self._entry.expected else _NOTHING_EXPECTED
        return SectionView(Section(section.title, section.parts, note=note))

    def _happened_card(self) -> QWidget:
        card = Card()
        card.setAccessibleName("Did it happen?")
        card.body.setSpacing(2 * GRID)
        self._kept = Muted(_KEPT)
        card.add(self.happened)
        card.add(self._kept)
        card.add(self.next_look)
        return card

    # ---- what stands in it

    def fields(self) -> Fields:
        """What stands in the form, as JSON."""
        return dict(self._fields)

    def draft(self) -> ReviewDraft:
        """The review as filled in."""
        return draft_of(self._fields)

    @property
    def keys(self) -> tuple[str, ...]:
        """The parts shown after "did it happen?", in order."""
        return self._keys

    @property
    def is_building(self) -> bool:
        """Whether some of the parts are still to come."""
        return self._later.isActive()

    @property
    def is_revealed(self) -> bool:
        """Whether the rest of what was written can be read."""
        return not self.then.isHidden()

    # ---- where the focus goes, and what went wrong

    def focus_first(self) -> None:
        """Put the focus where work begins: on whether it happened, or on what comes after."""
        if HAPPENED in self._fields and self._keys:
            self.go_to(self._keys[0])
        else:
            self.happened.focus_in()

    def go_to(self, key: str) -> None:
        """Put a question on the form if it is not there, and the focus into it."""
        if key not in self._keys and self._ground.asked.library.prompt(key) is not None:
            put(self._fields, PICKED, [*picked_in(self._fields), key])
            self._arrange()
        if key in self._keys and key not in self._parts:
            self._make(key)
            self._place()
        if key in self._parts:
            self._parts[key].focus_in()

    def show_problem(self, problem: InvalidInput | None) -> bool:
        """Say beside its field what to mend, and go there; False where the form has no such field."""
        for part in (self.happened, self.next_look, *self._parts.values()):
            part.set_problem("")
        if problem is None:
            return False
        known: dict[str, Part] = {"happened": self.happened, "next-look": self.next_look, **self._parts}
        part_there = known.get(problem.field)
        if part_there is not None:
            part_there.set_problem(str(problem))
            part_there.focus_in()
        return part_there is not None

    # ---- answering a change

    def _edited(self) -> None:
        part = self.sender()
        if not isinstance(part, Part):
            return
        before = reveals(self._fields)
        part.give(self._fields)
        part.set_problem("")
        if part is self.happened and happened_in(self._fields) is not None:
            self.begun.emit()
        self._arrange()
        if reveals(self._fields) and not before:
            announce(self, "The rest, as you wrote it, is shown below.")
        self.changed.emit()

    def _pick(self, prompt_id: object) -> None:
        self.go_to(str(prompt_id))
        self.changed.emit()

    def _offer_more(self, _open: object = None) -> None:
        if self._more.is_unfolded:
            prompts = more_prompts(self._entry, self._ground, self._fields)
            self.list.show_prompts(prompts, self._ground.asked.library, When.REVIEW)

    # ---- building and placing

    def _arrange(self) -> None:
        with laid_out_once(self._asked):
            self._show_what_is_wanted()

    def _show_what_is_wanted(self) -> None:
        happened = happened_in(self._fields)
        shown, is_open = reveals(self._fields), happened is Happened.OPEN
        something = bool(self._entry.expected) or self._entry.confidence is not None
        self._kept.setVisible(something and self._entry.locked_on is None and happened is None)
        self.next_look.setVisible(is_open)
        if is_open and NEXT_LOOK not in self._fields:
            self.next_look.give(self._fields)
        self.then.set_revealed(shown)
        self.back.set_title("Looking back" if shown else "So far")
        self.back.setVisible(happened is not None)
        self._more.setVisible(shown)
        wanted: tuple[str, ...] = (Field.WHAT_HAPPENED.value,) if is_open else ()
        if shown:
            wanted = keys_of(self._entry, self._ground, self._fields)
        if wanted != self._keys:
            self._keys = wanted
            self._build()
        self._offer_more()
        self._hint_at_belief()

    def _build(self) -> None:
        """Make the parts that are still to come, a few at a time, so that the window never waits."""
        until = perf_counter() + _AT_A_TIME
        for key in self._keys:
            if key not in self._parts:
                self._make(key)
                if perf_counter() > until:
                    self._later.start()
                    return
        with laid_out_once(self._asked):
            self._place()
            self._hint_at_belief()

    def _place(self) -> None:
        parts = [self._parts[key] for key in self._keys if key in self._parts]
        for key, part in self._parts.items():
            if key not in self._keys:
                self._asked_column.removeWidget(part)
                part.hide()
        for at, part in enumerate(parts):
            if self._asked_column.indexOf(part) != at:
                self._asked_column.removeWidget(part)
                self._asked_column.insertWidget(at, part)
            part.show()

    def _make(self, key: str) -> None:
        part = part_of(key, self._ground)
        library = self._ground.asked.library
        if asks(library, key, "ll-learned"):
            part.column.insertWidget(1, Muted(LOOP_TEST))
        if key == _BELIEF:
            part.column.insertWidget(1, self._belief_hint)
        part.setParent(self._asked)
        part.take(self._fields)
        part.edited.connect(self._edited)
        self._parts[key] = part

    def _hint_at_belief(self) -> None:
        loop = answer_in(self._fields, "ll-learned") or AnswerDraft("")
        changed = loop.value in {"double", "both"} and answer_in(self._fields, _BELIEF) is None
        if _BELIEF in self._parts:
            self._belief_hint.setVisible(changed)
