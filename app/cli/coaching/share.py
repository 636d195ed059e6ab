"""`balcony share` and `balcony shares`: chosen words locked for one person, and the log of what left."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import shapes
from app.cli.coaching import files
from app.cli.coaching.people import found
from app.cli.coaching.told import bundle_lines, bundle_shape, notice_lines, noticed_shapes
from app.cli.coaching.wish import changes_of, raw_wish, take_wish, wish_of
from app.cli.command import Command, WrongUsage, whole, words
from app.cli.given import Raw
from app.cli.session import Session
from app.cli.shapes import Shape
from app.cli.stopping import shown_progress, stoppable
from app.cli.wording import table
from app.domain.choosing import ChoosableEntry
from app.domain.composing import Composed
from app.domain.contacts import LoggedShare
from app.domain.rounds_held import RoundFileLeft, newest_first
from app.domain.sharing import ShareBundle

if TYPE_CHECKING:
    from app.services.journal import Journal
    from app.services.sharing.sealing import Sealed

_NOT_READ = "Nothing was made. Read what they will see, then add --i-have-read."
_TELL_THEM = (
    "\nPassphrase:  {}\n\nTell it to them by telephone, never in the same e-mail. It is shown only now."
)
_ONE_LOCK = "choose one of --generate-passphrase, --file-passphrase-stdin and --plain"


@dataclass(frozen=True)
class _Out:
    """What became of a share: nothing yet, or how it left."""

    view: ShareBundle
    sealed: "Sealed | None" = None
    path: Path | None = None
    text: str | None = None
    passphrase: str | None = None


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--offered", action="store_true", help="only list what can be shared, field by field")
    parser.add_argument("--new", action="store_true", help="with --offered: since the last share with --to")
    parser.add_argument(
        "--limit", type=whole, default=200, metavar="N", help="with --offered: at most this many (200)"
    )
    parser.add_argument(
        "--offset", type=whole, default=0, metavar="N", help="with --offered: leave out the first N"
    )
    take_wish(parser)
    parser.add_argument(
        "--generate-passphrase",
        action="store_true",
        help="lock it with six words, printed to tell by telephone",
    )
    files.take_place(parser, passphrase=True)
    parser.add_argument(
        "--plain", action="store_true", help="a web page that is not locked: I will protect it myself"
    )
    parser.add_argument(
        "--i-have-read", action="store_true", help="I have read what they will see, and the notices"
    )
    parser.add_argument(
        "--i-have-checked", action="store_true", help="I have checked the stop about family proceedings"
    )


def _act(session: Session, options: Namespace) -> int:
    if options.offered:
        return _offered(session, options)
    if sum((options.generate_passphrase, options.file_passphrase_stdin, options.plain)) > 1:
        raise WrongUsage(_ONE_LOCK)
    leaves = options.out is not None or options.text
    if options.i_have_read and not leaves:
        raise WrongUsage("say where it goes, with --out or --text")
    if options.plain and options.text:
        raise WrongUsage("a page that is not locked goes into a file: use --out")
    place = files.wanted_place(session, options)
    passphrase = files.given_passphrase(session, options)
    raw = raw_wish(session, options)
    with session.journal() as journal:
        composed = _composed(session, journal, raw)
        _tell(session, journal, composed)
        out = (
            _let_out(journal, composed, options, place, passphrase)
            if options.i_have_read
            else _seen(composed)
        )
    session.result(_shape(composed, out), _lines(composed, out))
    if out.passphrase and not session.as_json:
        session.console.tell(_TELL_THEM.format(out.passphrase))
    if leaves and not options.i_have_read:
        session.console.tell(_NOT_READ)
        return 1
    return 0


def _composed(session: Session, journal: "Journal", raw: Raw) -> Composed:
    wish = wish_of(raw, journal, session.clock.today(), session.beside.draw_charts)
    with stoppable() as stopped, shown_progress(session.console, "entries") as progress:
        composed = journal.sharing.compose(wish, progress=progress, cancelled=stopped)
        changes = changes_of(raw, composed)
        if changes:
            composed = journal.sharing.compose(
                replace(wish, changes=changes), progress=progress, cancelled=stopped
            )
    return composed


def _tell(session: Session, journal: "Journal", composed: Composed) -> None:
    from app.services.sharing.sealing import CANNOT_UNSEND, READ_FIRST

    for line in notice_lines((one.words, one.why) for one in composed.notices):
        session.console.tell(line)
    who = journal.sharing.people.contact(composed.contact) if composed.contact else None
    if who is not None and who.card is not None and who.confirmed_on is None:
        session.console.tell(
            f"You have not compared the six words with {who.name} yet: do that before you share."
        )
    session.console.tell(READ_FIRST)
    session.console.tell(CANNOT_UNSEND)


def _seen(composed: Composed) -> _Out:
    from app.sharing.files import as_recipient_sees

    return _Out(as_recipient_sees(composed.bundle))


def _let_out(
    journal: "Journal", composed: Composed, options: Namespace, place: Path | None, given: str | None
) -> _Out:
    from app.services.sharing.sharing import new_passphrase

    sharing, checked = journal.sharing, options.i_have_checked
    made = new_passphrase() if options.generate_passphrase else None
    if options.plain:
        sealed = sharing.plain(composed, protect_it_myself=True, past_stop=checked)
    else:
        sealed = sharing.seal(composed, passphrase=made or given, past_stop=checked)
    if place is None:
        return _Out(sealed.view, sealed, None, sharing.as_text(sealed, read=True), made)
    path = sharing.save(sealed, place, read=True, as_text=options.text)
    return _Out(sealed.view, sealed, path, None, made)


def _shape(composed: Composed, out: _Out) -> Shape:
    sealed = out.sealed
    return {
        "id": out.view.bundle_id if sealed else None,
        "counted": composed.words,
        "seen": bundle_shape(out.view),
        "notices": list(noticed_shapes(composed)),
        "stops": composed.stops,
        "path": str(out.path) if out.path else None,
        "text": out.text,
        "fingerprint": sealed.fingerprint if sealed else None,
        "passphrase": out.passphrase,
    }


def _lines(composed: Composed, out: _Out) -> Iterator[str]:
    if out.text is not None:
        yield from out.text.splitlines()
    elif out.sealed is None:
        yield from (f"What they will see: {composed.words}.", "")
        yield from bundle_lines(out.view)
    else:
        yield f"{composed.words} written to {out.path}"


# ---- what can be chosen


def _offered(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        contact = found(journal, options.to).uid if options.to else None
        page = journal.sharing.choices(
            contact=contact, new_only=options.new, limit=options.limit, offset=options.offset
        )
    shape = {"entries": [_offered_shape(one) for one in page.entries], "total": page.total}
    session.result(shape, (line for one in page.entries for line in _offered_lines(one)))
    return 0


def _offered_shape(one: ChoosableEntry) -> Shape:
    return {
        "id": one.entry_id,
        "kind": one.kind.value,
        "title": one.title,
        "decided_on": shapes.day(one.on),
        "fields": [
            {"field": each.field_id, "label": each.label, "already": each.field_id in one.already}
            for each in one.fields
        ],
    }


def _offered_lines(one: ChoosableEntry) -> Iterator[str]:
    yield f"{one.entry_id}  {one.on.isoformat()}  {one.title}"
    for each in one.fields:
        yield f"    {each.field_id}: {each.label}{' (shared)' if each.field_id in one.already else ''}"


# ---- the log


def _log_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--to", type=words, metavar="NAME", help="only those with one contact")
    parser.add_argument("--asked", metavar="ID", help="note that they were asked today to delete this one")


def _log(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        if options.asked:
            journal.sharing.log.asked_to_delete(options.asked)
        contact = found(journal, options.to).uid if options.to else None
        left, of_rounds = journal.sharing.log.all(contact), journal.pairs.files_left(contact)
    rows = [_logged_row(one) for one in newest_first(left, of_rounds)]
    lines = table(rows) if rows else ["Nothing was shared yet."]
    shape = {
        "shares": [_logged_shape(one) for one in left],
        "round_files": [_round_file_shape(one) for one in of_rounds],
    }
    session.result(shape, lines)
    return 0


def _logged_row(one: LoggedShare | RoundFileLeft) -> tuple[str, str, str, str]:
    on = one.made_on.isoformat()
    if isinstance(one, LoggedShare):
        return one.uid, on, one.label, _much(one)
    much = f"{one.words}, fingerprint {one.fingerprint}" if one.fingerprint else one.words
    return one.round_uid, on, one.label, much


def _much(one: LoggedShare) -> str:
    asked = f", asked to delete it on {one.asked_to_delete_on.isoformat()}" if one.asked_to_delete_on else ""
    return f"{one.words}{', not locked' if one.is_plain else ''}{asked}"


def _logged_shape(one: LoggedShare) -> Shape:
    return {
        "id": one.uid,
        "to": one.label,
        "contact": one.contact,
        "made_on": shapes.day(one.made_on),
        "entries": one.entries,
        "fields": one.fields,
        "charts": one.charts,
        "fingerprint": one.fingerprint,
        "plain": one.is_plain,
        "asked_to_delete_on": shapes.day(one.asked_to_delete_on),
        "erased": one.erased,
    }


def _round_file_shape(one: RoundFileLeft) -> Shape:
    return {
        "round": one.round_uid,
        "topic": one.topic,
        "kind": one.file.kind.value,
        "to": one.label,
        "contact": one.contact,
        "made_on": shapes.day(one.made_on),
        "fingerprint": one.fingerprint,
    }


share = Command(
    "share", "lock chosen words for one person, once you have read what they will see", _arguments, _act,
    more="Nothing is chosen unless you name it, field by field. Without --out or --text it only shows what they will\n"
    "see. Nothing leaves without --i-have-read. Words typed here can be seen by other programs while this runs;\n"
    "“balcony share --from -” reads them from stdin as JSON instead.",
)  # fmt: skip
shares = Command("shares", "list what left, and note who was asked to delete it", _log_arguments, _log)
