"""Replies, agreed actions and rounds from Balcony's own JSON; the inverse of the exporter's shapes."""

from collections.abc import Iterable, Mapping

from app.domain.conversation import (
    ActionStatus,
    AgreedAction,
    Comment,
    CommentKind,
    Conversation,
    LeaderAnswer,
    Reply,
)
from app.domain.prompts import Wording
from app.importers.reading.anchors import anchor_from
from app.importers.reading.fields import Fields
from app.importers.reading.rounds import beside_from, round_from

Wordings = Mapping[int, Wording]


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

    said = [(one, beside_from(one, uid)) for one in rounds]
    return Conversation(
        tuple(_reply(one, uid(one, "reply"), one.parts("comments", comment)) for one in replies),
        tuple(_action(one, uid(one, "action")) for one in actions),
        tuple(round_from(one, uid(one, "round"), wordings) for one, _ in said),
        tuple(kept for _, kept in said if kept is not None),
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
        anchor=anchor_from(fields.part("anchor")),
        framework=fields.maybe("framework"),
        closed=fields.flag("closed"),
        answers=fields.parts("answers", _said),
    )


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
