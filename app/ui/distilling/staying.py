"""What stays of an entry that is distilled: each text as it reads, and other words for it in its place."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import TITLE_LENGTH
from app.domain.removing import FieldWords
from app.ui.decision.sheet_view import LongText
from app.ui.distilling.going import label_of
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, Heading, Muted, QuietButton, TextArea, TextLine, column_of

_ALSO = (
    "Themes, places on scales, choices, marks, how sure you were, the days, and whether it happened as you "
    "expected stay as they are."
)
_MENDING = "Other words for a text that stays take its place when you distil; what stood there goes for good."


class StayingText(QWidget):
    """One text that stays. `changed` as other words are typed for it."""

    changed = Signal()

    def __init__(self, kept: FieldWords) -> None:
        super().__init__()
        self.kept = kept
        column = column_of(self, spacing=4)
        name = label_of(kept)
        column.addWidget(Heading(name, 3))
        self._reads = LongText(kept.text)
        label = f"Other words: {name}"
        self.field: TextLine | TextArea = (
            TextLine(label, max_length=TITLE_LENGTH) if kept.field == "title" else TextArea(label)
        )
        self.field.changed.connect(self._typed)
        self.rewrite, self.back = QuietButton("Write it anew"), QuietButton("Leave it as it was")
        self.rewrite.setAccessibleName(f"Write it anew: {name}")
        self.back.setAccessibleName(f"Leave it as it was: {name}")
        self.rewrite.clicked.connect(self._open)
        self.back.clicked.connect(self._close)
        for part in (self._reads, self.field, Flow(self.rewrite, self.back)):
            column.addWidget(part)
        self.show_words(None)

    @property
    def words(self) -> str | None:
        """The other words, or None where it stays as it was."""
        return None if self.field.isHidden() else self.field.text().strip()

    @property
    def is_other(self) -> bool:
        """Whether other words stand there."""
        return self.words not in (None, self.kept.text.strip())

    def show_words(self, words: str | None) -> None:
        """Put other words in their field, or take the field away."""
        begun = words is not None
        self.field.set_text(words or "")
        self.field.set_problem("")
        for part, there in (
            (self._reads, not begun), (self.rewrite, not begun), (self.field, begun), (self.back, begun),
        ):  # fmt: skip
            part.setVisible(there)

    def set_can_rewrite(self, *, can: bool) -> None:
        """Offer other words, unless some are being written already."""
        self.rewrite.setVisible(can and self.field.isHidden())

    def refuse(self) -> None:
        """Say that nothing would be left of it."""
        self.field.set_problem("Nothing would be left of this. Write something, or leave it as it was.")
        self.field.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, _text: object) -> None:
        self.field.set_problem("")
        self.changed.emit()

    def _open(self) -> None:
        self.show_words(self.kept.text)
        self.field.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _close(self) -> None:
        self.show_words(None)
        self.rewrite.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class StaysCard(Card):
    """Every text that stays. `changed` as other words are typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("What stays")
        self.body.setSpacing(2 * GRID)
        self._none = Muted("No text of it stays.")
        self.add(self._none)
        self.texts: list[StayingText] = []
        self._mending = Muted(_MENDING)
        self.add(Muted(_ALSO))
        self.add(self._mending)

    def show_texts(self, kept: tuple[FieldWords, ...], begun: Mapping[str, str]) -> None:
        """Show these, with other words that were begun, by field."""
        for text in self.texts:
            self.body.removeWidget(text)
            text.hide()
            text.deleteLater()
        self.texts = [StayingText(one) for one in kept]
        for at, text in enumerate(self.texts):
            self.body.insertWidget(self.body.indexOf(self._none) + 1 + at, text)
            text.show_words(begun.get(text.kept.field))
            text.changed.connect(self.changed)
        self._none.setVisible(not kept)

    def set_can_rewrite(self, *, can: bool) -> None:
        """Offer to write them anew, or only show them."""
        self._mending.setVisible(can)
        for text in self.texts:
            text.set_can_rewrite(can=can)

    def rewritten(self) -> dict[str, str]:
        """Other words by field."""
        return {text.kept.field: text.words or "" for text in self.texts if text.is_other}

    def first_empty(self) -> StayingText | None:
        """A text that would be left without a word."""
        return next((text for text in self.texts if text.words == ""), None)
