"""A whole round with a coach from the command line, between two data folders, with nothing but files between."""

import io
import json
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.cli import Balcony, Said

CONTEXT = "We waited for the board, and the front door stayed shut. Nobody asked about the door."
BODY = "Whose door was it?"


@dataclass(frozen=True)
class Two:
    """A leader and a coach, each with a folder of their own, and one decision of the leader's."""

    leader: Balcony
    coach: Balcony
    files: Path
    entry: str

    def share(self, *more: str, stdin: str = "", fields: Sequence[str] = ("title", "context")) -> Said:
        """Choose fields of the decision."""
        chosen = [word for field in fields for word in ("--field", field)]
        return self.leader("share", "--entry", self.entry, *chosen, *more, stdin=stdin)

    def shared(self, name: str = "share.balcony") -> str:
        """Share them with the coach; gives the file."""
        path = str(self.files / name)
        assert self.share("--to", "Birch", "--out", path, "--i-have-read").code == 0
        return path

    def kept(self, path: str) -> str:
        """What the coach keeps of it: its id."""
        return str(self.coach.json("open", path)["id"])

    def comment(self, bundle: str, *more: str, body: str = BODY) -> str:
        place = ("--on", "context", "--quote", "the front door")
        return str(self.coach.json("comment", bundle, *place, *more, "-", stdin=body)["id"])

    def replied(self, bundle: str, name: str = "reply.balcony") -> str:
        path = str(self.files / name)
        assert self.coach("reply", bundle, "--out", path).code == 0
        return path

    def shown(self) -> Any:
        return self.leader.json("show", self.entry)


@pytest.fixture
def strangers(tmp_path: Path) -> Two:
    """Two who know each other's names and no keys yet."""
    leader, coach = Balcony(tmp_path / "leader").new(), Balcony(tmp_path / "coach").new()
    leader.json("contacts", "name", "-", stdin="Ash\n")
    coach.json("contacts", "name", "Birch")
    number = leader.json("add", "--title", "Hold the front door", "--context", CONTEXT)["id"]
    files = tmp_path / "files"
    files.mkdir()
    return Two(leader, coach, files, str(number))


@pytest.fixture
def two(strangers: Two) -> Two:
    """Two who have each other's cards and compared the six words."""
    leader, coach = strangers.leader, strangers.coach
    leader.json("contacts", "add", "-", stdin=coach.json("contacts", "card")["card"])
    card = leader.json("contacts", "card", "--for", "Birch")["card"]
    coach.json("contacts", "add", "-", "--kind", "leader", stdin=card)
    leader.json("contacts", "confirm", "Birch", "--same")
    coach.json("contacts", "confirm", "Ash", "--same")
    return strangers


def refused(said: Said, words: str) -> None:
    assert (said.code, said.out) == (1, "")
    assert words in said.err


# ---- cards


def test_both_read_the_same_six_words_and_are_confirmed_only_when_they_say_so(strangers: Two) -> None:
    leader, coach = strangers.leader, strangers.coach
    path = strangers.files / "card.txt"
    path.write_text(coach.done("contacts", "card").out, encoding="utf-8")
    assert leader.json("contacts", "add", str(path))["kind"] == "coach"
    coach.json("contacts", "add", "-", "--kind", "leader", stdin=leader.json("contacts", "card")["card"])
    told = leader.json("contacts", "confirm", "birch")
    assert len(told["words"]) == 6
    assert told["words"] == coach.json("contacts", "confirm", "Ash")["words"]
    assert told["confirmed_on"] is None
    assert leader.json("contacts", "confirm", told["contact"], "--same")["confirmed_on"] == "2026-06-30"


def test_a_card_of_ones_own_and_what_is_no_card_are_refused(two: Two) -> None:
    own = two.leader.json("contacts", "card")["card"]
    refused(two.leader("contacts", "add", "-", stdin=own), "your own card")
    refused(two.coach("contacts", "add", two.shared()), "not a contact card")
    refused(two.leader("contacts", "confirm", "Nobody"), "no contact of that name")


