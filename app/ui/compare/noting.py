"""The one remark that is being written on a round: where its form stands, and keeping what is typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.comparing import RoundComment
from app.domain.errors import JournalError
from app.domain.sharing import Anchor
from app.services.journal import Journal
from app.ui.coach.kept_typing import KeptTyping, Write
from app.ui.compare.noted_text import NotedText, NoteForm
from app.ui.desk import Desk

_DROPPED = "The remark was taken away. Ctrl+Z brings it back."


class Noting(QObject):
    """Opens the form below the words it is about; another one closes the first. `closed` is called after each."""

    def __init__(self, desk: Desk, owner: QWidget, closed: Callable[[], None]) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._closed = desk, owner, closed
        self._round, self._place = "", 0
        self._text: NotedText | None = None
        self._typing = KeptTyping(desk, owner, self._write, self._refused)

    @property
    def form(self) -> NoteForm | None:
        """The form that is open."""
        return self._text.form if self._text is not None else None

    def begin(self, uid: str, place: int, text: NotedText, anchor: Anchor | None) -> None:
        """Write a new remark on the answer to one question of a round."""
        self._open(uid, place, text, NoteForm(text.about, anchor))

    def change(self, uid: str, text: NotedText, said: RoundComment) -> None:
        """Change one that is there."""
        self._open(uid, said.place, text, NoteForm(text.about, said.anchor, said))

    def drop(self, uid: str) -> None:
        """Take a remark away."""
        self._desk.act(
            lambda journal: journal.pairs.drop_comment(uid), self._owner, failed=self._refused, said=_DROPPED
        )

    def close(self) -> None:
        """Keep what was typed and take the form away."""
        form, text = self.form, self._text
        if form is None or text is None:
            return
        if form.uid and not form.words:
            self._typing.forget()
            self.drop(form.uid)
        else:
            self._typing.keep()
        self._take_away(text)

    def forget(self) -> None:
        """Let go of the form: its page is made anew."""
        self._typing.keep()
        self._text = None

    def _open(self, uid: str, place: int, text: NotedText, form: NoteForm) -> None:
        self.close()
        self._round, self._place, self._text = uid, place, text
        form.touched.connect(self._typing.touch)
        form.finished.connect(self.close)
        form.dropped.connect(self._dropped)
        text.open_form(form)
        form.body.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> Write | None:
        form, text = self.form, self._text
        if form is None or text is None or not form.words:
            return None
        uid, place, side, words = self._round, self._place, text.side, form.words
        kept, anchor = form.kept, form.anchor

        def write(journal: Journal) -> object:
            if kept.uid:
                return journal.pairs.change_comment(kept.uid, words)
            kept.uid = journal.pairs.comment(uid, place, side, anchor, words)
            return None

        return write

    def _dropped(self) -> None:
        form, text = self.form, self._text
        if form is not None and text is not None:
            self._typing.forget()
            if form.uid:
                self.drop(form.uid)
            self._take_away(text)

    def _take_away(self, text: NotedText) -> None:
        self._text = None
        text.close_form()
        text.comment.setFocus(Qt.FocusReason.OtherFocusReason)
        self._closed()

    def _refused(self, error: JournalError) -> None:
        """An undone remark is written anew with the next letter."""
        form = self.form
        if form is not None:
            form.kept.uid = ""
            form.body.set_problem(f"{error.message} {error.advice}")
        else:
            self._desk.jobs.problem.emit(error, self._owner)
