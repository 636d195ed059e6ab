"""A chart beside itself in another period or theme: two sentences, one table, or why there is none."""

from PySide6.QtWidgets import QWidget

from app.patterns.comparing import Compared
from app.ui.charts import SeriesTable
from app.ui.patterns.stack import Stack
from app.ui.theme import GRID
from app.ui.widgets import Body, Columns, Group, Heading, Muted, column_of


class BesidePart(Stack):
    """Shows a comparison, or takes no room."""

    def __init__(self, title: str) -> None:
        super().__init__(GRID)
        self._title = title
        self.table: SeriesTable | None = None

    def show_compared(self, compared: Compared | None) -> None:
        """Another comparison, or none."""
        self.clear()
        self.table = None
        if compared is None:
            return
        self.add(
            Columns(
                _side(compared.name_a, compared.n_a, compared.sentence_a),
                _side(compared.name_b, compared.n_b, compared.sentence_b),
                stack_below_em=48,
                spacing=3 * GRID,
            )
        )
        if compared.table is None:
            self.add(Body(compared.why_not))
            return
        self.table = SeriesTable(compared.table, name=f"{self._title}, side by side")
        self.add(self.table)
        self.add(Body(compared.question))


def _side(name: str, n: int, sentence: str) -> QWidget:
    side = Group(name)
    column = column_of(side, spacing=2)
    column.addWidget(Heading(name, 3))
    column.addWidget(Muted("1 answer" if n == 1 else f"{n} answers"))
    column.addWidget(Body(sentence))
    column.addStretch(1)
    return side
