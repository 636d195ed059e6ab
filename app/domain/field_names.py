"""What the texts of an entry and of its reviews are called where they are read."""

from typing import Final

from app.domain.entries import EntryKind

FIELDS: Final = {
    "title": "Title",
    "context": "What was going on",
    "decision": "What I chose and why",
    "expected": "What I expected to see, and by when",
    "confidence": "How sure I was",
    "what_happened": "What happened",
    "learned": "What I carry forward",
}
"""The parts of an entry or a review that are not answers, by their stable names."""


def field_called(field: str, kind: EntryKind) -> str:
    """The name of a part in an entry of this kind; empty for what is none of them.

    A reflection chose nothing: what was going on is what happened.
    """
    if field == "context" and kind is EntryKind.REFLECTION:
        return FIELDS["what_happened"]
    return FIELDS.get(field, "")
