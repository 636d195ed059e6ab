"""The steps of a walk in a line above it, and the ways to the step before and the next below it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.theme import GRID, Tokens
from app.ui.walks.part import Step
from app.ui.widgets import Flow, Group, NavButton, PrimaryButton, QuietButton, column_of
from app.ui.widgets.buttons import Paint


class StepButton(NavButton):
    """One step by its number and name; those that were not come to yet cannot be pressed."""

    def colours(self, now: Tokens) -> Paint:
        return super().colours(now) if self.isEnabled() else Paint("", "", now.muted)


class StepsLine(Group):
    """`chosen` gives the place of a step that was pressed."""

    chosen = Signal(int)

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__("Steps", parent)
        self.buttons = [StepButton(f"{at}. {step.title}") for at, step in enumerate(steps, 1)]
        for button in self.buttons:
            button.clicked.connect(self._pressed)
        column_of(self).addWidget(Flow(*self.buttons, spacing=GRID // 2))

    def show_place(self, here: int, furthest: int) -> None:
        """Mark the step shown; those up to the furthest one come to can be pressed."""
        for at, button in enumerate(self.buttons):
            button.set_here(here=at == here)
            button.setEnabled(at <= furthest)

    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, StepButton):
            self.chosen.emit(self.buttons.index(button))


class WaysOn(Group):
    """Back, Leave it for now, Next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Ways on", parent)
        self.back, self.leave, self.forward = (
            QuietButton("Back"), QuietButton("Leave it for now"), PrimaryButton("Next"),
        )  # fmt: skip
        self.back.setAccessibleName("One step back")
        column_of(self).addWidget(Flow(self.back, self.forward, self.leave, spacing=GRID))

    def show_place(self, title_before: str, title_next: str, last: str) -> None:
        """Name the ways; empty where there is none."""
        self.back.setVisible(bool(title_before))
        self.forward.setText(f"Next: {title_next}" if title_next else last)
        self.forward.setAccessibleName(self.forward.text())
