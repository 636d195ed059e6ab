"""How a removal went: what went and what stayed, the old pages of the file, the backups, and what nothing reaches."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.distilled import Gone
from app.domain.errors import JournalError
from app.domain.redaction import Words
from app.domain.removing import Removed
from app.ui.desk import Desk
from app.ui.redacting.left_before import LeftBefore
from app.ui.redacting.on_hold import HeldNotice
from app.ui.redacting.out_of_reach import OutOfReach
from app.ui.redacting.still_held import StillHeldCard
from app.ui.redacting.under_way import UnderWay
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, Body, Card, Flow, Muted, PrimaryButton, announce, column_of

_ANEW = "The journal file was written anew, so that nothing of it is left in old pages of the file."
_NOT_ANEW = (
    "The words are overwritten, but there was too little room on the disk to write the journal file anew, and so "
    "its old pages were not given back. Make room on the disk, then try again."
)


class RemovedView(QWidget):
    """Shown in the place of what was asked before. `done` when the person has read it."""

    done = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = column_of(self, spacing=2 * GRID)
        self.went = Card("What was removed")
        self._said, self._file = Body(), Muted()
        self.held = HeldNotice()
        self.not_anew = Banner(_NOT_ANEW, BannerKind.CAUTION, "Try again", title="One step is left")
        self.not_anew.acted.connect(self._compact)
        self.writing = UnderWay()
        for part in (self._said, self._file, self.held, self.not_anew, self.writing):
            self.went.add(part)
        self.backups = self._make_backups()
        self.shares, self.out_of_reach = LeftBefore(), OutOfReach()
        self.shares.log_wanted.connect(self._go_log)
        self.finish = PrimaryButton("Done")
        self.finish.clicked.connect(self.done)
        for shown in (self.went, self.backups, self.shares, self.out_of_reach, Flow(self.finish)):
            column.addWidget(shown)
        column.addStretch(1)
        self._column, self._has_told = column, False

    def _make_backups(self) -> StillHeldCard:
        made = StillHeldCard(self._desk)
        made.finished.connect(self.take_focus)
        return made

    def stop(self) -> bool:
        """Look into no further backup; False while something is being written, which is waited for."""
        return self.backups.stop() and not self.writing.is_busy

    def show_removed(
        self,
        removed: Removed,
        said: str,
        *,
        held: str = "",
        words: Words | None = None,
        entries: Collection[str] = (),
        gone: Gone | None = None,
    ) -> None:
        """Say how it went, and look into the backups for these words, entries (by uid) or text at once.

        `said` is the first sentence, without a word of what went; `held` says what was left on hold.
        """
        if self._has_told:
            self._begin_anew()
        self._has_told = True
        self._said.setText(said)
        self._show_file(compacted=removed.compacted)
        if held:
            self.held.say(held)
        self.shares.show_shares(removed.shares)
        announce(self, said)
        self._desk.read(
            lambda journal: journal.care.second_place.folder, self.out_of_reach.name_place, self,
            failed=_unknown,
        )  # fmt: skip
        self.backups.look(words, entries, gone)

    def _begin_anew(self) -> None:
        """Nothing of an earlier removal is told again; what is still looked into for it is told to nobody."""
        self.backups.stop()
        before, self.backups = self.backups, self._make_backups()
        self._column.replaceWidget(before, self.backups)
        before.hide()
        before.deleteLater()
        self.held.hide()
        self.writing.rest()
        self.writing.trouble.hide()

    def take_focus(self) -> None:
        """Be where work goes on."""
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Let go of the words that were looked for."""
        self.backups.forget()

    def _show_file(self, *, compacted: bool) -> None:
        self._file.setText(_ANEW if compacted else "")
        self._file.setVisible(compacted)
        self.not_anew.setVisible(not compacted)

    def _compact(self) -> None:
        self.not_anew.hide()
        self.writing.start("Writing the journal file anew…", can_cancel=False)
        self._desk.long(
            lambda journal, _job: journal.removal.compact(),
            self,
            self._compacted,
            progressed=self.writing.progressed,
            failed=self._not_compacted,
        )

    def _compacted(self, compacted: bool) -> None:  # noqa: FBT001  what the journal answered
        self.writing.rest()
        self._show_file(compacted=compacted)
        announce(self, _ANEW if compacted else _NOT_ANEW)
        (self.finish if compacted else self.not_anew.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_compacted(self, error: JournalError) -> None:
        self.not_anew.show()
        self.writing.fail(error)

    def _go_log(self) -> None:
        self._desk.go("sharing-log")


def _unknown(_error: JournalError) -> None:
    """A second place is named in general anyway; what is wrong with it is told in Settings."""