def test_other_keys_under_a_known_name_are_refused(two: Two, tmp_path: Path) -> None:
    other = Balcony(tmp_path / "other").new()
    other.json("contacts", "name", "Birch")
    card = other.json("contacts", "card")["card"]
    refused(two.leader("contacts", "add", "-", stdin=card), "not with the key you confirmed")


# ---- the round


def test_a_comment_comes_back_to_the_very_words_and_no_entry_changes(two: Two) -> None:
    before = two.shown()
    bundle = two.kept(two.shared())
    uid = two.comment(bundle)
    merged = two.leader.json("merge", two.replied(bundle))
    (arrived,) = merged["comments"]
    assert (arrived["id"], arrived["quote"], arrived["standing"]) == (uid, "the front door", "words")
    assert (arrived["entry"], merged["added"], merged["trust"]) == (int(two.entry), 1, "confirmed")
    after = two.shown()
    (comment,) = after.pop("comments")
    before.pop("comments")
    assert after == before
    assert (comment["from"], comment["body"], comment["quote"]) == ("Birch", BODY, "the front door")


def test_the_same_reply_a_second_time_adds_nothing_and_says_so(two: Two) -> None:
    bundle = two.kept(two.shared())
    two.comment(bundle)
    path = two.replied(bundle)
    first = two.leader.json("merge", path)
    once = two.shown()
    again = two.leader.json("merge", path)
    assert (first["already"], again["already"], again["added"]) == (False, True, 0)
    assert "taken in before" in two.leader("merge", path).out
    assert two.leader.json("open", path)["kind"] == "reply"
    assert two.shown() == once


def test_undo_takes_a_merge_back_and_the_reply_can_come_again(two: Two) -> None:
    bundle = two.kept(two.shared())
    two.comment(bundle)
    path = two.replied(bundle)
    journal = two.leader.open()
    journal.merging.merge(journal.merging.preview(Path(path).read_bytes()))
    journal.undo()
    journal.close()
    assert two.shown()["comments"] == []
    assert two.leader.json("merge", path)["added"] == 1
    assert len(two.shown()["comments"]) == 1


def test_a_dry_run_says_what_would_come_in_and_keeps_nothing(two: Two) -> None:
    path = two.shared()
    assert two.coach.json("open", path, "--dry-run")["kept"] is False
    assert two.coach.json("desk")["bundles"] == []
    bundle = two.kept(path)
    two.comment(bundle)
    back = two.replied(bundle)
    assert two.leader.json("merge", back, "--dry-run")["added"] == 1
    assert two.shown()["comments"] == []
    assert two.leader.json("open", back)["kind"] == "reply"


def test_a_proposed_action_is_taken_reworded_or_left(two: Two) -> None:
    bundle = two.kept(two.shared())
    first, second, third = (
        two.coach.json("comment", bundle, "--kind", "action", "--by", "2026-08-01", "-", stdin=words)["id"]
        for words in ("Ask the board", "Walk to the door", "Wait")
    )
    path = two.replied(bundle)
    refused(two.leader("merge", path, "--accept", "0" * 32), "no action of that id")
    assert two.leader("merge", path, "--accept", first, "--decline", first).code == 2
    reworded = {
        first: {"accept": True},
        second: {"accept": True, "text": "Go", "by": "2026-09-01"},
        third: {"accept": False},
    }
    merged = two.leader.json("merge", path, "--from", "-", stdin=json.dumps(reworded))
    assert [one["accepted"] for one in merged["actions"]] == [True, True, False]
    assert agreed(two) == {"Ask the board": "2026-08-01", "Go": "2026-09-01"}
    again = two.leader.json("merge", path, "--accept", third)
    assert [(one["accepted"], one["here"]) for one in again["actions"]] == [
        (True, True), (True, True), (True, False),
    ]  # fmt: skip
    assert agreed(two).keys() == {"Ask the board", "Go", "Wait"}


def agreed(two: Two) -> dict[str, str]:
    journal = two.leader.open()
    kept = {one.text: str(one.due_on) for one in journal.conversation.actions()}
    journal.close()
    return kept


