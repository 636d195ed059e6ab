"""Backups and journals put aside that still hold what was removed, and a fresh backup in their place."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.distilled import Gone
from app.domain.errors import JournalError
from app.domain.redaction import Words
from app.domain.removing import OnHold, StillHeld
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.redacting.on_hold import HeldNotice
from app.ui.redacting.under_way import UnderWay
from app.ui.widgets import Body, Card, CheckChoice, Muted, QuietButton, announce, column_of

_ASKS = "Backups made before still hold it, and so may a journal that a restore put aside. Balcony can look into each."
_NONE = "No backup here and no journal put aside holds it."
_SUFFIX = ".balcony-backup"


class StillHeldCard(Card):
    """Looks into each when asked, names those that hold it, and offers to make a new backup and remove these.

    `replaced` gives how many went; `finished` comes where the focus was here and nothing is left to do.
    """

    replaced = Signal(int)
    finished = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Backups that still hold it", parent)
        self._desk = desk
        self._words: Words | None = None
        self._entries: frozenset[str] = frozenset()
        self._gone: Gone | None = None
        self._looking: Job | None = None
        self._ticks: list[tuple[CheckChoice, StillHeld]] = []
        self._said = Body(_ASKS)
        self._list = QWidget()
        self._column = column_of(self._list, spacing=4)
        self._unread = Muted()
        self.look_now = QuietButton("Look into the backups")
        self.replace = QuietButton("Make a new backup and remove these")
        self.look_now.clicked.connect(self._look)
        self.replace.clicked.connect(self._replace)
        self.under_way = UnderWay()
        for part in (self._said, self._list, self._unread):
            self.add(part)
        self.add_row(self.look_now, self.replace)
        self.add(self.under_way)
        self.held = HeldNotice()
        self.add(self.held)
        self._rest()

    @property
    def is_busy(self) -> bool:
        """Whether it looks or removes now."""
        return self.under_way.is_busy

    @property
    def found(self) -> tuple[StillHeld, ...]:
        """What holds it, and what could not be opened, as they are listed now."""
        return tuple(one for _, one in self._ticks)

    def look(
        self, words: Words | None = None, entries: Collection[str] = (), gone: Gone | None = None
    ) -> None:
        """Look for these words, for entries by their uids, or for a text that went, at once."""
        self._words, self._entries, self._gone = words, frozenset(entries), gone
        self._look()

    def stop(self) -> bool:
        """Look no further; False while a backup is being made and others removed, which is waited for."""
        if self.is_busy and self._looking is None:
            return False
        if self._looking is not None:
            self._looking.cancel()
        return True

    def forget(self) -> None:
        """Let go of the words that were looked for."""
        self._words, self._entries, self._gone = None, frozenset(), None

    # ---- looking

    def _look(self) -> None:
        words, entries, gone = self._words, self._entries, self._gone
        progress_of = self._desk.jobs.progress_of

        def work(journal: Journal, job: Job) -> tuple[tuple[StillHeld, ...], bool]:
            backed = journal.removal.backed
            found = backed.holding(words, entries, progress_of(job), job.is_cancelled, gone)
            return found, job.is_cancelled()

        self._begin("Looking into each backup…", can_cancel=True)
        self._looking = self._desk.long(
            work, self, self._looked, beside=True, progressed=self.under_way.progressed, failed=self._failed
        )
        self.under_way.wait_for(self._looking)

    def _looked(self, result: tuple[tuple[StillHeld, ...], bool]) -> None:
        found, stopped = result
        had_focus = self.under_way.panel.cancel.hasFocus()
        self._rest()
        if not stopped:
            self.forget()
        self._show(found, stopped=stopped)
        if had_focus:
            self._focus()

    def _show(self, found: Sequence[StillHeld], *, stopped: bool) -> None:
        self._clear()
        holding = [one for one in found if one.holds]
        unread = [one for one in found if one.holds is None]
        for one in (*holding, *unread):
            tick = CheckChoice(_named(one))
            tick.setChecked(bool(one.holds))
            tick.toggled.connect(self._follow)
            self._ticks.append((tick, one))
            self._column.addWidget(tick)
        self._list.setVisible(bool(self._ticks))
        self._unread.setText(_unread_words(len(unread)))
        self._unread.setVisible(bool(unread))
        words = _found_words(len(holding), len(found) - len(unread), len(unread), stopped=stopped)
        self._said.setText(words)
        self.look_now.setVisible(stopped)
        self._follow()
        announce(self, words)

    def _follow(self) -> None:
        self.replace.setVisible(bool(self._ticks))
        self.replace.setEnabled(any(tick.isChecked() for tick, _ in self._ticks))

    # ---- removing

    def _replace(self) -> None:
        paths = [one.path for tick, one in self._ticks if tick.isChecked()]
        self._begin("Making a new backup and checking it, then removing these…", can_cancel=False)
        self._desk.long(
            lambda journal, _job: journal.removal.backed.replace(paths),
            self,
            self._replaced,
            progressed=self.under_way.progressed,
            failed=self._failed,
            changes=True,
        )

    def _replaced(self, gone: int) -> None:
        self._rest()
        self._clear()
        many = "1 of them was" if gone == 1 else f"{gone:,} of them were"
        self._said.setText(f"A new verified backup was made, and {many} removed.")
        announce(self, self._said.text())
        self.look_now.hide()
        self.replace.hide()
        self._focus()
        self.replaced.emit(gone)

    # ---- both

    def _begin(self, words: str, *, can_cancel: bool) -> None:
        self.held.hide()
        self.look_now.hide()
        self.replace.hide()
        self._list.setEnabled(False)
        self.under_way.start(words, can_cancel=can_cancel)

    def _failed(self, error: JournalError) -> None:
        self._rest()
        if isinstance(error, OnHold):
            self.held.say("No backup is removed while anything is on hold.")
        else:
            self.under_way.fail(error)
        self._follow()
        self.look_now.setVisible(not self._ticks)
        self._focus()

    def _rest(self) -> None:
        self._looking = None
        self.under_way.rest()
        self._list.setEnabled(True)
        self._list.setVisible(bool(self._ticks))
        self._unread.setVisible(bool(self._unread.text()))
        self.look_now.setVisible(not self._ticks)
        self.replace.setVisible(bool(self._ticks))

    def _clear(self) -> None:
        for tick, _ in self._ticks:
            tick.hide()
            tick.deleteLater()
        self._ticks = []
        self._list.hide()
        self._unread.setText("")
        self._unread.hide()

    def _focus(self) -> None:
        offered = [one for one in (self.replace, self.look_now) if not one.isHidden() and one.isEnabled()]
        if offered:
            offered[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.finished.emit()


def _named(one: StillHeld) -> str:
    local = one.made_at.astimezone()
    kind = "Backup" if one.path.suffix == _SUFFIX else "Journal put aside"
    unread = "" if one.holds is not None else ", could not be opened here"
    return f"{kind} of {written(local.date())}, {local:%H:%M}{unread}"


def _found_words(holding: int, looked: int, unread: int, *, stopped: bool) -> str:
    """How many could be read and what was found; that none holds it is said only where every one was read."""
    ended = "Stopped. " if stopped else ""
    if not looked:
        if stopped:
            return "Stopped before the first one was read."
        return "None of them could be opened here." if unread else "There is no backup here."
    of = "1 was looked into" if looked == 1 else f"{looked:,} were looked into"
    if holding:
        return f"{ended}{of}: {'1 still holds it' if holding == 1 else f'{holding:,} still hold it'}."
    if stopped or unread:
        return f"{ended}{of}: {'it does not hold it' if looked == 1 else 'none of these holds it'}."
    return f"{_NONE} {of}."


def _unread_words(count: int) -> str:
    one = (
        "The one that could not be opened belongs" if count == 1 else "Those that could not be opened belong"
    )
    return f"{one} to another key, or cannot be read. Remove it only if you know what it is." if count else ""
