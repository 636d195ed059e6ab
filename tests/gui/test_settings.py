"""Every setting in a real window over a real journal, and what it does once it is set."""

import stat
import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QSpinBox,
    QWidget,
)

from app.domain.days import Span
from app.domain.errors import DiskFull, WrongPassphrase
from app.domain.prompts import AnswerKind, Prompt, When
from app.paths import Places
from app.preferences import Preferences, load_preferences
from app.services.changing_keys import ChangingKeys
from app.services.dashboard import Window
from app.services.journal import Journal
from app.ui.settings.page import GROUPS, SettingsView
from app.ui.theme import GRID, Look, apply_look, live
from app.ui.widgets import Body, Heading, Page
from tests.fixtures.cheap import restore
from tests.gui.pages import DAY, PASSPHRASE, House, cheap_vault, widget_named

T = TypeVar("T")
ALL = [kind.id for group in GROUPS for kind in group.kinds]
NEW = "otter cabinet rehearsal puddle anthem quilt"
MakeHouse = Callable[..., House]


class SettingsWindow:
    """The page of settings in the unlocked window, found by names and driven by keys."""

    def __init__(self, house: House, section: str = "") -> None:
        self.house = house
        house.unlock()
        self.page = self.go(section)

    def go(self, section: str) -> Page:
        page = self.house.go("settings", {"section": section} if section else {})
        assert isinstance(page, Page)
        return page

    @property
    def view(self) -> SettingsView:
        view = self.house.journal.window.views["settings"]
        assert isinstance(view, SettingsView)
        return view

    def ask(self, work: Callable[[Journal], T]) -> T:
        return self.house.journal.jobs.now(lambda: work(self.house.journal.opened.journal))

    def act(self, work: Callable[[Journal], object]) -> None:
        self.house.journal.desk.act(work, self.house.frame)
        self.house.settle()

    def press(self, name: str) -> None:
        self.house.press(name)
        self.house.settle()

    def add_theme(self, name: str) -> None:
        self.act(lambda journal: journal.lists.add_theme(name))

    def type(self, name: str, text: str) -> None:
        widget_named(self.page, name).setFocus()
        self.house.type_into(name, text)

    def texts(self) -> str:
        shown = [label.accessibleName() for label in self.page.findChildren(Body) if label.isVisible()]
        return "\n".join(shown)

    def said(self) -> str:
        return self.house.journal.window.status.said.text()

    @property
    def focused(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def field(self, name: str) -> QWidget:
        return widget_named(self.page, name)

    def prompt(self, start: str) -> Prompt | None:
        library = self.ask(lambda journal: journal.prompts.now()).library
        return next((one for one in library.prompts if one.question.startswith(start)), None)

    def is_asked(self, prompt: str) -> bool:
        return prompt in self.ask(lambda journal: journal.prompts.now()).enabled


@pytest.fixture
def settings(house: House) -> Callable[[str], SettingsWindow]:
    return lambda section: SettingsWindow(house, section)


At = Callable[[str], SettingsWindow]


# ---- the page


@pytest.mark.parametrize("section", [one for one in ALL if one != "demo"])
def test_every_section_can_be_asked_for_by_name_and_has_something_to_do(settings: At, section: str) -> None:
    window = settings(section)
    fold = window.view.folds[section]
    assert fold.is_unfolded
    assert window.focused is fold.button
    assert fold.section is not None
    acts = fold.section.findChildren(QAbstractButton)
    assert any(one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus for one in acts)


def test_a_section_asked_for_is_scrolled_to_its_top(settings: At) -> None:
    window = settings("about")
    window.house.qtbot.waitUntil(lambda: window.page.verticalScrollBar().value() > 0)
    fold = window.view.folds["about"]
    assert 0 <= fold.mapTo(window.page.viewport(), QPoint(0, 0)).y() < window.page.viewport().height() - 40


def test_a_section_asked_for_is_shown_whole_with_what_came_later(settings: At) -> None:
    window = settings("hold")
    fold = window.view.folds["hold"]

    def is_whole() -> bool:
        top = fold.mapTo(window.page.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + fold.height() <= window.page.viewport().height()

    window.house.qtbot.waitUntil(is_whole)


def test_coming_back_from_another_page_goes_on_where_the_focus_was(settings: At) -> None:
    window = settings("recovery")
    window.press("Make a new sheet…")
    window.house.journal.window.back()
    window.house.settle()
    assert window.focused is window.field("Make a new sheet…")


def test_nothing_is_made_before_its_heading_is_opened(settings: At) -> None:
    window = settings("look")
    made = [name for name, fold in window.view.folds.items() if fold.section is not None]
    assert made == ["look"]


def test_control_comma_leads_here_from_anywhere(house: House) -> None:
    house.unlock()
    house.keys(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert house.journal.window.shown == "settings"


# ---- this window


def test_colours_change_at_once_and_are_kept(settings: At, demo_places: Places) -> None:
    window = settings("look")
    light = QApplication.palette().window().color().name()
    window.press("Dark")
    assert QApplication.palette().window().color().name() != light
    assert live().tokens.look is Look.DARK
    assert load_preferences(demo_places.preferences).theme == "dark"
    window.press("High contrast")
    assert QApplication.palette().window().color().name() == "#000000"
    window.press("Light")


def test_text_grows_at_once(settings: At) -> None:
    window = settings("look")
    before = QApplication.font().pointSizeF()
    box = next(one for one in window.page.findChildren(QSpinBox) if one.accessibleName() == "Text size")
    for _ in range(5):
        QTest.keyClick(box, Qt.Key.Key_Up)
    assert QApplication.font().pointSizeF() == pytest.approx(before * 1.5)
    window.house.keys(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    window.house.settle()
    assert box.value() == 100


def test_the_high_legibility_typeface_is_used_at_once(settings: At) -> None:
    window = settings("look")
    window.press("Use the high-legibility typeface")
    assert "Atkinson" in QApplication.font().family()
    window.press("Use the high-legibility typeface")
    assert "Inter" in QApplication.font().family()


def test_less_movement_stops_menus_from_moving(settings: At) -> None:
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, True)  # off where there is no desktop
    window = settings("look")
    assert QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    window.press("Less movement: menus and lists appear at once")
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    window.press("Less movement: menus and lists appear at once")
    assert QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, False)


def test_the_journal_locks_after_the_minutes_chosen(settings: At) -> None:
    window = settings("lock")
    box = next(
        one for one in window.page.findChildren(QSpinBox) if one.accessibleName().startswith("Lock when")
    )
    assert (box.minimum(), box.maximum()) == (2, 60)
    while box.value() > 2:
        QTest.keyClick(box, Qt.Key.Key_Down)
    window.house.settle()
    idle = window.house.journal.idle
    passed: list[bool] = []
    idle.passed.disconnect()
    idle.passed.connect(lambda: passed.append(True))
    idle._seconds = lambda: idle._last + 119
    idle.look()
    assert not passed
    idle._seconds = lambda: idle._last + 121
    idle.look()
    assert passed


def test_lock_now_shuts_the_journal(settings: At) -> None:
    window = settings("lock")
    house = window.house
    widget_named(house.frame, "Lock now").setFocus()
    QTest.keyClick(window.focused, Qt.Key.Key_Space)
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)


# ---- prompts


def test_a_prompt_that_is_unticked_is_asked_no_more(settings: At) -> None:
    window = settings("prompts")
    window.press("Balcony and dance floor: 5 of 5 asked")
    window.press("What I could not see")
    prompt = window.prompt("What could you not see")
    assert prompt is not None
    assert not window.is_asked(prompt.id)
    window.field("Balcony and dance floor: 4 of 5 asked")
    window.press("What I could not see")
    assert window.is_asked(prompt.id)


def test_undo_ticks_a_prompt_again(settings: At) -> None:
    window = settings("prompts")
    window.press("Balcony and dance floor: 5 of 5 asked")
    window.press("What I could not see")
    window.act(Journal.undo)
    tick = window.field("What I could not see")
    assert isinstance(tick, QAbstractButton)
    assert tick.isChecked()


def test_a_copy_in_own_words_is_asked_beside_the_first(settings: At) -> None:
    window = settings("prompts")
    window.press("Balcony and dance floor: 5 of 5 asked")
    window.press("Put it in your words… What I could not see")
    field = window.focused
    assert field.accessibleName() == "The question in your words"
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "What was hidden from me?")
    window.press("Save in these words")
    copy = window.prompt("What was hidden from me?")
    assert copy is not None
    assert copy.based_on is not None
    assert window.is_asked(copy.id)
    assert window.is_asked(copy.based_on)
    window.field("What I could not see (in your words)")


