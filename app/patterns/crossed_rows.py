"""A slider crossed with another question: its places for one option, as a strip whose marks open both."""

from dataclasses import replace

from app.domain.prompts import Ends
from app.domain.readings import Behind, CountsFound, Fact, crossed
from app.patterns.proportions import median
from app.patterns.series import Mark, StripRow
from app.patterns.slider_rows import PLACES, Places, place_figures, slider_row


def crossed_places(found: CountsFound) -> dict[str, dict[int, int]]:
    """The counts at the seven places for each option met, from values such as "cultural/-2"."""
    by_option: dict[str, dict[int, int]] = {}
    for value, k in found.by_value.items():
        option, place = crossed(value)
        by_option.setdefault(option, dict.fromkeys(PLACES, 0))[int(place)] += k
    return by_option


def nowhere() -> dict[int, int]:
    """Seven places without an answer."""
    return dict.fromkeys(PLACES, 0)


def crossed_figures(places: Places) -> dict[str, object]:
    """How many there are, the counts by place, and their median."""
    return {"n": sum(places.values()), "counts": place_figures(places), "median": median(places)}


def behind_option(fact: Fact, option: str) -> Behind:
    """The entries of one option, wherever the slider stood."""
    return Behind(fact, tuple(f"{option}/{place}" for place in PLACES))


def crossed_row(fact: Fact, option: str, name: str, ends: Ends, places: Places) -> StripRow:
    """The strip of one option."""
    row = slider_row(name, ends, places, Behind(fact))
    return replace(
        row,
        marks=tuple(
            Mark(mark.label, mark.value, mark.category, Behind(fact, (f"{option}/{place}",)))
            for mark, place in zip(row.marks, PLACES, strict=True)
        ),
    )


def hollow_marks(fact: Fact, option: str, name: str, ends: Ends, places: Places) -> tuple[Mark, ...]:
    """The same counts to be drawn hollow over another strip; none where there are none."""
    return crossed_row(fact, option, name, ends, places).marks if any(places.values()) else ()
