"""The window on a demo journal in which something is taken out for good, driven by names and keys."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from app.services.journal import Journal
from app.ui.widgets import Body
from tests.gui.pages import House, widget_named

T = TypeVar("T")


class Taking:
    """An unlocked window, and what a person does and reads in it."""

    def __init__(self, house: House) -> None:
        self.house = house
        house.unlock()

    def ask(self, work: Callable[[Journal], T]) -> T:
        return self.house.journal.jobs.now(lambda: work(self.house.journal.opened.journal))

    def act(self, work: Callable[[Journal], object]) -> None:
        self.house.journal.desk.act(work, self.house.frame)
        self.house.settle()

    def go(self, page: str, **where: object) -> QWidget:
        found = self.house.go(page, where)
        self.house.rest()
        return found

    def press(self, name: str) -> None:
        self.house.press(name)
        self.house.rest()

    def type_into(self, name: str, text: str) -> None:
        self.house.type_into(name, text)
        self.house.rest()

    def named(self, name: str) -> QWidget:
        return widget_named(self.house.content, name)

    def offers(self, name: str) -> bool:
        """Whether a button of exactly these words can be seen."""
        buttons = self.house.content.findChildren(QWidget)
        return any(one.isVisible() and getattr(one, "text", str)() == name for one in buttons)

    def texts(self) -> str:
        shown = [one for one in self.house.content.findChildren(Body) if one.isVisible()]
        return "\n".join(one.accessibleName() for one in shown)

    @property
    def shown(self) -> str:
        """The page that is shown, by its id."""
        return self.house.journal.window.shown

    @property
    def focused(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found