def test_a_question_left_empty_is_told_beside_its_field(settings: At) -> None:
    window = settings("prompts")
    window.press("Balcony and dance floor: 5 of 5 asked")
    window.press("Put it in your words… What I could not see")
    QTest.keyClick(window.focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.focused, Qt.Key.Key_Delete)
    window.press("Save in these words")
    assert window.focused.accessibleName() == "The question in your words"
    assert "needs a question" in window.focused.accessibleDescription()


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (AnswerKind.TEXT, "Words"),
        (AnswerKind.SINGLE, "One of several"),
        (AnswerKind.MULTI, "Any of several"),
        (AnswerKind.SLIDER, "A scale of seven"),
        (AnswerKind.PERCENT, "A percentage"),
    ],
)
def test_a_prompt_of_ones_own_can_be_of_any_kind(settings: At, kind: AnswerKind, label: str) -> None:
    window = settings("prompts")
    window.press("Write a prompt of your own")
    window.type("Your question", "Did I rest?")
    window.press(label)
    if kind in {AnswerKind.SINGLE, AnswerKind.MULTI}:
        window.type("The options, one on each line", "yes")
        window.house.keys(Qt.Key.Key_Return)
        QTest.keyClicks(window.focused, "no")
    if kind is AnswerKind.SLIDER:
        window.type("One end of the scale", "not at all")
        window.type("The other end", "well")
    window.press("At the end of the week")
    window.press("Add this prompt")
    made = window.prompt("Did I rest?")
    assert made is not None
    assert (made.kind, made.when) == (kind, (When.WEEKLY,))
    assert len(made.options) == (2 if kind in {AnswerKind.SINGLE, AnswerKind.MULTI} else 0)
    assert (made.ends is not None) == (kind is AnswerKind.SLIDER)
    window.field("My own prompts: 1 of 1 asked")


