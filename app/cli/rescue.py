"""`balcony rescue`: what a damaged journal file still holds, into a new folder."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from app.cli.command import Command, folder
from app.cli.session import Session
from app.cli.shapes import Shape
from app.cli.stopping import shown_progress, stoppable
from app.domain.rescue import Rescued
from app.domain.rescue_told import next_words, rescued_words
from app.domain.restoring import Opener


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the damaged journal.db; it is only read")
    parser.add_argument(
        "--into", type=folder, required=True, metavar="FOLDER", help="a new folder for the rescued journal"
    )
    parser.add_argument(
        "--slots",
        type=folder,
        metavar="FILE",
        help="a journal.keys or a backup, where none lies beside the journal",
    )
    parser.add_argument("--recovery-code", action="store_true", help="open it with the recovery code instead")


def _rescue(session: Session, options: Namespace) -> int:
    damaged, into = Path(options.file).expanduser().absolute(), Path(options.into).expanduser().absolute()
    typed = session.recovery_code() if options.recovery_code else session.passphrase()
    with stoppable() as stopped, shown_progress(session.console) as progress:
        found = session.vault().rescuing.rescue(
            damaged, into, Opener(code=typed) if options.recovery_code else Opener(typed),
            Path(options.slots).expanduser().absolute() if options.slots else None, progress, stopped,
        )  # fmt: skip
    session.result(shape_of(found), _lines(found))
    return 0 if found.check_holds else 1


def _lines(found: Rescued) -> Iterator[str]:
    yield from rescued_words(found)
    yield from next_words(found)


def shape_of(found: Rescued) -> Shape:
    """The report as JSON; counts only."""
    return {
        "folder": str(found.folder),
        "revision": found.revision,
        "entries": found.entries,
        "everything_read": found.everything,
        "check_holds": found.check_holds,
        "pages": {
            "in_file": found.pages,
            "damaged": list(found.damaged),
            "missing": found.missing,
            "unplaced": found.unplaced,
        },
        "tables": [
            {
                "name": one.name,
                "found": one.found,
                "read": one.read,
                "unreadable": one.lost,
                "unreadable_pages": one.pages,
                "left_out": one.left_out,
                "put_together": one.made_up,
            }
            for one in found.tables
        ],
    }


command = Command(
    "rescue", "rescue what a damaged journal file still holds, into a new folder", _arguments, _rescue,
    more="Try a backup first: it holds everything up to its day. The damaged file is only read, and nothing is ever\n"
    "written over. The rescued journal opens with the same passphrase and recovery code. Ctrl+C leaves nothing half.",
)  # fmt: skip
