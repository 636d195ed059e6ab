"""A comment as the beginning of a thread: answered in the next share, closed, opened again, or taken out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.conversation import KIND_WORDS, Comment, Reply
from app.domain.errors import JournalError
from app.domain.merging import STANDING_WORDS, Place, Standing
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.decision.drafting import Drafting, Typed
from app.ui.decision.sheet_view import LongText
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import Body, Flow, LinkButton, Muted, QuietButton, TextArea, column_of

_LOST = {Standing.UNPLACED, Standing.GONE, Standing.NOT_SHARED}
DRAFT = "thread:"
"""Before a comment's uid, the name of the form its answer is typed in."""


class ThreadView(QWidget):
    """What can be done with one comment, below it. `problem` carries what went wrong."""

    problem = Signal(object)  # JournalError

    def __init__(
        self, desk: Desk, comment: Comment, reply: Reply, place: Place | None, typed: str | None = None
    ) -> None:
        """`typed` is an answer that was begun and not kept yet."""
        super().__init__()
        self.comment = comment
        self._desk = desk
        self._name = f"{KIND_WORDS[comment.kind]}, {reply.from_name}"
        self._column = column_of(self, spacing=4)
        if place is not None and place.standing in _LOST:
            words = STANDING_WORDS[place.standing]
            self._column.addWidget(Muted(f"{words[0].upper()}{words[1:]}."))
        if reply.typed_in:
            self._column.addWidget(Muted("Typed in by you."))
        self._show_answers()
        waiting = next((one for one in comment.answers if one.bundle_uid is None), None)
        self._waiting = waiting.body if waiting else ""
        buttons: list[QWidget] = []
        if comment.closed:
            self._column.addWidget(Muted("This thread is closed."))
            buttons.append(self._button("Open it again", self._open_again))
        else:
            if not reply.typed_in:
                words = "Change the answer" if waiting else "Answer in the next share"
                buttons.append(self._button(words, self._open))
            buttons.append(self._button("Close this thread", self._close_thread))
        drop = LinkButton("Take it out of my journal")
        drop.setAccessibleName(f"Take it out of my journal: {self._name}")
        drop.clicked.connect(self._remove)
        self.buttons = [*buttons, drop]
        self._column.addWidget(Flow(*self.buttons, spacing=GRID))
        self.area: TextArea | None = None
        self._drafting = Drafting(desk, self._gather, self)
        if typed is not None:
            self._open_with(typed)

    @property
    def typed(self) -> str | None:
        """What stands in the open field; None while there is none."""
        return self.area.text() if self.area is not None else None

    def let_go(self) -> None:
        """Keep what was typed: the view goes."""
        self._drafting.keep()

    def _gather(self) -> Typed | None:
        return Typed(f"{DRAFT}{self.comment.uid}", {"text": self.typed or ""}) if self.area else None

    def _button(self, words: str, press: Callable[[], None]) -> QuietButton:
        button = QuietButton(words)
        button.setAccessibleName(f"{words}: {self._name}")
        button.clicked.connect(press)
        return button

    def _show_answers(self) -> None:
        for one in self.comment.answers:
            waits = (
                "goes along with the next share to them, if you tick it there"
                if one.bundle_uid is None
                else "sent"
            )
            self._column.addWidget(Body(f"What you answered, {written(one.written_on)} ({waits}):"))
            self._column.addWidget(LongText(one.body))

    # ---- answering

    def _open(self) -> None:
        if self.area is None:
            self._open_with(self._waiting)
        if self.area is not None:
            self.area.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_with(self, text: str) -> None:
        self.area = TextArea("Your answer", hint="It leaves only with a share, once you ticked it there.")
        self.area.field.setAccessibleName(f"Your answer: {self._name}")
        self.area.set_text(text)
        self.area.changed.connect(self._typing)
        keep = self._button("Keep this answer", self._keep)
        self._column.addWidget(self.area)
        self._column.addWidget(Flow(keep))

    def _typing(self, _text: object) -> None:
        self._drafting.touched()

    def _keep(self) -> None:
        uid, body = self.comment.uid, self.area.text() if self.area else ""
        said = "Your answer is kept for the next share." if body.strip() else "The answer was taken away."
        self._drafting.settled()
        self.area = None  # what is shown next is what was kept

        def keep(journal: Journal) -> ChangeSet | None:
            changed = journal.merging.answer(uid, body)
            journal.drafts.drop(f"{DRAFT}{uid}")
            return changed

        self._do(keep, said)

    def _close_thread(self) -> None:
        uid = self.comment.uid
        self._do(lambda journal: journal.merging.close_thread(uid), "The thread is closed.")

    def _open_again(self) -> None:
        uid = self.comment.uid
        self._do(lambda journal: journal.merging.close_thread(uid, closed=False), "The thread is open again.")

    def _remove(self) -> None:
        uid = self.comment.uid
        self._do(
            lambda journal: journal.merging.remove(uid),
            "The comment was taken out. Its writer keeps theirs; Undo brings it back.",
        )

    def _do(self, do: Callable[[Journal], object], said: str) -> None:
        self._desk.act(do, self, failed=self._failed, said=said)

    def _failed(self, error: JournalError) -> None:
        self.problem.emit(error)
