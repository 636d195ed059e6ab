"""Words of an entry that can be selected, with what can be done with them in their menu."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.clipboard import put
from app.ui.widgets import Body

TAKE_OUT = "Take these words out…"


class Passages(QWidget):
    """Holds passages. `take_out_wanted(words)` comes from the menu of one, where `offers_taking_out` is set."""

    take_out_wanted = Signal(str)
    offers_taking_out = False

    @property
    def selected(self) -> str:
        """The words that are selected in it now, with its own line ends; empty where none are."""
        found = (one.chosen for one in self.findChildren(Passage) if one.hasSelectedText())
        return next(found, "")


class Passage(Body):
    """A text to read and to select; what stands in it is its own only."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, selectable=True)

    @property
    def chosen(self) -> str:
        """The selected words, without the breaks that long words were given."""
        return self.selectedText().replace("\u2029", "\n").replace("\u200b", "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        around = self._around()
        if around is None or not around.offers_taking_out:
            super().contextMenuEvent(event)
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        has_words = bool(self.chosen.strip())
        copy = menu.addAction("Copy", QKeySequence(QKeySequence.StandardKey.Copy), self._copy)
        menu.addAction("Select all", QKeySequence(QKeySequence.StandardKey.SelectAll), self._select_all)
        menu.addSeparator()
        take_out = menu.addAction(TAKE_OUT, self._take_out)
        for action in (copy, take_out):
            action.setEnabled(has_words)
        menu.popup(event.globalPos())
        event.accept()

    def _around(self) -> Passages | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, Passages):
            above = above.parentWidget()
        return above

    def _copy(self) -> None:
        put(self.chosen)

    def _select_all(self) -> None:
        self.setSelection(0, len(self.text()))

    def _take_out(self) -> None:
        around = self._around()
        if around is not None:
            around.take_out_wanted.emit(self.chosen)
