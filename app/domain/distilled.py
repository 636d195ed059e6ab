"""Which texts of an entry stay when it is distilled, and what another file is asked for once texts went."""

from dataclasses import dataclass
from typing import Final

_BELIEFS: Final = frozenset({"ll-assumption", "ll-assumption-changed"})
"""The answers whose words stay: what was taken for granted, and the belief that was rewritten."""


def stays(field: str) -> bool:
    """Whether a text stays, by its field id: the title, what was learned and the beliefs do."""
    if field == "title":
        return True
    before, is_answer, prompt = field.rpartition("answer:")
    if is_answer and (not before or before.startswith("review:")):
        return prompt in _BELIEFS
    return field.startswith("review:") and field.endswith(":learned")


@dataclass(frozen=True, slots=True)
class Gone:
    """A whole text that went from an entry (by its uid and the field id), or with no field its whole story.

    Words cannot tell: a backup may hold the text as it stood before a name was swapped, or before it was edited.
    """

    entry: str
    field: str = ""
