"""The four steps of sharing, and the bar that leads through them."""

from enum import StrEnum

from PySide6.QtWidgets import QWidget

from app.ui.theme import GRID
from app.ui.widgets import Body, Flow, PrimaryButton, QuietButton, announce, column_of
from app.ui.widgets.accessible import Group


class Step(StrEnum):
    """The steps, in order."""

    CHOOSE = "choose"
    WHOM = "whom"
    READ = "read"
    LOCK = "lock"

    @property
    def words(self) -> str:
        """Where a person is."""
        return f"Step {list(Step).index(self) + 1} of 4: {_WORDS[self]}"

    @property
    def before(self) -> "Step":
        """The step before; the first has none but itself."""
        steps = list(Step)
        return steps[max(0, steps.index(self) - 1)]


_WORDS = {
    Step.CHOOSE: "choose what they may see",
    Step.WHOM: "for whom, and why",
    Step.READ: "read exactly what they will see",
    Step.LOCK: "lock it and save it",
}
_FORWARD = {
    Step.CHOOSE: "Next: for whom",
    Step.WHOM: "Next: read the words",
    Step.READ: "Next: lock and save",
    Step.LOCK: "",
}


class StepBar(Group):
    """How much is chosen, one step back, one step on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Steps", parent)
        column = column_of(self)
        self.count = Body("")
        self.back, self.forward = QuietButton("Back"), PrimaryButton("")
        self.back.setAccessibleName("One step back")
        column.addWidget(self.count)
        column.addWidget(Flow(self.back, self.forward, spacing=GRID))

    def show_step(self, step: Step, words: str, *, hidden: bool) -> None:
        """Where a person is now; `hidden` takes the way on away."""
        self.count.setText(words)
        self.count.setVisible(step is not Step.CHOOSE)
        self.back.setVisible(step is not Step.CHOOSE)
        self.forward.setText(_FORWARD[step])
        self.forward.setAccessibleName(_FORWARD[step])
        self.forward.setVisible(not hidden)


class RunningCount(Body):
    """How much is ticked so far, below the page; spoken whenever it changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)

    def show_count(self, words: str, *, shown: bool) -> None:
        """Say it; `shown` only while something is chosen."""
        changed = words != self.accessibleName() and bool(self.accessibleName())
        self.setText(words)
        self.setVisible(shown)
        if changed and shown:
            announce(self, words)
