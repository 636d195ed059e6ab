"""`balcony versions`: what stood in an entry before, and what changed from each text to the next."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from app.cli import shapes
from app.cli.command import Command, whole
from app.cli.session import Session
from app.domain.differing import Fate, Run, difference
from app.domain.entries import EntryId, EntryKind, Version
from app.domain.field_names import field_called

if TYPE_CHECKING:
    from app.services.versions import Kept

_SIGNS: Final = {Fate.KEPT: ("", ""), Fate.REMOVED: ("[-", "-]"), Fate.ADDED: ("{+", "+}")}
"""What stands around words that went or came, as wdiff writes them."""


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=whole, metavar="ID", help="the id of the entry")
    parser.add_argument(
        "--field", metavar="NAME", default="", help="only this text: title, context, …, or a prompt"
    )


def _act(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        found = journal.earlier.of(EntryId(options.id))
    texts = [one for one in found.texts if options.field in {"", one.field}]
    session.result(
        {"id": found.entry.id, "texts": [_shape(one) for one in texts]}, _lines(texts, found.entry.kind)
    )
    return 0


def _shape(kept: "Kept") -> shapes.Shape:
    return {
        "field": kept.field,
        "review": kept.review.id if kept.review is not None else None,
        "question": kept.question,
        "now": kept.now,
        "change": kept.change.value,
        "versions": [
            {
                "text": version.text,
                "until": shapes.moment(version.replaced_at),
                "runs": [{"fate": run.fate.value, "text": run.text} for run in _runs(kept, version)],
            }
            for version in kept.earlier
        ],
    }


def _runs(kept: "Kept", version: Version) -> Iterator[Run]:
    for row in difference(version.text, kept.after(version)):
        yield from row.runs


def _lines(texts: "list[Kept]", kind: EntryKind) -> Iterator[str]:
    if not texts:
        yield "Nothing here was changed after its first day."
    for at, kept in enumerate(texts):
        of = f", looked again on {kept.review.reviewed_on.isoformat()}" if kept.review is not None else ""
        yield f"{chr(10) if at else ''}{field_called(kept.field, kind) or kept.question or kept.field}{of}"
        for version in kept.earlier:
            yield f"  until {version.replaced_at.astimezone():%Y-%m-%d %H:%M}, and then"
            words = "".join(
                f"{_SIGNS[run.fate][0]}{run.text}{_SIGNS[run.fate][1]}" for run in _runs(kept, version)
            )
            yield from (f"    {line}" for line in words.split("\n"))


command = Command(
    "versions", "show what stood in an entry before, and what changed", _arguments, _act,
    "Words that went stand in [-…-], words that came in {+…+}. The newest version comes first.",
)  # fmt: skip
