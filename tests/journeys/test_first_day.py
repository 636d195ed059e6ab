"""The first day, as a person has it: a journal, a decision, a crash, a decision looked at again."""

import json
import time
from pathlib import Path

import pytest

from tests.journeys.window import PASSPHRASE, Heard, Window, command_line, started

pytestmark = pytest.mark.journey

TITLE = "Pause the block contract for respite beds"
EXPECTED = "Fewer than four placements outside the county by September"
ASKED_TITLE = "What did you decide, in a line?"
ASKED_EXPECTED = "What do you expect to see, and by when?"


def make_a_journal(window: Window) -> None:
    """First run by keyboard: straight to Today."""
    window.wait_focused("New journal")
    window.picture("first-run")
    window.key("Return")
    window.wait_focused("Passphrase")
    window.type(PASSPHRASE)
    window.picture("passphrase")
    window.key("Return")
    window.wait_focused(ASKED_TITLE)
    window.picture("today")


def unlock(window: Window) -> None:
    window.wait_focused("Passphrase")
    window.type(PASSPHRASE)
    window.key("Return")
    window.wait_named("Places")


def listed(home: Path) -> list[dict[str, object]]:
    """The entries, read by the command line."""
    told = json.loads(command_line(home, "list", "--json"))
    entries: list[dict[str, object]] = told["entries"]
    return entries


def test_a_decision_logged_on_the_first_run_is_found_after_a_restart(home: Path, pictures: Path) -> None:
    with started(home, pictures=pictures) as window:
        make_a_journal(window)
        window.type(TITLE)
        window.key("ctrl+Return")
        window.wait_said("Saved to your journal.")
        window.picture("saved")
        window.close()
    with started(home, pictures=pictures) as window:
        unlock(window)
        window.wait_focused(ASKED_TITLE)
        window.key("ctrl+f")
        window.wait_named("Journal", "heading")
        window.type("respite")
        window.wait_said(TITLE)
        window.picture("found")
        window.close()


def test_typing_is_back_after_the_program_was_killed(home: Path, pictures: Path) -> None:
    with started(home, pictures=pictures) as window:
        make_a_journal(window)
        window.type(TITLE)
        window.wait_said("Draft kept at")
        window.kill()
    with started(home, pictures=pictures) as window:
        unlock(window)

        def is_back(heard: list[Heard]) -> bool:
            return any(one.name == ASKED_TITLE and one.text == TITLE for one in heard)

        window.wait_for(is_back, "the draft")
        window.picture("draft-is-back")
        window.key("ctrl+Return")
        window.wait_said("Saved to your journal.")
        window.close()
    assert [one["title"] for one in listed(home)] == [TITLE]


def test_the_keyboard_alone_logs_a_decision_in_under_ninety_seconds(home: Path, pictures: Path) -> None:
    with started(home, pictures=pictures) as window:
        make_a_journal(window)
        begun, keys = time.monotonic(), window.keys_pressed
        window.type(TITLE)
        window.key("Tab")
        window.wait_focused(ASKED_EXPECTED)
        window.type(EXPECTED)
        window.key("Tab", "Right", "Right", "Right", "space")
        window.wait_for(lambda heard: chosen(heard, "Likely, 65 per cent"), "how sure")
        window.picture("how-sure")
        window.key("ctrl+Return")
        window.wait_said("Saved to your journal.")
        seconds, moves = time.monotonic() - begun, window.keys_pressed - keys - len(TITLE) - len(EXPECTED)
        window.close()
    assert moves == 7
    assert seconds < 90
    (entry,) = listed(home)
    assert (entry["title"], entry["confidence"]) == (TITLE, 65)


def chosen(heard: list[Heard], name: str) -> bool:
    return any(one.name == name and one.checked for one in heard)


def test_the_accessibility_tree_alone_logs_a_decision(home: Path, pictures: Path) -> None:
    with started(home, pictures=pictures) as window:
        window.press_by_ear("New journal")
        window.write_by_ear("Passphrase", PASSPHRASE)
        window.press_by_ear("Make the journal")
        window.wait_named(ASKED_TITLE, "text")
        window.write_by_ear(ASKED_TITLE, TITLE)
        window.write_by_ear(ASKED_EXPECTED, EXPECTED)
        window.press_by_ear("Likely, 65 per cent")
        window.wait_for(lambda heard: chosen(heard, "Likely, 65 per cent"), "how sure")
        window.press_by_ear("Save")
        window.wait_said("Saved to your journal.")
        assert window.keys_pressed == 0
        window.picture("by-ear")
        window.close()
    (entry,) = listed(home)
    assert (entry["title"], entry["confidence"]) == (TITLE, 65)


def test_a_decision_whose_day_has_come_is_looked_at_again(home: Path, pictures: Path) -> None:
    folder = home / "demo"
    home.mkdir()
    command_line(home, "--data-dir", str(folder), "demo", "--as-dated", "--no-window")
    before = reviewed(home, folder)
    with started(home, ["--data-dir", str(folder)], pictures=pictures) as window:
        unlock(window)
        window.key("ctrl+3")
        window.wait_focused("Look at the first one")
        window.picture("ready")
        window.key("Return")
        window.wait_for(
            lambda heard: any(one.focused and one.role == "radio button" for one in heard), "the choice"
        )
        window.key("space")
        window.wait_named("How did it turn out?", "panel")
        window.picture("looking")
        window.key("ctrl+Return")
        window.wait_said("Saved")
        window.picture("looked")
        window.close()
    assert reviewed(home, folder) == before + 1


def reviewed(home: Path, folder: Path) -> int:
    """How many decisions were looked at, counted by the command line."""
    told = json.loads(command_line(home, "--data-dir", str(folder), "list", "--json", "--limit", "500"))
    return sum(entry["status"] == "reviewed" for entry in told["entries"])
