"""The shim between a process and the disk: built once a run with gcc, and spoken to from inside the process."""

import ctypes
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NO_GCC = "no gcc here: power cuts (R2), refused writes (R5) and unreadable files (R9) were NOT tried"

needs_gcc = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("gcc") is None, reason=NO_GCC
)


def build(folder: Path) -> Path:
    """Compile the shim into a folder."""
    library = folder / "shim.so"
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, HERE / "shim.c", "-ldl"],
        check=True,
        capture_output=True,
        text=True,
    )
    return library


def run_under(library: Path, root: Path, module: str, *arguments: str | Path, timeout: int = 280) -> str:
    """Run a module of the tests with the shim around the files below `root`; what it printed."""
    found = subprocess.run(
        [sys.executable, "-m", module, *(str(one) for one in arguments)],
        cwd=ROOT,
        env=os.environ | {"LD_PRELOAD": str(library), "BALCONY_SHIM_ROOT": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )
    assert found.returncode == 0, found.stderr
    assert found.stderr == ""
    return found.stdout


@cache
def loaded() -> Any:
    """The shim of this process; only where it was started under one."""
    shim = ctypes.CDLL(None)
    shim.shim_count.restype = ctypes.c_long
    return shim


def record(log: Path) -> None:
    """Log every change from now on."""
    loaded().shim_record(str(log).encode())


def mark(number: int) -> None:
    """Something was acknowledged at this place of the log."""
    loaded().shim_mark(ctypes.c_long(number))


def arm(number: int, error: int) -> None:
    """Let the change of this number fail, counted from now; 0 for none."""
    loaded().shim_arm(ctypes.c_long(number), error)


def count() -> int:
    """How many changes there were since `arm`."""
    return int(loaded().shim_count())


def fill(error: int) -> None:
    """Let every change fail that takes room; 0 ends it."""
    loaded().shim_fill(error)


def unreadable(error: int) -> None:
    """Let journal.db be a name without its content; 0 ends it."""
    loaded().shim_unreadable(error)
