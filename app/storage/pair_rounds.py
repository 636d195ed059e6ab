"""Pair rounds: their seals and steps, the remarks beside their answers, and which files came and left."""

import base64
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select

from app.domain.comparing import MINE, THEIRS, RoundComment
from app.domain.entries import AnswerDraft
from app.domain.pairing import RoundRole, Seal, SealedRound, Withdrawn
from app.domain.prompts import AnswerKind, Wording
from app.domain.rounds_held import KeptRound, RoundFile
from app.domain.sharing import FileKind
from app.storage.bundles import anchor_from, to_text
from app.storage.codes import date_of, day_number
from app.storage.rows import fetched
from app.storage.schema.conversation import (
    pair_round,
    round_answer,
    round_choice,
    round_comment,
    round_file,
    round_prompt,
)
from app.storage.unit_of_work import UnitOfWork
from app.storage.wordings import Words
from app.storage.writing import stored_answer

Row = Sequence[Any]
Values = dict[str, int | str | None]

TABLES: Final = frozenset(
    table.name for table in (pair_round, round_prompt, round_answer, round_choice, round_comment, round_file)
)
SIDES: Final = {MINE: 0, THEIRS: 1}
_SIDE_NAMES: Final = {code: side for side, code in SIDES.items()}
_ROLES: Final = {RoundRole.STARTED: 0, RoundRole.INVITED: 1, RoundRole.SAME_ROOM: 2}
_ROLE_NAMES: Final = {code: role for role, code in _ROLES.items()}

_HELD: Final = (
    "SELECT o.uid, o.role, k.uid, o.closes_on, o.sealed_on, o.my_cipher, o.my_commitment, o.my_key,"
    " o.their_cipher, o.their_commitment, o.their_key, o.key_given_on, o.look_back, o.withdrawn_on,"
    " o.withdrawn_by, o.learning_changed_on, o.their_learning, o.onward_mine, o.onward_theirs,"
    " o.words_removed_on FROM pair_round o LEFT JOIN contact k ON k.id = o.contact"
)
_COMMENTS: Final = (
    "SELECT o.uid, c.uid, c.place, c.side, c.body, c.written_on, c.anchor FROM round_comment c"
    " JOIN pair_round o ON o.id = c.round ORDER BY c.id"
)
_FILES: Final = (
    "SELECT o.uid, f.kind, f.outgoing, f.on_day, f.file_id, f.fingerprint FROM round_file f"
    " JOIN pair_round o ON o.id = f.round ORDER BY f.id"
)


# ---- reading


def kept(connection: Connection) -> dict[str, KeptRound]:
    """Every round beside its words, by uid."""
    comments: dict[str, list[RoundComment]] = defaultdict(list)
    for uid, *row in fetched(connection, _COMMENTS):
        comments[uid].append(_comment(row))
    files: dict[str, list[RoundFile]] = defaultdict(list)
    for uid, kind, outgoing, on, file_id, fingerprint in fetched(connection, _FILES):
        files[uid].append(
            RoundFile(FileKind(kind), bool(outgoing), date.fromordinal(on), file_id, fingerprint)
        )
    found = (_held(row) for row in fetched(connection, _HELD))
    return {
        one.uid: KeptRound(one, tuple(comments.get(one.uid, ())), tuple(files.get(one.uid, ())))
        for one in found
    }


def came(connection: Connection, file_id: str) -> bool:
    """Whether a file of this id was opened and kept."""
    query = (
        "SELECT 1 FROM round_file f JOIN pair_round o ON o.id = f.round WHERE f.outgoing = 0 AND f.file_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = o.batch AND b.taken_back > 0)"
    )
    return connection.exec_driver_sql(query, (file_id,)).first() is not None


def number(connection: Connection, uid: str) -> int | None:
    """The number of a round's row."""
    return connection.execute(select(pair_round.c.id).where(pair_round.c.uid == uid)).scalar()


def comment_number(connection: Connection, uid: str) -> int | None:
    """The number of a remark's row."""
    return connection.execute(select(round_comment.c.id).where(round_comment.c.uid == uid)).scalar()


def _comment(row: Row) -> RoundComment:
    uid, place, side, body, written_on, anchor = row
    return RoundComment(
        uid, place, _SIDE_NAMES[side], body, date.fromordinal(written_on), anchor_from(anchor) if anchor else None
    )  # fmt: skip


def _held(row: Row) -> SealedRound:
    uid, role, contact, closes_on, sealed_on, *sealed, given_on, look_back, withdrawn_on, by, changed_on = (
        row[:16]
    )
    their_learning, onward_mine, onward_theirs, removed_on = row[16:]
    my_cipher, my_commitment, my_key, their_cipher, their_commitment, their_key = sealed
    return SealedRound(
        uid=uid,
        role=_ROLE_NAMES[role],
        contact_uid=contact,
        closes_on=date_of(closes_on),
        sealed_on=date_of(sealed_on),
        mine=_seal(my_cipher, my_commitment),
        my_key=_octets(my_key),
        theirs=_seal(their_cipher, their_commitment),
        their_key=_octets(their_key),
        key_given_on=date_of(given_on),
        look_back=look_back,
        withdrawn_on=date_of(withdrawn_on),
        withdrawn_by=Withdrawn(by),
        learning_changed_on=date_of(changed_on),
        their_learning=their_learning,
        onward_mine=bool(onward_mine),
        onward_theirs=bool(onward_theirs),
        words_removed_on=date_of(removed_on),
    )


