"""`balcony show`: one entry whole."""

from argparse import ArgumentParser, Namespace

from app.cli import shapes, wording
from app.cli.command import Command, whole
from app.cli.session import Session
from app.domain.entries import EntryId


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=whole, metavar="ID", help="the id of the entry")


def _act(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        entry = journal.entry(EntryId(options.id))
    today = session.clock.today()
    session.result(shapes.whole_entry(entry, today), wording.entry_lines(entry, today))
    return 0


command = Command("show", "show one entry whole, with its answers and reviews", _arguments, _act)
