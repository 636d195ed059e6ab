"""The form of an entry: what a form kind asks now, as widgets that never lose a word."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from app.domain.entries import EntryDraft
from app.domain.errors import InvalidInput
from app.domain.fields import Field
from app.domain.forms import FormKind
from app.domain.rotation import Question
from app.ui.forms import filled, order
from app.ui.forms.filled import PICKED, ROTATING, Fields
from app.ui.forms.ground import VOICES, Ground
from app.ui.forms.making import made_part
from app.ui.forms.part import Part, link_stops
from app.ui.forms.rows import OfferPart, RotationPart, WrittenPart
from app.ui.theme import GRID
from app.ui.widgets import Columns, announce, column_of
from app.ui.widgets.layouts import parts_of

_AT_A_TIME = 0.006  # seconds of building before the window breathes; laying out and painting come on top
_FEW, _MOST_UNPLACED = 3, 6  # parts made before they are placed: each placing lays the whole page out anew
_EXPECTED, _LOOK_AGAIN, _DAY = Field.EXPECTED.value, Field.REVIEW_DUE.value, Field.DECIDED_ON.value


class EntryForm(QWidget):
    """Fields and prompts of one form kind, in order, asked again as answers change.

    `written` are parts that stay as they are, by key: question, words, and why; `asked` are the questions
    that were answered, by key. `quick` makes it small, for
    Today; `rotates` asks one rotating question.

    `changed` comes only from a person's act. What stands in it is kept apart from its widgets, so
    switching to a shorter form loses nothing: whatever has words stays on the form.
    """

    changed = Signal()
    order_changed = Signal()
    another_wanted = Signal()
    none_wanted = Signal()

    def __init__(
        self,
        kind: FormKind,
        today: date,
        parent: QWidget | None = None,
        *,
        ground: Ground | None = None,
        fields: Fields | None = None,
        written: Mapping[str, tuple[str, ...]] | None = None,
        asked: Mapping[str, str] | None = None,
        quick: bool = False,
        rotates: bool = False,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.week: date | None = None
        self.ground = ground or Ground()
        self._today, self._quick, self._rotates = today, quick, rotates
        self._fields: Fields = deepcopy(fields or {})
        self._written: Mapping[str, tuple[str, ...]] = written or {}
        self._asked: Mapping[str, str] = asked or {}
        self._parts: dict[str, Part] = {}
        self._keys: tuple[str, ...] = ()
        self._unplaced: set[str] = set()
        self._offer = ""
        self._rotation_words = ""
        self._columns = self._lay_out()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._build)
        self._arrange()

    def _lay_out(self) -> tuple[QVBoxLayout, ...]:
        """One column; on the quick form the question stands beside the rest where there is room."""
        spacing = (2 if self._quick else 3) * GRID
        if not self._quick:
            return (column_of(self, spacing=spacing),)
        sides = QWidget(), QWidget()
        question = QWidget()
        self._foot = column_of(sides[1], spacing=spacing)
        self._foot.addWidget(question)
        self._foot.addStretch(1)
        column_of(self).addWidget(Columns(*sides, stack_below_em=64, weights=(6, 5), spacing=4 * GRID))
        return column_of(sides[0], spacing=spacing), column_of(question, spacing=spacing)

    def add_foot(self, foot: QWidget) -> None:
        """Put what ends the quick form right under its question, where it is seen without scrolling."""
        self._foot.insertWidget(1, foot)

    # ---- what it asks

    def set_ground(self, ground: Ground) -> None:
        """Ask from these prompts and themes."""
        if ground == self.ground:
            return
        self.ground = ground
        self._drop([key for key in self._parts if order.follows_ground(key)])
        self._arrange()

    def set_kind(self, kind: FormKind) -> None:
        """Ask more or less: quick, standard or deep."""
        self.kind = kind
        self._arrange()

    def add_prompt(self, prompt_id: str) -> None:
        """Put a prompt on the form and go there."""
        if prompt_id not in self.prompts:
            filled.put(self._fields, PICKED, [*filled.texts_in(self._fields, PICKED), prompt_id])
            self._arrange()
        prompt = self.ground.asked.library.prompt(prompt_id)
        announce(self, f"Added: {prompt.title}" if prompt is not None else "")
        self.go_to(order.answer_key(prompt_id) if prompt_id not in VOICES else order.VOICES_KEY)

    def set_rotating(self, question: Question | None, words: str = "") -> None:
        """Ask this card or prompt, or nothing and say why."""
        self._rotation_words = words
        kept: Fields | None = None
        if question is not None:
            kept = {"id": question.id, "prompts": [prompt.id for prompt in question.prompts]}
        filled.put(self._fields, ROTATING, kept)
        self._arrange()

    @property
    def rotating(self) -> str:
        """The id of the card or prompt that rotation chose."""
        return filled.text_in(filled.part_in(self._fields, ROTATING), "id")

    @property
    def keys(self) -> tuple[str, ...]:
        """The parts in order, by key."""
        return self._keys

    @property
    def prompts(self) -> tuple[str, ...]:
        """The ids of the prompts on the form."""
        return order.prompts_in(self._keys)

    @property
    def built(self) -> bool:
        """Whether every part has its widgets; long forms are built a few at a time."""
        return not self._unplaced and self._is_made

    @property
    def _is_made(self) -> bool:
        return all(key in self._parts for key in self._keys)

    # ---- what stands in it

    def draft(self) -> EntryDraft:
        """What a person has filled in, as the draft of an entry."""
        return filled.draft_in(self._fields, self.kind, self._today, self.week)

    def fields(self) -> Fields:
        """What stands in the form, as JSON."""
        return deepcopy(self._fields)

    def restore(self, fields: Fields) -> None:
        """Show these fields instead, without `changed`."""
        self._fields = deepcopy(fields)
        for part in self._parts.values():
            part.take(self._fields)
        self._sync_look_again()
        self._arrange()

    def clear(self) -> None:
        """Empty the form; the question that rotation chose stays."""
        rotating = self._fields.get(ROTATING)
        self.restore({ROTATING: rotating} if rotating else {})
        self.show_problem(None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been filled in."""
        return not filled.says_something(self._fields)

    # ---- what went wrong, and where the focus goes

    def show_problem(self, problem: InvalidInput | None) -> bool:
        """Say beside its field what to mend, and go there; False where the form has no such field."""
        for part in self._parts.values():
            part.set_problem("")
        key = {"review-due": _LOOK_AGAIN}.get(problem.field, problem.field) if problem else ""
        if problem is None or key not in self._parts:
            return False
        self._parts[key].set_problem(f"{problem.message} {problem.advice}")
        self.go_to(key)
        return True

    def go_to(self, key: str) -> None:
        """Put the focus into a part, built at once if it was still to come."""
        if key in self._keys and (key not in self._parts or key in self._unplaced):
            if key not in self._parts:
                self._make(key)
            self._place()
            # The page must know where it stands before it can bring it into view.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if key in self._parts:
            self._parts[key].focus_in()

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        self.go_to(next((key for key in self._keys if key not in self._written), ""))

    # ---- answering a change

    def _edited(self) -> None:
        part = self.sender()
        if not isinstance(part, Part):
            return
        part.give(self._fields)
        part.set_problem("")
        if part is self._parts.get(_EXPECTED):
            self._sync_look_again()
        self._arrange()
        self.changed.emit()

    def _sync_look_again(self) -> None:
        """Six weeks from today as soon as something is expected, until a person chooses otherwise."""
        part = self._parts.get(_LOOK_AGAIN)
        if part is not None and _LOOK_AGAIN in self._keys:
            part.take(self._fields)
            part.give(self._fields)

    def _next(self) -> None:
        after = [key for key in self._keys if key in self._parts]
        here = next((at for at, key in enumerate(after) if self._parts[key] is self.sender()), len(after))
        if here + 1 < len(after):
            self._parts[after[here + 1]].focus_in()

    def _take_offer(self) -> None:
        self.add_prompt(self._offer)
        self.changed.emit()

    # ---- building and placing

    def _arrange(self) -> None:
        wanted = order.order_of(self.kind, self.ground.asked, self._fields, rotates=self._rotates)
        before = self._keys
        self._keys = order.kept_in_place(before, wanted.keys, self._focused_key())
        self._offer = wanted.offer
        self._tell_rotation()
        if self._keys != before or not self.built:
            self._build()
        if self._keys != before:
            self.order_changed.emit()

    def _tell_rotation(self) -> None:
        part, library = self._parts.get(order.ROTATION_KEY), self.ground.asked.library
        if isinstance(part, RotationPart):
            found = (library.prompt(name) for name in order.rotating_in(self._fields))
            prompts = tuple(prompt for prompt in found if prompt is not None)
            framework = library.framework(prompts[0].framework) if prompts else None
            part.ask(prompts, framework, self._rotation_words)

    def _focused_key(self) -> str:
        focus = QApplication.focusWidget()
        if focus is None:
            return ""
        return next((key for key in self._keys if self._holds(key, focus)), "")

    def _holds(self, key: str, widget: QWidget) -> bool:
        part = self._parts.get(key)
        return part is not None and part.isAncestorOf(widget)

    def _build(self) -> None:
        """Make the parts still to come or place those made; where there are many, each in turns of its own."""
        first = not any(key in self._parts for key in self._keys)
        makes = not self._is_made and len(self._unplaced) < _MOST_UNPLACED
        if makes:
            self._make_some()
        if first or not makes or (self._is_made and len(self._unplaced) <= _FEW):
            self._place()
        if not self.built:
            self._later.start()

    def _make_some(self) -> None:
        until = perf_counter() + _AT_A_TIME
        for key in self._keys:
            if key not in self._parts:
                self._make(key)
                self._unplaced.add(key)
                if perf_counter() > until:
                    return

    def _make(self, key: str) -> None:
        if key in self._written:
            part: Part = WrittenPart(*self._written[key])
        else:
            asked = self._asked.get(key, "")
            part = made_part(key, self.kind, self._today, self.ground, quick=self._quick, asked=asked)
        part.setParent(self)
        part.take(self._fields)
        part.edited.connect(self._edited)
        part.finished.connect(self._next)
        if isinstance(part, RotationPart):
            part.another.connect(self.another_wanted)
            part.none_today.connect(self.none_wanted)
        if isinstance(part, OfferPart):
            part.taken.connect(self._take_offer)
        self._parts[key] = part
        self._tell_rotation()

    def _place(self) -> None:
        self._unplaced.clear()
        there = [key for key in self._keys if key in self._parts]
        split = there.index(_DAY) + 1 if len(self._columns) > 1 and _DAY in there else len(there)
        changed = False
        for column, keys in zip(self._columns, (there[:split], there[split:]), strict=False):
            changed = _fill(column, [self._parts[key] for key in keys]) or changed
        if changed:
            link_stops(self, *(self._parts[key] for key in there))

    def _drop(self, keys: list[str]) -> None:
        for key in keys:
            part = self._parts.pop(key)
            self._unplaced.discard(key)
            part.hide()
            part.deleteLater()


def _fill(column: QVBoxLayout, wanted: Sequence[QWidget]) -> bool:
    """Put widgets into a column in order, hiding what leaves; whether anything moved."""
    here = [part for part in parts_of(column) if isinstance(part, QWidget)]
    if here == list(wanted):
        return False
    for widget in here:
        if widget not in wanted:
            column.removeWidget(widget)
            widget.hide()
    column.setEnabled(False)  # or each one that is shown would lay out the whole page
    for at, widget in enumerate(wanted):
        if column.indexOf(widget) != at:
            column.removeWidget(widget)
            column.insertWidget(at, widget)
            widget.show()
    column.setEnabled(True)
    column.invalidate()
    return True
