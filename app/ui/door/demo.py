"""Looking round: the demo journal is made in a folder of its own."""

from app.domain.demo_words import DEMO_WORDS
from app.domain.errors import JournalError
from app.services.demo import make_demo
from app.ui.door.page import DoorSheet
from app.ui.door.step import Doorstep
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Body, BusyLine, LinkButton, Muted, PrimaryButton


class LookRound(DoorSheet):
    """Says what the demo is, makes it and opens it."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__("Look round", "A demo journal, all of it fiction.")
        self._step = step
        self._problem = ProblemAbove(self.body, 1)
        self.card.add(
            Body(
                "It holds a year of made-up decisions, so that every page has something to show. Try anything: "
                "write, look again, search. It lies in a folder of its own and can be removed in one act."
            )
        )
        self.card.add(Muted(f"Its passphrase is “{DEMO_WORDS}”.", selectable=True))
        self.button = PrimaryButton("Make it and look round")
        self.button.clicked.connect(self.make)
        back = LinkButton("Back")
        back.clicked.connect(self._back)
        self._busy = BusyLine()
        self.card.add_row(self.button, back, self._busy)

    def begin(self) -> None:
        self.button.setFocus()

    def make(self) -> None:
        """Make the demo journal and open it."""
        self.button.setEnabled(False)
        self._busy.start("Making the demo journal…")
        if not self._step.is_demo:
            self._step.stand_before(self._step.demo_places())
        self._step.enter(lambda vault: (make_demo(vault, DEMO_WORDS), None), self, self._failed)

    def _failed(self, error: JournalError) -> None:
        self.button.setEnabled(True)
        self._busy.stop()
        self._problem.tell(error, "Back", self._back)

    def _back(self) -> None:
        self._step.turn_to(self._step.first_page())
