"""What each part of an agreement is called."""

from typing import Final

LABELS: Final = {
    "purpose": "What it is for",
    "who_else": "Who else may see it",
    "kept_where": "Where it is kept",
    "how_long": "How long it is kept",
    "when_it_ends": "Where confidence ends",
    "at_the_end": "What happens when it ends",
}
