"""What every service of an open journal shares: the file, the clock, and how an action is taken."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.domain.changes import ChangeSet
from app.domain.entries import Entry, EntryId
from app.domain.errors import NoSuchEntry
from app.services.clock import Clock
from app.services.history import History
from app.storage import entries
from app.storage.journal_file import JournalFile, Writing
from app.storage.writing import Moment


@dataclass
class Ledger:
    """An open journal file with its clock and its history of actions."""

    file: JournalFile
    clock: Clock
    history: History = field(default_factory=History)

    def moment(self) -> Moment:
        """Now and today."""
        return Moment(self.clock.now(), self.clock.today())

    @contextmanager
    def act(self, label: str, merges: str = "") -> Iterator[Writing]:
        """One action of a person: committed, remembered for undo; `changed` is set after the block."""
        with self.file.write(label, self.clock.now(), merges) as writing:
            yield writing
        if writing.changed is not None:
            self.history.remember(writing.changed)

    def entry(self, entry_id: EntryId) -> Entry:
        """An entry whole; raises NoSuchEntry. An entry in the bin is found too."""
        with self.file.read() as connection:
            found = entries.load(connection, self.file.words, entry_id)
        if found is None:
            raise NoSuchEntry
        return found


@dataclass(frozen=True, slots=True)
class Done:
    """What an action did: the entry it is about, and the change that undo would take back."""

    entry_id: EntryId
    change: ChangeSet


def done(entry_id: EntryId, changed: ChangeSet | None) -> Done:
    """What an action did, after its block has ended."""
    if changed is None:
        raise RuntimeError("the action has not ended")
    return Done(entry_id, changed)
