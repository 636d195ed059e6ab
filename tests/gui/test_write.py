"""The write page: every form saves the entry it should, an entry is changed by the rules of what stays as written."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.domain.entries import AnswerDraft, EntryKind, Sensitivity
from app.services.demo import fill
from app.services.journal import Journal
from app.ui.theme import Look, apply_look
from app.ui.today.around import skipped
from app.ui.widgets import Body
from app.ui.write import PAGE
from app.ui.write.page import WritePage
from tests.fixtures.cheap import TODAY, log, new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.writing import Room, Windows

TITLE = "What did you decide, in a line?"
WEEK = date(2026, 6, 28)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Open = Callable[..., Room]


@pytest.fixture
def open_write(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    apply_look(qapp, Look.LIGHT, 100)
    rooms: list[Room] = []

    def make(
        day: date = TODAY,
        *,
        demo: bool = False,
        first: Callable[[Journal], object] | None = None,
        **where: object,
    ) -> Room:
        journal = new_journal(tmp_path / f"j{len(rooms)}", MovedClock(day))
        if demo:
            fill(journal, as_dated=True)
        made = first(journal) if first is not None else None
        room = Room(qtbot, journal, PAGE)
        rooms.append(room)
        room.arrive(**{name: made if value == "made" else value for name, value in where.items()})
        return room

    yield make
    for room in rooms:
        room.close()


# ---- new entries


def test_a_standard_decision_is_saved_with_its_story_and_its_questions(open_write: Open) -> None:
    room = open_write(form="standard")
    assert room.focused_name == TITLE
    room.type("Close the hub")
    room.fill("What was going on", "Three weeks of calls")
    room.fill("What I chose and why", "Because of the rota")
    room.fill("What else could you have done", "Wait")
    room.press("Parents and families: heard")
    room.fill("What do you expect", "Fewer calls by June")
    room.save()
    entry = room.newest()
    assert entry.kind is EntryKind.DECISION
    assert (entry.context, entry.decision) == ("Three weeks of calls", "Because of the rota")
    assert {answer.prompt_id for answer in entry.answers} == {"dj-options", "vo-heard"}
    assert room.went[-1] == ("decision", {"entry": entry.id})
    assert room.said == ["Saved to your journal."]
    assert room.draft("decision:new") is None


def test_another_form_begins_at_its_top_with_the_focus_in_sight(open_write: Open) -> None:
    room = open_write(form="standard")
    room.host.resize(911, 512)
    room.settle()
    room.arrive(form="deep")
    assert room.focused_name == TITLE
    assert isinstance(room.view, WritePage)
    assert room.view.page.verticalScrollBar().value() == 0
    room.tab_to("What was going on")
    room.arrive(form="standard")
    assert room.view.page.verticalScrollBar().value() == 0


def test_quick_standard_and_deep_are_one_page_and_no_word_is_lost(open_write: Open) -> None:
    room = open_write(form="deep")
    room.fill("What early sign", "A second resignation")
    room.press("Quick, a minute")
    assert room.named("What early sign") is not None
    assert not room.shows("What I chose and why")
    room.press("Standard, five minutes")
    room.fill(TITLE, "Hold on")
    room.save()
    answer = room.newest().answer("dj-tripwire")
    assert answer is not None
    assert answer.value == "A second resignation"


def test_the_draft_of_today_goes_on_here(open_write: Open) -> None:
    room = open_write(
        first=lambda journal: journal.drafts.keep("decision:new", {"title": "From Today", "confidence": 65}),
        form="standard",
    )
    assert room.named(TITLE).text() == "From Today"  # type: ignore[attr-defined]
    assert room.form.draft().confidence == 65


def test_a_decision_still_open_is_saved_as_one(open_write: Open) -> None:
    room = open_write(form="to-decide")
    assert room.focused_name == "What do you have to decide, in a line?"
    room.type("Which provider?")
    room.fill("Suppose it did not work", "No beds")
    room.save()
    entry = room.newest()
    assert entry.undecided
    assert entry.review_due is None
    assert entry.answer("dj-premortem") is not None


def test_something_that_happened_takes_prompts_of_every_moment(open_write: Open) -> None:
    room = open_write(form="reflection")
    room.type("The call that could have gone wrong")
    room.fill("What happened, and", "A long silence")
    room.fill("Find a question", "surprised")
    room.settle()
    room.press("Add: What surprised you")
    assert room.focused_name.startswith("What surprised you")
    room.type("How calm they were")
    room.save()
    entry = room.newest()
    assert entry.kind is EntryKind.REFLECTION
    assert entry.context == "A long silence"
    answer = entry.answer("rd-surprise")
    assert answer is not None
    assert answer.value == "How calm they were"


def test_a_week_is_looked_back_on(open_write: Open) -> None:
    room = open_write(form="weekly", week=WEEK)
    assert room.form.prompts[:4] == ("kf-touched", "sp-practised", "bd-switch", "rw-honest")
    room.fill("What was the uncomfortable truth", "We were late")
    room.save()
    entry = room.newest()
    assert (entry.kind, entry.decided_on, entry.title) == (EntryKind.WEEKLY, WEEK, "Week ending 28 June 2026")


def test_a_week_without_an_answer_says_what_to_do(open_write: Open) -> None:
    room = open_write(form="weekly", week=WEEK)
    room.save()
    assert room.count() == 0
    assert room.shows("Nothing is filled in yet. Answer one question, or skip this week.")


def test_each_week_has_a_draft_of_its_own(open_write: Open) -> None:
    room = open_write(form="weekly", week=WEEK)
    room.fill("What was the uncomfortable truth", "This one")
    room.named("Week ending 28 June 2026").setFocus()  # on Linux a list is named by what is chosen
    room.key(Qt.Key.Key_Down)
    room.settle()
    assert room.form.week == WEEK - timedelta(weeks=1)
    assert room.form.is_empty
    kept = room.draft("weekly:2026-06-28")
    assert kept is not None
    room.arrive(form="weekly", week=WEEK)
    assert room.form.draft().answers["rw-honest"].value == "This one"
    assert room.shows("Put back what you were writing")


def test_a_week_that_is_written_leads_to_what_was_written(open_write: Open) -> None:
    def written(journal: Journal) -> object:
        return log(journal, "", kind=EntryKind.WEEKLY, decided_on=WEEK, answers={"rw-honest": "Yes"})

    room = open_write(first=written, form="weekly", week=WEEK)
    assert room.shows("You have looked back on this week.")
    room.press("Open it")
    assert room.went == [("decision", {"entry": room.newest().id})]


def test_a_week_can_be_skipped(open_write: Open) -> None:
    room = open_write(form="weekly", week=WEEK)
    room.press("Skip this week")
    assert room.went_back == 1
    assert room.do(lambda journal: skipped(journal, "weeks_skipped")) == ("2026-06-28",)


def test_skipping_a_week_stands_level_with_the_list_of_weeks(open_write: Open) -> None:
    room = open_write(form="weekly", week=WEEK)
    middles = [
        one.mapToGlobal(one.rect().center()).y()
        for one in (room.named("Week ending 28 June 2026"), room.named("Skip this week"))
    ]
    assert abs(middles[0] - middles[1]) <= 1


def test_a_quarter_is_looked_back_on_as_a_reflection(open_write: Open) -> None:
    room = open_write(form="quarterly")
    room.fill("In the last quarter", "When we stopped waiting")
    room.save()
    entry = room.newest()
    assert entry.kind is EntryKind.REFLECTION
    assert entry.title == "Looking back over a quarter, 30 June 2026"
    assert entry.answer("dq-kind") is not None


def test_a_decision_made_from_a_reflection_is_linked_to_it(open_write: Open) -> None:
    def note(journal: Journal) -> object:
        return log(journal, "The long silence", kind=EntryKind.REFLECTION, context="Nobody spoke")

    room = open_write(first=note, came_from="made")
    reflection = room.newest().id
    room.press("From what you wrote on 30 June 2026")
    assert room.shows("Nobody spoke")
    room.fill(TITLE, "Ask first")
    room.save()
    assert room.newest().came_from == reflection
    assert room.draft(f"decision:from-{reflection}") is None


def test_a_question_asked_for_elsewhere_is_on_the_form_with_the_focus(open_write: Open) -> None:
    room = open_write(
        first=lambda journal: journal.drafts.keep("decision:new", {"title": "Half"}),
        form="standard",
        prompt="wa-span",
    )
    assert "wa-span" in room.form.prompts
    assert room.focused_name == "In the middle"
    assert room.form.draft().title == "Half"
    room.arrive(form="standard", prompt="vo-absent")
    assert room.focused_name.startswith("Children and young people: ")


# ---- drafts


def test_leaving_keeps_what_was_typed(open_write: Open) -> None:
    room = open_write(form="reflection")
    room.type("Half")
    room.press("Leave it for now")
    assert room.went_back == 1
    kept = room.draft("reflection:new")
    assert kept is not None
    room.arrive(form="reflection")
    assert room.named("What happened, in a line?").text() == "Half"  # type: ignore[attr-defined]
    assert room.shows("Put back what you were writing")


def test_one_form_does_not_take_the_draft_of_another(open_write: Open) -> None:
    room = open_write(form="reflection")
    room.type("Half")
    room.arrive(form="to-decide")
    assert room.form.is_empty
    assert room.draft("reflection:new") is not None


def test_a_save_takes_the_draft_away_and_a_new_form_is_empty(open_write: Open) -> None:
    room = open_write(form="reflection")
    room.type("Whole")
    room.keep_now()
    room.save()
    room.arrive(form="reflection")
    assert room.form.is_empty
    assert room.draft("reflection:new") is None


# ---- changing what is written


def test_within_a_day_everything_can_be_changed_and_no_version_is_kept(open_write: Open) -> None:
    room = open_write(
        first=lambda journal: log(
            journal,
            "Close the hub",
            context="Old",
            confidence=65,
            themes=("budget",),
            answers={"st-value": 2},
        ),
        entry="made",
    )
    entry = room.newest()
    assert room.shows("You can change anything until 1 July 2026 at ")
    room.fill("What was going on", "Older. ")
    room.press("Unlikely, 20 per cent")
    room.press("budget")
    room.press("Marks: how careful to be with this")
    room.press("Hold")
    room.press("Save changes")
    after = room.entry(entry.id)
    assert after.context == "Older. Old"
    assert (after.confidence, after.themes, after.marks) == (20, (), frozenset({Sensitivity.HOLD}))
    assert after.answer("st-value") is not None
    assert room.do(lambda journal: journal.versions(entry.id)) == ()
    assert room.went[-1] == ("decision", {"entry": entry.id})


def test_within_a_week_a_typo_is_mended_and_what_stood_there_is_kept(open_write: Open) -> None:
    def three_days_ago(journal: Journal) -> object:
        made = log(journal, "Clsoe the hub")
        journal.clock.pass_by(days=3)  # type: ignore[attr-defined]
        return made

    room = open_write(first=three_days_ago, entry="made")
    assert room.shows("Fix a typo")
    field = room.named(TITLE)
    field.selectAll()  # type: ignore[attr-defined]
    room.fill(TITLE, "Close the hub")
    room.save()
    assert room.newest().title == "Close the hub"
    entry = room.newest()
    assert [one.text for one in room.do(lambda journal: journal.versions(entry.id))] == ["Clsoe the hub"]


def old_entry(journal: Journal) -> object:
    made = log(
        journal,
        "Close the hub",
        context="Three weeks of calls",
        confidence=65,
        answers={"bd-position": 2, "vo-heard": AnswerDraft(("health",), "the night staff")},
    )
    journal.clock.pass_by(days=8)  # type: ignore[attr-defined]
    return made


def test_after_a_week_what_was_written_stays_and_a_later_thought_is_offered(open_write: Open) -> None:
    room = open_write(first=old_entry, entry="made")
    assert room.shows("We keep what you thought at the time so that later you can trust it.")
    assert room.shows("Three weeks of calls")
    assert room.shows("65%, likely")
    assert room.shows("Clearly towards: Standing back (balcony)")
    assert room.shows("Health, the night staff")
    names = {one.accessibleName() for one in room.host.findChildren(QWidget) if one.isVisible()}
    assert TITLE in room.texts()
    assert "Almost certain, 95 per cent" not in names
    room.press("Add a later thought")
    page, where = room.went[-1]
    assert (page, where["entry"]) == ("decision", room.newest().id)


def test_after_a_week_an_empty_question_is_answered_and_says_added_later(open_write: Open) -> None:
    room = open_write(first=old_entry, entry="made")
    room.fill("What else could you have done", "Wait a month")
    room.press("3 months")
    room.press("More themes")
    room.press("inspection")
    room.save()
    entry = room.newest()
    answer = entry.answer("dj-options")
    assert answer is not None
    assert answer.added_later
    assert [theme.name for theme in entry.themes] == ["inspection"]
    assert entry.review_due is not None
    assert (entry.title, entry.context) == ("Close the hub", "Three weeks of calls")


def test_what_was_expected_stays_once_looking_back_has_begun(open_write: Open) -> None:
    def begun(journal: Journal) -> object:
        made = log(journal, "Close the hub", expected="Fewer calls by June", confidence=80)
        journal.reviews.begin(made)
        return made

    room = open_write(first=begun, entry="made")
    assert room.shows("Fewer calls by June")
    assert room.shows("80%, very likely")
    room.fill(TITLE, "Now: ")
    room.save()
    assert room.newest().title == "Now: Close the hub"


def test_changes_not_saved_come_back_and_can_be_taken_back(open_write: Open) -> None:
    room = open_write(first=lambda journal: log(journal, "Close the hub", context="Old"), entry="made")
    entry = room.newest().id
    room.fill("What was going on", "New. ")
    room.press("Leave it for now")
    room.arrive(entry=entry)
    assert room.form.draft().context == "New. Old"
    room.press("Start afresh")
    assert room.form.draft().context == "Old"
    room.press("Bring it back")
    assert room.form.draft().context == "New. Old"


def test_an_unchanged_entry_leaves_no_draft(open_write: Open) -> None:
    room = open_write(first=lambda journal: log(journal, "Close the hub"), entry="made")
    room.fill(TITLE, "x")
    room.key(Qt.Key.Key_Backspace)
    room.keep_now()
    assert room.draft(f"edit:{room.newest().id}") is None


def test_what_was_decided_gets_its_words_afterwards(open_write: Open) -> None:
    def decided(journal: Journal) -> object:
        made = log(journal, "Which site?", undecided=True)
        journal.writing.decide(made)
        return made

    room = open_write(first=decided, entry="made")
    room.fill("What I chose and why", "The north")
    room.save()
    assert room.newest().decision == "The north"


def test_a_weekly_reflection_keeps_its_week_when_it_is_changed(open_write: Open) -> None:
    def written(journal: Journal) -> object:
        return log(journal, "", kind=EntryKind.WEEKLY, decided_on=WEEK, answers={"rw-honest": "Yes"})

    room = open_write(first=written, entry="made")
    room.fill("What was the uncomfortable truth", "Oh, ")
    room.save()
    entry = room.newest()
    assert (entry.decided_on, entry.title) == (WEEK, "Week ending 28 June 2026")
    answer = entry.answer("rw-honest")
    assert answer is not None
    assert answer.value == "Oh, Yes"


def test_an_entry_that_is_gone_says_so_and_leads_back(open_write: Open) -> None:
    room = open_write(entry=4711)
    assert room.shows("That entry is not in the journal.")
    room.press("Go back")
    assert room.went_back == 1


# ---- by ear, by key and in every size


def test_tab_goes_through_the_page_and_comes_round(open_write: Open) -> None:
    room = open_write(form="deep", demo=True)
    stops = room.tab_stops()
    assert all(stops)
    wanted = [TITLE, "What do you expect", "What was going on", "What I chose", "Suppose it did not work", "Marks: ", "Find a question", "Balcony and dance floor (", "Leave it for now", "Save"]  # fmt: skip
    places = [next(at for at, name in enumerate(stops) if name.startswith(one)) for one in wanted]
    assert places == sorted(places), (places, stops[8:16])


def test_the_focus_is_scrolled_into_view_above_the_foot(open_write: Open) -> None:
    room = open_write(form="deep")
    room.host.resize(911, 512)
    QApplication.processEvents()
    seen = 0
    for _ in range(60):
        room.key(Qt.Key.Key_Tab)
        area = room.view.widget.findChild(QScrollArea)
        assert area is not None
        focus = room.focused
        if area.isAncestorOf(focus):
            place = focus.mapTo(area.viewport(), QPoint(0, 0))
            assert -1 <= place.y() < area.viewport().height() - 10, room.focused_name
            seen += 1
    assert seen > 30


def test_making_the_page_opens_no_other_window(open_write: Open, qapp: QApplication) -> None:
    watch = Windows()
    qapp.installEventFilter(watch)
    room = open_write(form="deep", demo=True)
    room.press("Voices heard and missing")
    for where in ({"form": "weekly", "week": WEEK}, {"form": "reflection"}, {"entry": room.newest().id}):
        room.arrive(**where)
    qapp.removeEventFilter(watch)
    assert watch.seen == ["QWidget"]  # the window of this test


@pytest.mark.parametrize("form", ["deep", "weekly", "to-decide"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_runs_off_the_side_or_is_cut(
    open_write: Open, qapp: QApplication, form: str, percent: int
) -> None:
    room = open_write(form=form, demo=True)
    if form == "deep":
        room.press("Voices heard and missing")
    apply_look(qapp, Look.LIGHT, percent)
    room.host.resize(911, 512)
    for _ in range(4):
        QApplication.processEvents()
    area = room.view.widget.findChild(QScrollArea)
    assert area is not None
    column = area.widget()
    assert column is not None
    assert column.width() <= area.viewport().width()
    for widget in column.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, Body | QAbstractButton):
            corner = widget.mapTo(column, QPoint(widget.width(), 0))
            assert corner.x() <= area.viewport().width(), widget.accessibleName()
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.accessibleName()
