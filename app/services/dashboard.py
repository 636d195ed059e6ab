"""The page of patterns: its charts in one selection, and the entries behind each mark."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from app import patterns
from app.domain.days import Span
from app.domain.entries import Stage, ThemeId
from app.domain.errors import InvalidInput, JournalError
from app.domain.readings import Agreed, Ask, Behind, DatedText, EntryLine, Findings
from app.domain.selection import Selection, Window
from app.patterns.comparing import Compared, compare
from app.patterns.coverage_map import ASKS, FrameworkUse, belongs_to, coverage_map
from app.patterns.page import compared_name, own_name, selected_words
from app.patterns.pattern import Pattern
from app.patterns.series import Series
from app.services.arrangement import Arrangement
from app.services.asking import Asking
from app.services.ledger import Ledger
from app.services.selecting import KEPT, WINDOW_ALONE, body_of, selection_from
from app.services.tallying import YEAR_START, Tallying, year_start_of
from app.storage import settings
from app.storage.counting import Counting
from app.storage.themes import all_themes

__all__ = ["Dashboard", "PatternsPage", "Selection", "Window"]

_Look = tuple[str, Span, ThemeId | None]
_SAID_AT_MOST: Final = 3 * len(patterns.PATTERNS)
"""Two may stand beside each other, and one was looked at before."""


@dataclass(frozen=True)
class PatternsPage:
    """The charts of one selection in the leader's order; `hidden` are the ids of those put away.

    `words` name the selection, `window` holds its days; `compared` has the charts
    beside themselves, by id, where the selection compares.
    """

    selection: Selection
    window: Span
    words: str
    series: tuple[Series, ...]
    more: tuple[Series, ...]
    hidden: tuple[str, ...] = ()
    compared: Mapping[str, Compared] = field(default_factory=dict)
    theme_names: Mapping[ThemeId, str] = field(default_factory=dict)


class Dashboard:
    """What the answers look like over time."""

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self._ledger = ledger
        self._asking = asking
        self._tallying = Tallying(ledger, asking)
        self._arrangement = Arrangement(ledger)
        self._said: dict[_Look, tuple[tuple[object, ...], Series]] = {}

    # ---- what is chosen

    def kept(self) -> Selection:
        """What was chosen last in this journal; twelve months at first."""
        with self._ledger.file.read() as connection:
            body = settings.setting(connection, KEPT) or settings.setting(connection, WINDOW_ALONE)
            themes = [theme.id for theme in all_themes(connection)]
        chosen = selection_from(body, themes, self._frameworks())
        return chosen.settled(self._ledger.clock.today())

    def keep(self, selection: Selection) -> None:
        """Remember what was chosen, outside undo; a journal that cannot be written still shows it."""
        with suppress(JournalError), self._ledger.file.untracked() as connection:
            settings.note(connection, KEPT, body_of(selection))

    def span(self, selection: Selection | Window) -> Span:
        """The days of a selection, seen from today."""
        chosen = Selection(selection) if isinstance(selection, Window) else selection
        return chosen.span(self._ledger.clock.today())

    def selected_words(self, selection: Selection) -> str:
        """What is chosen, as the page and every export say it."""
        return selected_words(selection, self.span(selection), self.theme_names(), self._frameworks())

    def theme_names(self) -> dict[ThemeId, str]:
        """Every theme by id, archived ones too."""
        with self._ledger.file.read() as connection:
            return {theme.id: theme.name for theme in all_themes(connection)}

    def _frameworks(self) -> dict[str, str]:
        return {one.id: one.name for one in self._asking.now().library.frameworks}

    # ---- charts

    def page(
        self,
        chosen: Selection | Span,
        *,
        opening_alone: bool = False,
        wanted: Sequence[Pattern] | None = None,
    ) -> PatternsPage:
        """Every chart that is not put away and fits the framework chosen; a span stands for its days alone.

        `opening_alone` leaves those under "More" uncounted: what the page opens with can be shown sooner.
        `wanted` names charts instead, put away or not.
        """
        selection = chosen if isinstance(chosen, Selection) else _of_days(chosen)
        window = self.span(selection)
        placed = self._arrangement.placed()
        away = {*placed.hidden, *(placed.more if opening_alone else ())}
        if wanted is None:
            wanted = [one for one in self._fitting(selection.framework) if one.chart not in away]
        findings = self.findings(wanted, window, selection.theme, selection.framework)
        by_chart = {series.chart: series for series in self._worded(wanted, findings)}
        names = findings.theme_names
        return PatternsPage(
            selection,
            window,
            selected_words(selection, window, names, self._frameworks()),
            tuple(by_chart[chart] for chart in placed.opening if chart in by_chart),
            tuple(by_chart[chart] for chart in placed.more if chart in by_chart),
            placed.hidden,
            self._compared(selection, wanted, by_chart, names) if selection.is_compared else {},
            names,
        )

    def _fitting(self, framework: str | None) -> Iterable[Pattern]:
        if framework is None:
            return patterns.PATTERNS
        mine = [one.id for one in self._asking.now().library.prompts if one.framework == framework]
        return (one for one in patterns.PATTERNS if belongs_to(one, framework, mine))

    def _compared(
        self,
        selection: Selection,
        wanted: Iterable[Pattern],
        own: Mapping[str, Series],
        names: Mapping[ThemeId, str],
    ) -> dict[str, Compared]:
        name_a, name_b = own_name(selection, self.span(selection), names), compared_name(selection, names)
        window = selection.compare_span or self.span(selection)
        theme = selection.theme if selection.compare_theme is None else selection.compare_theme
        # What was agreed is the same in any window: beside itself it would say nothing.
        timed = [one for one in wanted if not any(isinstance(ask, Agreed) for ask in one.asks)]
        other = {one.chart: one for one in self.charts(window, theme, timed, selection.framework)}
        return {
            chart: compare(name_a, series, name_b, other[chart])
            for chart, series in own.items()
            if chart in other
        }

    def charts(
        self,
        window: Span,
        theme: ThemeId | None = None,
        wanted: Iterable[Pattern] = patterns.PATTERNS,
        framework: str | None = None,
    ) -> tuple[Series, ...]:
        """These charts in one window, all counted in one pass; one that has nothing to be about is left out."""
        chosen = tuple(wanted)
        return tuple(self._worded(chosen, self.findings(chosen, window, theme, framework)))

    def _worded(self, chosen: Iterable[Pattern], findings: Findings) -> Iterable[Series]:
        return (
            self._series(pattern, findings)
            for pattern in chosen
            if pattern.only_with is None or pattern.only_with(findings)
        )

    def _series(self, pattern: Pattern, findings: Findings) -> Series:
        """A chart, worded again only where what it read is another than last time in this window."""
        read, key = pattern.read_from(findings), (pattern.chart, findings.window, findings.theme)
        said = self._said.pop(key, None)
        if said is None or said[0] != read:
            said = (read, pattern.compute(findings))
        self._said[key] = said
        for oldest in list(self._said)[:-_SAID_AT_MOST]:
            del self._said[oldest]
        return said[1]

    def chart(self, name: str) -> Pattern:
        """A chart by its id; raises InvalidInput."""
        found = next((one for one in patterns.PATTERNS if one.chart == name.upper()), None)
        if found is None:
            known = ", ".join(one.chart for one in patterns.PATTERNS)
            raise InvalidInput("chart", f"There is no chart called {name}.", f"Choose one of {known}.")
        return found

    def findings(
        self,
        chosen: Iterable[Pattern],
        window: Span,
        theme: ThemeId | None = None,
        framework: str | None = None,
    ) -> Findings:
        """What was counted for these charts, before any of it is put into words."""
        return self._tallying.findings(_asks(chosen), window, theme, framework)

    def coverage(self, selection: Selection | None = None) -> tuple[FrameworkUse, ...]:
        """Where the answers to each framework show; of what was kept last when nothing is chosen."""
        chosen = selection or self.kept()
        findings = self._tallying.findings(ASKS, self.span(chosen), chosen.theme)
        return coverage_map(findings, patterns.PATTERNS)

    def behind(
        self, mark: Behind, window: Span, theme: ThemeId | None = None, limit: int = 200
    ) -> tuple[EntryLine, ...]:
        """The entries behind a mark."""
        return self._tallying.behind(mark, window, theme, limit)

    def lines(
        self,
        prompt_ids: Sequence[str],
        stages: Sequence[Stage],
        span: Span,
        text: str = "",
        offset: int = 0,
        limit: int = 200,
        theme: ThemeId | None = None,
    ) -> tuple[DatedText, ...]:
        """What was written to any of these prompts, newest first; with `text`, where that occurs in any case."""
        with self._ledger.file.read() as connection:
            counting = Counting(connection, self._ledger.file.words)
            return counting.lines(prompt_ids, stages, span, theme, limit, offset=offset, text=text)

    # ---- where the charts stand

    def hidden(self) -> tuple[str, ...]:
        """The charts put away, in the order of the page."""
        return self._arrangement.placed().hidden

    def hide(self, chart: str, *, hidden: bool = True) -> None:
        """Put a chart away, or bring it back."""
        self._arrangement.hide(chart, hidden=hidden)

    def order(self) -> tuple[str, ...]:
        """Every chart in the leader's order: those the page opens with, then those under "More"."""
        placed = self._arrangement.placed()
        return (*placed.opening, *placed.more)

    def move(self, chart: str, by: int) -> None:
        """Move a chart one place up (-1) or down (1), past those put away, inside its own group."""
        self._arrangement.move(chart, by)

    def reset_order(self) -> None:
        """Bring back the order of the page as it comes."""
        self._arrangement.reset()

    # ---- the year

    def year_start(self) -> int:
        """The month in which the leader's year begins: April unless another was chosen."""
        with self._ledger.file.read() as connection:
            return year_start_of(settings.setting(connection, YEAR_START))

    def set_year_start(self, month: int) -> None:
        """Choose the month, 1 to 12, in which the year and its quarters begin; raises InvalidInput."""
        if not 1 <= month <= 12:
            raise InvalidInput("year_start", "That is no month.", "Choose a month from 1 to 12.")
        with self._ledger.act("Change when the year begins") as act:
            settings.set_setting(act.uow, YEAR_START, month)


def _asks(chosen: Iterable[Pattern]) -> Iterable[Ask]:
    return (ask for pattern in chosen for ask in pattern.asks)


def _of_days(span: Span) -> Selection:
    if span.first is None or span.last is None:
        return Selection(Window.ALL)
    return Selection(Window.FREE, span)
