"""Every prompt that could be added to a form, by framework, with a search."""

from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import Protocol

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.forms import FORMS, FormKind, pickable
from app.domain.prompts import Framework, Prompt
from app.ui.forms.filled import Fields, answers_in
from app.ui.forms.ground import Ground
from app.ui.widgets import Card, Disclosure, Muted, QuietButton, TextLine, announce, column_of

_MOST_FOUND = 12
_AT_A_TIME = 0.005  # seconds


class TakesPrompts(Protocol):
    """What prompts can be added to: the form of an entry, or the questions of a pair round."""

    kind: FormKind
    ground: Ground

    @property
    def order_changed(self) -> SignalInstance:
        """Other prompts are on it now."""
        ...

    @property
    def changed(self) -> SignalInstance:
        """A person changed an answer."""
        ...

    @property
    def prompts(self) -> tuple[str, ...]:
        """The ids of the prompts on it."""
        ...

    @property
    def built(self) -> bool:
        """Whether it stands; the picker lets it go first."""
        ...

    def fields(self) -> Fields:
        """What was answered so far."""
        ...

    def add_prompt(self, prompt_id: str) -> None:
        """Put a prompt on it."""
        ...


class PromptButton(QuietButton):
    """One question to add. `picked` carries the prompt's id."""

    picked = Signal(object)  # str
    to_left = True

    def __init__(self, prompt: Prompt, question: str) -> None:
        super().__init__(question)
        self._id = prompt.id
        self.setAccessibleName(f"Add: {question}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._pick)

    def _pick(self) -> None:
        self.picked.emit(self._id)


class PromptRows(QWidget):
    """Questions below each other."""

    picked = Signal(object)  # str

    def __init__(self) -> None:
        super().__init__()
        self._column: QVBoxLayout = column_of(self, spacing=4)
        self._shown: tuple[str, ...] = ()

    def set_prompts(self, prompts: Sequence[tuple[Prompt, str]]) -> None:
        """Show these prompts with their questions."""
        ids = tuple(prompt.id for prompt, _ in prompts)
        if ids == self._shown:
            return
        self._shown = ids
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for prompt, question in prompts:
            button = PromptButton(prompt, question)
            button.picked.connect(self.picked)
            self._column.addWidget(button)


class FrameworkFold(Disclosure):
    """The prompts of one framework, made when it is first unfolded."""

    picked = Signal(object)  # str

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework.name)
        self._name = framework.name
        self._prompts: Sequence[tuple[Prompt, str]] = ()
        self._rows = PromptRows()
        self._rows.picked.connect(self.picked)
        self.add(Muted(framework.source))
        self.add(self._rows)
        self.toggled.connect(self._fill)
        self.hide()

    def set_prompts(self, prompts: Sequence[tuple[Prompt, str]]) -> None:
        """Offer these; nothing is shown of a framework that has none to offer."""
        if prompts == self._prompts:
            return
        self._prompts = prompts
        self.set_title(f"{self._name} ({len(prompts)})")
        self.setVisible(bool(prompts))
        if self.is_unfolded:
            self._fill()

    def _fill(self) -> None:
        self._rows.set_prompts(self._prompts)


class PromptPicker(Card):
    """What can be added to one form. It follows the form: what is on it, or does not fit yet, is not offered."""

    def __init__(self, form: TakesPrompts) -> None:
        super().__init__()
        self.setAccessibleName("Add a question")
        self._form = form
        self._offered: tuple[Prompt, ...] = ()
        self.fold = Disclosure("Add a question", unfolded=True)
        self.search = TextLine("Find a question")
        self.search.changed.connect(self._search)
        self._count = Muted()
        self._found = PromptRows()
        self._found.picked.connect(self._pick)
        self._folds: dict[str, FrameworkFold] = {}
        self._shelf = QWidget()
        self._shelves = column_of(self._shelf, spacing=0)
        for part in (self.search, self._count, self._found, self._shelf):
            self.fold.add(part)
        self.add(self.fold)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.follow)
        form.order_changed.connect(self._later.start)
        form.changed.connect(self._later.start)
        self._later.start()

    @property
    def built(self) -> bool:
        """Whether every framework stands on its shelf."""
        return len(self._folds) == len(self._form.ground.asked.library.frameworks)

    def follow(self) -> None:
        """Offer what the form could ask now; while the form is being built it goes first."""
        if not self._form.built:
            self._later.start()
            return
        ground = self._form.ground.asked
        answers = answers_in(self._form.fields())
        form = FORMS[self._form.kind]
        self._offered = pickable(form, ground.library, ground.enabled, answers, self._form.prompts)
        until = perf_counter() + _AT_A_TIME
        self._shelves.setEnabled(False)  # or each one that is shown would lay out the whole page
        for framework in ground.library.frameworks:
            if framework.id not in self._folds:
                if perf_counter() > until:
                    self._later.start()
                    break
                self._add_fold(framework)
            mine = [prompt for prompt in self._offered if prompt.framework == framework.id]
            self._folds[framework.id].set_prompts(self._asked(mine))
        self._shelves.setEnabled(True)
        self._shelves.invalidate()
        self._search()

    def _add_fold(self, framework: Framework) -> None:
        fold = FrameworkFold(framework)
        fold.picked.connect(self._pick)
        self._folds[framework.id] = fold
        self._shelves.addWidget(fold)

    def _asked(self, prompts: Iterable[Prompt]) -> list[tuple[Prompt, str]]:
        moment = FORMS[self._form.kind].put_at
        return [(prompt, prompt.wording(moment).question) for prompt in prompts]

    def _search(self) -> None:
        words = self.search.text().casefold().split()
        self._shelf.setVisible(not words)
        self._found.setVisible(bool(words))
        if not words:
            self._count.setText(_counted(len(self._offered), "question", "to choose from"))
            return
        found = [prompt for prompt in self._offered if all(word in self._text(prompt) for word in words)]
        self._found.set_prompts(self._asked(found[:_MOST_FOUND]))
        more = f", {_MOST_FOUND} shown" if len(found) > _MOST_FOUND else ""
        words_found = _counted(len(found), "question", f"found{more}") + ("" if found else _ON_THE_FORM)
        if words_found != self._count.text():
            announce(self.search.field, words_found)
        self._count.setText(words_found)

    def _text(self, prompt: Prompt) -> str:
        framework = self._form.ground.asked.library.framework(prompt.framework)
        name = f"{framework.name} {framework.source}" if framework is not None else ""
        asked = prompt.wording(FORMS[self._form.kind].put_at).question
        return f"{prompt.title} {prompt.question} {asked} {prompt.help} {name}".casefold()

    def _pick(self, prompt_id: str) -> None:
        self._form.add_prompt(prompt_id)


_ON_THE_FORM = " What is on the form already is not listed here."


def _counted(count: int, what: str, rest: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'} {rest}."
