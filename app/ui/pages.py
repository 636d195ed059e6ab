"""What the window asks of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.ui.desk import Desk


class PageView(Protocol):
    """A page of the unlocked window; its widget is made once and shown again."""

    @property
    def widget(self) -> QWidget: ...

    def arrive(self, where: Mapping[str, object]) -> None:
        """The page is shown: ask for what it shows and put the focus where work begins."""
        ...

    def may_leave(self) -> bool:
        """Whether another page may be shown now; typing is kept as a draft either way."""
        ...


class PageMaker(Protocol):
    """Makes a page at a desk."""

    def __call__(self, desk: Desk) -> PageView: ...


@dataclass(frozen=True, slots=True)
class PageKind:
    """A page as data: where it stands in the navigation (`shortcut` empty: reached from other pages only).

    An `optional` one stands there only while the journal holds something for it.
    """

    id: str
    title: str
    make: PageMaker
    shortcut: str = ""
    optional: bool = False
