"""What the window was asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

USAGE: Final = """\
balcony [--data-dir DIR] [--today YYYY-MM-DD]
balcony --screenshot DIR [--theme light|dark|contrast] [--size WIDTHxHEIGHT] [--text-size 100..200]
"""
_KNOWN: Final = ("--data-dir", "--today", "--screenshot", "--theme", "--size", "--text-size")
_LOOKS: Final = ("light", "dark", "contrast")


class WrongUsage(Exception):  # noqa: N818  named for what happened
    """An argument that cannot be used; says which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of a window. `size` is width and height in pixels, `text_size` percent."""

    data_dir: Path | None = None
    today: date | None = None
    pictures: Path | None = None
    theme: str = ""
    size: tuple[int, int] | None = None
    text_size: int = 0


def read(given: list[str]) -> Asked:
    """Read arguments; raises WrongUsage."""
    said: dict[str, str] = {}
    waiting = list(given)
    while waiting:
        name, equals, value = waiting.pop(0).partition("=")
        if name not in _KNOWN:
            raise WrongUsage(f"Balcony does not know {name}.")
        if not equals and not waiting:
            raise WrongUsage(f"{name} needs a value.")
        said[name] = value if equals else waiting.pop(0)
    return _asked(said)


def _asked(said: dict[str, str]) -> Asked:
    if said.get("--theme", "light") not in _LOOKS:
        raise WrongUsage("--theme is light, dark or contrast.")
    return Asked(
        data_dir=Path(said["--data-dir"]).expanduser().absolute() if "--data-dir" in said else None,
        today=_day(said["--today"]) if "--today" in said else None,
        pictures=Path(said["--screenshot"]).expanduser().absolute() if "--screenshot" in said else None,
        theme=said.get("--theme", ""),
        size=_size(said["--size"]) if "--size" in said else None,
        text_size=_percent(said["--text-size"]) if "--text-size" in said else 0,
    )


def _day(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage("--today is a day such as 2026-06-30.") from None


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    if len(parts) != 2 or not all(part.isdecimal() and 320 <= int(part) <= 8000 for part in parts):
        raise WrongUsage("--size is width and height in pixels, such as 1240x805.")
    return int(parts[0]), int(parts[1])


def _percent(text: str) -> int:
    if not text.isdecimal() or not 100 <= int(text) <= 200:
        raise WrongUsage("--text-size is a percentage from 100 to 200.")
    return int(text)
