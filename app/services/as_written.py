"""Whether everything in the journal still is as it was written, by the history chain."""

from dataclasses import dataclass

from app.domain.entries import EntryId
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.services.ledger import Ledger
from app.storage import chain
from app.storage.schema.entries import entry

_MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Compared:
    """What is not as it was last written: entries, and other things such as a contact or a link itself."""

    entries: tuple[EntryId, ...]
    others: int
    findings: chain.Findings

    @property
    def holds(self) -> bool:
        """Whether nothing differs."""
        return self.findings.holds


class AsWritten:
    """Compares the journal with its chain, and keeps what a person looked at."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def compare(self, progress: Progress = no_progress, cancelled: Cancelled = never) -> Compared:
        """Compare everything, in short steps between which others write; raises Cancelled."""
        found = self._ledger.file.compare_with_chain(progress, cancelled)
        others = len(found.differing) - len(found.entries) + len(found.broken)
        return Compared(tuple(EntryId(number) for number in found.entries), others, found)

    def titles(self, compared: Compared) -> tuple[tuple[EntryId, str], ...]:
        """The entries that differ and are there, with their titles; the first of many."""
        query = entry.select().where(entry.c.id.in_(compared.entries[:_MOST_NAMED]))
        with self._ledger.file.read() as connection:
            rows = connection.execute(query.order_by(entry.c.decided_on, entry.c.id)).all()
        return tuple((EntryId(row.id), row.title) for row in rows)

    def keep(self, compared: Compared) -> None:
        """Keep what differs as it is: the chain notes that, and goes on from here."""
        with self._ledger.file.untracked() as connection:
            chain.keep_as_found(connection, compared.findings)
