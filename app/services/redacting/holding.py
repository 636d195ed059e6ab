"""The hold: nothing is removed while a request, claim, review or inquiry may touch it (domain page 7.3)."""

from datetime import date
from typing import Final

from app.domain.removing import Held, OnHold
from app.domain.whole import JsonValue
from app.services.ledger import Ledger
from app.storage import settings
from app.storage.erasing import HELD

_KEY: Final = "hold"
_DATES: Final = "hold_dates"
BEGAN: Final = "began"
ENDED: Final = "ended"


class Holding:
    """Puts the whole journal on hold, and says what is; an entry or a field is marked where it is read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def now(self) -> Held:
        """What is on hold, with the dates of the journal's own hold and nothing else about it."""
        with self._ledger.file.read() as connection:
            journal = settings.setting(connection, _KEY, default=False) is True
            kept = settings.setting(connection, _DATES, [])
            entries = frozenset(connection.exec_driver_sql(HELD).scalars().all())
        return Held(journal, entries, _dates(kept))

    def turn(self, *, on: bool) -> Held:
        """Put the whole journal on hold, or end that; the day of it is noted."""
        if on == self.now().journal:
            return self.now()
        self._note(on=on)
        return self.now()

    def _note(self, *, on: bool) -> None:
        today = self._ledger.clock.today().isoformat()
        with self._ledger.act("Put the journal on hold" if on else "End the hold") as act:
            kept = settings.setting(act.uow.connection, _DATES, [])
            dates: list[JsonValue] = [
                *(kept if isinstance(kept, list) else []),
                [today, BEGAN if on else ENDED],
            ]
            settings.set_setting(act.uow, _KEY, on)
            settings.note(act.uow.connection, _DATES, dates)

    def check(self, numbers: frozenset[int], *, despite_hold: bool = False) -> None:
        """Raise OnHold where any of these entries, or the journal, is on hold, unless the person goes on."""
        if not despite_hold and self.now().why(numbers):
            raise OnHold

    def check_journal(self) -> None:
        """Raise OnHold where the journal or anything in it is on hold: nothing is removed in bulk then."""
        held = self.now()
        if held.journal or held.entries:
            raise OnHold


def _dates(kept: JsonValue) -> tuple[tuple[date, str], ...]:
    pairs = kept if isinstance(kept, list) else []
    return tuple(
        (date.fromisoformat(str(one[0])), str(one[1]))
        for one in pairs
        if isinstance(one, list) and len(one) == 2
    )
