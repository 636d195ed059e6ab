"""Builds the object graph: the only module that may import everything."""

import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from app.paths import Places, bundled

if TYPE_CHECKING:
    from app.domain.library import Pack
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
    from app.cli.arguments import wants_window

    if wants_window(given):
        from app.ui.start import run

        return run(given, make_vault)
    from app.cli.main import run as run_command

    return run_command(given, make_vault)
