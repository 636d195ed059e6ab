"""A date, written or picked from a calendar."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDialog, QWidget

from app.domain.written_dates import read_date, written
from app.ui.theme import tokens
from app.ui.widgets.buttons import PrimaryButton, QuietButton
from app.ui.widgets.layouts import Flow
from app.ui.widgets.page import column_of
from app.ui.widgets.text_line import TextLine

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


class CalendarDialog(QDialog):
    """A month to choose a day from."""

    chosen = Signal(object)  # date

    def __init__(
        self, name: str, start: date, least: date | None, most: date | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Choose a date")
        column = column_of(self, margin=16)
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(f"{name}: calendar")
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        ordinary = QTextCharFormat()
        ordinary.setForeground(QColor(tokens().ink))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, ordinary)
        if least is not None:
            self.calendar.setMinimumDate(_qdate(least))
        if most is not None:
            self.calendar.setMaximumDate(_qdate(most))
        self.calendar.setSelectedDate(_qdate(start))
        self.calendar.activated.connect(self._take)
        column.addWidget(self.calendar)
        take, leave = PrimaryButton("Use this date"), QuietButton("Cancel")
        take.clicked.connect(self._take)
        leave.clicked.connect(self.reject)
        column.addWidget(Flow(leave, take, to_right=True))
        self.calendar.setFocus()

    def _take(self) -> None:
        day = self.calendar.selectedDate()
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.accept()


class DatePick(TextLine):
    """A date field: written in any usual way, stepped by Up and Down, or picked from a calendar.

    `picked` carries the date, or None when the field was emptied; nothing while it cannot be read.
    """

    picked = Signal(object)  # date | None

    def __init__(
        self,
        label: str,
        parent: QWidget | None = None,
        *,
        today: date,
        value: date | None = None,
        least: date | None = None,
        most: date | None = None,
        hint: str = "For example 4 March, or 04/03/2027",
    ) -> None:
        super().__init__(label, parent, hint=hint)
        self._today = today
        self._least, self._most = least, most
        self._value: date | None = None
        self._calendar = QuietButton("Choose from a calendar…")
        self._calendar.setAccessibleName(f"{label}: choose from a calendar")
        self._calendar.clicked.connect(self.open_calendar)
        self.column.addWidget(Flow(self._calendar))
        self.field.editingFinished.connect(self._finished)
        self.set_value(value)

    def value(self) -> date | None:
        """The date as last read, None while empty."""
        return self._value

    def set_value(self, value: date | None) -> None:
        """Show a date or none, without a signal."""
        self._value = value
        self.set_text(written(value) if value is not None else "")
        if self.has_problem:
            self.set_problem("")

    def set_range(self, least: date | None, most: date | None) -> None:
        """Other earliest and latest days."""
        self._least, self._most = least, most

    def open_calendar(self) -> None:
        """Show the calendar."""
        start = self._value or self._today
        dialog = CalendarDialog(self.label.text(), start, self._least, self._most, self)
        dialog.chosen.connect(self._pick)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days = _STEPS.get(Qt.Key(event.key()), 0)
        if not days or not self.field.hasFocus():
            super().keyPressEvent(event)
            return
        wanted = (self._value or self._today) + timedelta(days=days if self._value else 0)
        if not self._outside(wanted):
            self._pick(wanted)

    def _finished(self) -> None:
        text = self.text().strip()
        read = read_date(text, self._today)
        if text and read is None:
            self.set_problem("This does not read as a date. Try 4 March 2027.")
        elif read is not None and self._outside(read):
            self.set_problem(self._outside(read))
        elif read != self._value or self.has_problem:
            self._pick(read)

    def _outside(self, when: date) -> str:
        if self._least is not None and when < self._least:
            return f"Not before {written(self._least)}, please."
        if self._most is not None and when > self._most:
            return f"Not after {written(self._most)}, please."
        return ""

    def _pick(self, when: object) -> None:
        self.set_value(when if isinstance(when, date) else None)
        self.picked.emit(self._value)


def _qdate(when: date) -> QDate:
    return QDate(when.year, when.month, when.day)
