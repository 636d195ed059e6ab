"""A remark as it stands by the words it is about, with what the leader answered."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.coaching import STATE_WORDS, Answered, Remark, RemarkState
from app.domain.conversation import KIND_WORDS, framework_words
from app.domain.written_dates import written
from app.ui.coach.remark_form import RemarkForm
from app.ui.coach.rows import Rows
from app.ui.coach.words import MOST_SHOWN, short
from app.ui.decision.conversation import Quote
from app.ui.decision.sheet_view import LongText
from app.ui.theme import GRID
from app.ui.widgets import Flow, Heading, Muted, QuietButton, column_of
from app.ui.widgets.accessible import Group

CHANGE, HOLD, RELEASE, DROP = "change", "hold", "release", "drop"
ACT_WORDS = {CHANGE: "Change", HOLD: "Hold back", RELEASE: "Release", DROP: "Take away"}
_OFFERED = {
    RemarkState.DRAFT: (CHANGE, HOLD, DROP),
    RemarkState.HELD: (CHANGE, RELEASE, DROP),
    RemarkState.SENT: (),
}


def act_buttons(owner: QWidget, acts: Iterable[str], about: str, pressed: object) -> list[QuietButton]:
    """The buttons of something not sent yet; each is called after what it belongs to."""
    buttons = []
    for name in acts:
        button = QuietButton(ACT_WORDS[name], owner)
        button.setObjectName(name)
        button.setAccessibleName(f"{ACT_WORDS[name]}: {short(about)}")
        button.clicked.connect(pressed)
        buttons.append(button)
    return buttons


def acts_of(state: RemarkState) -> tuple[str, ...]:
    """What can be done with it."""
    return _OFFERED[state]


class RemarkView(Group):
    """One remark. `acted` carries what is wanted and the remark."""

    acted = Signal(str, object)  # act, Remark

    def __init__(
        self, remark: Remark, frameworks: Mapping[str, str], answers: Sequence[Answered] = ()
    ) -> None:
        said = remark.comment
        super().__init__(KIND_WORDS[said.kind])
        self.remark = remark
        column = column_of(self, spacing=4)
        column.addWidget(Heading(KIND_WORDS[said.kind], 3))
        if said.anchor is not None:
            column.addWidget(Quote(short(said.anchor.exact, 300)))
        if said.framework:
            column.addWidget(Muted(framework_words(said.framework, frameworks)))
        if said.body:
            column.addWidget(LongText(said.body, most=MOST_SHOWN))
        column.addWidget(Muted(STATE_WORDS[remark.state][0].upper() + STATE_WORDS[remark.state][1:] + "."))
        for one in answers:
            column.addWidget(Muted(f"They answered on {written(one.on)}:"))
            column.addWidget(Quote(one.answer))
        about = said.body or frameworks.get(said.framework or "", "")
        self.buttons = act_buttons(self, acts_of(remark.state), about, self._pressed)
        if self.buttons:
            column.addWidget(Flow(*self.buttons))

    def _pressed(self) -> None:
        self.acted.emit(self.sender().objectName(), self.remark)


Said = tuple[Remark, tuple[Answered, ...]]
"""A remark with what the leader answered."""


class RemarksColumn(QWidget):
    """The remarks on one place, and the form while one of them is written."""

    acted = Signal(str, object)  # act, Remark

    def __init__(self) -> None:
        super().__init__()
        self._column = column_of(self, spacing=2 * GRID)
        self._rows: Rows[Said, RemarkView] = Rows(self._view, "Show earlier remarks")
        self._column.addWidget(self._rows)
        self._frameworks: Mapping[str, str] = {}
        self._all: list[Said] = []
        self.form: RemarkForm | None = None

    @property
    def views(self) -> list[RemarkView]:
        """The remarks that are shown."""
        return self._rows.views

    def show_remarks(
        self,
        remarks: Sequence[Remark],
        frameworks: Mapping[str, str],
        answers: Mapping[str, Sequence[Answered]],
    ) -> None:
        """Show these; the one in the form stands there alone."""
        self._frameworks = frameworks
        self._all = [(one, tuple(answers.get(one.uid, ()))) for one in remarks]
        self._show()

    def _show(self) -> None:
        writing = self.form.said.comment_id if self.form is not None else ""
        self._rows.show_things([one for one in self._all if one[0].uid != writing])

    def _view(self, said: Said) -> RemarkView:
        view = RemarkView(said[0], self._frameworks, said[1])
        view.acted.connect(self.acted)
        return view

    def open_form(self, form: RemarkForm) -> None:
        """Write here."""
        self.form = form
        self._column.insertWidget(0, form)
        self._show()

    def close_form(self) -> None:
        """Write here no more."""
        if self.form is not None:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
            self._show()
