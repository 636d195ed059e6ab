"""The top of the journal page: the search box, what folds out below it, and the filters in use."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.ui.journal.asked import Choices, Filters, Wanted
from app.ui.journal.filters import FilterChips, FilterPanel
from app.ui.journal.saved import SavedSearches
from app.ui.theme import GRID, LEAST_TARGET
from app.ui.widgets import Card, Columns, Flow, QuietButton, Told, column_of, label_for
from app.ui.widgets.accessible import announce
from app.ui.widgets.disclosure import FoldButton

PAUSE_MS = 150
_LONGEST = 1000


class SearchLine(QLineEdit):
    """The search box. `left_downwards` with Down or Enter; Escape empties it."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(event)


class Head(QWidget):
    """`typed` comes once typing pauses; the panels tell what was chosen by their own signals."""

    typed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchLine()
        self.search.setMaxLength(_LONGEST)
        self.search.setMinimumHeight(LEAST_TARGET + 8)
        self.search.setPlaceholderText("Any words, or theme:budget, status:waiting … (Ctrl+F)")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.typed)
        self.search.textEdited.connect(self._edited)
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        label = label_for("Search", self.search)
        label.setWordWrap(False)
        line.addWidget(label)
        line.addWidget(self.search, 1)
        self.filters, self.saved, self.chips = FilterPanel(today), SavedSearches(), FilterChips()
        self.filter_fold, self.saved_fold = FoldButton("Filters"), FoldButton("Saved searches")
        self.bin = QuietButton("Bin")
        self.notes = Told(problem=False)
        self._panels = {self.filter_fold: Card(), self.saved_fold: Card()}
        for fold, inside in ((self.filter_fold, self.filters), (self.saved_fold, self.saved)):
            fold.setCheckable(True)
            fold.clicked.connect(self._folded)
            self._panels[fold].add(inside)
            # Until it is put in, nothing takes it along when this goes.
            self.destroyed.connect(self._panels[fold].deleteLater)
        self._column = column = column_of(self, spacing=GRID)
        tools = Flow(self.filter_fold, self.saved_fold, self.bin)
        column.addWidget(Columns(box, tools, stack_below_em=62, weights=(4, 3)))
        column.addWidget(self.chips)
        column.addWidget(self.notes)
        self.notes.hide()
        self._show_folds()

    def show_wanted(self, wanted: Wanted, choices: Choices) -> None:
        """Show what the list is asked for."""
        if self.search.text() != wanted.text:
            self.search.setText(wanted.text)
        self.filters.set_filters(wanted.filters)
        self.show_filters(wanted.filters, choices)
        self.saved.set_can_keep(can=not wanted.is_plain)

    def show_filters(self, filters: Filters, choices: Choices) -> None:
        """Show which filters are in use."""
        self.filter_fold.setText(f"Filters ({filters.count})" if filters.count else "Filters")
        self.chips.show_filters(filters, choices)

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Say what of a search could not be used."""
        words = "\n".join(notes)
        if words != self.notes.accessibleName():
            self.notes.setText(words)
            announce(self.search, words)
        self.notes.setVisible(bool(words))

    def stop_waiting(self) -> None:
        """What is being typed was taken already."""
        self._pause.stop()

    def _edited(self, _text: str) -> None:
        self._pause.start()

    def _folded(self) -> None:
        pressed = self.sender()
        for fold in self._panels:
            if fold is not pressed:
                fold.setChecked(False)
        self._show_folds()

    def _show_folds(self) -> None:
        for fold, panel in self._panels.items():
            if fold.isChecked() and panel.parent() is None:
                # Put in when first wanted: styling its fields takes longer than painting the list.
                self._column.insertWidget(1, panel)
            if panel.parent() is not None:
                panel.setVisible(fold.isChecked())
            fold.setAccessibleDescription("Open" if fold.isChecked() else "Folded away")
