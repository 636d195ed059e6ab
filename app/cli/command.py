"""What a command is, and the kinds of argument the commands share."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cli.session import Session

MOST = 1_000_000_000
Act = Callable[["Session", Namespace], int]
"""What a command does; it gives the exit code."""


@dataclass(frozen=True)
class Command:
    """One command: its name, a line of help, its arguments, and what it does."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    act: Act
    more: str = ""


class WrongUsage(Exception):  # noqa: N818  named for what happened
    """Arguments that do not go together; says what to do instead."""


def no_arguments(_parser: ArgumentParser) -> None:
    """For a command that takes none."""


def words(typed: str) -> str:
    """Any text that can be written down again."""
    if any("\ud800" <= sign <= "\udfff" for sign in typed):
        raise ArgumentTypeError("this is not text in the encoding of this terminal")
    return typed


def folder(typed: str) -> str:
    """A folder's name; an empty one is a variable that was not set, and must not mean the usual journal."""
    if not typed:
        raise ArgumentTypeError("no folder is named")
    return typed


def day(typed: str) -> date:
    """A day as 2026-06-30."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is not a day; write it as 2026-06-30") from None


def whole(typed: str) -> int:
    """A whole number from 0."""
    if not (typed.isascii() and typed.isdigit()) or int(typed[:12]) > MOST:
        raise ArgumentTypeError(f"{typed!r} is not a whole number")
    return int(typed)


def number(typed: str) -> int:
    """A small whole number with or without a sign."""
    if not re.fullmatch(r"[+-]?[0-9]{1,4}", typed):
        raise ArgumentTypeError(f"{typed!r} is not a whole number")
    return int(typed)
