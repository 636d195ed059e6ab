"""What was counted for the charts, kept from one look to the next: after a save only what it touched is asked again."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.prompts import Prompt, When
from app.domain.readings import Ask, AskedPrompt, Behind, EntryLine, Findings
from app.services.asking import ASKED_SINCE, EVERY_PROMPT, Asked, Asking
from app.services.ledger import Ledger
from app.storage import settings
from app.storage.asked import forms_in_use
from app.storage.cells import View
from app.storage.counting import Counting
from app.storage.themes import all_themes

PAUSES: Final = "pauses"
YEAR_START: Final = "year_start"
APRIL: Final = 4
_KEPT_AT_MOST: Final = 4


@dataclass(frozen=True)
class _Kept:
    """Findings of one view, and how often readings had been drawn when they were counted."""

    findings: Findings
    times: int


class Tallying:
    """The findings of one journal."""

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self._ledger = ledger
        self._asking = asking
        self._kept: dict[tuple[View, tuple[Ask, ...]], _Kept] = {}
        self._named: tuple[Asked, dict[str, dict[str, str]]] | None = None

    def findings(
        self, asks: Iterable[Ask], window: Span, theme: ThemeId | None = None, framework: str | None = None
    ) -> Findings:
        """What was counted, with every name a chart may need, before any of it is put into words."""
        wanted = tuple(dict.fromkeys(asks))
        with self._ledger.file.read() as connection:
            view = self._view(connection, window, theme)
            counted = self._counted(connection, wanted, view)
            names = {theme.id: theme.name for theme in all_themes(connection)}
            year_start = year_start_of(connection)
            asked = self._asked(connection)
        now = self._asking.now()
        return replace(
            counted,
            labels=self._labels(now),
            theme_names=names,
            asked=asked,
            frameworks={one.id: one.name for one in now.library.frameworks},
            framework=framework,
            theme=theme,
            year_start=year_start,
        )

    def behind(
        self, mark: Behind, window: Span, theme: ThemeId | None = None, limit: int = 200
    ) -> tuple[EntryLine, ...]:
        """The entries behind a mark."""
        with self._ledger.file.read() as connection:
            counting = Counting(connection, self._ledger.file.words)
            return counting.behind(mark, self._view(connection, window, theme), limit)

    def _view(self, connection: Connection, window: Span, theme: ThemeId | None) -> View:
        pauses = spans_of(settings.setting(connection, PAUSES, []))
        return View(window, self._ledger.clock.today(), theme, pauses)

    def _counted(self, connection: Connection, asks: tuple[Ask, ...], view: View) -> Findings:
        drawn, key = self._ledger.file.drawn, (view, asks)
        kept, times = self._kept.pop(key, None), drawn.times
        changed = None if kept is None else drawn.since(kept.times)
        counting = Counting(connection, self._ledger.file.words)
        if kept is None or changed is None:
            found = counting.answer(asks, view)
        else:
            found = counting.answer(asks, view, kept.findings, changed)
        self._kept[key] = _Kept(found, times)
        for oldest in list(self._kept)[:-_KEPT_AT_MOST]:
            del self._kept[oldest]
        return found

    # ---- what is asked, and since when

    def _labels(self, now: Asked) -> dict[str, dict[str, str]]:
        if self._named is None or self._named[0] is not now:
            labels = {
                prompt.id: {option.id: option.label for option in prompt.options}
                for prompt in now.library.prompts
                if prompt.options
            }
            self._named = (now, labels)
        return self._named[1]

    def _asked(self, connection: Connection) -> dict[str, AskedPrompt]:
        now, since = self._asking.now(), _asked_since(connection)
        review, weekly = forms_in_use(connection)
        in_use = {When.DECISION: True, When.REVIEW: review, When.WEEKLY: weekly}
        return {
            prompt.id: _named(prompt, since.get(prompt.id, since[EVERY_PROMPT]), now, in_use)
            for prompt in now.library.prompts
        }


def _named(prompt: Prompt, since: date, now: Asked, in_use: dict[When, bool]) -> AskedPrompt:
    return AskedPrompt(
        prompt.id,
        prompt.title,
        prompt.framework,
        prompt.kind,
        prompt.ends,
        since if prompt.id in now.enabled else None,
        any(in_use[moment] for moment in prompt.when),
    )


def _asked_since(connection: Connection) -> dict[str, date]:
    """The day each prompt was turned on; what is not named there has been on since the journal was made."""
    found: dict[str, date] = {EVERY_PROMPT: date.min}
    with suppress(ValueError, TypeError):
        found[EVERY_PROMPT] = datetime.fromisoformat(str(settings.setting(connection, "made_at"))).date()
    kept = settings.setting(connection, ASKED_SINCE, {})
    for name, day in kept.items() if isinstance(kept, dict) else ():
        with suppress(ValueError, TypeError):
            found[name] = date.fromisoformat(str(day))
    return found


def year_start_of(connection: Connection) -> int:
    """The month, 1 to 12, in which the leader's year begins."""
    month = settings.setting(connection, YEAR_START, APRIL)
    return month if isinstance(month, int) and 1 <= month <= 12 else APRIL


def spans_of(value: Any) -> tuple[Span, ...]:
    """The stretches of a setting; what came with another journal and is none is passed over."""
    spans = []
    for one in value if isinstance(value, list) else ():
        with suppress(ValueError, TypeError):
            first, last = one
            spans.append(Span(date.fromisoformat(first), date.fromisoformat(last)))
    return tuple(spans)
