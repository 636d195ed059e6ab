"""Moving about in a group of choices: one Tab stop, arrows move without choosing."""

from PySide6.QtCore import QObject, Qt, Signal

from app.ui.widgets.choice import FIRST, LAST, CheckChoice, RadioChoice


class OneOf(QObject):
    """Round choices of one parent widget, of which at most one is chosen. Lives as long as its parent.

    Arrows and Home/End move the focus, Space chooses, Delete clears. `chosen` comes
    only from a person's act, with the index or None.
    """

    chosen = Signal(object)  # int | None

    def __init__(self, parent: QObject, *, clearable: bool = True, rest_at: int = 0) -> None:
        super().__init__(parent)
        self._clearable = clearable
        self._rest_at = rest_at
        self.choices: list[RadioChoice] = []

    def add(self, choice: RadioChoice) -> None:
        """Take a choice into the group."""
        self.choices.append(choice)
        choice.clicked.connect(self._clicked)
        choice.moved.connect(self._move)
        choice.focused.connect(self._rest_on)
        choice.cleared.connect(self.clear_by_person)
        self._rest()

    def empty(self) -> None:
        """Forget all choices."""
        self.choices.clear()

    @property
    def index(self) -> int | None:
        """Which is chosen."""
        return next((at for at, choice in enumerate(self.choices) if choice.isChecked()), None)

    def set_index(self, index: int | None) -> None:
        """Choose without a signal."""
        for at, choice in enumerate(self.choices):
            choice.choose(chosen=at == index)
        self._rest()

    def clear_by_person(self) -> None:
        """Clear, and say so if there was something to clear."""
        if self._clearable and self.index is not None:
            self.set_index(None)
            self.chosen.emit(None)

    def _clicked(self) -> None:
        self._rest()
        self.chosen.emit(self.index)

    def _move(self, choice: RadioChoice, step: int) -> None:
        at = _stepped(self.choices.index(choice), step, len(self.choices))
        self.choices[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self) -> None:
        chosen = self.index
        at = self._rest_at if chosen is None else chosen
        if self.choices:
            self._rest_on(self.choices[min(at, len(self.choices) - 1)])

    def _rest_on(self, stop: RadioChoice) -> None:
        for choice in self.choices:
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choice is stop else Qt.FocusPolicy.ClickFocus)


class AnyOf(QObject):
    """Square choices: each a Tab stop of its own; arrows move between them too."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.choices: list[CheckChoice] = []

    def add(self, choice: CheckChoice) -> None:
        """Take a choice into the group."""
        self.choices.append(choice)
        choice.moved.connect(self._move)

    def empty(self) -> None:
        """Forget all choices."""
        self.choices.clear()

    def _move(self, choice: CheckChoice, step: int) -> None:
        at = _stepped(self.choices.index(choice), step, len(self.choices))
        self.choices[at].setFocus(Qt.FocusReason.OtherFocusReason)


def _stepped(at: int, step: int, count: int) -> int:
    if step in {FIRST, LAST}:
        return 0 if step == FIRST else count - 1
    return (at + step) % count
