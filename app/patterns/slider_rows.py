"""One slider as a row of seven counts between its two ends."""

from collections.abc import Mapping

from app.domain.prompts import Ends
from app.domain.readings import Behind, CountsFound
from app.patterns.proportions import median
from app.patterns.series import Mark, StripRow
from app.patterns.small_numbers import WORDS_FROM

PLACES = range(-3, 4)
"""The seven places of a slider, its low end first."""

Places = Mapping[int, int]


def place_counts(found: CountsFound) -> dict[int, int]:
    """How many answers stand at each of the seven places."""
    by_value = found.by_value
    return {place: by_value.get(place, 0) for place in PLACES}


def low_side(places: Places) -> int:
    """How many answers lie towards the low end."""
    return sum(k for place, k in places.items() if place < 0)


def high_side(places: Places) -> int:
    """How many answers lie towards the high end."""
    return sum(k for place, k in places.items() if place > 0)


def place_figures(places: Places) -> dict[str, int]:
    """The seven counts as they stand in figures: by "-3" to "3"."""
    return {str(place): k for place, k in places.items()}


def signed(place: float) -> str:
    """A place as it is read: +2, −1, 0."""
    return f"+{place:g}" if place > 0 else f"−{-place:g}" if place else "0"


def slider_row(name: str, ends: Ends, places: Places, behind: Behind) -> StripRow:
    """The row of a slider; its median is marked from five answers on.

    `behind` names the reading and its stages; the value is set for each mark.
    """
    total = sum(places.values())
    reading, stages = behind.reading, behind.stages
    marks = tuple(
        [
            Mark(f"{name} at {signed(place)}: {k} of {total}", k, "", Behind(reading, (place,), stages))
            for place, k in places.items()
        ]
    )
    middle = median(places) if total >= WORDS_FROM else None
    return StripRow(f"{name} ({total})", ends.low, ends.high, marks, middle)
