"""When the journal locks itself, and locking it now."""

from app.preferences import LOCK_MINUTES
from app.ui.desk import Desk
from app.ui.settings.section import Section
from app.ui.widgets import Muted, NumberLine, QuietButton


class LockSection(Section):
    """The quiet time, and the lock by hand."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._minutes = NumberLine(
            "Lock when nothing was typed or moved for", LOCK_MINUTES.start, LOCK_MINUTES.stop - 1, unit="minutes"
        )  # fmt: skip
        self._minutes.changed.connect(self._choose)
        self.add(self._minutes)
        self.add(Muted("Balcony warns a minute before; any key keeps it open. What you were typing is kept."))
        self.add(
            Muted(
                "It also locks when the computer sleeps, and when its screen is locked and the system says so."
            )
        )
        now = QuietButton("Lock now")
        now.setToolTip("Ctrl+L")
        now.clicked.connect(desk.lock_wanted)
        self.add_row(now, Muted("or Ctrl+L, at any time"))
        desk.preferences_changed.connect(self.refresh)

    def refresh(self, *_preferences: object) -> None:
        """Show the quiet time."""
        self._minutes.set_value(self.desk.preferences.lock_after_minutes)

    def _choose(self, minutes: object) -> None:
        self.desk.set_preferences(self.desk.preferences.changed(lock_after_minutes=minutes))
