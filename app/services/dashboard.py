"""The page of patterns: its charts in one window, and the entries behind each mark."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app import patterns
from app.domain.days import Span, rolling_window
from app.domain.entries import ThemeId
from app.domain.errors import InvalidInput
from app.domain.readings import Behind, EntryLine, Findings
from app.domain.whole import JsonValue
from app.patterns.pattern import Pattern
from app.patterns.series import Series
from app.services.asking import Asking
from app.services.ledger import Ledger
from app.storage import settings
from app.storage.counting import Counting

_HIDDEN = "hidden_charts"
_PAUSES = "pauses"


class Window(StrEnum):
    """The rolling windows of the page."""

    THREE = "3"
    SIX = "6"
    TWELVE = "12"
    ALL = "all"

    @property
    def months(self) -> int | None:
        """How many months, or None for everything."""
        return None if self is Window.ALL else int(self.value)


@dataclass(frozen=True)
class PatternsPage:
    """The charts of one window in page order; `hidden` are the ids of those the leader put away."""

    window: Span
    series: tuple[Series, ...]
    more: tuple[Series, ...]
    hidden: tuple[str, ...] = ()


class Dashboard:
    """What the answers look like over time."""

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self._ledger = ledger
        self._asking = asking

    def span(self, window: Window) -> Span:
        """The days of a rolling window, to today."""
        return rolling_window(self._ledger.clock.today(), window.months)

    def page(self, window: Span, theme: ThemeId | None = None) -> PatternsPage:
        """Every chart that is not hidden."""
        hidden = self.hidden()
        found = self.charts(window, theme, (one for one in patterns.PATTERNS if one.chart not in hidden))
        by_chart = {series.chart: series for series in found}
        return PatternsPage(
            window,
            tuple(by_chart[chart] for chart in patterns.PAGE_ORDER if chart in by_chart),
            tuple(by_chart[chart] for chart in patterns.MORE if chart in by_chart),
            hidden,
        )

    def charts(
        self, window: Span, theme: ThemeId | None = None, wanted: Iterable[Pattern] = patterns.PATTERNS
    ) -> tuple[Series, ...]:
        """These charts in one window, all counted in one pass."""
        chosen = tuple(wanted)
        findings = self.findings(chosen, window, theme)
        return tuple(pattern.compute(findings) for pattern in chosen)

    def chart(self, name: str) -> Pattern:
        """A chart by its id; raises InvalidInput."""
        found = next((one for one in patterns.PATTERNS if one.chart == name.upper()), None)
        if found is None:
            known = ", ".join(one.chart for one in patterns.PATTERNS)
            raise InvalidInput("chart", f"There is no chart called {name}.", f"Choose one of {known}.")
        return found

    def findings(self, chosen: Iterable[Pattern], window: Span, theme: ThemeId | None = None) -> Findings:
        """What was counted for these charts, before any of it is put into words."""
        asks = [ask for pattern in chosen for ask in pattern.asks]
        with self._ledger.file.read() as connection:
            pauses = _spans(settings.setting(connection, _PAUSES, []))
            counting = Counting(connection, self._ledger.file.words)
            found = counting.answer(asks, window, self._ledger.clock.today(), theme, pauses)
        return replace(found, labels=self._labels())

    def _labels(self) -> dict[str, dict[str, str]]:
        library = self._asking.now().library
        return {
            prompt.id: {option.id: option.label for option in prompt.options}
            for prompt in library.prompts
            if prompt.options
        }

    def behind(
        self, mark: Behind, window: Span, theme: ThemeId | None = None, limit: int = 200
    ) -> tuple[EntryLine, ...]:
        """The entries behind a mark."""
        with self._ledger.file.read() as connection:
            counting = Counting(connection, self._ledger.file.words)
            pauses = _spans(settings.setting(connection, _PAUSES, []))
            return counting.behind(mark, window, self._ledger.clock.today(), theme, limit, pauses)

    # ---- what is put away, and pauses

    def hidden(self) -> tuple[str, ...]:
        """The charts put away."""
        with self._ledger.file.read() as connection:
            value = settings.setting(connection, _HIDDEN, [])
        return tuple(str(chart) for chart in value) if isinstance(value, list) else ()

    def hide(self, chart: str, *, hidden: bool = True) -> None:
        """Put a chart away, or bring it back."""
        with self._ledger.act("Hide a chart" if hidden else "Show a chart") as act:
            here = settings.setting(act.uow.connection, _HIDDEN, [])
            charts = {str(one) for one in here} if isinstance(here, list) else set()
            charts = charts | {chart} if hidden else charts - {chart}
            settings.set_setting(act.uow, _HIDDEN, list[JsonValue](sorted(charts)))

    def pauses(self) -> tuple[Span, ...]:
        """The stretches that leave C4's and C14's counts."""
        with self._ledger.file.read() as connection:
            return _spans(settings.setting(connection, _PAUSES, []))

    def pause(self, first: Span) -> None:
        """Pause for a stretch of days: no date moves; those days leave the counts (ruling 7)."""
        if first.first is None or first.last is None or first.last < first.first:
            raise InvalidInput("pause", "A pause needs a first and a last day.", "Choose both days.")
        with self._ledger.act("Pause") as act:
            here = _spans(settings.setting(act.uow.connection, _PAUSES, []))
            settings.set_setting(act.uow, _PAUSES, list[JsonValue](_texts(one) for one in (*here, first)))

    def remove_pause(self, pause: Span) -> None:
        """Take a pause back."""
        with self._ledger.act("Remove a pause") as act:
            here = _spans(settings.setting(act.uow.connection, _PAUSES, []))
            settings.set_setting(
                act.uow, _PAUSES, list[JsonValue](_texts(one) for one in here if one != pause)
            )

    def is_paused(self) -> bool:
        """Whether today lies in a pause."""
        today = self._ledger.clock.today()
        return any(pause.holds(today) for pause in self.pauses())


def _spans(value: object) -> tuple[Span, ...]:
    """The stretches of a setting; what came with another journal and is none is passed over."""
    spans = []
    for one in value if isinstance(value, list) else ():
        with suppress(ValueError, TypeError):
            first, last = one
            spans.append(Span(date.fromisoformat(first), date.fromisoformat(last)))
    return tuple(spans)


def _texts(span: Span) -> list[JsonValue]:
    return [span.first.isoformat() if span.first else None, span.last.isoformat() if span.last else None]
