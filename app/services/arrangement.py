"""How the charts stand on the page: which are put away, and in which order they come."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection

from app import patterns
from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import settings

_HIDDEN: Final = "hidden_charts"
_WANTED: Final = "shown_charts"
_ORDER: Final = "chart_order"

_HIDDEN_AT_FIRST = frozenset(one.chart for one in patterns.PATTERNS if one.hidden_at_first)


class Arrangement:
    """The arrangement of one journal; each change can be undone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def hidden(self) -> tuple[str, ...]:
        """The charts put away, in the order of the page; some are until the leader wants them."""
        with self._ledger.file.read() as connection:
            away = _hidden(connection)
            order = [chart for group in _groups(connection) for chart in group]
        return (*(chart for chart in order if chart in away), *sorted(away - {*order}))

    def hide(self, chart: str, *, hidden: bool = True) -> None:
        """Put a chart away, or bring it back."""
        with self._ledger.act("Hide a chart" if hidden else "Show a chart") as act:
            connection = act.uow.connection
            away, wanted = set(_ids(connection, _HIDDEN)), set(_ids(connection, _WANTED))
            if chart in _HIDDEN_AT_FIRST:
                wanted = wanted - {chart} if hidden else wanted | {chart}
            away = away | {chart} if hidden else away - {chart}
            settings.set_setting(act.uow, _HIDDEN, list[JsonValue](sorted(away)))
            settings.set_setting(act.uow, _WANTED, list[JsonValue](sorted(wanted)))

    def groups(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The charts the page opens with, and those under "More", each in the leader's order."""
        with self._ledger.file.read() as connection:
            return _groups(connection)

    def move(self, chart: str, by: int) -> None:
        """Move a chart past its next neighbour that is shown, inside its own group; at the end it stays."""
        with self._ledger.act("Move a chart") as act:
            connection = act.uow.connection
            away, groups = _hidden(connection), _groups(connection)
            order = [one for group in groups for one in _moved(group, chart, by, away)]
            if order != [one for group in groups for one in group]:
                settings.set_setting(act.uow, _ORDER, list[JsonValue](order))

    def reset(self) -> None:
        """Bring back the order the page comes with."""
        with self._ledger.act("Put the charts back in order") as act:
            if _ids(act.uow.connection, _ORDER):
                settings.set_setting(act.uow, _ORDER, [])


def _ids(connection: Connection, key: str) -> list[str]:
    value = settings.setting(connection, key, [])
    return [str(chart) for chart in value] if isinstance(value, list) else []


def _hidden(connection: Connection) -> set[str]:
    return {*_ids(connection, _HIDDEN)} | (_HIDDEN_AT_FIRST - {*_ids(connection, _WANTED)})


def _groups(connection: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = {chart: place for place, chart in enumerate(_ids(connection, _ORDER))}
    return _ordered(patterns.PAGE_ORDER, own), _ordered(patterns.MORE, own)


def _ordered(charts: Sequence[str], own: dict[str, int]) -> tuple[str, ...]:
    """In the leader's order; a chart that is new since then comes after those it follows by itself."""
    places: dict[str, float] = {}
    before = -1.0
    for place, chart in enumerate(charts):
        before = own[chart] if chart in own else before + (place + 1) / 1000
        places[chart] = before
    return tuple(sorted(charts, key=places.__getitem__))


def _moved(group: Iterable[str], chart: str, by: int, away: set[str]) -> list[str]:
    order = list(group)
    shown = [one for one in order if one not in away or one == chart]
    if chart in shown and 0 <= (there := shown.index(chart) + by) < len(shown):
        target = order.index(shown[there])
        order.remove(chart)
        order.insert(target, chart)
    return order
