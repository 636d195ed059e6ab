"""Every step of a pair round at three sizes: named, large enough, nothing cut off, all reached."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.contacts import ContactKind
from app.domain.entries import AnswerDraft
from app.domain.pairing import RoundStep
from app.domain.sharing import FileKind
from app.paths import Places
from app.preferences import Preferences, Theme
from app.services.journal import Journal
from tests.fixtures.cheap import new_journal
from tests.fixtures.clock import MovedClock
from tests.gui.pages import DAY, PASSPHRASE, House
from tests.gui.rounds_pages import POSITION, THEIRS, THOUGHT, TOPIC
from tests.gui.stage import QUIET
from tests.gui.test_share_walk import SIZES
from tests.gui.test_share_walk import Walk as ShareWalk

pytestmark = [QUIET, pytest.mark.timeout(240)]
MakeHouse = Callable[..., House]
NOTICED = "The judge made an order at the hearing, and Mr Okafor of Oakfield School rang me at 07700 900123"


class Walk(ShareWalk):
    """Waits until everything stands: long pages come in turns."""

    def press(self, name: str) -> None:
        super().press(name)
        self.house.rest()


def met(house: House, sam: Journal) -> str:
    """Exchange cards; gives Sam's uid in the window's journal."""
    journal = house.journal.opened.journal
    sam.sharing.people.set_my_name("Sam")
    card = sam.sharing.people.my_card()

    def meet() -> str:
        people = journal.sharing.people
        people.set_my_name("Dana")
        uid = people.add(card, ContactKind.PEER).uid
        sam.sharing.people.add(people.my_card(uid), ContactKind.PEER)
        return uid

    return house.journal.jobs.now(meet)


def sam_answers(house: House, sam: Journal, uid: str) -> str:
    journal = house.journal.opened.journal
    invitation = house.journal.jobs.now(
        lambda: journal.pairs.as_text(journal.pairs.file_of(uid, FileKind.ROUND_INVITATION), read=True)
    )
    sam.pairs.keep(sam.pairs.open(invitation))
    sam.pairs.answer(uid, 1, AnswerDraft(THEIRS))
    sam.pairs.seal(uid)
    return sam.pairs.as_text(sam.pairs.file_of(uid, FileKind.ROUND_ANSWER), read=True)


def decide_all(walk: Walk, page: str) -> None:
    """Leave everything that was noticed."""
    reading = walk.house.journal.window.views[page].sheet.reading  # type: ignore[attr-defined]
    while reading.warnings.rows:
        reading.warnings.rows[0].leave.click()
        walk.house.settle()
    walk.press("I have read these words")


@pytest.mark.parametrize(
    ("size", "look"), [("usual", "dark"), ("small", "light"), ("large-text", "contrast")]
)
def test_a_round_by_files_can_be_heard_reached_and_read_at_every_step(
    make_house: MakeHouse, demo_places: Places, tmp_path: Path, size: str, look: Theme
) -> None:
    width, height, percent = SIZES[size]
    house = make_house(demo_places, Preferences(theme=look, text_size=percent, window=(width, height)))
    house.unlock()
    sam = new_journal(tmp_path / "sam", MovedClock(DAY))
    contact = met(house, sam)
    journal = house.journal.opened.journal
    walk = Walk(house)
    house.go("round-start", {"contact": contact})
    view = house.journal.window.views["round-start"]
    house.type_into("The topic, in a line", TOPIC)
    for one in (POSITION, THOUGHT):
        view.ask.list.add_prompt(one)  # type: ignore[attr-defined]
    walk.press("Write a question of your own")
    walk.stop("start")
    walk.press("Start, and answer first")
    [uid] = [one.uid for one in house.journal.jobs.now(journal.pairs.rounds) if one.round.topic == TOPIC]
    question = house.journal.jobs.now(lambda: journal.pairs.round(uid)).wordings[1].question
    house.type_into(question, NOTICED)
    walk.press("Next: read and seal")
    walk.stop("stop")
    walk.press("I have checked with legal")
    walk.press("Go on to the words")
    walk.stop("seal")
    decide_all(walk, "round-seal")
    walk.press("Seal my answers")
    assert house.journal.window.shown == "round"
    walk.press("The questions and my answers")
    walk.press("Withdraw from this round…")
    walk.stop("waiting for their seal")
    walk.press("Give me text to paste into an e-mail")
    walk.stop("the invitation has left")
    house.go("open-file", {"text": sam_answers(house, sam, uid)})
    house.settle()
    assert house.journal.window.shown == "round-arrived"
    walk.stop("their answer has arrived")
    walk.press("Keep their sealed answer")
    walk.stop("ready")
    walk.press("Give me text to paste into an e-mail")
    walk.stop("the key has left")
    house.go("round", {"round": uid})
    walk.press("Remove Sam’s words here")
    walk.stop("revealed")
    house.go("compare")
    walk.stop("the list")
    sam.close(back_up=False)
    assert not walk.found, "\n" + "\n".join(sorted(set(walk.found)))


@pytest.mark.parametrize(
    ("size", "look"), [("usual", "light"), ("small", "contrast"), ("large-text", "dark")]
)
def test_every_page_of_two_at_one_computer_can_be_heard_reached_and_read(
    make_house: MakeHouse, demo_places: Places, size: str, look: Theme
) -> None:
    width, height, percent = SIZES[size]
    house = make_house(demo_places, Preferences(theme=look, text_size=percent, window=(width, height)))
    house.unlock()
    journal = house.journal.opened.journal

    def begin() -> str:
        journal.sharing.people.set_my_name("Dana")
        uid = journal.pairs.start(TOPIC, (POSITION, THOUGHT), "A case", other_name="Sam", same_room=True)
        journal.pairs.answer(uid, 0, AnswerDraft(1))
        journal.pairs.seal(uid)
        return uid

    uid = house.journal.jobs.now(begin)
    walk = Walk(house)
    house.go("round", {"round": uid})
    walk.press("Hand the computer to Sam")
    walk.stop("cover")
    walk.press("Begin my answers")
    walk.stop("their answers")
    house.type_into(house.journal.jobs.now(lambda: journal.pairs.round(uid)).wordings[1].question, THEIRS)
    walk.press("Stop for now, and give the computer back")
    walk.stop("giving back")
    walk.press("Go on as Sam")
    walk.press("Begin my answers")
    walk.press("Next: read and seal")
    walk.stop("their seal")
    walk.press("I have read these words")
    walk.press("Seal my answers")
    walk.stop("look together")
    walk.press("Show both answers")
    walk.stop("the passphrase")
    house.type_into("Passphrase", PASSPHRASE)
    walk.press("Open both answers")
    assert house.journal.jobs.now(lambda: journal.pairs.round(uid)).step is RoundStep.REVEALED
    house.go("round-copy", {"round": uid})
    walk.stop("their copy")
    assert not walk.found, "\n" + "\n".join(sorted(set(walk.found)))


def test_ctrl_7_shows_the_pair_rounds(house: House) -> None:
    house.unlock()
    house.keys(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    house.settle()
    assert house.journal.window.shown == "compare"
