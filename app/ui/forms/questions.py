"""The parts of a form that are prompts, a widget for each kind of answer."""

from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from app.domain.entries import AnswerDraft
from app.domain.library import exclusive_options
from app.domain.prompts import AnswerKind, Ends, Framework, Prompt, When
from app.ui.forms.filled import Fields, answer_in, put_answer
from app.ui.forms.ground import VOICES, Ground
from app.ui.forms.part import About, NameNotice, Part
from app.ui.theme import LEAST_TARGET
from app.ui.widgets import (
    Disclosure,
    Flow,
    OptionList,
    Scale,
    TextArea,
    TextLine,
    ThreeStateList,
)

_UNSET = -1


class ShareBox(QSpinBox):
    """0 to 100 per cent, or empty. Up and Down go in steps of 5; any number can be typed."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.setRange(_UNSET, 100)
        self.setValue(_UNSET)
        self.setSingleStep(5)
        self.setSuffix(" %")
        self.setSpecialValueText("–")
        self.setKeyboardTracking(False)
        self.setMinimumHeight(LEAST_TARGET + 8)
        self.setAccessibleName(question)
        self.setAccessibleDescription("A number from 0 to 100 per cent. Leave it at the dash for no answer.")

    def stepBy(self, steps: int) -> None:
        if self.value() == _UNSET:
            self.setValue(0 if steps > 0 else _UNSET)
        elif self.value() == 0 and steps < 0:
            self.setValue(_UNSET)
        else:
            self.setValue(min(100, max(0, self.value() + 5 * steps)))

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        shown = text.removesuffix(self.suffix()).strip().removeprefix(self.specialValueText())
        good = not shown or (shown.isdecimal() and len(shown) <= 3)
        return (QValidator.State.Acceptable if good else QValidator.State.Invalid), text, place

    def valueFromText(self, text: str) -> int:
        digits = "".join(letter for letter in text if letter.isdigit())
        return min(100, int(digits)) if digits else _UNSET

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class QuestionPart(Part):
    """A prompt: its question, its answer, and with its framework its help and where it comes from."""

    def __init__(self, prompt: Prompt, question: str, framework: Framework | None, *fields: QWidget) -> None:
        super().__init__(question)
        self.prompt_id = prompt.id
        for field in fields:
            self.column.addWidget(field)
        if framework is not None:
            self.column.addWidget(About(question, prompt.help, framework))

    def take(self, fields: Fields) -> None:
        answer = answer_in(fields, self.prompt_id)
        if answer != self.read():
            self.show_answer(answer)

    def give(self, fields: Fields) -> None:
        put_answer(fields, self.prompt_id, self.read())

    def read(self) -> AnswerDraft | None:
        """The answer that stands here; a kind of answer says how to read it."""
        return None

    def show_answer(self, answer: AnswerDraft | None) -> None:
        """Show an answer, without a signal."""


class WordsPart(QuestionPart):
    """A prompt answered in words."""

    def __init__(self, prompt: Prompt, question: str, framework: Framework | None) -> None:
        self.area = TextArea(question, least_lines=2)
        self.area.label.hide()
        self._notice = NameNotice()
        super().__init__(prompt, question, framework, self.area, self._notice)
        self.area.changed.connect(self._typed)

    def read(self) -> AnswerDraft | None:
        return AnswerDraft(self.area.text()) if self.area.text().strip() else None

    def show_answer(self, answer: AnswerDraft | None) -> None:
        self.area.set_text(str(answer.value) if answer is not None else "")
        self._notice.look(self.area.text())

    def _typed(self) -> None:
        self._notice.watch(self.area.text())
        self.told()


class ScalePart(QuestionPart):
    """A prompt answered between two ends."""

    def __init__(self, prompt: Prompt, question: str, framework: Framework | None, ends: Ends) -> None:
        self.scale = Scale(question, ends.low, ends.high, show_question=False)
        super().__init__(prompt, question, framework, self.scale)
        self.scale.changed.connect(self.told)

    def read(self) -> AnswerDraft | None:
        return _answer(self.scale.value())

    def show_answer(self, answer: AnswerDraft | None) -> None:
        self.scale.set_value(_number(answer))


class SharePart(QuestionPart):
    """A prompt answered by a share in per cent."""

    def __init__(self, prompt: Prompt, question: str, framework: Framework | None) -> None:
        self.box = ShareBox(question)
        super().__init__(prompt, question, framework, Flow(self.box))
        self.box.valueChanged.connect(self.told)

    def read(self) -> AnswerDraft | None:
        return _answer(None if self.box.value() == _UNSET else self.box.value())

    def show_answer(self, answer: AnswerDraft | None) -> None:
        number = _number(answer)
        self.box.blockSignals(True)
        self.box.setValue(_UNSET if number is None else number)
        self.box.blockSignals(False)


class OptionsPart(QuestionPart):
    """A prompt answered by one of its options or by any of them, with room for another in own words."""

    def __init__(
        self,
        prompt: Prompt,
        question: str,
        framework: Framework | None,
        exclusive: frozenset[str],
        *,
        quick: bool,
    ) -> None:
        multi = prompt.kind is AnswerKind.MULTI
        self.options = OptionList(
            question,
            prompt.options,
            multi=multi,
            exclusive=exclusive,
            other=multi,
            quick=quick,
            show_question=False,
        )
        super().__init__(prompt, question, framework, self.options)
        self.options.changed.connect(self.told)

    def read(self) -> AnswerDraft | None:
        return self.options.answer()

    def show_answer(self, answer: AnswerDraft | None) -> None:
        self.options.set_answer(answer)


class VoicesPart(Part):
    """Whose views shaped it and who was not heard, as one list with three states each (ruling 43)."""

    def __init__(self, heard: Prompt, absent: Prompt, ground: Ground, *, is_open: bool = False) -> None:
        question = "Whose views shaped this, and who will live with it but had no say?"
        if is_open:
            question = "Whose views are shaping this, and who will live with it but has no say?"
        super().__init__(question)
        self.voices = ThreeStateList(question, heard.options, ground.recent_voices, show_question=False)
        self.voices.changed.connect(self.told)
        self.column.addWidget(self.voices)
        self._fold = Disclosure("Someone who is not listed")
        self._others = {
            VOICES[0]: TextLine("Heard, in your own words"),
            VOICES[1]: TextLine("Affected, not heard, in your own words"),
        }
        for line in self._others.values():
            line.changed.connect(self.told)
            self._fold.add(line)
        self.column.addWidget(self._fold)
        help_text = f"Heard: {heard.help} Not heard: {absent.help}"
        self.column.addWidget(About(question, help_text, framework_of(heard, ground)))

    def take(self, fields: Fields) -> None:
        answers = [answer_in(fields, name) for name in VOICES]
        heard, absent = (_options(answer) for answer in answers)
        if (heard, absent) != (self.voices.heard(), self.voices.absent()):
            self.voices.set_value(heard, absent)
        for name, answer in zip(VOICES, answers, strict=True):
            words = answer.other if answer is not None else ""
            if words != self._others[name].text().strip():
                self._others[name].set_text(words)
                self._fold.set_unfolded(True)

    def give(self, fields: Fields) -> None:
        for name, chosen in zip(VOICES, (self.voices.heard(), self.voices.absent()), strict=True):
            put_answer(fields, name, AnswerDraft(chosen, self._others[name].text().strip()))


def question_part(
    prompt: Prompt, ground: Ground, moment: When | None, *, quick: bool = False, asked: str = ""
) -> QuestionPart:
    """The part of a prompt, by its kind of answer; on the quick form its help stands once, under its card.

    `asked` is the question as it stood when it was answered: an answer keeps the words it answers.
    """
    question = asked or prompt.wording(moment).question
    framework = None if quick else framework_of(prompt, ground)
    if prompt.kind is AnswerKind.SLIDER and prompt.ends is not None:
        return ScalePart(prompt, question, framework, prompt.ends)
    if prompt.kind is AnswerKind.PERCENT:
        return SharePart(prompt, question, framework)
    if prompt.kind is AnswerKind.TEXT:
        return WordsPart(prompt, question, framework)
    exclusive = exclusive_options(ground.asked.library, prompt.id)
    return OptionsPart(prompt, question, framework, exclusive, quick=quick)


def framework_of(prompt: Prompt, ground: Ground) -> Framework | None:
    """The framework a prompt belongs to."""
    return ground.asked.library.framework(prompt.framework)


def _answer(number: int | None) -> AnswerDraft | None:
    return None if number is None else AnswerDraft(number)


def _number(answer: AnswerDraft | None) -> int | None:
    return answer.value if answer is not None and isinstance(answer.value, int) else None


def _options(answer: AnswerDraft | None) -> tuple[str, ...]:
    return answer.value if answer is not None and isinstance(answer.value, tuple) else ()
