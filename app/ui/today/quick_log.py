"""The quick log: a decision in under ninety seconds, by keyboard."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.errors import InvalidInput, JournalError
from app.domain.forms import FormKind
from app.services.ledger import Done
from app.ui.desk import Desk
from app.ui.forms import EntryForm, Ground, ground_of
from app.ui.forms.keeping import Keeping
from app.ui.forms.rotating import Rotating
from app.ui.forms.saved_line import SavedLine
from app.ui.forms.summary import Summary
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, Muted, PrimaryButton, QuietButton

FORM = "decision:new"
FIRST_RUN = (
    "Write about what you learned, in roles and themes. Notes like these can sometimes be asked for by a court, "
    "a regulator or under information law. Facts of a case belong in the case record."
)


class QuickLog(Card):
    """Title, expectation, how sure, when to look again and one question; only the title must be there."""

    opened = Signal(object)  # EntryId
    more_room = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setAccessibleName("A decision")
        self._desk = desk
        self._saving = False
        self.day = desk.today
        self.form = EntryForm(FormKind.QUICK, desk.today, quick=True, rotates=True)
        self.keeping = Keeping(desk, self)
        self._rotating = Rotating(desk, self.form, self)
        self.keeping.found.connect(self._rotating.ask)
        self.keeping.not_kept.connect(self._not_kept)
        self.saved = SavedLine()
        self.saved.opened.connect(self.opened)
        self._notice = Muted(FIRST_RUN)
        self._notice.hide()
        self.summary = Summary()
        self.summary.again.connect(self.save)
        self.form.changed.connect(self._typed)
        self._save = PrimaryButton("Save", quick=True)
        self._save.setAccessibleDescription("Ctrl+Return")
        self._more = QuietButton("More room…", quick=True)
        self._save.clicked.connect(self.save)
        self._more.clicked.connect(self._want_room)
        for part in (self._notice, self.keeping.line, self.saved, self.form, self.summary):
            self.add(part)
        self.form.add_foot(Flow(self._save, self._more, Muted("Ctrl+Return saves."), spacing=GRID))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    def arrive(self) -> None:
        """Read what the form needs, put a kept draft back, and ask a question."""
        self._desk.read(ground_of, self._grounded, self, key=f"ground {id(self)}")
        self.keeping.watch(self.form, FORM, two_pages=True)
        self.form.focus_first()

    def set_new(self, *, is_new: bool) -> None:
        """Whether nothing was ever saved here: then the notice stands above the form."""
        self._notice.setVisible(is_new)

    def save(self) -> None:
        """Save what stands here; only the title must be there."""
        if self._saving:
            return
        self._saving = True
        draft = self.form.draft()
        self._desk.act(
            lambda journal: journal.writing.log(draft, form=FORM),
            self,
            self._saved,
            failed=self._failed,
            said="Saved to your journal.",
        )

    def _grounded(self, ground: Ground) -> None:
        self.form.set_ground(ground)

    def _typed(self) -> None:
        self.saved.put_away()
        self.summary.put_away()

    def _saved(self, done: Done) -> None:
        self._saving = False
        self.summary.put_away()
        self.keeping.saved()
        self.saved.tell("Saved to your journal.", done.entry_id)
        self._rotating.after_saving()
        self.form.focus_first()

    def _failed(self, problem: JournalError) -> None:
        self._saving = False
        self.summary.tell(problem)
        if not isinstance(problem, InvalidInput) or not self.form.show_problem(problem):
            self.summary.focus_in()

    def _not_kept(self, problem: JournalError) -> None:
        self.summary.tell(problem, "What you are typing could not be kept yet.")

    def _want_room(self) -> None:
        self.keeping.keep()
        self.more_room.emit()

    def leave(self) -> None:
        """Keep what stands here before another page is shown."""
        self.keeping.keep()
