"""A reply as the member of a parcel, and back."""

from collections.abc import Mapping
from dataclasses import asdict

from app.domain.conversation import CommentKind
from app.domain.errors import FileDamaged
from app.domain.sharing import (
    CONTEXT,
    OWNERS,
    Anchor,
    BundleComment,
    ProposedAction,
    ReviewReply,
    SessionNote,
)
from app.sharing import strict_json
from app.sharing.limits import LARGEST_WORDS, MOST_COMMENTS
from app.sharing.parcel import COMMENTS, MANIFEST
from app.sharing.told import Told, once

_KINDS = frozenset(kind.value for kind in CommentKind)


def members_of(reply: ReviewReply) -> dict[str, bytes]:
    """Every member but the first page."""
    told = {
        "reply_id": reply.reply_id,
        "bundle_id": reply.bundle_id,
        "made_on": reply.made_on.isoformat(),
        "from_name": reply.from_name,
        "comments": [_told_comment(comment) for comment in reply.comments],
        "actions": [_told_action(action) for action in reply.actions],
        "session": _told_session(reply.session) if reply.session else None,
    }
    return {COMMENTS: strict_json.dump(told)}


def read_reply(members: Mapping[str, bytes]) -> ReviewReply:
    """The reply in a parcel whose first page was read; raises FileDamaged, also where more came with it."""
    if members.keys() != {MANIFEST, COMMENTS}:
        raise FileDamaged
    told = Told(strict_json.load(members[COMMENTS], LARGEST_WORDS))
    comments = told.each("comments", MOST_COMMENTS, _comment)
    actions = told.each("actions", MOST_COMMENTS, _action)
    once(tuple(comment.comment_id for comment in comments))
    once(tuple(action.action_id for action in actions))
    return ReviewReply(
        reply_id=told.id("reply_id"),
        bundle_id=told.id("bundle_id"),
        made_on=told.day("made_on"),
        from_name=told.line("from_name"),
        comments=comments,
        actions=actions,
        session=_session(told.part("session")) if told.has("session") else None,
    )


def _told_comment(comment: BundleComment) -> dict[str, object]:
    told: dict[str, object] = {
        "comment_id": comment.comment_id,
        "share_id": comment.share_id,
        "field_id": comment.field_id,
        "kind": comment.kind.value,
        "body": comment.body,
    }
    optional = {
        "in_reply_to": comment.in_reply_to,
        "framework": comment.framework,
        "anchor": asdict(comment.anchor) if comment.anchor else None,
    }
    return {**told, **{key: value for key, value in optional.items() if value is not None}}


def _told_action(action: ProposedAction) -> dict[str, object]:
    by = {"by": action.by.isoformat()} if action.by else {}
    return {"action_id": action.action_id, "text": action.text, "owner": action.owner, **by}


def _told_session(note: SessionNote) -> dict[str, object]:
    return {"on": note.on.isoformat(), "summary": note.summary, "take_away": note.take_away}


def _comment(told: Told) -> BundleComment:
    kind = told.text("kind", 40)
    share_id, field_id = told.text("share_id", 32), told.line("field_id")
    if kind not in _KINDS or (field_id and not share_id):
        raise FileDamaged
    if share_id:
        told.id("share_id")
    return BundleComment(
        comment_id=told.reference("comment_id"),
        share_id=share_id,
        field_id=field_id,
        kind=CommentKind(kind),
        body=told.text("body"),
        anchor=_anchor(told.part("anchor"), field_id) if told.has("anchor") else None,
        in_reply_to=told.reference("in_reply_to") if told.has("in_reply_to") else None,
        framework=told.line("framework") if told.has("framework") else None,
    )


def _anchor(told: Told, field_id: str) -> Anchor:
    """An anchor stands on words of a field, and its quote is as long as its place."""
    start, end = told.number("start", 0, 10**7), told.number("end", 0, 10**7)
    exact = told.text("exact")
    if not field_id or not exact or end - start != len(exact):
        raise FileDamaged
    digest = told.digest("content_hash")
    return Anchor(exact, told.text("prefix", CONTEXT), told.text("suffix", CONTEXT), start, end, digest)


def _action(told: Told) -> ProposedAction:
    owner = told.text("owner", 20)
    if owner not in OWNERS:
        raise FileDamaged
    by = told.day("by") if told.has("by") else None
    return ProposedAction(told.reference("action_id"), told.text("text"), by, owner)


def _session(told: Told) -> SessionNote:
    return SessionNote(told.day("on"), told.text("summary"), told.text("take_away"))