@pytest.mark.parametrize(
    ("steps", "focused"),
    [
        ([], "Your question"),
        (["question"], "When I log a decision"),
        (["question", "One of several", "At the end of the week"], "The options, one on each line"),
        (["question", "A scale of seven", "At the end of the week"], "One end of the scale"),
    ],
)
def test_what_a_prompt_of_ones_own_still_needs_is_told_where_it_goes(
    settings: At, steps: list[str], focused: str
) -> None:
    window = settings("prompts")
    window.press("Write a prompt of your own")
    for step in steps:
        if step == "question":
            window.type("Your question", "Did I rest?")
        else:
            window.press(step)
    window.press("Add this prompt")
    assert window.focused.accessibleName() == focused
    assert "This prompt needs " in window.texts()
    assert window.prompt("Did I rest?") is None


def test_a_prompt_of_ones_own_goes_off_the_list_and_undo_brings_it_back(settings: At) -> None:
    window = settings("prompts")
    window.act(lambda journal: journal.prompts.add_own("Did I rest?", AnswerKind.TEXT, [When.WEEKLY]))
    window.press("My own prompts: 1 of 1 asked")
    window.press("Take it off the list: Did I rest?")
    assert window.prompt("Did I rest?") is None
    window.act(Journal.undo)
    assert window.prompt("Did I rest?") is not None
    window.field("My own prompts: 1 of 1 asked")


def test_a_prompt_being_written_is_there_again_after_a_lock(
    make_house: MakeHouse, demo_places: Places
) -> None:
    first = SettingsWindow(make_house(demo_places), "prompts")
    first.press("Write a prompt of your own")
    first.type("Your question", "Did I rest?")
    first.press("A percentage")
    first.house.journal.desk.flush()
    first.house.close()
    second = SettingsWindow(make_house(demo_places), "prompts")
    second.house.settle()
    assert second.view.folds["prompts"].section is not None
    second.press("At the end of the week")
    second.press("Add this prompt")
    made = second.prompt("Did I rest?")
    assert made is not None
    assert made.kind is AnswerKind.PERCENT
    assert second.ask(lambda journal: journal.drafts.of("prompt:new")) is None


# ---- themes


def names(window: SettingsWindow) -> list[str]:
    return [theme.name for theme in window.ask(lambda journal: journal.lists.themes())]


