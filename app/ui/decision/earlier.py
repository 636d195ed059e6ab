"""Earlier versions of an entry's words: how many there are of each text, and the way to read them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.decision.reading import Reading
from app.ui.versions.words import label_of
from app.ui.widgets import Card, LinkButton, column_of


class VersionsCard(Card):
    """A line for each text that was something else before. `wanted` carries the key of the one to read."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Earlier versions", parent)
        self._lines = QWidget()
        self._column = column_of(self._lines, spacing=2)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.links: list[LinkButton] = []
        self.add(self._lines)
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Show which texts of an entry have earlier versions."""
        texts = reading.earlier.texts
        self.setVisible(bool(texts))
        kind = reading.earlier.entry.kind
        shown = tuple((one.key, f"{label_of(one, kind)} ({len(one.earlier)})") for one in texts)
        if shown == self._shown:
            return
        self._shown = shown
        for link in self.links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = []
        for key, words in shown:
            link = LinkButton(words)
            link.setObjectName(key)
            link.setAccessibleName(f"Earlier versions: {words}")
            link.clicked.connect(self._pressed)
            self.links.append(link)
            self._column.addWidget(link)

    def _pressed(self) -> None:
        self.wanted.emit(self.sender().objectName())