def _seal(cipher: str | None, commitment: str | None) -> Seal | None:
    octets = _octets(cipher)
    return Seal(octets, commitment) if octets is not None and commitment else None


def _octets(spelt: str | None) -> bytes | None:
    return base64.b64decode(spelt) if spelt is not None else None


def _spelt(octets: bytes | None) -> str | None:
    return base64.b64encode(octets).decode("ascii") if octets is not None else None


# ---- writing


def seal_values(side: str, seal: Seal | None, key: bytes | None) -> Values:
    """The columns of one side's seal and key."""
    begins = "my" if side == MINE else "their"
    return {
        f"{begins}_cipher": _spelt(seal.ciphertext if seal else None),
        f"{begins}_commitment": seal.commitment if seal else None,
        f"{begins}_key": _spelt(key),
    }


def held_values(held: SealedRound, contact: int | None) -> Values:
    """Every column that holds what `SealedRound` says."""
    return {
        "role": _ROLES[held.role],
        "contact": contact,
        "closes_on": day_number(held.closes_on),
        "sealed_on": day_number(held.sealed_on),
        **seal_values(MINE, held.mine, held.my_key),
        **seal_values(THEIRS, held.theirs, held.their_key),
        "key_given_on": day_number(held.key_given_on),
        "look_back": held.look_back,
        "withdrawn_on": day_number(held.withdrawn_on),
        "withdrawn_by": held.withdrawn_by.value,
        "learning_changed_on": day_number(held.learning_changed_on),
        "their_learning": held.their_learning,
        "onward_mine": int(held.onward_mine),
        "onward_theirs": int(held.onward_theirs),
        "words_removed_on": day_number(held.words_removed_on),
    }


def comment_values(one: RoundComment) -> Values:
    """The columns of a remark, but for its round."""
    return {
        "uid": one.uid,
        "place": one.place,
        "side": SIDES[one.side],
        "anchor": to_text(one.anchor) if one.anchor else None,
        "body": one.body,
        "written_on": one.written_on.toordinal(),
    }


def file_values(one: RoundFile) -> Values:
    """The columns of a file, but for its round."""
    return {
        "kind": one.kind.value,
        "outgoing": int(one.outgoing),
        "on_day": one.on.toordinal(),
        "file_id": one.file_id,
        "fingerprint": one.fingerprint,
    }


def put_prompts(uow: UnitOfWork, words: Words, round_number: int, asked: Sequence[Wording]) -> None:
    """Make the questions of a round exactly these."""
    uow.delete(round_prompt, round_prompt.c.round == round_number)
    for place, wording in enumerate(asked):
        prompt = words.prompt(uow.connection, wording.prompt_id)
        uow.insert(
            round_prompt, round=round_number, place=place, prompt=prompt, wording=words.wording(uow.connection, wording)
        )  # fmt: skip


def put_answer(
    uow: UnitOfWork, words: Words, round_number: int, place: int, side: str, asked: Wording, given: AnswerDraft | None
) -> None:  # fmt: skip
    """Make one side's answer to one question this; None takes it away."""
    code = SIDES[side]
    for table in (round_choice, round_answer):
        here = (table.c.round == round_number) & (table.c.place == place) & (table.c.side == code)
        uow.delete(table, here)
    if given is None:
        return
    at: Mapping[str, int] = {"round": round_number, "place": place, "side": code}
    prompt = words.prompt(uow.connection, asked.prompt_id)
    value, text, choices = stored_answer(uow.connection, words, prompt, asked.kind, given)
    uow.insert(round_answer, **at, value=value, text=text)
    for choice in choices if asked.kind is AnswerKind.MULTI else ():
        uow.insert(round_choice, **at, option=choice)


def note_file(uow: UnitOfWork, round_number: int, file: RoundFile) -> None:
    """Note a file that came or left."""
    uow.insert(round_file, round=round_number, **file_values(file))


def remove(uow: UnitOfWork, round_number: int) -> None:
    """Take a round out of the journal, with all that belongs to it."""
    for table in (round_file, round_comment, round_choice, round_answer, round_prompt):
        uow.delete(table, table.c.round == round_number)
    uow.delete(pair_round, pair_round.c.id == round_number)


def remove_words_of_other(uow: UnitOfWork, round_number: int, on: date) -> None:
    """Take everything the other wrote out of a round: answers, key, learning, and what remarks quoted of it.

    Where the round went by files their seal stays, which nothing here opens any more: one's own files name it, and
    could not be written again for somebody who lost them.
    """
    theirs = SIDES[THEIRS]
    for table in (round_choice, round_answer):
        uow.delete(table, (table.c.round == round_number) & (table.c.side == theirs))
    quoted = select(round_comment.c.id).where(
        round_comment.c.round == round_number, round_comment.c.side == theirs
    )
    for comment in uow.connection.execute(quoted).scalars().all():
        uow.update(round_comment, {"id": comment}, anchor=None)
    gone: Values = {"their_key": None, "their_learning": None, "words_removed_on": on.toordinal()}
    role = select(pair_round.c.role).where(pair_round.c.id == round_number)
    if uow.connection.execute(role).scalar_one() == _ROLES[RoundRole.SAME_ROOM]:
        gone |= seal_values(THEIRS, None, None)
    uow.update(pair_round, {"id": round_number}, **gone)
