"""What an import would do, or did, in place."""

from PySide6.QtWidgets import QWidget

from app.domain.exchange import ImportReport
from app.ui.exchange.wording import summary, told
from app.ui.theme import GRID
from app.ui.widgets import Body, Heading, Muted, column_of

_AS_REFLECTIONS = (
    "They come in as reflections: dated notes that can be searched and read, and made into decisions. "
    "Photos, sounds and places stay where they are."
)
_WHOLE = "They come in whole: decisions, answers, reviews and later thoughts, with themes and own questions."


class ReportView(QWidget):
    """Counts, days, and what was left out and why, grouped."""

    def __init__(self, report: ImportReport, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = column_of(self, spacing=GRID // 2)
        self.summary = Body(summary(report))
        column.addWidget(self.summary)
        if report.dry_run and report.added:
            column.addWidget(Muted(_WHOLE if whole else _AS_REFLECTIONS))
        for group in told(report):
            heading = Heading(group.title, 3)
            heading.setContentsMargins(0, GRID, 0, 0)
            column.addWidget(heading)
            for line in group.lines:
                column.addWidget(Body(f"• {line}"))
