"""`balcony create` and `balcony demo`: a new journal, and one to look round in."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from app.cli.command import Command, no_arguments
from app.cli.session import Session


def _create(session: Session, _options: Namespace) -> int:
    vault = session.vault()
    session.nothing_here_yet(vault)
    passphrase = session.new_passphrase()
    journal, code = vault.create(passphrase)
    with session.closing(journal):
        path = str(vault.places.journal)
        session.result({"journal": path, "recovery_code": code.text()}, _new_lines(path, code.text()))
    return 0


def _new_lines(path: str, code: str) -> Iterator[str]:
    yield f"Your journal is {path}"
    yield f"\nRecovery code:  {code}\n"
    yield "It opens the journal when the passphrase is forgotten, and it is shown only now."
    yield "Write it on paper and keep it away from this computer. Without either, nobody can open the journal."


def _demo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--as-dated", action="store_true", help="keep the dates as they were written")
    parser.add_argument(
        "--only", choices=["decisions"], help="only the ten whole decisions and the weekly reflections"
    )
    parser.add_argument("--no-window", action="store_true", help="make it, and do not open its window")


def _demo(session: Session, options: Namespace) -> int:
    from app.paths import demo_places
    from app.services.demo import make_demo
    from app.services.passphrases import suggested_passphrase

    vault = session.vault(session.places or demo_places())
    if not vault.holds_demo():
        session.nothing_here_yet(vault)
    own = session.passphrase_stdin
    passphrase = session.passphrase() if own else suggested_passphrase()
    made = make_demo(vault, passphrase, as_dated=options.as_dated, only_decisions=bool(options.only))
    with session.closing(made) as journal:
        entries = journal.finding.count()
    path = str(vault.places.journal)
    shape = {"journal": path, "entries": entries, "passphrase": None if own else passphrase}
    lines = [f"The demo journal is {path}", f"{entries} entries; nothing in it happened."]
    session.result(shape, lines if own else [*lines, f"\nPassphrase:  {passphrase}\n"])
    session.console.out.flush()
    open_window = session.beside.open_window
    if options.no_window or open_window is None:
        return 0
    today = ["--today", options.today.isoformat()] if options.today else []
    return open_window(["--data-dir", str(vault.places.data_dir), *today])


create = Command(
    "create", "make a new journal and print its recovery code, once", no_arguments, _create,
    more="The passphrase is asked for twice, or read from the first line of stdin with --passphrase-stdin.",
)  # fmt: skip
demo = Command(
    "demo", "make the demo journal and open it", _demo_arguments, _demo,
    more="The demo has a folder of its own unless --data-dir names another. It takes the place of an earlier demo,\n"
    "which is kept in a folder beside it, and never that of another journal. Its passphrase is printed unless\n"
    "--passphrase-stdin gives one.",
)  # fmt: skip
