"""Stretches in which nothing is asked of a person."""

from contextlib import suppress
from datetime import date
from typing import Any, Final

from app.domain.days import Span
from app.domain.errors import InvalidInput
from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import settings

PAUSES: Final = "pauses"


class Pauses:
    """The pauses of one journal; their days leave C4's and C14's counts."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> tuple[Span, ...]:
        """Every stretch, as they were added."""
        with self._ledger.file.read() as connection:
            return spans_of(settings.setting(connection, PAUSES, []))

    def now(self) -> Span | None:
        """The one that today lies in."""
        today = self._ledger.clock.today()
        return next((pause for pause in self.all() if pause.holds(today)), None)

    def add(self, pause: Span) -> None:
        """Pause for a stretch of days: no date moves; those days leave the counts (ruling 7)."""
        if pause.first is None or pause.last is None or pause.last < pause.first:
            raise InvalidInput("pause", "A pause needs a first and a last day.", "Choose both days.")
        with self._ledger.act("Pause") as act:
            here = spans_of(settings.setting(act.uow.connection, PAUSES, []))
            settings.set_setting(act.uow, PAUSES, list[JsonValue](_texts(one) for one in (*here, pause)))

    def remove(self, pause: Span) -> None:
        """Take a pause back."""
        with self._ledger.act("Remove a pause") as act:
            here = spans_of(settings.setting(act.uow.connection, PAUSES, []))
            settings.set_setting(
                act.uow, PAUSES, list[JsonValue](_texts(one) for one in here if one != pause)
            )


def spans_of(value: Any) -> tuple[Span, ...]:
    """The stretches of a setting; what came with another journal and is none is passed over."""
    spans = []
    for one in value if isinstance(value, list) else ():
        with suppress(ValueError, TypeError):
            first, last = one
            spans.append(Span(date.fromisoformat(first), date.fromisoformat(last)))
    return tuple(spans)


def _texts(span: Span) -> list[JsonValue]:
    return [span.first.isoformat() if span.first else None, span.last.isoformat() if span.last else None]
