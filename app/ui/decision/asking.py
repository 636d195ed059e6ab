"""Choosing a question by its framework, and answering one that was left empty."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.domain.forms import put_at
from app.domain.prompts import Library, Prompt, When
from app.services.journal import Journal
from app.services.ledger import Done
from app.ui.decision.drafting import Drafting, Typed
from app.ui.decision.reading import Reading
from app.ui.decision.steady import laid_out_once
from app.ui.decision.thought import save_shortcut
from app.ui.desk import Desk
from app.ui.forms.filled import ANSWERS, PICKED, Fields, answers_in, part_in, texts_in
from app.ui.forms.ground import Ground
from app.ui.forms.picker import FrameworkFold
from app.ui.forms.questions import QuestionPart, question_part
from app.ui.widgets import Card, Flow, Muted, QuietButton, column_of


class QuestionList(QWidget):
    """Questions to pick from, folded under their frameworks. `picked` carries the prompt's id."""

    picked = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column_of(self, spacing=0)
        self.folds: dict[str, FrameworkFold] = {}

    def show_prompts(self, prompts: Sequence[Prompt], library: Library, moment: When | None) -> None:
        """Offer these, each as it is put at a moment; what is unfolded stays so."""
        with laid_out_once(self):
            self._show_prompts(prompts, library, moment)

    def _show_prompts(self, prompts: Sequence[Prompt], library: Library, moment: When | None) -> None:
        for framework in library.frameworks:
            mine = [(one, one.wording(moment).question) for one in prompts if one.framework == framework.id]
            if mine and framework.id not in self.folds:
                fold = self.folds[framework.id] = FrameworkFold(framework)
                fold.picked.connect(self.picked)
                self._column.addWidget(fold)
            if framework.id in self.folds:
                self.folds[framework.id].set_prompts(mine)

    def focus_first(self) -> None:
        """Put the focus on the first framework that offers anything."""
        first = next((fold for fold in self.folds.values() if not fold.isHidden()), None)
        if first is not None:
            first.button.setFocus(Qt.FocusReason.OtherFocusReason)


class AnswerCard(Card):
    """Questions left empty, to answer now: saved with the day they were added. `added` after saving."""

    added = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Answer another question", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self._parts: list[QuestionPart] = []
        self._fields: Fields = {}
        self.add(Muted("Pick any. An answer given now is marked as added later and counts with the entry."))
        self._asked = QWidget()
        self._asked_column = column_of(self._asked, spacing=16)
        self.list = QuestionList()
        self.list.picked.connect(self._pick)
        self.save, self.leave = QuietButton("Save these answers"), QuietButton("Leave it")
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._leave)
        self.add(self._asked)
        self.buttons = Flow(self.save, self.leave)
        self.add(self.buttons)
        self.add(self.list)
        save_shortcut(self).activated.connect(self._save)
        self._drafting = Drafting(desk, self._gather, self)
        self.hide()

    @property
    def _entry_id(self) -> EntryId | None:
        return self._reading.entry.id if self._reading is not None else None

    @property
    def _moment(self) -> When | None:
        entry = self._reading.entry if self._reading is not None else None
        return put_at(entry.kind, undecided=entry.undecided) if entry is not None else None

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry; answers that were being given come back."""
        fresh = reading.entry.id != self._entry_id
        self._reading = reading
        if fresh:
            self._empty()
            kept: Fields = reading.answer.fields if reading.answer is not None else {}
            self._fields = dict(kept)
            for prompt_id in texts_in(kept, PICKED):
                self._ask(prompt_id)
            self.setVisible(bool(self._parts))
        self._offer()

    def open(self) -> None:
        """Show the questions and put the focus on the first."""
        self.show()
        self._offer()
        self.list.focus_first()

    def let_go(self) -> None:
        """Keep what is typed and belong to no entry."""
        self._drafting.keep()
        self._reading = None

    def _offer(self) -> None:
        self.buttons.setVisible(bool(self._parts))
        if self._reading is None or self.isHidden():
            return
        asked = {part.prompt_id for part in self._parts}
        left = [prompt for prompt in self._reading.unanswered if prompt.id not in asked]
        self.list.show_prompts(left, self._reading.asked.library, self._moment)

    def _pick(self, prompt_id: object) -> None:
        part = self._ask(str(prompt_id))
        if part is not None:
            self._drafting.touched()
            self._offer()
            part.focus_in()

    def _ask(self, prompt_id: str) -> QuestionPart | None:
        if self._reading is None or self._reading.entry.answer(prompt_id) is not None:
            return None
        asked = self._reading.asked
        prompt = asked.library.prompt(prompt_id)
        if prompt is None:
            return None
        part = question_part(prompt, Ground(asked), self._moment)
        part.take(self._fields)
        part.edited.connect(self._drafting.touched)
        self._parts.append(part)
        self._asked_column.addWidget(part)
        return part

    def _gather(self) -> Typed | None:
        if self._entry_id is None:
            return None
        fields: Fields = {PICKED: [part.prompt_id for part in self._parts]}
        for part in self._parts:
            part.give(fields)
        return Typed(f"answer:{self._entry_id}", fields)

    def _save(self) -> None:
        typed, entry_id = self._gather(), self._entry_id
        if typed is None or entry_id is None or not self._parts:
            return
        answers = answers_in(typed.fields)
        if not part_in(typed.fields, ANSWERS):
            self._parts[0].set_problem("Nothing is filled in yet. Answer one question, or leave it.")
            self._parts[0].focus_in()
            return
        self._drafting.settled()
        self.save.setEnabled(False)

        def answer(journal: Journal) -> Done:
            done = journal.writing.answer(entry_id, answers)
            journal.drafts.drop(typed.form)
            return done

        self._desk.act(answer, self, self._saved, failed=self._failed, said="Your answers were added.")

    def _saved(self, _done: Done) -> None:
        self._empty()
        self.hide()
        self.added.emit()

    def _failed(self, error: JournalError) -> None:
        self.save.setEnabled(True)
        self._drafting.touched()
        if isinstance(error, InvalidInput) and self._parts:
            self._parts[0].set_problem(str(error))
        else:
            self.problem.emit(error)

    def _leave(self) -> None:
        form = f"answer:{self._entry_id}"
        self._drafting.settled()

        def drop(journal: Journal) -> None:
            journal.drafts.drop(form)

        self._desk.read(drop, self._left, self)

    def _left(self, _nothing: None) -> None:
        self._empty()
        self.hide()
        self.added.emit()

    def _empty(self) -> None:
        self.save.setEnabled(True)
        self._drafting.settled()
        self._fields = {}
        for part in self._parts:
            self._asked_column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts.clear()
