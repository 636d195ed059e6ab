"""Asks the one rotating question of the quick form, another, or none today."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.forms import FORMS, FormKind
from app.domain.rotation import Question
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.forms.entry_form import EntryForm
from app.ui.forms.filled import answers_in
from app.ui.forms.order import ROTATION_KEY, rotating_in
from app.ui.widgets import announce

_NONE_ON = "no_question_on"
_NONE = "No question today."
_NO_MORE = "There is no other question for now."


class Rotating(QObject):
    """The rotating question of one form."""

    def __init__(self, desk: Desk, form: EntryForm, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._form, self._owner = desk, form, owner
        self._shown: set[str] = set()
        form.another_wanted.connect(self.another)
        form.none_wanted.connect(self.none_today)

    def ask(self) -> None:
        """Ask a question unless one stands there, none was wanted today, or this is a time of pause."""
        if not self._form.rotating:
            self._ask(anyway=False)

    def after_saving(self) -> None:
        """The next entry gets its own question."""
        self._shown.clear()
        self._form.set_rotating(None)
        self._ask(anyway=False)

    def another(self) -> None:
        """Pass over this question, unless it was answered, and ask the next."""
        self._skip()
        self._ask(anyway=True)

    def none_today(self) -> None:
        """Pass over this question and ask none until tomorrow."""
        self._skip()
        today = self._desk.today.isoformat()
        self._desk.read(lambda journal: journal.lists.note(_NONE_ON, today), _ignore, self._owner)
        self._form.set_rotating(None, _NONE)
        announce(self._form, _NONE)
        self._form.go_to(ROTATION_KEY)

    def _skip(self) -> None:
        name = self._form.rotating
        if not name:
            return
        self._shown.add(name)
        answered = answers_in(self._form.fields())
        if not any(prompt in answered for prompt in rotating_in(self._form.fields())):
            self._desk.read(lambda journal: journal.prompts.skip(name), _ignore, self._owner)

    def _ask(self, *, anyway: bool) -> None:
        answers, without, today = answers_in(self._form.fields()), frozenset(self._shown), self._desk.today

        def ask(journal: Journal) -> Question | str:
            quiet = journal.lists.choice(_NONE_ON) == today.isoformat()
            if not anyway and quiet:
                return _NONE
            if not anyway and journal.pauses.now() is not None:
                return ""
            return journal.prompts.next_question(answers, without) or _NO_MORE

        self._desk.read(ask, self._asked if anyway else self._came, self._owner, key=f"rotation {id(self)}")

    def _came(self, question: Question | str) -> None:
        if isinstance(question, Question):
            self._form.set_rotating(question)
        else:
            self._form.set_rotating(None, question)

    def _asked(self, question: Question | str) -> None:
        self._came(question)
        if isinstance(question, Question):
            announce(self._form, question.prompts[0].wording(FORMS[FormKind.QUICK].moment).question)
        else:
            announce(self._form, question)


def _ignore(_result: object) -> None:
    """Nothing on the page follows from it."""
