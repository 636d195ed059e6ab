"""The passphrase, and the recovery sheet."""

from app.domain.errors import InvalidInput, JournalError, WrongPassphrase
from app.ui.desk import Desk
from app.ui.door.caps_lock import CapsLock
from app.ui.door.new_passphrase import NewPassphrase
from app.ui.settings.earlier_backups import EarlierBackups
from app.ui.settings.section import Section
from app.ui.widgets import Body, BusyLine, Muted, QuietButton, TextLine


class PassphraseSection(Section):
    """Another passphrase from now on; the key behind it is worked out off the window's thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Muted(
                "A verified backup is made first. Backups made before keep the passphrase they were made with, until "
                "you let them open with the new one. The recovery sheet stays valid."
            )
        )
        self._current = TextLine("Current passphrase", secret=True)
        self._caps = CapsLock(self._current)
        self._new = NewPassphrase(desk.jobs, "New passphrase")
        self._current.changed.connect(self._typing)
        self._new.entered.connect(self._change)
        self._button = QuietButton("Change the passphrase")
        self._button.clicked.connect(self._change)
        self._busy = BusyLine()
        self.add(self._current)
        self.add(self._new)
        self.add_row(self._button, self._busy)
        self._earlier = EarlierBackups(desk)
        self._earlier.failed.connect(self.tell)
        self.add(self._earlier)
        self._new.offer()

    def refresh(self) -> None:
        """Ask whether backups open with an earlier passphrase."""
        self._earlier.refresh()

    def _typing(self, _text: object) -> None:
        if self._current.has_problem:
            self._current.set_problem("")

    def _change(self) -> None:
        vault, current, new = self.desk.vault, self._current.text(), self._new.text()
        if vault is None or not current:
            self._refuse(self._current, "Type the passphrase that opens the journal now.")
            return
        if not new:
            self._refuse(self._new.line, "Type a new passphrase, or use the six words offered.")
            return
        self.clear_problem()
        self._button.setEnabled(False)
        self._busy.start("Making a backup, then changing the passphrase…")
        self.desk.jobs.run(
            lambda _job: vault.changing_keys.change_passphrase(current, new),
            self._changed,
            owner=self,
            failed=self._failed,
            beside=True,
        )

    def _changed(self, _nothing: None) -> None:
        self._button.setEnabled(True)
        self._current.set_text("")
        self._new.line.set_text("")
        self._new.told.hide()
        self._new.offer()
        self._busy.stop("Changed. The new passphrase opens the journal from now on.")
        self.desk.say("The passphrase is changed.")
        self._earlier.refresh()
        self.desk.keys_renewed.emit()
        self._current.field.setFocus()

    def _failed(self, error: JournalError) -> None:
        self._button.setEnabled(True)
        self._busy.stop()
        if isinstance(error, InvalidInput):
            self._refuse(self._new.line, str(error))
            return
        if not isinstance(error, WrongPassphrase):
            self.tell(error)
            return
        caps = "Caps Lock is on. " if self._caps.is_on else ""
        self._refuse(self._current, f"{error.message} {caps}Check the keyboard layout and try again.")

    def _refuse(self, line: TextLine, problem: str) -> None:
        line.set_problem(problem)
        line.field.setFocus()


class SheetSection(Section):
    """Whether there is a recovery sheet, and the way to a new one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told = Body()
        self._make = QuietButton("Make the recovery sheet…")
        self._make.clicked.connect(self._go)
        self.add(self._told)
        self.add_row(self._make)

    def refresh(self) -> None:
        """Ask whether the sheet was made."""
        self.desk.read(
            lambda journal: journal.lists.choice("recovery_sheet_made") is True, self._show, self, key="sheet"
        )

    def _show(self, made: bool) -> None:  # noqa: FBT001  the answer of the journal
        if made:
            self._told.setText(
                "The recovery sheet was made. With it the journal opens even when the passphrase is "
                "forgotten. A new sheet makes the earlier one worthless."
            )
        else:
            self._told.setText(
                "Recovery sheet not made yet. Without it, a forgotten passphrase means that nobody can open "
                "the journal."
            )
        self._make.setText("Make a new sheet…" if made else "Make the recovery sheet…")

    def _go(self) -> None:
        self.desk.go("recovery-sheet")
