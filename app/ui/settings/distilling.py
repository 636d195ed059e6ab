"""From which age on an entry is offered for distilling, and the list of those."""

from typing import Final

from PySide6.QtCore import QTimer

from app.services.redacting.distilling import MONTHS
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Body, Muted, NumberLine, QuietButton

_PAUSE_MS: Final = 400
"""Stepping to a number is one change, not one for each step."""


class DistillingSection(Section):
    """One number, and the way to the list of the oldest entries."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "Distilling an old entry keeps what you learned from it and removes the story for good. Once a "
                "year Today offers a list of the oldest. Nothing is distilled by itself."
            )
        )
        self.months = NumberLine("Offer entries older than", MONTHS[0], MONTHS[-1], unit="months")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.months.changed.connect(self._stepped)
        look = QuietButton("Look at the oldest entries")
        look.clicked.connect(self._go)
        self.add(self.months)
        self.add(Muted("From 6 to 120 months; 18 unless you change it."))
        self.add_row(look)

    def refresh(self) -> None:
        """Ask for the age."""
        self.desk.read(
            lambda journal: journal.removal.distilling.after_months,
            self._show, self, key="distil-months",
        )  # fmt: skip

    def _show(self, months: int) -> None:
        if not self._pause.isActive():  # what is being stepped to is newer
            self.months.set_value(months)

    def _stepped(self, _months: object) -> None:
        self._pause.start()

    def _keep(self) -> None:
        months = self.months.value()
        self.desk.act(
            lambda journal: journal.removal.distilling.set_after_months(months), self, failed=self.tell
        )

    def _go(self) -> None:
        self.desk.go("tidy")
