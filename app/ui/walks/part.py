"""What stands on a page in one step of a walk, and the step as data."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.forms.filled import Fields
from app.ui.theme import GRID
from app.ui.widgets import Group, column_of


class Part(Group):
    """Lay it out in `column`. `touched`: something worth keeping changed; `on_wanted`: go on, as Next does.

    `busy(True)` keeps the ways to the other steps shut while work is under way.
    """

    touched = Signal()
    on_wanted = Signal()
    busy = Signal(bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.column = column_of(self, spacing=2 * GRID)

    def arrive(self) -> None:
        """The step is shown: ask the journal for what it shows."""

    def start(self) -> QWidget | None:
        """Where work begins; None leaves the focus on the way on."""
        return None

    def may_go_on(self) -> bool:
        """Whether the next step may be shown; what is missing is told in place."""
        return True

    def fields(self) -> Fields:
        """What is to be here again when the walk is taken up another day."""
        return {}

    def put_back(self, fields: Fields) -> None:
        """Show what was kept; called once, before the step is first shown."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a stable id that is kept, its name in the list of steps, and what makes its part.

    `taken_up_at` names an earlier step that a walk left here is taken up at, where what it needs is found again.
    """

    id: str
    title: str
    make: Callable[[], Part]
    taken_up_at: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A walk: an id that its draft is named by, the title of the page, a line below it, its steps.

    `done` is what is said at the end; whoever leaves earlier finds the walk as it stood. `forget` lets go of
    what the steps share beside their fields, when the walk ends or is begun again.
    """

    id: str
    title: str
    subtitle: str
    steps: tuple[Step, ...]
    done: str
    last: str = "Finish"
    forget: Callable[[], None] = lambda: None

    def at(self, step: str) -> int:
        """The place of a step by its id; 0 for one that is not known (any more)."""
        return next((at for at, one in enumerate(self.steps) if one.id == step), 0)
