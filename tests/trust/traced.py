"""Runs a program under strace and reads which sockets it asked for and which files it made."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WHY_NOT = "strace is not installed, so no system call was looked at (Debian: apt-get install strace)"
_SOCKET = re.compile(r"\bsocket(?:pair)?\((AF_\w+|\w+)")
_MADE = re.compile(r'\b(?:open|openat|creat)\([^"]*"([^"]+)", [^)]*O_CREAT[^)]*\) = \d')
_REACHED = re.compile(r'sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?"([0-9a-f:.]+)"')
_ASKED = re.compile(r'\b(?:open|openat|creat)\([^"]*"([^"]+)"')
_RENAMED = re.compile(r'\brename(?:at|at2)?\([^"]*"[^"]+", [^"]*"([^"]+)"[^)]*\) = 0')


@dataclass(frozen=True)
class Traced:
    """What a program asked the system for: kinds of socket, addresses it turned to, files made, files opened.

    A file that was not there counts among those opened, but not among those made.
    """

    families: frozenset[str]
    reached: frozenset[str]
    files: frozenset[Path]
    asked: frozenset[str]
    said: str
    told: str
    """What stood on stdout, and on stderr."""


def strace() -> str | None:
    """Where strace is, if it is here and may trace."""
    found = shutil.which("strace")
    if found is None:
        return None
    tried = subprocess.run([found, "-qq", "true"], capture_output=True, check=False)
    return found if tried.returncode == 0 else None


def own_account(home: Path) -> dict[str, str]:
    """The environment of a program all of whose folders lie inside `home`, where they are made."""
    home.mkdir(parents=True, exist_ok=True)
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("XDG_") and name not in {"DISPLAY", "WAYLAND_DISPLAY"}
    }
    env |= {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(home / "tmp")}
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "XDG_RUNTIME_DIR": str(home / "run")}
    for folder in ("tmp", "run"):
        (home / folder).mkdir(mode=0o700, exist_ok=True)
    return env


def traced(
    tracer: str | None, home: Path, *arguments: str, words: str = "", umask: int = 0o022, ends: int = 0
) -> Traced:
    """Run this Python with these arguments under strace; `ends` is its exit code, negative after a signal.

    Without strace it runs all the same, and what it asked the system for is not known.
    """
    env = own_account(home)
    kept = home.parent / f"{home.name}.strace"
    calls = "trace=socket,socketpair,connect,sendto,sendmsg,open,openat,creat,rename,renameat,renameat2"
    watched = [tracer, "-f", "-qq", "-s", "4096", "-e", calls, "-o", str(kept)] if tracer else []
    command = [*watched, sys.executable, *arguments]
    done = subprocess.run(
        command, input=words, text=True, capture_output=True, cwd=ROOT, env=env, check=False, timeout=240,
        umask=umask,
    )  # fmt: skip
    assert done.returncode == ends, done.stderr[-2000:]
    lines = kept.read_text("utf-8", errors="replace") if tracer else ""
    made = {Path(path) for found in (_MADE, _RENAMED) for path in found.findall(lines)}
    return Traced(
        frozenset(_SOCKET.findall(lines)),
        frozenset(f"{address} port {port}" for port, address in _REACHED.findall(lines)),
        frozenset(ROOT / path if not path.is_absolute() else path for path in made),
        frozenset(_ASKED.findall(lines)),
        done.stdout,
        done.stderr,
    )
