"""What came from and with others can be read where it belongs, and an agreed action can be marked and unmarked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.conversation import ActionStatus
from app.domain.entries import EntryId
from app.paths import Places
from app.preferences import Preferences
from app.services.journal import Journal
from app.storage import conversing
from app.ui.decision import PAGE as DECISION
from app.ui.widgets import Heading
from app.ui.with_others import PAGE
from tests.fixtures.cheap import log
from tests.fixtures.conversation import talk_about
from tests.gui.pages import House
from tests.gui.sitting import Sitting


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    one = Sitting(qtbot, tmp_path)
    yield one
    one.close()


def talked_about(journal: Journal, title: str = "Share the building") -> EntryId:
    """A journal in which one decision was talked about."""
    entry_id = log(journal, title, answers={"rd-other-side": "That I enjoyed it."}, context="A long story")
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, talk_about(journal.entry(entry_id).uid))
    return entry_id


def headings(page: QWidget, level: int) -> list[str]:
    return [
        one.accessibleName() for one in page.findChildren(Heading) if one.isVisible() and one.level == level
    ]


# ---- on the entry


def test_a_comment_stands_by_its_entry_with_kind_quote_words_and_who_said_it(sitting: Sitting) -> None:
    entry_id = talked_about(sitting.journal)
    sitting.show(DECISION, entry=entry_id)
    texts = sitting.texts()
    assert "What others said (2)" in texts
    assert "A question" in texts
    assert "Rowan, 21 May 2026. On: " in texts
    assert "“enjoyed it”" in texts
    assert "What would have had to be true?" in texts
    assert "This may identify someone" in texts
    assert "On: What was going on" in texts


def test_an_entry_without_comments_says_nothing_of_them(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    sitting.show(DECISION, entry=log(sitting.journal, "Another one"))
    assert "What others said" not in sitting.texts()


# ---- the page


def test_sessions_actions_and_rounds_are_read_under_their_headings(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    sitting.show(PAGE)
    assert headings(sitting.page, 2) == [
        "Agreed actions",
        "Rowan, 21 May 2026",
        "Rounds with another leader",
    ]
    texts = sitting.texts()
    assert (
        texts.index("Read the letter again") < texts.index("Ask the cook") < texts.index("Visit the school")
    )
    assert "for the coach" in texts
    assert "done on 4 June 2026" in texts
    assert "%" not in texts.split("Rowan")[0]  # no rate of what was done
    assert "Write the sign first." in texts
    assert "That I enjoyed it." not in texts  # answers are read side by side


def test_the_entry_spoken_of_opens_from_its_session(sitting: Sitting) -> None:
    entry_id = talked_about(sitting.journal)
    sitting.show(PAGE)
    sitting.press("Open Share the building")
    assert sitting.went == [("decision", {"entry": entry_id})]


def test_an_action_is_marked_let_go_and_opened_again_and_undo_brings_each_back(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    sitting.show(PAGE)
    action = "Read the letter again"

    def status() -> ActionStatus:
        return next(one.status for one in sitting.journal.conversation.actions() if one.text == action)

    sitting.press(f"Mark as done: {action}")
    assert status() is ActionStatus.DONE
    assert sitting.focused.accessibleName() == f"Open again: {action}"
    assert sitting.said[-1] == "Marked as done."
    assert f"done on {sitting.journal.clock.today():%-d %B %Y}" in sitting.texts()
    sitting.press(f"Open again: {action}")
    sitting.press(f"Let it go: {action}")
    assert status() is ActionStatus.LET_GO
    for before in (ActionStatus.OPEN, ActionStatus.DONE, ActionStatus.OPEN):
        sitting.journal.undo()
        assert status() is before
    closed = next(one for one in sitting.journal.conversation.actions() if one.text == action)
    assert closed.closed_on is None


def test_a_round_that_was_opened_is_read_side_by_side(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    sitting.show(PAGE)
    assert "With Birch. Begun on 4 May 2026, opened together on 18 May 2026." in sitting.texts()
    sitting.press("Read side by side: Little formal authority")
    assert sitting.went == [("round-compare", {"round": "round-1"})]


def test_a_page_with_nothing_on_it_says_what_will_come(sitting: Sitting) -> None:
    sitting.show(PAGE)
    assert "appear here once your journal holds any" in sitting.texts()
    sitting.press("Open the journal")
    assert sitting.went == [("journal", {})]


# ---- its place in the window


def test_the_place_is_there_only_while_the_journal_holds_something_for_it(house: House) -> None:
    journal = house.unlock()
    place = journal.window.navigation.buttons["with-others"]
    assert place.isVisible()
    assert journal.commands.shown["go.with-others"].isVisible()
    house.keys(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert journal.window.shown == "with-others"

    def forget(opened: Journal) -> None:
        with opened.file.untracked() as connection:
            for table in (
                "comment",
                "agreed_action",
                "reply",
                "round_comment",
                "round_file",
                "round_choice",
                "round_answer",
                "round_prompt",
                "pair_round",
            ):
                connection.exec_driver_sql(f"DELETE FROM {table}")

    journal.desk.act(forget, house.frame)
    house.settle()
    assert not place.isVisible()
    assert not journal.commands.shown["go.with-others"].isVisible()


def test_every_place_is_in_sight_in_a_small_window_with_large_text(
    make_house: Callable[..., House], demo_places: Places
) -> None:
    house = make_house(demo_places, Preferences(theme="light", text_size=200))
    journal = house.unlock()
    navigation = journal.window.navigation
    journal.desk.act(lambda opened: opened.lists.choose("coaching_on", value=True), house.frame)
    house.frame.resize(911, 512)
    house.settle()
    for button in navigation.buttons.values():
        assert button.isVisible()
        assert navigation.rect().contains(button.geometry()), button.text()
