"""The page that shows a reply before it is merged: nothing of it is kept until that is said."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.merging import ArrivingAction, MergePreview
from app.domain.sharing import Opened, Trust
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.coach.in_pages import InPages
from app.ui.desk import Desk
from app.ui.replies.pieces import counted, pieces
from app.ui.replies.proposed import ProposedRow
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
)
from app.ui.widgets.reading_order import ReadingOrder

_NEW = "Nothing of this is in your journal yet."
_BEFORE = "It was taken into your journal before."
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
        self.words = InPages()
        self.words.whole.connect(self._land)
        self.rows: list[ProposedRow] = []
        self._landed = False
        self._make_end()
        for part in (self.trouble, self.trust, self.words, self._end):
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
        self._counted.setText(counted(preview))
        self.take.setText("Take in what you accepted" if preview.already else "Put it beside my entries")
        self.take.setVisible(not preview.already or bool(preview.undecided))
        self.see.setVisible(preview.already)
        self._end.show()
        self.rows, self._landed = [], False
        self.words.show()
        self.words.show_pieces(tuple(pieces(preview, asked.frameworks, self._row)))
        self.page.verticalScrollBar().setValue(0)

    def _row(self, action: ArrivingAction) -> ProposedRow:
        row = ProposedRow(action)
        self.rows.append(row)
        return row

    def _land(self) -> None:
        """The focus goes to the first thing to decide, once it is there."""
        if self._landed or not self.page.isVisible():
            return
        self._landed = True
        first = next((row.choice for row in self.rows if row.choice.isVisible()), None)
        stop = first or next(one for one in (self.take, self.see) if one.isVisible())
        stop.setFocus(Qt.FocusReason.OtherFocusReason)
        if first is None:
            self.page.verticalScrollBar().setValue(0)

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
        self.words.clear()
        self._end.hide()
        self.trust.hide()
        self.trouble.tell(error, self.page)


def _asked(journal: Journal, opened: Opened) -> _Asked:
    frameworks = {one.id: one.name for one in journal.prompts.now().library.frameworks}
    return _Asked(journal.merging.preview(opened), frameworks)
