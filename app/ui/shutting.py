"""The last work on the journal's thread before it is locked or closed."""

import sys
from collections.abc import Sequence

from app.domain.errors import BackupFailed, JournalError
from app.services.journal import Journal
from app.ui.desk import Write


def keep_drafts(journal: Journal, writes: Sequence[Write]) -> None:
    """Keep every draft. A mistake of ours in one is told and must not keep the journal from being locked."""
    for write in writes:
        try:
            write(journal)
        except JournalError:
            raise
        except Exception:  # noqa: BLE001  told by the hook
            sys.excepthook(*sys.exc_info())


def close_whatever(journal: Journal, *, back_up: bool) -> JournalError | None:
    """Close whatever happens: a mistake of ours in the backup must not leave the window half closed."""
    try:
        return journal.close(back_up=back_up)
    except Exception:  # noqa: BLE001  told by the hook, then closed all the same
        sys.excepthook(*sys.exc_info())
        journal.close(back_up=False)
        return BackupFailed()
