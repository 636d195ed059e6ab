"""What came from and with others as JSON objects; resources/help/json-format.md names every key used here."""

from dataclasses import asdict

from app.domain.conversation import AgreedAction, Comment, LeaderAnswer, Reply
from app.domain.sharing import Anchor
from app.exporters.writing.shapes import Shape, filled


def reply_shape(reply: Reply) -> Shape:
    return filled(
        uid=reply.uid,
        from_name=reply.from_name,
        received_on=reply.received_on.isoformat(),
        bundle=reply.bundle_uid,
        session_on=reply.session_on.isoformat() if reply.session_on else None,
        session_summary=reply.session_summary,
        take_away=reply.take_away,
        is_demo=reply.is_demo,
        typed_in=reply.typed_in,
        made_on=reply.made_on.isoformat() if reply.made_on else None,
        fingerprint=reply.fingerprint,
        contact=reply.contact_uid,
        comments=[comment_shape(comment) for comment in (*reply.comments, *reply.loose)],
    )


def comment_shape(comment: Comment) -> Shape:
    return filled(
        uid=comment.uid,
        entry=comment.entry_uid,
        review=comment.review_uid,
        field=comment.field,
        prompt=comment.prompt_id,
        kind=comment.kind.value,
        quote=comment.quote,
        body=comment.body,
        in_reply_to=comment.in_reply_to,
        share=comment.share_id,
        share_field=comment.field_id,
        anchor=anchor_shape(comment.anchor) if comment.anchor else None,
        framework=comment.framework,
        closed=comment.closed,
        answers=[_answer(answer) for answer in comment.answers],
    )


def anchor_shape(anchor: Anchor) -> Shape:
    """The words a remark stands on."""
    return asdict(anchor)


def _answer(answer: LeaderAnswer) -> Shape:
    return filled(
        uid=answer.uid,
        body=answer.body,
        written_on=answer.written_on.isoformat(),
        bundle=answer.bundle_uid,
    )


def action_shape(action: AgreedAction) -> Shape:
    return filled(
        uid=action.uid,
        text=action.text,
        owner=action.owner,
        due_on=action.due_on.isoformat() if action.due_on else None,
        status=action.status.value,
        agreed_on=action.agreed_on.isoformat(),
        closed_on=action.closed_on.isoformat() if action.closed_on else None,
        entry=action.entry_uid,
        reply=action.reply_uid,
        is_demo=action.is_demo,
    )
