"""The brief as it stands now, to read on the screen."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from app.domain.briefing import QUESTIONS_TITLE, Brief
from app.exporters.writing.brief import heading, origin
from app.ui.theme import GRID
from app.ui.widgets import Body, Disclosure, Heading, Muted, column_of


class BriefPreview(Disclosure):
    """Every word that would leave, in the order in which it would be read."""

    def __init__(self, title: str = "Read the brief", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._brief: Brief | None = None
        self._shown: QWidget | None = None
        self.toggled.connect(self._lay_out)

    def show_brief(self, brief: Brief | None) -> None:
        """Show another brief; nothing is laid out while it is folded."""
        if brief == self._brief and self._shown is not None:
            return
        self._brief = brief
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self._lay_out(self.is_unfolded)

    def _lay_out(self, unfolded: object) -> None:
        if not unfolded or self._shown is not None:
            return
        self._shown = QWidget()
        column = column_of(self._shown, spacing=GRID // 2)
        if self._brief is None:
            column.addWidget(Body("Tick something, and it can be read here."))
        else:
            _fill(self._brief, column.addWidget)
        self.add(self._shown)


def _fill(brief: Brief, add: Callable[[QWidget], None]) -> None:
    if brief.front:
        add(Body(brief.front))
    add(Muted(origin(brief)))
    for section in brief.sections:
        add(Heading(section.title, 3))
        for item in section.items:
            add(Body(heading(item)))
            if item.note:
                add(Muted(item.note))
            for text in item.texts:
                add(Muted(text.label))
                add(Body(text.text))
    if brief.questions:
        add(Heading(QUESTIONS_TITLE, 3))
        for question in brief.questions:
            add(Body(f"• {question}"))


def texts_of(brief: Brief) -> Iterator[str]:
    """Every text of a brief that a person wrote."""
    yield brief.front
    for section in brief.sections:
        for item in section.items:
            yield heading(item)
            yield item.note
            yield from (text.text for text in item.texts)
    yield from brief.questions
