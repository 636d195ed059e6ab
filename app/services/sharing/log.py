"""The sharing log: what left, to whom, and what was asked of them since."""

from collections.abc import Sequence
from datetime import date

from app.domain.contacts import LoggedShare, SharePlace
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput
from app.domain.sharing import ShareBundle
from app.services.ledger import Ledger
from app.storage import sharing_log


class SharingLog:
    """Every share that left. It is outside undo, since nothing calls a file back."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self, contact: str | None = None) -> tuple[LoggedShare, ...]:
        """Every share, or those with one contact, the newest first."""
        with self._ledger.file.read() as connection:
            found = sharing_log.log(connection)
        return tuple(one for one in found if contact is None or one.contact == contact)

    def copy(self, uid: str) -> ShareBundle:
        """What left, word for word, but for entries erased since; raises InvalidInput for no such share."""
        with self._ledger.file.read() as connection:
            found = sharing_log.exact_copy(connection, uid)
        if found is None:
            raise _no_such_share()
        return found

    def places(self, uid: str) -> tuple[SharePlace, ...]:
        """Where each field of a share came from."""
        with self._ledger.file.read() as connection:
            return sharing_log.places(connection, uid)

    def containing(self, entries: Sequence[EntryId]) -> tuple[LoggedShare, ...]:
        """The shares that hold words of any of these entries: what erasing cannot reach."""
        with self._ledger.file.read() as connection:
            return sharing_log.containing(connection, entries)

    def last_shared_on(self, contact: str) -> date | None:
        """The day of the latest share with somebody."""
        return next((one.made_on for one in self.all(contact)), None)

    def asked_to_delete(self, uid: str, *, asked: bool = True) -> None:
        """Note that they were asked today to delete a share, or take that note away; raises InvalidInput."""
        on = self._ledger.clock.today() if asked else None
        with self._ledger.file.untracked() as connection:
            if not sharing_log.note_asked_to_delete(connection, uid, on):
                raise _no_such_share()


def _no_such_share() -> InvalidInput:
    return InvalidInput("share", "There is no such share in the log.", "Choose one from the list.")
