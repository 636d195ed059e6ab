"""`balcony backup`: a verified backup now, a copy of it in a folder, and the second place backups are copied to."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import shapes
from app.cli.command import Command, folder
from app.cli.session import Session
from app.cli.stopping import shown_progress, stoppable
from app.domain.restoring_told import entries, moment
from app.domain.second_place import WORDS, SecondPlaceProblem, Standing

if TYPE_CHECKING:
    from app.services.journal import Journal
    from app.storage.backups import Backup

MEGABYTES = "megabytes copied"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--to", type=folder, metavar="FOLDER", help="copy this one there too, and compare it")
    second = parser.add_mutually_exclusive_group()
    second.add_argument(
        "--second-place", type=folder, metavar="FOLDER", help="copy every backup there from now on"
    )
    second.add_argument(
        "--no-second-place", action="store_true", help="copy none to the second place from now on"
    )


def _act(session: Session, options: Namespace) -> int:
    """Everything that was asked for is tried; ends with 1 where a copy could not be made."""
    with session.journal() as journal:
        place = journal.care.second_place
        if options.no_second_place:
            place.stop()
        if options.second_place:
            place.choose(Path(options.second_place))
        made = journal.care.back_up()
        copy = _copied_to(session, journal, made, options.to) if options.to else None
        problem = _copied_on(session, journal)
        standing = place.standing()
    shape = {
        "path": str(made.path),
        "made_at": shapes.moment(made.made_at),
        "entries": made.entries,
        "number": made.number,
        "size": made.size,
        "copy": str(copy) if copy else None,
        "second_place": None if standing is None else _shape(standing),
    }
    session.result(shape, _lines(made, copy, standing))
    if problem is not None:
        session.console.tell(str(problem))
    return 0 if problem is None else 1


def _copied_to(session: Session, journal: "Journal", made: "Backup", to: str) -> Path:
    with stoppable() as stopped, shown_progress(session.console, MEGABYTES) as progress:
        return journal.care.second_place.copy_once(made, Path(to), progress, stopped)


def _copied_on(session: Session, journal: "Journal") -> SecondPlaceProblem | None:
    """What kept the second place from being caught up."""
    on_hold = journal.care.is_on_hold()
    try:
        with stoppable() as stopped, shown_progress(session.console, MEGABYTES) as progress:
            journal.care.second_place.catch_up(
                thins=not on_hold, anew=True, progress=progress, cancelled=stopped
            )
    except SecondPlaceProblem as problem:
        return problem
    return None


def _shape(standing: Standing) -> dict[str, object]:
    return {
        "folder": str(standing.folder),
        "state": standing.state.value,
        "copies": standing.copies,
        "newest_at": shapes.moment(standing.newest_at),
        "copied_at": shapes.moment(standing.copied_at),
        "on_same_disk": standing.on_same_disk,
    }


def _lines(made: "Backup", copy: Path | None, standing: Standing | None) -> Iterator[str]:
    yield f"A verified backup was made, with {entries(made.entries)}: {made.path}"
    if copy is not None:
        yield f"Copied and compared: {copy}"
    if standing is not None:
        yield f"Second place: {standing.folder}"
        if standing.newest_at is not None:
            yield f"  the newest there was made {moment(standing.newest_at)}; copies: {standing.copies}"
        if not standing.state.wants_help:
            yield f"  {WORDS[standing.state][0]}"


command = Command(
    "backup", "make a verified backup now, and copy it to a second place", _arguments, _act,
    more="A copy is written under a hidden name, read back and compared before it has its own. The second place\n"
    "is kept on this computer, beside the preferences, and is thinned like the backups folder itself.",
)  # fmt: skip