def test_a_theme_is_added_renamed_archived_and_brought_back(settings: At) -> None:
    window = settings("themes")
    window.type("Another theme", "housing")
    window.press("Add this theme")
    assert names(window)[-1] == "housing"
    assert window.focused is window.field("Another theme")
    window.press("Rename: SEND")
    QTest.keyClick(window.focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.focused, "additional needs")
    QTest.keyClick(window.focused, Qt.Key.Key_Return)
    window.house.settle()
    assert "additional needs" in names(window)
    assert window.focused.accessibleName() == "Rename: additional needs"
    window.press("Archive: additional needs")
    assert "additional needs" not in names(window)
    window.press("Bring back: additional needs")
    assert "additional needs" in names(window)


def test_a_theme_on_no_entry_is_removed_for_good(settings: At) -> None:
    window = settings("themes")
    window.act(lambda journal: journal.lists.add_theme("housing"))
    window.press("Remove: housing")
    assert "housing" not in [
        one.name for one in window.ask(lambda journal: journal.lists.themes(archived=True))
    ]


def test_a_name_that_is_taken_is_told_beside_the_field(settings: At) -> None:
    window = settings("themes")
    window.type("Another theme", "Safeguarding")
    window.press("Add this theme")
    assert "There is a theme of that name already." in window.field("Another theme").accessibleDescription()
    window.press("Rename: SEND")
    QTest.keyClick(window.focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.focused, "budget")
    window.press("Save the name")
    assert "There is a theme of that name already." in window.focused.accessibleDescription()


def test_there_are_never_more_than_fifteen_themes(settings: At) -> None:
    window = settings("themes")
    window.press("Archive: data")
    for number in range(4):
        window.add_theme(f"theme {number}")
    window.type("Another theme", "one too many")
    window.press("Add this theme")
    assert "There are 15 themes already." in window.field("Another theme").accessibleDescription()
    window.press("Bring back: data")
    assert "There are 15 themes already." in window.texts()
    assert len(names(window)) == 15


# ---- reminders, pauses, searches


def test_a_reminder_is_a_neutral_calendar_file_for_this_account_alone(settings: At, tmp_path: Path) -> None:
    window = settings("reminders")
    assert "Others may see your calendar." in window.texts()
    day = next(one for one in window.page.findChildren(QComboBox) if one.accessibleName() == "Day")
    day.setFocus()
    QTest.keyClick(day, Qt.Key.Key_T)
    window.press("Save a calendar file…")
    dialog = next(one for one in window.house.frame.findChildren(QFileDialog))
    chosen = tmp_path / "reminder.ics"
    dialog.fileSelected.emit(str(chosen))
    dialog.reject()
    window.house.settle()
    (event,) = Calendar.from_ical(chosen.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Thinking time"
    assert dict(event.decoded("rrule"))["BYDAY"] == ["TU"]
    assert stat.S_IMODE(chosen.stat().st_mode) == 0o600
    assert window.ask(lambda journal: journal.lists.choice("reminder_offered")) is True
    assert window.said().startswith("Saved.")


def test_a_file_that_cannot_be_written_is_told_in_place(settings: At, tmp_path: Path) -> None:
    window = settings("reminders")
    section = window.view.folds["reminders"].section
    assert section is not None
    section.save(str(tmp_path / "no such folder" / "reminder.ics"))  # type: ignore[attr-defined]
    window.house.settle()
    headings = [one.accessibleName() for one in section.findChildren(Heading) if one.isVisible()]
    assert headings
    window.press("Put this away")
    assert not [one for one in section.findChildren(Heading) if one.isVisible()]


def loops(journal: Journal) -> int:
    span = journal.patterns.span(Window.TWELVE)
    (series,) = journal.patterns.charts(span, wanted=[journal.patterns.chart("C4")])
    return series.n


def test_a_pause_takes_its_days_out_of_loop_closing_and_gives_them_back(settings: At) -> None:
    window = settings("pauses")
    before = window.ask(loops)
    for name, day in (("From", "1 January 2026"), ("Until", "31 March 2026")):
        field = window.field(name)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, day)
    window.press("Pause for these days")
    assert window.ask(lambda journal: journal.pauses.all()) == (Span(date(2026, 1, 1), date(2026, 3, 31)),)
    assert window.ask(loops) < before
    window.press("Take this pause back: 1 January 2026 to 31 March 2026")
    assert window.ask(loops) == before


