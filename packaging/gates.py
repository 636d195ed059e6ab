"""Every gate of ./test, each with its heading and time; all run even where one stops short.

The journeys mostly wait for a window, so they go on beside the others and are told last.
"""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import stamp
import system_parts

NO_TESTS = 5
MOST_WORKERS = 8
ON_X = ("xvfb-run", "-a", "-s", "-screen 0 1366x900x24", "dbus-run-session", "--")
NOT_HERE = "not journey and not soak"


def every_gate(root: Path) -> int:
    """Run all gates; 0 only if each one held."""
    python = str(stamp.environment_python(root))
    beside = stamp.environment_python(root).parent
    offscreen = surroundings(root, QT_QPA_PLATFORM="offscreen")
    gates: list[tuple[str, Callable[[], bool]]] = [
        ("ruff check", lambda: _holds(root, [python, "-m", "ruff", "check", "."], offscreen)),
        ("ruff format", lambda: _holds(root, [python, "-m", "ruff", "format", "--check", "."], offscreen)),
        ("mypy", lambda: _holds(root, [python, "-m", "mypy"], offscreen)),
        ("lint-imports", lambda: _holds(root, [str(beside / "lint-imports"), "--no-logo"], offscreen)),
        ("pytest", lambda: _holds(root, [*_pytest(python), "-m", NOT_HERE, *shared_out()], offscreen)),
    ]
    with (
        tempfile.TemporaryDirectory(prefix="balcony-journeys-") as folder,
        ThreadPoolExecutor(1) as beside_them,
    ):
        said = Path(folder) / "said.txt"
        said.touch()
        journeys = beside_them.submit(_clocked, lambda: _journeys_hold(root, python, said))
        results = [(name, *_timed(name, gate)) for name, gate in gates]
        held, seconds = journeys.result()
        _print("\n== journeys ==\n" + said.read_text(encoding="utf-8", errors="replace"))
    results.append(("journeys", held, seconds))
    _print("\n== gates ==")
    for name, held, seconds in results:
        _print(f"{'ok    ' if held else 'NOT OK'}  {name}  {seconds:.0f} s")
    return 0 if all(held for _, held, _ in results) else 1


def pytest_alone(root: Path, arguments: list[str]) -> int:
    """Run pytest with these arguments; under Xvfb where they name the journeys and it is here."""
    command = _pytest(str(stamp.environment_python(root)))
    if any("journey" in argument for argument in arguments):
        missing = missing_for_journeys()
        if missing:
            _print(system_parts.missing_words(missing, "A journey"))
            return 1
        command = [*ON_X, *command, *arguments]
        return subprocess.call(command, cwd=root, env=on_x(root))
    env = surroundings(root, QT_QPA_PLATFORM="offscreen")
    return subprocess.call([*command, "-m", NOT_HERE, *arguments], cwd=root, env=env)


def surroundings(root: Path, **more: str) -> dict[str, str]:
    """The environment of a gate. Qt warns, and so tests stop, without UTF-8 and a folder for the session."""
    env = {**os.environ, **more}
    if "UTF-8" not in (env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or "").upper():
        env["LC_ALL"] = "C.UTF-8"
    if not env.get("XDG_RUNTIME_DIR") and os.name != "nt":
        env["XDG_RUNTIME_DIR"] = session_folder()
    env["PATH"] = os.pathsep.join([str(stamp.environment_python(root).parent), env.get("PATH", "")])
    return env


@functools.cache
def session_folder() -> str:
    """A folder of 0700 for sockets of this run, gone at its end."""
    folder = tempfile.mkdtemp(prefix="balcony-session-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def on_x(root: Path) -> dict[str, str]:
    env = surroundings(root, QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
    return {name: value for name, value in env.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}


def shared_out() -> list[str]:
    """How pytest shares the tests out: whoever is done takes over from another, so none waits for a long one."""
    return ["-n", str(workers()), "--dist", "worksteal"]


def workers() -> int:
    """How many pytest workers: the cores this process may use, a container's share included."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        cores = min(cores, max(1, round(int(quota) / int(period))))
    except (OSError, ValueError):
        pass
    return max(1, min(cores, MOST_WORKERS))


def missing_for_journeys() -> list[str]:
    return system_parts.still_missing(
        lambda: [
            *system_parts.missing_libraries(["offscreen", "window"]),
            *system_parts.missing_journey_parts(),
        ]
    )


def journeys_counted(report: Path) -> tuple[int, int]:
    """How many journeys a JUnit report names, and how many of them were skipped."""
    cases = list(ET.parse(report).iter("testcase")) if report.exists() else []
    return len(cases), sum(case.find("skipped") is not None for case in cases)


def _journeys_hold(root: Path, python: str, said: Path) -> bool:
    """Run the journeys under Xvfb, telling into a file. On the build machine each one must really have run."""
    strict = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    with said.open("w", encoding="utf-8") as out:
        missing = missing_for_journeys()
        if missing or not shutil.which("xvfb-run"):
            words = system_parts.missing_words(missing or ["xvfb"], "A journey")
            out.write(f"!! JOURNEYS SKIPPED !!\n{words}\n")
            return not strict
        report = said.with_name("journeys.xml")
        command = [*ON_X, *_pytest(python), "-m", "journey", "-n0", f"--junitxml={report}"]
        code = subprocess.call(
            command, cwd=root, env=on_x(root), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        count, skipped = journeys_counted(report)
        if count == 0 or skipped:
            none = "!! There was no journey to run !!\n"
            out.write(f"!! {skipped} of {count} journeys were skipped !!\n" if count else none)
            return not strict and code in {0, NO_TESTS}
    return code == 0


def _pytest(python: str) -> list[str]:
    return [python, "-m", "pytest"]


def _holds(root: Path, command: list[str], env: dict[str, str]) -> bool:
    return subprocess.call(command, cwd=root, env=env, stdin=subprocess.DEVNULL) == 0


def _timed(name: str, gate: Callable[[], bool]) -> tuple[bool, float]:
    _print(f"\n== {name} ==")
    held, seconds = _clocked(gate)
    _print(f"-- {name}: {'ok' if held else 'NOT OK'}, {seconds:.1f} s")
    return held, seconds


def _clocked(gate: Callable[[], bool]) -> tuple[bool, float]:
    begun = time.monotonic()
    return gate(), time.monotonic() - begun


def _print(words: str) -> None:
    print(words, flush=True)
