"""Typing in what a coach said aloud or wrote elsewhere; it is marked as entered by the leader (ruling 53)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS, CommentKind
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.forms.part import NameNotice
from app.ui.widgets import Card, ChoiceChips, DatePick, QuietButton, TextArea, TextLine


class TypedInCard(Card):
    """`added` when it was kept or left."""

    added = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Type in what my coach said", parent)
        self._desk = desk
        self._entry_id: EntryId | None = None
        self.who = TextLine("Who said it", max_length=80)
        self.kind = ChoiceChips(
            "What it is", [(kind.value, words) for kind, words in KIND_WORDS.items()], clearable=False
        )
        self.kind.set_value(CommentKind.QUESTION.value)
        self.area = TextArea("What they said", hint="It stands under this entry, marked as typed in by you.")
        self.on = DatePick("When they said it", today=desk.today, value=desk.today, most=desk.today)
        self._notice = NameNotice()
        self.save, self.leave = QuietButton("Keep what they said"), QuietButton("Leave it")
        self.leave.setAccessibleName("Leave what they said")
        for part in (self.who, self.kind, self.area, self._notice, self.on):
            self.add(part)
        self.add_row(self.save, self.leave)
        self.area.changed.connect(self._typed)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._close)
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry."""
        if reading.entry.id != self._entry_id:
            self._entry_id = reading.entry.id
            self._clear()

    def open(self) -> None:
        """Show the fields and put the focus there."""
        self.show()
        (self.area if self.who.text() else self.who).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, _text: object) -> None:
        self._notice.watch(self.area.text())

    def _save(self) -> None:
        entry_id, who, body, on = self._entry_id, self.who.text(), self.area.text(), self.on.value()
        kind = CommentKind(self.kind.value() or CommentKind.QUESTION)
        if entry_id is not None:
            self._desk.act(
                lambda journal: journal.merging.typed_in(entry_id, who, body, kind=kind, on=on),
                self, self._saved, failed=self._failed, said="What they said is kept under this entry.",
            )  # fmt: skip

    def _saved(self, _change: object) -> None:
        self._close()

    def _failed(self, error: JournalError) -> None:
        if isinstance(error, InvalidInput):
            (self.area if self.who.text().strip() else self.who).set_problem(
                f"{error.message} {error.advice}"
            )
        else:
            self.problem.emit(error)

    def _close(self) -> None:
        self._clear()
        self.added.emit()

    def _clear(self) -> None:
        self.area.set_text("")
        self.area.set_problem("")
        self.who.set_problem("")
        self._notice.look("")
        self.hide()
