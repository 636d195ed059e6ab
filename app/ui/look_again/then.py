"""The rest of what was written, held back until it is known what happened."""

from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry
from app.domain.prompts import Library
from app.ui.decision.sheet import Section, rest_sections
from app.ui.decision.sheet_view import PartView, SheetView
from app.ui.theme import GRID
from app.ui.widgets import Card, Disclosure, Muted

_WORDS = "The rest, as you wrote it"


class ThenCard(Card):
    """What was going on and what was chosen; the answers of then fold out beneath. Empty until revealed."""

    def __init__(self, entry: Entry, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(_WORDS, parent)
        self._entry, self._library = entry, library
        self._answers: tuple[Section, ...] = ()
        self._sheet = SheetView()
        self._fold: Disclosure | None = None
        self._made = False
        self.body.setSpacing(2 * GRID)
        self.hide()

    def set_revealed(self, revealed: bool) -> None:  # noqa: FBT001 - a setter as Qt has them
        """Show it or hold it back."""
        if revealed and not self._made:
            self._make()
        self.setVisible(revealed)

    def _make(self) -> None:
        self._made = True
        sections = rest_sections(self._entry, self._library)
        words = [part for section in sections if section.title == _WORDS for part in section.parts]
        self._answers = tuple(section for section in sections if section.title != _WORDS)
        if not words and not self._answers:
            self.add(Muted("You wrote no more than that."))
        for part in words:
            self.add(PartView(part))
        count = sum(len(section.parts) for section in self._answers)
        if count:
            self._fold = Disclosure(f"Your answers then ({count})")
            self._fold.toggled.connect(self._unfolded)
            self._fold.add(self._sheet)
            self.add(self._fold)

    def _unfolded(self, is_open: object) -> None:
        if is_open:
            self._sheet.show_sections(self._answers)
