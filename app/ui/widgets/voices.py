"""Voices: one list, three states each (ruling 43)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.prompts import Option
from app.ui.theme import GRID
from app.ui.widgets.accessible import Group
from app.ui.widgets.choice import RadioChoice
from app.ui.widgets.disclosure import Disclosure
from app.ui.widgets.labels import Body, Heading
from app.ui.widgets.layouts import Columns, Flow
from app.ui.widgets.page import column_of
from app.ui.widgets.roving import OneOf


class Voice(StrEnum):
    """What a voice was in a decision."""

    HEARD = "heard"
    ABSENT = "affected, not heard"
    NEITHER = "–"


_STATES = tuple(Voice)
_SHOWN_FIRST = 5


class VoiceRow(Group):
    """One voice and its three states; one Tab stop."""

    changed = Signal()

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option.label, parent)
        self.option = option
        self._group = OneOf(self, clearable=False)
        states = Flow()
        for state in _STATES:
            choice = RadioChoice(state.value[0].upper() + state.value[1:])
            spoken = "not marked" if state is Voice.NEITHER else state.value
            choice.setAccessibleName(f"{option.label}: {spoken}")
            self._group.add(choice)
            states.add(choice)
        self._group.set_index(_STATES.index(Voice.NEITHER))
        self._group.chosen.connect(self.changed)
        name = Body(option.label)
        name.setContentsMargins(0, GRID - 2, 0, 0)
        column = column_of(self)
        column.addWidget(Columns(name, states, stack_below_em=44, weights=(2, 3), spacing=4))

    def state(self) -> Voice:
        """How the voice is marked."""
        return _STATES[self._group.index or 0]

    def set_state(self, state: Voice) -> None:
        """Mark it, without a signal."""
        self._group.set_index(_STATES.index(state))


class ThreeStateList(Group):
    """Every voice as heard, affected but not heard, or neither. The five used most recently come first.

    `changed` has no payload: ask `heard()` and `absent()`.
    """

    changed = Signal()

    def __init__(
        self,
        question: str,
        voices: Sequence[Option],
        recent: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        show_question: bool = True,
    ) -> None:
        super().__init__(question, parent)
        known = {voice.id: voice for voice in voices}
        first = [known[one] for one in dict.fromkeys(recent) if one in known][:_SHOWN_FIRST]
        first += [voice for voice in voices if voice not in first][: _SHOWN_FIRST - len(first)]
        later = [voice for voice in voices if voice not in first]
        column = column_of(self, spacing=4)
        if show_question:
            column.addWidget(Heading(question, 3))
        self._in_order = [voice.id for voice in voices]
        self.rows: dict[str, VoiceRow] = {}
        self._add_rows(column, first)
        self._more = Disclosure(f"More voices ({len(later)})")
        self._add_rows(self._more.body, later)
        column.addWidget(self._more)
        self._more.setVisible(bool(later))

    def heard(self) -> tuple[str, ...]:
        """The ids marked heard, in library order."""
        return self._marked(Voice.HEARD)

    def absent(self) -> tuple[str, ...]:
        """The ids marked affected but not heard, in library order."""
        return self._marked(Voice.ABSENT)

    def set_value(self, heard: Iterable[str], absent: Iterable[str]) -> None:
        """Show what is marked, without a signal; unfolds where a later voice is."""
        states = {**dict.fromkeys(absent, Voice.ABSENT), **dict.fromkeys(heard, Voice.HEARD)}
        for one, row in self.rows.items():
            row.set_state(states.get(one, Voice.NEITHER))
        if any(one in states for one in list(self.rows)[_SHOWN_FIRST:]):
            self._more.set_unfolded(True)

    def _marked(self, state: Voice) -> tuple[str, ...]:
        return tuple(one for one in self._in_order if self.rows[one].state() is state)

    def _add_rows(self, column: QVBoxLayout, voices: Sequence[Option]) -> None:
        for voice in voices:
            row = VoiceRow(voice)
            row.changed.connect(self.changed)
            self.rows[voice.id] = row
            column.addWidget(row)
