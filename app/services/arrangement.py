"""How the charts stand on the page: which are put away, and in which order they come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app import patterns
from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import settings

_HIDDEN: Final = "hidden_charts"
_WANTED: Final = "shown_charts"
_ORDER: Final = "chart_order"

_HIDDEN_AT_FIRST = frozenset(one.chart for one in patterns.PATTERNS if one.hidden_at_first)


@dataclass(frozen=True, slots=True)
class Placed:
    """The charts the page opens with and those under "More", in the leader's order, and those put away."""

    opening: tuple[str, ...]
    more: tuple[str, ...]
    hidden: tuple[str, ...]
    """In the order of the page; some charts are put away until the leader wants them."""


class Arrangement:
    """The arrangement of one journal; each change can be undone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def placed(self) -> Placed:
        """How the charts stand."""
        with self._ledger.file.read() as connection:
            kept = settings.settings(connection)
        (opening, more), away = _groups(kept), _hidden(kept)
        order = (*opening, *more)
        unknown = sorted(away - {*order})
        return Placed(opening, more, (*(chart for chart in order if chart in away), *unknown))

    def hide(self, chart: str, *, hidden: bool = True) -> None:
        """Put a chart away, or bring it back."""
        with self._ledger.act("Hide a chart" if hidden else "Show a chart") as act:
            kept = settings.settings(act.uow.connection)
            away, wanted = {*_ids(kept, _HIDDEN)}, {*_ids(kept, _WANTED)}
            if chart in _HIDDEN_AT_FIRST:
                wanted = wanted - {chart} if hidden else wanted | {chart}
            away = away | {chart} if hidden else away - {chart}
            settings.set_setting(act.uow, _HIDDEN, list[JsonValue](sorted(away)))
            settings.set_setting(act.uow, _WANTED, list[JsonValue](sorted(wanted)))

    def move(self, chart: str, by: int) -> None:
        """Move a chart past its next neighbour that is shown, inside its own group; at the end it stays."""
        with self._ledger.act("Move a chart") as act:
            kept = settings.settings(act.uow.connection)
            away, groups = _hidden(kept), _groups(kept)
            order = [one for group in groups for one in _moved(group, chart, by, away)]
            if order != [one for group in groups for one in group]:
                settings.set_setting(act.uow, _ORDER, list[JsonValue](order))

    def reset(self) -> None:
        """Bring back the order the page comes with."""
        with self._ledger.act("Put the charts back in order") as act:
            if _ids(settings.settings(act.uow.connection), _ORDER):
                settings.set_setting(act.uow, _ORDER, [])


_Kept = Mapping[str, JsonValue]


def _ids(kept: _Kept, key: str) -> list[str]:
    value = kept.get(key)
    return [str(chart) for chart in value] if isinstance(value, list) else []


def _hidden(kept: _Kept) -> set[str]:
    return {*_ids(kept, _HIDDEN)} | (_HIDDEN_AT_FIRST - {*_ids(kept, _WANTED)})


def _groups(kept: _Kept) -> tuple[tuple[str, ...], tuple[str, ...]]:
    own = {chart: place for place, chart in enumerate(_ids(kept, _ORDER))}
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
