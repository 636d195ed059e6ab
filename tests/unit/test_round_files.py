"""The six files of a pair round: read as they were made, by whom they were made for, and no other way."""

import base64
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from app.compose import packs
from app.domain import errors
from app.domain.entries import AnswerDraft
from app.domain.library import merge
from app.domain.own_prompts import own_prompt, reworded
from app.domain.pairing import MOST_PROMPTS, TEXT_LENGTH, RoundCopy, RoundPart
from app.domain.prompts import AnswerKind, Ends, Option, When, Wording
from app.domain.sharing import ROUND_KINDS, FileKind, Trust
from app.sharing import armour
from app.sharing.files import seal_round, seal_share, wants_passphrase
from tests.fixtures import rounds
from tests.fixtures import sharing as made
from tests.fixtures.rounds import FILE, MINE, SECRET, THEIRS, WORDINGS, every_part
from tests.fixtures.sharing import CHEAP, coach, leader, opened, plain_of, stranger

SPOKEN = "sibling wispy parrot suitor cognitive unbraided"


def sent(part: RoundPart, file_id: str | None = None) -> bytes:
    return seal_round(part, leader().identity, [coach().card], file_id=file_id)


@pytest.mark.parametrize("kind", ROUND_KINDS)
def test_each_file_of_a_round_is_read_as_it_was_made(kind: FileKind) -> None:
    part = every_part()[kind]
    found = opened(sent(part, FILE))
    assert (found.kind, found.content) == (kind, part)
    assert (found.author, found.trust, found.mine, found.file_id) == (
        *(leader().card, Trust.CONFIRMED),
        *(False, FILE),
    )
    assert opened(armour.to_text(sent(part))).content == part


@pytest.mark.parametrize("kind", ROUND_KINDS)
def test_the_smallest_file_of_each_kind_is_read_too(kind: FileKind) -> None:
    bare: dict[str, object] = {"case_text": "", "look_back": None}
    asked = (Wording("p", 1, AnswerKind.TEXT, "Why?"),)
    less: dict[FileKind, dict[str, object]] = {
        FileKind.ROUND_INVITATION: {**bare, "closes_on": None, "to_label": "", "prompts": asked},
        FileKind.ROUND_LEARNING: {"text": "", "onward": False, "edition": 0},
        FileKind.ROUND_COPY: {**bare, "prompts": asked, "mine": (None,), "theirs": (None,), "learning": ""},
    }
    part = replace(every_part()[kind], **less.get(kind, {}))  # type: ignore[arg-type]
    assert opened(sent(part)).content == part


def test_the_sender_can_open_what_was_sent_and_somebody_unknown_is_shown_as_such() -> None:
    data = sent(rounds.invitation())
    assert opened(data, leader(), knows={}).mine
    assert opened(data, knows={}).trust is Trust.FIRST_USE


def test_a_file_written_again_is_another_file_with_the_same_words() -> None:
    part = rounds.invitation()
    first, second = opened(sent(part)), opened(sent(part))
    assert first.content == second.content
    assert first.file_id != second.file_id
    assert first.fingerprint != second.fingerprint


def test_a_file_opened_before_is_said_to_be_so() -> None:
    with pytest.raises(errors.AlreadyOpened):
        opened(sent(rounds.key_part(), FILE), seen=frozenset({FILE}))


def test_nobody_else_opens_a_file_of_a_round() -> None:
    for part in every_part().values():
        with pytest.raises(errors.NotForYou):
            opened(sent(part), stranger())


def test_an_invitation_holds_the_questions_and_not_a_word_of_the_answers() -> None:
    inside = plain_of(sent(rounds.invitation()), coach())
    assert b"Why this, and why now?" in inside
    assert SECRET[:10].encode() not in inside
    assert b"governors" not in inside
    assert b'"key"' not in inside
    assert b"2026-10-01T" not in inside


