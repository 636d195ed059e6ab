"""The page that shows a reply before it is merged: nothing of it is kept until that is said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.merging import MergePreview
from app.domain.sharing import Opened, Trust
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.replies.pieces import Piece, counted, pieces
from app.ui.replies.proposed import ProposedRow
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Flow,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_NEW = "Nothing of this is in your journal yet."
_BEFORE = "It was taken into your journal before."
_AT_A_TIME = 60
"""Pieces shown at once: a reply can hold thousands of comments."""
_TRUST = "Compare the six words with {name} under Contacts when you next speak, so that you know it was them."


@dataclass(frozen=True)
class _Asked:
    preview: MergePreview
    frameworks: Mapping[str, str]


class ReplyPage(QObject):
    """`arrive` takes opened=Opened."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("A reply")
        super().__init__(self.page)
        self._desk = desk
        self.preview: MergePreview | None = None
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.trust = Banner("", BannerKind.CAUTION, title="Not confirmed yet")
        self._cards = QWidget()
        self._column = column_of(self._cards, spacing=self.page.body.spacing())
        self.rows: list[ProposedRow] = []
        self._card: Card | None = None
        self._card_title = ""
        self._rest: Iterator[Piece] = iter(())
        self._turns = InTurns(self)
        self._landed = False
        self.more = QuietButton("Show more of this reply")
        self.more.clicked.connect(self._show_more)
        self._more_row = Flow(self.more)
        self._make_end()
        for part in (self.trouble, self.trust, self._cards, self._more_row, self._end):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)

    def _make_end(self) -> None:
        self.take, self.leave = PrimaryButton("Put it beside my entries"), QuietButton("Leave it")
        self.see = QuietButton("See where it stands")
        self.take.clicked.connect(self._merge)
        self.leave.clicked.connect(self._desk.went_back)
        self.see.clicked.connect(self._go_on)
        self._end = Card("Take it in")
        self._counted = Body("")
        self._end.add(self._counted)
        self._end.add(Muted("Your own words stay exactly as they are. One Undo takes all of it back."))
        self._end.add_row(self.take, self.see, self.leave)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    @property
    def is_building(self) -> bool:
        """Whether pieces are still being made."""
        return self._turns.is_building

    def may_leave(self) -> bool:
        """What was not taken in is not kept; the file can be opened again."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask where each remark of the reply stands."""
        opened = where.get("opened")
        if isinstance(opened, Opened):
            self._desk.read(
                lambda journal: _asked(journal, opened), self._show, self, failed=self._failed, key="reply"
            )

    # ---- showing

    def _show(self, asked: _Asked) -> None:
        preview = self.preview = asked.preview
        self.trouble.hide()
        shared = f"what you shared on {written(preview.shared_on)} with {preview.shared_as}"
        before = _BEFORE if preview.already else _NEW
        self.page.set_title(f"A reply from {preview.from_name}", f"{before} It answers {shared}.")
        self.page.setAccessibleName("A reply")
        self.trust.setVisible(preview.trust is not Trust.CONFIRMED)
        self.trust.set_text(_TRUST.format(name=preview.from_name))
        self._clear()
        self._counted.setText(counted(preview))
        self.take.setText("Take in what you accepted" if preview.already else "Put it beside my entries")
        self.take.setVisible(not preview.already or bool(preview.undecided))
        self.see.setVisible(preview.already)
        self._cards.show()
        self._end.show()
        self._rest = pieces(preview, asked.frameworks)
        self._landed = False
        self._turns.begin(self._steps())
        self.page.verticalScrollBar().setValue(0)

    def _steps(self) -> Iterator[object]:
        """Some pieces, each put on the page in a turn of its own."""
        found = list(islice(self._rest, _AT_A_TIME + 1))
        self._more_row.setVisible(len(found) > _AT_A_TIME)
        if len(found) > _AT_A_TIME:
            self._rest = _before(found.pop(), self._rest)
        for piece in found:
            self._put(piece)
            yield BREATHE
        self._land()

    def _put(self, piece: Piece) -> None:
        with laid_out_once(self._cards):
            if self._card is None or self._card_title != piece.card:
                self._card, self._card_title = Card(piece.card), piece.card
                self._card.body.setSpacing(2 * GRID)
                self._column.addWidget(self._card)
                self._card.show()
            made = piece.make()
            if isinstance(made, ProposedRow):
                self.rows.append(made)
            self._card.add(made)
            made.show()

    def _land(self) -> None:
        """The focus goes to the first thing to decide, once it is there."""
        if not self._landed and self.page.isVisible():
            first = next((row.choice for row in self.rows if row.choice.isVisible()), None)
            stops: tuple[QWidget, ...] = (self.take, self.see)
            (first or next(one for one in stops if one.isVisible())).setFocus(Qt.FocusReason.OtherFocusReason)
            if first is None:
                self.page.verticalScrollBar().setValue(0)
        self._landed = True

    def _show_more(self) -> None:
        self._turns.begin(self._steps())

    def _clear(self) -> None:
        self._turns.stop()
        with laid_out_once(self._cards):
            while self._column.count():
                item = self._column.takeAt(0)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self.rows, self._card = [], None

    # ---- taking it in

    def _merge(self) -> None:
        preview = self.preview
        if preview is None:
            return
        decisions = {row.action.action_id: one for row in self.rows if (one := row.decision()) is not None}
        said = "The reply stands beside your entries. Undo takes it back."
        if preview.already:
            taken = sum(one.accepted for one in decisions.values())
            said = "What you accepted is yours now. Undo takes it back." if taken else "Nothing was changed."
        self._desk.act(
            lambda journal: journal.merging.merge(preview, decisions),
            self, self._merged, failed=self._failed, said=said,
        )  # fmt: skip

    def _merged(self, _change: object) -> None:
        self._go_on()

    def _go_on(self) -> None:
        self.preview = None
        self._desk.go("with-others")

    def _failed(self, error: JournalError) -> None:
        self._clear()
        self._end.hide()
        self._more_row.hide()
        self.trust.hide()
        self.trouble.show()
        self.trouble.set_text(f"{error.message} {error.advice}")
        self.page.scroll_to(self.trouble)


def _before(first: Piece, rest: Iterator[Piece]) -> Iterator[Piece]:
    yield first
    yield from rest


def _asked(journal: Journal, opened: Opened) -> _Asked:
    frameworks = {one.id: one.name for one in journal.prompts.now().library.frameworks}
    return _Asked(journal.merging.preview(opened), frameworks)
