"""`balcony redact`, `swap`, `distil` and `erase`: taking words out for good; seen first, done with a typed word."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.cli import removing_told as told
from app.cli import wording
from app.cli.command import Command, WrongUsage, whole, words
from app.cli.session import Session
from app.cli.stopping import shown_progress
from app.domain.distilled import Gone
from app.domain.entries import EntryId
from app.domain.errors import JournalError
from app.domain.redaction import Words
from app.domain.removing import OnHold

if TYPE_CHECKING:
    from app.domain.removing import RemovalPreview, Removed, StillHeld
    from app.services.journal import Journal

_CANNOT = "This cannot be undone. Nothing was removed yet; give the same again with --confirm {word}."


def _confirm(parser: ArgumentParser, word: str) -> None:
    parser.add_argument("--confirm", type=words, metavar="WORD", help=f"do it: type {word}")
    parser.add_argument(
        "--fresh-backup", action="store_true", help="then make a fresh backup and remove those that hold it"
    )


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
            return _shown(session, told.field_shape(preview), told.field_lines(preview), "remove")
        with shown_progress(session.console, "steps") as progress:
            done = journal.removal.words.remove_field(
                preview,
                confirmed=options.confirm,
                despite_hold=options.despite_hold,
                progress=progress,
            )
        left = _backups(journal, options, preview.sought, gone=preview.gone)
    return _tell(session, done, left)


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
        return _shown(session, told.preview_shape(preview), told.preview_lines(preview), word)
    with shown_progress(session.console, "steps") as progress:
        done = journal.removal.words.remove(
            preview,
            confirmed=options.confirm,
            only=options.only,
            despite_hold=options.despite_hold,
            progress=progress,
        )
    left = _backups(journal, options, preview.words)
    return _tell(session, done, left)


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
            return _shown(session, told.distil_shape(preview), told.distil_lines(preview), "distil")
        with shown_progress(session.console, "steps") as progress:
            done = distilling.distil(preview, confirmed=options.confirm, progress=progress)
        left = _backups(journal, options, preview.sought, gone=preview.gone)
    return _tell(session, done, left)


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
        uids = [preview.uids[at] for at in preview.goes]
        if options.confirm is None:
            return _shown(session, told.erase_shape(preview), told.erase_lines(preview), "erase")
        with shown_progress(session.console, "steps") as progress:
            done = journal.removal.erasing.erase(
                preview, confirmed=options.confirm, despite_hold=options.despite_hold, progress=progress
            )
        left = _backups(journal, options, None, uids)
    return _tell(session, done, left)


def _erase_journal(session: Session, journal: "Journal", options: Namespace) -> int:
    from app.services.redacting import whole_journal

    preview = whole_journal.look(journal)
    if options.confirm is None:
        return _shown(session, told.journal_shape(preview), told.journal_lines(preview), "erase")
    left = whole_journal.erase(journal, preview, confirmed=options.confirm, with_backups=options.backups)
    kept = 0 if options.backups else len(preview.backups)
    lines = [
        f"The journal is erased. {kept} backups stay." if kept else "The journal is erased.",
        *told.reach(preview),
    ]
    session.result({"erased": not left, "left": [str(path) for path in left], "backups": kept}, lines)
    for path in left:
        session.console.tell(f"This file could not be removed: {path}")
    return 1 if left else 0


def _shown(session: Session, shape: dict[str, object], lines: Iterator[str], word: str) -> int:
    session.result({"done": False, **shape}, lines)
    session.console.tell(_CANNOT.format(word=word))
    return 0


def _tell(session: Session, done: "Removed", backups: "_Backups") -> int:
    session.result(
        told.done_shape(done, backups.still, backups.replaced),
        told.done_lines(done, backups.still, backups.replaced),
    )
    if backups.problem:
        session.console.tell(f"The words are removed here; the backups stay. {backups.problem}")
    return 1 if backups.problem else 0


class _Backups(NamedTuple):
    """The backups that still hold what went, how many of them were replaced, and why they were not."""

    still: "tuple[StillHeld, ...]"
    replaced: int
    problem: str = ""


def _backups(
    journal: "Journal",
    options: Namespace,
    words: Words | None,
    entries: Sequence[str] = (),
    gone: Gone | None = None,
) -> _Backups:
    """Look into the backups after a removal; replace them where that is wanted.

    What goes wrong here is told beside the removal, which is done: no error may say that nothing was removed.
    """
    found = journal.removal.backed.holding(words, entries, gone=gone)
    still = tuple(one for one in found if one.holds is not False)
    if not options.fresh_backup:
        return _Backups(still, 0)
    try:
        replaced = journal.removal.backed.replace([one.path for one in still if one.holds])
    except OnHold:
        return _Backups(still, 0, "No backup is removed while anything is on hold.")
    except JournalError as error:
        return _Backups(tuple(one for one in still if one.path.exists()), 0, str(error))
    return _Backups(tuple(one for one in still if one.holds is None), replaced)


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
