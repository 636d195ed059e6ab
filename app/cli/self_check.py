"""`balcony --self-check`: whether everything Balcony needs is here, tried on a journal that is thrown away."""

import importlib.metadata
import platform
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.cli.care import line_words
from app.cli.session import Line, Session
from app.domain.entries import EntryDraft
from app.domain.errors import WrongPassphrase
from app.paths import places_in

if TYPE_CHECKING:
    from app.services.journal import Journal
    from app.services.vault import Vault

_PLAIN_HEADER = b"SQLite format 3\x00"
_WORD = "wiederfindbar"
_FRAMEWORKS, _PROMPTS = 19, 84


def check_everything(session: Session) -> int:
    """Look at every part and give what was found; 0 only if all of them hold."""
    lines: list[Line] = []
    window_versions: dict[str, str] = {}
    if session.beside.look_at_window is not None:
        found, window_versions = session.beside.look_at_window()
        lines += found
    lines += _journal_lines(session)
    known = {"Balcony": __version__, "Python": platform.python_version(), **window_versions, **_versions()}
    holds = all(line[1] for line in lines)
    shape = {
        "holds": holds,
        "lines": [{"name": name, "holds": there, "detail": detail} for name, there, detail in lines],
        "versions": known,
    }
    versions = [f"{name} {version}" for name, version in known.items()]
    session.result(shape, [*line_words(lines), "", *versions])
    session.console.out.flush()
    if not holds:
        session.console.tell("Something Balcony needs is missing or does not work on this computer.")
    return 0 if holds else 1


def _versions() -> dict[str, str]:
    try:
        from app.storage.versions import versions

        return {"SQLAlchemy": importlib.metadata.version("SQLAlchemy"), **versions()}
    except Exception:  # noqa: BLE001  a library that does not load is a line of its own already
        return {}


def _journal_lines(session: Session) -> Iterator[Line]:
    """Make a journal with the real cost of a passphrase, use it, and look at its file."""
    try:
        with tempfile.TemporaryDirectory(prefix="balcony-self-check-", ignore_cleanup_errors=True) as folder:
            yield from _tried(session.make_vault(places_in(Path(folder)), session.clock))
    except Exception as problem:  # noqa: BLE001  whatever stops the journal is what this command is to say
        yield "journal", False, f"{type(problem).__name__}: {problem}"


def _tried(vault: "Vault") -> Iterator[Line]:
    from app.services.passphrases import suggested_passphrase

    passphrase = suggested_passphrase()
    journal, _code = vault.create(passphrase)
    try:
        yield _encrypted(journal)
        yield _prompt_library(journal)
        found = journal.care.check()
        yield "migrations", found.holds, f"at revision {found.revision}, and the journal is whole"
    finally:
        journal.close(back_up=False)
    yield _key_derivation(vault, passphrase)


def _encrypted(journal: "Journal") -> Line:
    number = journal.writing.log(EntryDraft(title="A trial", context=f"It is {_WORD}.")).entry_id
    found = [one.id for one in journal.finding.search(_WORD).entries] == [number]
    content = journal.care.places.journal.read_bytes()
    hidden = not content.startswith(_PLAIN_HEADER) and _WORD.encode() not in content
    said = "a word was found by search" if found else "a word was not found by search"
    return (
        "SQLCipher with FTS5",
        found and hidden,
        f"{said}, and {'not ' if hidden else ''}read from the file",
    )


def _prompt_library(journal: "Journal") -> Line:
    library = journal.prompts.now().library
    frameworks, prompts = len(library.frameworks), len(library.prompts)
    holds = (frameworks, prompts) == (_FRAMEWORKS, _PROMPTS)
    return "prompt library", holds, f"{frameworks} frameworks, {prompts} prompts"


def _key_derivation(vault: "Vault", passphrase: str) -> Line:
    try:
        vault.unlock(f"{passphrase}.").close(back_up=False)
    except WrongPassphrase:
        refused = True
    else:
        refused = False
    begun = time.monotonic()
    vault.unlock(passphrase).close(back_up=False)
    seconds = time.monotonic() - begun
    said = "refused" if refused else "taken"
    return "key derivation", refused, f"opened in {seconds:.1f} s; a wrong passphrase was {said}"
