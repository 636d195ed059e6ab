"""Presses of a screen reader, which toggles a checkable button without clicking it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object


class PressedByEar(_Button):
    """Lets `clicked` come from a screen reader too; put before Qt's class, then call `listen_for_toggles`.

    Qt's bridge calls `toggle()`, which only changes the state. A change that came neither from a
    click nor from our own `setChecked` is therefore somebody's press.
    """

    _expected = 0
    _only_on = False

    def listen_for_toggles(self, *, only_on: bool = False) -> None:
        """Begin; `only_on` for buttons that exclude each other, where Qt itself takes the others back."""
        self._only_on = only_on
        self.toggled.connect(self._toggled)

    def setChecked(self, checked: bool) -> None:  # noqa: FBT001  Qt's own
        self._expected += 1
        super().setChecked(checked)
        self._expected -= 1

    def nextCheckState(self) -> None:
        self._expected += 1
        super().nextCheckState()
        self._expected -= 1

    def _toggled(self, checked: bool) -> None:  # noqa: FBT001  a signal's payload
        if not self._expected and (checked or not self._only_on):
            self.clicked[bool].emit(checked)  # type: ignore[index]  # the stubs know no overloads
