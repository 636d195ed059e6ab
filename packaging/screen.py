"""Whether these arguments open a window, and what to say where there is no screen for one."""

import os
import sys
from collections.abc import Mapping, Sequence

NO_SCREEN = 3
WITH_VALUE = ("--data-dir", "--today", "--theme", "--size", "--text-size")
DRAWS_WITHOUT_SCREEN = ("--self-check", "--screenshot")
ANSWERS_AT_ONCE = ("--version", "--help", "-h")

NO_SCREEN_WORDS = """\
There is no screen here for Balcony's window (neither DISPLAY nor WAYLAND_DISPLAY is set).
These work without one:
  ./run --screenshot DIR   pictures of every page, made from the demo journal
  ./run --self-check       looks whether everything Balcony needs is here
  ./run --help             the commands: add, list, search, show, review, patterns …
"""


def command(arguments: Sequence[str]) -> str:
    """The first argument that is neither an option nor an option's value; empty where there is none."""
    position = 0
    while position < len(arguments):
        if arguments[position] in WITH_VALUE:
            position += 2
        elif arguments[position].startswith("-"):
            position += 1
        else:
            return arguments[position]
    return ""


def opens_window(arguments: Sequence[str]) -> bool:
    if any(name in arguments for name in ANSWERS_AT_ONCE) or draws_without_screen(arguments):
        return False
    named = command(arguments)
    return not named or (named == "demo" and "--no-window" not in arguments)


def draws_without_screen(arguments: Sequence[str]) -> bool:
    return any(argument.split("=", 1)[0] in DRAWS_WITHOUT_SCREEN for argument in arguments)


def has_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Windows and macOS always have one; elsewhere a display is named, or Qt was told to draw without."""
    if platform in {"win32", "darwin"}:
        return True
    if environment.get("QT_QPA_PLATFORM", "xcb").split(":")[0].split(";")[0] not in {"", "xcb", "wayland"}:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def parts_needed(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> set[str]:
    """Which sets of Qt's libraries this start opens: none for a command, the window's only under X."""
    if opens_window(arguments):
        return {"offscreen", "window"} if environment.get("DISPLAY") else {"offscreen"}
    return {"offscreen"} if draws_without_screen(arguments) else set()
