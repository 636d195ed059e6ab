"""What may be typed after `balcony`. Nothing here opens a journal, a database or a window."""

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence

from app import __version__
from app.cli.command import Act, WrongUsage, day, folder

_OF_WINDOW = frozenset({"--data-dir", "--today", "--theme", "--size", "--text-size", "--screenshot"})
"""Options that mean the window when no command is named; each takes a value."""

_ABOUT = """\
A journal for decisions, on this computer. Without a command, its window opens.

Words typed as arguments can be seen by other programs while the command runs, and your
shell may keep them. To avoid that, use “add --from -”, “review ID --from -” and “search -”,
which read from the standard input.
"""
_CODES = "Exit code: 0 done, 1 could not, 2 wrong usage. Results go to stdout, messages to stderr."


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments open the window: no command, and nothing but options of the window."""
    position = 0
    while position < len(arguments):
        name, equals, _ = arguments[position].partition("=")
        if name not in _OF_WINDOW:
            return False
        position += 1 if equals else 2
    return True


def parser() -> ArgumentParser:
    """Reads every command; help and wrong usage end in SystemExit."""
    from app.cli.commands import COMMANDS

    whole = ArgumentParser(
        "balcony",
        description=_ABOUT,
        epilog=_CODES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"Balcony {__version__}")
    whole.add_argument(
        "--self-check", action="store_true", help="look whether everything Balcony needs is here"
    )
    _shared(whole, later=False)
    shared = _after_the_command()
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            epilog=command.more or None,
            parents=[shared],
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.arguments(one)
        one.set_defaults(act=command.act)
    whole.set_defaults(act=_no_command)
    return whole


def acts_of(parser: ArgumentParser) -> Callable[[str, str, Act], ArgumentParser]:
    """Lets a command do several things: what it gives adds one by name, help and act, for options of its own."""
    acts = parser.add_subparsers(title="what to do", metavar="WHAT", dest="what", required=True)
    shared = _after_the_command()

    def add(name: str, told: str, act: Act) -> ArgumentParser:
        made = acts.add_parser(
            name,
            help=told,
            description=f"{told[0].upper()}{told[1:]}.",
            parents=[shared],
            allow_abbrev=False,
        )
        made.set_defaults(what=act)
        return made

    return add


def _after_the_command() -> ArgumentParser:
    """The options every command takes."""
    shared = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    _shared(shared, later=True)
    return shared


def _no_command(*_: object) -> int:
    raise WrongUsage("name a command; --help lists them")


def _shared(place: ArgumentParser, *, later: bool) -> None:
    """The options that may stand before the command or after it; after it, one left out changes nothing."""
    absent = SUPPRESS if later else None
    place.add_argument(
        "--data-dir",
        type=folder,
        metavar="DIR",
        default=absent,
        help="the journal in this folder, not in the usual one",
    )
    place.add_argument(
        "--passphrase-stdin",
        action="store_true",
        default=absent or False,
        help="read the passphrase from the first line of stdin",
    )
    place.add_argument(
        "--as-found",
        action="store_true",
        default=absent or False,
        help="open a journal file that is older than this computer last saw, or another; it is copied aside first",
    )
    place.add_argument(
        "--read-only",
        action="store_true",
        default=absent or False,
        help="open the journal to be read: nothing is written, and it may be open in a window meanwhile",
    )
    place.add_argument(
        "--today", type=day, metavar="YYYY-MM-DD", default=absent, help="take this day for today"
    )
    place.add_argument(
        "--json",
        action="store_true",
        default=absent or False,
        help="give the result as JSON (described in the help page “The command line”)",
    )
