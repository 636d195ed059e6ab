"""Make or extend .venv from a lock, by hash; one at a time, and never trusted half-done."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import stamp
from progress import SetupError, say
from stamp import LOCK_NAMES, Wanted

BUSY_FILE = ".balcony-busy"
LAST_LINES = 12
NOT_OURS_WORDS = (
    "{folder} only points to {other}. Balcony sets up a folder of its own and clears none that lies elsewhere.\n"
    "Remove that link and start again; what it points to stays as it is."
)


@contextlib.contextmanager
def one_at_a_time(root: Path) -> Iterator[int]:
    """Hold .venv alone. The system lets go when the holder and the installers it started have all ended.

    Raises:
        SetupError: where .venv is a link, whose folder is not ours to clear.
    """
    folder = root / ".venv"
    if folder.is_symlink():
        raise SetupError(NOT_OURS_WORDS.format(folder=folder, other=folder.resolve()))
    folder.mkdir(exist_ok=True)
    descriptor = os.open(folder / BUSY_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.name == "nt":
            _hold_on_windows(descriptor)
        else:
            _hold(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _hold(descriptor: int) -> None:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("another start is setting up; waiting for it")
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def _hold_on_windows(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                say("another start is setting up; waiting for it")
                time.sleep(2)
            else:
                return


def make_ready(root: Path, wanted: Wanted) -> None:
    """Bring .venv to what `wanted` needs; nothing happens when it already is.

    Raises:
        SetupError: with what is missing and what to do.
    """
    if stamp.next_step(root, wanted) == "nothing":
        return
    try:
        with one_at_a_time(root) as busy:
            step = stamp.next_step(root, wanted)
            if step != "nothing":
                _build(root, wanted, busy, fresh=step == "rebuild")
    except OSError as problem:
        raise SetupError(f"The folder {root} could not be set up: {problem}") from problem


def _build(root: Path, wanted: Wanted, busy: int, *, fresh: bool) -> None:
    begun = time.monotonic()
    hashes = stamp.lock_hashes(root)
    stamp.stamp_path(root).unlink(missing_ok=True)
    lock = root / LOCK_NAMES[wanted]
    if not _by_uv(root, lock, busy, fresh=fresh):
        _by_pip(root, lock, busy, fresh=fresh)
    _put_on_path(root)
    made_from: dict[str, object] = {"run": hashes["run"], "dev": hashes["dev"] if wanted == "dev" else ""}
    stamp.write_stamp(root, {**stamp.place(root), **made_from, "seen": []})
    say(f"ready after {time.monotonic() - begun:.0f} s")


def _clear(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.name == BUSY_FILE:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()


def _by_uv(root: Path, lock: Path, busy: int, *, fresh: bool) -> bool:
    """Use uv where it is installed; false where it is not or could not, so that pip has its turn."""
    uv = shutil.which("uv")
    if uv is None:
        return False
    folder, python = root / ".venv", stamp.environment_python(root)
    commands = [
        [uv, "pip", "install", "--python", str(python), "--require-hashes", "--no-build", "-r", str(lock)]
    ]
    if fresh:
        say("making .venv (1 of 2)")
        _clear(folder)
        commands.insert(
            0, [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(folder)]
        )
    say(f"installing {lock.name} with uv, each part checked by its hash (2 of 2)")
    for command in commands:
        if subprocess.call(command, stdout=sys.stderr, pass_fds=_kept(busy)) != 0:
            say("uv could not do it; trying with pip")
            return False
    return True


def _by_pip(root: Path, lock: Path, busy: int, *, fresh: bool) -> None:
    folder, python = root / ".venv", stamp.environment_python(root)
    if fresh or not _has_pip(python):
        say("making .venv (1 of 2)")
        _clear(folder)
        _checked([sys.executable, "-m", "venv", str(folder)], busy, "The folder .venv could not be made.")
    say(f"installing {lock.name}, each part checked by its hash (2 of 2)")
    _checked(
        [
            *(str(python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"),
            *("--progress-bar", "off", "--only-binary", ":all:", "--require-hashes", "-r", str(lock)),
        ],
        busy,
        "The parts could not be fetched. Is there a connection, and does it need a proxy? Then start again.",
        total=_parts_named(lock),
    )


def _has_pip(python: Path) -> bool:
    return subprocess.call([str(python), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def _parts_named(lock: Path) -> int:
    """How many parts the lock names for any system; a few of them are for other systems only."""
    return sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())


def _kept(busy: int) -> tuple[int, ...]:
    """Descriptors an installer inherits, so that .venv stays held while it lives, whoever started it."""
    return () if os.name == "nt" else (busy,)


def _checked(command: list[str], busy: int, otherwise: str, total: int = 0) -> None:
    """Run an installer, turn its lines into progress, and keep its last lines for when it stops."""
    environment = {
        **os.environ,
        "PIP_USER": "0",
        "PYTHONUNBUFFERED": "1",
    }  # inside .venv, never the home folder
    lines: list[str] = []
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env=environment,
        pass_fds=_kept(busy),
    ) as installer:
        for words in _in_plain_words(_remembered(installer.stdout or (), lines), total):
            say(f"  {words}")
    if installer.returncode != 0:
        raise SetupError("\n".join([*lines[-LAST_LINES:], otherwise]))


def _remembered(output: Iterable[str], lines: list[str]) -> Iterator[str]:
    for line in output:
        lines.append(line.rstrip())
        yield line


def _in_plain_words(output: Iterable[str], total: int) -> Iterator[str]:
    """Turn pip's lines into progress: each part by name and number, and the size of a large one."""
    done = 0
    for line in output:
        if part := re.match(
            r"Collecting ([\w.-]+)==([^\s;]+)|Processing \S*?([\w.]+)-([\w.]+)[^/\s]*\.whl", line
        ):
            done += 1
            yield f"{done} of at most {total}: {part[1] or part[3]} {part[2] or part[4]}"
        elif large := re.search(r"Downloading .*\((\d+\.\d MB)\)", line):
            yield f"fetching {large[1]}"
        elif line.startswith("Installing collected"):
            yield "putting the parts in place"


def _put_on_path(root: Path) -> None:
    """Let .venv find the package `app` whichever folder the program is started from."""
    libraries = next(
        (root / ".venv").glob("lib/python*/site-packages"), root / ".venv" / "Lib" / "site-packages"
    )
    (libraries / "balcony-checkout.pth").write_text(f"{root}\n", encoding="utf-8")
