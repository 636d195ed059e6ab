"""A pair round: through two real windows on two data folders at once, and in one window with two people before it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from app.compose import make_vault
from app.domain.contacts import ContactKind
from app.paths import Places
from app.services.clock import FixedClock
from app.services.journal import Journal
from tests.journeys.window import DAY, PASSPHRASE, Window, started

pytestmark = pytest.mark.journey

TOPIC = "When to step in"
QUESTION = "How would the person who disagrees with you most tell this story, fairly?"
ASH_SAYS, BIRCH_SAYS = "They would say I came too soon.", "They would say I stayed away."
MINE, THEIRS = "Ash", "Birch"


@dataclass
class Peer:
    """One of the two at a window of their own."""

    home: Path
    post: Path

    def file(self) -> Path:
        """The one file that left, taken out of the folder it was saved in."""
        (path,) = self.post.iterdir()
        return path.rename(self.home / path.name)


def made(home: Path, name: str) -> Journal:
    """A journal with the name its owner goes by, where the window looks for it."""
    places = Places(home / "data" / "balcony", home / "config" / "balcony")
    journal, _code = make_vault(places, FixedClock(date.fromisoformat(DAY))).create(PASSPHRASE)
    journal.sharing.people.set_my_name(name)
    journal.lists.note("recovery_sheet_made", value=True)
    return journal


@pytest.fixture
def peers(tmp_path: Path) -> tuple[Peer, Peer]:
    """Ash and Birch, who have each other's cards and compared the six words."""
    both = []
    for name in (MINE, THEIRS):
        home, post = tmp_path / name.lower(), tmp_path / f"{name.lower()}-post"
        home.mkdir()
        post.mkdir()
        both.append((Peer(home, post), made(home, name)))
    (ash, one), (birch, other) = both
    there = one.sharing.people.add(other.sharing.people.my_card(), ContactKind.PEER).uid
    here = other.sharing.people.add(one.sharing.people.my_card(there), ContactKind.PEER).uid
    one.sharing.people.confirm(there)
    other.sharing.people.confirm(here)
    for journal in (one, other):
        journal.close(back_up=False)
    return ash, birch


def test_a_round_passes_between_two_windows_and_nobody_reads_before_both_are_sealed(
    peers: tuple[Peer, Peer], pictures: Path
) -> None:
    ash, birch = peers
    with (
        started(ash.home, pictures=pictures / "ash") as mine,
        started(birch.home, pictures=pictures / "birch") as theirs,
    ):
        for window in (mine, theirs):
            unlock(window)
        mine.front()
        begin(mine)
        mine.wait_said("The file will open with Birch’s keys only.")
        mine.picture("start")
        mine.press_by_ear("Start, and answer first")
        answer(mine, ASH_SAYS)
        seal(mine)
        save(mine, "Save the invitation", ash.post)

        open_file(theirs, ash.file())
        theirs.press_by_ear("Keep the invitation")
        theirs.press_by_ear("Answer the questions")
        assert not theirs.says(ASH_SAYS)
        answer(theirs, BIRCH_SAYS)
        seal(theirs)
        save(theirs, "Save your sealed answer", birch.post)

        open_file(mine, birch.file())
        mine.wait_said("They stay sealed until you reveal both.")
        mine.press_by_ear("Keep their sealed answer")
        mine.wait_said("Both are sealed, and neither was read")
        assert not mine.says(BIRCH_SAYS)
        save(mine, "Save your key and open both", ash.post)
        mine.press_by_ear("Look at both answers")
        both_stand_there(mine)

        assert not theirs.says(ASH_SAYS)
        open_file(theirs, ash.file())
        theirs.press_by_ear("Open both answers")
        both_stand_there(theirs)
        for window in (mine, theirs):
            window.front()
            window.close()


