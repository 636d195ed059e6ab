"""Today: a decision logged by keys alone, its draft, its question, and what is offered below."""

import stat
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.days import Span
from app.domain.entries import EntryKind, Happened, ReviewDraft
from app.domain.errors import DiskFull
from app.services.demo import fill
from app.services.journal import Journal
from app.services.writing_down import WritingDown
from app.ui.theme import QUICK_TARGET, Look, apply_look
from app.ui.today import PAGE
from app.ui.today.reminder import ReminderCard
from app.ui.widgets import Body, Page
from tests.fixtures.cheap import TODAY, log, new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.writing import CONTROL, Room, Windows

TITLE = "What did you decide, in a line?"
EXPECTED = "What do you expect to see, and by when?"
KEY = "decision:new"
THURSDAY = date(2026, 7, 2)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
Open = Callable[..., Room]


@pytest.fixture
def open_today(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    apply_look(qapp, Look.LIGHT, 100)
    rooms: list[Room] = []

    def make(
        day: date = TODAY, *, demo: bool = False, first: Callable[[Journal], object] | None = None
    ) -> Room:
        journal = new_journal(tmp_path / f"j{len(rooms)}", MovedClock(day))
        if demo:
            fill(journal, as_dated=True)
        if first is not None:
            first(journal)
        room = Room(qtbot, journal, PAGE)
        rooms.append(room)
        room.arrive()
        return room

    yield make
    for room in rooms:
        room.close()


# ---- logging


def test_a_decision_is_logged_by_keys_alone(open_today: Open) -> None:
    room = open_today()
    assert room.focused_name == TITLE
    room.type("Hold the agency cap for one more month")
    room.key(Qt.Key.Key_Return)
    assert room.focused_name == EXPECTED
    room.type("Fewer than ten agency posts by 30 September")
    room.tab_to("Unlikely")
    for _ in range(3):
        room.key(Qt.Key.Key_Right)
    room.key(Qt.Key.Key_Space)
    room.tab_to("6 weeks")
    room.key(Qt.Key.Key_Right)
    room.key(Qt.Key.Key_Space)
    room.save()
    entry = room.newest()
    assert entry.title == "Hold the agency cap for one more month"
    assert entry.expected == "Fewer than ten agency posts by 30 September"
    assert entry.confidence == 65
    assert entry.review_due == date(2026, 9, 30)
    assert entry.decided_on == TODAY


def test_a_title_is_all_that_must_be_there(open_today: Open) -> None:
    room = open_today()
    room.type("Move the panel to Tuesdays")
    room.save()
    entry = room.newest()
    assert entry.title == "Move the panel to Tuesdays"
    assert (entry.expected, entry.confidence, entry.review_due, entry.answers) == ("", None, None, ())


def test_after_saving_the_form_is_empty_and_the_title_has_the_focus_again(open_today: Open) -> None:
    room = open_today()
    room.type("Move the panel")
    room.save()
    assert room.form.is_empty
    assert room.focused_name == TITLE
    assert room.said == ["Saved to your journal."]
    assert room.shows("Saved to your journal.")
    room.press("Open it")
    assert room.went[-1] == ("decision", {"entry": room.newest().id})


def test_nothing_is_saved_without_a_title_and_both_places_say_so(open_today: Open) -> None:
    room = open_today()
    room.fill(EXPECTED, "Quieter phones by Friday")
    room.save()
    assert room.count() == 0
    told = [one.accessibleName() for one in room.host.findChildren(Body) if one.isVisible()]
    assert sum(text == "There is no title yet. Say in a line what you decided." for text in told) == 2
    assert room.focused_name == TITLE
    room.type("Answer the phones")
    assert not room.shows("There is no title yet.")
    room.save()
    assert room.newest().expected == "Quieter phones by Friday"


def test_expecting_something_chooses_six_weeks_until_a_person_chooses_otherwise(open_today: Open) -> None:
    room = open_today()
    assert room.form.draft().review_due is None
    room.fill(EXPECTED, "Better by May")
    assert room.form.draft().review_due == TODAY + timedelta(weeks=6)
    room.press("No review")
    room.fill(EXPECTED, " or so")
    assert room.form.draft().review_due is None
    assert room.form.draft().no_review


def test_an_earlier_day_is_marked_in_words_and_looking_again_counts_from_today(open_today: Open) -> None:
    room = open_today()
    room.type("Close the hub")
    room.fill(EXPECTED, "Fewer calls by June")
    room.press("It was another day")
    room.type("28 May")
    room.key(Qt.Key.Key_Tab)
    assert room.shows("Written on 30 June 2026 about 28 May 2026.")
    room.save()
    assert room.newest().decided_on == date(2026, 5, 28)
    assert room.newest().review_due == TODAY + timedelta(weeks=6)


def test_themes_are_three_of_late_and_the_rest_on_request(open_today: Open) -> None:
    room = open_today(first=lambda journal: log(journal, "One", themes=("budget", "data")))
    assert room.named("budget") is not None
    assert "inspection" not in {
        one.accessibleName() for one in room.host.findChildren(QAbstractButton) if one.isVisible()
    }
    room.press("budget")
    room.press("More themes")
    room.press("inspection")
    room.fill(TITLE, "Two")
    room.save()
    assert {theme.name for theme in room.newest().themes} == {"budget", "inspection"}


def test_a_save_that_cannot_be_written_keeps_every_word_and_offers_to_try_again(
    open_today: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_today()
    room.type("Hold the line")

    def full(*_given: object, **_named: object) -> object:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(WritingDown, "log", full)
        room.save()
    assert room.shows("The disk is full")
    assert room.focused_name == "Try again"
    room.key(Qt.Key.Key_Space)
    room.settle()
    assert room.newest().title == "Hold the line"


# ---- the one question


def test_one_question_of_ticks_or_a_scale_is_asked_and_answered_by_keys(open_today: Open) -> None:
    room = open_today()
    assert room.form.prompts == ("bd-position",)
    room.type("Step in")
    room.tab_to("In the middle")
    room.key(Qt.Key.Key_Left)
    room.key(Qt.Key.Key_Space)
    room.save()
    answer = room.newest().answer("bd-position")
    assert answer is not None
    assert answer.value == -1


def test_another_question_passes_the_first_over_for_fourteen_days(open_today: Open) -> None:
    room = open_today()
    room.press("Another question")
    assert room.form.prompts == ("ll-intent",)
    assert room.do(lambda journal: journal.prompts.next_question()).id == "ll-intent"  # type: ignore[union-attr]
    room.do(lambda journal: journal.clock.pass_by(days=14))  # type: ignore[attr-defined]
    assert room.do(lambda journal: journal.prompts.next_question()).id == "bd-position"  # type: ignore[union-attr]


def test_an_answer_stays_when_another_question_is_asked_and_is_not_passed_over(open_today: Open) -> None:
    room = open_today()
    room.named("In the middle").setFocus()
    room.key(Qt.Key.Key_Space)
    room.press("Another question")
    assert set(room.form.prompts) == {"ll-intent", "bd-position"}
    room.fill(TITLE, "Both")
    room.save()
    assert room.newest().answer("bd-position") is not None


def test_none_today_holds_for_the_next_decision_and_ends_tomorrow(open_today: Open) -> None:
    room = open_today()
    room.press("None today")
    assert room.form.prompts == ()
    assert room.focused_name == "Ask me a question"
    room.fill(TITLE, "No question")
    room.save()
    assert room.form.prompts == ()
    room.do(lambda journal: journal.clock.pass_by(days=1))  # type: ignore[attr-defined]
    room.arrive()
    assert room.form.prompts != ()


def test_a_question_can_be_asked_for_after_all(open_today: Open) -> None:
    room = open_today()
    room.press("None today")
    room.press("Ask me a question")
    assert room.form.prompts == ("ll-intent",)


def test_in_a_pause_nothing_is_asked_or_offered(open_today: Open) -> None:
    def paused(journal: Journal) -> None:
        log(journal, "Late", decided_on=date(2026, 5, 1), review_due=date(2026, 6, 1))
        journal.pauses.add(Span(TODAY, THURSDAY + timedelta(days=9)))

    room = open_today(THURSDAY, first=paused)
    assert room.form.prompts == ()
    assert room.shows("Paused until 11 July 2026.")
    assert not room.shows("This week")
    assert not room.shows("Ready to look again")


# ---- drafts


def test_typing_is_kept_within_three_seconds_and_put_back(open_today: Open) -> None:
    room = open_today()
    room.type("Half a thought")
    room.qtbot.waitUntil(lambda: bool(room.kept), timeout=3_500)
    kept = room.draft(KEY)
    assert kept is not None
    assert kept["title"] == "Half a thought"
    again = Room(room.qtbot, room.journal, PAGE)
    again.arrive()
    assert again.named(TITLE).text() == "Half a thought"  # type: ignore[attr-defined]
    assert again.shows("Put back what you were writing at ")
    again.settle()
    again.host.close()
    again.desk.jobs.finish()


def test_what_was_typed_is_kept_before_the_journal_is_locked(open_today: Open) -> None:
    room = open_today()
    room.type("Not yet")
    assert room.draft(KEY) is None
    room.keep_now()
    kept = room.draft(KEY)
    assert kept is not None
    assert kept["title"] == "Not yet"


def test_start_afresh_loses_nothing_until_it_is_discarded(open_today: Open) -> None:
    room = open_today(first=lambda journal: journal.drafts.keep(KEY, {"title": "From before"}))
    room.press("Start afresh")
    assert room.form.is_empty
    room.fill(TITLE, "Something else")
    room.press("Bring it back")
    assert room.form.draft().title == "From before"
    room.press("Bring it back")
    assert room.form.draft().title == "Something else"
    room.save()
    room.press("Bring it back")
    assert room.form.draft().title == "From before"


def test_what_was_set_aside_survives_a_restart_and_is_gone_when_discarded(open_today: Open) -> None:
    room = open_today(first=lambda journal: journal.drafts.keep(KEY, {"title": "From before"}))
    room.press("Start afresh")
    room.keep_now()
    kept = room.draft(KEY)
    assert kept is not None
    assert list(kept) == ["aside"]
    again = Room(room.qtbot, room.journal, PAGE)
    again.arrive()
    assert again.form.is_empty
    again.press("Discard it")
    assert again.draft(KEY) is None
    again.host.close()
    again.desk.jobs.finish()


def test_a_draft_saved_on_another_page_leaves_the_form_empty(open_today: Open) -> None:
    room = open_today()
    room.type("Half a thought")
    room.keep_now()
    room.do(lambda journal: journal.drafts.drop(KEY))
    room.arrive()
    assert room.form.is_empty


def test_what_is_typed_before_the_draft_arrives_is_not_written_over(open_today: Open) -> None:
    room = open_today()
    room.do(lambda journal: journal.drafts.keep(KEY, {"title": "From before"}))
    room.view.arrive({})
    room.type("New words")
    room.settle()
    assert room.form.draft().title.endswith("New words")


def test_more_room_takes_the_draft_along(open_today: Open) -> None:
    room = open_today()
    room.type("A longer story")
    room.press("More room…")
    assert room.went == [("write", {"form": "standard"})]
    kept = room.draft(KEY)
    assert kept is not None
    assert kept["title"] == "A longer story"


# ---- the starts and what stands below


def test_the_three_starts_lead_where_they_say(open_today: Open) -> None:
    room = open_today()
    room.press("Something that happened")
    room.press("I have to decide")
    assert room.went == [("write", {"form": "reflection"}), ("write", {"form": "to-decide"})]
    room.press("A decision")
    assert room.focused_name == TITLE


def test_the_notice_stands_until_something_was_saved(open_today: Open) -> None:
    room = open_today()
    assert room.shows("Write about what you learned, in roles and themes.")
    room.type("First")
    room.save()
    assert not room.shows("Write about what you learned, in roles and themes.")


def test_three_decisions_at_most_are_ready_and_the_rest_is_counted(open_today: Open) -> None:
    def four(journal: Journal) -> None:
        for day in range(4):
            log(
                journal,
                f"Call {day}",
                decided_on=date(2026, 5, 1),
                review_due=date(2026, 6, 1 + day),
                confidence=65,
            )

    room = open_today(first=four)
    assert room.shows("Ready to look again (4)")
    assert room.shows("Decided 1 May 2026 · to look at again from 1 June 2026 · you said 65%, likely")
    assert not room.shows("Call 3")
    room.press("Look again: Call 1")
    assert room.went[-1][0] == "look-again"
    assert room.entry(room.went[-1][1]["entry"]).title == "Call 1"  # type: ignore[arg-type]
    room.press("See all 4")
    assert room.went[-1] == ("look-again", {})


def test_what_is_reviewed_elsewhere_leaves_the_list(open_today: Open) -> None:
    room = open_today(
        first=lambda journal: log(journal, "Call", decided_on=date(2026, 5, 1), review_due=date(2026, 6, 1))
    )
    entry = room.newest()
    room.do(lambda journal: journal.reviews.save(entry.id, ReviewDraft(happened=Happened.YES)))
    assert not room.shows("Ready to look again")


def test_a_decision_still_open_is_decided_from_the_list(open_today: Open) -> None:
    room = open_today(
        first=lambda journal: log(journal, "Which site?", undecided=True, expected="Two offers by May")
    )
    room.press("Decided: Which site?")
    entry = room.newest()
    assert not entry.undecided
    assert entry.review_due == TODAY + timedelta(weeks=6)
    assert not room.shows("Still to decide")
    room.press("Say what you chose")
    assert room.went[-1] == ("write", {"entry": entry.id})


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 7, 1), None),
        (THURSDAY, date(2026, 7, 5)),
        (date(2026, 7, 5), date(2026, 7, 5)),
        (date(2026, 7, 6), date(2026, 7, 5)),
        (date(2026, 7, 7), None),
    ],
)
def test_the_week_is_offered_from_thursday_to_monday(open_today: Open, day: date, week: date | None) -> None:
    room = open_today(day)
    assert room.shows("This week") == (week is not None)
    if week is not None:
        room.press("Look back on the week")
        assert room.went == [("write", {"form": "weekly", "week": week})]


