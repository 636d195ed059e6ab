"""The sections of an entry in the window, to read."""

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.ui.decision.passage import Passage, Passages
from app.ui.decision.sheet import Part, Section
from app.ui.decision.steady import laid_out_once
from app.ui.decision.steps import StepsRow
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, Heading, LinkButton, Muted, announce, column_of

_AT_A_TIME = 0.005  # seconds of making cards before the window breathes
_PLACED_AT_ONCE = 2  # cards shown in one turn: each showing lays the whole page out anew
"""Cards made before the window breathes: making and laying them out takes some 20 ms."""
_PIECE = 6_000
"""Characters of a text in one label: a longer one would be laid out anew at every change of width."""
_SHOWN = 30_000
"""Characters of a text that are shown at once; an imported one can be a book."""


class LongText(QWidget):
    """A text with its own line ends, in pieces; what goes on for very long unfolds on demand."""

    def __init__(self, text: str, parent: QWidget | None = None, *, most: int = _SHOWN) -> None:
        """`most` characters are shown at once: fewer, where a page holds many texts that others wrote."""
        super().__init__(parent)
        self._rest, self._most = text, most
        self._column = column_of(self, spacing=0)
        self._more = LinkButton("Show more of this text")
        self._more.clicked.connect(self._show_more)
        self._row = Flow(self._more)
        self._column.addWidget(self._row)
        self._show_more()

    def _show_more(self) -> None:
        shown, self._rest = cut(self._rest, self._most)
        while shown:
            piece, shown = cut(shown, _PIECE)
            self._column.insertWidget(self._column.count() - 1, Passage(piece))
        self._row.setVisible(bool(self._rest))


def cut(text: str, most: int) -> tuple[str, str]:
    """A text in two, at the end of a line, else of a word, at most so many characters on."""
    if len(text) <= most:
        return text, ""
    at = max(text.rfind("\n", 0, most), 0) or max(text.rfind(" ", 0, most), 0) or most
    return text[:at], text[at:].removeprefix("\n")


class PartView(QWidget):
    """One question with its answer."""

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=2)
        if part.label:
            column.addWidget(Heading(part.label, 3))
        for option in part.listed:
            column.addWidget(Passage(f"• {option}" if len(part.listed) > 1 else option))
        if part.step is not None:
            column.addWidget(StepsRow(part.step))
        if part.text:
            column.addWidget(LongText(f"In own words: {part.text}" if part.listed else part.text))
        for note in part.notes:
            column.addWidget(Muted(note))


class SectionView(Card):
    """A section of a sheet as a card; its source unfolds on request, beside the heading."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(section.title)
        self.section = section
        self.body.setSpacing(2 * GRID)
        head = QWidget()
        column = column_of(head, spacing=2)
        row = Flow(Heading(section.title, 2), spacing=2 * GRID)
        column.addWidget(row)
        self.add(head)
        if section.note:
            column.addWidget(Muted(section.note))
        if section.source:
            self._source = Muted(section.source)
            self._source.hide()
            self.ask = LinkButton("Where does this come from?")
            self.ask.setAccessibleName(f"Where does this come from? {section.title}")
            self.ask.clicked.connect(self._tell)
            row.add(self.ask)
            column.addWidget(self._source)
        for part in section.parts:
            self.add(PartView(part))

    def _tell(self) -> None:
        self._source.setVisible(self._source.isHidden())
        if not self._source.isHidden():
            announce(self, self._source.text())


class SheetView(Passages):
    """Sections below each other. Those that did not change stay; the others are made a few at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column_of(self, spacing=2 * GRID)
        self._wanted: tuple[tuple[Section, int], ...] = ()
        self._views: dict[tuple[Section, int], SectionView] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._build)

    @property
    def is_building(self) -> bool:
        """Whether some of the cards are still to come."""
        return self._later.isActive()

    @property
    def views(self) -> list[SectionView]:
        """The cards made so far, in order."""
        return [self._views[key] for key in self._wanted if key in self._views]

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these and no others."""
        # The same thought can be added twice on one day, so a section is known by its count too.
        wanted = tuple((one, sections[:at].count(one)) for at, one in enumerate(sections))
        if wanted != self._wanted:
            self._wanted = wanted
            self._later.start()

    def _build(self) -> None:
        """Make the cards still to come or place those made, each in turns of its own; the first at once."""
        first = self._column.count() == 0
        places = self._is_made or len(self._unplaced) >= _PLACED_AT_ONCE
        if not places:
            self._make_some()
        if first or places:
            with laid_out_once(self):
                self._place()
        if not self._is_made or self._unplaced:
            self._later.start()

    @property
    def _is_made(self) -> bool:
        return all(key in self._views for key in self._wanted)

    @property
    def _unplaced(self) -> list[SectionView]:
        return [view for view in self.views if self._column.indexOf(view) < 0]

    def _make_some(self) -> None:
        until = perf_counter() + _AT_A_TIME
        for key in self._wanted:
            if key not in self._views:
                self._views[key] = SectionView(key[0])
                if perf_counter() > until:
                    return

    def _place(self) -> None:
        """Put what is made in its place at once: each card shown alone would lay the whole page out anew."""
        for key in [one for one in self._views if one not in self._wanted]:
            old = self._views.pop(key)
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        left = self._unplaced[_PLACED_AT_ONCE:]
        for at, view in enumerate(view for view in self.views if view not in left):
            if self._column.indexOf(view) != at:
                self._column.insertWidget(at, view)
                view.show()
