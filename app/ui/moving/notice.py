"""The notice of a journal that was moved: at its door, and above its pages while it is read."""

from datetime import date

from app.domain.written_dates import written
from app.ui.widgets import Banner, BannerKind

AGAIN = "Write here again…"


def moved_banner(on: date, action: str = AGAIN) -> Banner:
    """Says since when, and what can be done here."""
    return Banner(
        "It can be read and searched here; nothing you type here is kept. Write on the other computer.",
        BannerKind.NOTE,
        action,
        title=f"This journal was moved on {written(on)}",
    )
