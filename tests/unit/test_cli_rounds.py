"""A pair round from the command line, between two data folders and on one, with nothing but files between."""

import hashlib
import json
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.cli import Balcony, Said

TOPIC = "A decision with little formal authority"
ASH_SAYS = "Canary Ash waited a week."
BIRCH_SAYS = "Canary Birch rang the same day."
PROMPTS = ("--prompt", "ci-lever", "--prompt", "wa-formal", "--prompt", "wa-willing")


@dataclass(frozen=True)
class Two:
    """Two peers, each with a folder of their own and the card of the other."""

    ash: Balcony
    birch: Balcony
    files: Path

    def started(self) -> str:
        begun = self.ash.json("round", "start", "--topic", TOPIC, *PROMPTS, "--with", "Birch")
        return str(begun["id"])

    def sealed(self, who: Balcony, uid: str, words: str, name: str) -> str:
        """Answer and seal; gives the file that goes to the other."""
        said = {"ci-lever": 2, "wa-formal": {"value": "none", "other": ""}, "wa-willing": words}
        who.json("round", "answer", uid, "--from", "-", stdin=json.dumps({"answers": said}))
        path = str(self.files / name)
        done = who("round", "seal", uid, "--i-have-read", "--out", path)
        assert done.code == 0, done.err
        return path

    def invitation(self) -> tuple[str, str]:
        uid = self.started()
        return uid, self.sealed(self.ash, uid, ASH_SAYS, "invitation.balcony")

    def both_sealed(self) -> str:
        uid, invitation = self.invitation()
        assert self.birch.json("open", invitation, "--keep")["id"] == uid
        back = self.sealed(self.birch, uid, BIRCH_SAYS, "answer.balcony")
        assert self.ash.json("open", back, "--keep")["kept"]
        return uid


@pytest.fixture
def two(tmp_path: Path) -> Two:
    ash, birch = Balcony(tmp_path / "ash").new(), Balcony(tmp_path / "birch").new()
    ash.json("contacts", "name", "Ash")
    birch.json("contacts", "name", "Birch")
    ash.json("contacts", "add", "-", "--kind", "peer", stdin=birch.json("contacts", "card")["card"])
    card = ash.json("contacts", "card", "--for", "Birch")["card"]
    birch.json("contacts", "add", "-", "--kind", "peer", stdin=card)
    ash.json("contacts", "confirm", "Birch", "--same")
    birch.json("contacts", "confirm", "Ash", "--same")
    files = tmp_path / "files"
    files.mkdir()
    return Two(ash, birch, files)


def refused(said: Said, words: str) -> None:
    assert said.code == 1
    assert words in said.err


def answers(shape: Any, side: str) -> list[Any]:
    return [one[side] and one[side]["value"] for one in shape["questions"]]


def test_two_folders_answer_apart_and_look_together(two: Two) -> None:
    uid = two.both_sealed()
    listed = two.ash.json("round", "list")["rounds"]
    assert [(one["id"], one["step"], one["with"]) for one in listed] == [(uid, "ready", "Birch")]
    assert answers(listed[0], "their_answer") == [None, None, None]
    assert two.birch.json("round", "show", uid)["step"] == "waiting-for-key"
    key = two.files / "key.balcony"
    shown = two.ash.json("round", "reveal", uid, "--out", str(key))
    assert (shown["step"], shown["path"]) == ("revealed", str(key))
    assert shown["fingerprint"] == hashlib.sha256(key.read_bytes()).hexdigest()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert answers(shown, "their_answer") == [2, "none", BIRCH_SAYS]
    opened = two.birch.json("open", str(key), "--keep")
    assert (opened["kind"], opened["round"]["topic"]) == ("round-key", TOPIC)
    compared = two.birch.json("round", "compare", uid)["compared"]
    assert [one["differs"] for one in compared] == [False, False, True]
    assert compared[1]["both"] == [compared[1]["my_answer"]["label"]]
    assert [one["prompt"] for one in two.birch.json("round", "compare", uid, "--differs")["compared"]] == [
        "wa-willing"
    ]
    told = two.birch.done("round", "compare", uid).out
    assert told.index(BIRCH_SAYS) < told.index(ASH_SAYS)


