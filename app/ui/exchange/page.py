"""The page that brings entries in and takes the journal out, put together."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.services.exchange import Batch
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.bring_in import BringIn
from app.ui.exchange.earlier import EarlierImports
from app.ui.exchange.take_out import TakeOut
from app.ui.problem_above import ProblemAbove
from app.ui.widgets import Page
from app.ui.widgets.reading_order import ReadingOrder


class ExchangePage(QObject):
    """Import and export. `arrive` takes part="out" to begin with the export."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Import and export")
        super().__init__(self.page)
        self._desk = desk
        self._problem = ProblemAbove(self.page.body, 1)
        self.bring_in, self.earlier, self.take_out = BringIn(desk), EarlierImports(), TakeOut(desk)
        for card in (self.bring_in, self.earlier, self.take_out):
            self.page.add(card)
        self.bring_in.take_back_wanted.connect(self._take_back)
        self.earlier.take_back_wanted.connect(self._take_back)
        desk.changed.connect(self._changed)
        ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What is under way goes on while another page is shown."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Show the page and ask which imports can be taken back."""
        self._ask()
        (self.take_out if where.get("part") == "out" else self.bring_in).focus_start()

    def _changed(self, _change: object, _initiator: object) -> None:
        self._ask()

    def _ask(self) -> None:
        self._desk.read(_batches, self._batches_came, self, key="exchange.batches")

    def _batches_came(self, batches: tuple[Batch, ...]) -> None:
        self.earlier.show_batches(batches)
        self.bring_in.look_for(frozenset(batch.number for batch in batches))

    def _take_back(self, batch: int) -> None:
        self._problem.clear()
        self._desk.act(
            lambda journal: _taken_back(journal, batch),
            self,
            self._was_taken_back,
            failed=self._failed,
            said="The import was taken back. Its entries are in the bin.",
        )

    def _was_taken_back(self, batch: int) -> None:
        self.bring_in.was_taken_back(batch)
        self.bring_in.focus_start()

    def _failed(self, error: JournalError) -> None:
        self._problem.tell(error)


def _batches(journal: Journal) -> tuple[Batch, ...]:
    return journal.exchange.batches()


def _taken_back(journal: Journal, batch: int) -> int:
    journal.exchange.take_back(batch)
    return batch
