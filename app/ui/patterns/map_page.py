"""The map of frameworks: for each, the charts it feeds, its answers, and the questions not met yet."""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.selection import Selection
from app.patterns.coverage_map import ChartName, FrameworkUse
from app.patterns.pattern import ANY
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.patterns.cards import pattern_of
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    Columns,
    Flow,
    Group,
    Heading,
    LinkButton,
    Muted,
    Page,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_ABOUT = (
    "The paper of 2013 names thirteen models in bold; Balcony asks about them in nineteen frameworks. Every one "
    "of them is here, with the charts its answers feed. Press a chart to go there."
)


@dataclass(frozen=True)
class MapFound:
    """The frameworks in a selection, and what the questions not met are called."""

    words: str
    uses: tuple[FrameworkUse, ...]
    titles: dict[str, str]


def read_map(journal: Journal, selection: Selection | None) -> MapFound:
    """Everything the map shows of a selection; None takes what was chosen last."""
    chosen = selection or journal.patterns.kept()
    alone = Selection(chosen.window, chosen.free, chosen.theme)
    uses = journal.patterns.coverage(alone)
    library = journal.prompts.now().library
    titles = {one.id: one.title for one in library.prompts}
    return MapFound(journal.patterns.selected_words(alone), uses, titles)


class FrameworkRow(Group):
    """One framework. The names of its charts are its buttons."""

    def __init__(self, use: FrameworkUse, titles: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(use.name, parent)
        words, places = QWidget(), QWidget()
        left, right = column_of(words, spacing=2), column_of(places, spacing=2)
        left.addWidget(Heading(use.name, 3))
        if use.models:
            left.addWidget(Muted(f"In the paper: {'; '.join(use.models)}"))
        left.addWidget(Body(_met(use)))
        if use.not_met:
            left.addWidget(Muted(f"Not met yet: {'; '.join(titles.get(one, one) for one in use.not_met)}"))
        left.addStretch(1)
        self.buttons = []
        for chart in sorted(use.charts, key=_shows_everything):
            button = LinkButton(chart.title)
            button.setObjectName(chart.chart)
            button.setAccessibleName(f"{chart.title}: go to this chart, from {use.name}")
            self.buttons.append(button)
        right.addWidget(Muted("Shows in"))
        right.addWidget(Flow(*self.buttons))
        right.addStretch(1)
        column = column_of(self)
        column.addWidget(Columns(words, places, stack_below_em=40, weights=(2, 3), spacing=3 * GRID))


class MapPage(QObject):
    """Every framework, one made in a turn of the event loop."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Where every framework shows up")
        super().__init__(self.page)
        self._desk = desk
        self._selection: Selection | None = None
        self._found: MapFound | None = None
        self._due: deque[FrameworkUse] = deque()
        self.rows: list[FrameworkRow] = []
        self._asked_from = ""
        self.back = QuietButton("Back")
        self.back.clicked.connect(self._go_back)
        self.page.add_action(self.back)
        self.page.add(Body(_ABOUT))
        self._card = Card()
        self._card.setAccessibleName("Frameworks")
        self._inside = QWidget()
        self._column = column_of(self._inside, spacing=3 * GRID)
        self._card.add(self._inside)
        self.page.add(self._card)
        self._drawing = QTimer(self)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw_next)
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def arrive(self, selection: Selection | None) -> None:
        """Show the map of a selection; the focus goes back to where it was left."""
        self._selection = selection
        (self.page.focusWidget() or self.back).setFocus()
        self._ask()

    @property
    def is_drawing(self) -> bool:
        """Whether some frameworks are still to be drawn."""
        return bool(self._due)

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        selection = self._selection
        self._desk.read(lambda journal: read_map(journal, selection), self._show, self, key="patterns-map")

    def _show(self, found: MapFound) -> None:
        self.page.set_title("Where every framework shows up", found.words)
        if found == self._found:
            return
        self._found = found
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self._due = deque(found.uses)
        self._drawing.start()

    def _draw_next(self) -> None:
        found = self._found
        if self._due and found is not None:
            row = FrameworkRow(self._due.popleft(), found.titles)
            for button in row.buttons:
                button.clicked.connect(self._go_to)
            self.rows.append(row)
            self._column.addWidget(row)
        if not self._due:
            self._drawing.stop()

    def _go_to(self) -> None:
        pressed: QObject = self.sender()
        self._desk.go("patterns", chart=pressed.objectName())

    def _go_back(self) -> None:
        self._desk.went_back.emit()


def _shows_everything(chart: ChartName) -> bool:
    """Whether a chart shows the answers to every question; it comes after those that are about this one."""
    pattern = pattern_of(chart.chart)
    return pattern is not None and ANY in pattern.draws_on


def _met(use: FrameworkUse) -> str:
    answers = (
        "1 answer" if use.answers == 1 else f"{use.answers} answers" if use.answers else "No answers yet"
    )
    asked = "1 question" if use.prompts == 1 else f"{use.prompts} questions"
    if not use.not_met:
        return f"{answers}, to {asked}."
    return f"{answers}, to {asked}; {len(use.not_met)} not met yet."
