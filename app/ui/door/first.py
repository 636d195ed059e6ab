"""First run: a new journal, one that is there already, or a look round."""

from app.ui.door import words
from app.ui.door.page import DoorSheet
from app.ui.door.step import DoorPage, Doorstep
from app.ui.widgets import Body, LinkButton, Muted, PrimaryButton, QuietButton


class First(DoorSheet):
    """What this is, and the three ways to begin."""

    def __init__(self, step: Doorstep) -> None:
        super().__init__("Balcony", "Step back from a decision, and look again later.")
        self._step = step
        self.card.set_title("Begin")
        if step.note:
            self.card.add(Body(step.note))
            step.note = ""
        self.card.add(Body(words.WHAT_IT_IS))
        self.new = PrimaryButton("New journal")
        self.new.clicked.connect(self._make)
        have = QuietButton("I have one: find it or restore it")
        have.clicked.connect(self._find)
        self.card.add_row(self.new, have)
        look = LinkButton("Look round with the demo journal")
        look.clicked.connect(self._look_round)
        self.card.add_row(look)
        self.add(Muted(words.NOTICE))
        self.add(Muted(words.AT_RISK))

    def begin(self) -> None:
        self.new.setFocus()

    def _make(self) -> None:
        self._step.turn_to(DoorPage.MAKE)

    def _find(self) -> None:
        self._step.turn_to(DoorPage.RESTORE)

    def _look_round(self) -> None:
        demo = self._step.demo_places()
        if demo.journal.exists():
            self._step.use(demo)
        else:
            self._step.turn_to(DoorPage.DEMO)
