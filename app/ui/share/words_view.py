"""A share as its recipient reads it: every word of the file, in its order, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from PySide6.QtCore import QByteArray, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.privacy import Notice
from app.domain.sharing import Agreement, ShareBundle, SharedChart, SharedEntry, SharedField
from app.domain.written_dates import written
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.share.agreement_words import LABELS
from app.ui.share.marked_text import MarkedText
from app.ui.share.reading_marks import NO_MARKS, Marks
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Flow, Heading, LinkButton, Muted, column_of
from app.ui.widgets.accessible import Group

_AT_FIRST = 4
_MORE_AT_ONCE = 8


def text_of(words: str, name: str, notices: Sequence[Notice] = ()) -> QWidget:
    """Words to read; with what was noticed in them marked."""
    return MarkedText(words, notices, name) if notices else LongText(words)


_TALLEST = 3
"""Times its width."""


class Drawing(QWidget):
    """The picture of a chart as it lies in the file; its words and its table stand beside it."""

    def __init__(self, svg: str, name: str) -> None:
        super().__init__()
        from PySide6.QtSvg import QSvgRenderer

        self._drawn = QSvgRenderer(QByteArray(svg.encode()), self)
        self.setAccessibleName(f"Picture: {name}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._drawn.defaultSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * GRID, 8 * GRID)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._drawn.defaultSize()
        wanted = min(width, size.width()) * size.height() // max(1, size.width())
        return max(
            1, min(wanted, _TALLEST * width)
        )  # somebody else may say of a picture that it is a mile high

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._drawn.defaultSize()
        width = min(self.width(), size.width())
        box = QRectF(0, 0, width, self.heightForWidth(width))
        painter.fillRect(box, "white")
        self._drawn.render(painter, box)


class EntryWords(Group):
    """One entry: when it was, and its chosen fields with the questions as asked."""

    def __init__(self, entry: SharedEntry, marks: Marks) -> None:
        title = entry.field("title")
        super().__init__(title.value if title else entry.when)
        column = column_of(self, spacing=GRID)
        column.addWidget(Heading(entry.when, 2))
        for field in entry.fields:
            column.addWidget(FieldWords(field, entry, marks))


class FieldWords(Group):
    """One field of an entry."""

    def __init__(self, field: SharedField, entry: SharedEntry, marks: Marks) -> None:
        super().__init__(field.label)
        column = column_of(self, spacing=2)
        place = f"{entry.share_id}/{field.field_id}"
        column.addWidget(Heading(field.label, 3))
        if marks.get(f"{place}?"):
            column.addWidget(text_of(field.question, field.label, marks[f"{place}?"]))
        column.addWidget(text_of(field.value, field.label, marks.get(place, ())))
        if field.ends and field.kind == "slider":
            column.addWidget(Muted(f"From −3, {field.ends[0]}, to +3, {field.ends[1]}"))


class ChartWords(Group):
    """One chart: its words, its picture and its table."""

    def __init__(self, chart: SharedChart, number: int, marks: Marks) -> None:
        super().__init__(chart.name)
        column = column_of(self, spacing=GRID)
        column.addWidget(Heading(chart.name, 3))
        told = f"{chart.range_words}. " if chart.range_words else ""
        column.addWidget(Muted(f"{told}n = {chart.n}"))
        if chart.words:
            column.addWidget(text_of(chart.words, chart.name, marks.get(f"chart:{number}", ())))
        if chart.svg:
            column.addWidget(Drawing(chart.svg, chart.name))
        if chart.rows:
            from app.patterns.series import Table
            from app.ui.charts.table import SeriesTable

            column.addWidget(SeriesTable(Table(chart.headers, chart.rows), name=chart.name))


class SharedWords(Card):
    """A whole share. A long one shows its first entries at once and the rest when asked for."""

    unfolded = Signal()

    def __init__(self, title: str = "What they will see", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.body.setSpacing(2 * GRID)
        self.view: ShareBundle | None = None
        self._marks: Marks = NO_MARKS
        self._held: list[QWidget] = []
        self._shown = 0
        self._wanted = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._add_one)
        self.more = LinkButton("Show more")
        self.more.clicked.connect(self._show_more)
        self._row = Flow(self.more)
        self.add(self._row)
        self._row.hide()

    @property
    def is_building(self) -> bool:
        """Whether some of what is to be shown now is still to come."""
        return self._later.isActive()

    @property
    def left(self) -> int:
        """How many entries are not shown yet."""
        return len(self.view.entries) - self._shown if self.view else 0

    def show_view(self, view: ShareBundle, marks: Marks = NO_MARKS) -> None:
        """Show this share; what was unfolded of the same one stays unfolded."""
        again = self.view is not None and len(view.entries) == len(self.view.entries)
        wanted = max(_AT_FIRST, min(self._shown, 4 * _AT_FIRST)) if again else _AT_FIRST
        with laid_out_once(self):
            for widget in self._held:
                self.body.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            self._held, self._shown = [], 0
            self.view, self._marks = view, marks
            for widget in _head(view, marks):
                self._put(widget)
            self._row.hide()
            self._begin(wanted)

    def _put(self, widget: QWidget) -> None:
        self._held.append(widget)
        self.body.insertWidget(self.body.count() - 1, widget)

    def _begin(self, wanted: int) -> None:
        """Entries come one in a turn: each takes the window some milliseconds."""
        self._wanted = min(wanted, len(self.view.entries) if self.view else 0)
        self._later.start()

    def _add_one(self) -> None:
        view = self.view
        if view is None:
            return
        if self._shown < self._wanted:
            self._put(EntryWords(view.entries[self._shown], self._marks))
            self._shown += 1
        if self._shown < self._wanted:
            self._later.start()
            return
        if not self.left:
            for widget in _tail(view, self._marks):
                self._put(widget)
        self.more.setText(f"Show more ({self.left} left)")
        self.more.setAccessibleName(f"{self.more.text()}: {self.accessibleName()}")
        self._row.setVisible(self.left > 0)

    def _show_more(self) -> None:
        self._begin(self._shown + _MORE_AT_ONCE)
        self.unfolded.emit()


def _said(title: str, words: str, notices: Sequence[Notice]) -> Iterator[QWidget]:
    if words:
        part = Group(title)
        column = column_of(part, spacing=2)
        column.addWidget(Heading(title, 3))
        column.addWidget(text_of(words, title, notices))
        yield part


def _head(view: ShareBundle, marks: Marks) -> Iterator[QWidget]:
    if view.marking:
        yield text_of(view.marking, "Marking", marks.get("marking", ()))
    yield Body(f"From {view.from_name} for {view.to_label}, {written(view.made_on)}")
    if view.delete_by is not None:
        yield Body(f"Please delete this by {written(view.delete_by)}.")
    yield from _said("What it is about", view.purpose, marks.get("purpose", ()))
    yield from _said("What I would like from you", view.note, marks.get("note", ()))
    if view.agreement is not None:
        yield _agreement(view.agreement, marks)


def _tail(view: ShareBundle, marks: Marks) -> Iterator[QWidget]:
    for number, chart in enumerate(view.charts):
        yield ChartWords(chart, number, marks)
    for number, one in enumerate(view.thread):
        yield from _said("In answer to an earlier comment", one.answer, marks.get(f"thread:{number}", ()))


def _agreement(agreed: Agreement, marks: Marks) -> QWidget:
    part = Group("What we agreed")
    column = column_of(part, spacing=4)
    column.addWidget(Heading("What we agreed", 3))
    for one in fields(agreed):
        words = getattr(agreed, one.name)
        if words:
            column.addWidget(Muted(LABELS[one.name]))
            column.addWidget(text_of(words, LABELS[one.name], marks.get(f"agreement:{one.name}", ())))
    return part
