"""Pair rounds from Balcony's own JSON; the inverse of the exporter's shapes."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping

from app.domain.comparing import MINE, THEIRS, RoundComment
from app.domain.conversation import PairRound, RoundPrompt, RoundStatus
from app.domain.entries import AnswerDraft
from app.domain.pairing import KEY_BYTES, MOST_PROMPTS, RoundRole, Seal, SealedRound, Withdrawn
from app.domain.prompts import Wording
from app.domain.rounds_held import KeptRound, RoundFile
from app.domain.sharing import FileKind
from app.importers.reading.anchors import anchor_from
from app.importers.reading.fields import Fields
from app.importers.reading.whole_entries import answer_value

Wordings = Mapping[int, Wording]
Uid = Callable[[Fields, str], str]
_COMMITMENT = re.compile("[0-9a-f]{64}")


def round_from(fields: Fields, uid: str, wordings: Wordings) -> PairRound:
    """A round; what the other answered only where both were shown."""
    status = fields.named("status", RoundStatus)
    shown = status is RoundStatus.REVEALED
    return PairRound(
        uid=uid,
        topic=fields.text("topic"),
        mine=fields.text("mine"),
        theirs=fields.text("theirs"),
        opened_on=fields.day("opened_on"),
        status=status,
        revealed_on=fields.maybe_day("revealed_on"),
        case_text=fields.text("case_text"),
        agreed_learning=fields.text("agreed_learning"),
        is_demo=fields.flag("is_demo"),
        prompts=fields.parts("prompts", lambda part: _prompt(part, wordings, shown=shown)),
    )


def _prompt(fields: Fields, wordings: Wordings, *, shown: bool) -> RoundPrompt:
    wording = wordings.get(fields.count("wording"))
    if wording is None or fields.text("prompt") != wording.prompt_id:
        raise fields.refuse("wording")
    mine, theirs = (
        AnswerDraft(answer_value(side, wording.kind), side.text("other")) if side else None
        for side in (fields.part("mine"), fields.part("theirs"))
    )
    return RoundPrompt(wording, mine, theirs if shown else None)


def beside_from(fields: Fields, uid: Uid) -> KeptRound | None:
    """What a round has beside its words, None where it has nothing."""
    mine, my_key = _seal(fields, "seal")
    theirs, their_key = _seal(fields, "their_seal")
    held = SealedRound(
        uid=fields.needed("uid"),
        role=fields.named("role", RoundRole) if fields.maybe("role") else RoundRole.STARTED,
        contact_uid=fields.maybe("contact"),
        closes_on=fields.maybe_day("closes_on"),
        sealed_on=fields.maybe_day("sealed_on"),
        mine=mine,
        my_key=my_key,
        theirs=theirs,
        their_key=their_key,
        key_given_on=fields.maybe_day("key_given_on"),
        look_back=fields.maybe("look_back"),
        withdrawn_on=fields.maybe_day("withdrawn_on"),
        withdrawn_by=fields.named("withdrawn_by", Withdrawn),
        learning_changed_on=fields.maybe_day("learning_changed_on"),
        their_learning=fields.maybe("their_learning"),
        onward_mine=fields.flag("onward_mine"),
        onward_theirs=fields.flag("onward_theirs"),
        words_removed_on=fields.maybe_day("words_removed_on"),
    )
    kept = KeptRound(
        held, fields.parts("comments", lambda part: _comment(part, uid)), fields.parts("files", _file)
    )
    return None if kept.is_plain else kept


def _seal(fields: Fields, name: str) -> tuple[Seal | None, bytes | None]:
    part = fields.part(name)
    if part is None:
        return None, None
    ciphertext, key = _octets(part, "ciphertext"), _octets(part, "key")
    commitment = part.text("commitment")
    if key is not None and len(key) != KEY_BYTES:
        raise part.refuse("key")
    if (ciphertext is None) != (not commitment) or (commitment and not _COMMITMENT.fullmatch(commitment)):
        raise part.refuse("commitment")
    return (Seal(ciphertext, commitment) if ciphertext is not None else None), key


def _octets(fields: Fields, name: str) -> bytes | None:
    said = fields.text(name)
    try:
        return base64.b64decode(said, validate=True) if said else None
    except (binascii.Error, ValueError) as error:
        raise fields.refuse(name) from error


def _comment(fields: Fields, uid: Uid) -> RoundComment:
    place, side = fields.number("place", 0, MOST_PROMPTS - 1), fields.text("side")
    if place is None or side not in {MINE, THEIRS}:
        raise fields.refuse("place")
    return RoundComment(
        uid(fields, "round comment"),
        place,
        side,
        fields.text("body"),
        fields.day("written_on"),
        anchor_from(fields.part("anchor")),
    )


def _file(fields: Fields) -> RoundFile:
    return RoundFile(
        fields.named("kind", FileKind),
        fields.flag("outgoing"),
        fields.day("on"),
        fields.text("file_id"),
        fields.text("fingerprint"),
    )
