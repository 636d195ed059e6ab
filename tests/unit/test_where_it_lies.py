"""What is warned of before a journal is made: synced folders, network drives, virtual desktops, and nothing else."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app import where_it_lies
from app.where_it_lies import Concern, Lie, concern_of, is_share, is_virtual_desktop, kind_of_mount

TABLE = r"""
/dev/nvme0n1p2 / ext4 rw,relatime 0 0
tmpfs /tmp tmpfs rw 0 0
fileserver:/homes /home nfs4 rw,vers=4.2 0 0
//council/share /mnt/my\040share cifs rw 0 0
/dev/sda1 /home/local ext4 rw 0 0
broken
"""


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer of which nothing is known."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "SESSIONNAME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/ash/.local/share/balcony", "nfs4"),
        ("/home/local/ash", "ext4"),
        ("/mnt/my share/balcony", "cifs"),
        ("/mnt/my", "ext4"),
        ("/homes", "ext4"),
        ("/tmp/x", "tmpfs"),
    ],
)
def test_a_folder_lies_on_the_nearest_mount_above_it(folder: str, kind: str) -> None:
    assert kind_of_mount(PurePosixPath(folder), TABLE) == kind


def test_of_two_mounts_at_one_place_the_later_counts() -> None:
    table = "/dev/a /home ext4 rw 0 0\nserver:/homes /home nfs rw 0 0\n"
    assert kind_of_mount(PurePosixPath("/home/ash"), table) == "nfs"
    assert kind_of_mount(PurePosixPath("/home/ash"), "") == ""


@pytest.mark.parametrize(
    ("folder", "share"),
    [
        (r"\\council\homes\ash\AppData\Local\Balcony", True),
        (r"\\?\UNC\council\homes\ash", True),
        ("//council/homes/ash", True),
        (r"C:\Users\ash\AppData\Local\Balcony", False),
        (r"\\?\C:\Users\ash", False),
        (r"\Users", False),
    ],
)
def test_a_windows_share_is_known_by_its_path(folder: str, share: bool) -> None:
    assert is_share(PureWindowsPath(folder)) is share


@pytest.mark.parametrize(
    ("name", "value", "known"),
    [
        ("SESSIONNAME", "ICA-CGP 0", True),
        ("SESSIONNAME", "rdp-sxs190816002#0", True),
        ("ViewClient_Machine_Name", "LAPTOP", True),
        ("SESSIONNAME", "Console", False),
        ("SESSIONNAME", "RDP-Tcp#3", False),
        ("HOME", "/home/ash", False),
    ],
)
def test_a_virtual_desktop_is_known_by_what_its_maker_sets(name: str, value: str, known: bool) -> None:
    assert is_virtual_desktop({name: value}) is known


def test_the_nearest_concern_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert concern_of(tmp_path) is None
    monkeypatch.setenv("SESSIONNAME", "ICA-CGP 0")
    assert concern_of(tmp_path) == Concern(Lie.VIRTUAL)
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {str(tmp_path).replace(' ', chr(92) + '040')} nfs4 rw 0 0\n")
    monkeypatch.setattr(where_it_lies, "_MOUNTS", mounts)
    assert concern_of(tmp_path / "not there yet") == Concern(Lie.NETWORK)
    assert concern_of(tmp_path / "OneDrive - Council") == Concern(Lie.SYNCED, "OneDrive")


def test_where_no_table_can_be_read_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where_it_lies, "_MOUNTS", tmp_path / "none")
    assert concern_of(tmp_path) is None
