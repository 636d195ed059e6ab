"""What every removal ends with: nothing of it in undo, in memory, in the index or in old pages of the file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.domain.errors import JournalError
from app.domain.exchange import Progress
from app.services.ledger import Ledger
from app.storage import redacting
from app.storage.redacting import Open

STEPS = 3
"""What a removal counts to: replaced, drawn anew, file written anew."""


class Sweeping:
    """Runs a removal; `forget` empties what other services keep of the journal in memory."""

    def __init__(self, ledger: Ledger, forget: Callable[[], None]) -> None:
        self._ledger = ledger
        self._forget = forget

    @contextmanager
    def removal(self, progress: Progress) -> Iterator[Open]:
        """A write transaction outside undo; at its end the derived tables and the index are drawn anew."""
        with self._ledger.file.untracked() as connection:
            yield connection
            progress(1, STEPS)
            redacting.draw_anew(connection)
            progress(2, STEPS)
        self.forget()

    def forget(self) -> None:
        """Empty the undo history and every word that is kept in memory."""
        self._ledger.history.forget()
        self._ledger.file.words.forget()
        self._ledger.file.drawn.note(None)
        self._forget()

    def compact(self, progress: Progress) -> bool:
        """Write the file anew; False where the disk had no room for it, and old pages may keep zeroes only."""
        try:
            self._ledger.file.compact()
        except JournalError:
            return False
        progress(STEPS, STEPS)
        return True
