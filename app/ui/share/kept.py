"""What is typed on a page of sharing, kept as a draft and put back when the page is shown again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.decision.drafting import Drafting, Typed
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, part_in
from app.ui.forms.kept_line import KeptLine

_ASIDE = "aside"


class Kept(QObject):
    """The draft of one page under one name at a time.

    `gather` gives what stands there (nothing where it says nothing), `restore` shows fields again. `line` says
    what was put back, and sets it aside where a person would rather begin afresh.
    """

    afresh = Signal()

    def __init__(
        self, desk: Desk, owner: QWidget, gather: Callable[[], Fields], restore: Callable[[Fields], None]
    ) -> None:
        super().__init__(owner)
        self._desk, self._owner = desk, owner
        self._gather, self._restore = gather, restore
        self._aside: Fields = {}
        self.form = ""
        self._drafting = Drafting(desk, self._typed, owner)
        self.line = KeptLine()
        self.line.afresh.connect(self._begin_afresh)
        self.line.bring_back.connect(self._bring_back)
        self.line.discard.connect(self._discard)

    def belong_to(self, form: str) -> None:
        """Keep what is typed from now on under this name; what was typed under another is kept a last time."""
        if form != self.form:
            self._drafting.keep()
            self.form, self._aside = form, {}
            self.line.put_away()

    def put_back(self, draft: Draft | None) -> bool:
        """Show a draft that was found, and say so; whether there was one."""
        if draft is None or draft.form != self.form:
            return False
        fields = dict(draft.fields)
        self._aside = part_in(fields, _ASIDE)
        fields.pop(_ASIDE, None)
        if fields:
            self._restore(fields)
            self.line.put_back(draft.saved_at, self._desk.today)
        elif self._aside:
            self.line.set_aside(draft.saved_at, self._desk.today)
        return bool(fields)

    def touch(self, *_: object) -> None:
        """Something was typed or chosen."""
        self._drafting.touched()

    def keep(self) -> None:
        """Keep it now, before the page is left."""
        self._drafting.keep()

    def let_go(self) -> None:
        """It was saved, sent or given up."""
        self._drafting.settled()
        self._aside = {}
        self.line.put_away()
        form = self.form

        def drop(journal: Journal) -> None:
            journal.drafts.drop(form)

        if form:
            self._desk.read(drop, _ignore, self._owner)

    def _typed(self) -> Typed | None:
        aside: Fields = {_ASIDE: self._aside} if self._aside else {}
        return Typed(self.form, {**self._gather(), **aside}) if self.form else None

    def _begin_afresh(self) -> None:
        self._aside = self._gather()
        self.afresh.emit()
        self.line.set_aside(None, self._desk.today)
        self._drafting.touched()

    def _bring_back(self) -> None:
        aside, self._aside = self._aside, {}
        self._restore(aside)
        self.line.put_away()
        self._drafting.touched()

    def _discard(self) -> None:
        self._aside = {}
        self.line.put_away()
        self._drafting.touched()


def _ignore(_none: None) -> None:
    """Nothing on the page follows from it."""
