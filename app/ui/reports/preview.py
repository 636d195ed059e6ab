"""What will be in the file, word for word, before it is written."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.patterns.report import SELF_REPORTED, Report, Section
from app.ui.theme import GRID
from app.ui.widgets import Body, Disclosure, Heading, Muted, column_of


class ReportPreview(Disclosure):
    """The words of a report; its pictures and tables show the figures that the page shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Read what will be in it", parent)
        self._report: Report | None = None
        self._shown: QWidget | None = None
        self.toggled.connect(self._unfolded)

    def show_report(self, report: Report | None) -> None:
        """Show another report; nothing is laid out while it is folded."""
        self._report = report
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self._unfolded(self.is_unfolded)

    def _unfolded(self, unfolded: object) -> None:
        if not unfolded or self._shown is not None:
            return
        self._shown = QWidget()
        column = column_of(self._shown, spacing=GRID)
        if self._report is None:
            column.addWidget(Body("Tick a chart, and its words can be read here first."))
        else:
            for text in (self._report.cover, self._report.origin, SELF_REPORTED):
                if text:
                    column.addWidget(Muted(text))
            for section in self._report.sections:
                column.addWidget(_section(section))
        self.add(self._shown)


def _section(section: Section) -> QWidget:
    part = QWidget()
    column = column_of(part, spacing=2)
    column.addWidget(Heading(section.title, 3))
    pictures = len(section.pictures)
    holds = (
        "A table" if not pictures else "A picture and a table" if pictures == 1 else "Pictures and a table"
    )
    for text in (section.sentence, *section.notes):
        column.addWidget(Body(text))
    column.addWidget(Muted(f"{holds}. {section.count}."))
    if section.beside is not None:
        for text in (section.beside.title, *section.beside.words):
            column.addWidget(Body(text))
        if section.beside.table is not None:
            column.addWidget(Muted("A table of both."))
    for line in section.lines:
        column.addWidget(Body(f"{line.on}: {line.text}"))
    return part


def texts_of(report: Report) -> Iterator[str]:
    """Every text of a report that can hold a person's own words: its front, names of themes, and lines."""
    yield report.cover
    for section in report.sections:
        yield section.sentence
        yield from (row[0] for row in section.table.rows if row)
        yield from (line.text for line in section.lines)
