"""One place where errors of the database and the system become errors a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlcipher3
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.domain.errors import (
    DiskFull,
    JournalBusy,
    JournalDamaged,
    JournalError,
    JournalReadOnly,
    JournalReplaced,
    NotAllowed,
    NotEnoughMemory,
    StorageProblem,
)
from app.storage.files import as_journal_error

# Primary result codes of SQLite (sqlite.org/rescode.html); an extended code holds one in its low byte.
_BY_CODE: dict[int, type[JournalError]] = {
    3: NotAllowed,  # PERM
    5: JournalBusy,  # BUSY
    6: JournalBusy,  # LOCKED
    7: NotEnoughMemory,  # NOMEM
    8: JournalReadOnly,  # READONLY
    10: StorageProblem,  # IOERR
    11: JournalDamaged,  # CORRUPT
    13: DiskFull,  # FULL
    14: NotAllowed,  # CANTOPEN
    23: NotAllowed,  # AUTH
    26: JournalDamaged,  # NOTADB: the key is another one, or the first page is damaged
}


# Extended codes that mean something of their own.
_BY_WHOLE_CODE: dict[int, type[JournalError]] = {
    1032: JournalReplaced,  # READONLY_DBMOVED: the name belongs to another file now, or to none
}


@contextmanager
def translating() -> Iterator[None]:
    """Raise a JournalError for what a person can act on; let a mistake of ours through as it is.

    The original stays as the cause; with `hide_parameters` it holds no values.
    """
    try:
        yield
    except DBAPIError as error:
        translated = _meaning(error.orig)
        if translated is None:
            raise
        raise translated from error
    except sqlcipher3.Error as error:
        translated = _meaning(error)
        if translated is None:
            raise
        raise translated from error
    except PoolTimeout as error:
        raise JournalBusy from error
    except (OSError, MemoryError) as error:
        raise as_journal_error(error) from error


def _meaning(error: BaseException | None) -> JournalError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    found = _BY_WHOLE_CODE.get(code) or _BY_CODE.get(code & 0xFF)
    return found() if found else None
