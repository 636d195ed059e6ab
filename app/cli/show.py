"""`balcony show`: one entry whole."""

from argparse import ArgumentParser, Namespace
from itertools import chain

from app.cli import shapes, wording
from app.cli.command import Command, whole
from app.cli.session import Session
from app.domain.entries import EntryId


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=whole, metavar="ID", help="the id of the entry")


def _act(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        entry = journal.entry(EntryId(options.id))
        said = journal.conversation.comments(entry.id)
    today = session.clock.today()
    lines = chain(wording.entry_lines(entry, today), wording.comment_lines(said))
    session.result(shapes.whole_entry(entry, today, said), lines)
    return 0


command = Command("show", "show one entry whole, with its answers and reviews", _arguments, _act)