def test_a_session_note_and_a_comment_as_json_go_with_the_reply(two: Two) -> None:
    bundle = two.kept(two.shared())
    note = {"kind": "session", "body": "We spoke.", "take_away": "Wait less.", "day": "2026-06-29"}
    two.coach.json("comment", bundle, "--from", "-", stdin=json.dumps(note))
    said = {"kind": "noticing", "on": "context", "quote": "Nobody asked", "body": "Nobody?"}
    two.coach.json("comment", bundle, "--from", "-", stdin=json.dumps(said))
    merged = two.leader.json("merge", two.replied(bundle))
    assert merged["session"] == {"on": "2026-06-29", "summary": "We spoke.", "take_away": "Wait less."}
    assert [(one["kind"], one["quote"]) for one in merged["comments"]] == [("noticing", "Nobody asked")]


def test_what_was_sent_stays_and_only_what_is_new_goes_next(two: Two) -> None:
    bundle = two.kept(two.shared())
    two.comment(bundle)
    two.replied(bundle)
    refused(two.coach("reply", bundle), "nothing to send yet")
    second = two.comment(bundle, body="And now?")
    (only,) = two.coach("reply", bundle, "--json").shape["comments"]
    assert only["id"] == second
    states = {one["body"]: one["state"] for one in two.coach.json("desk", bundle)["comments"]}
    assert states == {BODY: "sent", "And now?": "draft"}


def test_answers_to_a_comment_go_with_the_next_share_when_asked_for(two: Two) -> None:
    bundle = two.kept(two.shared())
    uid = two.comment(bundle)
    two.leader.json("merge", two.replied(bundle))
    journal = two.leader.open()
    journal.merging.answer(uid, "Mine, I thought.")
    journal.close()
    path = str(two.files / "second.balcony")
    assert two.share("--to", "Birch", "--with-answers", "--out", path, "--i-have-read").code == 0
    assert two.coach.json("open", path)["seen"]["thread"] == [{"comment": uid, "answer": "Mine, I thought."}]


# ---- without cards


def test_a_first_round_needs_only_words_said_by_telephone_and_text_in_e_mails(strangers: Two) -> None:
    told = strangers.share("--to", "My coach", "--generate-passphrase", "--text", "--i-have-read", "--json")
    words, text = told.shape["passphrase"], told.shape["text"]
    mail = "\n".join(f"> {line}" for line in text.splitlines())
    refused(strangers.coach("open", "-", stdin=mail), "--file-passphrase-stdin")
    wrong = strangers.coach("open", "-", "--file-passphrase-stdin", stdin=f"other words\n{mail}")
    refused(wrong, "That passphrase does not open this file.")
    opened = strangers.coach.json("open", "-", "--file-passphrase-stdin", stdin=f"{words}\n{mail}")
    assert (opened["kept"], opened["trust"]) == (True, "first-use")
    strangers.comment(opened["id"])
    back = strangers.coach("reply", opened["id"], "--text")
    assert back.out.startswith("-----BEGIN AGE ENCRYPTED FILE-----")
    assert strangers.leader.json("merge", "-", stdin=back.out)["added"] == 1
    (contact,) = strangers.leader.json("contacts", "list")["contacts"]
    assert (contact["name"], contact["has_card"], contact["confirmed_on"]) == ("My coach", True, None)


def test_words_for_a_telephone_stay_out_of_a_text_for_an_e_mail(strangers: Two) -> None:
    said = strangers.share("--to", "Zed", "--generate-passphrase", "--text", "--i-have-read")
    assert "Passphrase:" not in said.out
    words = said.err.split("Passphrase:")[1].split("\n")[0].split()
    assert len(words) == 6
    assert not any(word in said.out for word in words if len(word) > 6)


def test_on_a_terminal_the_words_of_a_file_are_asked_for(strangers: Two) -> None:
    path = str(strangers.files / "share.balcony")
    given = ("--to", "Birch", "--file-passphrase-stdin", "--out", path, "--i-have-read")
    assert strangers.share(*given, stdin="quiet herons\n").code == 0
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return strangers.coach.passphrase if question.startswith("Passphrase") else "quiet herons"

    said = strangers.coach.raw("--data-dir", str(strangers.coach.folder), "open", path, ask=answer)
    assert said.code == 0
    assert len(asked) == 2


