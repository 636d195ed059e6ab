"""The line that says that one leader alone is shown, with the way to show every leader again."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.domain.errors import JournalError
from app.services.journal import Journal
from app.ui.coach.alone import ONLY
from app.ui.desk import Desk
from app.ui.widgets import Banner, BannerKind

ALONE = "Other leaders are hidden, so that this screen can be shown to the one you are with."


class OneOnly(Banner):
    """Stands above whatever leaves the others out; `acted` asks to show them."""

    def __init__(self) -> None:
        super().__init__(ALONE, BannerKind.NOTE, "Show every leader", title="One leader only")


def set_only(desk: Desk, contact: str, owner: QObject, failed: Callable[[JournalError], None]) -> None:
    """Show this leader alone; every leader where `contact` is empty."""

    def note(journal: Journal) -> None:
        journal.lists.note(ONLY, contact)

    said = "Only this leader is shown." if contact else "Every leader is shown."
    desk.act(note, owner, failed=failed, said=said)
