"""While one leader alone is shown, no page of rounds names another, and says how to show them again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.entries import AnswerDraft
from app.services.demo_desk import lay_on_desk
from app.ui.coach.alone import ONLY
from app.ui.coach.one_only import ALONE
from app.ui.compare import PAGE as BESIDE
from app.ui.pages import PageKind
from app.ui.pairs import ANSWER, COPY, PAGE, ROUND, SEAL, START
from app.ui.share import LOG
from app.ui.widgets import Body
from app.ui.with_others import PAGE as WITH_OTHERS
from tests.gui.rounds_pages import POSITION, THOUGHT, TOPIC, Pair
from tests.gui.stage import QUIET

pytestmark = QUIET
ASHS = "Who may be asked"


@pytest.fixture
def pair(qtbot: QtBot, tmp_path: Path) -> Iterator[Pair]:
    one = Pair(qtbot, tmp_path)
    yield one
    one.close()


def show_ash_alone(pair: Pair) -> str:
    """Ash is on the desk and shown alone; gives the uid."""
    lay_on_desk(pair.journal, "Ash")
    ash = next(one.contact for one in pair.journal.desk.leaders() if one.name == "Ash")
    pair.journal.lists.note(ONLY, ash)
    return ash


def start_with(pair: Pair, contact: str) -> None:
    pair.journal.pairs.start(ASHS, (POSITION, THOUGHT), contact=contact)


def in_one_room(pair: Pair, name: str, topic: str) -> None:
    pair.journal.pairs.start(topic, (POSITION, THOUGHT), other_name=name, same_room=True)


def open_both(pair: Pair) -> None:
    """Dana and Sam have read each other's answers."""
    pair.start()
    pair.seal()
    pair.keep(pair.sam_answers())
    pair.journal.pairs.reveal(pair.uid)
    pair.journal.pairs.set_learning(pair.uid, "Ask sooner")


def open_in_one_room(pair: Pair) -> None:
    """Dana and Sam answered at one computer."""
    pairs = pair.journal.pairs
    pair.start(same_room=True)
    for side in ("mine", "theirs"):
        pairs.answer(pair.uid, 1, AnswerDraft("One word"), side=side)
        pairs.seal(pair.uid, side=side)
    pairs.reveal(pair.uid)


def every_word(pair: Pair) -> str:
    """What is on the page, folded away, in a list to choose from or only read out too."""
    labels = [
        word
        for one in pair.page.findChildren(Body)
        if one.isVisible()
        for word in (one.accessibleName(), one.text())
    ]
    buttons = [one.accessibleName() for one in pair.page.findChildren(QAbstractButton) if one.isVisible()]
    typed = [one.toPlainText() for one in pair.page.findChildren(QPlainTextEdit) if one.isVisible()]
    lists = [box.itemText(at) for box in pair.page.findChildren(QComboBox) for at in range(box.count())]
    return "\n".join((*labels, *buttons, *typed, *lists))


def test_the_list_of_rounds_leaves_out_those_with_anybody_else_until_that_is_lifted(pair: Pair) -> None:
    pair.start()
    start_with(pair, show_ash_alone(pair))
    pair.show(PAGE)
    assert ASHS in pair.texts()
    assert ALONE in pair.texts()
    assert TOPIC not in every_word(pair)
    assert "Sam" not in every_word(pair)
    pair.press("Show every leader")
    assert TOPIC in pair.texts()
    assert "With Sam" in pair.texts()
    assert ALONE not in pair.texts()


def test_with_no_round_left_the_list_says_that_others_are_hidden_and_not_that_there_are_none(
    pair: Pair,
) -> None:
    pair.start()
    show_ash_alone(pair)
    pair.show(PAGE)
    assert ALONE in pair.texts()
    assert "A round appears here once you start one" not in pair.texts()
    assert pair.is_at(pair.named("Show every leader"))


def test_a_round_of_one_computer_is_told_by_the_name_it_holds(pair: Pair) -> None:
    show_ash_alone(pair)
    pair.journal.sharing.people.set_my_name("Dana")
    in_one_room(pair, "ash", "With the one who is here")
    in_one_room(pair, "Cedar", "With another")
    pair.show(PAGE)
    assert "With the one who is here" in pair.texts()
    assert "With another" not in pair.texts()
    assert "Cedar" not in every_word(pair)


@pytest.mark.parametrize("kind", [ROUND, ANSWER, SEAL])
def test_nothing_of_a_round_with_another_stays_on_its_page(pair: Pair, kind: PageKind) -> None:
    pair.start()
    pair.journal.pairs.answer(pair.uid, 1, AnswerDraft("I waited a week"))
    hides_it(pair, kind)


@pytest.mark.parametrize("send", [False, True])
def test_nothing_of_an_opened_round_with_another_stays_on_its_page(pair: Pair, send: bool) -> None:
    open_both(pair)
    hides_it(pair, BESIDE, send=send)


def test_nothing_of_a_copy_for_another_stays_on_its_page(pair: Pair) -> None:
    open_in_one_room(pair)
    hides_it(pair, COPY)


def hides_it(pair: Pair, kind: PageKind, **where: object) -> None:
    pair.show(kind, round=pair.uid, **where)
    before = every_word(pair)
    assert TOPIC in before or "Sam" in before
    show_ash_alone(pair)
    pair.arrive(round=pair.uid, **where)
    assert "This is not shown now." in pair.texts()
    after = every_word(pair)
    for words in (TOPIC, "Sam", "I waited a week", "Ask sooner", "One word"):
        assert words not in after


def test_with_others_leaves_out_rounds_with_anybody_else_until_that_is_lifted(pair: Pair) -> None:
    open_both(pair)
    show_ash_alone(pair)
    pair.show(WITH_OTHERS)
    assert ALONE in pair.texts()
    assert TOPIC not in every_word(pair)
    assert "Sam" not in every_word(pair)
    pair.press("Show every leader")
    assert TOPIC in every_word(pair)
    assert "With Sam" in pair.texts()


def test_a_new_round_is_not_offered_with_a_leader_who_is_hidden(pair: Pair) -> None:
    lay_on_desk(pair.journal, "Cedar")
    show_ash_alone(pair)
    pair.show(START)
    assert "Ash" in every_word(pair)
    assert "Cedar" not in every_word(pair)


def test_the_sharing_log_leaves_out_the_files_of_rounds_with_anybody_else(pair: Pair) -> None:
    pair.start()
    pair.seal()
    pair.invitation()
    pair.show(LOG)
    assert TOPIC in every_word(pair)
    pair.page.hide()
    show_ash_alone(pair)
    pair.show(LOG)
    assert TOPIC not in every_word(pair)
    assert "Sam" not in every_word(pair)
