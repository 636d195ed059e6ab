"""Reading one side of a round once more and sealing it; at the own desk, or handed the computer."""

from PySide6.QtCore import QTimer, Signal

from app.domain.comparing import MINE
from app.domain.errors import InvalidInput, JournalError
from app.domain.pairing import RoundRole
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.pairs.gathering import OPEN_WHILE
from app.ui.pairs.sealed_words import SealedWords, SealRead, seal_read
from app.ui.pairs.shown import is_hidden
from app.ui.share.read_first import ReadFirst
from app.ui.share.sending import NameCard
from app.ui.share.warnings_card import Wanted
from app.ui.widgets import Banner, BannerKind, Body, Card, Page, PrimaryButton
from app.ui.widgets.reading_order import ReadingOrder

_CARE = "These are the exact words the other will read once both of you have sealed. A sealed answer cannot be changed."


class SealSheet(Page):
    """`sealed` once it is done, `left` when a person wants to change something, `sealed_already` where it is late."""

    sealed = Signal()
    left = Signal()
    sealed_already = Signal()

    def __init__(self, desk: Desk, side: str) -> None:
        super().__init__("Read and seal")
        self._desk, self._side = desk, side
        self._uid = ""
        self._found: SealRead | None = None
        self._past_stop = False
        self._fresh = True
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.name = NameCard("Your name, as they know you")
        self.name.wanted.connect(self._set_name)
        self.words = SealedWords()
        self.words.built.connect(self._words_stand)
        self.reading = ReadFirst(self.words, _CARE, "Change my answers")
        self.reading.back_wanted.connect(self.left)
        self.reading.stop_passed.connect(self._stop_passed)
        self.reading.wanted.connect(self._change_words)
        self.reading.again.connect(self._ask)
        self.end = Card("Seal")
        self._after = Body()
        self.seal = PrimaryButton("Seal my answers")
        self.seal.clicked.connect(self._seal)
        self.end.add(self._after)
        self.end.add_row(self.seal)
        for part in (self.trouble, self.name, self.reading, self.end):
            self.add(part)
            part.hide()
        self._order = ReadingOrder(self)

    def begin(self, uid: str) -> None:
        """Read this round before sealing it."""
        self._uid, self._found, self._past_stop, self._fresh = uid, None, False, True
        self.trouble.hide()
        self.reading.begin()
        self._ask()

    def _ask(self) -> None:
        uid, side, changes = self._uid, self._side, self.reading.warnings.changes
        self._desk.read(
            lambda journal: seal_read(journal, uid, side, changes),
            self._show, self, failed=self._refused, key=f"sealing {id(self)}",
        )  # fmt: skip

    # ---- showing

    def _show(self, found: SealRead) -> None:
        held = found.held
        if held.uid != self._uid:
            return
        if held.step is not OPEN_WHILE[self._side]:
            self.sealed_already.emit()
            return
        self._found = found
        self.set_title("Read and seal", held.round.topic)
        self.trouble.hide()
        asks_name = self._side == MINE and held.held.role is not RoundRole.SAME_ROOM and not found.my_name
        self.name.setVisible(asks_name)
        stopped = found.words.stops and not self._past_stop
        may_keep = self._side == MINE and held.held.contact_uid is not None
        self.reading.show_noticed(found.words, {}, stopped=stopped, may_keep=may_keep)
        self._after.setText(_after_words(self._side, found))
        self.reading.show()
        self.end.hide()
        self.words.show_read(found, self._side)
        if self._fresh:
            self._fresh = False
            QTimer.singleShot(0, self, self._land)

    def _words_stand(self) -> None:
        """The seal comes below the words, once all of them can be read."""
        self.end.setVisible(not self.reading.is_stopped)

    def _land(self) -> None:
        if self.isVisible():
            self.verticalScrollBar().setValue(0)
            self.reading.focus_first()

    def _refused(self, error: JournalError) -> None:
        if isinstance(error, InvalidInput) and error.field == "changes":
            self.reading.warnings.forget_last()
        if is_hidden(error):
            self._found = None
            self.set_title("Read and seal")
            for part in (self.name, self.reading, self.end):
                part.hide()
        self.trouble.tell(error, self)

    # ---- deciding

    def _stop_passed(self) -> None:
        self._past_stop = self._fresh = True
        self._ask()

    def _change_words(self, wanted: Wanted) -> None:
        contact = self._found.held.held.contact_uid if self._found is not None else None
        self.reading.take(wanted, contact, self._desk, self, self._ask, self._refused)

    def _was_kept(self, _none: None) -> None:
        self._ask()

    def _set_name(self, name: str) -> None:
        def keep(journal: Journal) -> None:
            journal.sharing.people.set_my_name(name)

        self._desk.act(keep, self, self._was_kept, failed=self.name.tell)

    # ---- sealing

    def _seal(self) -> None:
        problem = self.reading.problem()
        if problem:
            self.reading.tell(problem)
            return
        if not self.name.isHidden():
            self.name.line.set_problem("Write a name, or initials, and press “Use this name”.")
            self.name.field.setFocus()
            return
        uid, side, past = self._uid, self._side, self._past_stop
        changes = self.reading.warnings.changes
        self.seal.setEnabled(False)
        self._desk.act(
            lambda journal: journal.pairs.seal(uid, past_stop=past, side=side, changes=changes),
            self, self._was_sealed, failed=self._not_sealed, said="Sealed.",
        )  # fmt: skip

    def _was_sealed(self, _result: object) -> None:
        self.seal.setEnabled(True)
        self._found = None
        self.sealed.emit()

    def _not_sealed(self, error: JournalError) -> None:
        self.seal.setEnabled(True)
        self._refused(error)


def _after_words(side: str, found: SealRead) -> str:
    held = found.held
    if held.held.role is RoundRole.SAME_ROOM:
        if side == MINE:
            return f"Then you hand the computer to {held.contact}."
        return "Then both of you look together."
    goes = "the invitation" if held.held.role is RoundRole.STARTED else "your sealed answer"
    return f"Then you save {goes} as a file for {held.contact}, or copy it into an e-mail."
