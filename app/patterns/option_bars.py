"""How often each option of a question was chosen: read, said, drawn and tabled in one place."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.readings import ANSWERED, Behind, Counts, CountsFound, Findings
from app.patterns.series import BarRow, Bars, Category, Hatch, Mark, Table
from app.patterns.small_numbers import TREND_FROM, WORDS_FROM, cell, range_words

_NAMED_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Option:
    """One option and how many entries chose it."""

    id: str
    label: str
    k: int


@dataclass(frozen=True, slots=True)
class Options:
    """A question with options. `n` entries answered; a multi of theirs may have chosen several."""

    ask: Counts
    title: str
    n: int
    options: tuple[Option, ...]

    @property
    def is_shown(self) -> bool:
        """Whether there are answers enough for a pattern of this question alone."""
        return self.n >= WORDS_FROM

    @property
    def everything(self) -> Behind:
        """The entries that answered."""
        return Behind(self.ask.reading, stages=self.ask.stages)

    def behind(self, option: Option) -> Behind:
        """The entries that chose an option."""
        return Behind(self.ask.reading, (option.id,), self.ask.stages)

    def of(self, *ids: str) -> int:
        """How often these options were chosen; for questions with one choice, how many entries chose them."""
        return sum(option.k for option in self.options if option.id in ids)

    def at(self, k: int) -> tuple[Option, ...]:
        """The options chosen exactly `k` times, in library order."""
        return tuple(option for option in self.options if option.k == k)


def options_of(findings: Findings, ask: Counts, title: str) -> Options:
    """Every option of a question in library order, then any the library does not know."""
    found = findings.counts.get(ask, CountsFound())
    labels = findings.labels.get(ask.reading, {})
    ids = dict.fromkeys((*labels, *sorted(str(value) for value in found.by_value)))
    options = tuple(
        Option(one, labels.get(one) or label_of(one), found.of(one)) for one in ids if one != ANSWERED
    )
    return Options(ask, title, found.answered, options)


def label_of(option_id: str) -> str:
    """An option the library does not know, as words."""
    return option_id.replace("-", " ").capitalize()


def figure_of(options: Options) -> dict[str, int]:
    """How many answered, and how often each option was chosen."""
    return {"n": options.n, **{option.id: option.k for option in options.options}}


def named(options: Iterable[Option]) -> str:
    """Options in a sentence: “A”, “B” and 2 more."""
    quoted = [f"“{option.label}”" for option in options]
    if len(quoted) > _NAMED_AT_MOST:
        quoted = [*quoted[: _NAMED_AT_MOST - 1], f"{len(quoted) - _NAMED_AT_MOST + 1} more"]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def most_named(options: Options) -> str:
    """What was chosen most often and how often: “Our own data” in 7 of 10 (a range from twenty on)."""
    most = max((option.k for option in options.options), default=0)
    if not most:
        return f"something of your own in {options.n} of {options.n}"
    top = options.at(most)
    with_range = f" ({range_words(most, options.n)})" if options.n >= TREND_FROM else ""
    return f"{named(top)} {'each in' if len(top) > 1 else 'in'} {most} of {options.n}{with_range}"


def option_bars(
    options: Options, title: str = "", unit: str = "Entries", *, chosen_only: bool = False, tone: int = 0
) -> Bars:
    """One bar for each option in library order; `chosen_only` leaves out those never chosen."""
    rows = tuple(
        BarRow(
            option.label,
            right=Mark(
                f"{option.label}: {option.k} of {options.n}",
                option.k,
                options.ask.reading,
                options.behind(option),
            ),
        )
        for option in options.options
        if option.k or not chosen_only
    )
    category = Category(options.ask.reading, unit, tone, Hatch.SOLID if tone == 0 else Hatch.STRIPES)
    return Bars(title or f"{options.title} ({options.n} answered)", rows, right=category)


def options_table(questions: Iterable[Options], unit: str = "Entries") -> Table:
    """The options of several questions, each row named with its question and how many answered that."""
    rows = [(options, option) for options in questions for option in options.options]
    return Table(
        ("Answer", unit, "Answered"),
        tuple(
            (f"{options.title}: {one.label}", cell(one.k, options.n), str(options.n)) for options, one in rows
        ),
        tuple(options.behind(one) for options, one in rows),
    )


def fullest(questions: Iterable[Options]) -> Options:
    """The question with most answers, the first of equals."""
    return max(questions, key=lambda options: options.n)


def too_few_yet(questions: Iterable[Options]) -> tuple[str, ...]:
    """A note naming the questions that have some answers and not yet enough."""
    few = [f"{one.title} ({one.n})" for one in questions if 0 < one.n < WORDS_FROM]
    return (f"Too few answers to show yet: {', '.join(few)}.",) if few else ()
