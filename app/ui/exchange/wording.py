"""What an import or an export did, in words; no Qt."""

from collections import defaultdict
from dataclasses import dataclass

from app.domain.errors import ImportProblem, JournalError
from app.domain.exchange import ImportReport, Problem, ProblemKind
from app.domain.written_dates import written
from app.importers import IMPORTERS, WHOLE_IMPORTERS

UNCHANGED = "Nothing was changed."
_MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """Problems of one kind: a heading, and a line for each reason."""

    title: str
    lines: tuple[str, ...]


def formats() -> dict[str, str]:
    """The formats that can be read, by id."""
    names = {one.id: one.name for one in IMPORTERS.values()}
    return names | {one.id: one.name for one in WHOLE_IMPORTERS.values()}


def format_name(format_id: str) -> str:
    """The name of a format that can be read."""
    return formats().get(format_id, format_id)


def many(count: int) -> str:
    """A number of entries."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def summary(report: ImportReport) -> str:
    """How many entries, of which days, and how many were here already."""
    verb = "would come in" if report.dry_run else "came in"
    lines = [f"{many(report.added)} {verb}{_days(report)}." if report.added else _nothing_new(report)]
    if report.already_here:
        was = "was" if report.already_here == 1 else "were"
        lines.append(f"{many(report.already_here)} {was} here already, so nothing comes in twice.")
    return " ".join(lines)


def _nothing_new(report: ImportReport) -> str:
    return "There is nothing new to bring in." if report.dry_run else "Nothing new came in."


def _days(report: ImportReport) -> str:
    if report.first_day is None or report.last_day is None:
        return ""
    if report.first_day == report.last_day:
        return f", of {written(report.first_day)}"
    return f", from {written(report.first_day)} to {written(report.last_day)}"


def told(report: ImportReport) -> tuple[Told, ...]:
    """The problems met, grouped by what became of the entry and by reason."""
    come = "Would come in, with a remark" if report.dry_run else "Came in, with a remark"
    titles = {
        ProblemKind.WARNING: come,
        ProblemKind.SKIPPED: "Left out",
        ProblemKind.ERROR: "Could not be read",
    }
    groups = [(title, report.of_kind(kind)) for kind, title in titles.items()]
    return tuple(Told(f"{title} ({len(found):,})", _by_reason(found)) for title, found in groups if found)


def _by_reason(problems: tuple[Problem, ...]) -> tuple[str, ...]:
    places: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        places[problem.reason].append(problem.place)
    return tuple(f"{reason[:1].upper()}{reason[1:]} ({_places(found)})" for reason, found in places.items())


def _places(places: list[str]) -> str:
    shown = ", ".join(places[:_MOST_PLACES])
    more = len(places) - _MOST_PLACES
    return f"{shown} and {more:,} more" if more > 0 else shown


def problem_words(error: JournalError) -> str:
    """What to do about an error, where in the file it is, and that nothing was changed."""
    place = f"It was met at {error.place}. " if isinstance(error, ImportProblem) and error.place else ""
    tail = "" if UNCHANGED in error.advice else f" {UNCHANGED}"
    return f"{place}{error.advice}{tail}"
