"""The reviews of an entry that can still be changed, each with the way to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.written_dates import written
from app.ui.decision.reading import Reading
from app.ui.widgets import Flow, LinkButton


class ReviewLinks(Flow):
    """A link for each review of the last seven days. `wanted` carries its id."""

    wanted = Signal(object)  # ReviewId

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._links: dict[LinkButton, int] = {}
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Offer the reviews of an entry that are not sealed yet."""
        for link in self._links:
            self.flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links.clear()
        here = reading.entry.deleted_at is None
        for review in reading.entry.reviews if here else ():
            if reading.review_may_change(review):
                link = LinkButton(f"Change the review of {written(review.reviewed_on)}")
                link.clicked.connect(self._pressed)
                self._links[link] = review.id
                self.add(link)
        self.setVisible(bool(self._links))

    def _pressed(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, LinkButton):
            self.wanted.emit(self._links[pressed])
