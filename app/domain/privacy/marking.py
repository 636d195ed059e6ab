"""The optional line at the head of a share, such as a council’s own protective marking."""

import unicodedata

LONGEST_MARKING = 80


def clean_marking(text: str) -> str:
    """A marking as one plain line of at most 80 characters.

    Line breaks and runs of spaces become one space; characters that are unseen, or that turn the
    direction of writing, are left out.
    """
    plain = unicodedata.normalize("NFC", text)
    kept = (" " if char.isspace() else char for char in plain)
    seen = "".join(char for char in kept if char == " " or unicodedata.category(char)[0] not in "CZ")
    return " ".join(seen.split())[:LONGEST_MARKING].rstrip()
