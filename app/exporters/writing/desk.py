"""A coach's desk as JSON objects: what leaders shared, what was said of it, and the coach's own notes; no token of a reply."""

import json
from dataclasses import asdict

from app.domain.coaching import CoachNote, KeptBundle, KeptReply, Proposal, Remark, SessionDraft
from app.exporters.writing.conversation import anchor_shape
from app.exporters.writing.shapes import Shape, filled

_SHOWN = ("entries", "charts")


def bundle_shape(one: KeptBundle) -> Shape:
    """A bundle without what it shows, which stands in lists of its own: a line holds only so much."""
    copy = {name: part for name, part in json.loads(one.copy).items() if name not in _SHOWN}
    return filled(
        uid=one.uid,
        contact=one.contact,
        received_on=one.received_on.isoformat(),
        read_on=one.read_on.isoformat() if one.read_on else None,
        fingerprint=one.fingerprint,
        copy=copy,
        remarks=[_remark(remark) for remark in one.remarks],
        proposals=[_proposal(proposal) for proposal in one.proposals],
        sessions=[_session(session) for session in one.sessions],
        replies=[_reply(reply) for reply in one.replies],
    )


def shown(one: KeptBundle, part: str) -> list[Shape]:
    """The entries or the charts of a bundle, in order, each with the bundle it belongs to."""
    return [{"bundle": one.uid, **each} for each in json.loads(one.copy).get(part, ())]


def note_shape(one: CoachNote) -> Shape:
    return filled(
        uid=one.uid,
        contact=one.contact,
        bundle=one.bundle_id,
        share_id=one.share_id,
        body=one.body,
        written_on=one.written_on.isoformat(),
    )


def _remark(one: Remark) -> Shape:
    said = one.comment
    return filled(
        uid=said.comment_id,
        share_id=said.share_id,
        field=said.field_id,
        kind=said.kind.value,
        body=said.body,
        anchor=anchor_shape(said.anchor) if said.anchor else None,
        in_reply_to=said.in_reply_to,
        framework=said.framework,
        state=one.state.value,
        written_on=one.written_on.isoformat(),
        reply=one.reply_id,
    )


def _proposal(one: Proposal) -> Shape:
    return filled(
        uid=one.uid,
        text=one.action.text,
        by=one.action.by.isoformat() if one.action.by else None,
        owner=one.action.owner,
        state=one.state.value,
        reply=one.reply_id,
    )


def _session(one: SessionDraft) -> Shape:
    return filled(
        on=one.note.on.isoformat(),
        summary=one.note.summary,
        take_away=one.note.take_away,
        state=one.state.value,
        reply=one.reply_id,
    )


def _reply(one: KeptReply) -> Shape:
    return {**asdict(one), "made_on": one.made_on.isoformat(), "copy": json.loads(one.copy)}
