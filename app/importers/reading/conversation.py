"""Replies, agreed actions and rounds from Balcony's own JSON; the inverse of the exporter's shapes."""

from collections.abc import Iterable, Mapping

from app.domain.conversation import (
    ActionStatus,
    AgreedAction,
    Comment,
    CommentKind,
    Conversation,
    LeaderAnswer,
    PairRound,
    Reply,
    RoundPrompt,
    RoundStatus,
)
from app.domain.entries import AnswerDraft
from app.domain.prompts import Wording
from app.domain.sharing import Anchor
from app.importers.reading.fields import Fields
from app.importers.reading.whole_entries import answer_value

Wordings = Mapping[int, Wording]
_LARGEST = 2**31


def conversation_from(
    replies: Iterable[Fields], actions: Iterable[Fields], rounds: Iterable[Fields], wordings: Wordings
) -> Conversation:
    """Everything that came from and with others; no uid may stand for two things of a kind."""
    uids: set[tuple[str, str]] = set()

    def uid(fields: Fields, kind: str) -> str:
        found = fields.needed("uid")
        if (kind, found) in uids:
            raise fields.refuse("uid")
        uids.add((kind, found))
        return found

    def comment(fields: Fields) -> Comment:
        return _comment(fields, uid(fields, "comment"))

    return Conversation(
        tuple(_reply(one, uid(one, "reply"), one.parts("comments", comment)) for one in replies),
        tuple(_action(one, uid(one, "action")) for one in actions),
        tuple(_round(one, uid(one, "round"), wordings) for one in rounds),
    )


def _reply(fields: Fields, uid: str, comments: tuple[Comment, ...]) -> Reply:
    return Reply(
        uid=uid,
        from_name=fields.text("from_name"),
        received_on=fields.day("received_on"),
        bundle_uid=fields.text("bundle"),
        session_on=fields.maybe_day("session_on"),
        session_summary=fields.text("session_summary"),
        take_away=fields.text("take_away"),
        is_demo=fields.flag("is_demo"),
        comments=tuple(one for one in comments if one.entry_uid),
        loose=tuple(one for one in comments if not one.entry_uid),
        typed_in=fields.flag("typed_in"),
        made_on=fields.maybe_day("made_on"),
        fingerprint=fields.text("fingerprint"),
        contact_uid=fields.maybe("contact"),
    )


def _comment(fields: Fields, uid: str) -> Comment:
    return Comment(
        uid=uid,
        entry_uid=fields.text("entry"),
        kind=fields.named("kind", CommentKind),
        body=fields.text("body"),
        field=fields.text("field"),
        prompt_id=fields.maybe("prompt"),
        quote=fields.maybe("quote"),
        review_uid=fields.maybe("review"),
        in_reply_to=fields.maybe("in_reply_to"),
        share_id=fields.text("share"),
        field_id=fields.text("share_field"),
        anchor=_anchor(fields.part("anchor")),
        framework=fields.maybe("framework"),
        closed=fields.flag("closed"),
        answers=fields.parts("answers", _said),
    )


def _anchor(fields: Fields | None) -> Anchor | None:
    if fields is None:
        return None
    start, end = fields.number("start", 0, _LARGEST), fields.number("end", 0, _LARGEST)
    if start is None or end is None:
        raise fields.refuse("start")
    prefix, suffix = fields.text("prefix"), fields.text("suffix")
    return Anchor(fields.needed("exact"), prefix, suffix, start, end, fields.text("content_hash"))


def _said(fields: Fields) -> LeaderAnswer:
    return LeaderAnswer(
        fields.needed("uid"), fields.text("body"), fields.day("written_on"), fields.maybe("bundle")
    )


def _action(fields: Fields, uid: str) -> AgreedAction:
    return AgreedAction(
        uid=uid,
        text=fields.text("text"),
        owner=fields.text("owner"),
        due_on=fields.maybe_day("due_on"),
        status=fields.named("status", ActionStatus),
        agreed_on=fields.day("agreed_on"),
        closed_on=fields.maybe_day("closed_on"),
        entry_uid=fields.maybe("entry"),
        reply_uid=fields.maybe("reply"),
        is_demo=fields.flag("is_demo"),
    )


def _round(fields: Fields, uid: str, wordings: Wordings) -> PairRound:
    return PairRound(
        uid=uid,
        topic=fields.text("topic"),
        mine=fields.text("mine"),
        theirs=fields.text("theirs"),
        opened_on=fields.day("opened_on"),
        status=fields.named("status", RoundStatus),
        revealed_on=fields.maybe_day("revealed_on"),
        case_text=fields.text("case_text"),
        agreed_learning=fields.text("agreed_learning"),
        is_demo=fields.flag("is_demo"),
        prompts=fields.parts("prompts", lambda part: _prompt(part, wordings)),
    )


def _prompt(fields: Fields, wordings: Wordings) -> RoundPrompt:
    wording = wordings.get(fields.count("wording"))
    if wording is None or fields.text("prompt") != wording.prompt_id:
        raise fields.refuse("wording")
    mine, theirs = (
        AnswerDraft(answer_value(side, wording.kind), side.text("other")) if side else None
        for side in (fields.part("mine"), fields.part("theirs"))
    )
    return RoundPrompt(wording, mine, theirs)
