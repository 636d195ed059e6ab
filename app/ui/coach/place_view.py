"""One place of a bundle that can be remarked on: its words at the left, the remarks beside or below them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.anchoring import Spot, anchor_on, place
from app.domain.coaching import Answered, Remark
from app.domain.conversation import CommentKind
from app.domain.sharing import BundleComment, SharedField, new_id
from app.ui.coach.remark_view import RemarksColumn
from app.ui.coach.shared_text import SharedText
from app.ui.coach.words import MOST_SHOWN, named
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steps import EndsAround, QuietSteps
from app.ui.theme import GRID
from app.ui.widgets import Columns, Flow, Heading, Muted, QuietButton, column_of
from app.ui.widgets.accessible import Group

BESIDE_EM = 62
ON_THESE_WORDS = "Comment on these words"

Key = tuple[str, str]
"""A share id and a field id; both empty for a bundle as a whole, the second for an entry as a whole."""


class PlaceView(Group):
    """`wanted` asks to write a remark here, `acted` to do something with one that is there."""

    wanted = Signal(object)  # BundleComment
    acted = Signal(str, object)  # act, Remark

    def __init__(self, name: str, key: Key, button: str, about: str) -> None:
        super().__init__(name)
        self.key, self.about, self._plain = key, about, button
        self.left = QWidget()
        self.words = column_of(self.left, spacing=4)
        self.comment = QuietButton(button)
        self.comment.setAccessibleName(f"{button}: {name}")
        self.comment.clicked.connect(self._pressed)
        self.remarks = RemarksColumn()
        self.remarks.acted.connect(self.acted)
        outer = column_of(self, spacing=0)
        outer.addWidget(
            Columns(self.left, self.remarks, stack_below_em=BESIDE_EM, weights=(3, 2), spacing=3 * GRID)
        )

    def finish(self) -> None:
        """Put the button below the words."""
        self.words.addWidget(Flow(self.comment))
        self.words.addStretch(1)

    def show_remarks(
        self,
        remarks: Sequence[Remark],
        frameworks: Mapping[str, str],
        answers: Mapping[str, Sequence[Answered]],
    ) -> None:
        """The remarks on this place."""
        self.remarks.show_remarks(remarks, frameworks, answers)

    def started(self) -> BundleComment:
        """A new remark on what is chosen here: a question, until another kind is chosen."""
        return BundleComment(new_id(), *self.key, CommentKind.QUESTION, "")

    def _pressed(self) -> None:
        self.wanted.emit(self.started())


class DrawnStep(QWidget):
    """A place on a scale as a picture; the words above it say the same."""

    def __init__(self, step: int, ends: tuple[str, str]) -> None:
        super().__init__()
        around = EndsAround(self)
        for part in (Muted(ends[0]), QuietSteps(step), Muted(ends[1])):
            around.addWidget(part)


class FieldView(PlaceView):
    """One answer, with its question as it was asked. Words selected in a text are what a remark stands on."""

    def __init__(self, share_id: str, field: SharedField) -> None:
        whole = field.question or field.label
        asked = named(whole)
        kind = "Comment on this place on the scale" if field.kind == "slider" else "Comment on this answer"
        super().__init__(asked, (share_id, field.field_id), kind, asked)
        self.field = field
        self.text: SharedText | None = None
        self.words.addWidget(Heading(asked, 3))
        if asked != " ".join(whole.split()):
            self.words.addWidget(LongText(whole, most=MOST_SHOWN))
        if field.kind == "text":
            self.text = SharedText(field.value, asked)
            self.text.selected.connect(self._selected)
            self.words.addWidget(self.text)
        else:
            self._add_choice(field)
        self.finish()

    def _add_choice(self, field: SharedField) -> None:
        drawn = field.kind == "slider" and field.ends is not None and field.step in range(-3, 4)
        self.words.addWidget(LongText(field.value, most=MOST_SHOWN))
        if drawn and field.ends is not None and field.step is not None:
            self.words.addWidget(DrawnStep(field.step, field.ends))

    def started(self) -> BundleComment:
        spot = self.text.spot() if self.text is not None else None
        said = super().started()
        if spot is None:
            return said
        return BundleComment(
            said.comment_id, *self.key, said.kind, "", anchor_on(self.field.value, *spot), None, None
        )

    def show_remarks(
        self,
        remarks: Sequence[Remark],
        frameworks: Mapping[str, str],
        answers: Mapping[str, Sequence[Answered]],
    ) -> None:
        super().show_remarks(remarks, frameworks, answers)
        if self.text is not None:
            self.text.show_spots(self._spots(remarks))

    def _spots(self, remarks: Sequence[Remark]) -> list[Spot]:
        anchors = [one.comment.anchor for one in remarks]
        spots = [place(one, self.field.value) for one in anchors if one is not None]
        return [one for one in spots if one is not None]

    def _selected(self, spot: object) -> None:
        words = ON_THESE_WORDS if spot is not None else self._plain
        if self.comment.text() != words:
            self.comment.setText(words)
            self.comment.setAccessibleName(f"{words}: {self.about}")
