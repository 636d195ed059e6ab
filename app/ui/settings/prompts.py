"""Which prompts are asked, in which words, and a leader's own."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.own_prompts import is_own
from app.domain.prompts import Framework, Prompt
from app.services.asking import Asked
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.settings.prompt_form import OwnPromptForm, RewordForm
from app.ui.settings.prompt_words import title_of
from app.ui.settings.section import Rows, Section
from app.ui.theme import GRID
from app.ui.widgets import CheckChoice, Disclosure, Flow, LinkButton, Muted, column_of

DRAFT = "prompt:new"


class PromptRow(QWidget):
    """One prompt: whether it is asked, its question, and other words for it."""

    turned = Signal(str, bool)
    reworded = Signal(object)  # PromptRow
    retired = Signal(str)

    def __init__(self, prompt: Prompt, *, on: bool) -> None:
        super().__init__()
        self.prompt = prompt
        self.form: RewordForm | None = None
        self._column = column_of(self, spacing=2)
        title = title_of(prompt)
        self.tick = CheckChoice(title)
        self.tick.setChecked(on)
        self.tick.clicked.connect(self._turn)
        own = is_own(prompt.id)
        self._words = LinkButton("Change the words…" if own else "Put it in your words…")
        self._words.setAccessibleName(f"{self._words.text()} {title}")
        self._words.clicked.connect(self._open)
        buttons = [self._words]
        if own:
            away = LinkButton("Take it off the list")
            away.setAccessibleName(f"Take it off the list: {title}")
            away.clicked.connect(self._retire)
            buttons.append(away)
        question = Muted(prompt.question)
        question.setContentsMargins(GRID // 2, 0, 0, 0)
        for part in (Flow(self.tick), question, Flow(*buttons)):
            self._column.addWidget(part)

    def _turn(self) -> None:
        self.turned.emit(self.prompt.id, self.tick.isChecked())

    def _retire(self) -> None:
        self.retired.emit(self.prompt.id)

    def _open(self) -> None:
        if self.form is None:
            self.form = RewordForm(self.prompt)
            self.form.saved.connect(self._save)
            self.form.cancelled.connect(self.close_form)
            self._column.addWidget(self.form)
        self.form.question.field.setFocus()

    def _save(self) -> None:
        self.reworded.emit(self)

    def close_form(self) -> None:
        """Put the fields away."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._words.setFocus()


class FrameworkFold(Disclosure):
    """The prompts of one framework, made when it is first opened."""

    made = Signal(object)  # PromptRow

    def __init__(self, framework: Framework) -> None:
        super().__init__(framework.name)
        self.framework = framework
        self.rows: dict[str, PromptRow] = {}
        self._prompts: tuple[Prompt, ...] = ()
        self._on: frozenset[str] = frozenset()
        self.add(Muted(f"Where it comes from: {framework.source}."))
        self._list = Rows(spacing=2 * GRID)
        self.add(self._list)
        self.toggled.connect(self._fill)

    def show_prompts(self, prompts: tuple[Prompt, ...], on: frozenset[str]) -> None:
        """Show these prompts; rows are made anew only when the prompts themselves changed."""
        self._on = on
        asked = sum(prompt.id in on for prompt in prompts)
        self.set_title(f"{self.framework.name}: {asked} of {len(prompts)} asked")
        self.button.updateGeometry()
        if prompts != self._prompts:
            self._prompts = prompts
            self._list.clear()
            self.rows = {}
        self._fill()

    def _fill(self, *_open: object) -> None:
        if not self.is_unfolded:
            return
        for prompt in self._prompts:
            if prompt.id in self.rows:
                self.rows[prompt.id].tick.setChecked(prompt.id in self._on)
                continue
            row = self.rows[prompt.id] = PromptRow(prompt, on=prompt.id in self._on)
            self._list.add(row)
            self.made.emit(row)


class PromptsSection(Section):
    """Every framework of the library folds; a leader's own prompts stand at the end."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Muted(
                "Untick what you do not want to be asked; what you answered stays. Charts count the library’s "
                "own wording: a copy in your words stands beside it, and you can untick either."
            )
        )
        self._folds: dict[str, FrameworkFold] = {}
        self._frameworks = Rows()
        self.add(self._frameworks)
        self._own = Disclosure("Write a prompt of your own")
        self.form = OwnPromptForm()
        self.form.saved.connect(self._add_own)
        self._own.add(self.form)
        self.add(self._own)
        desk.flush_with(self, self._pending)
        desk.read(lambda journal: journal.drafts.of(DRAFT), self._bring_back, self)

    # ---- what is shown

    def refresh(self) -> None:
        """Ask for the prompts."""
        self.desk.read(lambda journal: journal.prompts.now(), self._show, self, key="prompts")

    def _show(self, asked: Asked) -> None:
        for framework in asked.library.frameworks:
            prompts = tuple(one for one in asked.library.prompts if one.framework == framework.id)
            fold = self._folds.get(framework.id)
            if fold is None:
                fold = self._folds[framework.id] = FrameworkFold(framework)
                fold.made.connect(self._connect)
                self._frameworks.add(fold)
            fold.setVisible(bool(prompts))
            fold.show_prompts(prompts, asked.enabled)
        known = {framework.id for framework in asked.library.frameworks}
        for name, fold in self._folds.items():
            if name not in known:
                fold.hide()

    def _connect(self, row: PromptRow) -> None:
        row.turned.connect(self._turn)
        row.reworded.connect(self._reword)
        row.retired.connect(self._retire)

    # ---- what a person does

    def _turn(self, prompt: str, on: bool) -> None:  # noqa: FBT001  a signal's payload
        self.desk.act(lambda journal: journal.prompts.turn(prompt, on=on), self, failed=self.tell)

    def _reword(self, row: PromptRow) -> None:
        form = row.form
        if form is None:
            return
        prompt, (question, labels) = row.prompt.id, form.words()
        self.desk.act(
            lambda journal: journal.prompts.reword(prompt, question, labels),
            self,
            self._was_reworded,
            failed=form.tell,
            said="Saved in your words.",
        )

    def _was_reworded(self, prompt: Prompt) -> None:
        fold = self._folds.get(prompt.framework)
        if fold is not None:
            fold.button.setFocus()

    def _retire(self, prompt: str) -> None:
        self.desk.act(
            lambda journal: journal.prompts.retire_own(prompt),
            self,
            failed=self.tell,
            said="It is asked no more; its answers stay. Undo brings it back.",
        )
        self._own.button.setFocus()

    def _add_own(self) -> None:
        form = self.form
        question, kind, when = form.question.text(), form.chosen_kind(), form.moments()
        help_text, labels, ends = form.help.text(), form.labels(), form.ends()

        def add(journal: Journal) -> Prompt:
            made = journal.prompts.add_own(
                question, kind, when, help_text=help_text, labels=labels, ends=ends
            )
            journal.drafts.drop(DRAFT)
            return made

        self.desk.act(add, self, self._added, failed=self._refused, said="Your prompt was added.")

    def _added(self, _prompt: Prompt) -> None:
        self.form.clear()
        self.form.question.field.setFocus()

    def _refused(self, error: JournalError) -> None:
        self.form.tell(error)

    # ---- typing that outlives a lock

    def _pending(self) -> Callable[[Journal], object] | None:
        typed = self.form.typed()
        if typed is None:
            return None
        return lambda journal: journal.drafts.keep(DRAFT, typed)

    def _bring_back(self, draft: Draft | None) -> None:
        if draft is not None and self.form.typed() is None:
            self.form.fill(draft.fields)
            self._own.set_unfolded(True)
