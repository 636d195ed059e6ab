"""Where the journal lies, and every file that Balcony writes."""

from dataclasses import dataclass
from pathlib import Path

from app.paths import Places
from app.services.journal import Journal
from app.ui.clipboard import put
from app.ui.desk import Desk
from app.ui.door.ways_on import copies_of, said_of_copies
from app.ui.door.words import synced
from app.ui.settings.section import Rows, Section
from app.ui.widgets import Body, QuietButton, Told


@dataclass(frozen=True)
class _Place:
    places: Places
    synced_by: str | None
    has_demo_note: bool
    has_second_place: bool
    copies: tuple[Path, ...]


class FilesSection(Section):
    """The folder, a warning where another program copies it, and the files one by one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folder = Body(selectable=True)
        self._synced = Told(problem=False)
        self._copies = Told(problem=False)
        copy = QuietButton("Copy the folder’s name")
        copy.clicked.connect(self._copy)
        self._rows = Rows()
        self.add(self._folder)
        self.add(self._synced)
        self.add(self._copies)
        self.add_row(copy)
        self.add(self._rows)
        self._synced.hide()
        self._copies.hide()
        self._shown: _Place | None = None

    def refresh(self) -> None:
        """Ask where the journal lies."""
        self.desk.read(_place, self._show, self, key="place")

    def _show(self, place: _Place) -> None:
        if place == self._shown:
            return
        self._shown = place
        self._folder.setText(f"The journal lies in {place.places.data_dir}")
        self._synced.setText(synced(place.synced_by) if place.synced_by else "")
        self._synced.setVisible(bool(place.synced_by))
        self._copies.setText(said_of_copies(place.copies) if place.copies else "")
        self._copies.setVisible(bool(place.copies))
        self._rows.clear()
        for words in _files(place):
            self._rows.say(words)

    def _copy(self) -> None:
        if self._shown is not None:
            put(str(self._shown.places.data_dir))
            self.desk.say("Copied.")


def _place(journal: Journal) -> _Place:
    places = journal.care.places
    has_demo_note, has_second_place = places.demo_note.exists(), places.backup_place.exists()
    return _Place(places, journal.care.synced_by(), has_demo_note, has_second_place, copies_of(places))


def _files(place: _Place) -> tuple[str, ...]:
    places = place.places
    kept = places.backup_place
    second = (f"{kept}: where backups are copied to as well",) if place.has_second_place else ()
    demo = (f"{places.demo_note.name}: says that this is the demo journal",) if place.has_demo_note else ()
    return (
        f"{places.journal.name}: the journal itself, encrypted; a second file ending in -journal stands beside "
        "it while it is written, encrypted too",
        f"{places.keys.name} and {places.keys.name}.1: what turns your passphrase or recovery code into the key, "
        "twice; keep them with the journal",
        f"{places.lock.name} and {places.lock.name}.holder: say that the journal is open in a window",
        f"{places.backups.name}: the backups, encrypted",
        *demo,
        *second,
        f"{places.preferences}: how this window looks; no word of the journal",
    )
