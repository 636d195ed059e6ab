"""The quiet line that says something was saved, with the way to it."""

from PySide6.QtCore import Signal

from app.domain.entries import EntryId
from app.ui.widgets import Body, Flow, Group, LinkButton, column_of


class SavedLine(Group):
    """Hidden until something was saved. `opened` carries the entry."""

    opened = Signal(object)  # EntryId

    def __init__(self) -> None:
        super().__init__("Saved")
        self._id: EntryId | None = None
        self._words = Body()
        self.open = LinkButton("Open it")
        self.open.clicked.connect(self._open)
        column_of(self).addWidget(Flow(self._words, self.open))
        self.hide()

    def tell(self, words: str, entry_id: EntryId, action: str = "Open it") -> None:
        """Say what was done; the status bar speaks it."""
        self._id = entry_id
        self._words.setText(words)
        self.open.setText(action)
        self.show()

    def put_away(self) -> None:
        """Say nothing any more."""
        self.hide()

    def _open(self) -> None:
        self.opened.emit(self._id)
