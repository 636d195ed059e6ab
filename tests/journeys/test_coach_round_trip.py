"""A round with a coach through two real windows: shared in one, remarked on in the other, read beside the words."""

import json
from pathlib import Path

import pytest

from tests.journeys.test_first_day import unlock
from tests.journeys.window import Heard, Window, command_line, started

pytestmark = pytest.mark.journey

TITLE = "Hold the front door"
QUOTED = "The door stayed shut"
CONTEXT = f"{QUOTED} while we waited for the board."
REMARK = "Whose door was it?"


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Path]:
    """A leader with one decision and a coach, who have each other's cards."""
    leader, coach = tmp_path / "leader", tmp_path / "coach"
    for home, name in ((leader, "Ash"), (coach, "Birch")):
        home.mkdir()
        command_line(home, "create")
        command_line(home, "contacts", "name", name)
    command_line(leader, "add", "--title", TITLE, "--context", CONTEXT)
    exchange_cards(leader, coach)
    exchange_cards(coach, leader)
    return leader, coach


def exchange_cards(one: Path, other: Path) -> None:
    card = command_line(other, "contacts", "card")
    command_line(
        one, "contacts", "add", "-", "--kind", "coach" if one.name == "leader" else "leader", says=card
    )


def test_a_coach_remarks_on_the_leaders_words_and_the_remark_comes_back_beside_them(
    homes: tuple[Path, Path], pictures: Path, tmp_path: Path
) -> None:
    leader, coach = homes
    shared, folder = tmp_path / "share.balcony", tmp_path / "back"
    folder.mkdir()
    with started(leader, pictures=pictures) as window:
        unlock(window)
        share(window, shared)
        window.close()
    with started(coach, pictures=pictures) as window:
        unlock(window)
        remark(window, shared)
        send_back(window, folder)
        window.close()
    (reply,) = folder.iterdir()
    with started(leader, pictures=pictures) as window:
        unlock(window)
        take_in(window, reply)
        window.close()
    entry = json.loads(command_line(leader, "show", "1", "--json"))
    (comment,) = entry["comments"]
    assert (comment["from"], comment["quote"], comment["body"]) == ("Birch", QUOTED, REMARK)
    assert entry["context"] == CONTEXT


# ---- what a leader does


def share(window: Window, path: Path) -> None:
    """Choose two fields, read them as the coach will, and save the file for the coach's keys."""
    window.key("ctrl+5")
    window.wait_named("Share", "heading")
    window.press_beginning(f"30 June 2026 · {TITLE}")
    window.press_by_ear(f"What was going on: {TITLE}")
    window.wait_said("2 fields from 1 entry")
    window.press_by_ear("Next: for whom")
    window.wait_focused("Somebody new, by name or initials")
    window.key("Home")
    window.wait_said("The file will open with Birch’s keys only.")
    window.press_by_ear("Next: read the words")
    window.wait_said(CONTEXT)
    window.picture("what-they-will-see")
    window.press_by_ear("I have read these words")
    window.press_by_ear("Next: lock and save")
    window.write_by_ear("Where to save it", str(path))
    window.press_by_ear("Save the file")
    window.wait_said("It is in your sharing log")


def take_in(window: Window, reply: Path) -> None:
    """Open the reply, read it, put it beside the entries, and go to the entry it speaks of."""
    open_file(window, reply)
    window.wait_said(REMARK)
    window.press_by_ear("Put it beside my entries")
    window.wait_said("The reply stands beside your entries.")
    window.press_by_ear(f"Open {TITLE}")
    window.wait_for(stands_beside, "the remark after the words it is about")
    window.picture("beside-the-words")


def stands_beside(heard: list[Heard]) -> bool:
    """Whether the decision shows its words and, below them, the quote and the remark."""
    told = [f"{one.name} {one.text}" for one in heard]
    order = [next((at for at, words in enumerate(told) if part in words), -1) for part in (CONTEXT, REMARK)]
    quoted = any(QUOTED in words and CONTEXT not in words for words in told)
    return 0 <= order[0] < order[1] and quoted


# ---- what a coach does


def open_file(window: Window, path: Path) -> None:
    window.key("ctrl+o")
    window.write_by_ear("The file", str(path))
    window.press_by_ear("Open it")


def remark(window: Window, shared: Path) -> None:
    """Keep what was shared, select words with the keyboard, and ask about them."""
    open_file(window, shared)
    window.press_by_ear("Keep it on the desk")
    window.wait_said(CONTEXT)
    window.focus_by_ear("What was going on", "text")
    window.key("ctrl+Home", *["shift+Right"] * len(QUOTED))
    window.press_by_ear("Comment on these words: What was going on")
    window.wait_focused("What you say")
    window.type(REMARK)
    window.picture("remark")
    window.press_by_ear("Done")


def send_back(window: Window, folder: Path) -> None:
    """Read the reply, and save it into a folder."""
    window.press_by_ear("Read the reply")
    window.press_by_ear("I have read these words")
    window.write_by_ear("Which folder to save it in", str(folder))
    window.picture("reply")
    window.press_by_ear("Save the reply")
    window.wait_said("It is noted as sent.")
