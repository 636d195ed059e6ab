"""`balcony add`: writes an entry down and prints its id."""

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date
from typing import Final

from app.cli import given
from app.cli.command import Command, WrongUsage, day, number, words
from app.cli.given import Raw
from app.cli.session import Session
from app.domain import sealing
from app.domain.days import week_ending
from app.domain.entries import EntryDraft, EntryKind
from app.domain.errors import InvalidInput
from app.domain.library import MergedLibrary

FIELDS: Final = (
    "title", "kind", "context", "decision", "expected", "confidence", "review", "themes", "answers", "on",
    "to_decide",
)  # fmt: skip
_OF_DECISIONS: Final = ("decision", "expected", "confidence", "review", "to_decide")
KINDS: Final = tuple(kind.value for kind in EntryKind)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="source", choices=["-"], help="read the entry as JSON from stdin; use no other option"
    )
    parser.add_argument("--title", type=words, help="a line; the rest of the entry is optional")
    parser.add_argument("--kind", choices=KINDS, help="what it is (decision unless given)")
    parser.add_argument("--context", type=words, metavar="TEXT", help="what was going on")
    parser.add_argument("--decision", type=words, metavar="TEXT", help="what was chosen, and why")
    parser.add_argument("--expected", type=words, metavar="TEXT", help="what you expect to see, and by when")
    parser.add_argument("--confidence", type=number, metavar="N", help="how sure you are: 5 to 95, in fives")
    parser.add_argument(
        "--review", type=_review, metavar="DATE|none",
        help="when to look again; six weeks from today when something is expected",
    )  # fmt: skip
    parser.add_argument(
        "--theme", dest="themes", action="append", type=words, metavar="THEME", help="one of your themes; repeat for more"
    )  # fmt: skip
    parser.add_argument(
        "--answer", dest="answers", action="append", type=words, metavar="ID=VALUE",
        help="the answer to a prompt; repeat for more. Several options stand with commas between them",
    )  # fmt: skip
    parser.add_argument("--on", type=day, metavar="DATE", help="the day it was decided or happened (today)")
    parser.add_argument("--to-decide", action="store_true", help="it is still to be decided")


def _review(typed: str) -> date | str:
    return typed if typed == "none" else day(typed)


def _act(session: Session, options: Namespace) -> int:
    raw = _raw(session, options)
    with session.journal() as journal:
        draft = draft_of(raw, session.clock.today(), journal.prompts.now().library)
        number = journal.writing.log(draft).entry_id
    session.result({"id": number}, [str(number)])
    return 0


def _raw(session: Session, options: Namespace) -> Raw:
    typed = given.from_options(options, FIELDS)
    if options.source:
        if typed:
            raise WrongUsage("with --from -, everything about the entry comes from the input")
        return given.from_json(session.input(), FIELDS)
    if "title" not in typed and typed.get("kind") != EntryKind.WEEKLY:
        raise WrongUsage("say what it is about with --title, or read it from the input with --from -")
    return typed


def draft_of(raw: Raw, today: date, library: MergedLibrary) -> EntryDraft:
    """The entry as given; raises InvalidInput."""
    kind = _kind(raw)
    draft = EntryDraft(
        kind=kind,
        title=given.text(raw, "title"),
        context=given.text(raw, "context"),
        decision=given.text(raw, "decision"),
        expected=given.text(raw, "expected"),
        confidence=given.number(raw, "confidence"),
        decided_on=given.day(raw, "on"),
        undecided=given.yes(raw, "to_decide"),
        themes=given.texts(raw, "themes"),
        answers=given.answers(raw, library),
    )
    if kind is EntryKind.DECISION:
        return _with_review_date(draft, raw, today)
    strange = [name for name in _OF_DECISIONS if raw.get(name)]
    if strange:
        raise InvalidInput(
            strange[0], f"“{strange[0]}” belongs to a decision.", "Leave it out, or make this a decision."
        )
    return (
        replace(draft, decided_on=_last_of_week(draft.decided_on, today))
        if kind is EntryKind.WEEKLY
        else draft
    )


def _kind(raw: Raw) -> EntryKind:
    name = given.text(raw, "kind") or EntryKind.DECISION
    if name not in KINDS:
        raise InvalidInput("kind", "That kind of entry is not known.", f"Choose one of {', '.join(KINDS)}.")
    return EntryKind(name)


def _with_review_date(draft: EntryDraft, raw: Raw, today: date) -> EntryDraft:
    if raw.get("review") == "none":
        return replace(draft, no_review=True)
    due = given.day(raw, "review")
    if due is None and not draft.undecided:
        due = sealing.default_review_date(today, draft.expected)
    return replace(draft, review_due=due)


def _last_of_week(on: date | None, today: date) -> date:
    """A weekly reflection counts at the Sunday of its week; on a Monday the week before is meant."""
    return week_ending(on) if on else sealing.week_offered(today) or week_ending(today)


command = Command(
    "add",
    "write an entry down and print its id",
    _arguments,
    _act,
    more="Words typed here can be seen by other programs while this runs, and your shell may keep them.\n"
    "“balcony add --from -” reads the same from stdin as JSON instead.",
)