def test_a_pause_needs_both_days(settings: At) -> None:
    window = settings("pauses")
    window.press("Pause for these days")
    assert window.focused is window.field("Until")
    assert "Choose a day." in window.field("Until").accessibleDescription()
    assert window.ask(lambda journal: journal.pauses.all()) == ()


def test_a_saved_search_is_forgotten(settings: At) -> None:
    window = settings("searches")
    assert "No saved searches yet." in window.texts()
    window.act(lambda journal: journal.lists.save_search("Open SEND", "theme:SEND status:open"))
    window.press("Forget: Open SEND")
    assert window.ask(lambda journal: journal.lists.saved_searches()) == ()


# ---- keys


def test_the_new_passphrase_opens_and_the_old_one_does_not(
    settings: At, demo_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = settings("passphrase")
    threads: list[str] = []
    change = ChangingKeys.change_passphrase

    def watched(changing: ChangingKeys, current: str, new: str) -> None:
        threads.append(threading.current_thread().name)
        change(changing, current, new)

    monkeypatch.setattr(ChangingKeys, "change_passphrase", watched)
    window.type("Current passphrase", PASSPHRASE)
    window.type("New passphrase", NEW)
    window.press("Change the passphrase")
    assert window.said() == "The passphrase is changed."
    assert all(name.startswith("beside") for name in threads)
    vault = cheap_vault(demo_places)
    assert vault.passphrase_opens(NEW)
    assert not vault.passphrase_opens(PASSPHRASE)
    window.house.close()
    with pytest.raises(WrongPassphrase):
        vault.unlock(PASSPHRASE)
    vault.unlock(NEW).close(back_up=False)


RENEW = "Let them open with the passphrase of now"


def test_after_a_change_earlier_backups_are_offered_to_open_with_the_new_passphrase(
    settings: At, demo_places: Places, tmp_path: Path
) -> None:
    window = settings("passphrase")
    made = window.ask(lambda journal: journal.care.back_up()).path
    assert "earlier passphrase" not in window.texts()
    window.type("Current passphrase", PASSPHRASE)
    window.type("New passphrase", NEW)
    window.press("Change the passphrase")
    assert "2 backups open only with an earlier passphrase" in window.texts()
    window.press(RENEW)
    assert window.said() == "2 backups open with the passphrase of now."
    assert "earlier passphrase" not in window.texts()
    assert cheap_vault(demo_places).changing_keys.outdated_backups() == 0
    copy = cheap_vault(Places(tmp_path / "copy", tmp_path / "copy"))
    restore(copy, made, NEW)
    assert copy.passphrase_opens(NEW)
    assert not copy.passphrase_opens(PASSPHRASE)


def test_after_a_change_the_second_place_follows_and_the_list_of_backups_tells_it(
    settings: At, demo_places: Places, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    window = settings("passphrase")
    window.ask(lambda journal: journal.care.second_place.choose(stick))
    window.type("Current passphrase", PASSPHRASE)
    window.type("New passphrase", NEW)
    window.press("Change the passphrase")
    here = sorted(one.name for one in demo_places.backups.glob("*.balcony-backup"))
    assert here
    assert sorted(one.name for one in stick.iterdir()) == here
    window.press(RENEW)
    assert [(stick / one).read_bytes() for one in here] == [
        (demo_places.backups / one).read_bytes() for one in here
    ]


def test_an_earlier_backup_that_cannot_be_written_anew_is_told_and_offered_again(
    settings: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = settings("passphrase")
    window.ask(lambda journal: journal.care.back_up())
    window.type("Current passphrase", PASSPHRASE)
    window.type("New passphrase", NEW)
    window.press("Change the passphrase")

    def full(*_given: object) -> None:
        raise DiskFull

    monkeypatch.setattr(ChangingKeys, "rewrap_backups", full)
    window.press(RENEW)
    assert "2 backups open only with an earlier passphrase" in window.texts()
    assert window.focused is window.field(RENEW)
    assert any("disk is full" in one.text() for one in window.page.findChildren(QLabel))


def test_a_wrong_current_passphrase_is_told_beside_its_field(settings: At, demo_places: Places) -> None:
    window = settings("passphrase")
    window.type("Current passphrase", "not this one at all")
    window.type("New passphrase", NEW)
    window.press("Change the passphrase")
    field = window.field("Current passphrase")
    assert window.focused is field
    assert "does not open this journal" in field.accessibleDescription()
    assert cheap_vault(demo_places).passphrase_opens(PASSPHRASE)


def test_an_easily_guessed_passphrase_is_refused(settings: At, demo_places: Places) -> None:
    window = settings("passphrase")
    window.type("Current passphrase", PASSPHRASE)
    window.type("New passphrase", "password12")
    window.press("Change the passphrase")
    assert "too easily guessed" in window.field("New passphrase").accessibleDescription()
    assert cheap_vault(demo_places).passphrase_opens(PASSPHRASE)


def test_six_words_are_offered_and_taken(settings: At) -> None:
    window = settings("passphrase")
    window.house.settle()
    offered = next(one for one in window.page.findChildren(QLabel) if one.objectName() == "offered").text()
    assert len(offered.split()) == 6
    window.press("Use these words")
    assert window.field("New passphrase").text() == offered  # type: ignore[attr-defined]


def test_the_recovery_sheet_is_one_press_away(settings: At) -> None:
    window = settings("recovery")
    assert "The recovery sheet was made." in window.texts()
    window.act(lambda journal: journal.lists.note("recovery_sheet_made", value=False))
    assert "Recovery sheet not made yet." in window.texts()
    window.press("Make the recovery sheet…")
    assert window.house.journal.window.shown == "recovery-sheet"


# ---- keeping it safe


def test_a_backup_is_made_now_and_listed(settings: At, demo_places: Places) -> None:
    window = settings("backups")
    assert "No backup yet." in window.texts()
    window.press("Back up now")
    window.house.settle()
    (backup,) = list(demo_places.backups.glob("*.balcony-backup"))
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert f"Last verified backup: {DAY.day} June 2026" in window.texts()
    assert str(demo_places.backups) in window.texts()
    assert "40 entries" in window.texts()


def test_the_files_are_named_and_a_synced_folder_is_warned_of(
    settings: At, demo_places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = settings("files")
    for path in (demo_places.data_dir, demo_places.preferences):
        assert str(path) in window.texts()
    for path in demo_places.data_dir.iterdir():
        assert path.name in window.texts()
    assert "kept in step" not in window.texts()
    monkeypatch.setenv("OneDrive", str(demo_places.data_dir.parent))
    window.go("files")
    assert "kept in step by OneDrive" in window.texts()
    window.press("Copy the folder’s name")
    assert QApplication.clipboard().text() == str(demo_places.data_dir)


def test_a_hold_keeps_the_bin_from_being_emptied(settings: At, monkeypatch: pytest.MonkeyPatch) -> None:
    window = settings("hold")

    def binned(journal: Journal) -> object:
        return journal.writing.delete([journal.finding.page(limit=1)[0].id])

    window.act(binned)
    later = window.ask(lambda journal: journal.clock.now()) + timedelta(days=31)
    clock = type(window.house.journal.opened.journal.clock)
    monkeypatch.setattr(clock, "now", lambda _self: later)
    window.press("Put the whole journal on hold")
    assert "The journal is on hold." in window.texts()
    assert "The hold began on 30 June 2026." in window.texts()
    assert window.ask(lambda journal: journal.care.empty_bin()) == 0
    window.press("End the hold")
    assert "The hold ended on 30 June 2026." in window.texts()
    assert window.ask(lambda journal: journal.care.empty_bin()) == 1


# ---- in and out, about


@pytest.mark.parametrize(
    ("section", "button", "went"),
    [
        ("exchange", "Import and export…", ("exchange", {})),
        ("bin", "Look into the bin", ("journal", {"bin": True})),
    ],
)
def test_other_pages_are_one_press_away(
    settings: At, section: str, button: str, went: tuple[str, object]
) -> None:
    window = settings(section)
    asked: list[tuple[str, object]] = []
    window.house.journal.desk.went.connect(lambda page, where: asked.append((page, where)))
    window.press(button)
    assert asked == [went]


def test_a_demo_journal_does_not_offer_to_remove_its_entries(settings: At) -> None:
    window = settings("look")
    assert not window.view.folds["demo"].isVisible()


def test_demo_entries_in_a_journal_of_ones_own_go_to_the_bin_together(
    make_house: MakeHouse, demo_places: Places
) -> None:
    journal = cheap_vault(demo_places).unlock(PASSPHRASE)
    journal.lists.note("is_demo", value=False)
    journal.close(back_up=False)
    window = SettingsWindow(make_house(demo_places), "demo")
    assert "40 entries are marked as demo" in window.texts()
    window.press("Move the demo entries to the bin")
    assert window.ask(lambda journal: journal.writing.demo_entries()) == 0
    assert not window.view.folds["demo"].isVisible()
    window.act(Journal.undo)
    assert window.ask(lambda journal: journal.writing.demo_entries()) == 40
    assert window.view.folds["demo"].isVisible()


def test_diagnostics_are_copied_without_content(settings: At, demo_places: Places) -> None:
    window = settings("about")
    window.press("Diagnostics without content")
    window.press("Copy the diagnostics")
    text = QApplication.clipboard().text()
    for name in ("Balcony 0.1.0", "Python 3", "Qt 6", "SQLCipher 4", "text 100%"):
        assert name in text
    assert str(demo_places.data_dir) not in text
    titles = [one.title for one in window.ask(lambda journal: journal.finding.page(limit=100))]
    assert not [title for title in titles if title and title in text]


def test_the_licences_read_as_plain_words(settings: At) -> None:
    window = settings("about")
    window.press("Licences and notices")
    assert "SIL Open Font License" in window.texts()
    assert "SQLCipher is under this licence" in window.texts()
    assert "|---" not in window.texts()
    assert "**" not in window.texts()


# ---- sizes and keys


@pytest.mark.parametrize(("width", "height"), [(911, 512), (640, 480)])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_runs_off_the_side_or_is_cut(
    make_house: MakeHouse, demo_places: Places, width: int, height: int, percent: int
) -> None:
    window = SettingsWindow(make_house(demo_places, Preferences(theme="light", text_size=percent)))
    window.house.frame.resize(width, height)
    for section in ALL:
        if section != "demo":
            window.go(section)
    for _ in range(4):
        QApplication.processEvents()
    column = window.page.widget()
    assert column is not None
    assert column.width() <= window.page.viewport().width()
    for widget in window.page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QLabel | QAbstractButton):
            right = widget.mapTo(column, widget.rect().bottomRight()).x()
            assert right <= window.page.viewport().width(), widget.accessibleName()
            wanted = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
            assert widget.height() >= wanted, f"cut: {widget.accessibleName()}"
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_look(app, Look.LIGHT, 100)


def test_every_heading_opens_by_keyboard_alone(settings: At) -> None:
    window = settings("look")
    reached: list[str] = []
    window.view.folds["look"].button.setFocus()
    for _ in range(60):
        window.house.keys(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None and window.page.isAncestorOf(focused):
            reached.append(focused.accessibleName())
    for title in ("Lock", "Prompts", "Themes", "Passphrase", "Backups", "About Balcony"):
        assert title in reached
    window.view.folds["hold"].button.setFocus()
    window.house.keys(Qt.Key.Key_Return)
    assert window.view.folds["hold"].is_unfolded


def test_tab_leads_from_a_heading_into_what_it_unfolded(settings: At) -> None:
    window = settings("look")
    window.press("Prompts")
    window.view.folds["look"].button.setFocus()
    QTest.keyClick(window.focused, Qt.Key.Key_Tab)
    assert window.view.folds["look"].isAncestorOf(window.focused)
    seen: list[str] = []
    for _ in range(40):
        if window.view.folds["themes"].isAncestorOf(window.focused):
            break
        seen += [name for name, fold in window.view.folds.items() if fold.isAncestorOf(window.focused)]
        QTest.keyClick(window.focused, Qt.Key.Key_Tab)
    assert list(dict.fromkeys(seen)) == ["look", "lock", "prompts"]
    assert seen == sorted(seen, key=["look", "lock", "prompts"].index)


def test_a_section_that_is_unfolded_at_the_edge_of_the_window_comes_into_view(settings: At) -> None:
    window = settings("look")
    fold = window.view.folds["passphrase"]
    fold.button.setFocus()
    QTest.keyClick(fold.button, Qt.Key.Key_Space)
    window.house.settle()
    view = window.page.viewport()

    def in_view() -> bool:
        top = fold.mapTo(view, QPoint(0, 0)).y()
        return top >= 0 and (top + fold.height() <= view.height() + 2 * GRID or top < 40)

    window.house.qtbot.waitUntil(in_view)
