"""Where the passphrase of a demo journal is found: it is fiction, so whoever looks round is told."""

from typing import Final

from app.domain.demo_words import DEMO_WORDS, SAYS_HOW
from app.paths import Places

_IS_DEMO = "This is a demo journal; all of it is fiction."
_HINTS: Final = {
    True: f"{_IS_DEMO} Its passphrase is “{DEMO_WORDS}”.",
    False: f"{_IS_DEMO} Its passphrase is the one you chose for it, or the one that the command "
    "“balcony demo” showed.",
    None: f"{_IS_DEMO} Made in this window, its passphrase is “{DEMO_WORDS}”; made by the command "
    "“balcony demo”, it is the one shown there.",
}
"""By whether the words of the window open it."""


def demo_hint(places: Places) -> str:
    """What is said beside the passphrase of the demo journal that lies here."""
    return _HINTS[_opens_with_known_words(places)]


def _opens_with_known_words(places: Places) -> bool | None:
    """Whether the words of the window open the demo here, as its note says; None where it does not say."""
    try:
        told = places.demo_note.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    return DEMO_WORDS in told if SAYS_HOW in told else None
