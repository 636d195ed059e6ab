"""What two write beside a round they opened: remarks on words, what they agreed, and the same asked again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.comparing import MINE, THEIRS, RoundComment
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import FileKind
from app.ui.compare import PAGE
from app.ui.compare.noted_text import NotedText
from app.ui.compare.page import ComparePage
from app.ui.widgets import CheckChoice
from tests.fixtures.pairs import (
    Peer,
    answer,
    answered,
    answers_of,
    begun,
    sealed_round,
    sent,
    taken,
    two_peers,
)
from tests.gui.sitting import Sitting
from tests.gui.test_compare import read_out

ASH, BIRCH = "We waited a week and asked the cook.", "I rang the same day."
LEARNED = "Asking late still helps."


class Beside(Sitting):
    """Ash's window on a round with Birch, whose journal lies beside it."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.birch = self.opened_by_birch(folder)

    def opened_by_birch(self, folder: Path) -> Peer:
        """Two journals with one round that both opened."""
        ash, birch = two_peers(folder, self.clock)
        self.desk.jobs.now(lambda: self.journal.close(back_up=False))
        self.journal = ash.journal
        self.desk._journal = ash.journal  # this window belongs to Ash
        self.ash = ash
        self.uid = sealed_round(ash, ASH)
        answered_file = answered(birch, sent(ash, self.uid, FileKind.ROUND_INVITATION), BIRCH)
        taken(ash, answered_file)
        key = self.journal.pairs.reveal(self.uid).text
        assert key is not None
        taken(birch, key)
        return birch

    @property
    def compare(self) -> ComparePage:
        assert isinstance(self.view, ComparePage)
        return self.view

    @property
    def page(self) -> QWidget:
        shown = self.compare.widget.currentWidget()  # type: ignore[attr-defined]
        assert isinstance(shown, QWidget)
        return shown

    def settle(self) -> None:
        super().settle()
        if hasattr(self, "view"):
            self.qtbot.waitUntil(lambda: not self.compare.beside.is_building, timeout=20_000)
            super().settle()

    def read(self) -> None:
        self.show(PAGE, round=self.uid)

    @property
    def held(self) -> RoundHeld:
        return self.journal.pairs.round(self.uid)

    @property
    def remarks(self) -> tuple[RoundComment, ...]:
        return self.held.comments

    def text(self, side: str) -> NotedText:
        texts = [one for card in self.compare.beside.cards for one in card.answers.texts]
        return next(one for one in texts if one.side == side)

    def select(self, side: str, words: str) -> None:
        """Go to the words with the arrow keys and select them with Shift."""
        field = self.text(side).text.pieces[0]
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(field.toPlainText().index(words)):
            QTest.keyClick(field, Qt.Key.Key_Right)
        for _ in words:
            QTest.keyClick(field, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    def rest(self) -> None:
        """Let what was typed be kept."""
        self.qtbot.wait(1100)
        self.settle()

    def ticked(self, name: str) -> bool:
        box = self.named(name)
        assert isinstance(box, CheckChoice)
        return box.isChecked()

    def close(self) -> None:
        super().close()
        self.birch.journal.close(back_up=False)


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Beside]:
    one = Beside(qtbot, tmp_path)
    yield one
    one.close()


# ---- remarks


def test_words_selected_by_keyboard_are_remarked_on_and_underlined(sitting: Beside) -> None:
    sitting.read()
    sitting.select(THEIRS, "the same day")
    sitting.press("Comment on these words")
    QTest.keyClicks(sitting.focused, "Quick, and it was kind.")
    sitting.rest()
    said = sitting.remarks[0]
    assert (said.side, said.body, said.anchor and said.anchor.exact) == (
        THEIRS, "Quick, and it was kind.", "the same day",
    )  # fmt: skip
    sitting.press("Done")
    assert "“the same day”" in sitting.texts()
    assert "Quick, and it was kind." in sitting.texts()
    marks = sitting.text(THEIRS).text.pieces[0].extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["the same day"]
    assert not sitting.text(MINE).text.pieces[0].extraSelections()
    assert sitting.is_at(sitting.text(THEIRS).comment)


def test_an_answer_can_be_remarked_on_whole_and_the_remark_changed_and_taken_away(sitting: Beside) -> None:
    sitting.read()
    sitting.press("Comment on this answer: Ash (me)")
    QTest.keyClicks(sitting.focused, "Too late?")
    sitting.press("Done")
    said = sitting.remarks[0]
    assert (said.side, said.anchor) == (MINE, None)
    sitting.press("Change: Too late?")
    QTest.keyClick(sitting.focused, Qt.Key.Key_End)
    QTest.keyClicks(sitting.focused, " No.")
    sitting.press("Done")
    assert [one.body for one in sitting.remarks] == ["Too late? No."]
    sitting.press("Take away: Too late? No.")
    assert not list(sitting.remarks)
    sitting.journal.undo()
    assert [one.body for one in sitting.remarks] == ["Too late? No."]


