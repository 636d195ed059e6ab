"""Where a round stands and what comes next, with the one thing to do first."""

from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import FileKind
from app.domain.written_dates import written
from app.ui.pairs.words import closing_words, file_to_send, is_to_send, next_words, state_words
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Flow, Muted, PrimaryButton, QuietButton


class Do(StrEnum):
    """What can be asked for here."""

    ANSWER = "answer"
    OPEN_FILE = "open-file"
    HAND_OVER = "hand-over"
    TOGETHER = "together"
    COMPARE = "compare"
    COPY = "copy"
    ASK_AGAIN = "ask-again"
    WRITE_AGAIN = "write-again"


_NAMES = {
    FileKind.ROUND_INVITATION: "The invitation",
    FileKind.ROUND_ANSWER: "Your sealed answer",
    FileKind.ROUND_KEY: "Your key",
    FileKind.ROUND_WITHDRAWAL: "The note",
}


class StateCard(Card):
    """`wanted` carries a `Do`."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("")
        self._next, self._late, self._sent = Body(), Muted(), Muted()
        for part in (self._next, self._late, self._sent):
            self.add(part)
        self.buttons: list[QuietButton | PrimaryButton] = []
        self._row: QWidget | None = None

    def show_round(self, one: RoundHeld, today: date) -> None:
        """Say where it stands."""
        self.set_title(state_words(one))
        self._next.setText(next_words(one))
        late = closing_words(one, today)
        self._late.setText(late)
        self._late.setVisible(bool(late))
        sent = sent_words(one)
        self._sent.setText(sent)
        self._sent.setVisible(bool(sent))
        if self._row is not None:
            self.body.removeWidget(self._row)
            self._row.hide()
            self._row.deleteLater()
            self._row = None
        stands_out = not is_to_send(one)  # else the button that saves the file does: a page has one
        acts = [*offered(one), *((Do.WRITE_AGAIN, words) for words in [again_words(one)] if words)]
        self.buttons = [
            self._button(act, words, first=stands_out and at == 0) for at, (act, words) in enumerate(acts)
        ]
        if self.buttons:
            self._row = Flow(*self.buttons, spacing=GRID)
            self.add(self._row)
        self.show()

    def _button(self, act: Do, words: str, *, first: bool) -> QuietButton | PrimaryButton:
        button = PrimaryButton(words) if first else QuietButton(words)
        button.setObjectName(act.value)
        button.clicked.connect(self._pressed)
        return button

    def _pressed(self) -> None:
        self.wanted.emit(Do(self.sender().objectName()))


def offered(one: RoundHeld) -> tuple[tuple[Do, str], ...]:
    """What can be done now, the first of it first."""
    match one.step:
        case RoundStep.ANSWERING:
            some = any(asked.mine is not None for asked in one.round.prompts)
            return ((Do.ANSWER, "Go on answering" if some else "Answer the questions"),)
        case RoundStep.WAITING_FOR_SEAL | RoundStep.WAITING_FOR_KEY:
            return ((Do.OPEN_FILE, "Open their file…"),)
        case RoundStep.THEIRS_TO_ANSWER:
            return ((Do.HAND_OVER, f"Hand the computer to {one.contact}"),)
        case RoundStep.READY if one.is_same_room:
            return ((Do.TOGETHER, "Look together"),)
        case RoundStep.REVEALED:
            here = one.was_held_here and one.held.words_removed_on is None
            copy = ((Do.COPY, f"Make {one.contact}’s copy"),) if here else ()
            gone = one.held.words_removed_on is not None
            look = "Look at what is here" if gone else "Look at both answers"
            return ((Do.COMPARE, look), *copy, (Do.ASK_AGAIN, "Ask the same again"))
    return ()


def sent_words(one: RoundHeld) -> str:
    """When the file of this step left."""
    kind = file_to_send(one)
    left = one.left(kind) if kind is not None else None
    return f"{_NAMES[left.kind]} was written on {written(left.on)}." if left is not None else ""


def again_words(one: RoundHeld) -> str:
    """What writes the file of this step anew; empty while it has not left."""
    kind = file_to_send(one)
    if kind is None or one.left(kind) is None:
        return ""
    name = _NAMES[kind]
    return f"Write {name[0].lower()}{name[1:]} again"
