"""`balcony create` and `balcony demo`: a new journal, and one to look round in."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli.command import Command, no_arguments
from app.cli.session import Session
from app.domain.demo import DEMO_PASSPHRASE

if TYPE_CHECKING:
    from app.paths import Places
    from app.services.vault import Vault


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

    vault = session.vault(session.places or demo_places())
    fresh = options.no_window or options.as_dated or options.only or session.passphrase_stdin
    open_window = None if options.no_window else session.beside.open_window
    if fresh or open_window is None or not vault.holds_demo():
        _make_demo(session, options, vault)
    if open_window is None:
        return 0
    return open_window(_window_arguments(session, options, vault.places))


def _make_demo(session: Session, options: Namespace, vault: "Vault") -> None:
    from app.services.demo import make_demo

    if not vault.holds_demo():
        session.nothing_here_yet(vault)
    own = session.passphrase_stdin
    passphrase = session.passphrase() if own else DEMO_PASSPHRASE
    made = make_demo(vault, passphrase, as_dated=options.as_dated, only_decisions=bool(options.only))
    with session.closing(made) as journal:
        entries = journal.finding.count()
    path = str(vault.places.journal)
    shape = {"journal": path, "entries": entries, "passphrase": None if own else passphrase}
    lines = [f"The demo journal is {path}", f"{entries} entries; nothing in it happened."]
    if not own:
        lines += [
            f"\nPassphrase:  {passphrase}\n",
            "Others can know it too: keep nothing of your own in there.",
        ]
    session.result(shape, lines)
    session.console.out.flush()


def _window_arguments(session: Session, options: Namespace, places: "Places") -> list[str]:
    """What opens the window on the demo; “demo” lets it name the passphrase, where that is the known one."""
    known = not session.passphrase_stdin
    folder = [] if known and session.places is None else ["--data-dir", str(places.data_dir)]
    today = ["--today", options.today.isoformat()] if options.today else []
    return [*folder, *today, *(["demo"] if known else [])]


create = Command(
    "create", "make a new journal and print its recovery code, once", no_arguments, _create,
    more="The passphrase is asked for twice, or read from the first line of stdin with --passphrase-stdin.",
)  # fmt: skip
demo = Command(
    "demo", "make the demo journal and open it", _demo_arguments, _demo,
    more="The demo has a folder of its own unless --data-dir names another. One that is there already is opened;\n"
    "with any of these options, or a passphrase of your own, it is put aside and made anew. No other journal is\n"
    "ever touched. The passphrase is printed unless --passphrase-stdin gives one.",
)  # fmt: skip
