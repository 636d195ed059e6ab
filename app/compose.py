"""Builds the object graph: the only module that may import everything."""

import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from app.paths import Places, bundled

if TYPE_CHECKING:
    from app.domain.library import Pack
    from app.domain.sharing import SharedChart
    from app.patterns.series import Series
    from app.services.clock import Clock
    from app.services.vault import Vault


@lru_cache(maxsize=1)
def packs() -> "tuple[Pack, ...]":
    """Every prompt pack that ships with Balcony, in the order of their file names."""
    from app.domain.library import read_pack

    folder = bundled("resources/prompts")
    return tuple(read_pack(path.read_text("utf-8"), path.stem) for path in sorted(folder.glob("*.json")))


def make_vault(places: Places, clock: "Clock | None" = None) -> "Vault":
    """The way into the journal of a folder."""
    from app.services.clock import Clock
    from app.services.vault import Vault

    return Vault(places, clock or Clock(), packs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or do what the command line asks; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:  # the usual start waits for no reader of arguments
        return open_window(given)
    from app.cli.arguments import wants_window

    if wants_window(given):
        return open_window(given)
    from app.cli.main import run as run_command
    from app.cli.session import Beside
    from app.ui.hardening import harden

    harden()

    return run_command(given, make_vault, Beside(open_window, look_at_window, draw_charts))


def open_window(arguments: list[str]) -> int:
    """Open the window with these arguments; its exit code."""
    from app.ui.start import run

    return run(arguments, make_vault)


def look_at_window() -> tuple[Sequence[tuple[str, bool, str]], dict[str, str]]:
    """Whether Qt starts and the fonts load, with their versions."""
    from app.ui.self_check import look

    return look()


def draw_charts(series: "Sequence[Series]", range_words: str) -> "tuple[SharedChart, ...] | None":
    """Charts as they are shared, drawn without a window; None where Qt does not load."""
    try:
        from app.ui.share.drawing import drawn_without_window
    except ImportError:
        return None
    return drawn_without_window(series, range_words)
