"""What the window says while the journal is open to be read only."""

from datetime import date

from app.domain.errors import OpenToReadOnly
from app.ui.moving.notice import moved_banner
from app.ui.widgets import Banner, BannerKind

STAY = "Stay"


def read_only_banner(moved_on: date | None) -> Banner:
    """Stands above every page: what is typed here cannot be kept."""
    if moved_on is not None:
        return moved_banner(moved_on, "Lock, to write here again…")
    return Banner(
        "Its file or folder may not be written, or is open in another window. You can read and search; what "
        "you write here is not kept.",
        BannerKind.CAUTION,
        "Lock, to open it again",
        title="This journal is open to be read only",
    )


def going_unkept() -> OpenToReadOnly:
    """Told before the window goes with words that can be kept nowhere."""
    return OpenToReadOnly(
        "What you typed is not kept.",
        "This journal is open to be read only. Copy what you want to have elsewhere, then go.",
    )


def leaving(*, locks: bool) -> str:
    """The words of the button that lets them go."""
    return "Lock without keeping it" if locks else "Close without keeping it"


def idle_words(*, read_only: bool) -> str:
    """What is said a minute before the journal locks by itself."""
    kept = "What you type in a journal that is open to be read only is not kept."
    return f"Press any key to go on. {kept if read_only else 'What you have written is kept either way.'}"
