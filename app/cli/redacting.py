"""`balcony redact`, `swap`, `distil` and `erase`: taking words out for good; seen first, done with a typed word."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.cli import wording
from app.cli.command import Command, WrongUsage, whole, words
from app.cli.session import Session
from app.cli.stopping import shown_progress
from app.domain.entries import EntryId

if TYPE_CHECKING:
    from app.domain.contacts import LoggedShare
    from app.domain.removing import (
        DistilPreview,
        ErasePreview,
        FieldPreview,
        JournalErasure,
        RemovalPreview,
        Removed,
    )
    from app.services.journal import Journal

_CANNOT = "This cannot be undone. Nothing was removed yet; give the same again with --confirm {word}."


def _confirm(parser: ArgumentParser, word: str) -> None:
    parser.add_argument("--confirm", type=words, metavar="WORD", help=f"do it: type {word}")


def _despite(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--despite-hold",
        action="store_true",
        help="go on though this one entry is on hold; take advice first",
    )


# ---- redact and swap


def _redact_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", choices=["-"], nargs="?", help="read the passage from stdin")
    parser.add_argument("--entry", type=whole, metavar="ID", help="only in this entry and what belongs to it")
    parser.add_argument(
        "--field", type=words, metavar="FIELD", help="a whole text of --entry, such as context"
    )
    _places(parser)
    _confirm(parser, "remove")
    _despite(parser)


def _places(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--only", action="append", type=words, metavar="PLACE", help="only in this place; repeat for more"
    )


def _redact(session: Session, options: Namespace) -> int:
    if options.field:
        if options.entry is None or options.words or options.only:
            raise WrongUsage("--field goes with --entry, and with no words.")
        return _redact_field(session, options)
    if options.words != "-":
        raise WrongUsage("give - and put the passage on stdin, or name a --field of an --entry.")
    passage = session.input().strip("\r\n")
    with session.journal() as journal:
        preview = journal.removal.words.look(passage, _entry(options.entry))
        return _remove_or_show(session, journal, preview, options, "remove")


def _redact_field(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        preview = journal.removal.words.look_at_field(EntryId(options.entry), options.field)
        if options.confirm is None:
            return _shown(session, _field_shape(preview), _field_lines(preview), "remove")
        with shown_progress(session.console, "steps") as progress:
            done = journal.removal.words.remove_field(
                preview,
                confirmed=options.confirm,
                despite_hold=options.despite_hold,
                progress=progress,
            )
    return _told(session, done)


def _swap_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", choices=["-"], help="read the name, and the role below it, from stdin")
    parser.add_argument("--entry", type=whole, metavar="ID", help="only in this entry and what belongs to it")
    _places(parser)
    _confirm(parser, "swap")
    _despite(parser)


def _swap(session: Session, options: Namespace) -> int:
    given = [line.strip() for line in session.input().splitlines() if line.strip()]
    if len(given) != 2:
        raise WrongUsage("swap reads two lines: the name, and the role that takes its place.")
    with session.journal() as journal:
        preview = journal.removal.words.look_for_name(given[0], given[1], _entry(options.entry))
        return _remove_or_show(session, journal, preview, options, "swap")


def _entry(number: int | None) -> EntryId | None:
    return None if number is None else EntryId(number)


def _remove_or_show(
    session: Session, journal: "Journal", preview: "RemovalPreview", options: Namespace, word: str
) -> int:
    unknown = set(options.only or ()) - {one.key for one in preview.places}
    if unknown:
        raise WrongUsage("--only names a place that does not hold the words.")
    if options.confirm is None:
        return _shown(session, _preview_shape(preview), _preview_lines(preview), word)
    with shown_progress(session.console, "steps") as progress:
        done = journal.removal.words.remove(
            preview,
            confirmed=options.confirm,
            only=options.only,
            despite_hold=options.despite_hold,
            progress=progress,
        )
    return _told(session, done)


# ---- distil


def _distil_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "id", type=whole, nargs="?", metavar="ID", help="an entry; without, the oldest are listed"
    )
    _confirm(parser, "distil")


def _distil(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        distilling = journal.removal.distilling
        if options.id is None:
            found = distilling.tidy_list(most=1000)
            shape = {
                "entries": [
                    {"id": one.entry, "title": one.title, "decided_on": one.decided_on.isoformat()}
                    for one in found
                ]
            }
            rows = [(str(one.entry), one.decided_on.isoformat(), one.title) for one in found]
            session.result(shape, wording.table(rows))
            return 0
        preview = distilling.look(EntryId(options.id))
        if options.confirm is None:
            return _shown(session, _distil_shape(preview), _distil_lines(preview), "distil")
        with shown_progress(session.console, "steps") as progress:
            done = distilling.distil(preview, confirmed=options.confirm, progress=progress)
    return _told(session, done)


# ---- erase


def _erase_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("ids", type=whole, nargs="*", metavar="ID", help="the entries")
    parser.add_argument("--journal", action="store_true", help="erase the whole journal instead")
    parser.add_argument(
        "--backups", action="store_true", help="with --journal: the backups Balcony made, too"
    )
    _confirm(parser, "erase")
    _despite(parser)


def _erase(session: Session, options: Namespace) -> int:
    if options.journal == bool(options.ids) or (options.backups and not options.journal):
        raise WrongUsage("give the ids of entries, or --journal.")
    with session.journal() as journal:
        if options.journal:
            return _erase_journal(session, journal, options)
        preview = journal.removal.erasing.look([EntryId(one) for one in options.ids])
        if options.confirm is None:
            return _shown(session, _erase_shape(preview), _erase_lines(preview), "erase")
        with shown_progress(session.console, "steps") as progress:
            done = journal.removal.erasing.erase(
                preview, confirmed=options.confirm, despite_hold=options.despite_hold, progress=progress
            )
    return _told(session, done)


def _erase_journal(session: Session, journal: "Journal", options: Namespace) -> int:
    from app.services.redacting import whole_journal

    preview = whole_journal.look(journal)
    if options.confirm is None:
        return _shown(session, _journal_shape(preview), _journal_lines(preview), "erase")
    left = whole_journal.erase(journal, preview, confirmed=options.confirm, with_backups=options.backups)
    kept = 0 if options.backups else len(preview.backups)
    lines = [
        f"The journal is erased. {kept} backups stay." if kept else "The journal is erased.",
        *_reach(preview),
    ]
    session.result({"erased": not left, "left": [str(path) for path in left], "backups": kept}, lines)
    for path in left:
        session.console.tell(f"This file could not be removed: {path}")
    return 1 if left else 0


# ---- how it is told


def _shown(session: Session, shape: dict[str, object], lines: Iterator[str], word: str) -> int:
    session.result({"done": False, **shape}, lines)
    session.console.tell(_CANNOT.format(word=word))
    return 0


def _told(session: Session, done: "Removed") -> int:
    shape = {
        "done": True,
        "count": done.count,
        "places": done.places,
        "left_on_hold": done.left_on_hold,
        "compacted": done.compacted,
        "shares": [_share_shape(one) for one in done.shares],
        "out_of_reach": list(done.out_of_reach),
    }
    lines = [f"Removed: {done.count} times in {done.places} places. It cannot be undone."]
    if done.left_on_hold:
        lines.append(f"Left as it is, because it is on hold: {done.left_on_hold}.")
    if not done.compacted:
        lines.append("There was no room to write the file anew. Free some space and run a check.")
    session.result(shape, [*lines, *_share_lines(done.shares), *_reach(done)])
    return 0


def _reach(told: "Removed | JournalErasure | ErasePreview") -> list[str]:
    return ["This cannot reach:", *(f"  {line}" for line in told.out_of_reach)]


def _share_shape(one: "LoggedShare") -> dict[str, object]:
    return {"id": one.uid, "with": one.label, "made_on": one.made_on.isoformat()}


def _share_lines(shares: "Sequence[LoggedShare]") -> Iterator[str]:
    if shares:
        yield "Files that left with it, and cannot be called back:"
        yield from (f"  {one.made_on.isoformat()}  {one.label}" for one in shares)


def _preview_shape(preview: "RemovalPreview") -> dict[str, object]:
    return {
        "count": preview.count,
        "places": [
            {"place": one.key, "count": one.count, "title": one.title, "held": one.held}
            for one in preview.places
        ],
        "shares": [_share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def _preview_lines(preview: "RemovalPreview") -> Iterator[str]:
    rows = [
        (one.key, str(one.count), one.title + (" (on hold)" if one.held else "")) for one in preview.places
    ]
    yield from wording.table(rows)
    yield f"{preview.count} times in {len(preview.places)} places."
    yield from _share_lines(preview.shares)
    if preview.why_held:
        yield preview.why_held


def _field_shape(preview: "FieldPreview") -> dict[str, object]:
    return {
        "field": preview.field.field,
        "text": preview.field.text,
        "versions": preview.versions,
        "quotes": preview.quotes,
        "shares": [_share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def _field_lines(preview: "FieldPreview") -> Iterator[str]:
    yield preview.field.text
    yield f"Earlier versions: {preview.versions}. Quotes by others: {preview.quotes}."
    yield from _share_lines(preview.shares)
    if preview.why_held:
        yield preview.why_held


def _distil_shape(preview: "DistilPreview") -> dict[str, object]:
    return {
        "id": preview.entry,
        "title": preview.title,
        "keeps": [{"field": one.field, "label": one.label, "text": one.text} for one in preview.keeps],
        "goes": [{"field": one.field, "label": one.label, "text": one.text} for one in preview.goes],
        "versions": preview.versions,
        "quotes": preview.quotes,
        "shares": [_share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def _distil_lines(preview: "DistilPreview") -> Iterator[str]:
    yield "Stays, with themes, places on scales and choices:"
    yield from (f"  {one.label}: {one.text}" for one in preview.keeps)
    yield "Goes:"
    yield from (f"  {one.label}: {one.text}" for one in preview.goes)
    yield f"Earlier versions: {preview.versions}. Quotes by others: {preview.quotes}."
    yield from _share_lines(preview.shares)
    if preview.why_held:
        yield preview.why_held


def _erase_shape(preview: "ErasePreview") -> dict[str, object]:
    return {
        "entries": [
            {"id": number, "title": title}
            for number, title in zip(preview.entries, preview.titles, strict=True)
        ],
        "reviews": preview.reviews,
        "remarks": preview.remarks,
        "shares": [_share_shape(one) for one in preview.shares],
        "why_held": preview.why_held,
    }


def _erase_lines(preview: "ErasePreview") -> Iterator[str]:
    yield from (f"{number}  {title}" for number, title in zip(preview.entries, preview.titles, strict=True))
    yield f"With reviews: {preview.reviews}. Remarks of others: {preview.remarks}."
    yield from _share_lines(preview.shares)
    yield from _reach(preview)
    if preview.why_held:
        yield preview.why_held


def _journal_shape(preview: "JournalErasure") -> dict[str, object]:
    return {
        "entries": preview.entries,
        "shared": preview.shares,
        "files": [str(path) for path in preview.files],
        "backups": [str(path) for path in preview.backups],
        "why_held": preview.why_held,
    }


def _journal_lines(preview: "JournalErasure") -> Iterator[str]:
    yield f"The whole journal: {preview.entries} entries. Files that were shared: {preview.shares}."
    yield from (f"  {path}" for path in preview.files)
    yield f"Backups Balcony made: {len(preview.backups)} (removed with --backups)."
    yield from _reach(preview)
    if preview.why_held:
        yield preview.why_held


_ON_STDIN = (
    "Words are read from stdin, so that other programs do not see them. Without --confirm nothing is removed."
)
redact = Command(
    "redact", "remove a passage, or a whole text, for good", _redact_arguments, _redact, _ON_STDIN
)
swap = Command(
    "swap", "put a role in place of a name everywhere, for good", _swap_arguments, _swap, _ON_STDIN
)
distil = Command(
    "distil", "keep what was learned of an old entry, and remove the rest", _distil_arguments, _distil
)
erase = Command("erase", "erase entries, or the whole journal, for good", _erase_arguments, _erase)
