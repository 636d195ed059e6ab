"""A file of a round that was opened and is not kept yet: what it is, and what keeping it will do."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.rounds_held import Arrival
from app.domain.sharing import FileKind, Opened, Trust
from app.domain.written_dates import written
from app.ui.coach.arrived_page import FIRST_FILE
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.pairs.titled import titled
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_IS = {
    FileKind.ROUND_INVITATION: "An invitation to a pair round",
    FileKind.ROUND_ANSWER: "Their sealed answer",
    FileKind.ROUND_KEY: "Their key",
    FileKind.ROUND_WITHDRAWAL: "They withdrew",
    FileKind.ROUND_LEARNING: "What they keep as agreed learning",
    FileKind.ROUND_COPY: "Your copy of a round you answered at their computer",
}
_KEEP = {
    FileKind.ROUND_INVITATION: "Keep the invitation",
    FileKind.ROUND_ANSWER: "Keep their sealed answer",
    FileKind.ROUND_KEY: "Open both answers",
    FileKind.ROUND_WITHDRAWAL: "Close the round",
    FileKind.ROUND_LEARNING: "Keep it beside mine",
    FileKind.ROUND_COPY: "Keep the copy",
}
_SAID = {
    FileKind.ROUND_INVITATION: "The invitation is kept.",
    FileKind.ROUND_ANSWER: "Their sealed answer is kept.",
    FileKind.ROUND_KEY: "Both answers are open.",
    FileKind.ROUND_WITHDRAWAL: "The round is closed.",
    FileKind.ROUND_LEARNING: "It is kept beside yours.",
    FileKind.ROUND_COPY: "The copy is kept.",
}
_SHOWS_BOTH = frozenset({FileKind.ROUND_KEY, FileKind.ROUND_LEARNING, FileKind.ROUND_COPY})


class ArrivedPage(QObject):
    """`arrive` takes opened=Opened."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Something of a pair round")
        super().__init__(self.page)
        self._desk = desk
        self.found: Arrival | None = None
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.trust = Banner(FIRST_FILE, BannerKind.CAUTION, title="The first file from this person")
        self.card = Card()
        self.card.body.setSpacing(2 * GRID)
        self._inside: QWidget | None = None
        self.keep, self.leave = PrimaryButton(""), QuietButton("Do not keep it")
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self._leave)
        self._row = self.card.add_row(self.leave, self.keep)
        for part in (self.trouble, self.trust, self.card):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was not kept can be opened again."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask what it is, and whether it fits."""
        self.found = None
        for part in (self.trouble, self.trust, self.card):
            part.hide()
        opened = where.get("opened")
        if isinstance(opened, Opened):
            self._desk.read(
                lambda journal: journal.pairs.arrived(opened),
                self._show, self, failed=self._problem, key="round-arrived",
            )  # fmt: skip

    # ---- showing

    def _show(self, found: Arrival) -> None:
        self.found = found
        self.page.set_title(_IS[found.kind], f"From {found.from_name}. Nothing of it is in your journal yet.")
        self.page.setAccessibleName("Something of a pair round")
        self.trust.setVisible(found.opened.trust is not Trust.CONFIRMED)
        self.keep.setText(_KEEP[found.kind])
        with laid_out_once(self.card):
            if self._inside is not None:
                self.card.body.removeWidget(self._inside)
                self._inside.hide()
                self._inside.deleteLater()
            self._inside = QWidget()
            column = column_of(self._inside, spacing=2 * GRID)
            for part in _told(found):
                column.addWidget(part)
            self.card.set_title(found.topic or _IS[found.kind])
            self.card.body.insertWidget(1, self._inside)
        self.card.show()
        QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _problem(self, error: JournalError) -> None:
        self.card.hide()
        self.trouble.tell(error, self.page)

    # ---- keeping

    def _keep(self) -> None:
        found = self.found
        if found is not None:
            self._desk.act(
                lambda journal: journal.pairs.keep(found),
                self, self._kept, failed=self._problem, said=_SAID[found.kind],
            )  # fmt: skip

    def _kept(self, uid: str) -> None:
        found, self.found = self.found, None
        both = found is not None and found.kind in _SHOWS_BOTH
        self._desk.go("round-compare" if both else "round", round=uid)

    def _leave(self) -> None:
        self.found = None
        self._desk.go("compare")


def _told(found: Arrival) -> Iterator[QWidget]:
    if found.look_back:
        yield Body("It asks again what an earlier round asked.")
    if found.case_text and found.kind in {FileKind.ROUND_INVITATION, FileKind.ROUND_COPY}:
        yield titled("The case", found.case_text)
    if found.prompts and found.kind in {FileKind.ROUND_INVITATION, FileKind.ROUND_COPY}:
        asked = "\n".join(f"{number}. {one.question}" for number, one in enumerate(found.prompts, 1))
        yield titled("The questions", asked)
    if found.closes_on is not None:
        yield Muted(f"They would like it done by {written(found.closes_on)}.")
    if found.learning:
        yield titled("In their words", found.learning)
        yield Muted(
            "They ticked that it may be passed on, once you tick it too."
            if found.onward
            else "They have not ticked that it may be passed on."
        )
    yield Body(found.will)
