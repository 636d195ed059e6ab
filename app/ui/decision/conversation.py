"""What others said about an entry: their comments as they came back, each with its thread."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS, Comment, Reply, framework_words
from app.domain.entries import Entry
from app.domain.field_names import field_called
from app.domain.merging import Place
from app.domain.written_dates import written
from app.ui.coach.rows import Rows
from app.ui.coach.words import MOST_SHOWN, short
from app.ui.decision.reading import Reading
from app.ui.decision.sheet_view import LongText
from app.ui.decision.threads import ThreadView
from app.ui.desk import Desk
from app.ui.theme import GRID, tokens
from app.ui.widgets import Card, Heading, Muted, column_of

_BAR = 3


class Quote(QWidget):
    """Words of the leader that a comment speaks of, with a bar beside them; the quotation marks say it too."""

    def __init__(self, text: str) -> None:
        super().__init__()
        column = column_of(self, spacing=0)
        column.setContentsMargins(2 * GRID, 0, 0, 0)
        column.addWidget(LongText(f"“{text}”", most=MOST_SHOWN))

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
    return field_called(comment.field, entry.kind)


def goes_on(before: Comment | None) -> str:
    """Words for a comment that goes on with an earlier one."""
    return f"what you answered to “{short(before.body)}”" if before is not None else ""


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as the page of an entry shows it."""

    comment: Comment
    reply: Reply
    place: Place | None
    about: str
    framework: str


class SaidView(QWidget):
    """A comment with its thread below."""

    def __init__(self, said: Said, desk: Desk, typed: str | None) -> None:
        super().__init__()
        self.said = said
        column = column_of(self, spacing=GRID)
        by = f"{said.reply.from_name}, {written(said.reply.on)}"
        column.addWidget(CommentView(said.comment, said.about, by, said.framework))
        self.answering = ThreadView(desk, said.comment, said.reply, said.place, typed)
        column.addWidget(self.answering)


class CommentsCard(Card):
    """Every comment on an entry, by the session it came from, with its thread; absent where there is none."""

    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.body.setSpacing(2 * GRID)
        self._desk = desk
        self._typed: Mapping[str, str | None] = {}
        self._kept = ""
        self._rows = Rows(self._view, "Show more of these comments", last=False)
        self._rows.whole.connect(self._focus_again)
        self.add(self._rows)
        self.hide()

    @property
    def threads(self) -> list[ThreadView]:
        """The threads that are shown."""
        return [view.answering for view in self._rows.views]

    def show_reading(self, reading: Reading) -> None:
        """Show what was said about an entry; the focus stays with the comment that was acted on."""
        focused = self.window().focusWidget()
        self._kept = next(
            (one.comment.uid for one in self.threads if focused and one.isAncestorOf(focused)), ""
        )
        self._typed = {**reading.typed_answers, **{one.comment.uid: one.typed for one in self.threads}}
        for thread in self.threads:
            thread.let_go()
        said = tuple(_said(reading))
        self.set_title(f"What others said ({len(said)})" if said else "")
        self.setVisible(bool(said))
        self._rows.show_things(said)

    def _view(self, said: Said) -> SaidView:
        view = SaidView(said, self._desk, self._typed.get(said.comment.uid))
        view.answering.problem.connect(self.problem)
        return view

    def _focus_again(self) -> None:
        focused = self.window().focusWidget()
        for thread in self.threads:
            if thread.comment.uid == self._kept and not (focused and thread.isAncestorOf(focused)):
                thread.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._kept = ""


def _said(reading: Reading) -> Iterator[Said]:
    questions = {prompt.id: prompt.question for prompt in reading.asked.library.prompts}
    names = {one.id: one.name for one in reading.asked.library.frameworks}
    known = {one.uid: one for reply in reading.comments for one in reply.comments}
    for reply in reading.comments:
        told = replace(reply, comments=(), loose=())
        for comment in reply.comments:
            before = known.get(comment.in_reply_to or "")
            about = about_words(comment, reading.entry, questions) or goes_on(before)
            framework = framework_words(comment.framework, names)
            yield Said(comment, told, reading.places.get(comment.uid), about, framework)
