"""What goes into a brief: nothing is ticked at first, and each text has a tick of its own."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.briefing import BriefItem
from app.domain.written_dates import written
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, CheckChoice, Flow, LinkButton, Muted, column_of

_AT_FIRST = 8
_MORE_AT_ONCE = 12


class ItemRow(QWidget):
    """One thing to tick. Its texts are offered, and shown whole, once it is ticked."""

    changed = Signal()

    def __init__(self, item: BriefItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        column = column_of(self, spacing=0)
        self.tick = CheckChoice(f"{written(item.on)} · {item.title}")
        self.tick.setAccessibleDescription(item.note)
        self.tick.toggled.connect(self._ticked)
        column.addWidget(Flow(self.tick))
        self._below = QWidget()
        self._column = column_of(self._below, spacing=4)
        self._column.setContentsMargins(4 * GRID, 0, 0, GRID)
        self._texts: dict[str, CheckChoice] = {}
        if item.note:
            self._column.addWidget(Muted(item.note))
        column.addWidget(self._below)
        self._below.setVisible(bool(item.note))

    def _ticked(self) -> None:
        if self.tick.isChecked() and not self._texts:
            for text in self.item.texts:
                tick = CheckChoice(f"With “{text.label}”")
                tick.setAccessibleName(f"With “{text.label}”: {self.item.title}")
                tick.toggled.connect(self.changed)
                self._texts[text.name] = tick
                self._column.addWidget(Flow(tick))
                self._column.addWidget(Muted(text.text))
        self._below.setVisible(self.tick.isChecked() or bool(self.item.note))
        for at in range(1 if self.item.note else 0, self._column.count()):
            inside = self._column.itemAt(at)
            widget = inside.widget() if inside is not None else None
            if widget is not None:
                widget.setVisible(self.tick.isChecked())
        self.changed.emit()

    def names(self) -> frozenset[str] | None:
        """The names of the texts that go along; None while the item itself does not."""
        if not self.tick.isChecked():
            return None
        return frozenset(name for name, tick in self._texts.items() if tick.isChecked())

    def choose(self, names: frozenset[str]) -> None:
        """Tick it with these texts."""
        self.tick.setChecked(True)
        for name in names:
            if name in self._texts:
                self._texts[name].setChecked(True)


class PartCard(Card):
    """One part of a brief: its items, the first few at once and the rest when asked for."""

    changed = Signal()

    def __init__(self, title: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._empty = Body(empty)
        self._list = QWidget()
        self._column = column_of(self._list)
        self._more = LinkButton("Show more")
        self._more.clicked.connect(self._show_more)
        for part in (self._empty, self._list, Flow(self._more)):
            self.add(part)
        self._items: Sequence[BriefItem] = ()
        self.rows: list[ItemRow] = []

    def show_items(self, items: Sequence[BriefItem]) -> None:
        """List these; what was ticked stays ticked where it is still there."""
        before = {key: names for key, names in self.ticked().items() if any(one.key == key for one in items)}
        for row in self.rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self.rows = []
        self._items = items
        ticked = [place for place, item in enumerate(items) if item.key in before]
        self._add(max(_AT_FIRST, ticked[-1] + 1 if ticked else 0))
        for row in self.rows:
            if row.item.key in before:
                row.choose(before[row.item.key])
        self._empty.setVisible(not items)
        self.changed.emit()

    def _add(self, many: int) -> None:
        for item in self._items[len(self.rows) : len(self.rows) + many]:
            row = ItemRow(item)
            row.changed.connect(self.changed)
            self.rows.append(row)
            self._column.addWidget(row)
        left = len(self._items) - len(self.rows)
        self._more.setText(f"Show more ({left} left)")
        self._more.setAccessibleName(f"{self._more.text()}: {self.accessibleName()}")
        self._more.setVisible(left > 0)

    def _show_more(self) -> None:
        first = len(self.rows)
        self._add(_MORE_AT_ONCE)
        self.rows[first].tick.setFocus()

    def ticked(self) -> dict[str, frozenset[str]]:
        """The names of the texts that go along, by the key of each ticked item."""
        return {row.item.key: names for row in self.rows if (names := row.names()) is not None}
