"""Whether there is a screen for a window, asked before Qt would end the process over it."""

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

NO_SCREEN: Final = 3

_NONE = "There is no screen here for Balcony's window (neither DISPLAY nor WAYLAND_DISPLAY is set)."
_UNREACHABLE = "The screen that DISPLAY names ({name}) cannot be reached."
_PARTS = "A part of the system that Qt needs for a window is missing: {name}."
ADVICE: Final = """\
These work without a screen:
  ./run --screenshot DIR   pictures of every page, made from the demo journal
  ./run --self-check       looks whether everything Balcony needs is here
  ./run --help             the commands: add, list, search, show, review, patterns …
"""


def what_is_missing(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """What keeps a window from being opened, in a sentence; empty where nothing does."""
    if platform in {"win32", "darwin"}:
        return ""
    asked = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if asked not in {"", "xcb", "wayland"}:
        return ""
    if asked != "xcb" and _wayland_is_there(environment):
        return ""
    name = environment.get("DISPLAY", "")
    return _x_problem(name) if name else _NONE


def _wayland_is_there(environment: Mapping[str, str]) -> bool:
    name, folder = environment.get("WAYLAND_DISPLAY", ""), environment.get("XDG_RUNTIME_DIR", "")
    return bool(name) and (Path(folder) / name).exists()


def _x_problem(name: str) -> str:
    """Connect as Qt will, by the library Qt uses: a socket that is there may still refuse.

    A connection that stands is left standing. Where it is the only one, a server may start afresh as it goes,
    and turn Qt away in that moment; Qt would then end the process.
    """
    import ctypes

    with contextlib.suppress(OSError):
        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        connection = ctypes.c_void_p(xcb.xcb_connect(name.encode(), None))
        if xcb.xcb_connection_has_error(connection):
            xcb.xcb_disconnect(connection)
            return _UNREACHABLE.format(name=name)
    for part in ("libxcb.so.1", "libxcb-cursor.so.0"):
        try:
            ctypes.CDLL(part)
        except OSError:
            return _PARTS.format(name=part)
    return ""
