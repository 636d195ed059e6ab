"""The door: nobody is locked out by surprise, and every message carries what mends it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.demo_words import DEMO_WORDS
from app.paths import Places, places_in
from app.preferences import Preferences
from app.services.demo import make_demo
from app.ui.door import words as door_words
from app.ui.door.code import UseCode
from app.ui.door.demo import LookRound
from app.ui.door.door import Door
from app.ui.door.first import First
from app.ui.door.make import Make
from app.ui.door.prompt import Prompt
from app.ui.door.restore import Restore
from app.ui.door.step import Doorstep
from app.ui.door.unlock import Unlock
from app.ui.frame import Frame
from app.ui.start import build_unlock_window, complete
from tests.gui.pages import PASSPHRASE, House, cheap_vault, names, widget_named
from tests.gui.stage import QUIET, spoken

pytestmark = QUIET
MakeHouse = Callable[..., House]


def field_of(house: House, name: str) -> QLineEdit:
    field = widget_named(house.frame, name)
    assert isinstance(field, QLineEdit)
    return field


def test_first_run_offers_a_new_journal_an_own_one_and_a_look_round(
    make_house: MakeHouse, empty_places: Places
) -> None:
    house = make_house(empty_places)
    assert isinstance(house.page, First)
    said = names(house.frame)
    for wanted in (
        "New journal",
        "I have one: find it or restore it",
        "Look round with the demo journal",
        door_words.NOTICE,
        door_words.AT_RISK,
    ):
        assert wanted in said
    assert field_focus(house) == "New journal"


def field_focus(house: House) -> str:
    focused = house.frame.focusWidget()
    return focused.accessibleName() or focused.property("text") if focused is not None else ""


def test_six_words_make_a_journal_that_opens_at_once_and_again(
    make_house: MakeHouse, empty_places: Places
) -> None:
    house = make_house(empty_places)
    house.press("New journal")
    house.turned_to(Make)
    page = house.page
    assert isinstance(page, Make)
    house.qtbot.waitUntil(page.passphrase.use.isEnabled)
    house.press("Use these words")
    chosen = field_of(house, "Passphrase").text()
    assert len(chosen.split()) == 6
    assert field_of(house, "Passphrase").echoMode() == QLineEdit.EchoMode.Normal
    house.qtbot.waitUntil(lambda: "Very hard to guess." in names(house.frame))
    house.press("Make the journal")
    opened = house.entered()
    assert opened.desk.code is not None
    assert "Recovery sheet not made yet" in names(house.frame)
    house.close()
    again = make_house(empty_places)
    assert isinstance(again.page, Unlock)
    again.unlock(chosen)


def test_a_passphrase_that_is_easily_guessed_is_refused_beside_its_field(
    make_house: MakeHouse, empty_places: Places
) -> None:
    house = make_house(empty_places)
    house.press("New journal")
    house.turned_to(Make)
    house.type_into("Passphrase", "password12")
    house.press("Make the journal")
    house.qtbot.waitUntil(lambda: "easily guessed" in field_of(house, "Passphrase").accessibleDescription())
    assert not empty_places.journal.exists()


def test_a_wrong_passphrase_is_said_in_place_and_spoken(house: House) -> None:
    field = field_of(house, "Passphrase")
    with spoken() as heard:
        house.type_into("Passphrase", "not this one at all")
        QTest.keyClick(field, Qt.Key.Key_Return)
        house.qtbot.waitUntil(lambda: "does not open" in field.accessibleDescription())
    assert any("does not open this journal" in text for text in heard)
    assert field.hasFocus()
    assert field.selectedText() == "not this one at all"
    assert field.echoMode() == QLineEdit.EchoMode.Password
    house.unlock()


def test_caps_lock_is_named_while_typing_and_in_the_message(house: House) -> None:
    field = field_of(house, "Passphrase")
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.sendKeyEvent(QTest.KeyAction.Click, field, Qt.Key.Key_A, "A", shift)
    assert "Caps Lock" not in field.accessibleDescription()
    QTest.sendKeyEvent(QTest.KeyAction.Click, field, Qt.Key.Key_D, "D", Qt.KeyboardModifier.NoModifier)
    assert "Caps Lock is on." in field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: "does not open" in field.accessibleDescription())
    assert "Caps Lock is on." in field.accessibleDescription()


def test_an_empty_passphrase_is_asked_for_without_trying(house: House) -> None:
    house.press("Unlock")
    assert "Type your passphrase." in field_of(house, "Passphrase").accessibleDescription()


def test_a_passphrase_can_be_pasted_and_shown(house: House) -> None:
    field = field_of(house, "Passphrase")
    QApplication.clipboard().setText(PASSPHRASE)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    house.press("Show what I type")
    assert field.text() == PASSPHRASE
    assert field.displayText() == PASSPHRASE


def test_a_journal_open_elsewhere_says_so_and_can_be_tried_again(house: House, demo_places: Places) -> None:
    other = cheap_vault(demo_places).unlock(PASSPHRASE)
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Unlock")
    house.qtbot.waitUntil(lambda: "This journal is open in another window." in names(house.frame))
    other.close(back_up=False)
    house.press("Try again")
    house.entered()


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_broken_keys_lead_to_the_newest_verified_backup(
    make_house: MakeHouse, demo_places: Places, harm: str
) -> None:
    journal = cheap_vault(demo_places).unlock(PASSPHRASE)
    entries = journal.finding.count()
    journal.care.back_up()
    journal.close(back_up=False)
    for path in demo_places.data_dir.glob("journal.keys*"):
        if harm == "missing":
            path.unlink()
        else:
            path.write_bytes(b"{}")
    house = make_house(demo_places)
    house.type_into("Passphrase", PASSPHRASE)
    house.press("Unlock")
    house.qtbot.waitUntil(lambda: "Restore a backup" in names(house.frame))
    house.press("Restore a backup")
    house.turned_to(Restore)
    house.settle()
    assert any("The newest backup here was made" in name for name in names(house.frame))
    house.press("Restore the newest backup…")
    assert any(f"holds {entries} entries" in line for line in house.restore_chosen())
    assert any("The backup is restored." in name for name in names(house.frame))
    opened = house.unlock()
    assert opened.jobs.now(opened.opened.journal.finding.count) == entries


def test_the_recovery_code_opens_and_sets_a_new_passphrase(
    make_house: MakeHouse, empty_places: Places
) -> None:
    journal, code = cheap_vault(empty_places).create(PASSPHRASE)
    journal.close(back_up=False)
    house = make_house(empty_places)
    house.press("Use the recovery code")
    house.turned_to(UseCode)
    house.type_into("Recovery code", code.text().lower().replace("-", " "))
    house.type_into("New passphrase", "ladder violet quarry basket")
    house.press("Set it and open the journal")
    house.entered()
    assert cheap_vault(empty_places).passphrase_opens("ladder violet quarry basket")
    assert not cheap_vault(empty_places).passphrase_opens(PASSPHRASE)
    house.close()
    make_house(empty_places).unlock("ladder violet quarry basket")


def test_a_mistyped_recovery_code_is_said_beside_its_field(
    make_house: MakeHouse, empty_places: Places
) -> None:
    journal, code = cheap_vault(empty_places).create(PASSPHRASE)
    journal.close(back_up=False)
    house = make_house(empty_places)
    house.press("Use the recovery code")
    house.turned_to(UseCode)
    wrong = code.text()[:-1] + ("0" if code.text()[-1] != "0" else "1")
    house.type_into("Recovery code", wrong)
    house.type_into("New passphrase", "ladder violet quarry basket")
    house.press("Set it and open the journal")
    field = field_of(house, "Recovery code")
    house.qtbot.waitUntil(lambda: "not right" in field.accessibleDescription())


def test_a_journal_in_another_folder_is_found(
    make_house: MakeHouse, empty_places: Places, demo_places: Places
) -> None:
    house = make_house(empty_places_beside(empty_places))
    house.press("I have one: find it or restore it")
    house.turned_to(Restore)
    page = house.page
    assert isinstance(page, Restore)
    page.open_folder(str(empty_places.config_dir))
    assert any("There is no journal in" in name for name in names(house.frame))
    page.open_folder(str(demo_places.data_dir))
    house.turned_to(Unlock)
    house.unlock()


def empty_places_beside(places: Places) -> Places:
    return Places(places.data_dir.parent / "nothing", places.config_dir)


def test_a_look_round_makes_the_demo_in_a_folder_of_its_own_and_removes_it_in_one_act(
    make_house: MakeHouse, empty_places: Places
) -> None:
    house = make_house(empty_places)
    house.press("Look round with the demo journal")
    house.turned_to(LookRound)
    house.press("Make it and look round")
    opened = house.entered()
    assert opened.desk.is_demo
    assert opened.opened.places.data_dir == empty_places.data_dir / "demo"
    assert not empty_places.journal.exists()
    assert "demo" in house.frame.windowTitle()
    assert "Recovery sheet not made yet" not in names(house.frame)
    house.press("Demo journal: all of it is fiction")
    house.press("Remove it")
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    house.turned_to(First)
    assert [path.name for path in empty_places.data_dir.rglob("*")] == []


@pytest.mark.parametrize("words", [DEMO_WORDS, "eight grey herons stand by water"])
def test_the_unlock_page_names_the_passphrase_of_a_demo_only_where_it_opens_it(
    make_house: MakeHouse, empty_places: Places, words: str
) -> None:
    make_demo(cheap_vault(empty_places), words, only_decisions=True).close(back_up=False)
    house = make_house(empty_places)
    hint = next(name for name in names(house.frame) if name.startswith("This is a demo journal"))
    assert (f"Its passphrase is “{DEMO_WORDS}”" in hint) == (words == DEMO_WORDS)
    assert ("balcony demo" in hint) == (words != DEMO_WORDS)
    assert words not in empty_places.demo_note.read_text("utf-8") or words == DEMO_WORDS


def test_a_demo_whose_passphrase_was_changed_no_longer_names_the_one_before(
    make_house: MakeHouse, empty_places: Places
) -> None:
    vault = cheap_vault(empty_places)
    make_demo(vault, DEMO_WORDS, only_decisions=True).close(back_up=False)
    vault.changing_keys.change_passphrase(DEMO_WORDS, "eight grey herons stand by water")
    hint = next(name for name in names(make_house(empty_places).frame) if name.startswith("This is a demo"))
    assert DEMO_WORDS not in hint


def test_the_hint_of_a_demo_whose_note_does_not_say_fits_both(
    make_house: MakeHouse, empty_places: Places
) -> None:
    make_demo(cheap_vault(empty_places), DEMO_WORDS, only_decisions=True).close(back_up=False)
    empty_places.demo_note.write_text("A demo journal. Nothing in it happened.\n", "utf-8")
    hint = next(name for name in names(make_house(empty_places).frame) if name.startswith("This is a demo"))
    assert DEMO_WORDS in hint
    assert "balcony demo" in hint


def test_a_passphrase_is_shown_while_it_is_chosen_and_hidden_where_it_opens(
    make_house: MakeHouse, empty_places: Places
) -> None:
    choosing = make_house(empty_places)
    choosing.press("New journal")
    choosing.turned_to(Make)
    assert field_of(choosing, "Passphrase").echoMode() is QLineEdit.EchoMode.Normal
    choosing.press("Show what I type")
    assert field_of(choosing, "Passphrase").echoMode() is QLineEdit.EchoMode.Password
    opening = make_house(copy_of_new_journal(empty_places))
    assert field_of(opening, "Passphrase").echoMode() is QLineEdit.EchoMode.Password


def copy_of_new_journal(places: Places) -> Places:
    """Another folder with a journal in it."""
    other = places_in(places.data_dir.parent / "another")
    journal, _code = cheap_vault(other).create(PASSPHRASE)
    journal.close(back_up=False)
    return other


def test_a_synced_folder_is_named_before_a_journal_is_made_there(
    make_house: MakeHouse, tmp_path: Path
) -> None:
    house = make_house(places_in(tmp_path / "OneDrive - Council" / "balcony"))
    house.press("New journal")
    house.turned_to(Make)
    assert any("kept in step by OneDrive" in name for name in names(house.frame))


def test_a_second_place_is_offered_there_and_used_from_the_first_backup_on(
    make_house: MakeHouse, tmp_path: Path
) -> None:
    places = places_in(tmp_path / "OneDrive - Council" / "balcony")
    stick = tmp_path / "stick"
    stick.mkdir()
    house = make_house(places)
    house.press("New journal")
    house.turned_to(Make)
    assert isinstance(house.page, Make)
    assert house.page.second is not None
    house.page.second.use(str(tmp_path / "none"))
    house.settle()
    assert any("There is no such folder." in name for name in names(house.frame))
    house.page.second.use(str(stick))
    house.settle()
    assert f"Backups will be copied to {stick} too." in names(house.frame)
    assert not any("There is no such folder." in name for name in names(house.frame))
    house.qtbot.waitUntil(house.page.passphrase.use.isEnabled)
    house.press("Use these words")
    house.press("Make the journal")
    journal = house.entered()
    journal.commands.do("backup.make")
    house.settle()
    (copy,) = stick.iterdir()
    assert copy.read_bytes() == (places.backups / copy.name).read_bytes()


def test_nothing_is_warned_of_and_no_second_place_asked_for_on_a_computer_of_ones_own(
    make_house: MakeHouse, empty_places: Places
) -> None:
    house = make_house(empty_places)
    house.press("New journal")
    house.turned_to(Make)
    assert "Choose a second place for backups…" not in names(house.frame)


def test_the_window_can_be_closed_at_the_door_by_key(house: House) -> None:
    house.keys(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    house.qtbot.waitUntil(lambda: not house.frame.isVisible())


# ---- the prompt that is painted first


def prompted(qtbot: QtBot, places: Places) -> tuple[Frame, Prompt, Doorstep]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    step = Doorstep(places, cheap_vault)
    frame = build_unlock_window(app, step, Preferences(theme="light"))
    qtbot.addWidget(frame)
    content = frame.centralWidget()
    assert isinstance(content, Prompt)
    return frame, content, step


def test_the_first_prompt_can_be_typed_into_and_nothing_typed_is_lost(
    qtbot: QtBot, demo_places: Places, qapp: QApplication
) -> None:
    demo_places.demo_note.unlink()
    frame, prompt, step = prompted(qtbot, demo_places)
    painted: list[bool] = []
    prompt.when_painted(lambda: painted.append(True))
    with qtbot.waitExposed(frame):
        frame.show()
    qtbot.waitUntil(lambda: bool(painted))
    assert widget_named(frame, "Passphrase") is prompt.field
    QTest.keyClicks(prompt.field, PASSPHRASE)
    QTest.keyClick(prompt.field, Qt.Key.Key_Return)
    opened: list[object] = []
    step.opened.connect(opened.append)
    complete(qapp, frame, step, Preferences(theme="light"))
    door = frame.centralWidget()
    assert isinstance(door, Door)
    assert isinstance(door.page, Unlock)
    assert door.page.passphrase.text() == PASSPHRASE
    qtbot.waitUntil(lambda: bool(opened), timeout=20_000)
    journal = opened[0].journal  # type: ignore[attr-defined]
    step.jobs.now(lambda: journal.close(back_up=False))
    step.jobs.finish()


def test_the_first_prompt_says_what_the_whole_page_says(
    qtbot: QtBot, demo_places: Places, qapp: QApplication
) -> None:
    demo_places.demo_note.unlink()
    frame, prompt, step = prompted(qtbot, demo_places)
    frame.show()
    first = [name for name in names(prompt) if name]
    complete(qapp, frame, step, Preferences(theme="light"))
    assert set(first) <= set(names(frame))
    step.leave()


@pytest.mark.parametrize("demo", [True, False])
def test_only_an_own_journal_that_waits_gets_the_bare_prompt(demo_places: Places, demo: bool) -> None:
    if not demo:
        demo_places.demo_note.unlink()
    assert Doorstep(demo_places, cheap_vault).waits_for_passphrase is not demo


def test_the_prompt_is_painted_before_the_journal_s_machinery_is_loaded(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from app.compose import make_vault
from app.paths import places_in
from app.preferences import Preferences
from app.ui.door.step import Doorstep
from app.ui.start import build_unlock_window, make_application
app = make_application()
frame = build_unlock_window(app, Doorstep(places_in(Path(sys.argv[1])), make_vault), Preferences())
frame.show()
app.processEvents()
frame.grab()
late = ("sqlalchemy", "sqlcipher3", "cryptography", "alembic", "app.services", "app.ui.desk", "app.ui.widgets")
print([name for name in sys.modules if name.startswith(late)], type(frame.centralWidget()).__name__)
"""
    (tmp_path / "journal.db").touch()
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[] Prompt"
