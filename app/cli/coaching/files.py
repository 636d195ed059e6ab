"""Files from others and for others: read whole with the words that open them, written where they were asked for."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.cli.exchange import check_place
from app.cli.session import Session
from app.domain.errors import FileTooLarge, PassphraseWanted
from app.domain.sharing import LARGEST_FILE, SUFFIX
from app.storage import files

FROM_STDIN = "-"


def take_file(parser: ArgumentParser) -> None:
    """The arguments of a command that opens what somebody sent."""
    parser.add_argument("path", metavar="FILE|-", help="the file, or - to read it or its text from stdin")
    _take_passphrase(parser, "the passphrase of the file is the next line of stdin")


def take_place(parser: ArgumentParser, *, passphrase: bool = False) -> None:
    """The arguments of a command that makes a file for somebody."""
    parser.add_argument(
        "--out", metavar="FILE", help="the file to write, or a folder: then its name says nothing"
    )
    parser.add_argument(
        "--text", action="store_true", help="as text to paste into an e-mail, on stdout or in --out"
    )
    parser.add_argument("--force", action="store_true", help="replace a file of that name")
    if passphrase:
        _take_passphrase(parser, "lock it with a passphrase, which is the next line of stdin")


def _take_passphrase(parser: ArgumentParser, told: str) -> None:
    parser.add_argument("--file-passphrase-stdin", action="store_true", help=told)


def what_came(session: Session, options: Namespace) -> tuple[bytes, str | None]:
    """What somebody sent, and the passphrase that opens it where it needs one.

    Raises FileTooLarge before it is read, NotABalconyFile where there is none, PassphraseWanted.
    """
    from app.services.opening import read_file
    from app.sharing.files import wants_passphrase

    given = _next_passphrase(session) if options.file_passphrase_stdin else None
    from_stdin = options.path == FROM_STDIN
    data = session.input_bytes(LARGEST_FILE + 1) if from_stdin else read_file(Path(options.path).expanduser())
    if len(data) > LARGEST_FILE:
        raise FileTooLarge
    if given is None and wants_passphrase(data):
        given = _asked_passphrase(session)
    return data, given


def given_passphrase(session: Session, options: Namespace) -> str | None:
    """The passphrase to lock a file with, None where none is given."""
    return _next_passphrase(session) if options.file_passphrase_stdin else None


def _next_passphrase(session: Session) -> str:
    if session.passphrase_stdin:
        session.passphrase()
    return session.console.next_line()


def _asked_passphrase(session: Session) -> str:
    if session.passphrase_stdin or session.console.ask is None:
        raise PassphraseWanted("", "Put it on the next line of the input, with --file-passphrase-stdin.")
    return session.console.ask("The words of this file: ").strip()


# ---- going out


def wanted_place(session: Session, options: Namespace) -> Path | None:
    """Where a file is to go, looked at before anybody types a passphrase; raises ExportProblem."""
    if options.out is None:
        return None
    path = Path(options.out).expanduser().absolute()
    if not path.is_dir():
        check_place(path, session.vault().places, replace=options.force)
    return path


def written_text(text: str, place: Path) -> Path:
    """A file's text, kept for this account alone."""
    from app.domain.sharing import new_id

    path = place / f"share-{new_id()[:8]}{SUFFIX}.txt" if place.is_dir() else place
    with files.file_errors():
        files.write_whole(path, text.encode("utf-8"))
    return path
