"""A coach's desk from Balcony's own JSON; the inverse of the exporter's shapes."""

import json
from collections.abc import Iterable

from app.domain.coaching import (
    CoachNote,
    DeskKept,
    KeptBundle,
    KeptReply,
    Proposal,
    Remark,
    RemarkState,
    SessionDraft,
)
from app.domain.conversation import CommentKind
from app.domain.sharing import OWNERS, BundleComment, ProposedAction, SessionNote
from app.domain.whole import JsonValue
from app.importers.reading.anchors import anchor_from
from app.importers.reading.fields import Fields, wrong

_SHOWN = ("entries", "charts")


def desk_from(
    bundles: Iterable[Fields], entries: Iterable[Fields], charts: Iterable[Fields], notes: Iterable[Fields]
) -> DeskKept:
    """All of it; no uid may stand for two things of a kind. `entries` and `charts` are what the bundles show."""
    shown = dict(zip(_SHOWN, (_by_bundle(entries), _by_bundle(charts)), strict=True))
    uids: set[tuple[str, str]] = set()

    def once(fields: Fields, kind: str) -> str:
        found = fields.needed("uid")
        if (kind, found) in uids:
            raise fields.refuse("uid")
        uids.add((kind, found))
        return found

    def bundle(fields: Fields) -> KeptBundle:
        uid = once(fields, "bundle")
        parts = {name: by_bundle[uid] for name, by_bundle in shown.items() if uid in by_bundle}
        return KeptBundle(
            uid=uid,
            contact=fields.needed("contact"),
            received_on=fields.day("received_on"),
            read_on=fields.maybe_day("read_on"),
            fingerprint=fields.text("fingerprint"),
            copy=_copy(fields, parts),
            remarks=fields.parts("remarks", lambda one: _remark(one, once(one, "remark"), uid)),
            proposals=fields.parts("proposals", lambda one: _proposal(one, once(one, "proposal"), uid)),
            sessions=fields.parts("sessions", lambda one: _session(one, uid)),
            replies=fields.parts("replies", _reply),
        )

    kept = DeskKept(tuple(map(bundle, bundles)), tuple(_note(one, once(one, "note")) for one in notes))
    here = {one.uid for one in kept.bundles}
    for name, by_bundle in shown.items():
        if by_bundle.keys() - here:
            raise wrong(f"received_{name}")
    return kept


def _by_bundle(parts: Iterable[Fields]) -> dict[str, list[dict[str, JsonValue]]]:
    found: dict[str, list[dict[str, JsonValue]]] = {}
    for one in parts:
        values = {name: value for name, value in one.values().items() if name != "bundle"}
        found.setdefault(one.needed("bundle"), []).append(values)
    return found


def _copy(fields: Fields, parts: dict[str, list[dict[str, JsonValue]]] | None = None) -> str:
    copy = fields.part("copy")
    if copy is None:
        raise fields.refuse("copy")
    return json.dumps({**copy.values(), **(parts or {})}, ensure_ascii=False, separators=(",", ":"))


def _remark(fields: Fields, uid: str, bundle: str) -> Remark:
    said = BundleComment(
        uid,
        fields.text("share_id"),
        fields.text("field"),
        fields.named("kind", CommentKind),
        fields.text("body"),
        anchor_from(fields.part("anchor")),
        fields.maybe("in_reply_to"),
        fields.maybe("framework"),
    )
    state, on = fields.named("state", RemarkState), fields.day("written_on")
    return Remark(said, bundle, state, on, fields.maybe("reply"))


def _proposal(fields: Fields, uid: str, bundle: str) -> Proposal:
    owner = fields.text("owner")
    if owner not in OWNERS:
        raise fields.refuse("owner")
    action = ProposedAction(uid, fields.text("text"), fields.maybe_day("by"), owner)
    return Proposal(action, bundle, fields.named("state", RemarkState), fields.maybe("reply"))


def _session(fields: Fields, bundle: str) -> SessionDraft:
    note = SessionNote(fields.day("on"), fields.text("summary"), fields.text("take_away"))
    return SessionDraft(note, bundle, fields.named("state", RemarkState), fields.maybe("reply"))


def _reply(fields: Fields) -> KeptReply:
    made_on, fingerprint = fields.day("made_on"), fields.text("fingerprint")
    return KeptReply(fields.needed("reply_id"), made_on, fingerprint, _copy(fields))


def _note(fields: Fields, uid: str) -> CoachNote:
    return CoachNote(
        uid,
        fields.needed("contact"),
        fields.needed("body"),
        fields.day("written_on"),
        fields.maybe("bundle"),
        fields.text("share_id"),
    )
