"""What came from and with others can be read where it belongs, and an agreed action can be marked and unmarked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.conversation import ActionStatus
from app.domain.entries import EntryId
from app.paths import Places
from app.preferences import Preferences
from app.services.journal import Journal
from app.storage import conversing
from app.ui.decision import PAGE as DECISION
from app.ui.widgets import Columns, Group, Heading
from app.ui.with_others import PAGE
from app.ui.with_others.axis import PairAxis
from app.ui.with_others.page import WithOthersPage
from tests.fixtures.cheap import log
from tests.fixtures.conversation import talk_about
from tests.gui.pages import House, names
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
        "A round: Little formal authority",
    ]
    texts = sitting.texts()
    assert (
        texts.index("Read the letter again") < texts.index("Ask the cook") < texts.index("Visit the school")
    )
    assert "for the coach" in texts
    assert "done on 4 June 2026" in texts
    assert "%" not in texts.split("Rowan")[0]  # no rate of what was done
    assert "Write the sign first." in texts


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


def test_sliders_share_one_axis_and_say_how_far_apart_they_are(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    sitting.show(PAGE)
    assert "Three steps apart." in sitting.texts()
    assert "Ash (me), fully towards: influence." in sitting.texts()
    assert "Birch, in the middle." in sitting.texts()
    (axis,) = sitting.page.findChildren(PairAxis)
    (mine, at), (theirs, beside) = axis.places()
    assert (mine, theirs) == (0, 1)
    assert at.y() == beside.y()
    assert at.x() - beside.x() == pytest.approx(3 * min(axis.width(), axis.sizeHint().width()) / 7, abs=2)


def test_two_marks_at_one_step_are_both_seen(sitting: Sitting) -> None:
    axis = PairAxis(1, 1, ("A", "B"))
    sitting.qtbot.addWidget(axis)
    axis.resize(400, 60)
    (_, mine), (_, theirs) = axis.places()
    assert mine.x() == theirs.x()
    assert mine.y() < theirs.y()


def test_choices_are_told_as_both_only_me_only_you(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    page = sitting.show(PAGE)
    assert isinstance(page, WithOthersPage)
    multi = next(
        view
        for view in page.rounds[0].findChildren(QWidget)
        if view.accessibleName() == "Whose voice shaped it?" and hasattr(view, "asked")
    )
    read = [name for name in names(multi) if name != "Whose voice shaped it?"]
    assert read == [
        "Both of us", "Both of us", "Carers",
        "Only Ash (me)", "Only Ash (me)", "Children", "In own words: a cook",
        "Only Birch", "Only Birch", "Schools",
    ]  # fmt: skip


def test_a_question_that_one_did_not_answer_says_so(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    sitting.show(PAGE)
    assert "Not answered." in sitting.texts()


@pytest.mark.parametrize(("width", "stacked"), [(1100, False), (480, True)])
def test_both_sides_have_equal_width_and_keep_their_order_when_narrow(
    sitting: Sitting, width: int, stacked: bool
) -> None:
    talked_about(sitting.journal)
    sitting.host.resize(width, 760)
    page = sitting.show(PAGE)
    assert isinstance(page, WithOthersPage)
    checked = 0
    for columns in page.rounds[0].findChildren(Columns):
        sides = [side for side in columns.children() if isinstance(side, Group)]
        if not sides:
            continue  # the ends of a scale
        checked += 1
        assert columns.stacked is stacked
        assert len({side.width() for side in sides}) == 1
        places = [side.pos() for side in sides]
        assert places == sorted(places, key=lambda place: place.y() if stacked else place.x())
    assert checked == 4


def test_every_side_of_a_question_is_a_named_group(sitting: Sitting) -> None:
    talked_about(sitting.journal)
    page = sitting.show(PAGE)
    assert isinstance(page, WithOthersPage)
    groups = [
        one.accessibleName()
        for one in page.rounds[0].findChildren(QWidget)
        if QAccessible.queryAccessibleInterface(one).role() == QAccessible.Role.Grouping
        and one.accessibleName()
    ]
    assert groups.count("Ash (me)") == groups.count("Birch") == 2
    assert "What we agreed to have learned" in groups


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
