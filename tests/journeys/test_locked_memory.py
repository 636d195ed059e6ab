"""K5: locked means locked: words, passphrase and key are gone from the memory of the program, not only from its window."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.storage.keys import KdfPolicy, open_with_passphrase
from tests.journeys.test_first_day import make_a_journal, unlock
from tests.journeys.window import PASSPHRASE, Window, started

CANARY = "Quokka lighthouse marmalade decision"
ONLY_ROOT = "only an administrator may look into the program's memory, so nothing was looked for"
pytestmark = [pytest.mark.journey, pytest.mark.skipif(os.geteuid() != 0, reason=ONLY_ROOT)]


def forms_of(keys: Path) -> Mapping[str, tuple[bytes, ...]]:
    """What is looked for, in every way that it may stand in memory."""
    data_key = open_with_passphrase(keys, PASSPHRASE, KdfPolicy())
    raw = bytes(data_key.view())
    spelt = (raw.hex(), raw.hex().upper())
    return {
        "words": (CANARY.encode(), CANARY.encode("utf-16-le")),
        "passphrase": (PASSPHRASE.encode(), PASSPHRASE.encode("utf-16-le")),
        "key, spelt": tuple(one.encode(code) for one in spelt for code in ("ascii", "utf-16-le")),
        "key": (raw,),
    }


def found_in_memory(window: Window, forms: Mapping[str, tuple[bytes, ...]]) -> dict[str, int]:
    """How often each stands in what the program may read."""
    process_id = window.process.pid
    count = dict.fromkeys(forms, 0)
    with Path(f"/proc/{process_id}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process_id}/maps").read_text("ascii").splitlines():
            span, rights = line.split()[:2]
            first, last = (int(part, 16) for part in span.split("-"))
            if not rights.startswith("r") or "[vvar" in line or "[vsyscall" in line:
                continue
            try:
                memory.seek(first)
                piece = memory.read(last - first)
            except (OSError, ValueError, OverflowError):
                continue
            for name, looked_for in forms.items():
                count[name] += sum(piece.count(form) for form in looked_for)
    return count


def lock(window: Window) -> None:
    window.key("ctrl+l")
    window.wait_named("Your journal is locked.")
    window.wait_focused("Passphrase")


def test_no_passphrase_stays_in_memory_and_after_locking_no_word_and_no_key(
    home: Path, pictures: Path
) -> None:
    with started(home, pictures=pictures) as window:
        make_a_journal(window)
        window.type(CANARY)
        window.key("ctrl+Return")
        window.wait_said("Saved to your journal.")
        forms = forms_of(next(home.rglob("journal.keys")))
        nothing = dict.fromkeys(forms, 0)
        made = found_in_memory(window, forms)
        assert made["words"] > 0, "the search itself must be able to find the words"
        assert (made["passphrase"], made["key, spelt"]) == (0, 0)
        lock(window)
        window.picture("locked")
        assert window.process.poll() is None, "it is the same process, begun afresh"
        assert found_in_memory(window, forms) == nothing
        assert not window.says(CANARY)
        unlock(window)
        window.key("ctrl+f")
        window.wait_said(CANARY)
        opened = found_in_memory(window, forms)
        assert opened["words"] > 0
        assert (opened["passphrase"], opened["key, spelt"]) == (0, 0)
        lock(window)
        assert found_in_memory(window, forms) == nothing
        window.close()
