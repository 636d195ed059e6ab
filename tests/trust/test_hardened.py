"""K6: no core file is left, and no other program of the same account reads this one, window or command line."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="these are promises for Linux")
NOBODY = 65534
SAID = "import resource, ctypes; print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
FALL = """
import os, resource, signal, sys
limit = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (limit, limit))
if sys.argv[1] == "hardened":
    from app.ui.hardening import harden
    harden()
os.kill(os.getpid(), signal.SIGSEGV)
"""
READ = """
import ctypes, os, resource, sys
from app.ui.hardening import harden

def become_another():
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # a change of account alone hides a process; begin as programs do

ready, tell = os.pipe()
watched = os.fork()
if watched == 0:
    become_another()
    if sys.argv[1] == "hardened":
        harden()
    os.write(tell, b"x")
    while True:
        ctypes.CDLL(None).pause()
os.close(tell)
assert os.read(ready, 1), "it ended before it was looked at"
if os.fork() == 0:
    become_another()
    try:
        maps = open(f"/proc/{watched}/maps").readline().split("-")[0]
        memory = open(f"/proc/{watched}/mem", "rb", buffering=0)
        memory.seek(int(maps, 16))
        print("read", len(memory.read(16)), flush=True)
    except PermissionError:
        print("refused", flush=True)
    os._exit(0)
os.wait()
os.kill(watched, 9)
os.wait()
""".replace("NOBODY", str(NOBODY))


def run(script: str, *arguments: str, home: Path | None = None) -> "subprocess.CompletedProcess[str]":
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True, text=True, check=False, cwd=home or ROOT, env=env, timeout=60,
    )  # fmt: skip


def dumps_land_here() -> bool:
    """Whether a core file of a plain program would lie in its folder."""
    import resource

    where = Path("/proc/sys/kernel/core_pattern").read_text().strip()
    return resource.getrlimit(resource.RLIMIT_CORE)[1] != 0 and not where.startswith(("|", "/"))


def test_a_program_that_falls_leaves_no_core_file(tmp_path: Path) -> None:
    done = run(FALL, "hardened", home=tmp_path)
    assert done.returncode == -signal.SIGSEGV, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(
    not dumps_land_here(), reason="this system puts core files elsewhere, so none is seen either way"
)
def test_the_looking_would_see_a_core_file(tmp_path: Path) -> None:
    assert run(FALL, "plain", home=tmp_path).returncode == -signal.SIGSEGV
    assert [path for path in tmp_path.iterdir() if path.stat().st_size > 0]


def test_another_program_of_the_same_account_may_not_read_it() -> None:
    done = run(READ, "hardened")
    assert done.stdout.split() == ["refused"], done.stderr


def may_be_read_here() -> bool:
    """Whether this system lets programs of one account read each other at all."""
    scope = Path("/proc/sys/kernel/yama/ptrace_scope")
    return not scope.exists() or scope.read_text().strip() == "0"


@pytest.mark.skipif(
    not may_be_read_here(), reason="this system refuses it for every program, so that proves nothing"
)
def test_the_trying_would_read_a_program_that_is_not_hardened() -> None:
    done = run(READ, "plain")
    assert done.stdout.split()[:1] == ["read"], done.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_the_command_line_is_hardened_as_the_window_is(arguments: list[str]) -> None:
    start = f"import app.compose, contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n app.compose.main({arguments})\n"
    done = run(start + SAID)
    assert done.stdout.strip() == "(0, 0) 0", done.stderr


def test_the_window_is_hardened_before_anything_is_shown(tmp_path: Path) -> None:
    start = (
        "import app.ui.start as start\n"
        f"start._open_window = lambda *_: 0\nassert start.run(['--data-dir', {str(tmp_path)!r}], None) == 0\n"
    )
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = run(start + SAID)
    assert done.stdout.strip() == "(0, 0) 0", done.stderr
