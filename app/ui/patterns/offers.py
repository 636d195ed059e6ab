"""Questions not met yet: each can be tried now, or asked no more."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.patterns.series import Offer
from app.ui.patterns.stack import at_once
from app.ui.theme import GRID
from app.ui.widgets import Body, Columns, Flow, Group, LinkButton, QuietButton, announce, column_of

_AT_FIRST = 4
_MORE_AT_ONCE = 12


class OfferRow(QWidget):
    """One question by its short name, with its two buttons."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self.title = Body(offer.title)
        self.try_button, self.leave_button = QuietButton("Try it now"), LinkButton("Not for me")
        self.try_button.setAccessibleName(f"Try it now: {offer.title}")
        self.leave_button.setAccessibleName(f"Not for me: {offer.title}")
        self.leave_button.setToolTip("It is asked no more. Undo brings it back, and so do the settings.")
        for button in (self.try_button, self.leave_button):
            button.setObjectName(offer.prompt_id)
        column = column_of(self, spacing=0)
        buttons = Flow(self.try_button, self.leave_button, spacing=GRID)
        column.addWidget(
            Columns(self.title, buttons, stack_below_em=30, weights=(2, 3), spacing=GRID, level=True)
        )


class OfferList(Group):
    """The first few questions, the rest on request. `tried` and `left` give the prompt's id."""

    tried = Signal(str)
    left = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._offers: tuple[Offer, ...] = ()
        self.rows: list[OfferRow] = []
        column = column_of(self, spacing=4)
        self._list = QWidget()
        self._inside = column_of(self._list, spacing=4)
        column.addWidget(self._list)
        self._more = LinkButton("Show more")
        self._more.clicked.connect(self._show_more)
        column.addWidget(self._more)
        self.hide()

    def set_offers(self, title: str, offers: Sequence[Offer]) -> None:
        """Offer these; one that went away hands the focus to the next."""
        if tuple(offers) == self._offers:
            return
        shown = max(_AT_FIRST, len(self.rows)) if self._offers else _AT_FIRST
        at = next((place for place, row in enumerate(self.rows) if row.leave_button.hasFocus()), None)
        self.setAccessibleName(title)
        self._offers = tuple(offers)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        self._add(shown)
        if at is not None and self.rows:
            self.rows[min(at, len(self.rows) - 1)].leave_button.setFocus()

    def _add(self, how_many: int) -> None:
        start = len(self.rows)
        with at_once(self._list):
            for offer in self._offers[start : start + how_many]:
                row = OfferRow(offer)
                row.try_button.clicked.connect(self._try)
                row.leave_button.clicked.connect(self._leave)
                self._inside.addWidget(row)
                row.show()
                self.rows.append(row)
        left = len(self._offers) - len(self.rows)
        self._more.setVisible(left > 0)
        words = f"Show {min(left, _MORE_AT_ONCE)} more"
        self._more.setText(words)
        self._more.setAccessibleName(f"{words}: {self.accessibleName()}")

    def _show_more(self) -> None:
        start = len(self.rows)
        self._add(_MORE_AT_ONCE)
        self.rows[start].try_button.setFocus()
        announce(self, f"{len(self.rows)} of {len(self._offers)} questions are shown")

    def _try(self) -> None:
        pressed: QObject = self.sender()
        self.tried.emit(pressed.objectName())

    def _leave(self) -> None:
        pressed: QObject = self.sender()
        self.left.emit(pressed.objectName())
