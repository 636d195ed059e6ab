"""A side's own words, to read and to remark on: select some, or remark on the answer whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.anchoring import anchor_on, place
from app.domain.comparing import RoundComment
from app.domain.sharing import Anchor
from app.domain.written_dates import written
from app.ui.coach.place_view import ON_THESE_WORDS
from app.ui.coach.remark_view import CHANGE, DROP, act_buttons
from app.ui.coach.shared_text import SharedText
from app.ui.coach.words import short
from app.ui.decision.conversation import Quote
from app.ui.decision.sheet_view import LongText
from app.ui.decision.thought import save_shortcut
from app.ui.theme import GRID
from app.ui.widgets import Flow, Heading, Muted, QuietButton, TextArea, column_of
from app.ui.widgets.accessible import Group

_ON_ALL = "Comment on this answer"
_QUOTED = 300
_AT_ONCE = 6_000
"""Characters of each side shown at first: both are laid out in one turn of the window."""


@dataclass
class Kept:
    """The uid a remark was kept under, empty until it is; shared with the thread that keeps it."""

    uid: str = ""


class NoteForm(Group):
    """One remark being written. `touched` as it is typed, `finished` and `dropped` by its buttons."""

    touched = Signal()
    finished = Signal()
    dropped = Signal()

    def __init__(self, about: str, anchor: Anchor | None, kept: RoundComment | None = None) -> None:
        super().__init__(f"Your remark on {about}")
        self.anchor = anchor
        self.kept = Kept(kept.uid if kept is not None else "")
        column = column_of(self, spacing=GRID)
        column.addWidget(Heading("Your remark", 3))
        if anchor is not None:
            column.addWidget(Quote(short(anchor.exact, _QUOTED)))
        self.body = TextArea("What you notice", least_lines=2)
        self.body.set_text(kept.body if kept is not None else "")
        self.body.changed.connect(self._typed)
        self.done, self.drop = QuietButton("Done"), QuietButton("Take it away")
        self.done.clicked.connect(self.finished)
        self.drop.clicked.connect(self.dropped)
        column.addWidget(self.body)
        column.addWidget(Flow(self.done, self.drop))
        column.addWidget(Muted("It is kept as you type, and stays in this journal."))
        save_shortcut(self).activated.connect(self.finished)
        self.setFocusProxy(self.body)

    @property
    def uid(self) -> str:
        """What it is kept under; empty while it is not."""
        return self.kept.uid

    @property
    def words(self) -> str:
        """The remark as it stands."""
        return self.body.text().strip()

    def _typed(self, *_: object) -> None:
        self.touched.emit()


class NoteView(Group):
    """A remark that was kept. `acted` carries what is wanted and the remark."""

    acted = Signal(str, object)  # act, RoundComment

    def __init__(self, said: RoundComment) -> None:
        super().__init__("My remark")
        self.said = said
        column = column_of(self, spacing=4)
        column.addWidget(Muted(f"My remark, {written(said.written_on)}"))
        if said.anchor is not None:
            column.addWidget(Quote(short(said.anchor.exact, _QUOTED)))
        column.addWidget(LongText(said.body))
        self.buttons = act_buttons(self, (CHANGE, DROP), said.body, self._pressed)
        column.addWidget(Flow(*self.buttons))

    def _pressed(self) -> None:
        self.acted.emit(self.sender().objectName(), self.said)


class NotedText(QWidget):
    """`wanted` asks to write a remark on what is selected (an Anchor) or on all of it (None)."""

    wanted = Signal(object)  # Anchor | None
    acted = Signal(str, object)  # act, RoundComment

    def __init__(self, side: str, words: str, about: str) -> None:
        super().__init__()
        self.side, self.words, self.about = side, words, about
        self.views: list[NoteView] = []
        self.form: NoteForm | None = None
        self._shown: object = None
        self.text = SharedText(words, about, _AT_ONCE)
        self.text.selected.connect(self._selected)
        self.comment = QuietButton(_ON_ALL)
        self.comment.setAccessibleName(f"{_ON_ALL}: {about}")
        self.comment.clicked.connect(self._pressed)
        self._notes = QWidget()
        self._column = column_of(self._notes, spacing=2 * GRID)
        column = column_of(self, spacing=4)
        for part in (self.text, Flow(self.comment), self._notes):
            column.addWidget(part)

    def show_remarks(self, remarks: Sequence[RoundComment]) -> None:
        """Show these and underline their words; the one that is being written stands in its form alone."""
        writing = self.form.uid if self.form is not None else ""
        wanted = [one for one in remarks if one.uid != writing]
        if wanted == self._shown:
            return
        self._shown = wanted
        for view in self.views:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.views = [NoteView(one) for one in wanted]
        for view in self.views:
            view.acted.connect(self.acted)
            self._column.addWidget(view)
        spots = [place(one.anchor, self.words) for one in remarks if one.anchor is not None]
        self.text.show_spots([spot for spot in spots if spot is not None])

    def open_form(self, form: NoteForm) -> None:
        """Write here."""
        self.form = form
        self._column.insertWidget(0, form)
        for view in self.views:
            view.setVisible(view.said.uid != form.uid or not form.uid)

    def close_form(self) -> None:
        """Write here no more."""
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form, self._shown = None, None

    def _pressed(self) -> None:
        spot = self.text.spot()
        self.wanted.emit(anchor_on(self.words, *spot) if spot is not None else None)

    def _selected(self, spot: object) -> None:
        words = ON_THESE_WORDS if spot is not None else _ON_ALL
        if self.comment.text() != words:
            self.comment.setText(words)
            self.comment.setAccessibleName(f"{words}: {self.about}")
