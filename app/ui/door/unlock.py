"""The unlock page: the passphrase, and every other way in."""

from datetime import date

from app.domain.errors import (
    JournalDamaged,
    JournalEmpty,
    JournalError,
    JournalNotAsSeen,
    KeySlotsDamaged,
    KeySlotsMissing,
    NotAJournal,
    WrongPassphrase,
)
from app.paths import default_places, inside_synced_folder
from app.ui.door import words
from app.ui.door.caps_lock import WORDS, CapsLock
from app.ui.door.demo_hint import demo_hint
from app.ui.door.page import DoorSheet
from app.ui.door.prompt import LABEL, SUBTITLE, TITLE, UNLOCK
from app.ui.door.step import DoorPage, Doorstep
from app.ui.door.ways_on import CopiesBeside, WaysOn, copies_of
from app.ui.problem_above import ProblemAbove, way_on
from app.ui.widgets import Body, BusyLine, LinkButton, Muted, PrimaryButton, TextLine

_KEYS = (KeySlotsDamaged, KeySlotsMissing)
_RESTORED = (JournalDamaged, NotAJournal)
TAKE = "Take the keys from a backup"
RESCUE = "Rescue what can be read…"


class Unlock(DoorSheet):
    """Asks for the passphrase; a wrong one is said in place, everything else by a banner with its button."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__(TITLE, SUBTITLE)
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self._ways_on = WaysOn(step, self._problem, self._unlock_to_read)
        hint = demo_hint(step.places) if step.is_demo else ""
        self.passphrase = TextLine(LABEL, secret=True, quick=True, hint=hint)
        self._caps = CapsLock(self.passphrase, hint)
        self.passphrase.entered.connect(self.unlock)
        self.passphrase.changed.connect(self._typing)
        self.button = PrimaryButton(UNLOCK)
        self.button.clicked.connect(self.unlock)
        self._busy = BusyLine()
        if step.note:
            self.card.add(Body(step.note))
            step.note = ""
        self.card.add(self.passphrase)
        self.card.add_row(self.button, self._busy)
        self._add_other_ways()
        if step.may_be_moved:
            step.jobs.run(lambda _job: step.vault.moved.on(), self._moved, owner=self)
        copies = () if step.is_demo else copies_of(step.places)
        if copies:
            self.add(CopiesBeside(step, copies))
        synced = inside_synced_folder(step.places.data_dir)
        if synced:
            self.add(Muted(words.synced(synced)))

    def _moved(self, on: date | None) -> None:
        """Say that it goes on on another computer, where it does; it opens to be read."""
        if on is None:
            return
        from app.ui.moving.notice import moved_banner

        banner = moved_banner(on)
        banner.acted.connect(self._again)
        self.body.insertWidget(self.body.indexOf(self.card), banner)

    def _again(self) -> None:
        self._step.turn_to(DoorPage.AGAIN)

    def _add_other_ways(self) -> None:
        if self._step.is_demo:
            again = LinkButton("Make the demo journal again")
            again.clicked.connect(self._make_demo)
            back = LinkButton("To your own journal")
            back.clicked.connect(self._own_journal)
            self.card.add_row(again, back)
            return
        code = LinkButton("Use the recovery code")
        code.clicked.connect(self._use_code)
        other = LinkButton("Open another journal or restore a backup")
        other.clicked.connect(self._restore)
        self.card.add_row(code, other)

    def begin(self) -> None:
        self.passphrase.field.setFocus()

    def unlock(self) -> None:
        """Try what was typed."""
        self._unlock(as_found=False)

    def _unlock_to_read(self) -> None:
        self._unlock(to_read=True)

    def _unlock_as_found(self) -> None:
        self._unlock(as_found=True)

    def _unlock(self, *, as_found: bool = False, to_read: bool = False) -> None:
        typed = self.passphrase.text()
        if not typed:
            self.passphrase.set_problem("Type your passphrase.")
            self.begin()
            return
        self._set_busy(busy=True)
        self._step.enter(
            lambda vault: (
                vault.unlock(typed, as_found=as_found, to_read=to_read, moved_to_read=True),
                None,
            ),
            self,
            self._failed,
            self._removing_again,
        )

    def _removing_again(self, done: int, of: int | None) -> None:
        self._busy.start(words.removing_again(done, of))

    def _set_busy(self, *, busy: bool) -> None:
        self.passphrase.field.setReadOnly(busy)
        self.button.setEnabled(not busy)
        if busy:
            self._clear()
            self._busy.start("Opening the journal…")
        else:
            self._busy.stop()

    def _typing(self) -> None:
        if self.passphrase.has_problem:
            self.passphrase.set_problem("")

    def _clear(self) -> None:
        self.passphrase.set_problem("")
        self._problem.clear()

    def _failed(self, error: JournalError) -> None:
        self._set_busy(busy=False)
        if isinstance(error, WrongPassphrase):
            caps = f"{WORDS} " if self._caps.is_on else ""
            self.passphrase.set_problem(f"{error.message} {caps}{error.advice}")
            self.passphrase.field.selectAll()
            self.begin()
            return
        if isinstance(error, JournalNotAsSeen):
            self._offer_as_found(error)
            return
        if self._ways_on.offer(error, self.unlock):
            return
        if isinstance(error, _KEYS):
            self._offer_keys(error)
            return
        restores = isinstance(error, _RESTORED)
        action = "Restore a backup" if restores else "Try again"
        others = []
        if isinstance(error, JournalDamaged) and not isinstance(error, JournalEmpty):
            # or the key file is that of another journal
            others = [way_on(TAKE, self._take_keys), way_on(RESCUE, self._rescue)]
        then = self._restore if restores else self.unlock
        banner = self._problem.tell(error, action, then, beside=others)
        banner.button.setFocus()

    def _offer_as_found(self, error: JournalNotAsSeen) -> None:
        """Three ways on; the focus is on the one that changes nothing."""
        restore = way_on("Restore the newest backup instead", self._restore)
        stop = way_on("Stop here", self._stop)
        self._problem.tell(error, "Open it as it is", self._unlock_as_found, beside=[restore, stop])
        stop.setFocus()

    def _offer_keys(self, error: JournalError) -> None:
        """The journal itself may be whole; a damaged one looks the same until other keys were tried."""
        restore = way_on("Restore a backup", self._restore)
        banner = self._problem.tell(error, TAKE, self._take_keys, beside=[restore])
        banner.button.setFocus()

    def _rescue(self) -> None:
        self._step.turn_to(DoorPage.RESCUE)

    def _take_keys(self) -> None:
        self._step.turn_to(DoorPage.KEYS)

    def _stop(self) -> None:
        self._clear()
        self.passphrase.field.clear()
        self.begin()

    def _use_code(self) -> None:
        self._step.turn_to(DoorPage.CODE)

    def _make_demo(self) -> None:
        self._step.turn_to(DoorPage.DEMO)

    def _own_journal(self) -> None:
        self._step.use(default_places())

    def _restore(self) -> None:
        self._step.turn_to(DoorPage.RESTORE)
