"""Work in a forked child that may be another account, be short of room, or be killed; what it said comes back."""

import json
import os
import pwd
import signal
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any


def apart(work: Callable[[], Any], *, as_nobody: bool = False) -> Any:
    """Do the work in a child and give what it returned (as JSON); a traceback of it is raised here."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(60)
        try:
            if as_nobody and os.geteuid() == 0:
                nobody = pwd.getpwnam("nobody")
                os.setgroups([])
                os.setgid(nobody.pw_gid)
                os.setuid(nobody.pw_uid)
            said = json.dumps({"found": work()})
        except BaseException:
            said = json.dumps({"wrong": traceback.format_exc()})
        with suppress(BaseException):
            os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        content = file.read()
    os.waitpid(child, 0)
    answer = json.loads(content)
    assert "wrong" not in answer, answer.get("wrong")
    return answer["found"]


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that every account may look into; below pytest's own none may."""
    with tempfile.TemporaryDirectory(prefix="balcony-durability-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@cache
def can_mount() -> bool:
    """Whether this run may mount a file system of its own."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "none", folder], check=False, capture_output=True
        )
        if made.returncode == 0:
            subprocess.run(["umount", folder], check=True)
        return made.returncode == 0


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """A file system of this size in a folder."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
