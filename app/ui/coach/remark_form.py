"""Writing a remark: a question unless another kind is chosen, kept as it is typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal

from app.domain.conversation import KIND_WORDS, CommentKind
from app.domain.sharing import BundleComment
from app.ui.coach.words import KEPT_AS_TYPED, short
from app.ui.decision.conversation import Quote
from app.ui.decision.thought import save_shortcut
from app.ui.theme import GRID
from app.ui.widgets import (
    ChoiceChips,
    Disclosure,
    Flow,
    Heading,
    LinkButton,
    Muted,
    PickLine,
    QuietButton,
    TextArea,
    column_of,
)
from app.ui.widgets.accessible import Group

_HINTS = {
    CommentKind.QUESTION: "Ask more than you tell.",
    CommentKind.NOTICING: "What you notice, without a verdict.",
    CommentKind.ENCOURAGEMENT: "In your own words, about something they did.",
    CommentKind.FRAMEWORK: "Choose one, and say why it came to mind if you like.",
    CommentKind.PRIVACY: "Say which words could point to somebody.",
}


class RemarkForm(Group):
    """One remark being written. `touched` as it is typed, `finished` and `dropped` by its buttons."""

    touched = Signal()
    finished = Signal()
    dropped = Signal()

    def __init__(
        self, about: str, said: BundleComment, frameworks: Mapping[str, str], questions: Sequence[str]
    ) -> None:
        super().__init__(f"Your remark on {about}")
        self.said = said
        self.is_kept = False
        column = column_of(self, spacing=GRID)
        column.addWidget(Heading(f"Your remark on {about}", 3))
        if said.anchor is not None:
            column.addWidget(Quote(short(said.anchor.exact, 300)))
        kinds = [(kind.value, words) for kind, words in KIND_WORDS.items()]
        self.kind = ChoiceChips("What it is", kinds, clearable=False, show_name=False)
        self.kind.set_value(said.kind.value)
        self.kind.changed.connect(self._kind_chosen)
        self.framework = PickLine("Which framework", [("", "None chosen yet"), *frameworks.items()])
        self.framework.set_value(said.framework or "")
        self.framework.changed.connect(self._typed)
        self.body = TextArea("What you say")
        self.body.set_text(said.body)
        self.body.changed.connect(self._typed)
        self.offer = Disclosure("Questions to begin from")
        self._questions = tuple(questions)
        self.offer.toggled.connect(self._offer)
        self.done, self.drop = QuietButton("Done"), QuietButton("Take it away")
        self.done.clicked.connect(self.finished)
        self.drop.clicked.connect(self.dropped)
        for part in (self.kind, self.framework, self.body, self.offer, Flow(self.done, self.drop)):
            column.addWidget(part)
        column.addWidget(Muted(KEPT_AS_TYPED))
        save_shortcut(self).activated.connect(self.finished)
        self.setFocusProxy(self.body)
        self._show_kind()

    def comment(self) -> BundleComment:
        """The remark as it stands."""
        kind = CommentKind(self.kind.value() or CommentKind.QUESTION.value)
        framework = self.framework.value() or None if kind is CommentKind.FRAMEWORK else None
        return replace(self.said, kind=kind, body=self.body.text().strip(), framework=framework)

    @property
    def says_something(self) -> bool:
        """Whether there is a remark to keep."""
        found = self.comment()
        return bool(found.body or found.framework)

    def _typed(self, *_: object) -> None:
        self.touched.emit()

    def _kind_chosen(self, _kind: object) -> None:
        self._show_kind()
        self.touched.emit()

    def _show_kind(self) -> None:
        kind = CommentKind(self.kind.value() or CommentKind.QUESTION.value)
        self.framework.setVisible(kind is CommentKind.FRAMEWORK)
        self.offer.setVisible(kind is CommentKind.QUESTION)
        self.body.set_hint(_HINTS[kind])

    def _offer(self, _unfolded: object) -> None:
        """The questions are made when they are first asked for."""
        for question in self._questions:
            button = LinkButton(question)
            button.setObjectName(question)
            button.clicked.connect(self._take)
            self.offer.add(Flow(button))
        self._questions = ()

    def _take(self) -> None:
        """Put a question into the remark, below what stands there."""
        question, before = self.sender().objectName(), self.body.text().rstrip()
        self.body.set_text(f"{before}\n{question}" if before else question)
        self.offer.set_unfolded(False)
        self.body.field.setFocus()
        self.touched.emit()
