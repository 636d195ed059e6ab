"""Names people give themselves: made plain before they leave, and compared as they are read."""

import unicodedata
from typing import Final

LONGEST_NAME: Final = 80
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def tidy_name(name: str) -> str:
    """One line without signs that cannot be seen or that turn the reading direction; at most 80 characters."""
    seen = "".join(
        " " if unicodedata.category(sign) in _UNSEEN else sign for sign in unicodedata.normalize("NFC", name)
    )
    return " ".join(seen.split())[:LONGEST_NAME].rstrip()


def same_name(one: str, other: str) -> bool:
    """Whether a person would read both as the same name."""
    return _as_read(one) == _as_read(other)


def _as_read(name: str) -> str:
    return unicodedata.normalize("NFKC", tidy_name(name)).casefold()
