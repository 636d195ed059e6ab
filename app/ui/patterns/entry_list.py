"""Entries or dated lines below each other: one Tab stop, arrows move, Enter opens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.entries import EntryId, EntryKind
from app.domain.readings import DatedText, EntryLine
from app.domain.written_dates import written
from app.patterns.series import Line
from app.ui.patterns.stack import at_once
from app.ui.theme import Tokens, tokens
from app.ui.widgets import Group, LinkButton, column_of
from app.ui.widgets.buttons import Paint, PaintedButton
from app.ui.widgets.painting import RING, breakable, plain_label

_AT_FIRST = 6
_MORE_AT_ONCE = 20
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}
_KINDS = {EntryKind.WEEKLY: "Weekly reflection", EntryKind.REFLECTION: "Reflection"}


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says, and the entry it opens."""

    text: str
    entry_id: EntryId | None


def entry_rows(entries: Iterable[EntryLine]) -> tuple[Row, ...]:
    """Entries with their day; kinds other than decisions are named."""
    return tuple(
        Row(f"{written(one.on)} · {one.title or _KINDS.get(one.kind, 'Without a title')}", one.entry_id)
        for one in entries
    )


def line_rows(lines: Iterable[Line]) -> tuple[Row, ...]:
    """Dated lines of text, the day above the words."""
    return tuple(
        Row(f"{line.on}\n{line.text}", None if line.entry_id is None else EntryId(line.entry_id))
        for line in lines
    )


def text_rows(texts: Iterable[DatedText]) -> tuple[Row, ...]:
    """What was written, below its day and the title of the entry it stands in."""
    return tuple(
        Row(f"{written(one.on)} · {one.title or 'Without a title'}\n{one.text}", one.entry_id)
        for one in texts
    )


class RowButton(PaintedButton):
    """One row: its words, a hairline beneath, and a sign that it opens something."""

    side_padding = 18
    to_left = True
    moved = Signal(object, int)
    focused = Signal(object)

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.show_row(row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_row(self, row: Row) -> None:
        """Say another row."""
        self.row = row
        self.setText(plain_label(breakable(row.text)))
        self.setAccessibleName(row.text.replace("\n", ": "))
        self.setEnabled(row.entry_id is not None)
        self.updateGeometry()

    def colours(self, now: Tokens) -> Paint:
        return Paint(now.hover if self.hovered or self.isDown() else "", "", now.ink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.moved.emit(self, step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().line), 1))
        bottom = self.height() - 0.5
        painter.drawLine(QPointF(RING, bottom), QPointF(self.width() - RING, bottom))
        if not self.isEnabled():
            return
        painter.setPen(QPen(QColor(tokens().link), 2))
        right, middle = self.width() - RING - 4.0, self.height() / 2
        painter.drawPolyline(
            QPolygonF(
                [QPointF(right - 4, middle - 4), QPointF(right, middle), QPointF(right - 4, middle + 4)]
            )
        )


class EntryList(Group):
    """Rows of which the first few show; the rest on request. `opened` gives the entry's id.

    While `has_more` is set the button below asks for further rows too, with `more_wanted`.
    """

    opened = Signal(object)  # EntryId
    more_wanted = Signal()

    def __init__(
        self,
        name: str,
        rows: Sequence[Row] = (),
        parent: QWidget | None = None,
        *,
        at_first: int = _AT_FIRST,
    ) -> None:
        super().__init__(name, parent)
        self._at_first = at_first
        self.has_more = False
        self._rows: tuple[Row, ...] = ()
        self._buttons: list[RowButton] = []
        column = column_of(self, spacing=0)
        self._list = QWidget()
        self._inside = column_of(self._list, spacing=0)
        column.addWidget(self._list)
        self._more = LinkButton("Show more")
        self._more.clicked.connect(self._show_more)
        column.addWidget(self._more)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Other rows; the same ones leave everything as it is."""
        if rows and tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        kept = min(len(self._buttons), self._at_first, len(rows))
        with at_once(self._list):
            for button in self._buttons[kept:]:
                button.hide()
                button.deleteLater()
            del self._buttons[kept:]
            for button, row in zip(self._buttons, rows, strict=False):
                button.show_row(row)
        self._add(self._at_first - kept)
        self._rest_on_one()

    def add_rows(self, rows: Sequence[Row], *, has_more: bool) -> None:
        """Further rows that were asked for; the focus goes to the first of them."""
        start, self.has_more = len(self._buttons), has_more
        self._rows = (*self._rows, *rows)
        self._add(_MORE_AT_ONCE)
        if len(self._buttons) > start:
            self._buttons[start].setFocus()

    def focus_first(self) -> None:
        """Put the focus on the first row."""
        if self._buttons:
            self._buttons[0].setFocus()

    def _add(self, how_many: int) -> None:
        start = len(self._buttons)
        with at_once(self._list):
            for row in self._rows[start : start + how_many]:
                button = RowButton(row)
                button.clicked.connect(self._pressed)
                button.moved.connect(self._move)
                button.focused.connect(self._rest_on)
                self._inside.addWidget(button)
                button.show()
                self._buttons.append(button)
        if start == 0:
            self._rest_on_one()
        left = len(self._rows) - len(self._buttons)
        self._more.setVisible(left > 0 or self.has_more)
        self._more.setText(f"Show {min(left, _MORE_AT_ONCE)} more" if left else "Show older ones")
        self._more.setAccessibleName(f"{self._more.text()}: {self.accessibleName()}")

    def _show_more(self) -> None:
        start = len(self._buttons)
        if start == len(self._rows):
            self.more_wanted.emit()
            return
        self._add(_MORE_AT_ONCE)
        self._buttons[start].setFocus()

    def _pressed(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, RowButton) and pressed.row.entry_id is not None:
            self.opened.emit(pressed.row.entry_id)

    def _move(self, button: RowButton, step: int) -> None:
        at = max(0, min(self._buttons.index(button) + step, len(self._buttons) - 1))
        self._buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest_on_one(self) -> None:
        if self._buttons:
            self._rest_on(next((one for one in self._buttons if one.hasFocus()), self._buttons[0]))

    def _rest_on(self, stop: RowButton) -> None:
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