def test_nothing_of_the_other_is_told_before_the_reveal(two: Two) -> None:
    uid, invitation = two.invitation()
    looked = two.birch("open", invitation)
    assert looked.code == 0
    assert "Not kept" in looked.out
    assert two.birch.json("round", "list")["rounds"] == []
    two.birch.json("open", invitation, "--keep")
    refused(two.birch("round", "compare", uid), "not shown yet")
    back = two.sealed(two.birch, uid, BIRCH_SAYS, "answer.balcony")
    said = [two.ash("open", back), two.ash("open", back, "--keep"), two.ash("round", "show", uid)]
    said += [two.ash("round", "list", "--json"), two.birch("round", "show", uid, "--json")]
    assert not any("Canary Birch" in one.out + one.err for one in said[:4])
    assert "Canary Ash" not in said[4].out
    refused(two.ash("round", "compare", uid), "not shown yet")


def test_answers_are_sealed_only_when_they_were_read_and_stay_then(two: Two) -> None:
    uid = two.started()
    two.ash.json(
        "round", "answer", uid, "--answer", "ci-lever=1", "--answer", "wa-willing=Tom Verity said no."
    )
    said = two.ash("round", "seal", uid)
    assert said.code == 1
    assert "Tom Verity" in said.out
    assert "“Tom Verity”" in said.err
    assert two.ash.json("round", "show", uid)["step"] == "answering"
    changes = json.dumps({"changes": [{"words": "Tom Verity", "instead": "a neighbour"}]})
    done = two.ash("round", "seal", uid, "--i-have-read", "--text", "--from", "-", "--json", stdin=changes)
    assert done.code == 0
    assert done.shape["sealed"] is True
    assert done.shape["questions"][2]["my_answer"]["value"] == "A neighbour said no."
    refused(two.ash("round", "answer", uid, "--answer", "ci-lever=2"), "sealed")
    assert two.birch.json("open", "-", "--keep", stdin=done.shape["text"])["id"] == uid


def test_a_file_is_written_again_and_a_round_withdrawn(two: Two) -> None:
    uid, invitation = two.invitation()
    again = two.files / "again.balcony"
    assert two.ash.json("round", "file", uid, "invitation", "--out", str(again))["path"] == str(again)
    two.birch.json("open", str(again), "--keep")
    refused(two.birch("open", invitation, "--keep"), "opened here before")
    gone = two.files / "gone.balcony"
    done = two.birch.json("round", "withdraw", uid, "--out", str(gone))
    assert (done["step"], done["withdrawn_by"], done["path"]) == ("withdrawn", "mine", str(gone))
    assert two.ash.json("open", str(gone), "--keep")["kept"]
    assert two.ash.json("round", "show", uid)["withdrawn_by"] == "theirs"
    refused(two.ash("round", "file", uid, "invitation", "--out", str(again), "--force"), "withdrawn")
    refused(two.ash("round", "reveal", uid, "--text"), "closed")


def test_what_was_learned_travels_with_its_tick(two: Two) -> None:
    uid = two.both_sealed()
    key = two.ash.json("round", "reveal", uid, "--text")["text"]
    two.birch.json("open", "-", "--keep", stdin=key)
    two.ash.json("round", "learn", uid, "--learning", "-", "--onward", "yes", stdin="Ring first.\n")
    said = two.ash("round", "file", uid, "learning", "--text")
    assert (said.code, said.out) == (1, "Ring first.\n")
    text = two.ash("round", "file", uid, "learning", "--text", "--i-have-read").out
    assert two.birch.json("open", "-", stdin=text)["round"]["learning"] == "Ring first."
    two.birch.json("open", "-", "--keep", stdin=text)
    taken = two.birch.json("round", "learn", uid, "--take", "--onward", "yes")["learning"]
    assert (taken["my_copy"], taken["may_be_shared"]) == ("Ring first.", True)


