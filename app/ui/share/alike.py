"""Ticking the same of several entries at once: shown first, then confirmed (ruling 52)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.choosing import PART_WORDS, ChoosableEntry, Part, Ticks, alike_words
from app.ui.widgets import Body, ChoiceChips, Disclosure, Flow, Muted, QuietButton, announce


@dataclass(frozen=True)
class Would:
    """What would be ticked: the ticks as they would be, how many fields more, and that in words."""

    ticks: Ticks
    more: int
    words: str


def would_tick(ticks: Ticks, entries: Sequence[ChoosableEntry], parts: Sequence[Part]) -> Would:
    """What ticking these kinds of field in every entry would add."""
    with_any = [one for one in entries if any(each.part in parts for each in one.fields)]
    would = ticks.tick_alike(with_any, parts)
    more = would.fields - ticks.fields
    if not parts:
        return Would(would, 0, "Choose at least one kind of field.")
    if not more:
        return Would(would, 0, "All of that is ticked already, or there is none of it here.")
    fields = "1 field more" if more == 1 else f"{more} fields more"
    return Would(would, more, f"{alike_words(parts, len(with_any))}: {fields}. Nothing of it is ticked yet.")


class TickAlike(Disclosure):
    """`wanted` asks for every entry of the list; `agreed` carries the new ticks once they were confirmed."""

    wanted = Signal(object)  # tuple[Part, ...]
    agreed = Signal(object)  # Ticks

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tick the same of every entry in this list", parent)
        self._would: Ticks | None = None
        self._is_made = False
        self.toggled.connect(self._unfolded)

    def _unfolded(self, _unfolded: object) -> None:
        """Made when it is first wanted: most shares do without."""
        if self._is_made:
            return
        self._is_made = True
        options = [(part.value, PART_WORDS[part][0].upper() + PART_WORDS[part][1:]) for part in Part]
        self.parts = ChoiceChips("Which fields", options, multi=True)
        self.parts.changed.connect(self._forget)
        self.show_button = QuietButton("Show what this would tick")
        self.show_button.clicked.connect(self._ask)
        self._told = Body("")
        self.agree, self.leave = QuietButton("Tick these"), QuietButton("Leave it")
        self.agree.clicked.connect(self._agree)
        self.leave.clicked.connect(self._leave)
        self._buttons = Flow(self.agree, self.leave)
        hint = Muted("Nothing is ticked before you have seen how much it is.")
        for part in (self.parts, hint, Flow(self.show_button), self._told, self._buttons):
            self.add(part)
        self._forget()

    def show_what(self, would: Would) -> None:
        """Say what would be ticked beside what is."""
        self._would = would.ticks if would.more else None
        words = would.words
        self._told.setText(words)
        self._told.show()
        self._buttons.setVisible(self._would is not None)
        announce(self, words)
        if self._would is not None:
            self.agree.setFocus()

    def _forget(self, *_: object) -> None:
        self._would = None
        self._told.hide()
        self._buttons.hide()

    def _ask(self) -> None:
        self.wanted.emit(tuple(Part(key) for key in self.parts.values()))

    def _agree(self) -> None:
        would = self._would
        self._forget()
        self.show_button.setFocus()
        if would is not None:
            self.agreed.emit(would)

    def _leave(self) -> None:
        self._forget()
        self.show_button.setFocus()
