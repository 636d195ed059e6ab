"""Taking the keys from a backup, where the journal's own key file is lost, damaged or of another time."""

from app.domain.errors import JournalError
from app.domain.restoring import KeysInBackup
from app.domain.restoring_told import moment
from app.ui.door.backup_opener import BackupOpener
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Body, BusyLine, LinkButton, Muted, PickLine, PrimaryButton


class TakeKeys(DoorSheet):
    """The backups with keys of their own, what opens the chosen one, and the button that takes its keys."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__(
            "Take the keys from a backup", "The journal stays as it is; only its key file is replaced."
        )
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self._found: tuple[KeysInBackup, ...] = ()
        self.about = Body("Looking for backups…")
        self.card.add(self.about)
        self.which = PickLine("Keys of the backup made on")
        self.asked = BackupOpener()
        self.asked.entered.connect(self.take)
        self.button = PrimaryButton("Take its keys")
        self.button.clicked.connect(self.take)
        self._busy = BusyLine()
        for part in (
            self.which,
            self.asked,
            Muted(
                "The keys are first proved to open the journal that is here. Then the journal opens with the passphrase "
                "and the recovery sheet of that backup. The key files that are here are kept under another name."
            ),
        ):
            self.card.add(part)
        self.card.add_row(self.button, self._busy)
        back = LinkButton("Back")
        back.clicked.connect(self._back)
        self.add(back)
        self._show_choice(there=False)

    def begin(self) -> None:
        vault = self._step.vault
        self._step.jobs.run(
            lambda _job: vault.taking_keys.there_are(), self._listed, owner=self, failed=self._failed
        )

    def _listed(self, found: tuple[KeysInBackup, ...]) -> None:
        self._found = found
        if not found:
            self.about.setText(
                "No backup in the usual folder holds other keys than those that are here. You can restore a backup "
                "file that you keep elsewhere; it brings its keys with it."
            )
            return
        self.about.setText("Every backup holds a copy of the keys as they were when it was made.")
        self.which.set_options([(str(at), _words(one)) for at, one in enumerate(found)])
        self._show_choice(there=True)
        self.asked.focus()

    def _show_choice(self, *, there: bool) -> None:
        for part in (self.which, self.asked, self.button):
            part.setVisible(there)

    def take(self) -> None:
        """Prove the keys of the chosen backup, and take them."""
        opener = self.asked.opener() if self._found else None
        if opener is None or not self.button.isEnabled():
            return
        backup, vault = self._found[int(self.which.value())].backup, self._step.vault
        self._problem.clear()
        self._set_busy(busy=True)
        self._step.jobs.run(
            lambda _job: vault.taking_keys.take(backup, opener), self._taken, owner=self, failed=self._failed
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.asked.set_busy(busy=busy)
        self.button.setEnabled(not busy)
        if busy:
            self._busy.start("Trying the keys on the journal…")
        else:
            self._busy.stop()

    def _taken(self, _none: object) -> None:
        self._step.turn_to(
            DoorPage.UNLOCK,
            "The keys are taken. Open the journal with the passphrase it had when that backup was made.",
        )

    def _failed(self, error: JournalError) -> None:
        self._set_busy(busy=False)
        if not self.asked.says_no(error):
            self._problem.tell(error).button.setFocus()

    def _back(self) -> None:
        self._step.turn_to(self._step.first_page())


def _words(one: KeysInBackup) -> str:
    more = "" if one.backups == 1 else f" ({one.backups} backups have these)"
    return f"{moment(one.made_at)}{more}"