def test_two_at_one_computer_answer_behind_a_cover_look_together_and_one_takes_a_copy_home(
    tmp_path: Path, pictures: Path
) -> None:
    home, post = tmp_path / "home", tmp_path / "post"
    post.mkdir()
    made(home, MINE).close(back_up=False)
    with started(home, pictures=pictures) as window:
        unlock(window)
        begin(window)
        window.press_by_ear("Both at this computer, one after the other")
        window.write_by_ear("Their name or initials", THEIRS)
        window.press_by_ear("Start, and answer first")
        answer(window, ASH_SAYS)
        seal(window)

        window.press_by_ear("Hand the computer to Birch")
        window.wait_said("the journal is put away")
        window.picture("cover")
        assert not window.says(ASH_SAYS)
        window.press_by_ear("Begin my answers")
        assert not window.says(ASH_SAYS)
        answer(window, BIRCH_SAYS)
        seal(window)
        window.wait_said("Both answers are sealed.")
        assert not window.says(BIRCH_SAYS)
        window.press_by_ear("Not now")
        give(window, "ladder violet quarry basket", "Show my journal")
        window.wait_said("That passphrase does not open this journal.")
        assert not window.says(ASH_SAYS)
        assert not window.says(TOPIC)
        window.picture("wrong-passphrase")
        window.press_by_ear("Go back")
        window.press_by_ear("Show both answers")
        give(window, PASSPHRASE, "Open both answers")
        both_stand_there(window)
        take_home(window, post)
        assert len(list(post.iterdir())) == 1
        remove_words(window)
        assert not window.says(BIRCH_SAYS)
        window.close()


def take_home(window: Window, folder: Path) -> None:
    """Make Birch's copy, locked with six words to tell."""
    window.press_by_ear("Make Birch's copy of the round…")
    window.wait_said("never in the same e-mail as the file")
    window.press_by_ear("I have read these words")
    save(window, "Save the copy", folder)


def remove_words(window: Window) -> None:
    """Take Birch's words out of this journal, for good."""
    window.press_by_ear("Back to the round")
    window.press_by_ear("Remove Birch’s words here")
    window.write_by_ear("Type the word “remove” to confirm", "remove")
    window.press_by_ear("Remove their words here")
    window.wait_said("What Birch answered was removed from this journal.")
    window.picture("removed")


def both_stand_there(window: Window) -> None:
    """Both answers, side by side."""
    for words in (ASH_SAYS, BIRCH_SAYS):
        window.wait_said(words)
    window.picture("both")


# ---- what one does


def unlock(window: Window) -> None:
    window.write_by_ear("Passphrase", PASSPHRASE)
    window.press_by_ear("Unlock")
    window.wait_named("Places")


def give(window: Window, passphrase: str, on: str) -> None:
    """Type the passphrase behind the cover."""
    window.write_by_ear("Passphrase", passphrase)
    window.press_by_ear(on)


def begin(window: Window) -> None:
    """Begin a round of one question."""
    window.press_by_ear("Compare")
    window.press_by_ear("Start a pair round")
    window.write_by_ear("The topic, in a line", TOPIC)
    window.write_by_ear("Find a question", "disagrees")
    window.press_by_ear(f"Add: {QUESTION}")


def answer(window: Window, words: str) -> None:
    window.write_by_ear(QUESTION, words)
    window.picture("answer")
    window.press_by_ear("Next: read and seal")


def seal(window: Window) -> None:
    window.press_by_ear("I have read these words")
    window.picture("seal")
    window.press_by_ear("Seal my answers")


def save(window: Window, button: str, folder: Path) -> None:
    """Save the file that is next into a folder."""
    window.write_by_ear("Which folder to save it in", str(folder))
    window.press_by_ear(button)
    window.wait_said("for your account alone to open")
    window.picture("saved")


def open_file(window: Window, path: Path) -> None:
    window.front()
    window.key("ctrl+o")
    window.write_by_ear("The file", str(path))
    window.press_by_ear("Open it")
