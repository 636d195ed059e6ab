"""Two at one computer: covers between them, nothing of one on the other's screen, and a copy to take home."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.entries import AnswerDraft
from app.domain.pairing import RoundStep
from app.domain.sharing import FileKind
from app.services.journal import Journal
from app.services.vault import Vault
from app.ui.cover import Cover
from app.ui.pairs.copy_page import CopyPage
from app.ui.pairs.hand_over import HandOver
from tests.fixtures.cheap import new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.pages import DAY, PASSPHRASE, House, names, tree
from tests.gui.rounds_pages import MINE, POSITION, THEIRS, THOUGHT, TOPIC
from tests.gui.stage import QUIET

pytestmark = QUIET
T = TypeVar("T")
CTRL = Qt.KeyboardModifier.ControlModifier


class Room:
    """The whole window on the demo, with a round of one room that Dana has sealed."""

    def __init__(self, house: House) -> None:
        self.house = house
        house.unlock()
        self.journal: Journal = house.journal.opened.journal
        self.uid = self.now(self._begun)
        house.go("round", {"round": self.uid})

    def _begun(self) -> str:
        pairs = self.journal.pairs
        self.journal.sharing.people.set_my_name("Dana")
        uid = pairs.start(TOPIC, (POSITION, THOUGHT), other_name="Sam", same_room=True)
        pairs.answer(uid, 1, AnswerDraft(MINE))
        pairs.seal(uid)
        return uid

    def now(self, work: Callable[[], T]) -> T:
        return self.house.journal.jobs.now(work)

    def press(self, name: str) -> None:
        self.house.press(name)
        self.house.rest()

    def is_at(self, step: RoundStep) -> bool:
        return self.now(lambda: self.journal.pairs.round(self.uid)).step is step

    @property
    def sheet(self) -> HandOver:
        sheet = self.house.content
        assert isinstance(sheet, HandOver)
        return sheet

    def hand_over(self) -> None:
        self.press("Hand the computer to Sam")
        assert self.sheet.isVisible()

    def type_theirs(self) -> None:
        self.press("Begin my answers")
        question = self.now(lambda: self.journal.pairs.round(self.uid)).wordings[1].question
        self.house.type_into(question, THEIRS)

    def seal_theirs(self) -> None:
        self.type_theirs()
        self.press("Next: read and seal")
        self.press("I have read these words")
        self.press("Seal my answers")

    def own(self, on: str = "Show my journal", passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase the way to the journal asks for."""
        self.house.type_into("Passphrase", passphrase)
        self.press(on)

    def show_both(self) -> None:
        self.press("Show both answers")
        assert self.is_at(RoundStep.READY)
        self.own("Open both answers")

    def all_words(self) -> str:
        """Everything a widget of this process shows or tells, visible or not, but for the journal put away."""
        window = self.house.journal.window
        found = []
        for widget in QApplication.allWidgets():
            if widget is window or window.isAncestorOf(widget):
                continue
            found.append(widget.accessibleName())
            if isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
        return "\n".join(found)


def texts(root: QWidget) -> str:
    """What can be read in a widget now, in fields too."""
    fields = [one.toPlainText() for one in root.findChildren(QPlainTextEdit) if one.isVisible()]
    return "\n".join([*names(root), *fields])


@pytest.fixture
def room(house: House) -> Room:
    return Room(house)


def test_nothing_of_mine_is_on_the_screen_or_in_its_tree_while_the_other_answers(room: Room) -> None:
    room.house.journal.window.views["round"].questions.fold.button.click()  # type: ignore[attr-defined]
    room.house.settle()
    assert MINE in "\n".join(names(room.house.frame))
    room.hand_over()
    heard = names(room.house.content)
    assert heard[0] == "Two at one computer"
    assert "Hand the computer to Sam" in heard
    for _ in range(2):
        assert MINE not in "\n".join(node.name for node in tree(room.house.frame))
        assert MINE not in room.all_words()
        under = {id(widget) for widget in room.house.journal.window.findChildren(QWidget)}
        assert not {id(widget) for widget in room.house.frame.findChildren(QWidget)} & under
        assert room.house.frame.windowTitle() == "Balcony"
        room.press("Begin my answers") if "Begin my answers" in names(room.house.content) else None


def test_while_the_computer_is_handed_over_only_a_few_actions_can_be_chosen(room: Room) -> None:
    room.hand_over()
    can = {action.id for action in room.house.journal.commands.choosable()}
    assert can == {"lock.now", "window.close", "cover", "text.larger", "text.smaller", "text.usual"}
    room.house.keys(Qt.Key.Key_1, CTRL)
    room.house.settle()
    assert room.sheet.isVisible()


