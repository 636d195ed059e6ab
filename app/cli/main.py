"""Runs one command and turns what became of it into an exit code: 0 done, 1 could not, 2 wrong usage."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from app.cli.arguments import parser
from app.cli.command import WrongUsage
from app.cli.console import Console, in_utf8, of_this_process
from app.cli.session import Beside, MakeVault, NoTerminal, Session
from app.domain.errors import JournalError

DONE, COULD_NOT, WRONG_USAGE = 0, 1, 2


def run(
    arguments: Sequence[str],
    make_vault: MakeVault,
    beside: Beside | None = None,
    console: Console | None = None,
) -> int:
    """Do what these arguments ask; the exit code."""
    console = console or of_this_process()
    try:
        with redirect_stdout(console.out), redirect_stderr(console.err):
            options = parser().parse_args(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    if options.json:
        in_utf8(console)
    session = _session(options, make_vault, beside or Beside(), console)
    return _answered(console, lambda: _act(session, options))


def _session(options: Namespace, make_vault: MakeVault, beside: Beside, console: Console) -> Session:
    from app.paths import places_in
    from app.services.clock import Clock, FixedClock

    return Session(
        console,
        make_vault,
        FixedClock(options.today) if options.today else Clock(),
        places_in(Path(options.data_dir)) if options.data_dir else None,
        as_json=options.json,
        passphrase_stdin=options.passphrase_stdin,
        as_found=options.as_found,
        read_only=options.read_only,
        beside=beside,
    )


def _act(session: Session, options: Namespace) -> int:
    if options.self_check:
        from app.cli.self_check import check_everything

        return check_everything(session)
    done: int = options.act(session, options)
    session.console.out.flush()
    return COULD_NOT if done == DONE and session.met_damage else done


def _answered(console: Console, act: Callable[[], int]) -> int:
    """The exit code of an act, with what stopped it in words a person can use."""
    try:
        return act()
    except JournalError as problem:
        console.tell(str(problem))
    except WrongUsage as problem:
        console.tell(f"balcony: {problem}")
        return WRONG_USAGE
    except NoTerminal:
        console.tell(
            "There is no terminal on which to ask for the passphrase. "
            "Give it on the first line of the input, with --passphrase-stdin."
        )
        return WRONG_USAGE
    except (KeyboardInterrupt, EOFError):
        console.tell("\nThis was stopped. Nothing half-done was kept.")
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # the reader has gone; nothing more can be told to it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, MemoryError) as problem:
        from app.storage.files import as_journal_error

        console.tell(str(as_journal_error(problem)))
    except Exception as problem:  # noqa: BLE001  its text could hold words of an entry; its name and place do not
        console.tell(
            f"Something went wrong inside Balcony ({type(problem).__name__} at {_place(problem)}). "
            "Nothing half-done was kept."
        )
    return COULD_NOT


def _place(problem: Exception) -> str:
    trace = problem.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