def test_a_week_that_is_written_or_skipped_is_offered_no_more(open_today: Open) -> None:
    written = open_today(
        THURSDAY,
        first=lambda journal: log(
            journal, "", kind=EntryKind.WEEKLY, decided_on=date(2026, 7, 5), answers={"rw-honest": "Yes"}
        ),
    )
    assert not written.shows("This week")
    skipping = open_today(THURSDAY)
    skipping.press("Skip this week")
    assert not skipping.shows("This week")
    skipping.arrive()
    assert not skipping.shows("This week")


def test_the_quarter_is_offered_around_its_end_and_can_be_skipped(open_today: Open) -> None:
    assert not open_today(date(2026, 6, 10)).shows("This quarter")
    room = open_today(date(2026, 6, 24))
    assert room.shows("The quarter ending 30 June 2026")
    room.press("Skip this quarter")
    room.arrive()
    assert not room.shows("This quarter")


@pytest.mark.parametrize("answer", ["Skip this quarter", "Skip this week", "No, thank you"])
def test_what_is_put_aside_leaves_the_focus_on_the_page(open_today: Open, answer: str) -> None:
    room = open_today(THURSDAY, first=lambda journal: [log(journal, str(one)) for one in range(3)])
    room.named(answer).setFocus()
    room.key(Qt.Key.Key_Space)
    room.settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == TITLE