def test_somebody_without_a_card_is_not_written_to_without_a_passphrase(strangers: Two) -> None:
    refused(
        strangers.share("--to", "Zed", "--text", "--i-have-read"), "There is no contact card of theirs here."
    )
    assert strangers.share("--plain", "--generate-passphrase").code == 2


# ---- what is refused


def test_a_file_for_somebody_else_damaged_or_of_another_kind_is_told_apart(two: Two, tmp_path: Path) -> None:
    path = two.shared()
    other = Balcony(tmp_path / "other").new()
    refused(other("open", path), "This file was made for somebody else.")
    damaged = two.files / "damaged.balcony"
    content = Path(path).read_bytes()
    damaged.write_bytes(content[:-20])
    refused(two.coach("open", str(damaged)), "damaged on its way")
    damaged.write_bytes(b"a letter")
    refused(two.coach("open", str(damaged)), "not a file or text that Balcony made")
    refused(two.coach("open", str(two.files / "nothing")), "no file of that name")
    refused(two.leader("merge", path), "not a reply")
    two.kept(path)
    refused(two.coach("open", path), "opened here before")
    assert two.leader.json("open", path)["mine"] is True
    assert len(two.coach.json("desk")["bundles"]) == 1


def test_nothing_leaves_before_it_was_read(two: Two) -> None:
    path = two.files / "share.balcony"
    said = two.share("--to", "Birch", "--out", str(path), "--json")
    assert said.code == 1
    assert not path.exists()
    assert said.shape["id"] is None
    assert said.shape["seen"]["entries"][0]["fields"][1]["value"] == CONTEXT
    assert said.err.endswith("then add --i-have-read.\n")
    assert two.leader.json("shares")["shares"] == []


def test_without_a_place_a_share_is_only_shown(two: Two) -> None:
    said = two.share("--to", "Birch", "--note", "Where did I wait?")
    assert said.code == 0
    assert "Where did I wait?" in said.out
    assert "[context]" in said.out
    assert two.leader.json("shares")["shares"] == []
    assert two.share("--to", "Birch", "--i-have-read").code == 2


def test_what_the_check_noticed_is_said_on_stderr_and_can_be_taken_out(two: Two) -> None:
    number = two.leader.json("add", "--title", "A hub", "--context", "I rang Mrs Alder twice.")["id"]
    said = two.leader("share", "--entry", str(number), "--field", "context", "--to", "Birch")
    assert "“Mrs Alder”: A title and a name point to one person." in said.err
    wish = {"entries": {str(number): ["context"]}, "to": "Birch", "changes": [{"words": "Mrs Alder"}]}
    said = two.leader("share", "--from", "-", "--json", stdin=json.dumps(wish))
    assert said.shape["seen"]["entries"][0]["fields"][0]["value"] == "I rang [removed] twice."
    wish["changes"] = [{"words": "Mr Elm"}]
    refused(two.leader("share", "--from", "-", stdin=json.dumps(wish)), "not among those noticed")


def test_a_reply_in_which_something_was_noticed_leaves_only_once_that_was_read(two: Two) -> None:
    bundle = two.kept(two.shared())
    two.comment(bundle, body="Did Mrs Alder know?")
    path = two.files / "reply.balcony"
    said = two.coach("reply", bundle, "--out", str(path))
    assert (said.code, path.exists()) == (1, False)
    assert "“Mrs Alder”" in said.err
    assert two.coach("reply", bundle, "--out", str(path), "--i-have-read").code == 0
    assert two.leader.json("merge", str(path))["added"] == 1


def test_words_from_family_proceedings_stop_until_somebody_checked(two: Two) -> None:
    words = "The family court made an interim care order at the hearing."
    number = two.leader.json("add", "--title", "A plan", "--context", words)["id"]
    chosen = (
        "share",
        "--entry",
        str(number),
        "--field",
        "context",
        "--to",
        "Birch",
        "--text",
        "--i-have-read",
    )
    refused(two.leader(*chosen), "may be unlawful to pass on")
    assert two.leader(*chosen, "--i-have-checked").code == 0


