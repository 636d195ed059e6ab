"""Two sides beside each other: question by question, what was agreed to have been learned, and remarks on texts."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.comparing import THEIRS, Compared, RoundComment, of_round
from app.domain.errors import JournalError
from app.domain.sharing import Anchor
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.coach.in_turns import BREATHE, InTurns
from app.ui.coach.kept_typing import KeptTyping, Write
from app.ui.coach.remark_view import CHANGE
from app.ui.compare.gathering import Beside, Told
from app.ui.compare.heads import HeadCard, TimesCard, heads_of
from app.ui.compare.learning import AgainCard, LearningCard
from app.ui.compare.noted_text import NotedText
from app.ui.compare.noting import Noting
from app.ui.compare.question import QuestionCard
from app.ui.compare.whose import Whose
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.pairs.practice import PracticeCard
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    CheckChoice,
    EmptyState,
    Flow,
    Muted,
    Page,
    QuietButton,
    announce,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

Ask = Callable[[Journal], Beside]
ONLY_WE, ONLY_THEY = "Only where we differ", "Only where they differ"
_NOTHING_SHARED = "There is no question that both answered, so there is nothing to set beside each other."
_ALL_ALIKE = "There is no question on which the answers differ."


class BesidePage(QObject):
    """Reads a round, or two of anything else; neither side is the right one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Side by side")
        self.setParent(self.page)
        self._wanted: Ask | None = None
        self._key: object = None
        self._found: Beside | None = None
        self._lands = False
        self.notice = QuietButton("Write what you notice")
        self.notice.clicked.connect(self._write)
        self.page.add_action(self.notice)
        self.trouble = Banner("", BannerKind.PROBLEM, "Back")
        self.trouble.acted.connect(desk.went_back)
        self.nothing = EmptyState("", "")
        self.nothing.acted.connect(self._way_on)
        self._make_filter()
        self._top, self._middle = QWidget(), QWidget()
        self._top_column = column_of(self._top, spacing=2 * GRID)
        self._column = column_of(self._middle, spacing=2 * GRID)
        self._held: list[QWidget] = []
        self.cards: list[QuestionCard] = []
        self._turns = InTurns(self, self._built)
        self.noting = Noting(desk, self.page, self._refresh)
        self._make_learning()
        parts = (
            self.trouble, self.nothing, self._top, self._filter, self._middle, self.learning, self.practice, self.again,
        )  # fmt: skip
        for part in parts:
            self.page.add(part)
        self._order = ReadingOrder(self.page)
        self._clear()
        desk.changed.connect(self._journal_changed)

    def _make_filter(self) -> None:
        self.only = CheckChoice(ONLY_WE)
        self.only.clicked.connect(self._filtered)
        self._shown = Muted("")
        self._filter = Flow(self.only, self._shown, spacing=2 * GRID)

    def _make_learning(self) -> None:
        self.learning, self.again = LearningCard(), AgainCard()
        self.practice = PracticeCard(self._desk)
        self.practice.problem.connect(self._problem)
        self._typing = KeptTyping(self._desk, self.learning, self._learning_write, self._problem)
        self.learning.touched.connect(self._typing.touch)
        self.learning.ticked.connect(self._tick)
        self.learning.their_tick.connect(self._tick_theirs)
        self.learning.theirs.taken.connect(self._take_theirs)
        self.learning.send_wanted.connect(self._send)
        self.learning.copy_wanted.connect(self._make_copy)
        self.again.button.clicked.connect(self._ask_again)

    # ---- coming and going

    @property
    def is_building(self) -> bool:
        """Whether questions are still being made."""
        return self._turns.is_building

    def arrive(self, key: object, ask: Ask) -> None:
        """Show what `ask` reads; another key is another pair of sides."""
        if key != self._key:
            self.leave()
            self._key, self._found = key, None
            self.only.setChecked(False)
            self._clear()
        self._wanted, self._lands = ask, True
        self._ask()

    def leave(self) -> None:
        """Keep what was typed."""
        self.noting.close()
        self._typing.keep()

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        if self._wanted is not None:
            self._desk.read(self._wanted, self._show, self, failed=self._lost, key="compare-beside")

    # ---- showing

    def _show(self, found: Beside) -> None:
        before, self._found = self._found, found
        self.trouble.hide()
        self.page.set_title(found.title, found.told)
        self.page.setAccessibleName("Side by side")  # a window's title never says an entry's words
        self.page.buttons.setVisible(found.own_entry is not None)
        if before is None or _laid_out(before) != _laid_out(found):
            self._build(found, anew=before is None)
        else:
            self._show_remarks()
        self._show_learning(found)
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _build(self, found: Beside, *, anew: bool) -> None:
        self._clear()
        if found.waits or not found.questions:
            self.nothing.set_words(
                found.waits or _NOTHING_SHARED, "Open the round" if found.waits else "Back"
            )
            self.nothing.show()
            return
        if anew:
            self.only.setChecked(found.only_differing)
        self.only.setText(ONLY_WE if found.round else ONLY_THEY)
        self.only.setAccessibleName(self.only.text())
        with laid_out_once(self._top):
            for card in heads_of(found):
                self._put(card, top=True)
            self._top.setVisible(bool(self._held))
        self._filter.show()
        self._turns.begin(self._steps(found))

    def _steps(self, found: Beside) -> Iterator[object]:
        first = _first_time(found)
        yield BREATHE
        for place, asked in enumerate(found.questions):
            before = first.get(asked.wording.prompt_id)
            now, then = _at_times(found) if before is not None else (found.whose, None)
            card = QuestionCard(
                asked, now, place=place, noted=found.round is not None, first=before, first_whose=then
            )
            for text in card.answers.texts:
                text.wanted.connect(self._remark)
                text.acted.connect(self._act_on)
            self.cards.append(card)
            self._show_remarks((card,))
            self._put(card)
            self._show_card(card)
            yield BREATHE

    def _built(self) -> None:
        self._say_shown()

    def _show_remarks(self, cards: Sequence[QuestionCard] | None = None) -> None:
        read = self._found.round if self._found is not None else None
        said = read.held.comments if read is not None else ()
        for card in self.cards if cards is None else cards:
            for text in card.answers.texts:
                text.show_remarks([one for one in said if (one.place, one.side) == (card.place, text.side)])

    def _show_learning(self, found: Beside) -> None:
        read = found.round if not found.waits else None
        self.learning.setVisible(read is not None)
        self.again.setVisible(read is not None)
        if read is not None:
            self.learning.show_round(read.held, typing=self._typing.is_waiting)
            self.practice.show_round(read.held)

    def _put(self, widget: QWidget, *, top: bool = False) -> None:
        self._held.append(widget)
        if isinstance(widget, HeadCard):
            widget.opened.connect(self._open)
        if isinstance(widget, TimesCard):
            widget.wanted.connect(self._open_round)
        (self._top_column if top else self._column).addWidget(widget)
        widget.show()

    def _clear(self) -> None:
        self._turns.stop()
        self.noting.forget()
        with laid_out_once(self._top), laid_out_once(self._middle):
            for widget in self._held:
                widget.hide()
                widget.deleteLater()
        self._held, self.cards = [], []
        for part in (self.trouble, self.nothing, self._filter, self.learning, self.practice, self.again):
            part.hide()
        self._top.hide()

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            stop = self.nothing.button if self.nothing.isVisible() else self.only
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        self._show_remarks()
        self._ask()

    def _problem(self, error: JournalError) -> None:
        self.trouble.show()
        self.trouble.set_text(f"{error.message} {error.advice}", "")
        self.page.scroll_to(self.trouble)

    def _lost(self, error: JournalError) -> None:
        """It is no longer here: nothing of it stays on the page."""
        self._found = None
        self._clear()
        self.page.buttons.hide()
        self.page.set_title("Side by side")
        self.trouble.show()
        self.trouble.set_text(f"{error.message} {error.advice}", "Back")
        self.trouble.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- only where they differ

    def _filtered(self) -> None:
        with laid_out_once(self._middle):
            for card in self.cards:
                self._show_card(card)
        self._say_shown()
        announce(self.only, self._shown.text())

    def _show_card(self, card: QuestionCard) -> None:
        card.setVisible(card.differs or not self.only.isChecked())

    def _say_shown(self) -> None:
        shown = sum(not card.isHidden() for card in self.cards)
        of = len(self.cards)
        every = "1 question" if of == 1 else f"{of} questions"
        words = f"All {every}" if of > 1 else every
        if shown < of:
            words = f"{shown} of {every}" if shown else _ALL_ALIKE
        self._shown.setText(words)

    # ---- remarks

    def _remark(self, anchor: object) -> None:
        text = self.sender()
        card = next((one for one in self.cards if text in one.answers.texts), None)
        if isinstance(text, NotedText) and card is not None and self._uid:
            kept = anchor if isinstance(anchor, Anchor) else None
            self.noting.begin(self._uid, card.place, text, kept)

    def _act_on(self, act: str, said: RoundComment) -> None:
        text = self.sender()
        if act == CHANGE and isinstance(text, NotedText):
            self.noting.change(self._uid, text, said)
        else:
            self.noting.drop(said.uid)

    @property
    def _uid(self) -> str:
        """The round that is shown; empty for two of anything else."""
        read = self._found.round if self._found is not None else None
        return read.pair.uid if read is not None else ""

    # ---- what was agreed

    def _learning_write(self) -> Write | None:
        uid, words = self._uid, self.learning.words
        return (lambda journal: journal.pairs.set_learning(uid, words)) if uid else None

    def _do(self, do: Callable[[Journal, str], object], said: str = "") -> None:
        self._typing.keep()
        uid = self._uid
        self._desk.act(lambda journal: do(journal, uid), self, self._did, failed=self._problem, said=said)

    def _did(self, _result: object) -> None:
        self._ask()

    def _tick(self, on: object) -> None:
        self._do(lambda journal, uid: journal.pairs.tick_onward(uid, on=bool(on)))

    def _tick_theirs(self, on: object) -> None:
        self._do(lambda journal, uid: journal.pairs.tick_onward(uid, on=bool(on), side=THEIRS))

    def _take_theirs(self) -> None:
        self._do(
            lambda journal, uid: journal.pairs.take_learning(uid, THEIRS),
            "Theirs stands in the place of yours. Ctrl+Z brings yours back.",
        )

    def _send(self) -> None:
        self._typing.keep()
        self._desk.go("round-compare", round=self._uid, send=True)

    def _make_copy(self) -> None:
        self._typing.keep()
        self._desk.go("round-copy", round=self._uid)

    def _ask_again(self) -> None:
        uid = self._uid
        self._desk.act(
            lambda journal: journal.pairs.look_back(uid),
            self, self._asked_again, failed=self._problem,
            said="The same questions are ready to be answered again.",
        )  # fmt: skip

    def _asked_again(self, uid: str) -> None:
        self._desk.go("round-answer", round=uid)

    # ---- acts

    def _way_on(self) -> None:
        found = self._found
        if found is not None and found.round is not None and found.waits:
            self._desk.go("round", round=found.round.pair.uid)
        else:
            self._desk.went_back.emit()

    def _open(self, told: object) -> None:
        if isinstance(told, Told):
            self._desk.go(told.page, **told.where)

    def _open_round(self, uid: str) -> None:
        self._desk.go("round-compare", round=uid)

    def _write(self) -> None:
        if self._found is not None and self._found.own_entry is not None:
            self._desk.go("decision", entry=self._found.own_entry, thought=True)


def _laid_out(found: Beside) -> object:
    """What has to be the same for the cards to stay as they are."""
    read = found.round
    around = (read.pair.case_text, read.first, read.later) if read is not None else None
    return found.questions, found.whose, found.heads, found.waits, around


def _first_time(found: Beside) -> dict[str, Compared]:
    read = found.round
    if read is None or read.first is None:
        return {}
    return {one.wording.prompt_id: one for one in of_round(read.first)}


def _at_times(found: Beside) -> tuple[Whose, Whose | None]:
    """The two sides this time and the first time, each with its day."""
    read = found.round
    if read is None or read.first is None:
        return found.whose, None
    now, then = (written(one.revealed_on or one.opened_on) for one in (read.pair, read.first))
    return found.whose.at(now), found.whose.at(then)
