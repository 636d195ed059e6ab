"""The page that shows a reply before it is merged: nothing of it is kept until that is said."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.conversation import KIND_WORDS
from app.domain.errors import JournalError
from app.domain.merging import STANDING_WORDS, ArrivingComment, MergePreview, Standing
from app.domain.sharing import Opened, Trust
from app.domain.written_dates import written
from app.ui.decision.conversation import Quote
from app.ui.decision.sheet_view import LongText
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.replies.proposed import ProposedRow
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Heading,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    column_of,
)
from app.ui.widgets.accessible import Group
from app.ui.widgets.reading_order import ReadingOrder

_NOTHING = "Nothing of this is in your journal yet."


class ReplyPage(QObject):
    """`arrive` takes opened=Opened."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("A reply")
        super().__init__(self.page)
        self._desk = desk
        self.preview: MergePreview | None = None
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.trust = Banner("", BannerKind.CAUTION, title="First file under this name")
        self._cards = QWidget()
        self._column = column_of(self._cards, spacing=self.page.body.spacing())
        self.rows: list[ProposedRow] = []
        self.take, self.leave = PrimaryButton("Put it beside my entries"), QuietButton("Leave it")
        self.take.clicked.connect(self._merge)
        self.leave.clicked.connect(desk.went_back)
        self._end = Card("Take it in")
        self._counted = Body("")
        self._end.add(self._counted)
        self._end.add(Muted("Your own words stay exactly as they are. One Undo takes all of it back."))
        self._end.add_row(self.take, self.leave)
        for part in (self.trouble, self.trust, self._cards, self._end):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was not taken in is not kept; the file can be opened again."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask where each remark of the reply stands."""
        opened = where.get("opened")
        if isinstance(opened, Opened):
            self._desk.read(
                lambda journal: journal.merging.preview(opened),
                self._show,
                self,
                failed=self._failed,
                key="reply",
            )

    def _show(self, preview: MergePreview) -> None:
        self.preview = preview
        self.trouble.hide()
        shared = f"what you shared on {written(preview.shared_on)} with {preview.shared_as}"
        self.page.set_title(f"A reply from {preview.from_name}", f"{_NOTHING} It answers {shared}.")
        self.page.setAccessibleName("A reply")
        self.trust.setVisible(preview.trust is not Trust.CONFIRMED)
        self.trust.set_text(
            f"It was made by somebody who could read what you shared. Compare the six words with {preview.from_name} "
            "under Contacts when you next speak."
            if preview.trust is not Trust.CONFIRMED
            else ""
        )
        with laid_out_once(self._cards):
            self._clear()
            for card in self._made(preview):
                self._column.addWidget(card)
        self._counted.setText(_counted(preview))
        self.take.setText("Take in what you accepted" if preview.already else "Put it beside my entries")
        self._cards.show()
        self._end.show()
        self.page.verticalScrollBar().setValue(0)
        (self.rows[0].choice if self.rows else self.take).setFocus()
        if not self.rows:
            self.page.verticalScrollBar().setValue(0)

    def _clear(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []

    def _made(self, preview: MergePreview) -> Iterator[QWidget]:
        if preview.already:
            yield Banner(
                "Its comments are here. Actions you did not accept then can still be accepted.",
                title="This reply was taken in before",
            )
        if preview.actions:
            card = Card("Proposed actions")
            card.body.setSpacing(2 * GRID)
            card.add(Muted("An action you accept becomes yours. What you do not accept is left out."))
            for one in preview.actions:
                row = ProposedRow(one)
                self.rows.append(row)
                card.add(row)
            yield card
        if preview.session is not None:
            note = preview.session
            card = Card(f"The session of {written(note.on)}")
            for title, words in (("The session", note.summary), ("What you take away", note.take_away)):
                if words:
                    card.add(Heading(title, 3))
                    card.add(LongText(words))
            yield card
        placed = [one for one in preview.comments if one not in preview.unplaced]
        for title, comments in groupby(placed, key=lambda one: one.title):
            yield _comments(f"About {title}" if title else "About everything you shared", list(comments))
        if preview.unplaced:
            yield _comments("Comments without their place", list(preview.unplaced), lost=True)

    # ---- taking it in

    def _merge(self) -> None:
        preview = self.preview
        if preview is None:
            return
        decisions = {row.action.action_id: said for row in self.rows if (said := row.decision()) is not None}
        self._desk.act(
            lambda journal: journal.merging.merge(preview, decisions),
            self,
            self._merged,
            failed=self._failed,
            said="The reply stands beside your entries. Undo takes it back.",
        )

    def _merged(self, _change: object) -> None:
        self.preview = None
        self._desk.go("with-others")

    def _failed(self, error: JournalError) -> None:
        self._clear()
        self._end.hide()
        self.trust.hide()
        self.trouble.show()
        self.trouble.set_text(f"{error.message} {error.advice}")
        self.page.scroll_to(self.trouble)


def _comments(title: str, comments: list[ArrivingComment], *, lost: bool = False) -> Card:
    card = Card(title)
    card.body.setSpacing(2 * GRID)
    for one in comments:
        card.add(_comment(one, lost=lost))
    return card


def _comment(one: ArrivingComment, *, lost: bool) -> QWidget:
    part = Group(KIND_WORDS[one.comment.kind])
    column = column_of(part, spacing=4)
    column.addWidget(Heading(KIND_WORDS[one.comment.kind], 3))
    where = one.label or one.title
    stands = STANDING_WORDS[one.place.standing]
    if lost or one.place.standing in {Standing.ENTRY, Standing.SHARE} or not where:
        column.addWidget(Muted(f"{stands[0].upper()}{stands[1:]}{f' (“{where}”)' if lost and where else ''}"))
    else:
        column.addWidget(Muted(f"On: {where}"))
    if one.quote:
        column.addWidget(Quote(one.quote))
    column.addWidget(LongText(one.comment.body))
    if one.here:
        column.addWidget(Muted("This comment is here already."))
    return part


def _counted(preview: MergePreview) -> str:
    fresh, here = len(preview.fresh), sum(one.here for one in preview.comments)
    told = "1 comment is new" if fresh == 1 else f"{fresh} comments are new"
    parts = [told] + ([f"{here} already here"] if here else [])
    lost = len(preview.unplaced)
    if lost:
        parts.append(f"{lost} without their place in your words, shown with what they quote")
    return f"{'; '.join(parts)}."
