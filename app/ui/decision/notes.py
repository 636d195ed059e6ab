"""The quiet lines under the title of an entry: what sets it apart, how far it has set, where it came from."""

from PySide6.QtWidgets import QWidget

from app.ui.decision.reading import Reading
from app.ui.entry_words import origin_of
from app.ui.widgets import Banner, LinkButton, Muted, column_of


class Notes(QWidget):
    """Each line is there only where it says something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=4)
        self._apart = Banner("")
        self._brought, self._settled = Muted(), Muted()
        self.origin = LinkButton("")
        for part in (self._apart, self._brought, self.origin, self._settled):
            column.addWidget(part)

    def show_lines(self, apart: str, settled: str, reading: Reading) -> None:
        """Show these and where the entry came from."""
        entry = reading.entry
        brought = origin_of(entry.origin) if entry.origin is not None else ""
        brought = "A demo entry: nothing in it happened." if entry.is_demo else brought
        for label, words in ((self._brought, brought), (self._settled, settled)):
            label.setText(words)
            label.setVisible(bool(words))
        if apart:
            self._apart.set_text(apart)
        self._apart.setVisible(bool(apart))
        title = reading.came_from_title
        self.origin.setVisible(title is not None)
        self.origin.setText(f"It came from the reflection “{title or ''}”".replace("&", "&&"))
        self.show()
