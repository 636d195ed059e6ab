"""`balcony review`: looks again at a decision."""

from argparse import ArgumentParser, Namespace
from typing import Final

from app.cli import given
from app.cli.command import Command, WrongUsage, day, number, whole, words
from app.cli.given import Raw
from app.cli.session import Session
from app.domain.entries import EntryId, Happened, ReviewDraft
from app.domain.errors import InvalidInput
from app.domain.library import MergedLibrary

FIELDS: Final = ("happened", "what_happened", "outcome", "process", "learned", "answers", "next")
HAPPENED: Final = tuple(one.value for one in Happened)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=whole, metavar="ID", help="the id of the decision")
    parser.add_argument(
        "--from", dest="source", choices=["-"], help="read the review as JSON from stdin; use no other option"
    )
    parser.add_argument(
        "--happened", choices=HAPPENED, help="what became of what you expected; void is overtaken by events"
    )
    parser.add_argument("--what-happened", type=words, metavar="TEXT", help="what happened, in a line")
    parser.add_argument("--outcome", type=number, metavar="N", help="how it turned out: -3 worse, 3 better")
    parser.add_argument(
        "--process",
        type=number,
        metavar="N",
        help="on what was known then: -3 decide differently, 3 the same",
    )
    parser.add_argument("--learned", type=words, metavar="TEXT", help="what you carry forward")
    parser.add_argument(
        "--answer", dest="answers", action="append", type=words, metavar="ID=VALUE",
        help="the answer to a prompt; repeat for more",
    )  # fmt: skip
    parser.add_argument(
        "--next", type=day, metavar="DATE", help="when to look again; needed when it is still open"
    )


def _act(session: Session, options: Namespace) -> int:
    raw = _raw(session, options)
    with session.journal() as journal:
        draft = review_of(raw, journal.prompts.now().library)
        number = EntryId(options.id)
        journal.reviews.save(number, draft)
        made = max(review.id for review in journal.entry(number).reviews)
    session.result({"id": number, "review": made}, [f"Looked again at {number}."])
    return 0


def _raw(session: Session, options: Namespace) -> Raw:
    typed = given.from_options(options, FIELDS)
    if not options.source:
        return typed
    if typed:
        raise WrongUsage("with --from -, everything about the review comes from the input")
    return given.from_json(session.input(), FIELDS)


def review_of(raw: Raw, library: MergedLibrary) -> ReviewDraft:
    """The review as given; raises InvalidInput."""
    happened = given.text(raw, "happened")
    if happened and happened not in HAPPENED:
        raise InvalidInput("happened", "“happened” is not known.", f"Choose one of {', '.join(HAPPENED)}.")
    draft = ReviewDraft(
        happened=Happened(happened) if happened else None,
        what_happened=given.text(raw, "what_happened"),
        outcome=given.number(raw, "outcome"),
        process=given.number(raw, "process"),
        learned=given.text(raw, "learned"),
        answers=given.answers(raw, library),
        next_look=given.day(raw, "next"),
    )
    if draft.next_look and draft.happened is not Happened.OPEN:
        raise InvalidInput(
            "next", "Another day is chosen only while it is still open.", "Say open, or leave the day out."
        )
    return draft


command = Command(
    "review",
    "look again at a decision",
    _arguments,
    _act,
    more="Words typed here can be seen by other programs while this runs, and your shell may keep them.\n"
    "“balcony review ID --from -” reads the same from stdin as JSON instead.",
)
