"""What others said about an entry: their comments as they came back, to read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS, Comment, Reply
from app.domain.entries import Entry
from app.ui.decision.reading import Reading
from app.ui.decision.sheet_view import LongText
from app.ui.entry_words import FIELDS
from app.ui.theme import GRID, tokens
from app.ui.widgets import Card, Heading, Muted, column_of, written

_BAR = 3


class Quote(QWidget):
    """Words of the leader that a comment speaks of, with a bar beside them; the quotation marks say it too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        column = column_of(self, spacing=0)
        column.setContentsMargins(2 * GRID, 0, 0, 0)
        column.addWidget(LongText(f"“{text}”"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().control_line))
        painter.drawRect(QRectF(GRID / 2, 0, _BAR, self.height()))


class CommentView(QWidget):
    """One comment: what kind it is, the words it speaks of, and what it says."""

    def __init__(self, comment: Comment, about: str, said_by: str = "") -> None:
        super().__init__()
        self.comment = comment
        column = column_of(self, spacing=4)
        column.addWidget(Heading(KIND_WORDS[comment.kind], 3))
        quiet = ". ".join(part for part in (said_by, f"On: {about}" if about else "") if part)
        if quiet:
            column.addWidget(Muted(quiet))
        if comment.quote:
            column.addWidget(Quote(comment.quote))
        column.addWidget(LongText(comment.body))


def about_words(comment: Comment, entry: Entry, questions: Mapping[str, str]) -> str:
    """What a comment speaks of: the question as it was put, or the field; nothing for the entry whole."""
    if comment.prompt_id:
        reviews = [answer for review in entry.reviews for answer in review.answers]
        for answer in (*entry.answers, *reviews):
            if answer.prompt_id == comment.prompt_id:
                return answer.wording.question
        return questions.get(comment.prompt_id, "")
    return FIELDS.get(comment.field, "")


class CommentsCard(Card):
    """Every comment on an entry, by the session it came from; absent where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.body.setSpacing(2 * GRID)
        self._replies: tuple[Reply, ...] = ()
        self.views: list[CommentView] = []
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Show what was said about an entry."""
        if reading.comments == self._replies:
            return
        self._replies = reading.comments
        for view in self.views:
            self.body.removeWidget(view)
            view.hide()
            view.deleteLater()
        questions = {prompt.id: prompt.question for prompt in reading.asked.library.prompts}
        self.views = list(_views(self._replies, reading.entry, questions))
        self.set_title(f"What others said ({len(self.views)})" if self.views else "")
        for view in self.views:
            self.add(view)
        self.setVisible(bool(self.views))


def _views(replies: Sequence[Reply], entry: Entry, questions: Mapping[str, str]) -> list[CommentView]:
    return [
        CommentView(
            comment, about_words(comment, entry, questions), f"{reply.from_name}, {written(reply.on)}"
        )
        for reply in replies
        for comment in reply.comments
    ]
