"""`balcony desk`: what leaders shared, and what was made on it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from app.cli import shapes
from app.cli.coaching.people import found
from app.cli.coaching.told import (
    action_shape,
    action_words,
    bundle_lines,
    bundle_shape,
    comment_shape,
    comment_words,
    session_shape,
)
from app.cli.command import Command, WrongUsage, words
from app.cli.session import Session
from app.cli.shapes import Shape
from app.cli.wording import table
from app.domain.coaching import STATE_WORDS, Desk, Leader, Received
from app.domain.sharing import ShareBundle


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "bundle", nargs="?", metavar="BUNDLE", help="the id of one thing shared, to read it whole"
    )
    parser.add_argument(
        "--leader", type=words, metavar="NAME", help="only what this leader shared, by name or id"
    )


def _act(session: Session, options: Namespace) -> int:
    if options.bundle:
        if options.leader:
            raise WrongUsage("name a leader or something shared, not both")
        return _one(session, options.bundle)
    with session.journal() as journal:
        only = found(journal, options.leader).uid if options.leader else None
        leaders = [one for one in journal.desk.leaders() if only in {None, one.contact}]
        bundles = [kept for one in leaders for kept in journal.desk.bundles(one.contact)]
    shape = {
        "leaders": [_leader_shape(one) for one in leaders],
        "bundles": [_received_shape(one) for one in bundles],
    }
    session.result(shape, _desk_lines(leaders, bundles))
    return 0


def _leader_shape(one: Leader) -> Shape:
    return {
        "contact": one.contact,
        "name": one.name,
        "bundles": one.bundles,
        "unread": one.unread,
        "reply_due": one.reply_due,
        "drafts": one.drafts,
        "held": one.held,
        "next_meeting": shapes.day(one.next_meeting),
        "delete_by": shapes.day(one.delete_by),
        "ended_on": shapes.day(one.ended_on),
    }


def _received_shape(one: Received) -> Shape:
    return {
        "id": one.uid,
        "contact": one.contact,
        "from": one.bundle.from_name,
        "purpose": one.bundle.purpose,
        "made_on": shapes.day(one.bundle.made_on),
        "received_on": shapes.day(one.received_on),
        "read_on": shapes.day(one.read_on),
        "replied_on": shapes.day(one.replied_on),
    }


def _desk_lines(leaders: list[Leader], bundles: list[Received]) -> Iterator[str]:
    if not leaders:
        yield "Nothing was shared with you yet."
    for leader in leaders:
        yield leader.name
        rows = [
            (
                one.uid,
                one.bundle.made_on.isoformat(),
                "answered" if one.replied_on else "",
                one.bundle.purpose,
            )
            for one in bundles
            if one.contact == leader.contact
        ]
        yield from table(rows, indent="  ")


# ---- one thing shared


def _one(session: Session, uid: str) -> int:
    with session.journal() as journal:
        kept, made = journal.desk.bundle(uid), journal.desk.made_on(uid)
    shape = {**_received_shape(kept), "seen": bundle_shape(kept.bundle), **_made_shape(made, kept.bundle)}
    session.result(shape, _one_lines(kept, made))
    return 0


def _made_shape(made: Desk, bundle: ShareBundle) -> Shape:
    numbers = {one.share_id: number for number, one in enumerate(bundle.entries, 1)}
    notes = [{"state": one.state.value, **(session_shape(one.note) or {})} for one in made.sessions]
    return {
        "comments": [
            {
                "state": one.state.value,
                "entry": numbers.get(one.comment.share_id),
                **comment_shape(one.comment),
            }
            for one in made.remarks
        ],
        "actions": [{"state": one.state.value, **action_shape(one.action)} for one in made.proposals],
        "sessions": [*notes],
        "answers": [{"comment": one.comment_id, "answer": one.answer} for one in made.answers],
    }


def _one_lines(kept: Received, made: Desk) -> Iterator[str]:
    yield from bundle_lines(kept.bundle)
    for remark in made.remarks:
        yield ""
        yield from comment_words(remark.comment)
        yield f"  {STATE_WORDS[remark.state]}"
        yield from (f"  They answer: {one.answer}" for one in made.answers if one.comment_id == remark.uid)
    for proposal in made.proposals:
        yield f"\n{action_words(proposal.action)}\n  {STATE_WORDS[proposal.state]}"


desk = Command(
    "desk", "list what leaders shared with you, or read one whole with what you made on it", _arguments, _act,
    more="Notes for yourself alone are shown in the window only.",
)  # fmt: skip
