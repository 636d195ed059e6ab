"""What travels of a pair round as the member of a parcel, and back."""

import base64
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypedDict

from app.domain.errors import FileDamaged
from app.domain.pairing import (
    KEY_BYTES,
    MOST_EDITIONS,
    TEXT_LENGTH,
    RoundAnswer,
    RoundCopy,
    RoundInvitation,
    RoundKey,
    RoundLearning,
    RoundPart,
    RoundWithdrawal,
    Seal,
)
from app.domain.sharing import ROUND_KINDS, FileKind
from app.sharing import strict_json
from app.sharing.answer_words import read_answers, read_wordings, told_answers, told_wordings
from app.sharing.limits import LARGEST_ROUND
from app.sharing.parcel import MANIFEST, ROUND
from app.sharing.seals import LARGEST_CIPHERTEXT, STEP, TAG_BYTES
from app.sharing.told import Told

_SMALLEST_CIPHERTEXT = STEP + TAG_BYTES
_KIND_OF = {type_: kind for kind, type_ in ROUND_KINDS.items()}


class _Head(TypedDict):
    round_id: str
    made_on: date
    from_name: str


def kind_of(part: RoundPart) -> FileKind:
    """Which of the files of a round this is."""
    return _KIND_OF[type(part)]


def members_of(part: RoundPart) -> dict[str, bytes]:
    """Every member but the first page."""
    head = {
        "kind": kind_of(part).value,
        "round_id": part.round_id,
        "made_on": part.made_on.isoformat(),
        "from_name": part.from_name,
    }
    return {ROUND: strict_json.dump({**head, **_told(part)})}


def read_part(kind: FileKind, members: Mapping[str, bytes]) -> RoundPart:
    """The part of a round in a parcel whose first page says this kind; raises FileDamaged, also for any more."""
    if members.keys() != {MANIFEST, ROUND}:
        raise FileDamaged
    told = Told(strict_json.load(members[ROUND], LARGEST_ROUND))
    if told.text("kind", 40) != kind.value:
        raise FileDamaged
    head = _Head(round_id=told.id("round_id"), made_on=told.day("made_on"), from_name=told.name("from_name"))
    return _READERS[kind](told, head)


def _told(part: RoundPart) -> dict[str, object]:
    match part:
        case RoundInvitation():
            more = {"closes_on": part.closes_on.isoformat()} if part.closes_on else {}
            return {**_told_question(part), **_told_seal(part.seal), **more}
        case RoundAnswer():
            return {
                "invitation_hash": part.invitation_hash,
                **_told_seal(part.seal),
                "key": _spelt(part.key),
            }
        case RoundKey():
            return {"answer_hash": part.answer_hash, "key": _spelt(part.key)}
        case RoundWithdrawal():
            return {}
        case RoundLearning():
            edition = {"edition": part.edition} if part.edition else {}
            return {"text": part.text, "onward": part.onward, **edition}
        case RoundCopy():
            return {
                **_told_question(part),
                "revealed_on": part.revealed_on.isoformat(),
                "mine": told_answers(part.mine),
                "theirs": told_answers(part.theirs),
                "learning": part.learning,
            }


def _told_question(part: RoundInvitation | RoundCopy) -> dict[str, object]:
    told: dict[str, object] = {
        "to_label": part.to_label,
        "topic": part.topic,
        "case": part.case_text,
        "prompts": told_wordings(part.prompts),
    }
    return {**told, **({"look_back": part.look_back} if part.look_back else {})}


def _told_seal(seal: Seal) -> dict[str, object]:
    return {"commitment": seal.commitment, "ciphertext": _spelt(seal.ciphertext)}


def _spelt(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _invitation(told: Told, head: _Head) -> RoundInvitation:
    return RoundInvitation(
        **head,
        to_label=told.line("to_label"),
        topic=_topic(told),
        case_text=told.text("case", TEXT_LENGTH),
        prompts=read_wordings(told, "prompts"),
        closes_on=told.day("closes_on") if told.has("closes_on") else None,
        seal=_seal(told),
        look_back=_look_back(told, head),
    )


def _answer(told: Told, head: _Head) -> RoundAnswer:
    return RoundAnswer(
        **head, invitation_hash=told.digest("invitation_hash"), seal=_seal(told), key=_key(told)
    )


def _key_part(told: Told, head: _Head) -> RoundKey:
    return RoundKey(**head, answer_hash=told.digest("answer_hash"), key=_key(told))


def _withdrawal(_told: Told, head: _Head) -> RoundWithdrawal:
    return RoundWithdrawal(**head)


def _learning(told: Told, head: _Head) -> RoundLearning:
    return RoundLearning(
        **head,
        text=told.text("text", TEXT_LENGTH),
        onward=told.tick("onward"),
        edition=told.number("edition", 1, MOST_EDITIONS) if told.has("edition") else 0,
    )


def _copy(told: Told, head: _Head) -> RoundCopy:
    prompts = read_wordings(told, "prompts")
    return RoundCopy(
        **head,
        to_label=told.line("to_label"),
        topic=_topic(told),
        case_text=told.text("case", TEXT_LENGTH),
        prompts=prompts,
        revealed_on=told.day("revealed_on"),
        mine=read_answers(told, "mine", prompts),
        theirs=read_answers(told, "theirs", prompts),
        learning=told.text("learning", TEXT_LENGTH),
        look_back=_look_back(told, head),
    )


_READERS: dict[FileKind, Callable[[Told, _Head], RoundPart]] = {
    FileKind.ROUND_INVITATION: _invitation,
    FileKind.ROUND_ANSWER: _answer,
    FileKind.ROUND_KEY: _key_part,
    FileKind.ROUND_WITHDRAWAL: _withdrawal,
    FileKind.ROUND_LEARNING: _learning,
    FileKind.ROUND_COPY: _copy,
}


def _topic(told: Told) -> str:
    topic = told.line("topic")
    if not topic.strip():
        raise FileDamaged
    return topic


def _look_back(told: Told, head: _Head) -> str | None:
    """The first round of two; no round looks back at itself."""
    first = told.id("look_back") if told.has("look_back") else None
    if first == head["round_id"]:
        raise FileDamaged
    return first


def _seal(told: Told) -> Seal:
    """A seal as `seals.seal` makes it: filled up, so its size is one of few."""
    ciphertext = told.octets("ciphertext", _SMALLEST_CIPHERTEXT, LARGEST_CIPHERTEXT)
    if (len(ciphertext) - TAG_BYTES) % STEP:
        raise FileDamaged
    return Seal(ciphertext, told.digest("commitment"))


def _key(told: Told) -> bytes:
    return told.octets("key", KEY_BYTES, KEY_BYTES)
