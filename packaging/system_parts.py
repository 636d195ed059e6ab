"""Parts that only the operating system can bring: what is missing, its Debian name, and fetching it as root."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable

from progress import say

# Shared library Qt opens -> Debian package that holds it.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
# Debian package -> a command it brings, where it brings one.
JOURNEYS = {
    "xvfb": "xvfb-run",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "imagemagick": "import",
    "at-spi2-core": None,
    "python3-pyatspi": None,
    "gir1.2-atspi-2.0": None,
    "dbus": "dbus-run-session",
    "dbus-x11": "dbus-launch",
}
LIBRARY_SETS = {"offscreen": OFFSCREEN, "window": WINDOW}


def library_opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_libraries(sets: Iterable[str], opens: Callable[[str], bool] = library_opens) -> list[str]:
    """Debian packages whose library cannot be opened here. Only Linux needs looking at."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for name in sets for library, package in LIBRARY_SETS[name].items() if not opens(library)]


def missing_journey_parts() -> list[str]:
    """Debian packages the journeys need and lack; without dpkg, those whose command is not on PATH."""
    if not shutil.which("dpkg-query"):
        return [package for package, command in JOURNEYS.items() if command and not shutil.which(command)]
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *JOURNEYS],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [package for package in JOURNEYS if package not in installed]


def missing_venv_part() -> list[str]:
    """Debian splits ensurepip off from Python; without it no environment can be made, unless uv makes it."""
    if shutil.which("uv") or importlib.util.find_spec("ensurepip"):
        return []
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def apt_line(packages: Iterable[str]) -> str:
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    """Fetch packages as root on Debian or Ubuntu; what apt said is shown only where it could not."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (
        ("asking for the current package list", ["apt-get", "update"]),
        (f"installing {len(packages)} system packages: {' '.join(packages)}",
         ["apt-get", "install", "-y", "--no-install-recommends", *packages]),
    )  # fmt: skip
    for words, command in steps:
        say(words)
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            say(f"{command[0]} {command[1]} could not do it:\n{(done.stderr or done.stdout)[-1500:]}")


def still_missing(look: Callable[[], list[str]]) -> list[str]:
    """What `look` finds missing, after installing it where this is root on Debian or Ubuntu."""
    missing = look()
    if missing and may_install():
        install(missing)
        missing = look()
    return missing


def missing_words(missing: list[str], purpose: str) -> str:
    """Name what is missing for `purpose`, with the one line that brings it."""
    return (
        f"{purpose} needs parts of the operating system that are not installed: {', '.join(missing)}.\n"
        f"On Debian and Ubuntu this brings them:\n  {apt_line(missing)}\n"
        "On other systems, install the packages that hold the same libraries. Then start again."
    )
