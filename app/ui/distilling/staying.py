"""What stays of an entry that is distilled: each text as it reads, and other words for it in its place."""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import TITLE_LENGTH
from app.domain.removing import FieldWords
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.distilling.going_view import AT_FIRST
from app.ui.theme import GRID
from app.ui.widgets import Card, Flow, Heading, Muted, QuietButton, TextArea, TextLine, column_of

_ALSO = (
    "Themes, places on scales, choices, marks, how sure you were, the days, and whether it happened as you "
    "expected stay as they are."
)
_IN_A_TURN: Final = 2
_MENDING = "Other words for a text that stays take its place when you distil; what stood there goes for good."


class StayingText(QWidget):
    """One text that stays. `changed` as other words are typed for it."""

    changed = Signal()

    def __init__(self, kept: FieldWords) -> None:
        super().__init__()
        self.kept = kept
        column = column_of(self, spacing=4)
        name = kept.label
        column.addWidget(Heading(name, 3))
        self._reads = LongText(kept.text, most=AT_FIRST)
        self._field: TextLine | TextArea | None = None
        self.rewrite, self.back = QuietButton("Write it anew"), QuietButton("Leave it as it was")
        self.rewrite.setAccessibleName(f"Write it anew: {name}")
        self.back.setAccessibleName(f"Leave it as it was: {name}")
        self.rewrite.clicked.connect(self._open)
        self.back.clicked.connect(self._close)
        column.addWidget(self._reads)
        column.addWidget(Flow(self.rewrite, self.back))
        self._column = column
        self.back.hide()

    @property
    def field(self) -> TextLine | TextArea:
        """Where other words are typed; made when it is first wanted."""
        if self._field is None:
            label = f"Other words: {self.kept.label}"
            title = self.kept.field == "title"
            self._field = TextLine(label, max_length=TITLE_LENGTH) if title else TextArea(label)
            self._field.changed.connect(self._typed)
            self._column.insertWidget(2, self._field)
        return self._field

    @property
    def words(self) -> str | None:
        """The other words, or None where it stays as it was."""
        return self.field.text().strip() if self._is_open else None

    @property
    def _is_open(self) -> bool:
        return self._field is not None and not self._field.isHidden()

    @property
    def is_other(self) -> bool:
        """Whether other words stand there."""
        return self.words not in (None, self.kept.text.strip())

    def show_words(self, words: str | None) -> None:
        """Put other words in their field, or take the field away."""
        begun = words is not None
        if begun or self._field is not None:
            self.field.set_text(words or "")
            self.field.set_problem("")
            self.field.setVisible(begun)
        for part, there in ((self._reads, not begun), (self.rewrite, not begun), (self.back, begun)):
            part.setVisible(there)

    def set_can_rewrite(self, *, can: bool) -> None:
        """Offer other words, unless some are being written already."""
        self.rewrite.setVisible(can and not self._is_open)

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
        self._can = True
        self._turns = InTurns(self)
        self._mending = Muted(_MENDING)
        self.add(Muted(_ALSO))
        self.add(self._mending)

    @property
    def is_building(self) -> bool:
        """Whether some are still to come."""
        return self._turns.is_building

    def show_texts(self, kept: tuple[FieldWords, ...], begun: Mapping[str, str]) -> None:
        """Show these, a few in a turn, with other words that were begun, by field."""
        self._turns.stop()
        for text in self.texts:
            self.body.removeWidget(text)
            text.hide()
            text.deleteLater()
        self.texts = []
        self._none.setVisible(not kept)
        self._turns.begin(self._made(kept, begun))

    def _made(self, kept: tuple[FieldWords, ...], begun: Mapping[str, str]) -> Iterator[object]:
        for at in range(0, len(kept), _IN_A_TURN):
            with laid_out_once(self):
                for one in kept[at : at + _IN_A_TURN]:
                    self._put(one, begun.get(one.field))
            yield BREATHE

    def _put(self, one: FieldWords, words: str | None) -> None:
        text = StayingText(one)
        if words is not None:
            text.show_words(words)
        text.set_can_rewrite(can=self._can)
        text.changed.connect(self.changed)
        self.body.insertWidget(self.body.indexOf(self._none) + 1 + len(self.texts), text)
        self.texts.append(text)
        text.show()

    def set_can_rewrite(self, *, can: bool) -> None:
        """Offer to write them anew, or only show them."""
        self._can = can
        self._mending.setVisible(can)
        for text in self.texts:
            text.set_can_rewrite(can=can)

    def rewritten(self) -> dict[str, str]:
        """Other words by field."""
        return {text.kept.field: text.words or "" for text in self.texts if text.is_other}

    def first_empty(self) -> StayingText | None:
        """A text that would be left without a word."""
        return next((text for text in self.texts if text.words == ""), None)