def test_what_is_not_offered_cannot_be_named(two: Two) -> None:
    (offered,) = two.leader.json("share", "--offered")["entries"]
    assert [one["field"] for one in offered["fields"]] == ["title", "context"]
    refused(two.share("--to", "Birch", fields=["learned"]), "cannot be shared")
    assert two.leader("share", "--field", "title").code == 2
    refused(two.leader("share", "--to", "Birch", "--text", "--i-have-read"), "Nothing is chosen yet.")


def test_a_comment_stands_only_on_words_that_are_there_once(two: Two) -> None:
    bundle = two.kept(two.shared())
    for more, words in (
        (("--on", "context", "--quote", "the back door"), "These words are not there."),
        (("--on", "context", "--quote", "door"), "more than once"),
        (("--on", "expected"), "no such field"),
        (("--entry", "2"), "no such entry"),
        (("--quote", "the front door"), "quoted from a field"),
    ):
        refused(two.coach("comment", bundle, *more, "-", stdin=BODY), words)
    assert two.coach("comment", bundle).code == 2
    refused(two.coach("comment", "0" * 32, "-", stdin=BODY), "not on your desk")


# ---- files


def test_files_are_for_this_account_alone_and_never_replace_one_unasked(two: Two) -> None:
    path = Path(two.shared())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    refused(two.share("--to", "Birch", "--out", str(path), "--i-have-read"), "already a file")
    assert path.read_bytes() == content
    assert two.share("--to", "Birch", "--out", str(path), "--i-have-read", "--force").code == 0
    said = two.share("--to", "Birch", "--out", str(two.files), "--i-have-read", "--json").shape
    assert Path(said["path"]).name.startswith("share-")
    assert len(two.leader.json("shares")["shares"]) == 3


def test_a_page_that_is_not_locked_is_asked_for_by_name_and_stands_in_the_log(two: Two) -> None:
    path = two.files / "page.html"
    assert two.share("--to", "Birch", "--plain", "--out", str(path), "--i-have-read").code == 0
    assert CONTEXT in path.read_text(encoding="utf-8")
    (logged,) = two.leader.json("shares")["shares"]
    assert (logged["plain"], logged["fields"], logged["asked_to_delete_on"]) == (True, 2, None)
    (logged,) = two.leader.json("shares", "--asked", logged["id"])["shares"]
    assert logged["asked_to_delete_on"] == "2026-06-30"


def test_the_rescue_key_reads_a_file_without_balcony_and_is_given_only_for_the_passphrase(two: Two) -> None:
    import pyrage

    path = two.shared()
    refused(two.coach("contacts", "rescue-key", stdin="not the passphrase\n"), "does not open this journal")
    said = two.coach("contacts", "rescue-key", stdin=f"{two.coach.passphrase}\n")
    assert "can read every file" in said.err
    keys = [pyrage.x25519.Identity.from_str(line) for line in said.out.splitlines()]
    parcel = pyrage.decrypt(Path(path).read_bytes(), keys)[104:]
    with zipfile.ZipFile(io.BytesIO(parcel)) as found:
        assert CONTEXT in found.read("entries.json").decode("utf-8")


# ---- the demo


def test_a_share_from_the_demo_comes_back_beside_what_its_coach_said(two: Two, tmp_path: Path) -> None:
    demo = Balcony(tmp_path / "demo")
    demo.json("demo", "--as-dated", "--no-window")
    (spoken_of,) = demo.json("search", "weekly audit returns", "--limit", "1")["entries"]
    number = str(spoken_of["id"])
    demo.json("contacts", "name", "Demo")
    demo.json("contacts", "add", "-", stdin=two.coach.json("contacts", "card")["card"])
    path = str(tmp_path / "demo.balcony")
    demo("share", "--entry", number, "--field", "context", "--to", "Birch", "--out", path, "--i-have-read")
    bundle = two.kept(path)
    two.coach.json("comment", bundle, "--on", "context", "-", stdin=BODY)
    demo.json("merge", two.replied(bundle))
    said = [(one["from"], one["body"]) for one in demo.json("show", number)["comments"]]
    assert [who for who, _ in said[:3]] == ["Coach"] * 3
    assert said[3:] == [("Birch", BODY)]
