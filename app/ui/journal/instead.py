"""What stands in place of an empty list: what will be there, or what was looked for, with one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.journal.asked import Choices, Wanted
from app.ui.journal.filters import named_parts
from app.ui.widgets import Body, Card, EmptyState, Flow, QuietButton, column_of

_FRESH = (
    "Your entries will be listed here as soon as you save one: the newest first, to search and to read again."
)
_EMPTY_BIN = (
    "The bin is empty. What you delete stays here for 30 days, longer while it is on hold, "
    "in case you want it back."
)


class Instead(QWidget):
    """`acted` is the button of an empty journal or bin, `clear_wanted` that of a search that found nothing."""

    acted = Signal()
    clear_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=0)
        self._fresh = EmptyState(_FRESH, "Log a decision")
        self._fresh.acted.connect(self.acted)
        self._nothing = Card()
        self._words = Body()
        self.clear = QuietButton("Clear the search and all filters")
        self.clear.clicked.connect(self.clear_wanted)
        self._nothing.add(self._words)
        self._nothing.add(Flow(self.clear))
        column.addWidget(self._fresh)
        column.addWidget(self._nothing)
        self.hide()

    def show_for(self, wanted: Wanted, total: int, choices: Choices) -> None:
        """Show what fits a list of this length, or nothing where it is not empty."""
        self.setVisible(not total)
        self._fresh.setVisible(wanted.is_plain)
        self._nothing.setVisible(not wanted.is_plain)
        bin_words = (_EMPTY_BIN, "Back to the journal")
        self._fresh.set_words(*(bin_words if wanted.in_bin else (_FRESH, "Log a decision")))
        text = wanted.text.strip()
        looked = [f"“{text}”"] if text else []
        looked += [words for _, words in named_parts(wanted.filters, choices)]
        self._words.setText(f"Nothing was found for {'; '.join(looked)}. Try fewer words or filters.")

    def focus_button(self) -> None:
        """Put the focus on the button that is shown."""
        (self.clear if self._fresh.isHidden() else self._fresh.button).setFocus()
