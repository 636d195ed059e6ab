"""A later thought, put beside what was written; kept as a draft while it is typed."""

from PySide6.QtCore import QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.entries import EntryId
from app.domain.errors import InvalidInput, JournalError
from app.services.journal import Journal
from app.services.ledger import Done
from app.ui.decision.drafting import Drafting, Typed
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.forms.part import NameNotice
from app.ui.widgets import Card, QuietButton, TextArea


def save_shortcut(owner: QWidget) -> QShortcut:
    """Ctrl+Return while the focus is inside a widget; both Enter keys."""
    keys = [
        QKeyCombination(Qt.KeyboardModifier.ControlModifier, key)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    ]
    shortcut = QShortcut(owner)
    shortcut.setKeys([QKeySequence(key) for key in keys])
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return shortcut


class ThoughtCard(Card):
    """A button that opens a field. `added` when a thought was saved."""

    added = Signal()
    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Add a later thought", parent)
        self._desk = desk
        self._entry_id: EntryId | None = None
        self.area = TextArea(
            "What do you think now?",
            hint="It is dated today and stands beside what you wrote, which stays as it is.",
        )
        self.save = QuietButton("Save this thought")
        self.leave = QuietButton("Leave it")
        self._notice = NameNotice()
        self.add(self.area)
        self.add(self._notice)
        self.add_row(self.save, self.leave)
        self.area.changed.connect(self._typed)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self._leave)
        save_shortcut(self).activated.connect(self._save)
        self._drafting = Drafting(desk, self._gather, self)
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry; typing that was kept comes back."""
        if reading.entry.id == self._entry_id:
            return
        self._entry_id = reading.entry.id
        self._drafting.settled()
        kept = reading.thought.fields.get("text") if reading.thought is not None else None
        self.area.set_text(kept if isinstance(kept, str) else "")
        self.area.set_problem("")
        self._notice.look(self.area.text())
        self.setVisible(bool(kept))

    def open(self) -> None:
        """Show the field and put the focus there."""
        self.show()
        self.area.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        """Keep what is typed and belong to no entry."""
        self._drafting.keep()
        self._entry_id = None

    def _typed(self, _text: object) -> None:
        self._notice.watch(self.area.text())
        self._drafting.touched()

    def _gather(self) -> Typed | None:
        return Typed(f"thought:{self._entry_id}", {"text": self.area.text()}) if self._entry_id else None

    def _save(self) -> None:
        entry_id, text = self._entry_id, self.area.text()
        if entry_id is None:
            return
        self._drafting.settled()
        self.save.setEnabled(False)
        self._desk.act(
            lambda journal: journal.writing.add_thought(entry_id, text),
            self, self._saved, failed=self._failed, said="Your thought was added.",
        )  # fmt: skip

    def _saved(self, _done: Done) -> None:
        self.save.setEnabled(True)
        self._close()
        self.added.emit()

    def _failed(self, error: JournalError) -> None:
        self.save.setEnabled(True)
        self._drafting.touched()
        if isinstance(error, InvalidInput):
            self.area.set_problem(str(error))
            self.area.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.problem.emit(error)

    def _leave(self) -> None:
        form = f"thought:{self._entry_id}"
        self._drafting.settled()

        def drop(journal: Journal) -> None:
            journal.drafts.drop(form)

        self._desk.read(drop, self._left, self)

    def _left(self, _nothing: None) -> None:
        self._close()
        self.added.emit()

    def _close(self) -> None:
        self.area.set_text("")
        self.area.set_problem("")
        self._notice.look("")
        self.hide()