def test_a_remark_that_is_emptied_goes(sitting: Beside) -> None:
    sitting.journal.pairs.comment(sitting.uid, 2, MINE, None, "Too late?")
    sitting.read()
    sitting.press("Change: Too late?")
    QTest.keyClick(sitting.focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sitting.focused, Qt.Key.Key_Delete)
    sitting.press("Done")
    assert not list(sitting.remarks)


def test_a_remark_half_typed_is_kept_when_the_window_locks(sitting: Beside) -> None:
    sitting.read()
    sitting.press("Comment on this answer: Ash (me)")
    QTest.keyClicks(sitting.focused, "Half a thou")
    sitting.desk.flush()
    assert [one.body for one in sitting.remarks] == ["Half a thou"]


def test_remarks_stay_here_when_the_learning_is_sent(sitting: Beside) -> None:
    sitting.journal.pairs.comment(sitting.uid, 2, THEIRS, None, "A word for myself")
    sitting.journal.pairs.set_learning(sitting.uid, LEARNED)
    taken(sitting.birch, sent(sitting.ash, sitting.uid, FileKind.ROUND_LEARNING))
    assert sitting.birch.round(sitting.uid).comments == ()


# ---- agreed learning


def test_what_was_agreed_is_kept_as_it_is_typed(sitting: Beside) -> None:
    sitting.read()
    sitting.type_into("My copy", LEARNED)
    sitting.rest()
    assert sitting.held.round.agreed_learning == LEARNED
    assert "Changed since" not in sitting.texts()


def test_a_copy_changed_after_it_was_sent_says_since_when(sitting: Beside) -> None:
    sitting.journal.pairs.set_learning(sitting.uid, LEARNED)
    sent(sitting.ash, sitting.uid, FileKind.ROUND_LEARNING)
    sitting.read()
    assert "Changed since" not in sitting.texts()
    sitting.type_into("My copy", "Still: ")
    sitting.rest()
    assert "Changed since, on 30 June 2026." in sitting.texts()


def test_their_copy_stands_beside_mine_until_it_is_taken(sitting: Beside) -> None:
    sitting.journal.pairs.set_learning(sitting.uid, LEARNED)
    sitting.birch.journal.pairs.set_learning(sitting.uid, "Ringing early helps.")
    taken(sitting.ash, sent(sitting.birch, sitting.uid, FileKind.ROUND_LEARNING))
    sitting.read()
    assert "Birch's copy" in sitting.texts()
    assert "Ringing early helps." in sitting.texts()
    assert sitting.compare.beside.learning.words == LEARNED
    sitting.press("Take theirs in place of mine")
    assert sitting.held.round.agreed_learning == "Ringing early helps."
    assert sitting.compare.beside.learning.words == "Ringing early helps."
    assert "Birch's copy" not in sitting.texts()
    sitting.journal.undo()
    assert sitting.held.round.agreed_learning == LEARNED


def test_onward_needs_both_ticks_for_the_same_words(sitting: Beside) -> None:
    sitting.read()
    mine = "For me, this may be shown to others"
    assert not sitting.compare.beside.learning.mine_onward.isEnabled()
    sitting.type_into("My copy", LEARNED)
    sitting.rest()
    sitting.press(mine)
    assert sitting.held.held.onward_mine
    assert "Birch has not ticked this; their tick comes with their copy." in sitting.texts()
    assert not sitting.journal.pairs.may_share_learning(sitting.uid)
    sitting.birch.journal.pairs.set_learning(sitting.uid, LEARNED)
    sitting.birch.journal.pairs.tick_onward(sitting.uid, on=True)
    taken(sitting.ash, sent(sitting.birch, sitting.uid, FileKind.ROUND_LEARNING))
    sitting.arrive(round=sitting.uid)
    assert sitting.journal.pairs.may_share_learning(sitting.uid)
    assert "Both ticks are recorded, for these very words: you may show them to others." in sitting.texts()
    sitting.type_into("My copy", "Still: ")
    sitting.rest()
    assert not sitting.ticked(mine)
    assert not sitting.journal.pairs.may_share_learning(sitting.uid)


# ---- sending it


def test_the_learning_is_read_before_it_leaves_and_the_other_takes_it_in(
    sitting: Beside, tmp_path: Path
) -> None:
    sitting.journal.pairs.set_learning(sitting.uid, LEARNED)
    sitting.read()
    sitting.press("Send my copy to Birch…")
    assert sitting.went == [("round-compare", {"round": sitting.uid, "send": True})]
    sitting.arrive(round=sitting.uid, send=True)
    assert LEARNED in sitting.texts()
    sitting.press("Give me text to paste into an e-mail")
    assert "Read the words first" in sitting.texts()
    sitting.press("I have read these words")
    folder = tmp_path / "out"
    folder.mkdir()
    line = sitting.compare.send.send.path
    line.set_text(str(folder))
    sitting.press("Save the file")
    (file,) = folder.iterdir()
    assert file.name.startswith("round-")
    taken(sitting.birch, file.read_bytes())
    assert sitting.birch.round(sitting.uid).held.their_learning == LEARNED


