"""`balcony list` and `balcony search`: entries by what they are and by any word."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from app.cli import shapes, wording
from app.cli.add import KINDS
from app.cli.command import Command, day, whole, words
from app.cli.session import Session
from app.domain.days import Span
from app.domain.entries import EntryKind, Status, ThemeId
from app.domain.errors import InvalidInput
from app.domain.listing import EntryFilter

if TYPE_CHECKING:
    from app.services.journal import Journal


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", dest="kinds", action="append", choices=KINDS, help="repeat for more")
    parser.add_argument(
        "--theme", dest="themes", action="append", type=words, metavar="THEME", help="repeat for more"
    )
    parser.add_argument(
        "--status", dest="statuses", action="append", choices=[one.value for one in Status],
        help="where decisions stand; repeat for more",
    )  # fmt: skip
    parser.add_argument("--since", type=day, metavar="DATE", help="from this day on")
    parser.add_argument("--until", type=day, metavar="DATE", help="up to this day")
    parser.add_argument("--limit", type=whole, default=100, metavar="N", help="at most this many (100)")
    parser.add_argument("--offset", type=whole, default=0, metavar="N", help="leave out the first N")


def _list(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        wanted = EntryFilter(
            kinds=frozenset(EntryKind(kind) for kind in options.kinds or ()),
            themes=_themes(journal, options.themes or ()),
            statuses=frozenset(Status(status) for status in options.statuses or ()),
            span=Span(options.since, options.until),
        )
        found = journal.finding.listing(wanted, limit=options.limit, offset=options.offset)
    session.result(
        shapes.listing(found.entries, found.total),
        wording.listed_lines(found.entries, found.total, "There are no entries like that."),
    )
    return 0


def _themes(journal: "Journal", names: tuple[str, ...] | list[str]) -> frozenset[ThemeId]:
    known = {theme.name.casefold(): theme.id for theme in journal.lists.themes(archived=True)}
    missing = [name for name in names if name.strip().casefold() not in known]
    if missing:
        raise InvalidInput(
            "theme", f"There is no theme called {missing[0]}.", "“balcony themes” lists the ones there are."
        )
    return frozenset(known[name.strip().casefold()] for name in names)


def _search_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "query", nargs="+", type=words, metavar="QUERY", help="what to search for, or - to read it from stdin"
    )
    parser.add_argument("--limit", type=whole, default=50, metavar="N", help="at most this many (50)")


def _search(session: Session, options: Namespace) -> int:
    query = session.input().rstrip("\r\n") if options.query == ["-"] else " ".join(options.query)
    with session.journal() as journal:
        found = journal.finding.search(query, limit=options.limit, counted=True)
    total = found.total or 0
    for ignored in found.query.ignored:
        session.console.tell(f"“{ignored}” could not be used and was left out.")
    lines = list(wording.listed_lines(found.entries, total, "Nothing holds these words."))
    session.result(shapes.listing(found.entries, total), lines)
    return 0


listing = Command("list", "list entries, the newest first", _list_arguments, _list)
search = Command(
    "search",
    "find entries by any word",
    _search_arguments,
    _search,
    more='Words must all occur. "Quoted words" stand together, -word leaves entries out (put -- before a query\n'
    "that begins with it). theme:budget, kind:decision, framework:triangle, status:waiting, before:2026-03\n"
    "and after:2026-03 narrow the search.\n\n"
    "Words typed here can be seen by other programs while this runs. “balcony search -” reads them from stdin.",
)
