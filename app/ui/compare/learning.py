"""Agreed learning: one note that both keep a copy of, who changed theirs since, and who may be shown it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.rounds_held import RoundHeld
from app.domain.written_dates import written
from app.ui.decision.sheet_view import LongText
from app.ui.theme import GRID
from app.ui.widgets import Card, CheckChoice, Columns, Flow, Heading, Muted, QuietButton, TextArea, column_of
from app.ui.widgets.accessible import Group
from app.ui.widgets.painting import plain_label

_SIDE_BY_SIDE_EM = 40
_ONWARD = "For me, this may be shown to others"
_HINT = "Write it together, in words you both stand by. Each of you keeps a copy."


class TheirCopy(Group):
    """Their copy of the learning beside mine. `taken` when it is to stand in the place of mine."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__("Their copy")
        column = column_of(self, spacing=GRID)
        self._heading = Heading("Their copy", 3)
        self._words = QWidget()
        self._column = column_of(self._words, spacing=0)
        self.take = QuietButton("Take theirs in place of mine")
        self.take.clicked.connect(self.taken)
        stays = Muted("Yours stays as it is unless you take theirs or change it.")
        for part in (self._heading, self._words, Flow(self.take), stays):
            column.addWidget(part)
        column.addStretch(1)
        self._shown: str | None = None

    def show_copy(self, name: str, text: str) -> None:
        """Show theirs."""
        self._heading.setText(f"{name}'s copy")
        self.setAccessibleName(f"{name}'s copy")
        if text != self._shown:
            self._shown = text
            while self._column.count():
                item = self._column.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self._column.addWidget(LongText(text))


class LearningCard(Card):
    """`touched` as it is typed, `ticked` carries my tick, `send_wanted` asks for the file of it."""

    touched = Signal()
    ticked = Signal(object)  # bool
    their_tick = Signal(object)  # bool
    send_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("What we agreed to have learned")
        self.body.setSpacing(2 * GRID)
        mine = QWidget()
        column = column_of(mine, spacing=4)
        self.area = TextArea("My copy", hint=_HINT)
        self.area.changed.connect(self._typed)
        self._changed = Muted()
        column.addWidget(self.area)
        column.addWidget(self._changed)
        column.addStretch(1)
        self.theirs = TheirCopy()
        self.add(Columns(mine, self.theirs, stack_below_em=_SIDE_BY_SIDE_EM, spacing=3 * GRID))
        self._make_onward()

    def _make_onward(self) -> None:
        self.mine_onward, self.their_onward = CheckChoice(_ONWARD), CheckChoice("")
        self.mine_onward.clicked.connect(self._tick)
        self.their_onward.clicked.connect(self._tick_theirs)
        self._onward = Muted()
        self.send, self.copy = QuietButton(""), QuietButton("")
        self.send.clicked.connect(self.send_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        onward = Group("Showing it to others")
        column = column_of(onward, spacing=GRID)
        column.addWidget(Heading("Showing it to others", 3))
        column.addWidget(Flow(self.mine_onward, self.their_onward, spacing=2 * GRID))
        column.addWidget(self._onward)
        self.add(onward)
        self.add_row(self.send, self.copy)

    @property
    def words(self) -> str:
        """My copy as it stands."""
        return self.area.text()

    def show_round(self, held: RoundHeld, *, typing: bool) -> None:
        """Show the learning of a round; while somebody types, their words are left as they are."""
        pair, own, name = held.round, held.held, held.round.theirs
        if not typing and self.area.text() != pair.agreed_learning:
            self.area.set_text(pair.agreed_learning)
        changed = own.learning_changed_on
        self._changed.setText(f"Changed since, on {written(changed)}." if changed else "")
        self._changed.setVisible(changed is not None)
        other = own.their_learning
        differs = other is not None and other.strip() != pair.agreed_learning.strip()
        self.theirs.setVisible(differs)
        if other is not None and differs:
            self.theirs.show_copy(name, other)
        self.mine_onward.setChecked(own.onward_mine)
        self._offer_onward()
        self.their_onward.setVisible(held.was_held_here)
        self.their_onward.setText(plain_label(f"For {name} too"))
        self.their_onward.setAccessibleName(f"For {name} too, this may be shown to others")
        self.their_onward.setChecked(own.onward_theirs)
        self._onward.setText(onward_words(held))
        self.send.setText(f"Send my copy to {name}…".replace("&", "&&"))
        self.send.setVisible(own.contact_uid is not None)
        self.copy.setText(f"Make {name}'s copy of the round…".replace("&", "&&"))
        self.copy.setVisible(held.was_held_here)

    def _typed(self, *_: object) -> None:
        self._offer_onward()
        self.touched.emit()

    def _offer_onward(self) -> None:
        """Without words there is nothing to tick for, and nothing to send."""
        said = bool(self.words.strip())
        for part in (self.mine_onward, self.their_onward, self.send):
            part.setEnabled(said)

    def _tick(self) -> None:
        self.ticked.emit(self.mine_onward.isChecked())

    def _tick_theirs(self) -> None:
        self.their_tick.emit(self.their_onward.isChecked())


class AgainCard(Card):
    """The way to a round that asks the same again, months later."""

    def __init__(self) -> None:
        super().__init__("Look back together")
        self.add(
            Muted("In some months: the same questions, answered and sealed afresh, then read beside these.")
        )
        self.button = QuietButton("Ask the same questions again")
        self.add_row(self.button)


def onward_words(held: RoundHeld) -> str:
    """Whether the learning may be passed on, and what it waits for."""
    own, name = held.held, held.round.theirs
    if held.may_share_learning:
        return "Both ticks are recorded, for these very words: you may show them to others."
    if own.onward_mine and own.onward_theirs:
        return "Both ticks are recorded, but not for the same words, so it is kept out of what is shared."
    waits = "Until both of you have ticked this, it is kept out of what is shared."
    if held.was_held_here:
        return waits
    ticked = (
        "has ticked this" if own.onward_theirs else "has not ticked this; their tick comes with their copy"
    )
    return f"{name} {ticked}. {waits}"
