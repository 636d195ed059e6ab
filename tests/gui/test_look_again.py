"""Looking again: the lists, one review in its order, the draft that locks, and the quick pass."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.entries import AnswerDraft, EntryDraft, EntryId, EntryKind, Happened, ReviewDraft
from app.domain.errors import TooLate
from app.ui.look_again import PAGE
from app.ui.look_again.filling import draft_of, fields_of
from app.ui.look_again.gathering import DONE_AT_A_TIME
from app.ui.look_again.page import LookAgainPage
from app.ui.look_again.parts import QUESTION
from app.ui.look_again.review_form import ReviewForm
from app.ui.theme import Look, apply_look
from app.ui.widgets import Page
from tests.fixtures.cheap import TODAY, log
from tests.gui.pages import tree
from tests.gui.sitting import Sitting, spoken_name

CONTROL = Qt.KeyboardModifier.ControlModifier
EXPECTED = "By June 200 families a month use it."
CONTEXT = "The building is free."
OPTIONS = "Wait a year."


class Sat(Sitting):
    """A sitting at the pages of looking again; it follows the page to where it asks to go."""

    @property
    def looking(self) -> LookAgainPage:
        assert isinstance(self.view, LookAgainPage)
        return self.view

    @property
    def form(self) -> ReviewForm:
        assert self.looking.review.form is not None
        return self.looking.review.form

    @property
    def page(self) -> Page:
        looking = self.looking
        shown = [one.page for one in (looking.lists, looking.review, looking.pile) if not one.page.isHidden()]
        return shown[0]

    def follow(self) -> None:
        """Do what the window does: show the page that was asked for."""
        page, where = self.went[-1]
        assert page == "look-again"
        assert isinstance(where, dict)
        self.arrive(**where)

    def review(self, entry_id: EntryId, **where: object) -> None:
        self.show(PAGE, entry=entry_id, **where)

    def choose(self, name: str) -> None:
        """Say what became of it."""
        self.press(name)


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sat]:
    made = Sat(qtbot, tmp_path)
    yield made
    made.close()


def ready(sitting: Sat, title: str = "Open a second hub", days: int = 3, **more: object) -> EntryId:
    """A decision of a hundred days ago that has been waiting for some days."""
    now = sitting.clock.at
    sitting.clock.pass_by(days=-100)
    given: dict[str, object] = {
        "context": CONTEXT,
        "expected": EXPECTED,
        "confidence": 65,
        "answers": {"dj-options": OPTIONS},
    }
    made = log(sitting.journal, title, review_due=TODAY - timedelta(days=days), **(given | more))
    sitting.clock.at = now
    return made


# ---- the lists


def test_an_empty_page_says_what_will_appear_and_gives_one_button(sitting: Sat) -> None:
    sitting.show(PAGE)
    assert "Decisions come here on the day you chose" in sitting.texts()
    sitting.press("Log a decision")
    assert sitting.went == [("today", {})]


def test_what_was_left_or_comes_much_later_is_counted_beneath_the_lists(sitting: Sat) -> None:
    ready(sitting, "Ready")
    log(sitting.journal, "Soon", review_due=TODAY + timedelta(days=10))
    log(sitting.journal, "Never", review_due=None, no_review=True)
    sitting.show(PAGE)
    assert "comes after the next four" not in sitting.texts()
    sitting.journal.writing.snooze(ready(sitting, "Left"), weeks=2)
    sitting.show(PAGE)
    assert "One more was left for some weeks, or comes after the next four." in sitting.texts()
    log(sitting.journal, "Far", review_due=TODAY + timedelta(days=29))
    sitting.show(PAGE)
    assert "2 more were left for some weeks, or come after the next four." in sitting.texts()


def test_what_is_ready_waits_in_the_order_of_its_days_and_is_never_called_late(sitting: Sat) -> None:
    ready(sitting, "Later one", days=0)
    ready(sitting, "First one", days=20)
    log(sitting.journal, "Coming one", review_due=TODAY + timedelta(days=10))
    sitting.show(PAGE)
    texts = sitting.texts()
    assert "Ready to look again (2)" in texts
    assert "waiting since 10 June" in texts
    assert "ready today" in texts
    assert "comes in 10 days, on 10 July" in texts
    lists = sitting.looking.lists
    assert [row.line.title for row in lists.ready.rows] == ["First one", "Later one"]
    assert not {word for word in ("overdue", "late", "missed", "behind") if word in texts.casefold().split()}


def test_nothing_ready_says_when_the_next_one_comes(sitting: Sat) -> None:
    log(sitting.journal, "Coming one", review_due=TODAY + timedelta(days=10))
    sitting.show(PAGE)
    assert "Nothing is ready now. The next comes on 10 July 2026, in 10 days." in sitting.texts()
    assert sitting.focused.accessibleName().startswith("Coming one")


def test_the_focus_is_on_the_first_one_and_enter_opens_it(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.show(PAGE)
    assert sitting.is_at(sitting.looking.lists.first)
    sitting.key(Qt.Key.Key_Return)
    assert sitting.went == [("look-again", {"entry": entry_id})]


def test_what_was_looked_at_is_paged_and_opens_to_be_read(sitting: Sat) -> None:
    for at in range(DONE_AT_A_TIME + 2):
        entry_id = log(sitting.journal, f"Done {at:02}", decided_on=TODAY - timedelta(days=at))
        sitting.journal.reviews.save(entry_id, ReviewDraft(Happened.YES))
    sitting.show(PAGE)
    done = sitting.looking.lists.done
    assert len(done.rows) == DONE_AT_A_TIME
    sitting.press("Older ones")
    assert [row.line.title for row in done.rows] == ["Done 10", "Done 11"]
    assert not sitting.offers("Older ones")
    sitting.press("Done 11")
    assert sitting.went[-1][0] == "decision"
    sitting.press("Newer ones")
    assert done.rows[0].line.title == "Done 00"


def test_after_undo_the_focus_is_on_what_to_look_at_and_the_page_at_its_top(sitting: Sat) -> None:
    for at in range(14):
        entry_id = log(sitting.journal, f"Done {at:02}", decided_on=TODAY - timedelta(days=at))
        sitting.journal.reviews.save(entry_id, ReviewDraft(Happened.YES))
    last = log(sitting.journal, "Early help hubs", review_due=TODAY)
    sitting.journal.reviews.save(last, ReviewDraft(Happened.YES))
    sitting.show(PAGE)
    lists = sitting.looking.lists
    sitting.until(lambda: sitting.is_at(lists.done.rows[0].link))
    sitting.desk.act(lambda journal: journal.undo(), sitting.host)
    sitting.until(lambda: sitting.is_at(lists.first))
    assert lists.page.verticalScrollBar().value() == 0
    assert lists.first.text() == "Look at the first one"
    sitting.desk.act(lambda journal: journal.redo(), sitting.host)
    sitting.until(lambda: sitting.is_at(lists.done.rows[0].link))
    assert lists.page.verticalScrollBar().value() == 0


def test_at_the_end_of_the_pages_the_focus_stays_beside_the_way_back(sitting: Sat) -> None:
    for at in range(DONE_AT_A_TIME + 2):
        entry_id = log(sitting.journal, f"Done {at:02}", decided_on=TODAY - timedelta(days=at))
        sitting.journal.reviews.save(entry_id, ReviewDraft(Happened.YES))
    sitting.show(PAGE)
    lists = sitting.looking.lists
    sitting.press("Older ones")
    assert sitting.is_at(lists.newer)
    sitting.press("Newer ones")
    assert sitting.is_at(lists.older)


def test_a_long_list_shows_ten_and_more_on_demand(sitting: Sat) -> None:
    for at in range(12):
        ready(sitting, f"Number {at}")
    sitting.show(PAGE)
    rows = sitting.looking.lists.ready.rows
    assert len(rows) == 10
    sitting.press("Show 2 more of 2")
    assert len(sitting.looking.lists.ready.rows) == 12
    assert sitting.focused.accessibleName().startswith("Number 10")


# ---- the order of reading


def test_first_only_what_was_expected_and_how_sure_and_the_rest_only_after_the_answer(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    texts = sitting.texts()
    assert EXPECTED in texts
    assert "65%, likely" in texts
    for held_back in (CONTEXT, OPTIONS, "What happened", "Knowing only what I knew then"):
        assert held_back not in texts
        assert not [node for node in tree(sitting.page) if held_back in node.name]
    assert not sitting.offers("Save this review")
    assert sitting.focused.accessibleName() == "Yes"
    sitting.choose("No")
    texts = sitting.texts()
    assert CONTEXT in texts
    assert texts.index(EXPECTED) < texts.index(QUESTION) < texts.index(CONTEXT)
    assert texts.index("Knowing only what I knew then") < texts.index("How did it turn out?")
    sitting.press("Your answers then (1)")
    assert OPTIONS in sitting.texts()


def test_taking_the_answer_back_holds_the_rest_back_again_and_loses_no_word(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    sitting.choose("Yes")
    sitting.type_into("What happened", "It opened.")
    sitting.press("Too early to say")
    assert CONTEXT not in sitting.texts()
    sitting.press("Yes")
    assert CONTEXT in sitting.texts()
    assert sitting.form.draft().what_happened == "It opened."


def test_arrow_keys_move_without_choosing_so_nothing_locks_by_accident(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.key(Qt.Key.Key_Right)
    sitting.key(Qt.Key.Key_Right)
    assert sitting.focused.accessibleName() == "In part"
    assert sitting.form.draft().happened is None
    assert sitting.journal.entry(entry_id).locked_on is None


def test_choosing_what_became_of_it_locks_the_expectation_and_its_confidence(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.choose("Yes")
    assert sitting.journal.entry(entry_id).locked_on == TODAY
    with pytest.raises(TooLate):
        sitting.journal.writing.rewrite(
            entry_id,
            EntryDraft(title="Open a second hub", context=CONTEXT, expected="Else", confidence=65,
                       decided_on=TODAY - timedelta(days=100), review_due=TODAY - timedelta(days=3),
                       answers={"dj-options": AnswerDraft(OPTIONS)}),
        )  # fmt: skip


def test_nothing_expected_says_what_to_judge_by(sitting: Sat) -> None:
    sitting.review(ready(sitting, expected="", confidence=None))
    assert "You wrote down nothing that you expected." in sitting.texts()


# ---- filling it in


def test_a_whole_review_is_filled_in_by_the_keyboard_and_saved(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.key(Qt.Key.Key_Right)
    sitting.key(Qt.Key.Key_Space)
    sitting.type_into("What happened", "Half as many came.")
    sitting.press("Clearly towards: I would decide differently")
    sitting.press("Slightly towards: Worse than hoped")
    sitting.press("We changed our view of the right thing to do (double loop)")
    sitting.type_into("Which belief did you have to drop or rewrite?", "That people come by themselves.")
    sitting.type_into("What I carry forward", "Ask first.")
    sitting.type_into("What has happened that nobody intended", "A queue next door.")
    sitting.type_into("What surprised you", "How few.")
    sitting.key(Qt.Key.Key_Return, CONTROL)
    review = sitting.journal.entry(entry_id).final_review
    assert review is not None
    assert (review.happened, review.what_happened) == (Happened.NO, "Half as many came.")
    assert (review.process, review.outcome, review.learned) == (-2, -1, "Ask first.")
    assert {one.prompt_id: one.value for one in review.answers} == {
        "ll-learned": "double",
        "ll-assumption-changed": "That people come by themselves.",
        "ws-unintended": "A queue next door.",
        "rd-surprise": "How few.",
    }
    assert sitting.journal.drafts.of(f"review:{entry_id}") is None
    assert sitting.went[-1] == ("look-again", {"done": entry_id})


def test_after_saving_the_next_one_is_a_key_away(sitting: Sat) -> None:
    first, second = ready(sitting, "First", days=9), ready(sitting, "Second", days=5)
    sitting.review(first)
    sitting.choose("Yes")
    sitting.key(Qt.Key.Key_Return, CONTROL)
    sitting.follow()
    assert "Saved. 1 more to look at." in sitting.said
    assert sitting.looking.lists.first.text() == "Look at the next one"
    sitting.key(Qt.Key.Key_Return)
    assert sitting.went[-1] == ("look-again", {"entry": second})


def test_the_test_of_single_and_double_loop_stands_beside_the_choice(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    sitting.choose("Yes")
    assert "Single loop: we do it better. Double loop: we changed our mind about what “it” should be." in (
        sitting.texts()
    )


def test_a_belief_is_asked_for_when_the_view_changed_and_none_is_given(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    sitting.choose("Yes")
    hint = "You said that your view of the right thing to do has changed."
    assert hint not in sitting.texts()
    sitting.press("Both")
    assert hint in sitting.texts()
    sitting.type_into("Which belief did you have to drop or rewrite?", "That more is better.")
    assert hint not in sitting.texts()


def test_the_ends_of_the_two_judgements_are_plain_and_neither_is_chosen(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    sitting.choose("Yes")
    draft = sitting.form.draft()
    assert (draft.process, draft.outcome) == (None, None)
    texts = sitting.texts()
    for end in (
        "I would decide differently",
        "I would decide the same way",
        "Worse than hoped",
        "Better than hoped",
    ):
        assert end in texts


def test_one_more_question_is_offered_by_the_fixed_rule_and_taken(sitting: Sat) -> None:
    sitting.review(ready(sitting, confidence=80, answers={"vo-absent": ("children-and-young-people",)}))
    sitting.choose("Yes")
    follow_up = sitting.looking.review.follow_up
    sitting.until(lambda: follow_up.offered == "vo-child")
    sitting.press("Answer it")
    assert "vo-child" in sitting.form.keys
    part = "What have children or young people said about this, and how do you know?"
    assert sitting.focused.accessibleName() == part
    QTest.keyClicks(sitting.focused, "They asked for a room of their own.")
    sitting.until(lambda: follow_up.offered == "")


def test_a_question_on_the_form_is_not_offered_a_second_time(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    sitting.choose("No")
    page, library = sitting.looking.review, sitting.journal.prompts.now().library
    here = next(key for key in sitting.form.keys if library.prompt(key) is not None)
    page._offer(library.prompt(here))
    assert page.follow_up.isHidden()


def test_a_question_put_aside_is_not_offered_again(sitting: Sat) -> None:
    sitting.review(ready(sitting, answers={"vo-absent": ("children-and-young-people",)}))
    sitting.choose("Yes")
    follow_up = sitting.looking.review.follow_up
    sitting.until(lambda: follow_up.offered == "vo-child")
    sitting.press("Not now")
    sitting.press("Slightly towards: Better than hoped")
    sitting.looking.review._ask_follow_up()
    sitting.settle()
    assert follow_up.offered == ""


def test_any_other_question_of_a_review_can_be_added(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.choose("Yes")
    sitting.press("More questions")
    sitting.press("Depth of reflection")
    sitting.press("Add: Whose interests does the usual way")
    assert "rd-interests" in sitting.form.keys
    QTest.keyClicks(sitting.focused, "Ours.")
    sitting.key(Qt.Key.Key_Return, CONTROL)
    review = sitting.journal.entry(entry_id).final_review
    assert review is not None
    assert {one.prompt_id: one.value for one in review.answers} == {"rd-interests": "Ours."}


# ---- too early


def test_too_early_asks_for_a_day_and_moves_the_decision_there_once_saved(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.choose("Too early to say")
    assert "When will you look again?" in sitting.texts()
    assert CONTEXT not in sitting.texts()
    sitting.press("3 months, 30 September 2026")
    sitting.press("Save, and look again later")
    found = sitting.journal.entry(entry_id)
    assert found.review_due == TODAY.replace(month=9)
    assert [one.happened for one in found.reviews] == [Happened.OPEN]
    assert found.final_review is None


def test_too_early_without_a_choice_of_day_is_six_weeks_on(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.choose("Too early to say")
    sitting.press("Save, and look again later")
    assert sitting.journal.entry(entry_id).review_due == TODAY + timedelta(weeks=6)


def test_a_day_that_has_passed_is_refused_beside_the_field(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.choose("Too early to say")
    sitting.form.next_look.days.day.set_value(TODAY - timedelta(days=1))
    sitting.form.next_look.days.chips.set_value(None)
    sitting.form.next_look.told()
    sitting.press("Save, and look again later")
    assert "That day has passed." in sitting.texts()
    assert sitting.journal.entry(entry_id).reviews == ()


# ---- not now


def test_a_review_can_be_left_for_later_or_let_go_from_its_page(sitting: Sat) -> None:
    first, second = ready(sitting, "First"), ready(sitting, "Second")
    sitting.review(first)
    sitting.press("Leave it for 2 weeks")
    assert sitting.journal.entry(first).snoozed_until == TODAY + timedelta(weeks=2)
    sitting.follow()
    assert [row.line.id for row in sitting.looking.lists.ready.rows] == [second]
    sitting.arrive(entry=second)
    sitting.press("Let this one go")
    assert "It leaves Patterns" in sitting.texts()
    sitting.press("Let it go")
    sitting.follow()
    assert "What you left for later comes back here on its day." in sitting.texts()
    sitting.press("Open the journal")
    assert sitting.went[-1] == ("journal", {})


def test_only_a_decision_that_was_made_is_looked_at(sitting: Sat) -> None:
    sitting.review(log(sitting.journal, "A visit", kind=EntryKind.REFLECTION))
    assert "Only a decision that was made is looked at again." in sitting.texts()
    sitting.press("Back to the list")
    assert sitting.went == [("look-again", {})]


# ---- drafts


def test_a_review_being_written_is_kept_a_second_after_typing_stops(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.choose("In part")
    sitting.type_into("What happened", "Half")
    sitting.until(lambda: sitting.journal.drafts.of(f"review:{entry_id}") is not None)
    kept = sitting.journal.drafts.of(f"review:{entry_id}")
    assert kept is not None
    assert kept.fields["happened"] == "part"


def test_lock_and_close_keep_the_review_and_it_comes_back_revealed(sitting: Sat) -> None:
    entry_id, other = ready(sitting, "First"), ready(sitting, "Second")
    sitting.review(entry_id)
    sitting.choose("No")
    sitting.type_into("What happened", "Half as many came.")
    sitting.press("More questions")
    sitting.press("Depth of reflection")
    sitting.press("Add: Whose interests does the usual way")
    sitting.desk.flush()
    sitting.arrive(entry=other)
    assert sitting.form.draft() == ReviewDraft()
    sitting.arrive(entry=entry_id)
    assert sitting.form.draft().what_happened == "Half as many came."
    assert sitting.form.is_revealed
    assert "rd-interests" in sitting.form.keys
    sitting.arrive()
    assert "You have begun" in sitting.texts()


def test_going_to_another_page_keeps_the_review(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.review(entry_id)
    sitting.choose("No")
    assert sitting.looking.may_leave()
    sitting.settle()
    assert sitting.journal.drafts.of(f"review:{entry_id}") is not None


# ---- changing a saved review


def test_a_saved_review_is_changed_within_a_week(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.journal.reviews.save(entry_id, ReviewDraft(Happened.YES, "It opnd.", 1, 2, "More."))
    review_id = sitting.journal.entry(entry_id).reviews[0].id
    sitting.clock.pass_by(days=2)
    sitting.review(entry_id, review=review_id)
    assert "This review can be mended until 7 July 2026." in sitting.texts()
    sitting.named("What happened").setFocus()
    sitting.key(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(sitting.focused, "It opened.")
    sitting.key(Qt.Key.Key_Return, CONTROL)
    found = sitting.journal.entry(entry_id)
    assert [one.what_happened for one in found.reviews] == ["It opened."]
    assert found.reviews[0].outcome == 1
    assert [one.text for one in sitting.journal.versions(entry_id)] == ["It opnd."]
    assert sitting.went[-1] == ("decision", {"entry": entry_id})


def test_a_review_that_has_set_says_so_in_place(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.journal.reviews.save(entry_id, ReviewDraft(Happened.YES, "It opened."))
    sitting.clock.pass_by(days=6, hours=23)
    sitting.review(entry_id, review=sitting.journal.entry(entry_id).reviews[0].id)
    sitting.type_into("What happened", "Now.")
    sitting.clock.pass_by(hours=2)
    sitting.key(Qt.Key.Key_Return, CONTROL)
    assert "can no longer be changed" in sitting.texts()
    assert sitting.form.draft().what_happened.startswith("Now.")


def test_what_stands_in_a_form_is_the_review_it_came_from(sitting: Sat) -> None:
    entry_id = ready(sitting)
    draft = ReviewDraft(
        Happened.PART,
        "Half.",
        -3,
        0,
        "Ask.",
        {"rw-watchwords": AnswerDraft(("peoples-stamina",), "Mine too")},
    )
    sitting.journal.reviews.save(entry_id, draft)
    assert draft_of(fields_of(sitting.journal.entry(entry_id).reviews[0])) == draft


# ---- the quick pass


def test_a_pile_is_gone_through_by_the_keyboard_alone(sitting: Sat) -> None:
    ids = [ready(sitting, f"Number {at}", days=30 - at) for at in range(3)]
    sitting.show(PAGE)
    sitting.press("A quick pass through all 3")
    sitting.follow()
    assert "1 of 3." in sitting.texts()
    assert EXPECTED in sitting.texts()
    assert CONTEXT not in sitting.texts()
    sitting.key(Qt.Key.Key_Space)  # Yes
    sitting.key(Qt.Key.Key_Tab)
    QTest.keyClicks(sitting.focused, "It opened.")
    sitting.key(Qt.Key.Key_Return)
    assert "2 of 3." in sitting.texts()
    sitting.press("Leave this one for now")
    assert "3 of 3." in sitting.texts()
    sitting.key(Qt.Key.Key_Right)
    sitting.key(Qt.Key.Key_Space)  # No
    sitting.key(Qt.Key.Key_Return, CONTROL)
    assert "That is the end of the pile. 2 looked at, 1 left for now." in sitting.texts()
    reviews = [sitting.journal.entry(one).final_review for one in ids]
    assert [one.happened if one else None for one in reviews] == [Happened.YES, None, Happened.NO]
    assert reviews[0] is not None
    assert reviews[0].what_happened == "It opened."
    sitting.key(Qt.Key.Key_Return)
    assert sitting.went[-1] == ("look-again", {})


def test_undo_in_the_quick_pass_goes_back_to_the_one_it_took_back_and_redo_on_past_it(sitting: Sat) -> None:
    for at in range(3):
        ready(sitting, f"Number {at}", days=30 - at)
    sitting.show(PAGE, batch=True)
    for _ in range(3):
        sitting.key(Qt.Key.Key_Space)  # Yes
        sitting.key(Qt.Key.Key_Return, CONTROL)
    assert "3 looked at, 0 left for now." in sitting.texts()
    sitting.desk.act(lambda journal: journal.undo(), sitting.host)
    sitting.settle()
    assert "3 of 3." in sitting.texts()
    assert sitting.focused.accessibleName() == "Yes"
    sitting.desk.act(lambda journal: journal.redo(), sitting.host)
    sitting.settle()
    assert "3 looked at, 0 left for now." in sitting.texts()
    sitting.desk.act(lambda journal: journal.undo(), sitting.host)
    sitting.settle()
    sitting.press("Leave this one for now")
    assert "2 looked at, 1 left for now." in sitting.texts()


def test_the_quick_pass_asks_what_became_of_it_before_going_on(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.show(PAGE, batch=True)
    sitting.press("Save and next")
    assert "Choose what became of it, or leave this one for now." in sitting.texts()
    assert sitting.journal.entry(entry_id).reviews == ()


def test_too_early_in_the_quick_pass_moves_the_day(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.show(PAGE, batch=True)
    sitting.choose("Too early to say")
    sitting.press("2 weeks, 14 July 2026")
    sitting.press("Save and next")
    assert sitting.journal.entry(entry_id).review_due == TODAY + timedelta(weeks=2)


def test_the_quick_pass_keeps_what_was_typed_in_a_longer_review(sitting: Sat) -> None:
    entry_id = ready(sitting)
    sitting.journal.drafts.keep(f"review:{entry_id}", {"happened": "no", "learned": "Ask first."})
    sitting.show(PAGE, batch=True)
    sitting.press("Save and next")
    review = sitting.journal.entry(entry_id).final_review
    assert review is not None
    assert review.learned == "Ask first."


# ---- as a whole


def test_everything_with_a_tab_stop_has_a_name_on_each_of_its_pages(sitting: Sat) -> None:
    entry_id = ready(sitting)
    ready(sitting, "Another")
    sitting.review(entry_id)
    sitting.choose("No")
    sitting.press("More questions")
    sitting.press("Change the day")
    pages = [sitting.page]
    for where in ({}, {"batch": True}):
        nameless = [str(node) for node in tree(pages[-1]) if node.focusable and not node.name]
        assert not nameless
        sitting.arrive(**where)
        pages.append(sitting.page)
    assert not [str(node) for node in tree(pages[-1]) if node.focusable and not node.name]


def test_tab_goes_through_a_review_as_it_is_read(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    sitting.choose("No")
    names = sitting.tab_names()
    wanted = ["No", "Your answers then (1)", "What happened", "Save this review", "Leave it for 2 weeks"]
    assert [name for name in names if name in wanted] == wanted
    back = sitting.tab_names(back=True)
    assert back[1:] == names[:0:-1]


def test_tab_leads_from_the_answer_into_what_it_revealed_when_chosen_by_arrow_keys(sitting: Sat) -> None:
    sitting.review(ready(sitting))
    sitting.key(Qt.Key.Key_Right)
    sitting.key(Qt.Key.Key_Space)
    sitting.settle()
    sitting.key(Qt.Key.Key_Tab)
    assert spoken_name(sitting.focused) == "Your answers then (1)"
    names = sitting.tab_names()
    wanted = [
        "No",
        "Your answers then (1)",
        "What happened",
        "Save this review",
        "Leave it for 2 weeks",
        "Let this one go",
    ]
    assert [name for name in names if name in wanted] == wanted


def test_a_review_needs_no_sideways_scrolling_at_twice_the_size(sitting: Sat) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sitting.review(ready(sitting))
    sitting.choose("No")
    apply_look(app, Look.CONTRAST, 200)
    sitting.host.resize(740, 470)
    sitting.settle()
    page = sitting.page
    assert page.horizontalScrollBar().maximum() == 0
    column = page.widget()
    assert column is not None
    assert column.minimumSizeHint().width() <= page.viewport().width()
