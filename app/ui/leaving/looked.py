"""A step of leaving that shows what is still to be done, and asks again when the journal changes."""

from PySide6.QtWidgets import QWidget

from app.domain.leaving import StillToDo
from app.services.leaving import still_to_do
from app.ui.desk import Desk
from app.ui.walks.part import Part
from app.ui.widgets import Banner, BannerKind, LinkButton, QuietButton


class LookedPart(Part):
    """`show_found` is called with each look; `first` is where work begins."""

    def __init__(self, name: str, desk: Desk) -> None:
        super().__init__(name)
        self.desk = desk
        self.first: QWidget | None = None
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        desk.changed.connect(self._changed)

    def start(self) -> QWidget | None:
        return self.first

    def arrive(self) -> None:
        self.trouble.hide()
        self.desk.read(
            still_to_do, self.show_found, self, failed=self.trouble.tell, key=f"leaving {type(self).__name__}"
        )

    def show_found(self, found: StillToDo) -> None:
        """Say what was found."""

    def way(self, words: str, page: str, *, quiet: bool = True, **where: object) -> LinkButton | QuietButton:
        """A button that leads to another page; Back brings here again."""
        button = QuietButton(words) if quiet else LinkButton(words)
        button.clicked.connect(_Going(self.desk, page, where))
        return button

    def _changed(self, _change: object, _initiator: object) -> None:
        if self.isVisible():
            self.arrive()


class _Going:
    """Leads to a page; a lambda would keep what it was made in alive."""

    def __init__(self, desk: Desk, page: str, where: dict[str, object]) -> None:
        self._desk, self._page, self._where = desk, page, where

    def __call__(self) -> None:
        self._desk.go(self._page, **self._where)


def count(number: int, one: str, many: str) -> str:
    """A number with the right word."""
    return f"1 {one}" if number == 1 else f"{number:,} {many}"