def test_both_answer_on_one_computer_and_the_other_takes_a_copy_home(two: Two) -> None:
    uid = two.ash.json("round", "start", "--topic", TOPIC, *PROMPTS, "--same-room", "--with", "Birch")["id"]
    two.ash.json("round", "answer", uid, "--answer", "ci-lever=3", "--answer", f"wa-willing={ASH_SAYS}")
    assert two.ash("round", "seal", uid, "--i-have-read").code == 0
    two.ash.json("round", "answer", uid, "--theirs", "--answer", f"wa-willing={BIRCH_SAYS}")
    assert "Canary Birch" not in two.ash.done("round", "show", uid, "--json").out
    assert two.ash("round", "seal", uid, "--theirs", "--i-have-read").code == 0
    shown = two.ash.json("round", "reveal", uid)
    assert answers(shown, "their_answer") == [None, None, BIRCH_SAYS]
    copy = str(two.files / "copy.balcony")
    made = two.ash("round", "file", uid, "copy", "--to", "Birch", "--out", copy, "--i-have-read")
    assert made.code == 0, made.err
    assert two.birch.json("open", copy, "--keep")["kind"] == "round-copy"
    held = two.birch.json("round", "show", uid)
    assert answers(held, "my_answer") == [None, None, BIRCH_SAYS]
    assert answers(held, "their_answer") == [3, None, ASH_SAYS]


def test_a_file_of_ones_own_and_a_round_that_is_not_here_are_said_so(two: Two) -> None:
    _, invitation = two.invitation()
    opened = two.ash.json("open", invitation, "--keep")
    assert (opened["mine"], opened["kept"], opened["round"]) == (True, False, None)
    refused(two.ash("round", "show", "ffff"), "no one round")
    refused(two.ash("round", "show", ""), "no one round")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("round", "start", "--from", "-", "--topic", "x"), "comes from the input"),
        (("round", "file", "x", "key"), "say where it goes"),
    ],
)
def test_arguments_that_do_not_go_together_are_wrong_usage(
    two: Two, arguments: tuple[str, ...], words: str
) -> None:
    said = two.ash(*arguments)
    assert said.code == 2
    assert words in said.err


def test_a_question_the_round_does_not_ask_is_refused(two: Two) -> None:
    uid = two.started()
    refused(two.ash("round", "answer", uid, "--answer", "bd-position=1"), "does not ask that")
    refused(two.ash("round", "answer", uid, "--answer", "ci-lever=9"), "does not fit")
    refused(two.ash("round", "answer", uid), "not a JSON object")


def test_files_of_rounds_that_left_stand_in_the_list_of_what_left(two: Two) -> None:
    uid = two.both_sealed()
    two.ash.json("round", "reveal", uid, "--out", str(two.files / "key.balcony"))
    said = two.ash.json("shares")
    assert said["shares"] == []
    told = [(one["round"], one["kind"], one["to"], one["topic"]) for one in said["round_files"]]
    assert told == [(uid, "round-key", "Birch", TOPIC), (uid, "round-invitation", "Birch", TOPIC)]
    files = {one["kind"]: one for one in two.ash.json("round", "show", uid)["files"] if one["outgoing"]}
    for one in said["round_files"]:
        assert (one["fingerprint"], one["made_on"]) == (
            files[one["kind"]]["fingerprint"],
            files[one["kind"]]["on"],
        )
    key, invitation = two.ash.done("shares", "--to", "Birch").out.splitlines()
    assert key.startswith(f"{uid}  {files['round-key']['on']}  Birch  Your key to a pair round")
    assert invitation.endswith(files["round-invitation"]["fingerprint"])
    [theirs] = two.birch.json("shares")["round_files"]
    assert (theirs["kind"], theirs["to"]) == ("round-answer", "Ash")
