"""What was counted for the charts, kept from one look to the next: after a save only what it touched is asked again."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.prompts import Prompt, When
from app.domain.readings import Ask, AskedPrompt, Behind, EntryLine, Findings
from app.domain.whole import JsonValue
from app.services.asking import ASKED_SINCE, EVERY_PROMPT, Asked, Asking
from app.services.ledger import Ledger
from app.services.pauses import PAUSES, spans_of
from app.storage import settings
from app.storage.asked import forms_in_use
from app.storage.cells import View
from app.storage.counting import Counting
from app.storage.themes import all_themes

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
        self._asked_last: tuple[tuple[object, ...], dict[str, AskedPrompt]] | None = None

    def findings(
        self, asks: Iterable[Ask], window: Span, theme: ThemeId | None = None, framework: str | None = None
    ) -> Findings:
        """What was counted, with every name a chart may need, before any of it is put into words."""
        wanted = tuple(dict.fromkeys(asks))
        with self._ledger.file.read() as connection:
            kept = settings.settings(connection)
            counting = Counting(connection, self._ledger.file.words)
            counted = self._counted(counting, wanted, self._view(kept, window, theme))
            names = {theme.id: theme.name for theme in all_themes(connection)}
            asked = self._asked(forms_in_use(connection), kept)
        now = self._asking.now()
        return replace(
            counted,
            labels=self._labels(now),
            theme_names=names,
            asked=asked,
            frameworks={one.id: one.name for one in now.library.frameworks},
            framework=framework,
            theme=theme,
            year_start=year_start_of(kept.get(YEAR_START)),
        )

    def behind(
        self, mark: Behind, window: Span, theme: ThemeId | None = None, limit: int = 200
    ) -> tuple[EntryLine, ...]:
        """The entries behind a mark."""
        with self._ledger.file.read() as connection:
            counting = Counting(connection, self._ledger.file.words)
            view = self._view({PAUSES: settings.setting(connection, PAUSES)}, window, theme)
            return counting.behind(mark, view, limit)

    def _view(self, kept: Mapping[str, JsonValue], window: Span, theme: ThemeId | None) -> View:
        return View(window, self._ledger.clock.today(), theme, spans_of(kept.get(PAUSES)))

    def _counted(self, counting: Counting, asks: tuple[Ask, ...], view: View) -> Findings:
        drawn, key = self._ledger.file.drawn, (view, asks)
        kept, times = self._kept.pop(key, None), drawn.times
        changed = None if kept is None else drawn.since(kept.times)
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

    def _asked(self, used: tuple[bool, bool], kept: Mapping[str, JsonValue]) -> dict[str, AskedPrompt]:
        now = self._asking.now()
        inputs = (now, kept.get("made_at"), kept.get(ASKED_SINCE), used)
        if self._asked_last is None or self._asked_last[0] != inputs:
            since = _asked_since(kept)
            in_use = {When.DECISION: True, When.REVIEW: used[0], When.WEEKLY: used[1]}
            found = {
                prompt.id: _named(prompt, since.get(prompt.id, since[EVERY_PROMPT]), now, in_use)
                for prompt in now.library.prompts
            }
            self._asked_last = (inputs, found)
        return self._asked_last[1]


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


def _asked_since(kept: Mapping[str, JsonValue]) -> dict[str, date]:
    """The day each prompt was turned on; what is not named there has been on since the journal was made."""
    found: dict[str, date] = {EVERY_PROMPT: date.min}
    with suppress(ValueError, TypeError):
        found[EVERY_PROMPT] = datetime.fromisoformat(str(kept.get("made_at"))).date()
    since = kept.get(ASKED_SINCE)
    for name, day in since.items() if isinstance(since, dict) else ():
        with suppress(ValueError, TypeError):
            found[name] = date.fromisoformat(str(day))
    return found


def year_start_of(month: JsonValue) -> int:
    """The month, 1 to 12, in which the leader's year begins; April where the setting is none."""
    return month if isinstance(month, int) and 1 <= month <= 12 else APRIL
