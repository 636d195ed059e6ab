"""A share that was begun: what is ticked and written, kept as a draft until it left."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.choosing import ChoosableEntry
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.forms.filled import Fields
from app.ui.share.choose_step import ChooseStep, ticked_in
from app.ui.share.kept import Kept
from app.ui.share.wishing import WhomCard, WhyCard

DRAFT = "share:new"


class Begun(QObject):
    """Keeps the first two steps. `cleared` when a person began afresh."""

    cleared = Signal()

    def __init__(self, desk: Desk, owner: QWidget, choose: ChooseStep, whom: WhomCard, why: WhyCard) -> None:
        super().__init__(owner)
        self._desk, self._choose, self._why = desk, choose, why
        self._looked = False
        self.kept = Kept(desk, owner, self._fields, self._restore)
        self.kept.belong_to(DRAFT)
        self.kept.afresh.connect(self._afresh)
        for signal in (choose.changed, whom.typed, why.typed):
            signal.connect(self.kept.touch)

    def put_back(self, draft: Draft | None) -> None:
        """Show what was kept; once, and never over what was begun since."""
        if not self._looked:
            self._looked = True
            if not self._fields():
                self.kept.put_back(draft)

    def clear(self) -> None:
        """Nothing is ticked, nothing written, nobody chosen."""
        self._why.clear()
        self._choose.untick_all()

    def let_go(self) -> None:
        """It left."""
        self.kept.let_go()

    def _afresh(self) -> None:
        self.clear()
        self.cleared.emit()

    def _fields(self) -> Fields:
        return {**self._choose.fields(), **self._why.fields()}

    def _restore(self, fields: Fields) -> None:
        self._why.restore(fields)
        ticks = ticked_in(fields)

        def ask(journal: Journal) -> Mapping[int, ChoosableEntry]:
            return journal.sharing.ticked(ticks) if ticks.chosen else {}

        self._desk.read(ask, lambda found: self._choose.restore(fields, found), self, key="share-kept")


def begun(journal: Journal) -> Draft | None:
    """What was kept of a share."""
    return journal.drafts.of(DRAFT)
