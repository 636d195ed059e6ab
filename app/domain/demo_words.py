"""What opens a demo journal that nobody gave a passphrase; what is in it is fictional."""

from typing import Final

DEMO_WORDS: Final = "look round from the balcony"
SAYS_HOW: Final = "Its passphrase"
"""Begins the line of the note beside a demo journal that says how it opens."""


def demo_note(passphrase: str) -> str:
    """The note beside a demo journal; it names no passphrase that somebody chose."""
    known = f"is “{DEMO_WORDS}”" if passphrase == DEMO_WORDS else "was shown or chosen when it was made"
    return f"A demo journal. Nothing in it happened.\n{SAYS_HOW} {known}.\n"
