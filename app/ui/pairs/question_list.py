"""The questions chosen for a round, one to five, and the way to take one out again."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.forms import FormKind
from app.domain.pairing import MOST_PROMPTS
from app.ui.decision.steady import laid_out_once
from app.ui.forms.filled import Fields
from app.ui.forms.ground import Ground
from app.ui.theme import GRID
from app.ui.widgets import Body, Flow, LinkButton, Muted, Told, announce, column_of
from app.ui.widgets.accessible import Group

_ENOUGH = f"{MOST_PROMPTS} questions are enough for one round. Take one out first."
_NONE = "No question is chosen yet. Choose one to five."


class ChosenRow(Group):
    """One question. `taken_out` carries its id."""

    taken_out = Signal(str)

    def __init__(self, prompt_id: str, question: str, number: int) -> None:
        super().__init__(f"Question {number}")
        self._id = prompt_id
        column = column_of(self, spacing=2)
        column.addWidget(Body(f"{number}. {question}"))
        self.out = LinkButton("Take it out")
        self.out.setAccessibleName(f"Take it out: {question}")
        self.out.clicked.connect(self._pressed)
        column.addWidget(Flow(self.out))

    def _pressed(self) -> None:
        self.taken_out.emit(self._id)


class QuestionList(QWidget):
    """What a picker adds to; `changed` and `order_changed` follow every choice of a person."""

    changed = Signal()
    order_changed = Signal()
    kind = FormKind.REFLECTION
    """A round may use any prompt, as a reflection may (ruling 11)."""

    def __init__(self) -> None:
        super().__init__()
        self.ground = Ground()
        self._ids: tuple[str, ...] = ()
        self.rows: list[ChosenRow] = []
        self._column = column_of(self, spacing=GRID)
        self._count, self._problem = Muted(_NONE), Told()
        self._list = QWidget()
        self._rows = column_of(self._list, spacing=GRID)
        for part in (self._count, self._list, self._problem):
            self._column.addWidget(part)
        self._problem.hide()

    # ---- as a picker asks

    @property
    def prompts(self) -> tuple[str, ...]:
        """The ids chosen, in order."""
        return self._ids

    @property
    def built(self) -> bool:
        """It has nothing to build first."""
        return True

    def fields(self) -> Fields:
        """Nothing is answered while questions are chosen."""
        return {}

    def add_prompt(self, prompt_id: str) -> None:
        """Choose one more."""
        if prompt_id in self._ids:
            return
        if len(self._ids) >= MOST_PROMPTS:
            self.set_problem(_ENOUGH)
            return
        self._set((*self._ids, prompt_id))
        announce(self, f"Added. {self._count.text()}")
        self.rows[-1].out.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    # ----

    def set_ground(self, ground: Ground) -> None:
        """Choose from these prompts."""
        self.ground = ground
        self._set(self._ids)

    def set_prompts(self, ids: Iterable[str]) -> None:
        """Show these as chosen."""
        self._set(tuple(ids)[:MOST_PROMPTS])

    def set_problem(self, problem: str) -> None:
        """Say what to mend, or nothing."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        announce(self, problem)

    def _set(self, ids: tuple[str, ...]) -> None:
        library = self.ground.asked.library
        known = [(one, prompt) for one in ids if (prompt := library.prompt(one)) is not None]
        self._ids = tuple(one for one, _ in known) if library.prompts else ids
        with laid_out_once(self._list):
            for row in self.rows:
                self._rows.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [
                ChosenRow(one, prompt.question, number) for number, (one, prompt) in enumerate(known, 1)
            ]
            for row in self.rows:
                row.taken_out.connect(self._take_out)
                self._rows.addWidget(row)
                row.show()
        many = len(self._ids)
        self._count.setText(f"{many} of at most {MOST_PROMPTS} questions chosen." if many else _NONE)
        self.set_problem("")
        self.order_changed.emit()

    def _take_out(self, prompt_id: str) -> None:
        at = self._ids.index(prompt_id)
        self._set(tuple(one for one in self._ids if one != prompt_id))
        announce(self, f"Taken out. {self._count.text()}")
        for row in self.rows[at : at + 1] or self.rows[-1:]:
            row.out.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
