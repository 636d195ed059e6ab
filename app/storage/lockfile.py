"""One process at a time on a journal."""

import json
import os
import platform
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from app.domain.errors import OpenElsewhere
from app.storage.files import file_errors, write_whole

# Long enough for a window that is just closing, short enough not to look stuck.
_PATIENCE_SECONDS = 0.8
_LONGEST_NAME = 60


class JournalLock:
    """The right to open one journal, held by this process from `take()` to `release()`.

    The operating system holds the lock and lets it go however the process ends, so a lock file left
    by a crash stops nobody. What the file beside it says is for the message only and is not relied on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = FileLock(path, mode=0o600, thread_local=False, fallback_to_soft=False)

    @property
    def held(self) -> bool:
        return self._lock.is_locked

    def take(self) -> None:
        """Take the lock, in under a second; raises OpenElsewhere. Taking it again changes nothing."""
        if self.held:
            return
        with file_errors():
            try:
                self._lock.acquire(timeout=_PATIENCE_SECONDS, poll_interval=0.05)
            except Timeout as error:
                raise OpenElsewhere(advice=_advice(self._holder())) from error
        with suppress(OSError):
            write_whole(self._holder_path, _this_process())

    def release(self) -> None:
        if not self.held:
            return
        with suppress(OSError):
            self._holder_path.unlink()
        self._lock.release()

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    @property
    def _holder_path(self) -> Path:
        return self._path.with_name(f"{self._path.name}.holder")

    def _holder(self) -> dict[str, object]:
        try:
            with self._holder_path.open("rb") as file:
                said = json.loads(file.read(4096))
        except (OSError, ValueError, RecursionError):
            return {}
        return said if isinstance(said, dict) else {}


def _this_process() -> bytes:
    return json.dumps({"pid": os.getpid(), "computer": platform.node()}).encode()


def _advice(holder: dict[str, object]) -> str:
    pid, computer = holder.get("pid"), holder.get("computer")
    where = ""
    if isinstance(computer, str) and computer.isprintable() and computer and computer != platform.node():
        where = f" It was opened on the computer “{computer[:_LONGEST_NAME]}”."
    elif isinstance(pid, int) and not isinstance(pid, bool) and pid > 0:
        where = f" (It is process {pid} on this computer.)"
    return f"{OpenElsewhere.advice}{where}"
