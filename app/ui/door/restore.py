"""Finding a journal in another folder, or bringing one back from a backup."""

from datetime import UTC, datetime
from pathlib import Path

from app.domain.errors import JournalError
from app.domain.restoring_told import entries
from app.domain.written_dates import written
from app.paths import places_in
from app.storage.backups import SUFFIX, Backup, backups
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep, may_hold_journal
from app.ui.file_dialogs import ask_file, ask_folder
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import (
    Body,
    Card,
    LinkButton,
    Muted,
    PrimaryButton,
    QuietButton,
    Told,
)

_MOST_SHOWN = 6


class Restore(DoorSheet):
    """The newest verified backup first, then every other way."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__("Find or restore a journal")
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self._backups: tuple[Backup, ...] = ()
        self.newest = PrimaryButton("Restore the newest backup…")
        self.newest.clicked.connect(self._restore_newest)
        self.newest.hide()
        self._card_for_backups()
        self._card_for_folder()
        if step.first_page() is DoorPage.UNLOCK:
            self._card_for_keys()
            self._card_for_rescue()
        back = LinkButton("Back")
        back.clicked.connect(self._back)
        self.add(back)

    def _card_for_backups(self) -> None:
        self.card.set_title("Restore a backup")
        self.about = Body("Looking for backups…")
        self.card.add(self.about)
        self.card.add(
            Muted(
                "You see what is in it before anything moves. A journal that is in the way is kept under another "
                "name. Nothing is thrown away."
            )
        )
        self.file = QuietButton("Choose a backup file…")
        self.file.clicked.connect(self._choose_file)
        self.card.add_row(self.newest, self.file)
        self.older = Card()
        self.older.hide()

    def _card_for_folder(self) -> None:
        self.add(self.older)
        there = Card("Open a journal in another folder")
        there.add(Body(f"Balcony looked in {self._step.places.data_dir}."))
        self.not_there = Told("")
        self.not_there.hide()
        there.add(self.not_there)
        folder = QuietButton("Choose its folder…")
        folder.clicked.connect(self._choose_folder)
        there.add_row(folder)
        self.add(there)

    def _card_for_keys(self) -> None:
        keys = Card("Take the keys from a backup")
        keys.add(
            Body(
                "For a journal whose key file is lost, damaged or of another time. The journal itself stays as it is."
            )
        )
        take = QuietButton("Take the keys from a backup")
        take.clicked.connect(self._take_keys)
        keys.add_row(take)
        self.add(keys)

    def _card_for_rescue(self) -> None:
        rescue = Card("Rescue what can be read")
        rescue.add(
            Body(
                "For a damaged journal without a backup that is new enough. What the file still holds goes into a new "
                "journal; the file itself stays as it is."
            )
        )
        go = QuietButton("Rescue what can be read…")
        go.clicked.connect(self._rescue)
        rescue.add_row(go)
        self.add(rescue)

    def _rescue(self) -> None:
        self._step.turn_to(DoorPage.RESCUE)

    def _take_keys(self) -> None:
        self._step.turn_to(DoorPage.KEYS)

    def begin(self) -> None:
        self.file.setFocus()
        places = self._step.places
        self._step.jobs.run(
            lambda _job: backups(places.backups), self._found, owner=self, failed=self._failed
        )

    def _found(self, found: tuple[Backup, ...]) -> None:
        self._backups = found
        if not found:
            self.about.setText(
                "There is no backup in the usual folder. If you keep one elsewhere, choose its file."
            )
            return
        self.about.setText(f"The newest backup here was made {_made(found[0])}.")
        self.newest.show()
        self.newest.setFocus()
        if len(found) > 1:
            self.older.set_title("Older backups")
            for at, backup in enumerate(found[1:_MOST_SHOWN], 1):
                button = QuietButton(f"Restore the one made {_made(backup)}…")
                button.setObjectName(str(at))
                button.clicked.connect(self._restore_older)
                self.older.add_row(button)
            self.older.show()

    # ---- restoring

    def _restore_newest(self) -> None:
        self.restore(self._backups[0].path)

    def _restore_older(self) -> None:
        self.restore(self._backups[int(self.sender().objectName())].path)

    def restore(self, backup: Path) -> None:
        """Go on to the page that opens this backup and shows what is in it."""
        self._step.backup = backup
        self._step.turn_to(DoorPage.RESTORE_ONE)

    def _failed(self, error: JournalError) -> None:
        self._problem.tell(error, "Choose a backup file…", self._choose_file)

    # ---- choosing

    def _choose_file(self) -> None:
        ask_file(self, "Which backup?", f"Balcony backups (*{SUFFIX})", self._file_chosen)

    def _file_chosen(self, path: str) -> None:
        self.restore(Path(path))

    def _choose_folder(self) -> None:
        ask_folder(self, "In which folder is the journal?", self.open_folder)

    def open_folder(self, folder: str) -> None:
        """Stand before the journal of a folder, if there is one."""
        places = places_in(Path(folder))
        if may_hold_journal(places):
            self._step.use(places)
            return
        self.not_there.setText(f"There is no journal in {folder}. Choose the folder that holds journal.db.")
        self.not_there.show()

    def _back(self) -> None:
        self._step.turn_to(self._step.first_page())


def _made(backup: Backup) -> str:
    local = backup.made_at.astimezone() if backup.made_at.tzinfo else backup.made_at.replace(tzinfo=UTC)
    day = "today" if local.date() == datetime.now().astimezone().date() else written(local.date())
    return f"{day} at {local:%H:%M} ({entries(backup.entries)})"
