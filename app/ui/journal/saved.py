"""Searches kept under a name: choose one, keep the one shown, forget one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput, JournalError
from app.services.own_lists import SavedSearch
from app.ui.theme import GRID
from app.ui.widgets import Flow, Group, LinkButton, Muted, QuietButton, TextLine, column_of

_NONE = "A search that you keep under a name appears here, ready to be chosen again."
_NOTHING_YET = "Search for something or choose a filter first; then it can be kept under a name."
_LONGEST_NAME = 60


class SavedSearches(Group):
    """`chosen` and `forget_wanted` carry a SavedSearch, `save_wanted` the name typed."""

    chosen = Signal(object)  # SavedSearch
    forget_wanted = Signal(object)  # SavedSearch
    save_wanted = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Saved searches", parent)
        self._searches: tuple[SavedSearch, ...] = ()
        self._rows: list[QWidget] = []
        column = column_of(self)
        self._none = Muted(_NONE)
        column.addWidget(self._none)
        self._list = QWidget()
        self._lines = column_of(self._list, spacing=0)
        column.addWidget(self._list)
        self._nothing_yet = Muted(_NOTHING_YET)
        column.addWidget(self._nothing_yet)
        self.name = TextLine("Keep this search as", max_length=_LONGEST_NAME)
        self.name.entered.connect(self._save)
        self.keep = QuietButton("Keep this search")
        self.keep.clicked.connect(self._save)
        self._keeping = QWidget()
        inside = column_of(self._keeping, spacing=GRID // 2)
        inside.addWidget(self.name)
        inside.addWidget(Flow(self.keep))
        column.addWidget(self._keeping)
        self._show()
        self.set_can_keep(can=False)

    def set_searches(self, searches: Sequence[SavedSearch]) -> None:
        """Offer these."""
        if tuple(searches) == self._searches:
            return
        self._searches = tuple(searches)
        for row in self._rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._line(at, search) for at, search in enumerate(self._searches)]
        for row in self._rows:
            self._lines.addWidget(row)
        self._show()

    def _show(self) -> None:
        self._none.setVisible(not self._searches)
        self._list.setVisible(bool(self._searches))

    def set_can_keep(self, *, can: bool) -> None:
        """Whether there is a search to keep."""
        self._keeping.setVisible(can)
        self._nothing_yet.setVisible(not can)

    def kept(self) -> None:
        """The search was kept."""
        self.name.set_text("")
        self.name.set_problem("")

    def tell(self, error: JournalError) -> None:
        """Say beside the field what is wrong."""
        self.name.set_problem(
            str(error) if isinstance(error, InvalidInput) else f"{error.message} {error.advice}"
        )

    def _line(self, at: int, search: SavedSearch) -> QWidget:
        choose, forget = LinkButton(search.name), LinkButton("Forget")
        choose.setAccessibleName(f"Search again: {search.name}")
        forget.setAccessibleName(f"Forget the search {search.name}")
        for button, pressed in ((choose, self._chose), (forget, self._forgot)):
            button.setObjectName(str(at))
            button.clicked.connect(pressed)
        return Flow(choose, forget, spacing=2 * GRID)

    def _chose(self) -> None:
        self.chosen.emit(self._searches[int(self.sender().objectName())])

    def _forgot(self) -> None:
        self.forget_wanted.emit(self._searches[int(self.sender().objectName())])

    def _save(self) -> None:
        self.save_wanted.emit(self.name.text())