def test_the_reminder_is_offered_once_at_the_third_save(open_today: Open, tmp_path: Path) -> None:
    room = open_today()
    for title in ("One", "Two"):
        room.fill(TITLE, title)
        room.save()
    assert not room.shows("A regular time to think")
    room.fill(TITLE, "Three")
    room.save()
    assert room.shows("A regular time to think")
    assert room.shows("Other people may be able to see your calendar.")
    path = tmp_path / "thinking-time.ics"
    room.host.findChildren(ReminderCard)[0].write(str(path))
    room.settle()
    calendar = path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "SUMMARY:Thinking time" in calendar
    assert "FREQ=WEEKLY;BYDAY=FR" in calendar
    assert "Three" not in calendar
    room.arrive()
    assert not room.shows("A regular time to think")


def test_a_reminder_that_cannot_be_written_says_so_in_place(open_today: Open, tmp_path: Path) -> None:
    room = open_today(first=lambda journal: [log(journal, str(one)) for one in range(3)])
    room.host.findChildren(ReminderCard)[0].write(str(tmp_path / "missing" / "x.ics"))
    room.settle()
    assert room.shows(
        "A file or folder is not there, or a part of its path is a file. "
        "Check the path, and that its drive is still connected; then try again."
    )
    room.press("No, thank you")
    room.arrive()
    assert not room.shows("A regular time to think")


