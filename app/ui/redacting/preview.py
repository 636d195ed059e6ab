"""What a removal would do, before anything is done: the words, every place, what cannot be called back, the last step."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput, JournalError
from app.domain.removing import WORD_TO_REMOVE, WORD_TO_SWAP, FieldPreview, OnHold, PlaceKind, RemovalPreview
from app.ui.decision.sheet_view import LongText
from app.ui.redacting.asking import Preview
from app.ui.redacting.left_before import LeftBefore
from app.ui.redacting.on_hold import HeldNotice
from app.ui.redacting.out_of_reach import OutOfReach
from app.ui.redacting.places import PlacesList
from app.ui.redacting.typed_word import TypedWord
from app.ui.redacting.under_way import UnderWay
from app.ui.redacting.wording import goes_with, stands
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    Flow,
    Heading,
    LinkButton,
    Muted,
    PrimaryButton,
    QuietButton,
    announce,
    column_of,
)

_MOST_SHOWN = 2_000
_ROUND = "A pair round in which an answer changes can no longer be checked against its seal."


class PreviewView(QWidget):
    """Made for one preview and thrown away with it.

    `given(word)` when the word was typed, `left` when everything stays, `wider` to look in the whole journal.
    """

    given = Signal(str)
    left = Signal()
    wider = Signal()
    log_wanted = Signal()

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = preview
        self.despite_hold = False
        self.places: PlacesList | None = None
        self._column = column_of(self, spacing=2 * GRID)
        self._found = Card("What would go" if not self._swaps else "What would be swapped")
        self.held = HeldNotice()
        self.held.went_on.connect(self._go_on)
        self.held.left.connect(self.left)
        self.shares = LeftBefore()
        self.shares.show_shares(preview.shares)
        self.shares.log_wanted.connect(self.log_wanted)
        self.last = Card()
        self.typed = self._make_typed()
        self.under_way = UnderWay()
        self.last.add(self.typed)
        self.last.add(self.under_way)
        self._found.add(Body(self._stands()))
        self.on = LinkButton("To the last step")
        self.on.clicked.connect(self._go_to_last)
        self._found.add(Flow(self.on))
        self.on.setVisible(self._is_there)
        self._show_words()
        self._column.addWidget(self.held)
        self._out_of_reach = OutOfReach()
        for part in (self._found, self.shares, self._out_of_reach, self.last):
            self._column.addWidget(part)
        self._show_way_back()
        self._follow()
        # Thirty ticks in a turn of their own; until they are there nothing can be confirmed.
        QTimer.singleShot(0, self, self._show_places)

    @property
    def _swaps(self) -> bool:
        return isinstance(self.preview, RemovalPreview) and self.preview.words.alone

    @property
    def _is_there(self) -> bool:
        return isinstance(self.preview, FieldPreview) or bool(self.preview.places)

    @property
    def only(self) -> frozenset[str] | None:
        """The keys of the places to change; None for all of them."""
        return None if self.places is None or self.places.is_everything else self.places.chosen

    def take_focus(self) -> None:
        """Be where reading begins, and say what was found: before it has its place nothing of it is spoken."""
        announce(self, self._stands())
        self._show_hold()
        if not self.held.isHidden() and self.held.asks:
            self.held.button.setFocus()
        elif self._is_there:
            self.on.setFocus()
        else:
            self.back.setFocus()

    def begin(self) -> None:
        """It is being done."""
        self.typed.hide()
        self.under_way.start("Taking it out, and everything that repeats it…", can_cancel=False)

    def fail(self, error: JournalError) -> None:
        """It was not done; everything is as it was."""
        self.under_way.rest()
        self.typed.show()
        if isinstance(error, OnHold):
            self.held.say("Nothing was changed.")
        elif isinstance(error, InvalidInput):
            self.typed.tell(error)
        else:
            self.under_way.fail(error)

    # ---- made once

    def _make_typed(self) -> TypedWord:
        word = WORD_TO_SWAP if self._swaps else WORD_TO_REMOVE
        typed = TypedWord(word, "Swap it for good" if self._swaps else "Take it out for good")
        typed.given.connect(self.given)
        typed.left.connect(self.left)
        return typed

    def _stands(self) -> str:
        return goes_with(self.preview) if isinstance(self.preview, FieldPreview) else stands(self.preview)

    def _show_words(self) -> None:
        preview = self.preview
        if isinstance(preview, FieldPreview):
            self._found.add(Heading("The whole text", 3))
            self._found.add(LongText(preview.field.text, most=_MOST_SHOWN))
            return
        self._found.add(Heading("The name" if self._swaps else "The words", 3))
        self._found.add(LongText(preview.words.given.strip(), most=_MOST_SHOWN))
        self._found.add(Heading("In their place" if not self._swaps else "The role in its place", 3))
        self._found.add(Body(preview.words.instead))

    def _show_places(self) -> None:
        preview = self.preview
        if isinstance(preview, FieldPreview):
            return
        if preview.places:
            self._found.add(Heading("Where it stands", 3))
            self._list_places(despite_hold=self.despite_hold)
            self._follow()
        if any(one.kind is PlaceKind.ROUND for one in preview.places):
            self._found.add(Muted(_ROUND))
        if preview.entry is not None:
            self.whole = QuietButton("Look in the whole journal instead")
            self.whole.clicked.connect(self.wider)
            self._found.add(Flow(self.whole))

    def _list_places(self, *, despite_hold: bool) -> None:
        preview = self.preview
        if isinstance(preview, FieldPreview):
            return
        old, self.places = self.places, PlacesList(preview.places, despite_hold=despite_hold)
        self.places.changed.connect(self._follow)
        if old is None:
            self._found.add(self.places)
        else:
            self._found.body.insertWidget(self._found.body.indexOf(old), self.places)
            old.hide()
            old.deleteLater()

    def _show_hold(self) -> None:
        if not self.preview.why_held:
            return
        if self._is_one_entry:
            self.held.ask()
            return
        held = sum(one.held for one in self.preview.places) if isinstance(self.preview, RemovalPreview) else 0
        free = len(self.preview.places) - held if isinstance(self.preview, RemovalPreview) else 0
        self.held.say(
            "What is on hold is left as it is." if free else "All of it is on hold, and stays as it is."
        )

    @property
    def _is_one_entry(self) -> bool:
        return self.preview.entry is not None

    def _show_way_back(self) -> None:
        """Where nothing was found there is no last step."""
        self.back = PrimaryButton("Look for something else")
        self.back.clicked.connect(self.left)
        self._found.add(Flow(self.back))
        self.back.setVisible(not self._is_there)
        self._out_of_reach.setVisible(self._is_there)
        self.last.setVisible(self._is_there)

    # ---- as it is gone through

    def _go_to_last(self) -> None:
        can = self.typed.line.isEnabled()
        (self.typed.line.field if can else self.typed.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self) -> None:
        self.despite_hold = True
        if self.places is not None:
            self._list_places(despite_hold=True)
        self._follow()
        self.on.setFocus()

    def _follow(self) -> None:
        stopped = bool(self.preview.why_held) and self._is_one_entry and not self.despite_hold
        chosen = isinstance(self.preview, FieldPreview) or bool(self.places and self.places.chosen)
        self.typed.set_can(can=chosen and not stopped)
