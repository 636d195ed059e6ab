"""Saved searches: opening one, and forgetting one."""

from app.services.own_lists import SavedSearch
from app.ui.desk import Desk
from app.ui.settings.section import Rows, Section
from app.ui.widgets import LinkButton, Muted, QuietButton


class SearchesSection(Section):
    """They are saved on the Journal page and listed here by name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._rows = Rows()
        self.add(self._rows)
        go = QuietButton("Search the journal")
        go.clicked.connect(self._search)
        self._none = self.add_row(
            Muted("No saved searches yet. Save one on the Journal page and it is listed here."), go
        )
        self._none.hide()
        self._shown: tuple[SavedSearch, ...] | None = None

    def refresh(self) -> None:
        """Ask for the searches."""
        self.desk.read(lambda journal: journal.lists.saved_searches(), self._show, self, key="searches")

    def _show(self, searches: tuple[SavedSearch, ...]) -> None:
        if searches == self._shown:
            return
        self._shown = searches
        self._rows.clear()
        for at, search in enumerate(searches):
            buttons = LinkButton("Open"), LinkButton("Forget")
            for button, act in zip(buttons, (self._open, self._forget), strict=True):
                button.setAccessibleName(f"{button.text()}: {search.name}")
                button.setProperty("search", at)
                button.clicked.connect(act)
            self._rows.say(f"{search.name}: {search.text}", *buttons)
        self._none.setVisible(not searches)

    def _search(self) -> None:
        self.desk.go("journal", search=True)

    def _pressed(self) -> SavedSearch:
        at: int = self.sender().property("search")
        return (self._shown or ())[at]

    def _open(self) -> None:
        self.desk.go("journal", text=self._pressed().text)

    def _forget(self) -> None:
        name = self._pressed().name
        self.desk.act(
            lambda journal: journal.lists.forget_search(name),
            self,
            failed=self.tell,
            said="The search is forgotten. Undo brings it back.",
        )
