"""What can be chosen: entries by theme, date, or since something was last shared with somebody."""

from dataclasses import dataclass, replace

from app.domain.choosing import ChoosableEntry, Ticks
from app.domain.listing import EntryFilter
from app.services.ledger import Ledger
from app.storage import chosen, contacts, sharing_log


@dataclass(frozen=True, slots=True)
class Choices:
    """One page of what can be chosen, newest first, nothing ticked; `total` entries in all."""

    entries: tuple[ChoosableEntry, ...]
    total: int


class Choosing:
    """Offers what may be shared. What is marked not for sharing never comes into it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def choices(
        self,
        wanted: EntryFilter | None = None,
        *,
        contact: str | None = None,
        new_only: bool = False,
        limit: int = 200,
        offset: int = 0,
    ) -> Choices:
        """Entries and their fields that can be ticked.

        With a `contact`, fields they were shown as they stand are in `already`; with `new_only`, entries are
        left to those with something written since the day of the last share with them and not shown yet.
        """
        words, today = self._ledger.file.words, self._ledger.clock.today()
        with self._ledger.file.read() as connection:
            number = contacts.number(connection, contact) if contact else None
            shown = sharing_log.shown_to(connection, number) if number is not None else {}
            last = sharing_log.last_shared_on(connection, number) if number is not None else None
            since = last if new_only else None
            offered = replace(wanted or EntryFilter(), in_bin=False)
            found = chosen.numbers(connection, offered, today, since)
            if since is None:
                page = chosen.load(connection, words, found[offset : offset + limit], shown)
                return Choices(tuple(page.values()), len(found))
            fresh = [
                one
                for one in chosen.load(connection, words, found, shown).values()
                if any(each.written_on >= since and each.field_id not in one.already for each in one.fields)
            ]
            return Choices(tuple(fresh[offset : offset + limit]), len(fresh))

    def ticked(self, ticks: Ticks) -> dict[int, ChoosableEntry]:
        """The entries behind some ticks as they stand now; one that cannot be shared any more is missing."""
        with self._ledger.file.read() as connection:
            return chosen.load(connection, self._ledger.file.words, list(ticks.chosen), {})