def test_a_name_in_the_learning_is_shown_before_it_leaves_and_can_be_changed(sitting: Beside) -> None:
    sitting.journal.pairs.set_learning(sitting.uid, "Cllr Hardcastle taught us to wait.")
    sitting.show(PAGE, round=sitting.uid, send=True)
    assert sitting.compare.send.reading.warnings.rows
    sitting.press("Give me text to paste into an e-mail")
    assert "Decide first about what was noticed" in sitting.texts()
    assert not [one for one in sitting.held.files if one.kind is FileKind.ROUND_LEARNING]


# ---- the same room, and the same again


def in_one_room(sitting: Beside) -> str:
    """A round with Cedar at this computer, opened."""
    uid = begun(sitting.ash, contact=None, same_room=True, other_name="Cedar")
    pairs = sitting.journal.pairs
    for side, words in ((MINE, ASH), (THEIRS, "Cedar went there.")):
        answer(sitting.ash, uid, answers_of(words), side)
        pairs.seal(uid, side=side)
    pairs.reveal(uid)
    return uid


def test_words_taken_out_of_this_journal_are_said_to_be_gone_and_not_unanswered(sitting: Beside) -> None:
    sitting.uid = in_one_room(sitting)
    sitting.journal.pairs.remove_their_words(sitting.uid)
    sitting.read()
    told = [read_out(card) for card in sitting.compare.beside.cards]
    assert all("Taken out of this journal on 30 June 2026." in one for one in told)
    texts = sitting.texts()
    assert "Cedar went there." not in texts
    assert "Not answered." not in texts
    assert "Both of us" not in texts
    assert told[1][1:3] == ["Ash (me)", "A little"]


def test_in_one_room_both_tick_here_and_a_copy_is_made_in_place_of_a_file(sitting: Beside) -> None:
    uid = sitting.uid = in_one_room(sitting)
    pairs = sitting.journal.pairs
    pairs.set_learning(uid, LEARNED)
    sitting.read()
    assert not sitting.offers("Send my copy to Cedar…")
    sitting.press("For me, this may be shown to others")
    sitting.press("For Cedar too, this may be shown to others")
    assert pairs.may_share_learning(uid)
    sitting.press("Make Cedar's copy of the round…")
    assert sitting.went == [("round-copy", {"round": uid})]


def test_asking_again_begins_a_round_with_the_same_questions(sitting: Beside) -> None:
    sitting.read()
    sitting.press("Ask the same questions again")
    ((page, where),) = sitting.went
    assert page == "round-answer"
    assert isinstance(where, dict)
    again = sitting.journal.pairs.round(where["round"])
    assert again.held.look_back == sitting.uid
    assert again.wordings == sitting.held.wordings


def asked_again(sitting: Beside) -> str:
    """The same round in one room, half a year later, opened."""
    sitting.clock.pass_by(days=180)
    pairs = sitting.journal.pairs
    again = pairs.look_back(sitting.uid, same_room=True)
    for side, words, step in ((MINE, "We asked at once.", 1), (THEIRS, "I let them ring me.", 1)):
        answer(sitting.ash, again, answers_of(words, step), side)
        pairs.seal(again, side=side)
    pairs.reveal(again)
    return again


def test_a_round_asked_again_is_read_with_the_first_above_it_in_each_question(sitting: Beside) -> None:
    first, sitting.uid = sitting.uid, asked_again(sitting)
    sitting.read()
    card = sitting.compare.beside.cards[-1]
    told = [one for one in read_out(card) if one in {ASH, BIRCH, "We asked at once.", "I let them ring me."}]
    assert told == [ASH, BIRCH, "We asked at once.", "I let them ring me."]
    sides = [one for one in read_out(card) if one.startswith(("Ash (me), ", "Birch, ")) and "2026" in one]
    assert sides[:1] == ["Ash (me), 30 June 2026"]
    assert "Birch, 27 December 2026" in sides
    slider = read_out(sitting.compare.beside.cards[0])
    assert slider.index("Two steps apart.") < slider.index("At the same step.")
    sitting.press("The first round, 30 June 2026")
    assert sitting.went == [("round-compare", {"round": first})]


def test_the_first_round_leads_to_the_one_that_asked_again(sitting: Beside) -> None:
    again = asked_again(sitting)
    sitting.read()
    sitting.press("Asked again: both times, 27 December 2026")
    assert sitting.went == [("round-compare", {"round": again})]


def test_where_they_differed_the_first_time_stays_when_only_differences_are_asked_for(
    sitting: Beside,
) -> None:
    sitting.uid = asked_again(sitting)
    sitting.read()
    sitting.press("Only where we differ")
    shown = [card.place for card in sitting.compare.beside.cards if card.isVisible()]
    assert shown == [0, 2]  # both chose alike both times in the second question
