"""The parts of `balcony round` after which something may leave: seal, file, reveal, withdraw."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli import given
from app.cli.coaching import files
from app.cli.coaching.people import found
from app.cli.coaching.told import notice_lines, noticed_shapes
from app.cli.coaching.wish import changes_of
from app.cli.command import WrongUsage
from app.cli.pairs.doing import round_named
from app.cli.pairs.told import round_lines, round_shape, words_lines
from app.cli.session import Session
from app.cli.shapes import Shape
from app.domain.comparing import MINE, THEIRS
from app.domain.outgoing import Change
from app.domain.pairing import RoundRole, RoundStep
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import FileKind

if TYPE_CHECKING:
    from app.services.journal import Journal
    from app.services.pairs.making import SealedFile
    from app.services.pairs.noticing import RoundWords

_NOT_READ: Final = "Nothing was sealed. Read these words, then add --i-have-read."
_NOT_READ_FILE: Final = "Nothing was made. Read these words, then add --i-have-read."


@dataclass(frozen=True)
class _Left:
    """How a file left: where it was written, or its text; neither where it did not."""

    path: Path | None = None
    text: str | None = None
    fingerprint: str | None = None


def seal(session: Session, options: Namespace) -> int:
    """Seal answers, once the words were read; the file that goes to the other is written with it."""
    place = files.wanted_place(session, options)
    side = THEIRS if options.theirs else MINE
    raw = given.from_json(session.input(), ("changes",)) if options.source else {}
    left = _Left()
    with session.journal() as journal:
        held = round_named(journal, options.round)
        words, changes = _noticed(journal, held.uid, side, raw)
        _tell(session, words)
        if options.i_have_read:
            journal.pairs.seal(held.uid, past_stop=options.i_have_checked, side=side, changes=changes)
            if options.out is not None or options.text:
                left = _let_out(journal, journal.pairs.file_of(held.uid, _kind_of_seal(held)), options, place)
        after = journal.pairs.round(held.uid)
    shape = {
        **round_shape(after), "sealed": options.i_have_read, "notices": list(noticed_shapes(words)),
        "stops": words.stops, **_left_shape(left),
    }  # fmt: skip
    if not options.i_have_read:
        session.result(shape, words_lines(words, whole=_goes_whole(held, side)))
        session.console.tell(_NOT_READ)
        return 1
    session.result(shape, _left_lines(left, "Sealed. From here on these answers stay as they are."))
    return 0


def _noticed(
    journal: "Journal", uid: str, side: str, raw: given.Raw
) -> "tuple[RoundWords, tuple[Change, ...]]":
    words = journal.pairs.notices(uid, side)
    changes = changes_of(raw, words)
    return (journal.pairs.notices(uid, side, changes) if changes else words), changes


def _tell(session: Session, words: "RoundWords") -> None:
    from app.services.sharing.sealing import CANNOT_UNSEND

    for line in notice_lines((one.words, one.why) for one in words.notices):
        session.console.tell(line)
    session.console.tell(CANNOT_UNSEND)


def _goes_whole(held: RoundHeld, side: str) -> bool:
    return side == MINE and held.held.role is not RoundRole.INVITED


def _kind_of_seal(held: RoundHeld) -> FileKind:
    if held.is_same_room:
        raise WrongUsage("in the same room nothing is sent: leave --out and --text out")
    return FileKind.ROUND_ANSWER if held.held.role is RoundRole.INVITED else FileKind.ROUND_INVITATION


def file(session: Session, options: Namespace) -> int:
    """Write a file of a round, as often as it is wanted."""
    if options.out is None and not options.text:
        raise WrongUsage("say where it goes, with --out or --text")
    place = files.wanted_place(session, options)
    passphrase = files.given_passphrase(session, options)
    kind = FileKind(f"round-{options.kind}")
    with session.journal() as journal:
        held = round_named(journal, options.round)
        to = found(journal, options.to).uid if options.to else None
        if kind in {FileKind.ROUND_LEARNING, FileKind.ROUND_COPY}:
            words = journal.pairs.notices(held.uid, "learning")
            _tell(session, words)
            if not options.i_have_read:
                session.result({**round_shape(held), **_left_shape(_Left())}, words.learning.splitlines())
                session.console.tell(_NOT_READ_FILE)
                return 1
        made = journal.pairs.file_of(
            held.uid, kind, to=to, passphrase=passphrase, past_stop=options.i_have_checked
        )
        left = _let_out(journal, made, options, place)
        after = journal.pairs.round(held.uid)
    session.result({**round_shape(after), **_left_shape(left)}, _left_lines(left, ""))
    return 0


def _let_out(journal: "Journal", made: "SealedFile", options: Namespace, place: Path | None) -> _Left:
    if not options.text:
        if place is None:
            return _Left()
        return _Left(journal.pairs.save(made, place, read=True), None, made.fingerprint)
    text = journal.pairs.as_text(made, read=True)
    path = files.written_text(text, place) if place else None
    return _Left(path, None if path else text, made.fingerprint)


def _left_shape(left: _Left) -> Shape:
    return {"path": str(left.path) if left.path else None, "text": left.text, "fingerprint": left.fingerprint}


def _left_lines(left: _Left, done: str) -> Iterator[str]:
    if left.text is not None:
        yield from left.text.splitlines()
        return
    if done:
        yield done
    if left.path is not None:
        yield f"Written to {left.path}"


def reveal(session: Session, options: Namespace) -> int:
    """Give the key and show both answers."""
    place = files.wanted_place(session, options)
    with session.journal() as journal:
        held = round_named(journal, options.round)
        if not held.is_same_room and place is None and not options.text:
            raise WrongUsage("say where your key goes, with --out or --text")
        done = journal.pairs.reveal(held.uid, None if options.text else place)
        path = files.written_text(done.text, place) if done.text and place else done.path
        shown = journal.pairs.round(held.uid)
    left = _Left(path, done.text if path is None else None, done.fingerprint)
    session.result(
        {**round_shape(shown), **_left_shape(left)}, [*_left_lines(left, ""), "", *round_lines(shown)]
    )
    return 0


def withdraw(session: Session, options: Namespace) -> int:
    """Close a round before it is shown."""
    place = files.wanted_place(session, options)
    left = _Left()
    with session.journal() as journal:
        held = round_named(journal, options.round)
        journal.pairs.withdraw(held.uid)
        if (options.out is not None or options.text) and not held.is_same_room:
            left = _let_out(
                journal, journal.pairs.file_of(held.uid, FileKind.ROUND_WITHDRAWAL), options, place
            )
        after = journal.pairs.round(held.uid)
    done = "Withdrawn. Nothing of it was shown here."
    if held.step is RoundStep.WAITING_FOR_KEY:
        done += " Your key may already be with them."
    session.result({**round_shape(after), **_left_shape(left)}, _left_lines(left, done))
    return 0
