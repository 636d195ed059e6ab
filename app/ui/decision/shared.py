"""Who was shown words of an entry, and the way to share it; nothing is ticked but its title."""

from PySide6.QtWidgets import QWidget

from app.domain.choosing import is_kept_back
from app.domain.contacts import LoggedShare
from app.domain.written_dates import written
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Flow, LinkButton, QuietButton

_NAMED = 3


class SharedCard(Card):
    """What left of this entry, in a line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Sharing", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self._said = Body()
        self.share, self.log = QuietButton("Share this entry"), LinkButton("What you shared")
        self.share.clicked.connect(self._go_share)
        self.log.clicked.connect(self._go_log)
        self.add(self._said)
        self.add(Flow(self.share, self.log, spacing=GRID))

    def show_reading(self, reading: Reading) -> None:
        """Say who has words of it."""
        self._reading = reading
        kept_back = is_kept_back(reading.entry)
        self.setVisible(reading.entry.deleted_at is None or bool(reading.shared))
        self.share.setVisible(not kept_back)
        self.log.setVisible(bool(reading.shared))
        self._said.setText(_said(reading.shared, kept_back=kept_back))

    def _go_share(self) -> None:
        if self._reading is not None:
            self._desk.go("share", entry=self._reading.entry.id)

    def _go_log(self) -> None:
        self._desk.go("sharing-log")


def _said(shared: tuple[LoggedShare, ...], *, kept_back: bool) -> str:
    if not shared:
        return "Nothing of it can be shared." if kept_back else "Nothing of it was shared."
    told = [f"{one.label} on {written(one.made_on)}" for one in shared[:_NAMED]]
    more = len(shared) - len(told)
    return f"Words of it were shared with {', '.join(told)}{f', and {more} more times' if more else ''}."
