"""The parts of `balcony round` after which nothing leaves: begin, answer, list, compare, learn."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from app.cli import given
from app.cli.coaching import files
from app.cli.coaching.people import found
from app.cli.command import WrongUsage
from app.cli.pairs.told import (
    compared_lines,
    compared_shape,
    round_lines,
    round_shape,
)
from app.cli.session import Session
from app.cli.wording import table
from app.domain.comparing import MINE, THEIRS, of_round
from app.domain.errors import InvalidInput
from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundHeld

if TYPE_CHECKING:
    from app.services.journal import Journal

STARTING: Final = ("topic", "prompts", "case", "closes_on", "with", "same_room", "look_back")


def start(session: Session, options: Namespace) -> int:
    """Begin a round."""
    raw = _typed(session, options, STARTING, "the round")
    with session.journal() as journal:
        who = given.text(raw, "with").strip()
        room = given.yes(raw, "same_room")
        contact = None if room or not who else found(journal, who).uid
        uid = journal.pairs.start(
            given.text(raw, "topic"),
            given.texts(raw, "prompts"),
            given.text(raw, "case"),
            given.day(raw, "closes_on"),
            contact,
            who if room else "",
            same_room=room,
            look_back=given.text(raw, "look_back") or None,
        )
        begun = journal.pairs.round(uid)
    session.result(round_shape(begun), [uid])
    return 0


def _typed(session: Session, options: Namespace, names: Sequence[str], what: str) -> given.Raw:
    typed = given.from_options(options, names)
    if not options.source:
        return typed
    if typed:
        raise WrongUsage(f"with --from -, everything about {what} comes from the input")
    return given.from_json(session.input(), names)


def answer(session: Session, options: Namespace) -> int:
    """Keep answers until they are sealed."""
    raw = _typed(session, options, ("answers",), "the answers")
    side = THEIRS if options.theirs else MINE
    with session.journal() as journal:
        held = round_named(journal, options.round)
        for place, one in given.answers_to(raw, held.wordings).items():
            journal.pairs.answer(held.uid, place, one, side=side)
        kept = journal.pairs.round(held.uid)
        said = sum(one is not None for one in journal.pairs.drafts(held.uid, side))
    session.result({**round_shape(kept), "answered": said}, [f"Answered: {said} of {len(kept.wordings)}"])
    return 0


def listed(session: Session, _options: Namespace) -> int:
    """List every round."""
    with session.journal() as journal:
        rounds = journal.pairs.rounds()
    rows = [
        (one.uid, one.round.opened_on.isoformat(), one.step.value, one.contact, one.round.topic) for one in rounds
    ]  # fmt: skip
    lines = table(rows) if rows else ["There are no pair rounds yet."]
    session.result({"rounds": [round_shape(one) for one in rounds]}, lines)
    return 0


def show(session: Session, options: Namespace) -> int:
    """Show one round whole."""
    with session.journal() as journal:
        held = round_named(journal, options.round)
    session.result(round_shape(held), round_lines(held))
    return 0


# ---- looking together


def compare(session: Session, options: Namespace) -> int:
    """Both answers, question by question."""
    with session.journal() as journal:
        held = round_named(journal, options.round)
    if held.step is not RoundStep.REVEALED:
        raise InvalidInput(
            "round", "Both answers are not shown yet.", "“balcony round list” says what it waits for."
        )
    every = of_round(held.round)
    shown = [one for one in every if one.differs or not options.differs]
    pair = held.round
    shape = {
        "id": held.uid,
        "mine": pair.mine,
        "theirs": pair.theirs,
        "compared": [compared_shape(one) for one in shown],
    }
    session.result(shape, compared_lines(shown, pair.mine, pair.theirs))
    return 0


def learn(session: Session, options: Namespace) -> int:
    """Write what was agreed to be learned, and the tick for passing it on."""
    text = session.input() if options.learning == files.FROM_STDIN else options.learning
    with session.journal() as journal:
        held = round_named(journal, options.round)
        if options.take:
            journal.pairs.take_learning(held.uid)
        if text is not None:
            journal.pairs.set_learning(held.uid, text.strip())
        if options.onward is not None:
            journal.pairs.tick_onward(held.uid, on=options.onward == "yes")
        after = journal.pairs.round(held.uid)
    session.result(round_shape(after), after.round.agreed_learning.splitlines())
    return 0


def round_named(journal: "Journal", name: str) -> RoundHeld:
    """A round by its id, or the beginning of it where only one has that."""
    known = [one for one in journal.pairs.rounds() if name and one.uid.startswith(name)]
    if len(known) != 1:
        raise InvalidInput(
            "round", "There is no one round of that id.", "“balcony round list” gives the ids."
        )
    return known[0]
