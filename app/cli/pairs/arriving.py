"""What `balcony open` says of a file of a round, and keeps of it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli.shapes import Shape
from app.domain.rounds_held import Arrival
from app.domain.sharing import FileKind, Opened

if TYPE_CHECKING:
    from app.services.journal import Journal

KINDS = {
    FileKind.ROUND_INVITATION: "An invitation to a pair round",
    FileKind.ROUND_ANSWER: "The sealed answers of the other, for a pair round of yours",
    FileKind.ROUND_KEY: "The key that opens the other's answers in a pair round",
    FileKind.ROUND_WITHDRAWAL: "The other withdraws from a pair round",
    FileKind.ROUND_LEARNING: "The other's copy of what you learned together",
    FileKind.ROUND_COPY: "A copy of a pair round you answered in the same room",
}


def taken(journal: "Journal", opened: Opened, *, keep: bool) -> Arrival | None:
    """What arrived, kept where that is wanted; None for a file of one's own."""
    if opened.mine:
        return None
    arrival = journal.pairs.arrived(opened)
    if keep:
        journal.pairs.keep(arrival)
    return arrival


def arrival_shape(arrival: Arrival) -> Shape:
    """A file of a round: nothing of the other's answers."""
    return {
        "topic": arrival.topic,
        "case": arrival.case_text,
        "closes_on": arrival.closes_on.isoformat() if arrival.closes_on else None,
        "look_back": arrival.look_back,
        "questions": [
            {"prompt": one.prompt_id, "question": one.question, "kind": one.kind.value}
            for one in arrival.prompts
        ],
        "learning": arrival.learning,
        "onward": arrival.onward,
        "will": arrival.will,
    }


def arrival_lines(arrival: Arrival, *, kept: bool) -> Iterator[str]:
    """The same, to read."""
    yield f"Topic: {arrival.topic}"
    yield from (f"  {line}" for line in arrival.case_text.splitlines())
    yield from (f"{place}. {one.question}" for place, one in enumerate(arrival.prompts, 1))
    yield from (f"  {line}" for line in arrival.learning.splitlines())
    yield arrival.will
    yield f"Kept: {arrival.uid}" if kept else "Not kept: add --keep to take it in."
