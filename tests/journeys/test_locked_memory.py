"""Locked means locked: what was written is gone from the memory of the program, not only from its window."""

from pathlib import Path

import pytest

from tests.journeys.test_first_day import make_a_journal
from tests.journeys.window import started

pytestmark = pytest.mark.journey

CANARY = "Quokka lighthouse marmalade decision"
FORMS = (CANARY.encode(), CANARY.encode("utf-16-le"))


def found_in_memory(process_id: int) -> int:
    """How often the words stand in what a process may write to; -1 where the system does not let us look."""
    try:
        lines = Path(f"/proc/{process_id}/maps").read_text("ascii").splitlines()
        memory = Path(f"/proc/{process_id}/mem").open("rb", buffering=0)  # noqa: SIM115  closed below
    except PermissionError:
        return -1
    count = 0
    with memory:
        for line in lines:
            span, rights = line.split()[:2]
            first, last = (int(part, 16) for part in span.split("-"))
            if not rights.startswith("rw") or "[vvar" in line or "[vsyscall" in line:
                continue
            try:
                memory.seek(first)
                piece = memory.read(last - first)
            except (OSError, ValueError, OverflowError):
                continue
            count += sum(piece.count(form) for form in FORMS)
    return count


def test_after_locking_no_word_is_left_in_memory_and_the_process_is_the_same(
    home: Path, pictures: Path
) -> None:
    with started(home, pictures=pictures) as window:
        make_a_journal(window)
        window.type(CANARY)
        window.key("ctrl+Return")
        window.wait_said("Saved to your journal.")
        before = found_in_memory(window.process.pid)
        assert before != 0, "the search itself must be able to find the words"
        window.key("ctrl+l")
        window.wait_named("Your journal is locked.")
        window.wait_focused("Passphrase")
        window.picture("locked")
        assert window.process.poll() is None
        assert found_in_memory(window.process.pid) in {0, -1}
        assert not window.says(CANARY)
        window.close()
