"""R5: whichever single write the disk refuses, nothing saved is lost and nothing but a plain message comes."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.durability.shim import needs_gcc, run_under

pytestmark = needs_gcc
MEANT = {
    "backup-failed", "disk-full", "journal-read-only", "migration-failed", "not-allowed", "storage-problem",
}  # fmt: skip


def swept(library: Path, folder: Path, session: str, every: int = 1, *, both: bool = False) -> dict[str, Any]:
    said = run_under(
        library,
        folder,
        "tests.durability.refusing",
        folder,
        session,
        str(every),
        str(int(both)),
        timeout=3000,
    )
    found: dict[str, Any] = json.loads(said)
    print(f"R5 {session}: {found['tries']} of {found['writes']} writes refused; told {found['told']}")
    assert not found["wrong"], "\n".join(str(one) for one in found["wrong"])
    assert {*found["told"]} <= MEANT
    return found


def test_every_single_write_of_a_day_may_be_refused(library: Path, tmp_path: Path) -> None:
    found = swept(library, tmp_path, "day")
    assert found["tries"] == found["writes"] >= 300


def test_writes_of_making_a_journal_may_be_refused(library: Path, tmp_path: Path) -> None:
    """Making one is slow, so the soak tries each and this one every so many."""
    assert swept(library, tmp_path, "first", 29)["tries"] >= 15


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("session", ["day", "first"])
def test_every_single_write_may_be_refused_in_each_way(library: Path, tmp_path: Path, session: str) -> None:
    swept(library, tmp_path, session, both=True)
