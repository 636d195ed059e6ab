"""Holds that another file of this journal knows of: an older one that is put in its place must not lose them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from app.domain.entries import Sensitivity
from app.domain.whole import JsonValue
from app.storage import chain, settings
from app.storage.codes import SENSITIVITY
from app.storage.erasing import HELD
from app.storage.rows import fetched

HOLD: Final = "hold"
DATES: Final = "hold_dates"
OF_JOURNAL: Final = frozenset({HOLD, DATES})
LEADERS: Final = "held_leaders"
TAKEN: Final = "holds_taken_from"
"""The setting with the names of the files whose holds were taken on: once, so that a person can end them."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What a file says is on hold: the whole journal with the days of that, entries by uid, leaders by contact."""

    journal: bool
    dates: tuple[JsonValue, ...]
    entries: frozenset[str]
    leaders: frozenset[str]
    changes: int
    """How far the history of that file goes."""

    @property
    def any(self) -> bool:
        """Whether anything is."""
        return bool(self.journal or self.entries or self.leaders)


def holds_of(connection: Connection) -> Holds:
    """What is on hold."""
    uids = fetched(connection, f"SELECT uid FROM entry WHERE id IN ({HELD})")
    return Holds(
        settings.setting(connection, HOLD, default=False) is True,
        tuple(_listed(settings.setting(connection, DATES))),
        frozenset(str(uid) for (uid,) in uids),
        frozenset(str(one) for one in _listed(settings.setting(connection, LEADERS))),
        chain.last_link(connection).seq if chain.is_there(connection) else 0,
    )


def taken_from(connection: Connection) -> frozenset[str]:
    """The files whose holds were taken on, by name."""
    return frozenset(str(one) for one in _listed(settings.setting(connection, TAKEN)))


def take_on(connection: Connection, name: str, there: Holds) -> None:
    """Put on hold here what was on hold there, and note the file; nothing that is on hold here is lifted."""
    here = holds_of(connection)
    if there.journal and not here.journal:
        missing = [one for one in there.dates if one not in here.dates]
        settings.note(connection, HOLD, value=True)
        settings.note(connection, DATES, [*here.dates, *missing])
    if there.leaders - here.leaders:
        settings.note(connection, LEADERS, list[JsonValue](sorted(here.leaders | there.leaders)))
    _mark(connection, there.entries - here.entries)
    settings.note(connection, TAKEN, list[JsonValue](sorted(taken_from(connection) | {name})))


def _mark(connection: Connection, uids: Iterable[str]) -> None:
    connection.exec_driver_sql(
        f"UPDATE entry SET marks = marks | {SENSITIVITY[Sensitivity.HOLD]} WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(uids)),),
    )


def _listed(kept: JsonValue) -> list[JsonValue]:
    return kept if isinstance(kept, list) else []
