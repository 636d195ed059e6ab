"""Keeps what is being typed in the encrypted file, and puts it back."""

from collections.abc import Callable
from datetime import datetime
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.forms import filled
from app.ui.forms.entry_form import EntryForm
from app.ui.forms.filled import Fields
from app.ui.forms.kept_line import KeptLine
from app.ui.resting import Resting

_ASIDE = "aside"
# What was kept while this window has been unlocked: going between two pages of one form needs no telling.
_kept_here: WeakKeyDictionary[Desk, dict[str, Fields]] = WeakKeyDictionary()


class Keeping(QObject):
    """The draft of one form at a time: kept 1 s after typing stops, every 3 s while it goes on.

    Starting afresh sets what was there aside; it stays in the draft until it is brought back,
    discarded, or both are saved. `found` comes once a draft was looked for.
    """

    found = Signal(object)  # Draft | None
    not_kept = Signal(object)  # JournalError

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._form: EntryForm | None = None
        self.key = ""
        self._base: Fields = {}
        self._aside: Fields = {}
        self._two_pages = False
        self.line = KeptLine()
        self.line.afresh.connect(self.start_afresh)
        self.line.bring_back.connect(self.bring_back)
        self.line.discard.connect(self.discard)
        self._resting = Resting(self)
        self._resting.due.connect(self.keep)
        desk.flush_with(owner, self.pending, self._resting.wait_on)
        desk.forgotten.connect(self._forget)

    def watch(
        self, form: EntryForm, key: str, base: Fields | None = None, *, two_pages: bool = False
    ) -> None:
        """Keep this form under this key from now on, and look for what was kept.

        `base` is its saved state. `two_pages` says that another page shows the same draft.
        """
        self._two_pages = two_pages
        if self._form is not form or key != self.key:
            self.let_go()
        if self._form is None:
            self._form, self.key = form, key
            self._base, self._aside = dict(base or {}), {}
            self.line.put_away()
            form.changed.connect(self.touch)
        elif self._resting.is_waiting:
            self.keep()
        self._desk.read(
            lambda journal: journal.drafts.of(key), self._arrived, self._owner, key=f"draft {id(self)}"
        )

    def let_go(self) -> None:
        """Keep what stands in the form a last time; called before the form is taken away."""
        if self._form is not None:
            self.keep()
            self._form.changed.disconnect(self.touch)
            self._form = None
            self.line.put_away()

    # ---- keeping

    def touch(self) -> None:
        """Something was typed."""
        self._resting.touch()

    def keep(self) -> None:
        """Keep it now, if anything changed since it was kept."""
        write = self.pending()
        if write is not None:
            self._desk.read(write, self._was_kept, self._owner, failed=self._was_not_kept)

    def pending(self) -> Callable[[Journal], datetime | None] | None:
        """The write that keeps the form as it stands, or None; stops the timers."""
        waiting = self._resting.is_waiting
        self._resting.stop()
        if self._form is None or not waiting:
            return None
        key, fields = self.key, self._body()
        _kept_here.setdefault(self._desk, {})[key] = fields
        if not fields:
            return lambda journal: journal.drafts.drop(key)
        return lambda journal: journal.drafts.keep(key, fields)

    def saved(self) -> None:
        """The form was saved and its draft is gone; what was set aside stays."""
        self._resting.stop()
        if self._form is not None:
            self._form.clear()
        self._base = {}
        self.line.put_away()
        self._desk.draft_gone.emit()
        if self._aside:
            self.line.set_aside(None, self._desk.today)
            self.touch()
            self.keep()

    def _body(self) -> Fields:
        fields = self._form.fields() if self._form is not None else {}
        same = filled.essence(fields) == filled.essence(self._base)
        body: Fields = {} if same else fields
        return {**body, _ASIDE: self._aside} if self._aside else body

    def _was_kept(self, at: datetime | None) -> None:
        if at is not None:
            self._desk.draft_kept.emit(at)
        else:
            self._desk.draft_gone.emit()

    def _was_not_kept(self, problem: JournalError) -> None:
        self.touch()
        self.not_kept.emit(problem)

    # ---- putting back

    def _arrived(self, draft: Draft | None) -> None:
        form = self._form
        if form is None:
            return
        fields: Fields = dict(draft.fields) if draft is not None else {}
        aside = filled.part_in(fields, _ASIDE)
        fields.pop(_ASIDE, None)
        typed = filled.essence(form.fields()) != filled.essence(self._base)
        if self._resting.is_waiting and typed:
            self._keep_beside(fields, draft)  # typed before the journal answered: nothing is written over
        elif filled.says_something(fields):
            if filled.essence(fields) != filled.essence(form.fields()):
                form.restore(fields)
                if draft is not None and not self._was_here(draft):
                    self.line.put_back(draft.saved_at, self._desk.today)
            self._aside = aside
        else:
            if typed:
                form.restore(self._base)
            if not aside:
                self.line.put_away()
            elif draft is not None and not self._aside:
                self.line.set_aside(draft.saved_at, self._desk.today)
            self._aside = aside
        self.found.emit(draft)

    def _keep_beside(self, fields: Fields, draft: Draft | None) -> None:
        if draft is not None and filled.says_something(fields) and not self._was_here(draft):
            self._aside = fields
            self.line.set_aside(draft.saved_at, self._desk.today)

    def _forget(self) -> None:
        """Words were removed for good: what stands in the form is older than what the journal keeps."""
        self._resting.stop()
        _kept_here.pop(self._desk, None)

    def _was_here(self, draft: Draft) -> bool:
        return self._two_pages and _kept_here.get(self._desk, {}).get(self.key) == draft.fields

    def start_afresh(self) -> None:
        """Empty the form, or show what was saved again; what stood there is set aside."""
        if self._form is None:
            return
        self._aside = self._form.fields()
        self._show(self._base)
        self.line.set_aside(None, self._desk.today)

    def bring_back(self) -> None:
        """Show what was set aside; what stands in the form now is set aside instead."""
        if self._form is None:
            return
        now = self._form.fields()
        aside, self._aside = self._aside, {}
        self._show(aside)
        if filled.essence(now) not in ({}, filled.essence(self._base)):
            self._aside = now
            self.line.set_aside(None, self._desk.today)
        else:
            self.line.put_away()

    def discard(self) -> None:
        """Let go of what was set aside, for good."""
        self._aside = {}
        self.line.put_away()
        self.touch()
        self.keep()

    def _show(self, fields: Fields) -> None:
        if self._form is None:
            return
        if fields:
            self._form.restore(fields)
        else:
            self._form.clear()
        self.touch()
        self.keep()
        self._form.focus_first()
