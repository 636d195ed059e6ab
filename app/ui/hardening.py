"""Keeps what this process holds and writes from other accounts and programs, as far as the system lets it."""

import contextlib
import os
import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4


def harden() -> None:
    """Files for this account alone, no core dumps, and no reading of this process by another one."""
    os.umask(0o077)
    if os.name != "posix":
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        _hide_memory()


def _hide_memory() -> None:
    """Without this, any program of the same account may read entries in /proc/…/mem."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
