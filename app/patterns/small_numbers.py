"""How a count is put into words at each number of answers (domain section 4.1, rules 3 to 5)."""

import math

from app.domain.readings import Behind
from app.patterns.proportions import wilson
from app.patterns.series import Table

WORDS_FROM = 5
PERCENT_FROM = 10
TREND_FROM = 20

TOO_FEW = "Too few to show a pattern. Here they are:"

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def whole(value: float) -> int:
    """The nearest whole number, halves upwards, as people round."""
    return math.floor(value + 0.5)


def percent(fraction: float) -> str:
    """A fraction as a whole percentage."""
    return f"{whole(fraction * 100)}%"


def range_words(k: int, n: int) -> str:
    """The Wilson range as it is said: "roughly between 40% and 75%"."""
    low, high = wilson(k, n)
    return f"roughly between {percent(low)} and {percent(high)}"


def plural(n: int, one: str, many: str) -> str:
    """The noun for a number: one entry, two entries, no entries."""
    return one if n == 1 else many


def opening_count(k: int, n: int) -> str:
    """A count that opens a sentence, "Five of ten": in figures as soon as either is beyond ten."""
    if max(k, n) < len(_NUMBERS):
        return f"{_NUMBERS[k].capitalize()} of {_NUMBERS[n]}"
    return f"{k} of {n}" if k else f"None of {n}"


def cell(k: int, n: int) -> str:
    """A count in a table, with its share from ten answers on."""
    return f"{k} ({percent(k / n)})" if n >= PERCENT_FROM else str(k)


def answered_caption(n: int, of: int, one: str = "entry", many: str = "entries") -> str:
    """How many of how many answered: "14 of 20 entries answered this."."""
    if not of:
        return f"There are no {many} in this period."
    return f"{n} of {of} {plural(of, one, many)} answered this."


def counted_table(heading: str, unit: str, rows: tuple[tuple[str, int, Behind | None], ...], n: int) -> Table:
    """Names and counts, with shares of `n` from ten answers on."""
    with_share = n >= PERCENT_FROM
    return Table(
        headers=(heading, unit, "Share") if with_share else (heading, unit),
        rows=tuple((name, str(k), percent(k / n)) if with_share else (name, str(k)) for name, k, _ in rows),
        behind=tuple(behind for _, _, behind in rows),
    )


def answers_table(n: int, of: int | None) -> Table:
    """What can be said in a table before there is a pattern: how many answered, and how many did not."""
    rows = [("Counted here", str(n))]
    if of is not None:
        rows.append(("Not counted here", str(max(0, of - n))))
    return Table(("Entries", "Number"), tuple(rows), (None,) * len(rows))
