"""Opening a file or a pasted text in this journal: with its keys, its contacts and what came or left before."""

import errno
from pathlib import Path

from app.domain.errors import AlreadyOpened, FileTooLarge, NotABalconyFile
from app.domain.sharing import LARGEST_FILE, FileKind, Opened
from app.services.ledger import Ledger
from app.services.people import People
from app.storage import came_before, files, sharing_log


def read_file(path: Path) -> bytes:
    """The bytes of a file somebody sent; raises FileTooLarge before reading, NotABalconyFile where there is none."""
    with files.file_errors():
        if not _is_file(path):
            raise NotABalconyFile("There is no file of that name.", "Look at its name and its folder again.")
        if path.stat().st_size > LARGEST_FILE:
            raise FileTooLarge
        return path.read_bytes()


def _is_file(path: Path) -> bool:
    """Whether there is a file; a text in the place of a name is none."""
    try:
        return path.is_file()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return False
        raise


def open_here(ledger: Ledger, people: People, data: bytes | str, passphrase: str | None = None) -> Opened:
    """Verify and read what somebody sent; errors as of `app.sharing.files.open_file`. Keeps nothing.

    The very file of a reply that is here opens again, so that its actions can still be decided.
    """
    from app.sharing.files import open_file

    with ledger.file.read() as connection:
        here = came_before.shares(connection)
        shared = sharing_log.tokens(connection)
    opened = open_file(
        data,
        people.identities(),
        passphrase,
        known=people.known(),
        seen=here.__contains__,
        shared=shared,
    )
    if opened.kind is FileKind.REPLY:
        _check_same_file(ledger, opened)
    return opened


def _check_same_file(ledger: Ledger, opened: Opened) -> None:
    """Raises AlreadyOpened for another file under the id of a reply that is here."""
    with ledger.file.read() as connection:
        before = came_before.reply_fingerprint(connection, opened.reply.reply_id)
    if before is not None and before != opened.fingerprint:
        raise AlreadyOpened
