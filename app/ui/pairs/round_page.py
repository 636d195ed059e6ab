"""One round: what it waits for, the file that leaves next, and how it can end."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import FileKind
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.pairs.ending import DeleteCard, TheirWordsCard, WithdrawCard
from app.ui.pairs.hand_over import HandOver
from app.ui.pairs.out import OutFile, OutKey
from app.ui.pairs.practice import PracticeCard
from app.ui.pairs.questions_card import QuestionsCard
from app.ui.pairs.shown import round_shown
from app.ui.pairs.state_card import Do, StateCard
from app.ui.pairs.words import file_to_send, who_and_when
from app.ui.widgets import Banner, BannerKind, Page, QuietButton
from app.ui.widgets.reading_order import ReadingOrder


class RoundPage(QObject):
    """`arrive` takes round=uid."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("A pair round")
        super().__init__(self.page)
        self._desk = desk
        self._uid, self._lands = "", False
        self.found: RoundHeld | None = None
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.back = QuietButton("All rounds")
        self.back.clicked.connect(self._go_list)
        self.page.add_action(self.back)
        self.state = StateCard()
        self.state.wanted.connect(self._do)
        self.outs = {
            kind: OutFile(desk, kind)
            for kind in (
                FileKind.ROUND_INVITATION, FileKind.ROUND_ANSWER, FileKind.ROUND_KEY, FileKind.ROUND_WITHDRAWAL,
            )
        }  # fmt: skip
        self.reveal = OutKey(desk)
        self.reveal.home_wanted.connect(self._compare)
        for out in self.outs.values():
            out.home_wanted.connect(self._go_list)
        self.practice, self.questions = PracticeCard(desk), QuestionsCard()
        self.practice.problem.connect(self._problem)
        self.their_words = TheirWordsCard(desk)
        self.withdraw, self.delete = WithdrawCard(desk), DeleteCard(desk)
        self.withdraw.problem.connect(self._problem)
        self.withdraw.withdrawn.connect(self._begin_again)
        self.their_words.removed.connect(self._begin_again)
        self.delete.problem.connect(self._problem)
        self.delete.deleted.connect(self._go_list)
        self._parts = (
            self.state, self.practice, self.reveal, *self.outs.values(), self.questions, self.their_words, self.withdraw,
            self.delete,
        )  # fmt: skip
        for part in (self.trouble, *self._parts):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)
        desk.taken_back.connect(self._begin_again)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing is written here."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask where the round stands."""
        self._uid, self._lands, self.found = str(where.get("round", "")), True, None
        for part in (self.trouble, self.reveal, *self.outs.values()):
            part.hide()
        self._ask()

    def _ask(self) -> None:
        uid = self._uid
        self._desk.read(
            lambda journal: round_shown(journal, uid), self._show, self, failed=self._lost, key="round"
        )

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible() and self._uid:
            self._ask()

    def _begin_again(self) -> None:
        """The round stands elsewhere now, and what was pressed is gone; or the other had the computer meanwhile."""
        if self._uid:
            self._lands = True
            self._ask()

    # ---- showing

    def _show(self, found: RoundHeld) -> None:
        if found.uid != self._uid:
            return
        before, self.found = self.found, found
        self.page.set_title(found.round.topic, who_and_when(found))
        self.page.setAccessibleName("A pair round")
        if before != found:
            with laid_out_once(self.state):
                self.state.show_round(found, self._desk.today)
                self._show_outs(before, found)
                self.questions.show_round(found)
                for part in (self.practice, self.their_words, self.withdraw, self.delete):
                    part.show_round(found)
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _show_outs(self, before: RoundHeld | None, found: RoundHeld) -> None:
        """The file that is next; one that has just left goes on saying so."""
        next_one = file_to_send(found)
        for kind, out in self.outs.items():
            is_due = kind is next_one and found.left(kind) is None
            if is_due and out.isHidden():
                out.belong_to(found.uid)
            out.setVisible(is_due or (kind is next_one and not out.isHidden()))
        ready = found.step is RoundStep.READY and not found.is_same_room
        if ready and self.reveal.isHidden():
            self.reveal.belong_to(found.uid)
        self.reveal.setVisible(ready or self._just_revealed(before, found))

    def _write_again(self) -> None:
        kind = file_to_send(self.found) if self.found is not None else None
        if kind is not None:
            out = self.outs[kind]
            out.belong_to(self._uid)
            out.show()
            out.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _just_revealed(self, before: RoundHeld | None, found: RoundHeld) -> bool:
        """Whether the key left from here and its text may still have to be copied."""
        here = before is not None and not self.reveal.isHidden() and self.reveal.uid == found.uid
        return here and found.step is RoundStep.REVEALED

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        self.page.verticalScrollBar().setValue(0)
        outs = [out.save for out in (self.reveal, *self.outs.values()) if out.isVisible()]
        first = (*outs, *self.state.buttons, self.back)[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lost(self, error: JournalError) -> None:
        """It is no longer here, or another leader alone is shown: nothing of it stays on the page."""
        self.found = None
        self.page.set_title("A pair round")
        for part in self._parts:
            part.hide()
        self._problem(error)

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- acts

    def _do(self, act: object) -> None:
        uid, found = self._uid, self.found
        match act:
            case Do.ANSWER:
                self._desk.go("round-answer", round=uid)
            case Do.OPEN_FILE:
                self._desk.go("open-file")
            case Do.COMPARE:
                self._compare()
            case Do.WRITE_AGAIN:
                self._write_again()
            case Do.COPY:
                self._desk.go("round-copy", round=uid)
            case Do.HAND_OVER | Do.TOGETHER if found is not None:
                self._desk.handed_over.emit(HandOver(self._desk, found))
            case Do.ASK_AGAIN:
                self._desk.act(
                    lambda journal: journal.pairs.look_back(uid), self, self._asked_again, failed=self._problem,
                    said="The same questions, in a new round.",
                )  # fmt: skip

    def _asked_again(self, uid: str) -> None:
        self._desk.go("round", round=uid)

    def _compare(self) -> None:
        self._desk.go("round-compare", round=self._uid)

    def _go_list(self) -> None:
        self._desk.go("compare")
