"""What the environment in .venv was finished from, and whether it still fits the locks.

The stamp is written last and in one step: without it .venv counts as half-built and is made anew.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Literal

Wanted = Literal["run", "dev"]
Step = Literal["nothing", "add", "rebuild"]

LOCK_NAMES: dict[Wanted, str] = {"run": "requirements.lock", "dev": "requirements-dev.lock"}


def environment_python(root: Path) -> Path:
    if os.name == "nt":
        return root / ".venv" / "Scripts" / "python.exe"
    return root / ".venv" / "bin" / "python"


def lock_hashes(root: Path) -> dict[str, str]:
    return {
        wanted: hashlib.sha256((root / name).read_bytes()).hexdigest() for wanted, name in LOCK_NAMES.items()
    }


def stamp_path(root: Path) -> Path:
    return root / ".venv" / "balcony-stamp.json"


def read_stamp(root: Path) -> dict[str, object]:
    """The stamp, or an empty one where there is none that can be read."""
    try:
        stamp = json.loads(stamp_path(root).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(root: Path, stamp: dict[str, object]) -> None:
    path = stamp_path(root)
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    beside.replace(path)


def place(root: Path) -> dict[str, str]:
    """Where this environment stands and which Python it stands on: moved or exchanged, it no longer works."""
    python = environment_python(root)
    return {"root": str(root), "python": str(python.resolve()) if python.exists() else ""}


def next_step(root: Path, wanted: Wanted) -> Step:
    """What .venv needs before `wanted` can start. The dev set holds the run set, so `run` accepts it."""
    stamp = read_stamp(root)
    here = place(root)
    hashes = lock_hashes(root)
    if not here["python"] or any(stamp.get(key) != value for key, value in here.items()):
        return "rebuild"
    if stamp.get("run") != hashes["run"]:
        return "rebuild"
    if wanted == "run" or stamp.get("dev") == hashes["dev"]:
        return "nothing"
    return "rebuild" if stamp.get("dev") else "add"


def parts_seen(root: Path) -> set[str]:
    """Names of the sets of system parts that were found complete since .venv was made."""
    seen = read_stamp(root).get("seen")
    return {str(name) for name in seen} if isinstance(seen, list) else set()


def remember_parts(root: Path, names: set[str]) -> None:
    stamp = read_stamp(root)
    if stamp:
        write_stamp(root, {**stamp, "seen": sorted(parts_seen(root) | names)})
