"""How sure: words, a number, or rather not say."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

from app.domain.entries import CONFIDENCE_STEPS
from app.ui.theme import QUICK_TARGET
from app.ui.widgets.accessible import Group
from app.ui.widgets.choice import RadioChoice
from app.ui.widgets.labels import Body, Heading
from app.ui.widgets.layouts import Flow
from app.ui.widgets.page import column_of
from app.ui.widgets.roving import OneOf

WORDS = {
    20: "unlikely",
    40: "doubtful",
    50: "could go either way",
    65: "likely",
    80: "very likely",
    95: "almost certain",
}
_UNSET = 0


class PercentBox(QSpinBox):
    """5 to 95 in steps of 5, or empty. A typed number goes to the nearest step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(_UNSET, CONFIDENCE_STEPS[-1])
        self.setSingleStep(5)
        self.setSuffix(" %")
        self.setSpecialValueText("–")
        self.setKeyboardTracking(False)
        self.setMinimumHeight(QUICK_TARGET)
        self.setAccessibleName("How sure, as a number from 5 to 95 per cent")
        self.setAccessibleDescription("Leave it at the dash for no number.")

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        # Numbers between the steps and above them may be typed; they are moved to a step on leaving.
        shown = text.removesuffix(self.suffix()).strip()
        good = shown == self.specialValueText() or (shown.isdecimal() and len(shown) <= 3)
        state = QValidator.State.Intermediate if not shown else QValidator.State.Invalid
        return (QValidator.State.Acceptable if good else state), text, place

    def valueFromText(self, text: str) -> int:
        digits = "".join(letter for letter in text if letter.isdigit())
        if not digits:
            return _UNSET
        return min(CONFIDENCE_STEPS, key=lambda step: abs(step - int(digits)))


class ConfidenceChooser(Group):
    """Word buttons, a number box and "rather not say"; nothing at first. `changed` has no payload: ask `value`."""

    changed = Signal()

    def __init__(
        self,
        question: str = "How sure are you?",
        parent: QWidget | None = None,
        *,
        show_question: bool = True,
    ) -> None:
        super().__init__(question, parent)
        column = column_of(self, spacing=4)
        if show_question:
            column.addWidget(Heading(question, 3))
        self._group = OneOf(self)
        self._group.chosen.connect(self._word_chosen)
        words = Flow()
        for word in (*WORDS.values(), "rather not say"):
            choice = RadioChoice(word[0].upper() + word[1:], quick=True)
            self._group.add(choice)
            words.add(choice)
        for percent, choice in zip(WORDS, self._group.choices, strict=False):
            choice.setAccessibleName(f"{choice.label}, {percent} per cent")
        column.addWidget(words)
        self._box = PercentBox()
        self._box.valueChanged.connect(self._number_chosen)
        label = Body("or as a number")
        label.setBuddy(self._box)
        column.addWidget(Flow(label, self._box))

    def value(self) -> int | None:
        """The per cent chosen, in steps of 5, or None."""
        return self._box.value() or None

    def withheld(self) -> bool:
        """Whether a person would rather not say."""
        return self._group.index == len(WORDS)

    def set_answer(self, value: int | None, *, withheld: bool = False) -> None:
        """Show an answer, without a signal."""
        self._box.blockSignals(True)
        self._box.setValue(value or _UNSET)
        self._box.blockSignals(False)
        self._group.set_index(len(WORDS) if withheld and value is None else _word_of(value))

    def _word_chosen(self, index: object) -> None:
        percents = list(WORDS)
        chosen = percents[index] if isinstance(index, int) and index < len(percents) else None
        self.set_answer(chosen, withheld=index == len(WORDS))
        self.changed.emit()

    def _number_chosen(self, number: int) -> None:
        self._group.set_index(_word_of(number))
        self.changed.emit()


def _word_of(value: int | None) -> int | None:
    return list(WORDS).index(value) if value in WORDS else None
