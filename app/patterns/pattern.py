"""What a chart of the dashboard is: what it asks, how it counts, and what it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from weakref import ReferenceType, ref

from app.domain.readings import (
    Agreed,
    Ask,
    Behind,
    Counts,
    Coverage,
    Days,
    Findings,
    Sliders,
    Steps,
    Texts,
    Themes,
)
from app.patterns.series import Line, Offer, Picture, Series, Shown, Table, shown_for
from app.patterns.small_numbers import TOO_FEW, WORDS_FROM, answers_table


@dataclass(frozen=True)
class Counted:
    """What was counted, before any of it is put into words.

    `held_back` says of a figure whether the page shows it at this number of
    answers; a figure not named there is shown whenever a pattern is. `lines`
    are shown from the first answer.
    """

    n: int
    of: int | None
    caption: str
    everything: Behind | None
    figures: Mapping[str, object]
    held_back: Mapping[str, bool] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    lines_title: str = ""


@dataclass(frozen=True)
class Said:
    """The words, pictures and table of a chart with five answers or more."""

    sentence: str
    table: Table
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()
    listing: Behind | None = None
    listing_title: str = ""
    linked_prompt: str = ""
    offers: tuple[Offer, ...] = ()
    offers_title: str = ""


_Read = TypeVar("_Read")


def read_once(read: Callable[[Findings], _Read]) -> Callable[[Findings], _Read]:
    """Let counting and saying share what is read of the same findings; only the latest is kept."""
    last: list[tuple[ReferenceType[Findings], _Read]] = []

    def kept(findings: Findings) -> _Read:
        if not last or last[0][0]() is not findings:
            last[:] = [(ref(findings), read(findings))]
        return last[0][1]

    return kept


ANY = "*"
"""Stands in `Pattern.draws_on` for every prompt."""


@dataclass(frozen=True)
class Pattern:
    """One chart: `count` reads the findings, `say` words them once there are five answers."""

    chart: str
    title: str
    question: str
    asks: tuple[Ask, ...]
    count: Callable[[Findings], Counted]
    say: Callable[[Findings], Said]
    empty: str
    about: str
    source: str
    empty_prompt: str = ""
    draws_on: tuple[str, ...] = ()
    """The prompts whose answers this chart shows, for the map of frameworks; `ANY` stands for all of them."""
    frameworks: tuple[str, ...] = ()
    """Frameworks it belongs to beside those of its prompts: what it counts stands in fields of their practice."""
    hidden_at_first: bool = False
    """Put away until the leader wants it (ruling 36)."""
    kept_back: str = ""
    """Why this chart is not offered for sharing with the others; empty for most."""
    only_with: Callable[[Findings], bool] | None = None
    """The chart is absent unless this holds (agreed actions)."""

    def read_from(self, findings: Findings) -> tuple[object, ...]:
        """All that this chart may read of findings: equal, it says the same again."""
        answers: list[object] = []
        for ask in self.asks:
            match ask:
                case Counts():
                    answers.append(findings.counts.get(ask))
                case Steps():
                    answers.append(findings.steps.get(ask))
                case Texts():
                    answers.append(findings.texts.get(ask))
                case Sliders():
                    answers.append(findings.sliders.get(ask))
                case Days():
                    answers.append(findings.days.get(ask))
                case Coverage():
                    answers.append(findings.coverage)
                case Themes():
                    answers += (findings.themes, findings.theme_names)
                case Agreed():
                    answers.append(findings.actions)
        framed = (findings.window, findings.today, findings.theme, findings.framework, findings.year_start)
        return (*framed, *answers, findings.asked, findings.labels, findings.frameworks)

    def compute(self, findings: Findings) -> Series:
        """Everything this chart says about one window, by the small-number rule."""
        counted = self.count(findings)
        shown = shown_for(counted.n)
        said = self.say(findings) if counted.n >= WORDS_FROM else self._before_a_pattern(counted, shown)
        return Series(
            chart=self.chart,
            title=self.title,
            question=self.question,
            shown=shown,
            n=counted.n,
            of=counted.of,
            sentence=said.sentence,
            caption=counted.caption,
            notes=said.notes,
            pictures=said.pictures,
            table=said.table,
            lines=counted.lines,
            lines_title=counted.lines_title if counted.lines else "",
            everything=counted.everything,
            figures=_figures(counted, shown),
            about=self.about,
            source=self.source,
            empty_prompt=self.empty_prompt,
            listing=said.listing,
            listing_title=said.listing_title,
            offers=said.offers,
            offers_title=said.offers_title,
            linked_prompt=said.linked_prompt,
            later=self.empty,
        )

    def _before_a_pattern(self, counted: Counted, shown: Shown) -> Said:
        table = answers_table(counted.n, counted.of)
        if shown is Shown.NOTHING:
            return Said(self.empty, table)
        return Said(TOO_FEW, table, listing=counted.everything, listing_title="Here they are")


def _figures(counted: Counted, shown: Shown) -> dict[str, object]:
    has_pattern = counted.n >= WORDS_FROM
    return {
        "n": counted.n,
        "of": counted.of,
        "display": shown.value,
        **counted.figures,
        "shown": {key: has_pattern and counted.held_back.get(key, True) for key in counted.figures},
    }
