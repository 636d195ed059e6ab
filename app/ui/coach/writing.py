"""The one remark that is being written on a bundle: where its form stands, and keeping what is typed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.coaching import Remark
from app.domain.errors import JournalError
from app.domain.sharing import BundleComment
from app.ui.coach.gathering import open_questions
from app.ui.coach.kept_typing import KeptTyping, Write
from app.ui.coach.place_view import PlaceView
from app.ui.coach.remark_form import RemarkForm
from app.ui.desk import Desk


class Writing(QObject):
    """Opens the form beside the words it is about; another one closes the first. `closed` is called after each."""

    def __init__(self, desk: Desk, owner: QWidget, closed: Callable[[], None]) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._closed = desk, owner, closed
        self._uid = ""
        self._place: PlaceView | None = None
        self._typing = KeptTyping(desk, owner, self._write, self._refused)

    @property
    def form(self) -> RemarkForm | None:
        """The form that is open."""
        return self._place.remarks.form if self._place is not None else None

    def begin(self, uid: str, place: PlaceView, said: BundleComment, frameworks: Mapping[str, str]) -> None:
        """Write a new remark on a bundle."""
        self._open(uid, place, said, frameworks, kept=False)

    def change(self, uid: str, place: PlaceView, remark: Remark, frameworks: Mapping[str, str]) -> None:
        """Change one that is there."""
        self._open(uid, place, remark.comment, frameworks, kept=True)

    def keep(self) -> None:
        """Keep what was typed."""
        self._typing.keep()

    def close(self) -> None:
        """Keep what was typed and take the form away."""
        form, place = self.form, self._place
        if form is None or place is None:
            return
        if form.is_kept and not form.says_something:
            self._drop(form)
        else:
            self._typing.keep()
        self._take_away(place)

    def forget(self) -> None:
        """Let go of the form: its page is made anew."""
        self._typing.keep()
        self._place = None

    def _open(
        self, uid: str, place: PlaceView, said: BundleComment, frameworks: Mapping[str, str], *, kept: bool
    ) -> None:
        self.close()
        self._uid, self._place = uid, place
        form = RemarkForm(place.about, said, frameworks, open_questions())
        form.is_kept = kept
        form.touched.connect(self._typing.touch)
        form.finished.connect(self.close)
        form.dropped.connect(self._dropped)
        place.remarks.open_form(form)
        form.body.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> Write | None:
        form, uid = self.form, self._uid
        if form is None or not form.says_something:
            return None
        said, kept = form.comment(), form.is_kept
        form.is_kept = True
        if kept:
            return lambda journal: journal.desk.change(said)
        return lambda journal: journal.desk.remark(uid, said)

    def _dropped(self) -> None:
        form, place = self.form, self._place
        if form is not None and place is not None:
            self._typing.forget()
            if form.is_kept:
                self._drop(form)
            self._take_away(place)

    def _drop(self, form: RemarkForm) -> None:
        self._typing.forget()
        uid = form.said.comment_id
        self._desk.act(
            lambda journal: journal.desk.drop(uid),
            self._owner, failed=self._refused, said="The remark was taken away. Ctrl+Z brings it back.",
        )  # fmt: skip

    def _take_away(self, place: PlaceView) -> None:
        self._place = None
        place.remarks.close_form()
        place.comment.setFocus(Qt.FocusReason.OtherFocusReason)
        self._closed()

    def _refused(self, error: JournalError) -> None:
        """An undone remark is written anew with the next letter."""
        form = self.form
        if form is not None:
            form.is_kept = False
            form.body.set_problem(f"{error.message} {error.advice}")
        else:
            self._desk.jobs.problem.emit(error, self._owner)
