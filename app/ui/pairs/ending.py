"""Ending a round: withdrawing before both are shown, deleting it here, and taking the other's words out."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.pairing import RoundRole, RoundStep
from app.domain.rounds_held import RoundHeld, files_left
from app.domain.sharing import FileKind
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Disclosure, Flow, Muted, QuietButton, TextLine, announce, column_of

WORD = "remove"
_MAY_WITHDRAW = frozenset(
    {
        RoundStep.ANSWERING,
        RoundStep.WAITING_FOR_SEAL,
        RoundStep.THEIRS_TO_ANSWER,
        RoundStep.READY,
        RoundStep.WAITING_FOR_KEY,
    }
)
_UNTIL = {
    RoundRole.STARTED: "You may withdraw until your key is given.",
    RoundRole.INVITED: "You may withdraw until both answers are open.",
    RoundRole.SAME_ROOM: "Either of you may withdraw until both answers are open.",
}
_NO_FAULT = "The round closes with nothing opened and no fault recorded. It cannot be taken up again."


def never_left(one: RoundHeld) -> bool:
    """Whether nobody else knows of a round: it was begun here and is not sealed."""
    return one.step is RoundStep.ANSWERING and one.held.role is not RoundRole.INVITED


class WithdrawCard(Card):
    """Asks once more before it withdraws, since nothing brings the round back. `problem` carries a JournalError, `withdrawn` follows."""

    problem = Signal(object)
    withdrawn = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Withdraw")
        self._desk, self._uid = desk, ""
        self._told, self._out = Body(), Body()
        self.withdraw = QuietButton("Withdraw from this round…")
        self.withdraw.clicked.connect(self._unfold)
        self.add(self._told)
        self.add(self._out)
        self._row = self.add_row(self.withdraw)
        self._sure = QWidget()
        column = column_of(self._sure)
        self.keep, self.go_on = QuietButton("Stay in it"), QuietButton("Withdraw now")
        self.keep.clicked.connect(self._fold)
        self.go_on.clicked.connect(self._withdraw)
        column.addWidget(Body("Withdraw from this round? Nothing brings it back."))
        column.addWidget(Flow(self.keep, self.go_on, spacing=GRID))
        self.add(self._sure)

    def show_round(self, one: RoundHeld) -> None:
        """Belong to a round; hidden where it is too late."""
        self.setVisible(one.step in _MAY_WITHDRAW and not never_left(one))
        if one.uid != self._uid:
            self._uid = one.uid
            self._sure.hide()
            self._row.show()
        self._told.setText(f"{_UNTIL[one.held.role]} {_NO_FAULT}")
        out = one.held.role is RoundRole.INVITED and one.left(FileKind.ROUND_ANSWER) is not None
        self._out.setText(
            f"Your sealed answer has left with your key inside it: the key may already be with {one.contact}, who "
            "may have opened your answer."
        )
        self._out.setVisible(out)

    def _unfold(self) -> None:
        self._row.hide()
        self._sure.show()
        announce(self, "Withdraw from this round? Nothing brings it back.")
        self.keep.setFocus()

    def _fold(self) -> None:
        self._sure.hide()
        self._row.show()
        self.withdraw.setFocus()

    def _withdraw(self) -> None:
        uid = self._uid
        self._desk.act(
            lambda journal: journal.pairs.withdraw(uid), self, self._done, failed=self.problem.emit,
            said="Withdrawn. Nothing was opened.",
        )  # fmt: skip

    def _done(self, _result: object) -> None:
        self._sure.hide()
        self._row.show()
        self.withdrawn.emit()


class DeleteCard(Card):
    """Deletes a round that is over; undo brings it back. `deleted` when it is gone."""

    deleted = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk) -> None:
        super().__init__("Delete")
        self._desk, self._uid = desk, ""
        self._told = Muted()
        self.add(self._told)
        self.delete = QuietButton("Delete this round")
        self.delete.clicked.connect(self._delete)
        self.add_row(self.delete)

    def show_round(self, one: RoundHeld) -> None:
        """Belong to a round; hidden while it goes on."""
        self._uid = one.uid
        log = " The lines of its files in “What you shared” go with it." if files_left(one) else ""
        self._told.setText(f"This takes the round out of your journal.{log} Ctrl+Z brings it back.")
        self.setVisible(one.step in {RoundStep.REVEALED, RoundStep.WITHDRAWN} or never_left(one))

    def _delete(self) -> None:
        uid = self._uid
        self._desk.act(
            lambda journal: journal.pairs.remove(uid), self, self._gone, failed=self.problem.emit,
            said="The round was deleted. Ctrl+Z brings it back.",
        )  # fmt: skip

    def _gone(self, _change: object) -> None:
        self.deleted.emit()


class TheirWordsCard(Card):
    """Takes the other's answers out of this journal for good, once a word is typed; then `removed` comes."""

    removed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("Their words here")
        self._desk, self._uid = desk, ""
        self._told = Body()
        self.add(self._told)
        self.fold = Disclosure("Remove their words here")
        self.word = TextLine(f"Type the word “{WORD}” to confirm")
        self.word.entered.connect(self._remove)
        self.button = QuietButton("Remove their words here")
        self.button.clicked.connect(self._remove)
        for part in (
            Body("Their answers go from this round. Nothing brings them back, and Undo does not keep them."),
            Muted(
                "Backups and files made before are not reached. After answering at one computer, make their copy first."
            ),
            self.word,
            Flow(self.button),
        ):
            self.fold.add(part)
        self.add(self.fold)

    def show_round(self, one: RoundHeld) -> None:
        """Belong to a round; hidden until it is shown."""
        if one.uid != self._uid:
            self._uid = one.uid
            self.word.set_text("")
            self.word.set_problem("")
            self.fold.set_unfolded(False)
        self.setVisible(one.step is RoundStep.REVEALED)
        removed = one.held.words_removed_on is not None
        self.fold.setVisible(not removed)
        self.fold.set_title(f"Remove {one.contact}’s words here")
        self._told.setText(
            f"What {one.contact} answered was removed from this journal."
            if removed
            else f"What {one.contact} answered stands in your journal now that both are open."
        )

    def _remove(self) -> None:
        if self.word.text().strip().casefold() != WORD:
            self.word.set_problem(f"Type “{WORD}” to say that you mean it.")
            self.word.field.setFocus()
            return
        uid = self._uid
        self._desk.act(
            lambda journal: journal.pairs.remove_their_words(uid), self, self._done, failed=self._refused,
            said="Their words were removed from this journal.",
        )  # fmt: skip

    def _done(self, _result: object) -> None:
        self.word.set_text("")
        self.removed.emit()

    def _refused(self, error: JournalError) -> None:
        self.word.set_problem(f"{error.message} {error.advice}")
