"""The page that reads an entry: what it shows of each kind, and what can be done with it when."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.entries import EntryDraft, EntryId, EntryKind, Happened, ReviewDraft, Sensitivity
from app.ui.decision import PAGE
from app.ui.decision.page import DecisionPage
from app.ui.decision.sheet import answer_sections
from app.ui.decision.sheet_view import SectionView, cut
from app.ui.decision.steps import QuietSteps
from app.ui.entry_words import ahead, when_of
from app.ui.widgets.reading_order import stops_in
from tests.fixtures.cheap import TODAY, log
from tests.gui.pages import tree
from tests.gui.sitting import Sitting, reached, spoken_name

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(qtbot, tmp_path)
    yield made
    made.close()


def whole(sitting: Sitting) -> EntryId:
    """A decision with something of everything."""
    return log(
        sitting.journal,
        "Open a second family hub",
        context="The building is free.\nPartners asked twice.",
        decision="Take the lease.",
        expected="By October 200 families a month use it.",
        confidence=65,
        review_due=TODAY + timedelta(days=42),
        decided_on=TODAY - timedelta(days=6),
        themes=("early help", "budget"),
        answers={
            "bd-position": 2,
            "ll-intent": "double",
            "vo-heard": ("schools-and-trusts", "police-and-justice"),
            "dj-options": "Wait a year.",
        },
    )


def shown(sitting: Sitting, entry_id: EntryId) -> DecisionPage:
    view = sitting.show(PAGE, entry=entry_id)
    assert isinstance(view, DecisionPage)
    return view


# ---- reading


def test_a_decision_is_read_as_it_was_written_with_its_day_and_the_day_of_writing(sitting: Sitting) -> None:
    shown(sitting, whole(sitting))
    texts = sitting.texts()
    for words in (
        "Open a second family hub",
        "Decision, written on 30 June about 24 June 2026",
        "The building is free.\nPartners asked twice.",
        "Take the lease.",
        "By October 200 families a month use it.",
        "65%, likely",
        "11 August 2026",
        "early help, budget",
    ):
        assert words in texts


def test_answers_stand_under_their_frameworks_in_library_order_with_the_question_as_asked(
    sitting: Sitting,
) -> None:
    view = shown(sitting, whole(sitting))
    titles = [card.section.title for card in view.sheet.views]
    library = [framework.name for framework in sitting.journal.prompts.now().library.frameworks]
    frameworks = [title for title in titles if title in library]
    assert len(frameworks) == 4
    assert frameworks == sorted(frameworks, key=library.index)
    texts = sitting.texts()
    assert "• Schools and trusts" in texts
    assert "Questioning the present way (double loop)" in texts


def test_an_answer_keeps_the_wording_it_was_given_for(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    mine = sitting.journal.prompts.reword("dj-options", "What were the other roads?")
    other = log(sitting.journal, "Another", answers={mine.id: "A road."})
    sitting.journal.prompts.reword(mine.id, "Which other roads were there?")
    shown(sitting, other)
    assert "What were the other roads?" in sitting.texts()
    assert "Which other roads were there?" not in sitting.texts()
    sitting.arrive(entry=entry_id)
    assert "What else could you have done" in sitting.texts()


def test_a_scale_is_a_row_of_seven_with_its_ends_and_the_same_in_words(sitting: Sitting) -> None:
    shown(sitting, whole(sitting))
    assert len(sitting.page.findChildren(QuietSteps)) == 1
    texts = sitting.texts()
    assert "Clearly towards: Standing back (balcony)" in texts
    assert "In among it (dance floor)" in texts


def test_the_source_of_a_framework_unfolds_when_asked(sitting: Sitting) -> None:
    shown(sitting, whole(sitting))
    assert "Heifetz" not in sitting.texts()
    sitting.press("Where does this come from? Balcony and dance floor")
    assert "Heifetz" in sitting.texts()


def test_an_answer_to_a_prompt_that_is_gone_is_still_read(sitting: Sitting) -> None:
    own = sitting.journal.prompts.reword("dj-options", "What were the other roads?")
    entry_id = log(sitting.journal, "With my own", answers={own.id: "A road."})
    sitting.journal.prompts.retire_own(own.id)
    entry = sitting.journal.entry(entry_id)
    sections = answer_sections(entry.answers, sitting.journal.prompts.now().library, {})
    assert [section.title for section in sections] == ["Other questions"]
    shown(sitting, entry_id)
    assert "A road." in sitting.texts()


def test_reviews_later_thoughts_and_earlier_days_to_look_again_are_dated(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.journal.writing.set_review_date(entry_id, TODAY + timedelta(days=70))
    review = ReviewDraft(Happened.PART, "Half of it.", 2, -1, "Ask sooner.", {})
    sitting.journal.reviews.save(entry_id, review)
    sitting.journal.writing.add_thought(entry_id, "It was the timing.")
    shown(sitting, entry_id)
    texts = sitting.texts()
    for words in (
        "Before that 11 August 2026, chosen on 30 June 2026",
        "Looking again, 30 June 2026",
        "In part",
        "Clearly towards: Better than hoped",
        "Slightly towards: I would decide differently",
        "Ask sooner.",
        "Added on 30 June 2026",
        "It was the timing.",
    ):
        assert words in texts


def test_two_equal_thoughts_of_one_day_are_both_shown(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.journal.writing.add_thought(entry_id, "Again.")
    sitting.journal.writing.add_thought(entry_id, "Again.")
    view = shown(sitting, entry_id)
    assert [card.section.title for card in view.sheet.views].count("Added on 30 June 2026") == 2


def test_every_kind_of_entry_can_be_read(sitting: Sitting) -> None:
    week = log(
        sitting.journal, "", kind=EntryKind.WEEKLY, decided_on=TODAY, answers={"rw-honest": "To the board."}
    )
    happened = log(sitting.journal, "A visit", kind=EntryKind.REFLECTION, context="We walked the site.")
    open_still = log(sitting.journal, "Whether to merge two teams", undecided=True)
    view = shown(sitting, week)
    assert "Week ending 5 July 2026" in sitting.texts()
    assert "To the board." in sitting.texts()
    assert view.first.isHidden()
    sitting.arrive(entry=happened)
    assert "What happened" in sitting.texts()
    assert view.first.text() == "Turn into a decision"
    sitting.arrive(entry=open_still)
    assert "Decision still open, begun on 30 June 2026" in sitting.texts()
    assert view.first.text() == "I have decided…"


def test_an_entry_of_a_title_alone_says_that_nothing_more_is_written(sitting: Sitting) -> None:
    shown(sitting, log(sitting.journal, "Heads walked out", kind=EntryKind.REFLECTION))
    assert "Nothing is written here yet beyond its title." in sitting.texts()
    sitting.arrive(entry=whole(sitting))
    assert "beyond its title" not in sitting.texts()


def test_an_entry_that_is_not_there_says_so_and_leads_to_the_journal(sitting: Sitting) -> None:
    view = shown(sitting, EntryId(4711))
    assert "That entry is not in the journal." in sitting.texts()
    assert view.first.isHidden()
    sitting.press("Open the journal")
    assert sitting.went == [("journal", {})]


def test_a_decision_leads_back_to_the_reflection_it_came_from(sitting: Sitting) -> None:
    happened = log(sitting.journal, "A visit", kind=EntryKind.REFLECTION)
    made = sitting.journal.writing.make_decision(happened, EntryDraft(title="Go on visiting")).entry_id
    shown(sitting, made)
    sitting.press("It came from the reflection “A visit”")
    assert sitting.went == [("decision", {"entry": happened})]


def test_a_very_long_text_is_shown_in_pieces_and_loses_no_letter() -> None:
    text = "\n".join(f"Line {at} " + "word " * 40 for at in range(400))
    first, rest = cut(text, 6_000)
    assert len(first) <= 6_000
    assert first + "\n" + rest == text
    assert cut("x" * 10, 4) == ("xxxx", "xxxxxx")
    assert cut("short", 6_000) == ("short", "")


def test_the_title_of_the_window_and_the_name_of_the_page_hold_no_word_of_the_entry(sitting: Sitting) -> None:
    shown(sitting, whole(sitting))
    assert sitting.page.accessibleName() == "Decision"
    assert sitting.host.windowTitle() == ""


# ---- what can be changed when


def test_what_can_be_changed_follows_how_far_the_words_have_set(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    view = shown(sitting, entry_id)
    assert view.change.text() == "Edit"
    assert "You can change every word until tomorrow" in sitting.texts()
    sitting.clock.pass_by(days=2)
    sitting.arrive(entry=entry_id)
    assert view.change.text() == "Fix a typo"
    sitting.press("Fix a typo")
    assert sitting.went[-1] == ("write", {"entry": entry_id})
    sitting.clock.pass_by(days=8)
    sitting.arrive(entry=entry_id)
    assert view.change.isHidden()
    assert "It stays as you wrote it." in sitting.texts()


def test_what_was_left_empty_can_still_be_filled_in_later(sitting: Sitting) -> None:
    entry_id = log(sitting.journal, "Only a title")
    sitting.clock.pass_by(days=30)
    view = shown(sitting, entry_id)
    assert view.change.text() == "Fill in what is empty"


def test_the_earlier_versions_of_a_text_are_one_press_away_and_stay_so_once_words_have_set(
    sitting: Sitting,
) -> None:
    entry_id = log(sitting.journal, "The first tittle", context="Once")
    sitting.clock.pass_by(days=2)
    sitting.journal.writing.rewrite(entry_id, EntryDraft(title="The first title", context="Once"))
    shown(sitting, entry_id)
    sitting.clock.pass_by(days=8)
    sitting.arrive(entry=entry_id)
    sitting.press("Earlier versions: Title (1)")
    assert sitting.went[-1] == ("versions", {"entry": entry_id, "text": "title"})


# ---- adding


def test_a_later_thought_is_added_by_the_keyboard_and_the_focus_comes_back(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    view = shown(sitting, entry_id)
    sitting.press("Add a later thought")
    assert sitting.is_at(view.thought.area.field)
    sitting.type_into("What do you think now?", "It was the timing.")
    sitting.key(Qt.Key.Key_Return, CONTROL)
    assert [one.text for one in sitting.journal.entry(entry_id).additions] == ["It was the timing."]
    assert "It was the timing." in sitting.texts()
    assert sitting.is_at(view.add_thought)
    assert view.thought.isHidden()


def test_a_page_that_asks_for_a_later_thought_opens_its_field_once(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    shown(sitting, log(sitting.journal, "Another"))
    where = {"entry": entry_id, "thought": True}
    view = sitting.view
    assert isinstance(view, DecisionPage)
    view.arrive(where)
    sitting.until(lambda: sitting.is_at(view.thought.area.field))
    assert not view.thought.isHidden()
    sitting.press("Leave it")
    sitting.until(view.thought.isHidden)
    view.arrive(where)  # back from another page
    sitting.until(lambda: sitting.is_at(view.first))
    assert view.thought.isHidden()


def test_a_thought_that_names_someone_is_met_with_a_quiet_word(sitting: Sitting) -> None:
    shown(sitting, whole(sitting))
    sitting.press("Add a later thought")
    sitting.type_into("What do you think now?", "We asked Mrs Lowther.")
    sitting.until(lambda: "this could point to one person" in sitting.texts())


def test_an_empty_thought_says_beside_the_field_what_to_do(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    shown(sitting, entry_id)
    sitting.press("Add a later thought")
    sitting.press("Save this thought")
    assert "There is no thought yet." in sitting.texts()
    assert sitting.journal.entry(entry_id).additions == ()


def test_a_thought_being_typed_is_kept_and_comes_back(sitting: Sitting) -> None:
    entry_id, other = whole(sitting), log(sitting.journal, "Another")
    view = shown(sitting, entry_id)
    sitting.press("Add a later thought")
    sitting.type_into("What do you think now?", "Half a thou")
    sitting.desk.flush()
    kept = sitting.journal.drafts.of(f"thought:{entry_id}")
    assert kept is not None
    assert kept.fields == {"text": "Half a thou"}
    sitting.arrive(entry=other)
    assert view.thought.isHidden()
    sitting.arrive(entry=entry_id)
    assert view.thought.area.text() == "Half a thou"
    sitting.press("Leave it")
    assert sitting.journal.drafts.of(f"thought:{entry_id}") is None


def test_a_thought_is_kept_a_second_after_typing_stops(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    shown(sitting, entry_id)
    sitting.press("Add a later thought")
    sitting.type_into("What do you think now?", "Half")
    sitting.until(lambda: sitting.journal.drafts.of(f"thought:{entry_id}") is not None)


def test_a_question_left_empty_is_answered_later_and_says_so(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.clock.pass_by(days=40)
    view = shown(sitting, entry_id)
    sitting.press("Answer another question")
    offered = {prompt.id for prompt in view.reading.unanswered} if view.reading else set()
    assert "ll-assumption" in offered
    assert "bd-position" not in offered
    view.answer.list.picked.emit("ll-assumption")
    sitting.settle()
    question = "What are you taking for granted here that would matter most if it were wrong?"
    sitting.type_into(question, "That demand stays.")
    sitting.press("Save these answers")
    answer = sitting.journal.entry(entry_id).answer("ll-assumption")
    assert answer is not None
    assert answer.value == "That demand stays."
    assert "Added later on 9 August 2026" in sitting.texts()
    assert view.answer.isHidden()


def test_a_question_is_found_under_its_framework_by_the_keyboard(sitting: Sitting) -> None:
    view = shown(sitting, whole(sitting))
    sitting.press("Answer another question")
    first = sitting.focused
    sitting.key(Qt.Key.Key_Space)
    sitting.key(Qt.Key.Key_Tab)
    assert sitting.focused is not first
    assert sitting.focused.accessibleName().startswith("Add: ")
    sitting.key(Qt.Key.Key_Return)
    assert view.answer.isAncestorOf(sitting.focused)
    assert sitting.offers("Save these answers")


# ---- its standing


def test_looking_again_starts_from_the_main_button(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    view = shown(sitting, entry_id)
    assert sitting.is_at(view.first)
    sitting.key(Qt.Key.Key_Return)
    assert sitting.went == [("look-again", {"entry": entry_id})]


def test_a_review_under_way_is_named_on_the_main_button(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.journal.drafts.keep(f"review:{entry_id}", {"happened": "yes"})
    view = shown(sitting, entry_id)
    assert view.first.text() == "Go on looking again"


def test_a_decision_is_left_for_two_or_six_weeks_and_its_day_stays(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    shown(sitting, entry_id)
    sitting.press("Leave it for 6 weeks")
    found = sitting.journal.entry(entry_id)
    assert found.snoozed_until == TODAY + timedelta(weeks=6)
    assert found.review_due == TODAY + timedelta(days=42)
    assert "Left for later, until 11 August 2026." in sitting.texts()


def test_another_day_to_look_again_is_chosen_and_the_one_before_is_kept(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    shown(sitting, entry_id)
    sitting.press("Change the day")
    sitting.press("3 months, 30 September 2026")
    assert sitting.journal.entry(entry_id).review_due == TODAY.replace(month=9)
    assert "Before that 11 August 2026, chosen on 30 June 2026" in sitting.texts()
    sitting.press("Change the day")
    sitting.press("No look back")
    assert sitting.journal.entry(entry_id).no_review
    assert "No look back is planned." in sitting.texts()


def test_letting_go_says_first_what_it_means_for_patterns_and_can_be_taken_back(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    view = shown(sitting, entry_id)
    sitting.press("Let this one go")
    assert "It leaves Patterns" in sitting.texts()
    assert not sitting.journal.entry(entry_id).withdrawn
    sitting.press("Let it go")
    assert sitting.journal.entry(entry_id).withdrawn
    assert view.first.text() == "Take it up again"
    sitting.press("Take it up again")
    assert not sitting.journal.entry(entry_id).withdrawn


def test_an_open_decision_is_decided_on_a_day_and_counts_from_then(sitting: Sitting) -> None:
    entry_id = log(sitting.journal, "Whether to merge", undecided=True, expected="One team by May.")
    view = shown(sitting, entry_id)
    sitting.press("I have decided…")
    assert sitting.is_at(view.deciding.day.field)
    sitting.press("Decided")
    found = sitting.journal.entry(entry_id)
    assert not found.undecided
    assert found.decided_on == TODAY
    assert view.first.text() == "Look again"
    assert sitting.went == [("write", {"entry": entry_id})]  # to write what was chosen, and how sure


def test_the_day_is_saved_by_keys_alone_and_not_yet_leads_back(sitting: Sitting) -> None:
    entry_id = log(sitting.journal, "Whether to merge", undecided=True, context="Two managers leave.")
    view = shown(sitting, entry_id)
    assert "What is going on" in sitting.texts()
    sitting.press("I have decided…")
    sitting.press("Not yet")
    assert sitting.is_at(view.first)
    sitting.press("I have decided…")
    sitting.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not sitting.journal.entry(entry_id).undecided
    assert "What was going on" in sitting.texts()


def test_an_entry_that_was_undone_says_so_and_redo_shows_it_with_the_focus_where_work_begins(
    sitting: Sitting,
) -> None:
    view = shown(sitting, log(sitting.journal, "Ask heads to chair the panel"))
    sitting.desk.act(lambda journal: journal.undo(), sitting.host)
    sitting.settle()
    assert "This entry was undone. Ctrl+Shift+Z brings it back." in sitting.texts()
    sitting.desk.act(lambda journal: journal.redo(), sitting.host)
    sitting.settle()
    assert "This entry was undone" not in sitting.texts()
    sitting.until(lambda: sitting.is_at(view.first))


def test_a_day_still_to_come_is_refused_beside_the_field(sitting: Sitting) -> None:
    entry_id = log(sitting.journal, "Whether to merge", undecided=True)
    view = shown(sitting, entry_id)
    sitting.press("I have decided…")
    view.deciding.day.set_value(None)
    sitting.press("Decided")
    assert "Choose the day you decided." in sitting.texts()
    assert sitting.journal.entry(entry_id).undecided


def test_a_reflection_turns_into_a_decision_on_the_page_to_write(sitting: Sitting) -> None:
    happened = log(sitting.journal, "A visit", kind=EntryKind.REFLECTION)
    shown(sitting, happened)
    sitting.press("Turn into a decision")
    assert sitting.went == [("write", {"form": "standard", "came_from": happened})]


# ---- themes and marks


def test_themes_are_ticked_and_saved_at_once_at_any_age(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.clock.pass_by(days=400)
    shown(sitting, entry_id)
    sitting.press("Change themes")
    sitting.press("workforce")
    assert {theme.name for theme in sitting.journal.entry(entry_id).themes} == {
        "early help",
        "budget",
        "workforce",
    }
    assert sitting.focused.accessibleName() == "workforce"


def test_marks_say_what_they_mean_and_promise_nothing(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    shown(sitting, entry_id)
    sitting.press("Change marks")
    sitting.press("Hold")
    sitting.press("Court-related")
    marks = sitting.journal.entry(entry_id).marks
    assert marks == {Sensitivity.HOLD, Sensitivity.COURT_RELATED}
    texts = sitting.texts()
    assert "There is a request, claim, review or inquiry that may touch this." in texts
    assert "different from deleting because of one" in texts
    assert not {word for word in ("private", "only you", "secret") if word in texts.casefold()}


def test_one_part_alone_is_marked(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    view = shown(sitting, entry_id)
    sitting.press("Mark one part only")
    view.marks.pick.set_value("dj-options")
    view.marks.pick.changed.emit("dj-options")
    sitting.press("Never share")
    found = sitting.journal.entry(entry_id)
    assert found.field_marks == {"dj-options": {Sensitivity.PRIVATE_ONLY}}
    assert "Marked: Never share" in sitting.texts()
    assert found.marks == frozenset()


# ---- the bin


def test_an_entry_goes_to_the_bin_at_once_and_the_way_back_is_said(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    shown(sitting, entry_id)
    sitting.press("Delete this entry")
    assert sitting.journal.entry(entry_id).deleted_at is not None
    assert sitting.went_back == 1
    assert "Ctrl+Z brings it back" in sitting.said[-1]
    sitting.journal.undo()
    assert sitting.journal.entry(entry_id).deleted_at is None


def test_what_is_on_hold_is_deleted_only_after_the_words_of_the_hold(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.journal.writing.set_marks(entry_id, [Sensitivity.HOLD], "context")
    shown(sitting, entry_id)
    sitting.press("Delete this entry")
    assert "may be an offence" in sitting.texts()
    assert sitting.journal.entry(entry_id).deleted_at is None
    sitting.press("Keep it")
    assert "may be an offence" not in sitting.texts()
    sitting.press("Delete this entry")
    sitting.press("Delete it all the same")
    assert sitting.journal.entry(entry_id).deleted_at is not None
    assert sitting.said[-1] == "Moved to the bin, where it stays while it is on hold. Ctrl+Z brings it back."
    shown(sitting, entry_id)
    assert "This entry is in the bin. It stays there while it is on hold." in sitting.texts()


def test_an_answer_on_hold_holds_its_entry_in_the_bin(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    with sitting.journal.writing._ledger.file.untracked() as connection:  # as an import leaves it
        connection.exec_driver_sql(f"UPDATE answer SET marks = 8 WHERE entry = {entry_id}")
    sitting.journal.writing.delete([entry_id])
    shown(sitting, entry_id)
    assert "This entry is in the bin. It stays there while it is on hold." in sitting.texts()


def test_an_entry_in_the_bin_says_until_when_and_comes_out_again(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.journal.writing.delete([entry_id])
    view = shown(sitting, entry_id)
    assert "This entry is in the bin. It stays there until 30 July 2026." in sitting.texts()
    assert view.change.isHidden()
    assert not sitting.offers("Add a later thought")
    sitting.press("Take it out of the bin")
    assert sitting.journal.entry(entry_id).deleted_at is None


# ---- as a whole


def test_the_page_follows_changes_made_elsewhere_and_keeps_the_cards_that_did_not_change(
    sitting: Sitting,
) -> None:
    entry_id = whole(sitting)
    view = shown(sitting, entry_id)
    before = view.sheet.views
    sitting.desk.act(lambda journal: journal.writing.add_thought(entry_id, "From elsewhere."), sitting.desk)
    sitting.settle()
    assert "From elsewhere." in sitting.texts()
    assert view.sheet.views[: len(before)] == before


def test_tab_goes_through_the_page_as_it_is_read_and_comes_round(sitting: Sitting) -> None:
    view = shown(sitting, whole(sitting))
    sitting.press("Answer another question")
    sitting.press("Decision quality (4)")
    sitting.settle()
    names = sitting.tab_names()
    wanted = [spoken_name(stop) for stop in stops_in(view.page.widget() or view.page) if reached(stop)]
    assert names == wanted
    at = names.index("Decision quality (4)")
    assert names[at + 1].startswith("Add: ")
    assert names.index("Where does this come from? Decision quality") < names.index("Change themes")


def test_everything_with_a_tab_stop_has_a_name(sitting: Sitting) -> None:
    view = shown(sitting, whole(sitting))
    for fold in ("Change the day", "Let this one go", "Change themes", "Change marks", "Mark one part only"):
        sitting.press(fold)
    sitting.press("Answer another question")
    sitting.press("Add a later thought")
    nameless = [str(node) for node in tree(view.page) if node.focusable and not node.name]
    assert not nameless


def test_no_text_is_cut_at_twice_the_size_in_a_small_window(sitting: Sitting) -> None:
    from app.ui.theme import Look, apply_look

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    view = shown(sitting, whole(sitting))
    apply_look(app, Look.DARK, 200)
    sitting.host.resize(740, 470)
    sitting.settle()
    assert view.page.horizontalScrollBar().maximum() == 0
    cards = view.page.findChildren(SectionView)
    assert cards
    for card in cards:
        assert card.width() <= view.page.viewport().width()
        assert card.height() >= card.heightForWidth(card.width()) - 1


# ---- words


def test_how_far_away_a_day_is_reads_as_a_person_would_say_it() -> None:
    said = [ahead(TODAY, TODAY + timedelta(days=days)) for days in (0, 1, -1, 5, 14, 45, 100, -20)]
    assert said == [
        "today", "tomorrow", "yesterday", "in 5 days", "in 2 weeks", "in 6 weeks", "in 3 months", "2 weeks ago",
    ]  # fmt: skip


def test_a_decision_decided_after_it_was_begun_says_both_days(sitting: Sitting) -> None:
    entry_id = log(sitting.journal, "Whether to merge", undecided=True)
    sitting.clock.pass_by(days=10)
    sitting.journal.writing.decide(entry_id)
    assert when_of(sitting.journal.entry(entry_id)) == "begun on 30 June, decided on 10 July 2026"
