"""Words to choose from, wrapping like text: themes, look-again dates, short options."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.accessible import Group
from app.ui.widgets.choice import CheckChoice, RadioChoice
from app.ui.widgets.labels import Heading
from app.ui.widgets.layouts import Flow
from app.ui.widgets.roving import AnyOf, OneOf


class ChoiceChips(Group):
    """One of several (cleared with Delete), or any of several with `multi`. Nothing is chosen at first.

    `options` are (key, label). `changed` carries the key or None, with `multi` a tuple of keys;
    only a person's act emits it.
    """

    changed = Signal(object)  # str | None, or tuple[str, ...] with multi

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        multi: bool = False,
        quick: bool = False,
        clearable: bool = True,
        show_name: bool = True,
    ) -> None:
        super().__init__(name, parent)
        self._multi = multi
        self._quick = quick
        self._keys: list[str] = []
        self._one = OneOf(self, clearable=clearable)
        self._one.chosen.connect(self._tell)
        self._any = AnyOf(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if show_name:
            column.addWidget(Heading(name, 3))
        self._flow = Flow()
        column.addWidget(self._flow)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other words; what is chosen stays chosen where it is still offered."""
        kept = self.values()
        for choice in self._choices():
            self._flow.flow.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        self._one.empty()
        self._any.empty()
        self._keys = [key for key, _ in options]
        for _, label in options:
            self._add(label)
        self.set_values(kept)

    def value(self) -> str | None:
        """The chosen key, the first one with `multi`."""
        return next(iter(self.values()), None)

    def values(self) -> tuple[str, ...]:
        """The chosen keys in the order offered."""
        pairs = zip(self._keys, self._choices(), strict=True)
        return tuple(key for key, choice in pairs if choice.isChecked())

    def set_value(self, key: str | None) -> None:
        """Choose one key or none, without a signal."""
        self.set_values(() if key is None else (key,))

    def set_values(self, keys: Sequence[str]) -> None:
        """Choose these keys, without a signal; unknown ones are left out."""
        if not self._multi:
            known = [key for key in keys if key in self._keys][:1]
            self._one.set_index(self._keys.index(known[0]) if known else None)
            return
        for key, choice in zip(self._keys, self._any.choices, strict=True):
            choice.setChecked(key in keys)

    def _choices(self) -> Sequence[RadioChoice | CheckChoice]:
        return self._any.choices if self._multi else self._one.choices

    def _add(self, label: str) -> None:
        if self._multi:
            tick = CheckChoice(label, quick=self._quick)
            tick.clicked.connect(self._tell)
            self._flow.add(tick)
            self._any.add(tick)
        else:
            round_one = RadioChoice(label, quick=self._quick)
            self._flow.add(round_one)
            self._one.add(round_one)

    def _tell(self) -> None:
        self.changed.emit(self.values() if self._multi else self.value())
