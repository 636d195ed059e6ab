"""The practice partner of the demo: what they can do next, made at a press and opened as any other file."""

from PySide6.QtCore import Signal

from app.domain.errors import JournalError
from app.domain.practice import PracticeAct, next_act
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import Opened
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.widgets import Body, Card, QuietButton

_WHO = (
    "The practice partner is made up, and what they say was written beforehand. They seal and send as anybody would, "
    "and you open their file as any other. Nothing leaves this computer."
)
_DOES = {
    PracticeAct.ANSWER: "Let the practice partner answer",
    PracticeAct.GIVE_KEY: "Let the practice partner give their key",
    PracticeAct.LEARN: "Let the practice partner send what they keep as learning",
}
_INVITES = "Let the practice partner invite you"
_OTHER_SIDE = "To try the other side, let them begin a round, and answer as the one who is invited."


class PracticeCard(Card):
    """What the practice partner can do next in a round, or before any. `problem` carries a JournalError."""

    problem = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__("Practice partner")
        self._desk, self._uid = desk, ""
        self._told = Body(_WHO)
        self.button = QuietButton(_INVITES)
        self.button.clicked.connect(self._pressed)
        self.add(self._told)
        self.add_row(self.button)

    def show_round(self, one: RoundHeld) -> None:
        """Offer what is next in a round; hidden where there is nothing, or the round is with somebody else."""
        act = next_act(one)
        self.setVisible(act is not None)
        if act is not None:
            self._uid = one.uid
            self.button.setText(_DOES[act])

    def offer_invitation(self) -> None:
        """Offer that they begin a round, where this journal knows them; a demo of long ago may not."""
        self._uid = ""
        self._told.setText(f"{_WHO} {_OTHER_SIDE}")
        self.button.setText(_INVITES)
        self.hide()
        self._desk.read(
            lambda journal: journal.pairs.practice.is_here, self.setVisible, self, failed=self.problem.emit
        )

    def _pressed(self) -> None:
        uid = self._uid
        self.button.setEnabled(False)

        def work(journal: Journal) -> Opened:
            practice = journal.pairs.practice
            return journal.desk.open(practice.let_act(uid) if uid else practice.let_invite())

        self._desk.act(work, self, self._arrived, failed=self._failed)

    def _arrived(self, opened: Opened) -> None:
        self.button.setEnabled(True)
        self._desk.go("round-arrived", opened=opened)

    def _failed(self, error: JournalError) -> None:
        self.button.setEnabled(True)
        self.problem.emit(error)