ALT = Qt.KeyboardModifier.AltModifier
WAYS_BACK = (
    (Qt.Key.Key_Z, CTRL),
    (Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier),
    (Qt.Key.Key_K, CTRL),
    (Qt.Key.Key_F, CTRL),
    (Qt.Key.Key_O, CTRL),
    (Qt.Key.Key_7, CTRL),
    (Qt.Key.Key_Left, ALT),
    (Qt.Key.Key_Back, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
)
"""Undo, redo, the palette, search, opening a file, a page, and back: what leads to words elsewhere."""


@pytest.mark.parametrize("at", ["answering", "sealing", "looking together"])
def test_no_key_leads_the_other_to_my_answers_or_takes_a_seal_back(room: Room, at: str) -> None:
    room.hand_over()
    if at == "looking together":
        room.seal_theirs()
    else:
        room.type_theirs()
        if at == "sealing":
            room.press("Next: read and seal")
    step = RoundStep.READY if at == "looking together" else RoundStep.THEIRS_TO_ANSWER
    for key, modifier in WAYS_BACK:
        room.house.keys(key, modifier)
        room.house.settle()
        assert room.sheet.isVisible()
        assert not room.house.journal.window.isVisible()
        shown = [*(widget for widget in QApplication.topLevelWidgets() if widget.isVisible())]
        assert shown == [room.house.frame]
        assert MINE not in texts(room.house.frame)
        assert room.is_at(step)
    given = room.now(lambda: room.journal.pairs.round(room.uid)).round.prompts[1]
    assert (given.mine, given.theirs) == (AnswerDraft(MINE), None)


def test_a_cover_over_the_other_goes_back_to_the_other_and_not_to_the_journal(room: Room) -> None:
    room.hand_over()
    room.type_theirs()
    room.house.keys(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    room.house.settle()
    assert isinstance(room.house.content, Cover)
    assert THEIRS not in "\n".join(node.name for node in tree(room.house.frame))
    room.press("Show again")
    assert room.sheet.isVisible()
    assert not room.house.journal.window.isVisible()
    field = QApplication.focusWidget()
    assert field is not None
    assert room.sheet.isAncestorOf(field)


def test_the_other_answers_seals_and_both_look_together(room: Room) -> None:
    room.hand_over()
    room.seal_theirs()
    assert "Look together" in names(room.house.content)
    assert THEIRS not in room.all_words()
    assert room.is_at(RoundStep.READY)
    held = room.now(lambda: room.journal.pairs.round(room.uid))
    assert held.round.prompts[1].theirs is None
    room.show_both()
    assert room.is_at(RoundStep.REVEALED)
    window = room.house.journal.window
    assert room.house.content is window
    assert window.shown == "round-compare"
    said = texts(window)
    assert MINE in said
    assert THEIRS in said


def test_the_other_types_their_own_name_behind_the_cover(room: Room) -> None:
    room.hand_over()
    field = room.sheet.name
    assert field is not None
    field.set_text("")
    room.press("Begin my answers")
    assert "Write your name, or initials." in names(room.house.content)
    room.house.type_into("Your name, as it stands beside your answers", "Samira")
    room.press("Begin my answers")
    assert room.now(lambda: room.journal.pairs.round(room.uid)).contact == "Samira"


def test_stopping_gives_the_computer_back_first_and_the_journal_shows_nothing_of_theirs(room: Room) -> None:
    room.hand_over()
    room.type_theirs()
    room.press("Stop for now, and give the computer back")
    assert "Give the computer back to Dana" in names(room.house.content)
    assert THEIRS not in room.all_words()
    room.press("I am Dana: show my journal")
    room.own()
    assert room.house.content is room.house.journal.window
    assert room.is_at(RoundStep.THEIRS_TO_ANSWER)
    assert THEIRS not in "\n".join(names(room.house.frame))
    room.hand_over()
    room.press("Begin my answers")
    assert THEIRS in room.all_words()


def test_what_the_other_typed_outlives_a_lock(room: Room) -> None:
    room.hand_over()
    room.type_theirs()
    room.house.journal.lock()
    room.house.qtbot.waitUntil(lambda: room.house.session.journal is None, timeout=20_000)
    room.house.unlock()
    room.journal = room.house.journal.opened.journal
    given = room.now(lambda: room.journal.pairs.drafts(room.uid, "theirs"))
    assert given[1] == AnswerDraft(THEIRS)
    assert THEIRS not in "\n".join(names(room.house.frame))


def test_the_idle_warning_is_seen_by_the_other_and_locking_closes_everything(room: Room) -> None:
    room.hand_over()
    room.house.journal.idle.warned.emit(60)
    assert any("Balcony locks within 60 seconds" in name for name in names(room.house.content))
    room.house.journal.lock()
    room.house.qtbot.waitUntil(lambda: room.house.session.journal is None, timeout=20_000)
    assert not any(isinstance(one, HandOver) and one.isVisible() for one in QApplication.allWidgets())


def test_a_round_that_is_ready_looks_together_and_not_now_leaves_it_sealed(room: Room) -> None:
    room.hand_over()
    room.seal_theirs()
    room.press("Not now")
    room.own()
    assert room.house.content is room.house.journal.window
    assert room.is_at(RoundStep.READY)
    assert "Look together" in names(room.house.frame)
    room.press("Look together")
    assert "Show both answers" in names(room.house.content)


def way_back(room: Room, button: str) -> None:
    """To the page that asks for the passphrase, by one of the ways to the journal."""
    room.hand_over()
    if button == "I am Dana: show my journal":
        room.press("Back to the journal")
    else:
        room.seal_theirs()
    room.press(button)


def assert_nothing_of_the_journal(room: Room) -> None:
    assert room.sheet.isVisible()
    assert not room.house.journal.window.isVisible()
    read = "\n".join(node.name for node in tree(room.house.frame))
    for words in (MINE, THEIRS, TOPIC):
        assert words not in read
        assert words not in texts(room.house.frame)
    assert room.house.frame.windowTitle() == "Balcony"


WAYS = ("I am Dana: show my journal", "Not now", "Show both answers")


@pytest.mark.parametrize("button", WAYS)
def test_every_way_to_the_journal_asks_and_a_wrong_passphrase_shows_nothing_of_it(
    room: Room, button: str
) -> None:
    way_back(room, button)
    on = "Open both answers" if button == "Show both answers" else "Show my journal"
    assert_nothing_of_the_journal(room)
    room.press(on)
    assert "Type the passphrase of this journal first." in names(room.house.content)
    room.own(on, "not the passphrase of anybody")
    assert_nothing_of_the_journal(room)
    assert any("That passphrase does not open this journal." in name for name in names(room.house.content))
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == ""
    assert not room.is_at(RoundStep.REVEALED)
    for key, modifier in WAYS_BACK:
        room.house.keys(key, modifier)
        room.house.settle()
        assert_nothing_of_the_journal(room)
    room.own(on)
    assert room.house.content is room.house.journal.window


def test_the_passphrase_need_not_be_typed_to_go_back_to_the_cover(room: Room) -> None:
    way_back(room, "Not now")
    room.press("Go back")
    assert "Show both answers" in names(room.house.content)
    assert_nothing_of_the_journal(room)


def test_a_passphrase_typed_is_gone_under_a_cover_and_a_check_under_way_shows_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    covered = Event()
    opens = Vault.passphrase_opens
    monkeypatch.setattr(
        Vault, "passphrase_opens", lambda vault, typed: covered.wait(20) and opens(vault, typed)
    )
    way_back(room, "Not now")
    room.house.type_into("Passphrase", PASSPHRASE)
    room.house.keys(Qt.Key.Key_Return)
    room.house.keys(Qt.Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    covered.set()
    room.house.settle()
    assert isinstance(room.house.content, Cover)
    room.press("Show again")
    assert_nothing_of_the_journal(room)
    room.own()
    assert room.house.journal.window.isVisible()


def test_the_idle_lock_works_while_the_passphrase_is_asked(room: Room) -> None:
    way_back(room, "Not now")
    room.house.journal.idle.warned.emit(60)
    assert any("Balcony locks within 60 seconds" in name for name in names(room.house.content))
    room.house.journal.idle.passed.emit()
    room.house.qtbot.waitUntil(lambda: room.house.session.journal is None, timeout=20_000)


def test_beside_the_demo_it_says_where_its_passphrase_is(room: Room) -> None:
    way_back(room, "Not now")
    assert any(
        "This is a demo journal; all of it is fiction. Its passphrase" in name for name in names(room.sheet)
    )


def revealed(room: Room) -> None:
    room.hand_over()
    room.seal_theirs()
    room.show_both()


def test_their_copy_opens_in_their_own_balcony_with_six_words(room: Room, tmp_path: Path) -> None:
    revealed(room)
    room.house.go("round", {"round": room.uid})
    room.press("Make Sam’s copy")
    view = room.house.journal.window.views["round-copy"]
    assert isinstance(view, CopyPage)
    said = "\n".join(names(room.house.frame))
    assert MINE in said
    assert THEIRS in said
    room.press("Give me text to paste into an e-mail")
    assert "Read the words first" in "\n".join(names(room.house.frame))
    room.press("I have read these words")
    room.press("Give me text to paste into an e-mail")
    text, words = view.send.area.text(), view.six.text()
    assert len(words.split()) == 6
    theirs = new_journal(tmp_path / "sam", MovedClock(DAY))
    arrival = theirs.pairs.open(text, words)
    assert arrival.kind is FileKind.ROUND_COPY
    theirs.pairs.keep(arrival)
    there = theirs.pairs.round(room.uid).round
    assert (there.prompts[1].mine, there.prompts[1].theirs) == (AnswerDraft(THEIRS), AnswerDraft(MINE))
    theirs.close(back_up=False)


def test_their_words_go_from_here_once_a_word_is_typed(room: Room) -> None:
    revealed(room)
    room.house.go("round", {"round": room.uid})
    room.press("Remove Sam’s words here")
    room.press("Remove their words here")
    assert "Type “remove” to say that you mean it." in names(room.house.frame)
    room.house.type_into("Type the word “remove” to confirm", "remove")
    room.press("Remove their words here")
    held = room.now(lambda: room.journal.pairs.round(room.uid))
    assert held.held.words_removed_on is not None
    assert held.round.prompts[1].theirs is None
    assert "What Sam answered was removed from this journal." in names(room.house.frame)
    assert "Make Sam’s copy" not in names(room.house.frame)
    assert not room.now(lambda: THEIRS in str(room.journal.pairs.rounds()))
