"""What is chosen in the list, beside it: its words, the first lines of its answers, and what to do with it."""

from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.domain.entries import EntryKind
from app.domain.written_dates import written
from app.ui.decision.sheet import Part, Sheet, sheet_of
from app.ui.entry_words import plan_of
from app.ui.journal.fetching import Chosen
from app.ui.theme import GRID, em
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
)
from app.ui.widgets.painting import RING, draw_ring

_MOST_OF_A_TEXT = 360
_MOST_OF_AN_ANSWER = 140
_MOST_ANSWERS = 6
_LEAST_EM = 6
_ANY_HEIGHT = 16_777_215
"""What Qt takes for no limit."""
_SAID_ABOVE = "Look again"
NOTHING = "Choose an entry, and its words appear here."


class Words(QScrollArea):
    """The words of an entry, which scroll by keyboard where there is too little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("First lines of the entry")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setViewportMargins(RING, RING, RING, RING)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("column")
        column = column_of(inside, spacing=0)
        self._parts = QWidget()
        self._lines = column_of(self._parts, spacing=2)
        column.addWidget(self._parts)
        column.addStretch(1)
        self._shown: list[QWidget] = []
        self._whole = False
        self.setWidget(inside)
        self.set_whole(whole=False)

    def show_words(self, widgets: list[QWidget]) -> None:
        """Show these instead of those before."""
        for widget in self._shown:
            self._lines.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown = widgets
        for widget in widgets:
            self._lines.addWidget(widget)
        self.verticalScrollBar().setValue(0)
        self.setVisible(bool(widgets))
        self._fit()

    def set_whole(self, *, whole: bool) -> None:
        """Be as tall as the words, or take what height there is and scroll."""
        self._whole = whole
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        down = QSizePolicy.Policy.Fixed if whole else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, down)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if whole else Qt.FocusPolicy.TabFocus)
        self._fit()

    def sizeHint(self) -> QSize:
        wanted = self._parts.heightForWidth(self.viewport().width()) + 2 * RING
        return QSize(0, wanted if self._whole else round(_LEAST_EM * em(self)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def _fit(self) -> None:
        if self._whole:
            self.setFixedHeight(self.sizeHint().height())
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(_ANY_HEIGHT)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._whole and event.size().width() != event.oldSize().width():
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


class Preview(Card):
    """Shows one entry, or how many are chosen, and what can be done with it."""

    opened = Signal()
    delete_wanted = Signal()
    put_back_wanted = Signal()
    erase_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName("Preview")
        self._about = Muted()
        self._state = Muted()
        self.open = QuietButton("Open")
        self.delete = QuietButton("Delete")
        self.put_back = QuietButton("Put back")
        self.open.clicked.connect(self.opened)
        self.delete.clicked.connect(self.delete_wanted)
        self.put_back.clicked.connect(self.put_back_wanted)
        self.erase = QuietButton("Erase for good…")
        self.erase.clicked.connect(self.erase_wanted)
        self._buttons = Flow(self.open, self.put_back, self.delete, self.erase)
        self.words = Words()
        for part in (self._about, self._state, self._buttons):
            self.add(part)
        self.body.addWidget(self.words, 1)
        # Without words the rest stays at the top.
        self.body.addStretch(0)
        self._show("", "", "", in_bin=None)  # until a list came: nothing to choose from yet

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._show("", NOTHING, "", in_bin=None)
        self.words.show_words([])

    def show_many(self, count: int, *, in_bin: bool) -> None:
        """Several rows are chosen."""
        self._show(f"{count:,} entries chosen", "", "", in_bin=in_bin)
        self.open.hide()
        self.words.show_words([])

    def show_entry(self, chosen: Chosen, today: date) -> None:
        """One entry."""
        entry = chosen.entry
        sheet = sheet_of(entry, chosen.library)
        in_bin = entry.deleted_at is not None
        self._show(sheet.title, f"{sheet.kind}, {sheet.when}", _state_of(chosen, today), in_bin=in_bin)
        self.words.show_words(_widgets_of(sheet))

    def set_stacked(self, *, stacked: bool) -> None:
        """Stand below the list, as tall as the words, or beside it."""
        self.words.set_whole(whole=stacked)

    def _show(self, title: str, about: str, state: str, *, in_bin: bool | None) -> None:
        self.heading.setText(title)
        self.heading.setVisible(bool(title))
        for label, text in ((self._about, about), (self._state, state)):
            label.setText(text)
            label.setVisible(bool(text))
        self.open.setVisible(in_bin is not None)
        self.delete.setVisible(in_bin is False)
        self.put_back.setVisible(in_bin is True)
        self._buttons.setVisible(in_bin is not None)


def _state_of(chosen: Chosen, today: date) -> str:
    entry = chosen.entry
    themes = ", ".join(theme.name for theme in entry.themes)
    lines = [f"Themes: {themes}"] if themes else []
    if entry.bin_until is not None:
        stays = "as long as it is on hold" if chosen.on_hold else f"until {written(entry.bin_until)}"
        lines.insert(0, f"In the bin {stays}.")
    elif entry.kind is EntryKind.DECISION:
        lines.insert(0, plan_of(entry, today))
    return "\n".join(lines)


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


describe_as(Words, role_of(QAccessible.Role.Grouping))
