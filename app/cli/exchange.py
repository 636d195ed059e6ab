"""`balcony import` and `balcony export`: entries in from other journals, and the journal out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import shapes
from app.cli.command import Command, whole
from app.cli.session import Session
from app.cli.stopping import shown_progress, stoppable
from app.cli.wording import table
from app.domain.errors import ExportProblem, InvalidInput
from app.domain.exchange import ImportReport, ProblemKind
from app.paths import Places
from app.services.destination import Obstacle, obstacle
from app.services.local_time import LocalTime

if TYPE_CHECKING:
    from app.services.journal import Journal

FORMATS_IN = ("day-one", "jrnl", "markdown", "balcony")
FORMATS_OUT = ("json", "markdown")
_GROUPS = {
    ProblemKind.WARNING: ("warnings", "Came in, with a remark"),
    ProblemKind.SKIPPED: ("skipped", "Left out"),
    ProblemKind.ERROR: ("unreadable", "Could not be read"),
}
_MOST_LINES = 20


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS_IN, help="what wrote the file")
    parser.add_argument("path", metavar="PATH", help="a file, a folder or a zip, as the format has it")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in; change nothing")


def _import(session: Session, options: Namespace) -> int:
    with session.journal() as journal, stoppable() as stopped, shown_progress(session.console) as progress:
        report = journal.exchange.take_in(
            options.format,
            Path(options.path).expanduser(),
            zone=LocalTime(),
            dry_run=options.dry_run,
            progress=progress,
            cancelled=stopped,
        )
    session.result(_import_shape(report), _import_lines(report))
    return 0


def _import_shape(report: ImportReport) -> shapes.Shape:
    shape: shapes.Shape = {
        "format": report.format,
        "dry_run": report.dry_run,
        "added": report.added,
        "already_here": report.already_here,
        "first_day": shapes.day(report.first_day),
        "last_day": shapes.day(report.last_day),
        "batch": report.batch,
    }
    for kind, (name, _) in _GROUPS.items():
        shape[name] = [{"place": one.place, "reason": one.reason} for one in report.of_kind(kind)]
    return shape


def _import_lines(report: ImportReport) -> Iterator[str]:
    verb = "would come in" if report.dry_run else "came in"
    span = f", {report.first_day} to {report.last_day}" if report.first_day else ""
    yield f"{report.added} {'entry' if report.added == 1 else 'entries'} {verb}{span}."
    if report.already_here:
        yield f"{report.already_here} {'was' if report.already_here == 1 else 'were'} here already."
    for kind, (_, title) in _GROUPS.items():
        problems = report.of_kind(kind)
        if problems:
            yield f"{title}: {len(problems)}"
        yield from (f"  {one.place}: {one.reason}" for one in problems[:_MOST_LINES])
        if len(problems) > _MOST_LINES:
            yield f"  and {len(problems) - _MOST_LINES} more; --json lists them all"


def _imports_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--take-back", type=whole, metavar="ID", help="move what this import brought to the bin"
    )


def _imports(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        if options.take_back is not None:
            _take_back(journal, options.take_back)
            session.console.tell(
                f"Import {options.take_back} was taken back. Its entries are in the bin for 30 days, longer on hold."
            )
        found = journal.exchange.batches()
    listed = [
        {
            "id": one.number,
            "format": one.format,
            "entries": one.entries,
            "imported_on": shapes.day(one.imported_at.astimezone().date()),
        }
        for one in found
    ]
    rows = [
        (str(one.number), one.imported_at.astimezone().date().isoformat(), one.format, str(one.entries))
        for one in found
    ]
    lines = (
        table([("id", "imported on", "format", "entries"), *rows])
        if rows
        else ["There is no import to take back."]
    )
    session.result({"imports": listed}, lines)
    return 0


def _take_back(journal: "Journal", number: int) -> None:
    if number not in {one.number for one in journal.exchange.batches()}:
        raise InvalidInput(
            "import", f"There is no import {number} to take back.", "“balcony imports” lists those there are."
        )
    journal.exchange.take_back(number)


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS_OUT, help="json holds everything; markdown is to read")
    parser.add_argument("path", metavar="PATH", help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace a file of that name")
    parser.add_argument(
        "--look", action="store_true", help="only say what the privacy check notices in it, and write nothing"
    )


def _look(session: Session) -> int:
    from app.cli.coaching.told import notice_lines, noticed_shape

    with session.journal() as journal, stoppable() as stopped, shown_progress(session.console) as progress:
        found = journal.sharing.noticing.in_journal(progress=progress, cancelled=stopped)
    session.result(
        {"notices": [noticed_shape(one) for one in found]},
        notice_lines((one.words, one.why) for one in found),
    )
    return 0


def _export(session: Session, options: Namespace) -> int:
    if options.look:
        return _look(session)
    path = Path(options.path).expanduser().absolute()
    check_place(path, session.vault().places, replace=options.force)
    with session.journal() as journal, stoppable() as stopped, shown_progress(session.console) as progress:
        entries = journal.exchange.give_out(options.format, path, progress=progress, cancelled=stopped)
    session.console.tell(
        "This file is not encrypted: anyone who can open it can read every word of the journal. "
        "Keep it as carefully as paper, and delete it when it is no longer needed."
    )
    session.result(
        {"format": options.format, "path": str(path), "entries": entries},
        [f"{entries} {'entry' if entries == 1 else 'entries'} written to {path}"],
    )
    return 0


def check_place(path: Path, places: Places, *, replace: bool) -> None:
    """Refuse a path that cannot be meant, before anybody types a passphrase; raises ExportProblem."""
    found = obstacle(path, places, replace=replace)
    if found is not None:
        message, advice = _OBSTACLES[found]
        raise ExportProblem(message.format(path=path, folder=path.parent), advice)


_OBSTACLES = {
    Obstacle.IS_FOLDER: ("{path} is a folder.", "Add the name of the file to write."),
    Obstacle.NO_FOLDER: ("There is no folder {folder}.", "Make it first, or choose another one."),
    Obstacle.BELONGS: ("That file belongs to the journal itself.", "Choose another name or folder."),
    Obstacle.THERE_ALREADY: ("There is already a file {path}.", "Choose another name, or add --force."),
    Obstacle.NOT_ALLOWED: ("No file can be written at {path}.", "Choose another name or folder."),
}


importing = Command(
    "import", "bring in entries from another journal, each once", _import_arguments, _import,
    more="Entries come in as reflections; “balcony” reads what “balcony export json” wrote, whole. All of it comes in\n"
    "or nothing: Ctrl+C changes nothing. Nothing comes in twice.",
)  # fmt: skip
imports = Command(
    "imports", "list the imports that can be taken back, or take one back", _imports_arguments, _imports,
    more="Taken back, the entries of an import lie in the bin. The same file can be imported again later.",
)  # fmt: skip
exporting = Command(
    "export", "write the whole journal to a plain file", _export_arguments, _export,
    more="The file is not encrypted. It can be read by this account alone until you move or send it.",
)  # fmt: skip
