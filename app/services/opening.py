"""Opening a file or a pasted text in this journal: with its keys, its contacts and what came or left before."""

from app.domain.sharing import Opened
from app.services.ledger import Ledger
from app.services.people import People
from app.storage import came_before, sharing_log


def open_here(ledger: Ledger, people: People, data: bytes | str, passphrase: str | None = None) -> Opened:
    """Verify and read what somebody sent; errors as of `app.sharing.files.open_file`. Keeps nothing."""
    from app.sharing.files import open_file

    with ledger.file.read() as connection:
        seen = came_before.seen(connection)
        shared = sharing_log.tokens(connection)
    return open_file(
        data,
        people.identities(),
        passphrase,
        known=people.known(),
        seen=seen.__contains__,
        shared=shared,
    )
