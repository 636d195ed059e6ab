"""The places of the window, at the left, or above the page where the window is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.ui.pages import PageKind
from app.ui.theme import GRID, em
from app.ui.widgets import NavButton
from app.ui.widgets.accessible import describe_as, role_of
from app.ui.widgets.layouts import FlowLayout, ItemLayout

_LEAST_EM = 10


class PlacesLayout(FlowLayout):
    """Below each other, or in lines."""

    upright = True

    def sizeHint(self) -> QSize:
        if not self.upright:
            return super().sizeHint()
        width = max((item.sizeHint().width() for item in self.shown()), default=0)
        return QSize(max(width, round(_LEAST_EM * em(self.parentWidget()))), self.heightForWidth(width))

    def place(self, rect: QRect, *, dry: bool) -> int:
        return ItemLayout.place(self, rect, dry=dry) if self.upright else super().place(rect, dry=dry)


class Navigation(QFrame):
    """One button a place; the one shown is marked. `chosen` gives the page's id."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[PageKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setAccessibleName("Places")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        outer.setSpacing(0)
        self._lines = PlacesLayout(spacing=GRID // 2)
        outer.addLayout(self._lines)
        self._spring = QWidget()
        outer.addWidget(self._spring, 1)
        self.buttons: dict[str, NavButton] = {}
        for page in pages:
            if page.shortcut:
                button = NavButton(page.title)
                button.setObjectName(page.id)
                button.setToolTip(page.shortcut)
                button.clicked.connect(self._clicked)
                self._lines.addWidget(button)
                button.setVisible(not page.optional)
                self.buttons[page.id] = button
        self.set_upright(upright=True)

    def set_upright(self, *, upright: bool) -> None:
        """Stand at the left, or lie above the page."""
        self._lines.upright = upright
        self._spring.setVisible(upright)
        across = QSizePolicy.Policy.Maximum if upright else QSizePolicy.Policy.Preferred
        # Lying, it may be as tall as its lines are: a size hint is one line of them.
        down = QSizePolicy.Policy.Preferred if upright else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(across, down)
        policy.setHeightForWidth(not upright)
        self.setSizePolicy(policy)
        self._lines.invalidate()
        self.updateGeometry()

    def show_place(self, page: str) -> None:
        """Mark the place that is shown; none where the page has no place of its own."""
        for name, button in self.buttons.items():
            button.set_here(here=name == page)

    def set_there(self, page: str, *, there: bool) -> None:
        """Whether a place that is not always there stands among the others now."""
        if page in self.buttons:
            self.buttons[page].setVisible(there)

    def is_there(self, page: str) -> bool:
        """Whether a place stands among the others now."""
        return page in self.buttons and not self.buttons[page].isHidden()

    def set_badge(self, page: str, badge: str, spoken: str) -> None:
        """A number beside a place."""
        if page in self.buttons:
            self.buttons[page].set_badge(badge, spoken)

    def focus_place(self) -> None:
        """Put the focus on the place shown, or the first."""
        shown = [button for button in self.buttons.values() if button.is_here]
        for button in shown[:1] or list(self.buttons.values())[:1]:
            button.setFocus()

    def _clicked(self) -> None:
        self.chosen.emit(self.sender().objectName())


def _grouping() -> None:
    from PySide6.QtGui import QAccessible

    describe_as(Navigation, role_of(QAccessible.Role.Grouping))


_grouping()
