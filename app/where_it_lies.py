"""Whether a folder lies where a journal can be pushed aside or be lost: as far as that can honestly be told.

A synced folder is known by its name or the environment, a network drive by its path or the table of mounts
(not on macOS, which keeps none to read), a virtual desktop by the variables its maker sets. A roaming profile
that looks like any other folder is not noticed.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PureWindowsPath
from typing import Final

from app.paths import inside_synced_folder

_MOUNTS: Final = Path("/proc/self/mounts")
_OF_THE_NETWORK: Final = {
    "nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "lustre", "davfs",
    "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.gvfsd-fuse",
}  # fmt: skip
_DRIVE_REMOTE: Final = 4
"""What GetDriveTypeW says of a network drive (fileapi.h)."""
_SESSIONS: Final = ("ica", "rdp-sxs")
"""How SESSIONNAME begins under Citrix and under Azure Virtual Desktop; “RDP-Tcp” may be anybody's own computer."""
_HORIZON: Final = "viewclient_"
"""How the variables begin that Horizon sets in its desktops."""


class Lie(StrEnum):
    """Where a folder lies that is not simply on this computer."""

    SYNCED = "synced"
    NETWORK = "network"
    VIRTUAL = "virtual"


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to know before a journal is made somewhere; `program` keeps a synced folder in step."""

    lie: Lie
    program: str = ""


def concern_of(folder: Path) -> Concern | None:
    """What to warn of at a folder, the nearest first; nothing where nothing is known."""
    program = inside_synced_folder(folder)
    if program is not None:
        return Concern(Lie.SYNCED, program)
    if is_on_network(folder):
        return Concern(Lie.NETWORK)
    return Concern(Lie.VIRTUAL) if is_virtual_desktop(os.environ) else None


def is_on_network(folder: Path) -> bool:
    """Whether a folder, or the nearest one above it that is there, lies on a network drive."""
    if sys.platform == "win32":
        return is_share(folder) or _is_remote_drive(folder)
    try:
        table = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    return kind_of_mount(folder.expanduser().absolute(), table) in _OF_THE_NETWORK


def is_share(folder: PurePath) -> bool:
    r"""Whether a Windows path names a computer and a share, as \\council\home."""
    drive = PureWindowsPath(folder).drive.upper()
    is_device = drive.startswith(("\\\\?\\", "\\\\.\\"))
    return drive.startswith("\\\\?\\UNC\\") or (drive.startswith("\\\\") and not is_device)


def _is_remote_drive(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        drive = f"{folder.absolute().drive}\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE)
    return False


def kind_of_mount(folder: PurePath, table: str) -> str:
    """The kind of file system a folder lies on, by the longest mount point above it; empty where none is known."""
    best, kind = -1, ""
    for line in table.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        place = PurePath(_unescaped(parts[1]))
        if folder.is_relative_to(place) and len(place.parts) >= best:  # the later of two covers the earlier
            best, kind = len(place.parts), parts[2]
    return kind


def _unescaped(text: str) -> str:
    r"""A blank stands as \040 in the table."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), text)


def is_virtual_desktop(environment: Mapping[str, str]) -> bool:
    """Whether this session is known to be one of Citrix, Azure Virtual Desktop or Horizon."""
    session = environment.get("SESSIONNAME", "").casefold()
    return session.startswith(_SESSIONS) or any(name.casefold().startswith(_HORIZON) for name in environment)
