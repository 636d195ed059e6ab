"""Pair rounds as JSON objects; resources/help/json-format.md names every key used here."""

import base64

from app.domain.comparing import RoundComment
from app.domain.conversation import PairRound, RoundPrompt
from app.domain.entries import AnswerDraft
from app.domain.pairing import RoundRole, Seal, SealedRound
from app.domain.rounds_held import KeptRound, RoundFile
from app.domain.whole import JsonValue
from app.exporters.writing.conversation import anchor_shape
from app.exporters.writing.shapes import Numbers, Shape, filled


def round_shape(pair: PairRound, beside: KeptRound | None, numbers: Numbers) -> Shape:
    """A round with what it has beside its words."""
    said = filled(
        uid=pair.uid,
        topic=pair.topic,
        case_text=pair.case_text,
        mine=pair.mine,
        theirs=pair.theirs,
        opened_on=pair.opened_on.isoformat(),
        status=pair.status.value,
        revealed_on=pair.revealed_on.isoformat() if pair.revealed_on else None,
        agreed_learning=pair.agreed_learning,
        is_demo=pair.is_demo,
        prompts=[_prompt(asked, numbers) for asked in pair.prompts],
    )
    return {**said, **_beside(beside)} if beside else said


def _beside(kept: KeptRound) -> Shape:
    held = kept.held
    return filled(
        role=held.role.value if held.role is not RoundRole.STARTED else None,
        contact=held.contact_uid,
        seal=_seal(held.mine, held.my_key),
        their_seal=_seal(held.theirs, held.their_key),
        **_days(held),
        look_back=held.look_back,
        withdrawn_by=held.withdrawn_by.value,
        their_learning=held.their_learning,
        onward_mine=held.onward_mine,
        onward_theirs=held.onward_theirs,
        comments=[_comment(one) for one in kept.comments],
        files=[_file(one) for one in kept.files],
    )


def _days(held: SealedRound) -> dict[str, JsonValue]:
    days = {
        "closes_on": held.closes_on,
        "sealed_on": held.sealed_on,
        "key_given_on": held.key_given_on,
        "withdrawn_on": held.withdrawn_on,
        "learning_changed_on": held.learning_changed_on,
        "words_removed_on": held.words_removed_on,
    }
    return {name: day.isoformat() if day else None for name, day in days.items()}


def _seal(seal: Seal | None, key: bytes | None) -> Shape:
    """A seal with its key; one without the other where a round was withdrawn, or its key is not here yet."""
    return filled(
        ciphertext=base64.b64encode(seal.ciphertext).decode("ascii") if seal else None,
        commitment=seal.commitment if seal else None,
        key=base64.b64encode(key).decode("ascii") if key else None,
    )


def _comment(one: RoundComment) -> Shape:
    return {
        "uid": one.uid,
        "place": one.place,
        "side": one.side,
        "body": one.body,
        "written_on": one.written_on.isoformat(),
        **filled(anchor=anchor_shape(one.anchor) if one.anchor else None),
    }


def _file(one: RoundFile) -> Shape:
    return {
        "kind": one.kind.value,
        "on": one.on.isoformat(),
        **filled(outgoing=one.outgoing, file_id=one.file_id, fingerprint=one.fingerprint),
    }


def _prompt(asked: RoundPrompt, numbers: Numbers) -> Shape:
    shape = filled(prompt=asked.wording.prompt_id, wording=numbers.wording(asked.wording))
    for side, given in (("mine", asked.mine), ("theirs", asked.theirs)):
        if given is not None:
            shape[side] = _given(given)
    return shape


def _given(given: AnswerDraft) -> Shape:
    value: JsonValue = list(given.value) if isinstance(given.value, tuple) else given.value
    return {"value": value, **filled(other=given.other)}
