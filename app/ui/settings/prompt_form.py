"""The words of a prompt as fields: re-wording one, and writing one of one's own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput, JournalError
from app.domain.prompts import AnswerKind, Option, Prompt, When
from app.domain.whole import JsonValue
from app.ui.settings.prompt_words import KINDS, MOMENTS
from app.ui.theme import GRID
from app.ui.widgets import ChoiceChips, Columns, Flow, QuietButton, TextArea, TextLine, Told, column_of

_QUESTION_LENGTH = 300


class RewordForm(QWidget):
    """Another question and other words for the options; their number and meaning stay. `saved` asks to keep them."""

    saved = Signal()
    cancelled = Signal()

    def __init__(self, prompt: Prompt) -> None:
        super().__init__()
        column = column_of(self)
        self.question = TextArea("The question in your words", least_lines=2)
        self.question.set_text(prompt.question)
        column.addWidget(self.question)
        self.labels = [_label_line(at, option) for at, option in enumerate(prompt.options, 1)]
        for line in self.labels:
            column.addWidget(line)
        self.problem = Told()
        column.addWidget(self.problem)
        self.problem.hide()
        save, cancel = QuietButton("Save in these words"), QuietButton("Cancel")
        save.clicked.connect(self.saved)
        cancel.clicked.connect(self.cancelled)
        column.addWidget(Flow(save, cancel))

    def words(self) -> tuple[str, tuple[str, ...] | None]:
        """The question, and the options' words in their order; None where the prompt has none."""
        return self.question.text(), tuple(line.text() for line in self.labels) if self.labels else None

    def tell(self, error: JournalError) -> None:
        """Say beside the field what it needs."""
        about = error.field if isinstance(error, InvalidInput) else ""
        self.question.set_problem(str(error) if about == "question" else "")
        _say(self.problem, "" if about == "question" else str(error))
        (self.labels[0] if about == "options" and self.labels else self.question).setFocus()


class OwnPromptForm(QWidget):
    """A prompt of any kind. What a kind does not need is not shown."""

    saved = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = column_of(self, spacing=2 * GRID)
        self.question = TextArea("Your question", least_lines=2)
        self.kind = ChoiceChips("How it is answered", KINDS, clearable=False)
        self.kind.set_value(AnswerKind.TEXT.value)
        self.kind.changed.connect(self._kind_chosen)
        self.options = TextArea("The options, one on each line", least_lines=3)
        self.low = TextLine("One end of the scale", max_length=120)
        self.high = TextLine("The other end", max_length=120)
        self._ends = Columns(self.low, self.high, stack_below_em=40)
        self.when = ChoiceChips("When it is asked", MOMENTS, multi=True)
        self._when_problem = Told()
        self.help = TextLine("A line of help, if you like", max_length=_QUESTION_LENGTH)
        save = QuietButton("Add this prompt")
        save.clicked.connect(self.saved)
        self._problem = Told()
        for part in (
            self.question, self.kind, self.options, self._ends, self.when, self._when_problem, self.help,
            self._problem, Flow(save),
        ):  # fmt: skip
            column.addWidget(part)
        for line in (self._when_problem, self._problem):
            line.hide()
        self._kind_chosen()

    def _kind_chosen(self, *_kind: object) -> None:
        kind = self.chosen_kind()
        self.options.setVisible(kind in {AnswerKind.SINGLE, AnswerKind.MULTI})
        self._ends.setVisible(kind is AnswerKind.SLIDER)

    def chosen_kind(self) -> AnswerKind:
        """How the prompt is answered."""
        return AnswerKind(self.kind.value() or AnswerKind.TEXT.value)

    def moments(self) -> tuple[When, ...]:
        """When the prompt is asked."""
        return tuple(When(moment) for moment in self.when.values())

    def labels(self) -> tuple[str, ...]:
        """The options, for the kinds that have some."""
        lines = self.options.text().splitlines() if not self.options.isHidden() else []
        return tuple(line.strip() for line in lines if line.strip())

    def ends(self) -> tuple[str, str] | None:
        """The ends, for a scale."""
        return (self.low.text(), self.high.text()) if not self._ends.isHidden() else None

    # ---- typing that outlives a lock

    def typed(self) -> dict[str, JsonValue] | None:
        """What stands in the form; None while it is empty."""
        texts = {
            "question": self.question.text(), "options": self.options.text(), "low": self.low.text(),
            "high": self.high.text(), "help": self.help.text(),
        }  # fmt: skip
        if not any(text.strip() for text in texts.values()):
            return None
        return {**texts, "kind": self.chosen_kind().value, "when": list[JsonValue](self.when.values())}

    def fill(self, typed: dict[str, JsonValue]) -> None:
        """Put back what was typed; nothing of a kind this version does not know."""
        self.question.set_text(str(typed.get("question", "")))
        self.options.set_text(str(typed.get("options", "")))
        for line, name in ((self.low, "low"), (self.high, "high"), (self.help, "help")):
            line.set_text(str(typed.get(name, "")))
        self.kind.set_value(str(typed.get("kind", AnswerKind.TEXT.value)))
        when = typed.get("when", [])
        self.when.set_values([str(moment) for moment in when] if isinstance(when, list) else [])
        self._kind_chosen()

    def clear(self) -> None:
        """Begin again with nothing."""
        self.fill({})
        self._place("", "")

    def tell(self, error: JournalError) -> None:
        """Say beside the field what it needs, and go there."""
        about = error.field if isinstance(error, InvalidInput) else ""
        self._place(about, str(error))
        where: dict[str, QWidget] = {"options": self.options, "ends": self.low, "when": self.when}
        target = where.get(about, self.question)
        if target is self.when:
            _first_of(self.when).setFocus()
        else:
            target.setFocus()

    def _place(self, about: str, words: str) -> None:
        self.question.set_problem(words if about in {"question", "title"} else "")
        self.options.set_problem(words if about == "options" else "")
        self.low.set_problem(words if about == "ends" else "")
        _say(self._when_problem, words if about == "when" else "")
        known = {"", "question", "title", "options", "ends", "when"}
        _say(self._problem, words if about not in known or (words and not about) else "")


def _first_of(chips: ChoiceChips) -> QWidget:
    from app.ui.widgets import CheckChoice

    found: Sequence[QWidget] = chips.findChildren(CheckChoice)
    return found[0] if found else chips


def _label_line(at: int, option: Option) -> TextLine:
    line = TextLine(f"Option {at}", max_length=120)
    line.set_text(option.label)
    return line


def _say(label: Told, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
