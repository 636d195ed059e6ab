"""What others said about an entry: their comments as they came back, each with its thread."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS, Comment, Reply, framework_words
from app.domain.entries import Entry
from app.domain.written_dates import written
from app.ui.coach.words import short
from app.ui.decision.reading import Reading
from app.ui.decision.sheet_view import LongText
from app.ui.decision.threads import ThreadView
from app.ui.desk import Desk
from app.ui.entry_words import FIELDS
from app.ui.theme import GRID, tokens
from app.ui.widgets import Card, Heading, Muted, column_of

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

    def __init__(self, comment: Comment, about: str, said_by: str = "", framework: str = "") -> None:
        super().__init__()
        self.comment = comment
        column = column_of(self, spacing=4)
        column.addWidget(Heading(KIND_WORDS[comment.kind], 3))
        quiet = ". ".join(part for part in (said_by, f"On: {about}" if about else "") if part)
        if quiet:
            column.addWidget(Muted(quiet))
        if comment.quote:
            column.addWidget(Quote(comment.quote))
        if framework:
            column.addWidget(Muted(framework))
        if comment.body:
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


def goes_on(before: Comment | None) -> str:
    """Words for a comment that goes on with an earlier one."""
    return f"what you answered to “{short(before.body)}”" if before is not None else ""


class CommentsCard(Card):
    """Every comment on an entry, by the session it came from, with its thread; absent where there is none."""

    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.body.setSpacing(2 * GRID)
        self._desk = desk
        self._shown: object = None
        self.views: list[CommentView] = []
        self.threads: list[ThreadView] = []
        self.hide()

    def show_reading(self, reading: Reading) -> None:
        """Show what was said about an entry; the focus stays with the comment that was acted on."""
        shown = (reading.comments, reading.places)
        if shown == self._shown:
            return
        self._shown = shown
        focused = self.window().focusWidget()
        kept = next((one.comment.uid for one in self.threads if focused and one.isAncestorOf(focused)), "")
        typed = {**reading.typed_answers, **{one.comment.uid: one.typed for one in self.threads}}
        for thread in self.threads:
            thread.let_go()
        for view in (*self.views, *self.threads):
            self.body.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views, self.threads = [], []
        questions = {prompt.id: prompt.question for prompt in reading.asked.library.prompts}
        said = {one.uid: one for reply in reading.comments for one in reply.comments}
        for reply in reading.comments:
            for comment in reply.comments:
                before = said.get(comment.in_reply_to or "")
                about = about_words(comment, reading.entry, questions) or goes_on(before)
                self._add(comment, reply, reading, about, typed.get(comment.uid))
        self.set_title(f"What others said ({len(self.views)})" if self.views else "")
        self.setVisible(bool(self.views))
        for thread in self.threads:
            if thread.comment.uid == kept:
                thread.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, comment: Comment, reply: Reply, reading: Reading, about: str, typed: str | None) -> None:
        names = {one.id: one.name for one in reading.asked.library.frameworks}
        framework = framework_words(comment.framework, names)
        view = CommentView(comment, about, f"{reply.from_name}, {written(reply.on)}", framework)
        thread = ThreadView(self._desk, comment, reply, reading.places.get(comment.uid), typed)
        thread.problem.connect(self.problem)
        self.views.append(view)
        self.threads.append(thread)
        self.add(view)
        self.add(thread)