# ---- by ear, by key and in every size


def test_tab_goes_through_the_form_in_order_and_comes_round(open_today: Open) -> None:
    room = open_today(demo=True)
    room.named("A decision").setFocus()
    stops = room.tab_stops()
    assert all(stops)
    wanted = ["A decision", TITLE, EXPECTED, "Unlikely, 20 per cent", "2 weeks", "It was another day", "Another question", "Save", "More room…", "Look again: "]  # fmt: skip
    places = [next(at for at, name in enumerate(stops) if name.startswith(one)) for one in wanted]
    assert places == sorted(places)


def test_making_today_opens_no_other_window(open_today: Open, qapp: QApplication) -> None:
    watch = Windows()
    qapp.installEventFilter(watch)
    room = open_today(THURSDAY, demo=True)
    room.press("Another question")
    room.press("More themes")
    room.fill(TITLE, "One")
    room.save()
    qapp.removeEventFilter(watch)
    assert set(watch.seen) <= {"QWidget"}  # the window of this test
    assert len(watch.seen) <= 1


def test_what_is_pressed_on_the_quick_form_is_large_enough(open_today: Open) -> None:
    room = open_today()
    form = room.form
    small = [
        one.accessibleName()
        for one in form.findChildren(QAbstractButton)
        if one.isVisible() and one.height() < QUICK_TARGET and not one.inherits("LinkButton")
        and type(one).__name__ != "LinkButton"
    ]  # fmt: skip
    assert not small


@pytest.mark.parametrize(("width", "height"), [(911, 512), (640, 480)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_runs_off_the_side_or_is_cut(
    open_today: Open, qapp: QApplication, width: int, height: int, percent: int
) -> None:
    room = open_today(THURSDAY, demo=True)
    room.press("More themes")
    apply_look(qapp, Look.LIGHT, percent)
    room.host.resize(width, height)
    for _ in range(4):
        QApplication.processEvents()
    page = room.view.widget
    assert isinstance(page, Page)
    column = page.widget()
    assert column is not None
    assert column.width() <= page.viewport().width()
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, Body | QAbstractButton):
            corner = widget.mapTo(column, QPoint(widget.width(), 0))
            assert corner.x() <= page.viewport().width(), widget.accessibleName()
            assert widget.height() >= widget.heightForWidth(widget.width()), widget.accessibleName()


def test_the_save_key_works_from_any_field_of_the_form(open_today: Open) -> None:
    room = open_today()
    room.type("From the scale")
    room.tab_to("In the middle")
    room.key(Qt.Key.Key_Return, CONTROL)
    room.settle()
    assert room.newest().title == "From the scale"
