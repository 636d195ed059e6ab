"""Earlier versions of an entry's words: what stood there before a typo was mended."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Version
from app.domain.written_dates import written
from app.ui.decision.reading import Reading
from app.ui.decision.sheet_view import LongText
from app.ui.entry_words import FIELDS, day_of
from app.ui.widgets import Card, Disclosure, Heading, LinkButton, Muted, column_of


class VersionView(QWidget):
    """One earlier text, with the way back: into its place for seven days, later as a thought beside it."""

    wanted = Signal(object)  # Version

    def __init__(self, version: Version, label: str, *, may_put_back: bool) -> None:
        super().__init__()
        self._version = version
        column = column_of(self, spacing=2)
        column.addWidget(Heading(label, 3))
        at = version.replaced_at.astimezone()
        column.addWidget(Muted(f"Until {written(day_of(at))}, {at:%H:%M}"))
        column.addWidget(LongText(version.text))
        self.back = LinkButton("Put this text back" if may_put_back else "Add it as a later thought")
        self.back.setAccessibleName(f"{self.back.text()}: {label}")
        self.back.clicked.connect(self._pressed)
        column.addWidget(self.back)

    def _pressed(self) -> None:
        self.wanted.emit(self._version)


class VersionsCard(Card):
    """Every earlier text, newest first, folded. `wanted` carries the version to bring back."""

    wanted = Signal(object)  # Version

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._fold = Disclosure("Earlier versions")
        self.add(self._fold)
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Show the earlier texts of an entry."""
        while self._fold.body.count():
            item = self._fold.body.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = reading.versions
        self.setVisible(bool(found))
        self._fold.set_title(f"Earlier versions ({len(found)})")
        for version in reversed(found):
            view = VersionView(version, _label(reading, version), may_put_back=reading.may_put_back(version))
            view.wanted.connect(self.wanted)
            self._fold.add(view)


def _label(reading: Reading, version: Version) -> str:
    if version.field in FIELDS:
        return FIELDS[version.field]
    answer = reading.entry.answer(version.field)
    prompt = reading.asked.library.prompt(version.field)
    if answer is not None:
        return answer.wording.question
    return prompt.question if prompt is not None else "An answer"
