"""The options of a prompt, one of them or any of them, with room for another in own words."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import AnswerDraft
from app.domain.prompts import Option
from app.ui.widgets.accessible import Group
from app.ui.widgets.choice import CheckChoice, RadioChoice
from app.ui.widgets.labels import Heading
from app.ui.widgets.layouts import Flow
from app.ui.widgets.page import column_of
from app.ui.widgets.roving import AnyOf, OneOf
from app.ui.widgets.text_line import TextLine


class OptionList(Group):
    """A single or multi prompt. `exclusive` ids (such as "none of these") untick the others and are unticked by them.

    `other` offers a line of own words beside a multi. `changed` carries the answer or None.
    """

    changed = Signal(object)  # AnswerDraft | None

    def __init__(
        self,
        question: str,
        options: Sequence[Option],
        parent: QWidget | None = None,
        *,
        multi: bool = False,
        exclusive: Collection[str] = (),
        other: bool = False,
        quick: bool = False,
        show_question: bool = True,
    ) -> None:
        super().__init__(question, parent)
        self._options = tuple(options)
        self._exclusive = frozenset(exclusive)
        self._multi = multi
        self._one = OneOf(self)
        self._one.chosen.connect(self._tell)
        self._any = AnyOf(self)
        column = column_of(self, spacing=4)
        if show_question:
            column.addWidget(Heading(question, 3))
        flow = Flow()
        column.addWidget(flow)
        for option in self._options:
            flow.add(
                self._tick(option.label, quick=quick) if multi else self._round(option.label, quick=quick)
            )
        self._other: TextLine | None = None
        if multi and other:
            self._other = TextLine("Something else, in your own words")
            self._other.changed.connect(self._other_typed)
            column.addWidget(self._other)

    def answer(self) -> AnswerDraft | None:
        """What is chosen, or None where nothing is."""
        if not self._multi:
            index = self._one.index
            return None if index is None else AnswerDraft(self._options[index].id)
        chosen = tuple(
            option.id
            for option, tick in zip(self._options, self._any.choices, strict=True)
            if tick.isChecked()
        )
        words = self._other.text().strip() if self._other is not None else ""
        return AnswerDraft(chosen, words) if chosen or words else None

    def set_answer(self, answer: AnswerDraft | None) -> None:
        """Show an answer, without a signal."""
        value = answer.value if answer is not None else ()
        chosen = value if isinstance(value, tuple) else (str(value),)
        ids = [option.id for option in self._options]
        if not self._multi:
            known = [ids.index(one) for one in chosen if one in ids]
            self._one.set_index(known[0] if known else None)
            return
        for one, tick in zip(ids, self._any.choices, strict=True):
            tick.setChecked(one in chosen)
        if self._other is not None:
            self._other.set_text(answer.other if answer is not None else "")

    def _tick(self, label: str, *, quick: bool) -> CheckChoice:
        tick = CheckChoice(label, quick=quick)
        tick.clicked.connect(self._ticked)
        self._any.add(tick)
        return tick

    def _round(self, label: str, *, quick: bool) -> RadioChoice:
        choice = RadioChoice(label, quick=quick)
        self._one.add(choice)
        return choice

    def _ticked(self) -> None:
        pressed = self.sender()
        at = next(at for at, tick in enumerate(self._any.choices) if tick is pressed)
        if self._any.choices[at].isChecked():
            alone = self._options[at].id in self._exclusive
            for option, tick in zip(self._options, self._any.choices, strict=True):
                if tick is not pressed and (alone or option.id in self._exclusive):
                    tick.setChecked(False)
            if alone and self._other is not None:
                self._other.set_text("")
        self._tell()

    def _other_typed(self, text: object) -> None:
        if str(text).strip():
            for option, tick in zip(self._options, self._any.choices, strict=True):
                if option.id in self._exclusive:
                    tick.setChecked(False)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.answer())
