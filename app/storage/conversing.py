"""Writing what came from and with others, one row at a time through whatever keeps the rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, update

from app.domain.conversation import (
    ActionStatus,
    AgreedAction,
    Comment,
    Conversation,
    PairRound,
    Reply,
    RoundPrompt,
)
from app.domain.prompts import AnswerKind
from app.domain.rounds_held import KeptRound
from app.storage import contacts, pair_rounds
from app.storage.bundles import to_text
from app.storage.codes import ACTIONS, COMMENTS, ROUNDS, day_number
from app.storage.conversation import MINE, THEIRS
from app.storage.rows import fetched
from app.storage.schema.conversation import (
    agreed_action,
    comment,
    pair_round,
    reply,
    round_answer,
    round_choice,
    round_comment,
    round_file,
    round_prompt,
    thread_answer,
)
from app.storage.schema.journal import import_batch
from app.storage.unit_of_work import UnitOfWork
from app.storage.wordings import Words
from app.storage.writing import stored_answer

Put = Callable[..., int]
"""Adds a row to a table and gives its number: `UnitOfWork.insert`, or a plain statement for an import."""


@dataclass
class Conversing:
    """Keeps replies, actions and rounds; `entries` and `reviews` are the numbers of uids they speak of.

    A comment on an entry that is not there, or that is here already, is left out; an action only loses
    its tie to the entry.
    """

    connection: Connection
    words: Words
    put: Put
    entries: Mapping[str, int]
    reviews: Mapping[str, int]
    batch: int | None = None
    _said: set[str] | None = None

    def keep_reply(self, arriving: Reply) -> int:
        """Keep a reply with its comments."""
        number = self.put(
            reply,
            uid=arriving.uid,
            from_name=arriving.from_name,
            received_on=arriving.received_on.toordinal(),
            bundle=arriving.bundle_uid,
            session_on=day_number(arriving.session_on),
            session_summary=arriving.session_summary,
            take_away=arriving.take_away,
            is_demo=int(arriving.is_demo),
            batch=self.batch,
            typed_in=int(arriving.typed_in),
            made_on=day_number(arriving.made_on),
            fingerprint=arriving.fingerprint,
            contact=self._contact(arriving.contact_uid),
        )
        if self._said is None:
            self._said = set(self.connection.execute(select(comment.c.uid)).scalars())
        for one in (*arriving.comments, *arriving.loose):
            if (one.entry_uid in self.entries or not one.entry_uid) and one.uid not in self._said:
                self._said.add(one.uid)
                self._keep_comment(one, number)
        return number

    def _contact(self, uid: str | None) -> int | None:
        return contacts.number(self.connection, uid) if uid else None

    def _keep_comment(self, one: Comment, number: int) -> None:
        kept = self.put(
            comment,
            uid=one.uid,
            reply=number,
            entry=self.entries[one.entry_uid] if one.entry_uid else None,
            review=self.reviews.get(one.review_uid) if one.review_uid else None,
            field=one.field,
            prompt=self.words.prompt(self.connection, one.prompt_id) if one.prompt_id else None,
            kind=COMMENTS[one.kind],
            quote=one.quote,
            body=one.body,
            in_reply_to=one.in_reply_to,
            share_id=one.share_id,
            field_id=one.field_id,
            anchor=to_text(one.anchor) if one.anchor else None,
            framework=one.framework,
            closed=int(one.closed),
        )
        for said in one.answers:
            self.put(
                thread_answer,
                uid=said.uid,
                comment=kept,
                body=said.body,
                written_on=said.written_on.toordinal(),
                share=said.bundle_uid,
            )

    def keep_action(self, arriving: AgreedAction) -> int:
        """Keep an agreed action, tied to its reply and its entry where they are here."""
        source = select(reply.c.id).where(reply.c.uid == arriving.reply_uid)
        return self.put(
            agreed_action,
            uid=arriving.uid,
            reply=self.connection.execute(source).scalar() if arriving.reply_uid else None,
            entry=self.entries.get(arriving.entry_uid) if arriving.entry_uid else None,
            text=arriving.text,
            owner=arriving.owner,
            due_on=day_number(arriving.due_on),
            status=ACTIONS[arriving.status],
            agreed_on=arriving.agreed_on.toordinal(),
            closed_on=day_number(arriving.closed_on),
            is_demo=int(arriving.is_demo),
            batch=self.batch,
        )

    def keep_round(self, arriving: PairRound, beside: KeptRound | None = None) -> int:
        """Keep a round with its questions, what each side answered, and what it has beside its words."""
        held = beside.held if beside else None
        number = self.put(
            pair_round,
            uid=arriving.uid,
            topic=arriving.topic,
            case_text=arriving.case_text,
            mine=arriving.mine,
            theirs=arriving.theirs,
            opened_on=arriving.opened_on.toordinal(),
            revealed_on=day_number(arriving.revealed_on),
            status=ROUNDS[arriving.status],
            agreed_learning=arriving.agreed_learning,
            is_demo=int(arriving.is_demo),
            batch=self.batch,
            **(pair_rounds.held_values(held, self._contact(held.contact_uid)) if held else {}),
        )
        for place, asked in enumerate(arriving.prompts):
            self._keep_prompt(asked, number, place)
        for one in beside.comments if beside else ():
            self.put(round_comment, round=number, **pair_rounds.comment_values(one))
        for file in beside.files if beside else ():
            self.put(round_file, round=number, **pair_rounds.file_values(file))
        return number

    def _keep_prompt(self, asked: RoundPrompt, number: int, place: int) -> None:
        wording = asked.wording
        prompt = self.words.prompt(self.connection, wording.prompt_id)
        at = {"round": number, "place": place}
        self.put(round_prompt, **at, prompt=prompt, wording=self.words.wording(self.connection, wording))
        for side, given in ((MINE, asked.mine), (THEIRS, asked.theirs)):
            if given is None:
                continue
            value, text, choices = stored_answer(self.connection, self.words, prompt, wording.kind, given)
            self.put(round_answer, **at, side=side, value=value, text=text)
            for choice in choices if wording.kind is AnswerKind.MULTI else ():
                self.put(round_choice, **at, side=side, option=choice)


def keep(uow: UnitOfWork, words: Words, arriving: Conversation) -> None:
    """Keep a whole conversation about entries that are in the journal already; undone like any other write."""
    entries, reviews = numbers(uow.connection)
    conversing = Conversing(uow.connection, words, uow.insert, entries, reviews)
    for one in arriving.replies:
        conversing.keep_reply(one)
    for action in arriving.actions:
        conversing.keep_action(action)
    beside = {one.held.uid: one for one in arriving.kept_rounds}
    for pair in arriving.rounds:
        conversing.keep_round(pair, beside.get(pair.uid))


def arrive(connection: Connection, words: Words, arriving: Conversation, batch: int) -> tuple[int, bool]:
    """Add what an import brings and is not here yet; how much came, and whether room was made for it.

    What an earlier import brought and was taken back goes for good when the same comes again.
    """

    def put(table: Table, **values: int | str | None) -> int:
        return int(connection.execute(insert(table).values(**values)).lastrowid or 0)

    made_room = _make_room(connection, arriving)
    entries, reviews = numbers(connection)
    here = Conversing(connection, words, put, entries, reviews, batch)
    beside = {one.held.uid: one for one in arriving.kept_rounds}
    fresh_rounds = _fresh(connection, pair_round, arriving.rounds)
    came = [
        *map(here.keep_reply, _fresh(connection, reply, arriving.replies)),
        *map(here.keep_action, _fresh(connection, agreed_action, arriving.actions)),
        *(here.keep_round(one, beside.get(one.uid)) for one in fresh_rounds),
    ]
    return len(came), made_room


Kept = TypeVar("Kept", Reply, AgreedAction, PairRound)


def _fresh(connection: Connection, table: Table, arriving: Iterable[Kept]) -> list[Kept]:
    known = set(connection.execute(select(table.c.uid)).scalars())
    return [one for one in arriving if one.uid not in known]


def make_room_for(connection: Connection, uid: str) -> bool:
    """Let go for good what an import brought and was taken back: a reply or a round that comes again, by itself.

    Whether anything went: what was done to it can then not be taken back any more.
    """
    made = False
    gone = select(import_batch.c.id).where(import_batch.c.taken_back > 0)
    for table in (reply, pair_round):
        lies = select(table.c.id).where(table.c.uid == uid, table.c.batch.in_(gone))
        for number in connection.execute(lies).scalars().all():
            _forget(connection, table, number)
            made = True
    return made


def _make_room(connection: Connection, arriving: Conversation) -> bool:
    gone = select(import_batch.c.id).where(import_batch.c.taken_back > 0)
    made = False
    for table, uids in (
        (agreed_action, [one.uid for one in arriving.actions]),
        (reply, [one.uid for one in arriving.replies]),
        (pair_round, [one.uid for one in arriving.rounds]),
    ):
        found = connection.execute(select(table.c.id, table.c.uid).where(table.c.batch.in_(gone))).all()
        for row in found:
            if row.uid in uids:
                _forget(connection, table, row.id)
                made = True
    return made


def _forget(connection: Connection, table: Table, number: int) -> None:
    """Remove something with all that belongs to it; an action outlives the reply it came with."""
    if table is reply:
        mine = select(comment.c.id).where(comment.c.reply == number)
        connection.execute(delete(thread_answer).where(thread_answer.c.comment.in_(mine)))
        connection.execute(delete(comment).where(comment.c.reply == number))
        theirs = update(agreed_action).where(agreed_action.c.reply == number)
        connection.execute(theirs.values(reply=None))
    if table is pair_round:
        for part in (round_file, round_comment, round_choice, round_answer, round_prompt):
            connection.execute(delete(part).where(part.c.round == number))
    connection.execute(delete(table).where(table.c.id == number))


def numbers(connection: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of entries outside the bin, and of all reviews, by uid."""
    entries = "SELECT uid, id FROM entry WHERE deleted_at IS NULL"
    return dict(fetched(connection, entries)), dict(fetched(connection, "SELECT uid, id FROM review"))


def set_action(uow: UnitOfWork, uid: str, status: ActionStatus, on: date) -> bool:
    """Say what became of an agreed action; whether there is one. An open one has no day of closing."""
    number = uow.connection.execute(select(agreed_action.c.id).where(agreed_action.c.uid == uid)).scalar()
    if number is None:
        return False
    closed = None if status is ActionStatus.OPEN else on.toordinal()
    uow.update(agreed_action, {"id": number}, status=ACTIONS[status], closed_on=closed)
    return True
