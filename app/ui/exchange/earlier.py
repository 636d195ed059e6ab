"""The imports that can still be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.written_dates import written
from app.services.exchange import Batch
from app.ui.exchange.wording import format_name, many
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Flow, Muted, QuietButton


class EarlierImports(Card):
    """One line an import, the newest first. `take_back_wanted` carries its number."""

    take_back_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Earlier imports", parent)
        self.add(Muted("Taking one back moves its entries to the bin. They can be brought in again later."))
        self._rows: list[QWidget] = []
        self.hide()

    def show_batches(self, batches: Sequence[Batch]) -> None:
        """Show these; none, and the card goes."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(batch) for batch in batches]
        for row in self._rows:
            self.add(row)
        self.setVisible(bool(batches))

    def _row(self, batch: Batch) -> QWidget:
        day = written(batch.imported_at.astimezone().date())
        words = f"{format_name(batch.format)}: {many(batch.entries)}, brought in on {day}"
        button = QuietButton("Take back")
        button.setObjectName(str(batch.number))
        button.setAccessibleName(f"Take back the import from {words}")
        button.clicked.connect(self._pressed)
        return Flow(Body(words), button, spacing=2 * GRID)

    def _pressed(self) -> None:
        self.take_back_wanted.emit(int(self.sender().objectName()))
