"""`balcony open` and `balcony merge`: what somebody sent, looked at, kept, and put beside one's own words."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from app.cli import given, shapes
from app.cli.coaching import files
from app.cli.coaching.told import (
    action_shape,
    action_words,
    bundle_lines,
    bundle_shape,
    comment_shape,
    comment_words,
    session_shape,
)
from app.cli.command import Command, WrongUsage
from app.cli.pairs import arriving as rounds
from app.cli.session import Session
from app.cli.shapes import Shape
from app.domain.errors import InvalidInput
from app.domain.merging import (
    STANDING_WORDS,
    ActionDecision,
    ArrivingAction,
    ArrivingComment,
    Decisions,
    MergePreview,
)
from app.domain.rounds_held import Arrival
from app.domain.sharing import ROUND_KINDS, FileKind, Opened, Trust

_KINDS = {
    FileKind.SHARE: "Something shared with you",
    FileKind.REPLY: "A reply to something you shared; “balcony merge” takes it in",
    FileKind.CARD: "A contact card; “balcony contacts add” takes it in",
    FileKind.NEW_CARD: "A contact card with new keys; “balcony contacts add” takes it in",
    **rounds.KINDS,
}
_TRUST = {
    Trust.CONFIRMED: "with the keys you confirmed",
    Trust.FIRST_USE: "with keys that are not confirmed here: compare the six words before you send anything back",
    Trust.CHANGED: "but not with the keys you confirmed: ring that person",
}


def _open_arguments(parser: ArgumentParser) -> None:
    files.take_file(parser)
    parser.add_argument("--dry-run", action="store_true", help="say what it is; keep nothing")
    parser.add_argument("--keep", action="store_true", help="take in a file of a pair round")


def _open(session: Session, options: Namespace) -> int:
    data, passphrase = files.what_came(session, options)
    with session.journal() as journal:
        opened = journal.desk.open(data, passphrase)
        kept = _is_kept(opened, options)
        arrival = rounds.taken(journal, opened, keep=kept) if opened.kind in ROUND_KINDS else None
        if kept and arrival is None:
            journal.desk.keep(opened)
    session.result(_opened_shape(opened, arrival, kept=kept), _opened_lines(opened, arrival, kept=kept))
    return 0


def _is_kept(opened: Opened, options: Namespace) -> bool:
    """Something shared is kept unasked; a file of a round, which may show answers, only where that is said."""
    if opened.mine or options.dry_run:
        return False
    return opened.kind is FileKind.SHARE or (opened.kind in ROUND_KINDS and bool(options.keep))


def _opened_shape(opened: Opened, arrival: Arrival | None, *, kept: bool) -> Shape:
    share = opened.share if opened.kind is FileKind.SHARE else None
    uid = share.bundle_id if share else arrival.uid if arrival else None
    return {
        "kind": opened.kind.value,
        "from": opened.author.name,
        "trust": opened.trust.value,
        "mine": opened.mine,
        "kept": kept,
        "id": uid,
        "fingerprint": opened.fingerprint,
        "seen": bundle_shape(share) if share else None,
        "round": rounds.arrival_shape(arrival) if arrival else None,
    }


def _opened_lines(opened: Opened, arrival: Arrival | None, *, kept: bool) -> Iterator[str]:
    yield f"{_KINDS[opened.kind]}."
    if opened.mine:
        yield "You made it yourself."
        return
    yield f"From {opened.author.name}, {_TRUST[opened.trust]}."
    if opened.kind is FileKind.SHARE:
        yield f"{'On your desk' if kept else 'Not kept'}: {opened.share.bundle_id}\n"
        yield from bundle_lines(opened.share)
    if arrival is not None:
        yield from rounds.arrival_lines(arrival, kept=kept)


# ---- replies


def _taken(one: ArrivingAction, decided: Decisions) -> str:
    if one.here:
        return "accepted before"
    return "accepted" if _is_accepted(decided, one.action.action_id) else "not taken in"


def _merge_arguments(parser: ArgumentParser) -> None:
    files.take_file(parser)
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="ID",
        help="make a proposed action yours; repeat for more",
    )
    parser.add_argument(
        "--decline",
        action="append",
        default=[],
        metavar="ID",
        help="leave a proposed action out, as one not named is",
    )
    parser.add_argument(
        "--from", dest="source", choices=["-"], help="read what becomes of the actions as JSON from stdin"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come in; change nothing")


def _merge(session: Session, options: Namespace) -> int:
    if options.source and (options.accept or options.decline or options.path == files.FROM_STDIN):
        raise WrongUsage("--from - goes with a file, and with neither --accept nor --decline")
    data, passphrase = files.what_came(session, options)
    decided = _decided(session, options)
    with session.journal() as journal:
        preview = journal.merging.preview(data, passphrase)
        _check_known(preview, decided)
        if not options.dry_run:
            journal.merging.merge(preview, decided)
    session.result(_merge_shape(preview, decided, dry_run=options.dry_run), _merge_lines(preview, decided))
    return 0


def _decided(session: Session, options: Namespace) -> Decisions:
    if not options.source:
        if set(options.accept) & set(options.decline):
            raise WrongUsage("an action is either accepted or declined")
        declined = {name: ActionDecision(accepted=False) for name in options.decline}
        return declined | {name: ActionDecision(accepted=True) for name in options.accept}
    found = given.objects(session.input())
    return {name: _decision(one) for name, one in found.items()}


def _decision(one: given.Raw) -> ActionDecision:
    text = given.text(one, "text").strip()
    return ActionDecision(given.yes(one, "accept"), text or None, given.day(one, "by"))


def _check_known(preview: MergePreview, decided: Decisions) -> None:
    if not decided.keys() <= {one.action.action_id for one in preview.actions}:
        raise InvalidInput(
            "action", "The reply proposes no action of that id.", "“balcony merge FILE --dry-run” lists them."
        )


def _merge_shape(preview: MergePreview, decided: Decisions, *, dry_run: bool) -> Shape:
    return {
        "dry_run": dry_run,
        "from": preview.from_name,
        "trust": preview.trust.value,
        "shared_on": shapes.day(preview.shared_on),
        "shared_as": preview.shared_as,
        "already": preview.already,
        "added": len(preview.fresh),
        "comments": [_arriving_shape(one) for one in preview.comments],
        "actions": [
            {
                **action_shape(one.action),
                "accepted": one.here or _is_accepted(decided, one.action.action_id),
                "here": one.here,
            }
            for one in preview.actions
        ],
        "session": session_shape(preview.session),
    }


def _is_accepted(decided: Decisions, name: str) -> bool:
    return name in decided and decided[name].accepted


def _arriving_shape(one: ArrivingComment) -> Shape:
    return {
        **comment_shape(one.comment),
        "quote": one.quote,
        "entry": one.place.entry_id,
        "title": one.title,
        "label": one.label,
        "standing": one.place.standing.value,
        "here": one.here,
    }


def _merge_lines(preview: MergePreview, decided: Decisions) -> Iterator[str]:
    yield f"From {preview.from_name}, on what you shared with {preview.shared_as} on {preview.shared_on.isoformat()}."
    if preview.already:
        yield "This reply was taken in before: nothing is added a second time but an action accepted only now."
    for one in preview.comments:
        yield ""
        yield from comment_words(one.comment)
        where = f", entry {one.place.entry_id}: {one.title}" if one.place.entry_id is not None else ""
        yield f"  {STANDING_WORDS[one.place.standing]}{where}{' (here already)' if one.here else ''}"
    for action in preview.actions:
        yield f"\n{action_words(action.action)}\n  {_taken(action, decided)}"
    if preview.session:
        yield f"\nSession of {preview.session.on.isoformat()}: {preview.session.summary}"
        yield f"  You take away: {preview.session.take_away}"


opening = Command(
    "open", "say what somebody sent, and keep on the desk what was shared with you", _open_arguments, _open,
    more="A file or its text: something shared, a reply, a contact card or a file of a pair round. It is verified before a word is read.",
)  # fmt: skip
merge = Command(
    "merge", "put a reply beside your entries, which stay as they are", _merge_arguments, _merge,
    more="Comments come in each once. Proposed actions become yours only when accepted.",
)  # fmt: skip