def test_the_zip_of_a_round_is_one_that_every_program_reads() -> None:
    inside = plain_of(sent(rounds.copy_part()), coach())
    with zipfile.ZipFile(io.BytesIO(inside[104:])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", "round.json"]
        assert SECRET in archive.read("round.json").decode()


def test_only_a_copy_of_a_round_can_be_locked_by_a_passphrase() -> None:
    for kind, part in every_part().items():
        if kind is FileKind.ROUND_COPY:
            continue
        with pytest.raises(errors.InvalidInput) as problem:
            seal_round(part, leader().identity, SPOKEN, factor=CHEAP)
        assert problem.value.field == "to"
    data = seal_round(rounds.copy_part(), leader().identity, SPOKEN, factor=CHEAP)
    assert wants_passphrase(data)
    found = opened(data, passphrase=SPOKEN, knows={})
    assert isinstance(found.content, RoundCopy)
    assert (found.content.mine, found.content.theirs) == (THEIRS, MINE)
    with pytest.raises(errors.WrongSharePassphrase):
        opened(data, passphrase="other words", knows={})


def test_a_file_without_recipient_or_name_is_not_made() -> None:
    with pytest.raises(errors.InvalidInput):
        seal_round(rounds.withdrawal(), leader().identity, [])
    with pytest.raises(errors.InvalidInput):
        seal_round(rounds.withdrawal(from_name=" "), leader().identity, [coach().card])


def test_a_name_leaves_tidied_in_every_file() -> None:
    found = opened(sent(rounds.withdrawal(from_name="Ann\n  Leader")))
    assert isinstance(found.content, RoundPart)
    assert found.content.from_name == found.author.name == "Ann Leader"


TEXT = WORDINGS[0]
UNTELLABLE: dict[str, RoundPart] = {
    "no question": rounds.invitation(prompts=()),
    "six questions": rounds.invitation(prompts=tuple(replace(TEXT, prompt_id=f"p{n}") for n in range(6))),
    "a question twice": rounds.invitation(prompts=(TEXT, TEXT)),
    "a question without words": rounds.invitation(prompts=(replace(TEXT, question=" "),)),
    "a scale without ends": rounds.invitation(prompts=(replace(TEXT, kind=AnswerKind.SLIDER),)),
    "a text with ends": rounds.invitation(prompts=(replace(TEXT, ends=Ends("a", "b")),)),
    "a choice of nothing": rounds.invitation(prompts=(replace(TEXT, kind=AnswerKind.SINGLE),)),
    "a text with options": rounds.invitation(prompts=(replace(TEXT, options=(Option("a", "A"),)),)),
    "an option twice": rounds.invitation(
        prompts=(replace(WORDINGS[1], options=(Option("a", "A"), Option("a", "B"))),)
    ),
    "no topic": rounds.invitation(topic=" "),
    "a case too long": rounds.invitation(case_text="x" * (TEXT_LENGTH + 1)),
    "half a sign": rounds.learning(text="\ud83d"),
    "NUL": rounds.learning(text="no\0thing"),
    "a note too long": rounds.learning(text="x" * (TEXT_LENGTH + 1)),
    "looking back at itself": rounds.copy_part(look_back=rounds.ROUND),
    "fewer answers than questions": rounds.copy_part(mine=THEIRS[:-1]),
    "an answer that does not fit": rounds.copy_part(theirs=(AnswerDraft(3), *MINE[1:])),
    "an id that is none": rounds.withdrawal(round_id="round-1"),
    "a key too short": rounds.key_part(key=bytes(31)),
    "a hash that is none": rounds.key_part(answer_hash="abc"),
}


@pytest.mark.parametrize("name", UNTELLABLE)
def test_a_file_that_could_not_be_opened_does_not_leave(name: str) -> None:
    with pytest.raises(errors.ExportProblem) as problem:
        sent(UNTELLABLE[name])
    assert "xxx" not in str(problem.value)


def test_what_is_opened_is_asked_for_by_its_kind() -> None:
    share = opened(seal_share(made.bundle(), leader().identity, [coach().card]))
    assert share.file_id == made.BUNDLE
    with pytest.raises(TypeError):
        _ = opened(sent(rounds.learning())).share


def test_dates_of_a_round_leave_as_days_only() -> None:
    inside = plain_of(sent(rounds.copy_part(revealed_on=date(2026, 11, 2))), coach())
    assert b'"revealed_on":"2026-11-02"' in inside


def test_every_question_that_can_be_asked_can_travel() -> None:
    library = merge(packs())
    own = own_prompt(
        "Who was not in the room?", AnswerKind.MULTI, [When.DECISION], options=["A child", "A school"]
    )
    prompts = [*library.prompts, own, reworded(library.prompts[0], "What did you notice first?")]
    wordings = {moment: [prompt.wording(moment) for prompt in prompts] for moment in (None, *When)}
    assert len(prompts) > 50
    for asked in wordings.values():
        for at in range(0, len(asked), MOST_PROMPTS):
            part = rounds.invitation(prompts=tuple(asked[at : at + MOST_PROMPTS]))
            assert opened(sent(part)).content == part


def test_a_seal_can_be_opened_by_hand_as_the_help_page_says() -> None:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    def words(part: RoundPart) -> dict[str, str]:
        with zipfile.ZipFile(io.BytesIO(plain_of(sent(part), coach())[104:])) as archive:
            told: dict[str, str] = json.loads(archive.read("round.json"))
        return told

    told = words(rounds.answer())
    key, ciphertext = base64.b64decode(told["key"]), base64.b64decode(told["ciphertext"])
    beside = f"Balcony round 1\n{told['round_id']}\nb".encode()
    sealed = ChaCha20Poly1305(key).decrypt(bytes(12), ciphertext, beside)
    assert len(sealed) % 4096 == 0
    assert json.loads(sealed)["answers"][0] == {"value": "Another story."}
    assert hashlib.sha256(key + sealed).hexdigest() == told["commitment"]
    seal_ = rounds.sealed()[0]
    by_hand = hashlib.sha256(bytes.fromhex(seal_.commitment) + seal_.ciphertext).hexdigest()
    assert words(rounds.key_part(answer_hash=seal_.digest))["answer_hash"] == by_hand
