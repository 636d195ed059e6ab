"""Themes and marks of an entry: always open to change, saved as they are ticked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Sensitivity
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.entry_words import HOLD_NOTE, MARKS, MARKS_MEAN, listed_words
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    CheckChoice,
    ChoiceChips,
    Disclosure,
    Muted,
    PickLine,
    column_of,
)

_ON_A_PART = (Sensitivity.PRIVATE_ONLY, Sensitivity.HOLD)


class ThemesCard(Card):
    """The themes of an entry, as words, and folded beneath them the list to tick."""

    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Themes", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self._said = Body()
        self._change = Disclosure("Change themes")
        self.chips = ChoiceChips("Themes", multi=True, show_name=False)
        self.chips.changed.connect(self._changed)
        self._change.add(self.chips)
        self.add(self._said)
        self.add(self._change)
        self._offered: list[tuple[str, str]] = []

    def show_reading(self, reading: Reading) -> None:
        """Show the themes of an entry."""
        self._reading = reading
        here = [theme.name for theme in reading.entry.themes]
        names = list(dict.fromkeys([*(theme.name for theme in reading.themes), *here]))
        offered = [(name, name) for name in names]
        if offered != self._offered:
            self._offered = offered
            self.chips.set_options(offered)
        self.chips.set_values(here)
        self._said.setText(", ".join(here) if here else "No theme yet.")

    def _changed(self, names: object) -> None:
        if self._reading is None or not isinstance(names, tuple):
            return
        entry_id, wanted = self._reading.entry.id, tuple(str(name) for name in names)
        self._desk.act(
            lambda journal: journal.writing.set_themes(entry_id, wanted), self, failed=self.problem.emit
        )


class MarkTicks(QWidget):
    """Some marks to tick, each with what it means. `changed` carries all that are ticked."""

    changed = Signal(object)  # frozenset[Sensitivity]

    def __init__(self, marks: tuple[Sensitivity, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=4)
        self.ticks: dict[Sensitivity, CheckChoice] = {}
        for mark in marks:
            tick = CheckChoice(MARKS[mark])
            tick.setAccessibleDescription(MARKS_MEAN[mark])
            tick.clicked.connect(self._tell)
            meaning = Muted(MARKS_MEAN[mark])
            meaning.setContentsMargins(0, 0, 0, GRID // 2)
            self.ticks[mark] = tick
            column.addWidget(tick)
            column.addWidget(meaning)

    def set_value(self, marks: frozenset[Sensitivity]) -> None:
        """Show what is marked, without a signal."""
        for mark, tick in self.ticks.items():
            tick.setChecked(mark in marks)

    def _tell(self) -> None:
        self.changed.emit(frozenset(mark for mark, tick in self.ticks.items() if tick.isChecked()))


class MarksCard(Card):
    """Marks on the whole entry, and on one part of it."""

    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Marks", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self._parts: list[tuple[str, str]] = []
        self._said = Body()
        self._change = Disclosure("Change marks")
        self.whole = MarkTicks(tuple(Sensitivity))
        self.whole.changed.connect(self._whole_changed)
        self._change.add(self.whole)
        self._change.add(Muted(HOLD_NOTE))
        self._one = Disclosure("Mark one part only")
        self.pick = PickLine("Which part")
        self.pick.changed.connect(self._picked)
        self.part = MarkTicks(_ON_A_PART)
        self.part.changed.connect(self._part_changed)
        self._one.add(self.pick)
        self._one.add(self.part)
        for widget in (self._said, self._change, self._one):
            self.add(widget)

    def show_reading(self, reading: Reading) -> None:
        """Show the marks of an entry."""
        self._reading = reading
        marks = reading.entry.marks
        self._said.setText(listed_words(tuple(MARKS[mark] for mark in sorted(marks))) or "Not marked.")
        self.whole.set_value(marks)
        parts = [
            (part.field, part.label)
            for section in reading.sheet.sections()
            for part in section.parts
            if part.field
        ]
        self._one.setVisible(bool(parts))
        if parts != self._parts:
            self._parts = parts
            self.pick.set_options([(field, _short(label)) for field, label in parts])
        self._picked()

    def _picked(self, _key: object = None) -> None:
        if self._reading is not None:
            self.part.set_value(self._reading.entry.field_marks.get(self.pick.value(), frozenset()))

    def _whole_changed(self, marks: object) -> None:
        self._keep(marks, "")

    def _part_changed(self, marks: object) -> None:
        self._keep(marks, self.pick.value())

    def _keep(self, marks: object, field: str) -> None:
        if self._reading is None or not isinstance(marks, frozenset):
            return
        entry_id = self._reading.entry.id
        self._desk.act(
            lambda journal: journal.writing.set_marks(entry_id, marks, field),
            self,
            failed=self.problem.emit,
            said="Marks changed.",
        )


def _short(label: str) -> str:
    """A question short enough for a list to choose from."""
    return label if len(label) <= 48 else label[:46].rstrip() + "…"
