"""A chart beside itself in another period or theme: two sentences, one table, or why there is none."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.days import Span, last_day_of_month, month_of
from app.domain.written_dates import MONTHS
from app.patterns.comparing import Compared
from app.patterns.series import Table
from app.ui.charts import SeriesTable
from app.ui.patterns.stack import Stack, together
from app.ui.theme import GRID
from app.ui.widgets import Body, Columns, Group, Heading, Muted, column_of

_LISTED = " Here they are:"
"""How a sentence ends where a list follows; beside another there is none."""


class BesidePart(Stack):
    """Shows a comparison, or takes no room. Its table takes as long as the rest of a card: it has a turn of its own."""

    def __init__(self, title: str) -> None:
        super().__init__(GRID)
        self._title = title
        self.table: SeriesTable | None = None
        self._due: tuple[Table, str] | None = None

    def show_compared(self, compared: Compared | None, short: tuple[str, str] | None = None) -> None:
        """Another comparison, or none. `short` are names of the two for the heads of the table."""
        self.clear()
        self.table = self._due = None
        if compared is None:
            return
        sides = Columns(
            _side(compared.name_a, compared.n_a, compared.sentence_a),
            _side(compared.name_b, compared.n_b, compared.sentence_b),
            stack_below_em=48,
            spacing=3 * GRID,
        )
        if compared.table is None:
            self.add(together(sides, Body(compared.why_not)))
            return
        self.add(sides)
        self._due = (_headed(compared, compared.table, short), compared.question)

    @property
    def lacks_table(self) -> bool:
        """Whether the table is still to be added."""
        return self._due is not None

    def add_table(self) -> None:
        """Add the table of the comparison, where there is one."""
        if self._due is not None:
            (table, question), self._due = self._due, None
            self.table = SeriesTable(table, name=f"{self._title}, side by side")
            self.add(together(self.table, Body(question)))


def _headed(compared: Compared, table: Table, short: tuple[str, str] | None) -> Table:
    if short is None:
        return table
    names = dict(zip((compared.name_a, compared.name_b), short, strict=True))

    def head(text: str) -> str:
        long = next((name for name in names if text.endswith(name)), "")
        return f"{text.removesuffix(long)}{names.get(long, '')}"

    return replace(table, headers=tuple(head(text) for text in table.headers))


def short_span(span: Span) -> str:
    """A period in few letters: Jan–Jun 2026, Jul 2025–Jun 2026, 4 Jan 2026–9 Feb 2026."""
    if span.first is None or span.last is None:
        return "Everything"
    whole = span.first.day == 1 and span.last == last_day_of_month(month_of(span.last))
    first, last = _short(span.first, whole=whole), _short(span.last, whole=whole)
    if whole and span.first.year == span.last.year:
        first = first.split()[0]
    return last if first == last.split()[0] and whole else f"{first}–{last}"


def _short(day: date, *, whole: bool) -> str:
    month = f"{MONTHS[day.month - 1][:3]} {day.year}"
    return month if whole else f"{day.day} {month}"


def _side(name: str, n: int, sentence: str) -> QWidget:
    side = Group(name)
    column = column_of(side, spacing=2)
    column.addWidget(Heading(name, 3))
    column.addWidget(Muted("1 answer" if n == 1 else f"{n} answers"))
    column.addWidget(Body(sentence.removesuffix(_LISTED)))
    column.addStretch(1)
    return side
