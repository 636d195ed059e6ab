"""Removing the demo journal in one act."""

import shutil
from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.paths import Places
from app.ui.dialog import Dialog
from app.ui.widgets import PrimaryButton, QuietButton

_NAMES = (
    "journal.db",
    "journal.db-journal",
    "journal.keys",
    "journal.keys.1",
    "journal.lock",
    "journal.lock.holder",
)


class LeaveDemo(Dialog):
    """Asks once. `agreed` when the demo journal is to go."""

    agreed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "Remove the demo journal?",
            "It holds fiction only, and whatever you tried out in it. It goes for good, with its backups; "
            "your own journal is not touched.",
            parent,
        )
        remove, keep = PrimaryButton("Remove it"), QuietButton("Keep it")
        remove.clicked.connect(self._remove)
        keep.clicked.connect(self.reject)
        self.finish_with(keep, remove)
        keep.setFocus()

    def _remove(self) -> None:
        self.accept()
        self.agreed.emit()


def remove_journal(places: Places) -> None:
    """Remove the files of a closed journal, and its folder where nothing else is left in it."""
    _forget_second_place(places)
    for backup in places.backups.glob("journal-*.balcony-backup"):
        backup.unlink(missing_ok=True)
    for earlier in places.data_dir.glob("earlier-demo-*"):
        shutil.rmtree(earlier, ignore_errors=True)
    places.demo_note.unlink(missing_ok=True)
    for name in _NAMES:
        (places.data_dir / name).unlink(missing_ok=True)
    for folder in (places.backups, places.data_dir):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _forget_second_place(places: Places) -> None:
    """The file that names it may be shared with the own journal, so it does not simply go with the others."""
    from app.services.clock import Clock
    from app.services.second_place import SecondPlace
    from app.storage import keys

    with suppress(JournalError):
        SecondPlace(places, keys.journal_id_of(places.keys), Clock()).stop()
