"""The hold: nothing is removed while a request, claim, review or inquiry may touch it (domain page 7.3)."""

from datetime import date
from typing import Final

from app.domain.entries import Entry, EntryId, Sensitivity
from app.domain.removing import Held, OnHold
from app.domain.whole import JsonValue
from app.services.ledger import Done, Ledger, done
from app.storage import holds, settings
from app.storage.codes import mark_bits
from app.storage.erasing import HELD
from app.storage.rows import fetched
from app.storage.schema.entries import answer, entry, field_mark
from app.storage.unit_of_work import UnitOfWork

BEGAN: Final = "began"
ENDED: Final = "ended"


class Holding:
    """Puts the whole journal on hold, and says what is; an entry or a field is marked where it is read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def now(self) -> Held:
        """What is on hold, with the dates of the journal's own hold and nothing else about it."""
        with self._ledger.file.read() as connection:
            journal = settings.setting(connection, holds.HOLD, default=False) is True
            kept = settings.setting(connection, holds.DATES, [])
            entries = frozenset(connection.exec_driver_sql(HELD).scalars().all())
        return Held(journal, entries, _dates(kept))

    def turn(self, *, on: bool) -> Held:
        """Put the whole journal on hold, or end that; the day of it is noted.

        It lies outside undo: what holds the journal must not end by taking back something else.
        """
        if on != self.now().journal:
            today = self._ledger.clock.today().isoformat()
            with self._ledger.file.untracked() as connection:
                kept = settings.setting(connection, holds.DATES, [])
                before: list[JsonValue] = kept if isinstance(kept, list) else []
                settings.note(connection, holds.HOLD, on)
                settings.note(connection, holds.DATES, [*before, [today, BEGAN if on else ENDED]])
        return self.now()

    def put(self, entry_id: EntryId, *, on: bool) -> Done:
        """Put an entry on hold whole, or end every hold on it: its own, its fields' and its answers'.

        Ending it leaves a hold on the whole journal as it is; raises NoSuchEntry.
        """
        found = self._ledger.entry(entry_id)
        with self._ledger.act("Put an entry on hold" if on else "Lift the hold of an entry") as act:
            if on:
                marks = found.marks | {Sensitivity.HOLD}
                act.uow.update(entry, {"id": entry_id}, marks=mark_bits(marks))
            else:
                self._lift(act.uow, found)
        return done(entry_id, act.changed)

    def _lift(self, uow: UnitOfWork, found: Entry) -> None:
        held = frozenset({Sensitivity.HOLD})
        uow.update(entry, {"id": found.id}, marks=mark_bits(found.marks - held))
        for name, marks in found.field_marks.items():
            if Sensitivity.HOLD in marks:
                uow.delete(field_mark, (field_mark.c.entry == found.id) & (field_mark.c.field == name))
                if marks - held:
                    uow.insert(field_mark, entry=found.id, field=name, marks=mark_bits(marks - held))
        bit = mark_bits(held)
        for number, kept in fetched(
            uow.connection, "SELECT id, marks FROM answer WHERE entry = ?", (found.id,)
        ):
            uow.update(answer, {"id": number}, marks=kept & ~bit)

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
