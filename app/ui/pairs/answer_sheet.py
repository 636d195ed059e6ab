"""Answering alone: one side of a round, kept as it is typed; at the own desk, or handed the computer."""

from PySide6.QtCore import QTimer, Signal

from app.domain.entries import AnswerDraft
from app.domain.errors import JournalError
from app.services.journal import Journal
from app.ui.coach.kept_typing import KeptTyping, Write
from app.ui.decision.thought import save_shortcut
from app.ui.desk import Desk
from app.ui.pairs.answer_form import AnswerForm
from app.ui.pairs.gathering import OPEN_WHILE, Answering, answering
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, Flow, Muted, Page, PrimaryButton, QuietButton, Told, announce
from app.ui.widgets.reading_order import ReadingOrder

ALONE = "Answer alone. What you write is kept as you type, and can be changed until you seal it."
_NOTHING = "Answer one question at least, then go on."


class AnswerSheet(Page):
    """`ready` when a person wants to seal, `left` when they stop for now, `sealed_already` where it is too late."""

    ready = Signal()
    left = Signal()
    sealed_already = Signal()

    def __init__(self, desk: Desk, side: str, leave: str) -> None:
        super().__init__("", ALONE)
        self._desk, self._side = desk, side
        self._uid, self._lands = "", False
        self._kept: tuple[AnswerDraft | None, ...] = ()
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.form = AnswerForm()
        self._problem = Told()
        self.next, self.leave = PrimaryButton("Next: read and seal"), QuietButton(leave)
        self.next.setAccessibleDescription("Ctrl+Return")
        self.leave.setAccessibleDescription("What you wrote is kept.")
        self.next.clicked.connect(self._go_on)
        self.leave.clicked.connect(self._go_away)
        self._buttons = Flow(self.leave, self.next, spacing=GRID)
        for part in (self.trouble, self.form, self._problem, self._buttons):
            self.add(part)
            part.hide()
        self.add(Muted("Ctrl+Return goes on."))
        self._typing = KeptTyping(desk, self, self._write, self._not_kept)
        self.form.touched.connect(self._touched)
        self.form.built.connect(self._stands)
        save_shortcut(self).activated.connect(self._go_on)
        self._order = ReadingOrder(self)
        desk.changed.connect(self._journal_changed)

    def begin(self, uid: str) -> None:
        """Answer this round."""
        self._typing.keep()
        self._uid, self._lands = uid, True
        self.trouble.hide()
        self._problem.hide()
        self._ask()

    def keep(self) -> None:
        """Keep what was typed."""
        self._typing.keep()

    def _journal_changed(self, _change: object, initiator: object) -> None:
        """Undo may have taken an answer back; nothing is put over what is being typed."""
        if self.isVisible() and self._uid and initiator is not self and not self._typing.is_waiting:
            self._ask()

    def _ask(self) -> None:
        uid, side = self._uid, self._side
        self._desk.read(
            lambda journal: answering(journal, uid, side),
            self._show, self, failed=self._lost, key=f"answering {id(self)}",
        )  # fmt: skip

    # ---- showing

    def _show(self, found: Answering) -> None:
        if found.held.uid != self._uid or self._typing.is_waiting:
            return
        if found.held.step is not OPEN_WHILE[self._side]:
            self.sealed_already.emit()
            return
        self.set_title(found.held.round.topic, ALONE)
        self._kept = found.given
        self.form.show()
        self.form.show_round(found)

    def _stands(self) -> None:
        self._buttons.show()
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        if self.isVisible():
            self.verticalScrollBar().setValue(0)
            self.form.focus_first()

    def _lost(self, error: JournalError) -> None:
        self.set_title("", ALONE)
        self.form.hide()
        self._buttons.hide()
        self._refused(error)

    def _refused(self, error: JournalError) -> None:
        self.trouble.tell(error, self)

    def _not_kept(self, error: JournalError) -> None:
        """Everything is written again with the next letter."""
        self._kept = (None,) * len(self._kept)
        self._refused(error)

    # ---- keeping

    def _touched(self) -> None:
        self._problem.hide()
        self._typing.touch()

    def _write(self) -> Write | None:
        """Every answer that is not in the journal as it stands here."""
        uid, side, given = self._uid, self._side, self.form.given()
        changed = [
            (at, now) for at, (now, kept) in enumerate(zip(given, self._kept, strict=True)) if now != kept
        ]
        if not changed:
            return None
        self._kept = given

        def write(journal: Journal) -> None:
            for place, answer in changed:
                journal.pairs.answer(uid, place, answer, side=side)

        return write

    # ---- going on

    def _go_on(self) -> None:
        if self._buttons.isHidden():
            return
        if not any(self.form.given()):
            self._problem.setText(_NOTHING)
            self._problem.show()
            announce(self, _NOTHING)
            self.form.focus_first()
            return
        self._typing.keep()
        self.ready.emit()

    def _go_away(self) -> None:
        self._typing.keep()
        self.left.emit()
