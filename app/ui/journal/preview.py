"""What is chosen in the list, beside it: its words, the first lines of its answers, and what to do with it."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.domain.entries import Entry, EntryKind
from app.ui.decision.sheet import Part, Sheet, sheet_of
from app.ui.decision.words import plan_of
from app.ui.journal.fetching import Chosen
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    Flow,
    Heading,
    Muted,
    QuietButton,
    column_of,
    describe_as,
    role_of,
    written,
)
from app.ui.widgets.painting import RING, draw_ring

_MOST_OF_A_TEXT = 360
_MOST_OF_AN_ANSWER = 140
_MOST_ANSWERS = 6
_SAID_ABOVE = "Look again"
_BIN_KEEPS = timedelta(days=30)
NOTHING = "Choose an entry, and its words appear here."


class Preview(QScrollArea):
    """Shows one entry, or how many are chosen. Beside the list it scrolls; below it, it is as tall as its words."""

    opened = Signal()
    delete_wanted = Signal()
    put_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stacked = False
        self.setAccessibleName("Preview")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setViewportMargins(RING, RING, RING, RING)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.card = Card("Preview")
        self.card.heading.setText("")
        self.card.setAccessibleName("Preview")
        self._about = Muted()
        self._state = Muted()
        self.open = QuietButton("Open")
        self.delete = QuietButton("Delete")
        self.put_back = QuietButton("Put back")
        self.open.clicked.connect(self.opened)
        self.delete.clicked.connect(self.delete_wanted)
        self.put_back.clicked.connect(self.put_back_wanted)
        self._buttons = Flow(self.open, self.put_back, self.delete)
        self._parts = QWidget()
        self._lines = column_of(self._parts, spacing=2)
        self._shown: list[QWidget] = []
        for part in (self._about, self._state, self._buttons, self._parts):
            self.card.add(part)
        self.card.body.addStretch(1)
        self.setWidget(self.card)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.show_nothing()

    # ---- what is shown

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._show("", NOTHING, "", in_bin=None)

    def show_many(self, count: int, *, in_bin: bool) -> None:
        """Several rows are chosen."""
        self._show(f"{count:,} entries chosen", "", "", in_bin=in_bin)
        self.open.hide()

    def show_entry(self, chosen: Chosen, today: date) -> None:
        """One entry."""
        entry = chosen.entry
        sheet = sheet_of(entry, chosen.library)
        self._show(sheet.title, f"{sheet.kind}, {sheet.when}", _state_of(entry, today), in_bin=_bin_of(entry))
        self._shown = _widgets_of(sheet)
        for widget in self._shown:
            self._lines.addWidget(widget)
        self._parts.show()
        self._fit()

    def _show(self, title: str, about: str, state: str, *, in_bin: bool | None) -> None:
        self.card.heading.setText(title)
        self.card.heading.setVisible(bool(title))
        for label, text in ((self._about, about), (self._state, state)):
            label.setText(text)
            label.setVisible(bool(text))
        self.open.setVisible(in_bin is not None)
        self.delete.setVisible(in_bin is False)
        self.put_back.setVisible(in_bin is True)
        self._buttons.setVisible(in_bin is not None)
        self._empty()
        self.verticalScrollBar().setValue(0)
        self._fit()

    def _empty(self) -> None:
        for widget in self._shown:
            self._lines.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = []
        self._parts.hide()

    # ---- beside or below

    def set_stacked(self, *, stacked: bool) -> None:
        """Stand below the list, as tall as the words, or beside it."""
        self._stacked = stacked
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if stacked else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        down = QSizePolicy.Policy.Fixed if stacked else QSizePolicy.Policy.Ignored
        self.setSizePolicy(QSizePolicy.Policy.Expanding, down)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if stacked else Qt.FocusPolicy.TabFocus)
        self._fit()

    def _fit(self) -> None:
        if self._stacked:
            self.setFixedHeight(self.card.heightForWidth(self.viewport().width()) + 2 * RING)
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ring(painter, QRectF(self.rect()))
        elif event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return done


def _state_of(entry: Entry, today: date) -> str:
    themes = ", ".join(theme.name for theme in entry.themes)
    lines = [f"Themes: {themes}"] if themes else []
    if entry.deleted_at is not None:
        until = (entry.deleted_at + _BIN_KEEPS).astimezone().date()
        lines.insert(0, f"In the bin until {written(until)}.")
    elif entry.kind is EntryKind.DECISION:
        lines.insert(0, plan_of(entry, today))
    return "\n".join(lines)


def _bin_of(entry: Entry) -> bool:
    return entry.deleted_at is not None


def _widgets_of(sheet: Sheet) -> list[QWidget]:
    found: list[QWidget] = []
    for part in sheet.written.parts:
        if part.label != _SAID_ABOVE:
            found += [_asked(part), Body(first_of(part.text, _MOST_OF_A_TEXT))]
    answers = [part for section in sheet.answers for part in section.parts]
    for part in answers[:_MOST_ANSWERS]:
        found += [_asked(part), Body(first_of(answer_words(part), _MOST_OF_AN_ANSWER))]
    left = len(answers) - _MOST_ANSWERS
    if left > 0:
        found.append(Muted(f"And {left} more {'answer' if left == 1 else 'answers'}."))
    reviews = len(sheet.reviews)
    if reviews:
        found.append(Muted("Looked at again once." if reviews == 1 else f"Looked at again {reviews} times."))
    return found


def _asked(part: Part) -> Heading:
    heading = Heading(part.label, 3)
    heading.setContentsMargins(0, GRID, 0, 0)
    return heading


def answer_words(part: Part) -> str:
    """An answer as a line of words."""
    words = [", ".join(part.listed)] if part.listed else []
    words += [part.step.words] if part.step is not None else []
    words += [part.text] if part.text else []
    return ". ".join(words)


def first_of(text: str, most: int) -> str:
    """The first lines of a text, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    return f"{plain[:most].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"


describe_as(Preview, role_of(QAccessible.Role.Grouping))
