"""What a person wants to share, typed as options or as JSON, made into a wish."""

from argparse import Action, ArgumentError, ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_args

from app.cli import given
from app.cli.coaching.people import find
from app.cli.command import WrongUsage, day, whole, words
from app.cli.given import Raw
from app.cli.session import DrawCharts, Session
from app.domain.choosing import TITLE, Ticks
from app.domain.composing import ShareWish
from app.domain.entries import EntryId
from app.domain.errors import InvalidInput
from app.domain.outgoing import Change, Outgoing
from app.domain.privacy import Width
from app.domain.sharing import SharedChart

if TYPE_CHECKING:
    from app.services.journal import Journal

FIELDS: Final = (
    "entries", "charts", "to", "purpose", "note", "marking", "days", "delete_by", "with_agreement",
    "with_answers", "changes",
)  # fmt: skip
AS_THEY_ARE: Final = "as-they-are"
DAYS: Final = (AS_THEY_ARE, *get_args(Width))


class _Ticked(Action):
    """`--entry ID` begins an entry; each `--field` after it ticks a field of that entry."""

    def __call__(
        self, _parser: ArgumentParser, options: Namespace, value: Any, option: str | None = None
    ) -> None:
        ticked: dict[str, list[str]] = dict(options.entries or {})
        if option == "--entry":
            ticked.setdefault(str(value), [])
            options.last_entry = str(value)
        elif getattr(options, "last_entry", None) is None:
            raise ArgumentError(self, "name an entry with --entry before its fields")
        else:
            ticked[options.last_entry].append(value)
        options.entries = ticked


def take_wish(parser: ArgumentParser) -> None:
    """The arguments of a wish."""
    parser.add_argument(
        "--from", dest="source", choices=["-"], help="read all about the share as JSON from stdin"
    )
    parser.add_argument(
        "--entry", dest="entries", action=_Ticked, type=whole, metavar="ID", help="an entry; repeat for more"
    )
    parser.add_argument(
        "--field", dest="entries", action=_Ticked, type=words, metavar="FIELD",
        help="a field of the entry just named; repeat for more. Without any, its title",
    )  # fmt: skip
    parser.add_argument(
        "--chart",
        dest="charts",
        action="append",
        type=words,
        metavar="ID",
        help="a chart: its words, picture and table",
    )
    parser.add_argument("--to", type=words, metavar="NAME", help="a contact, by name or id; or somebody new")
    parser.add_argument("--purpose", type=words, metavar="TEXT", help="what it is about")
    parser.add_argument("--note", type=words, metavar="TEXT", help="what you would like from them")
    parser.add_argument("--marking", type=words, metavar="TEXT", help="a protective marking at the top")
    parser.add_argument("--days", choices=DAYS, help="how days are told (month)")
    parser.add_argument("--delete-by", type=day, metavar="DATE", help="please delete by this day")
    parser.add_argument("--with-agreement", action="store_true", help="put your agreement at the front")
    parser.add_argument("--with-answers", action="store_true", help="your answers to their earlier comments")


def raw_wish(session: Session, options: Namespace) -> Raw:
    """What was typed, or what came as JSON; raises WrongUsage."""
    typed = given.from_options(options, [name for name in FIELDS if name != "changes"])
    if not options.source:
        return typed
    if typed:
        raise WrongUsage("with --from -, everything about the share comes from the input")
    return given.from_json(session.input(), FIELDS)


def wish_of(raw: Raw, journal: "Journal", today: date, draw: DrawCharts | None = None) -> ShareWish:
    """The wish; raises InvalidInput."""
    who = given.text(raw, "to").strip()
    contact = find(journal, who) if who else None
    delete_by = given.day(raw, "delete_by")
    if delete_by is not None and delete_by < today:
        raise InvalidInput("delete_by", "The day to delete it by is over.", "Choose one that is to come.")
    answers = journal.merging.answers(contact.uid) if contact and given.yes(raw, "with_answers") else ()
    return ShareWish(
        ticks=_ticks(raw.get("entries")),
        to=contact.uid if contact else "",
        label="" if contact else who,
        purpose=given.text(raw, "purpose"),
        note=given.text(raw, "note"),
        marking=given.text(raw, "marking"),
        charts=_charts(given.texts(raw, "charts"), journal, draw),
        width=_width(given.text(raw, "days")),
        with_agreement=given.yes(raw, "with_agreement"),
        delete_by=delete_by,
        thread=answers,
    )


def changes_of(raw: Raw, composed: Outgoing) -> tuple[Change, ...]:
    """Other words, or none, for what the privacy check noticed; raises InvalidInput."""
    listed = raw.get("changes")
    if listed is None:
        return ()
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise InvalidInput(
            "changes", "“changes” is not a list of objects.", "The help page shows an example."
        )
    return tuple(change for one in listed for change in _changes(one, composed))


def _changes(one: Raw, composed: Outgoing) -> Sequence[Change]:
    noticed = given.text(one, "words")
    alike = [each for each in composed.notices if each.words == noticed]
    if not alike:
        raise InvalidInput(
            "changes", "Some words to change are not among those noticed.", "Write them as they were noticed."
        )
    return composed.change(alike[0], given.text(one, "instead"))


def _ticks(ticked: object) -> Ticks:
    if ticked is None:
        return Ticks()
    if not isinstance(ticked, Mapping):
        raise InvalidInput("entries", "“entries” is not a JSON object.", "Name each entry by its id.")
    ticks = Ticks()
    for number, fields in ticked.items():
        if not (isinstance(number, str) and number.isascii() and number.isdigit() and len(number) < 12):
            raise InvalidInput("entries", "An entry is not named by its id.", "“balcony list” gives the ids.")
        ticks = ticks.tick(EntryId(int(number)), *(given.texts({"fields": fields}, "fields") or (TITLE,)))
    return ticks


def _charts(wanted: Sequence[str], journal: "Journal", draw: DrawCharts | None) -> tuple[SharedChart, ...]:
    """The charts named; where nothing can draw here they go with their words and tables alone."""
    from app.services.sharing.sharing import shared_chart

    if not wanted:
        return ()
    page = journal.patterns.page(journal.patterns.kept())
    shown = {one.chart: one for one in (*page.series, *page.more) if one.table.rows or one.pictures}
    if not shown.keys() >= set(wanted):
        raise InvalidInput(
            "charts", "There is no such chart to share.", "“balcony patterns” names those there are."
        )
    series = tuple(shown[name] for name in wanted)
    drawn = draw(series, page.words) if draw is not None else None
    return drawn if drawn is not None else tuple(shared_chart(one, page.words) for one in series)


def _width(typed: str) -> Width | None:
    if typed not in {"", *DAYS}:
        raise InvalidInput("days", "“days” is not known.", f"Choose one of {', '.join(DAYS)}.")
    return next((one for one in get_args(Width) if one == (typed or "month")), None)
