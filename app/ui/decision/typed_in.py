"""Typing in what a coach said aloud or wrote elsewhere: kept while typed, marked as entered by the leader (ruling 53)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.conversation import KIND_WORDS, CommentKind
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.domain.whole import JsonValue
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.decision.drafting import Drafting, Typed
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
        for part in (self.who, self.kind):
            part.changed.connect(self._touched)
        self.on.picked.connect(self._touched)
        self._drafting = Drafting(desk, self._gather, self)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._leave)
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry; typing that was kept comes back."""
        if reading.entry.id == self._entry_id:
            return
        self._clear()
        self._entry_id = reading.entry.id
        self._drafting.settled()
        if reading.typed is not None:
            self._bring_back(reading.typed)

    def _bring_back(self, kept: Draft) -> None:
        who, body, kind = (str(kept.fields.get(name, "")) for name in ("who", "text", "kind"))
        self.who.set_text(who)
        self.area.set_text(body)
        self.kind.set_value(kind if kind in KIND_WORDS else CommentKind.QUESTION.value)
        self._notice.look(body)
        self.setVisible(bool(body))

    def let_go(self) -> None:
        """Keep what is typed and belong to no entry."""
        self._drafting.keep()
        self._entry_id = None

    def open(self) -> None:
        """Show the fields and put the focus there."""
        self.show()
        (self.area if self.who.text() else self.who).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, _text: object) -> None:
        self._notice.watch(self.area.text())
        self._touched()

    def _touched(self, *_: object) -> None:
        self._drafting.touched()

    def _gather(self) -> Typed | None:
        if self._entry_id is None:
            return None
        said: dict[str, JsonValue] = {"who": self.who.text(), "text": self.area.text()}
        return Typed(f"typed:{self._entry_id}", said | {"kind": self.kind.value() or ""})

    def _save(self) -> None:
        entry_id, who, body, on = self._entry_id, self.who.text(), self.area.text(), self.on.value()
        kind = CommentKind(self.kind.value() or CommentKind.QUESTION)
        if entry_id is None:
            return
        self._drafting.settled()

        def keep(journal: Journal) -> ChangeSet | None:
            changed = journal.merging.typed_in(entry_id, who, body, kind=kind, on=on)
            journal.drafts.drop(f"typed:{entry_id}")
            return changed

        self._desk.act(
            keep, self, self._saved, failed=self._failed, said="What they said is kept under this entry."
        )

    def _saved(self, _change: object) -> None:
        self._close()

    def _leave(self) -> None:
        form = f"typed:{self._entry_id}"
        self._drafting.settled()

        def drop(journal: Journal) -> None:
            journal.drafts.drop(form)

        self._desk.read(drop, lambda _none: self._close(), self)

    def _failed(self, error: JournalError) -> None:
        self._drafting.touched()
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
