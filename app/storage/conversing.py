"""Writing what came from and with others, one row at a time through whatever keeps the rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

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
from app.storage.codes import ACTIONS, COMMENTS, ROUNDS
from app.storage.conversation import MINE, THEIRS
from app.storage.rows import fetched
from app.storage.schema import (
    agreed_action,
    comment,
    pair_round,
    reply,
    round_answer,
    round_choice,
    round_prompt,
)
from app.storage.unit_of_work import UnitOfWork
from app.storage.wordings import Words
from app.storage.writing import stored_answer

Put = Callable[..., int]
"""Adds a row to a table and gives its number: `UnitOfWork.insert`, or a plain statement for an import."""


def _day(when: date | None) -> int | None:
    return None if when is None else when.toordinal()


@dataclass
class Conversing:
    """Keeps replies, actions and rounds; `entries` and `reviews` are the numbers of uids they speak of.

    A comment on an entry that is not there is left out; an action only loses its tie to it.
    """

    connection: Connection
    words: Words
    put: Put
    entries: Mapping[str, int]
    reviews: Mapping[str, int]
    batch: int | None = None

    def keep_reply(self, arriving: Reply) -> int:
        """Keep a reply with its comments."""
        number = self.put(
            reply,
            uid=arriving.uid,
            from_name=arriving.from_name,
            received_on=arriving.received_on.toordinal(),
            bundle=arriving.bundle_uid,
            session_on=_day(arriving.session_on),
            session_summary=arriving.session_summary,
            take_away=arriving.take_away,
            is_demo=int(arriving.is_demo),
            batch=self.batch,
        )
        for one in arriving.comments:
            if one.entry_uid in self.entries:
                self._keep_comment(one, number)
        return number

    def _keep_comment(self, one: Comment, number: int) -> None:
        self.put(
            comment,
            uid=one.uid,
            reply=number,
            entry=self.entries[one.entry_uid],
            review=self.reviews.get(one.review_uid) if one.review_uid else None,
            field=one.field,
            prompt=self.words.prompt(self.connection, one.prompt_id) if one.prompt_id else None,
            kind=COMMENTS[one.kind],
            quote=one.quote,
            body=one.body,
            in_reply_to=one.in_reply_to,
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
            due_on=_day(arriving.due_on),
            status=ACTIONS[arriving.status],
            agreed_on=arriving.agreed_on.toordinal(),
            closed_on=_day(arriving.closed_on),
            is_demo=int(arriving.is_demo),
            batch=self.batch,
        )

    def keep_round(self, arriving: PairRound) -> int:
        """Keep a round with its questions and what each side answered."""
        number = self.put(
            pair_round,
            uid=arriving.uid,
            topic=arriving.topic,
            case_text=arriving.case_text,
            mine=arriving.mine,
            theirs=arriving.theirs,
            opened_on=arriving.opened_on.toordinal(),
            revealed_on=_day(arriving.revealed_on),
            status=ROUNDS[arriving.status],
            agreed_learning=arriving.agreed_learning,
            is_demo=int(arriving.is_demo),
            batch=self.batch,
        )
        for place, asked in enumerate(arriving.prompts):
            self._keep_prompt(asked, number, place)
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
    for pair in arriving.rounds:
        conversing.keep_round(pair)


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
