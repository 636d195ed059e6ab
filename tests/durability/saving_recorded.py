"""Saves entries through the services under the shim, marking each in the log when its save came back.

    python -m tests.durability.saving_recorded FOLDER LOG SAVES [off]

With "off" the file is opened with synchronous=OFF: the control, in which a power cut must show.
"""

import sys
from pathlib import Path
from unittest.mock import patch

from app.domain.entries import EntryDraft
from app.storage import engine
from tests.durability import shim
from tests.fixtures.cheap import log, unlocked

WORDS = "the hub opens on Saturdays and the buses run " * 8


def title(number: int) -> str:
    """The title of the entry of one save."""
    return f"save {number}"


def main(home: Path, to: Path, saves: int) -> None:
    """Write entries; each third is also written anew, and a draft is kept before it."""
    journal = unlocked(home)
    shim.record(to)
    for number in range(1, saves + 1):
        if number % 3 == 0:
            journal.drafts.keep("decision:new", {"title": title(number)})
        entry_id = log(journal, title(number), context=WORDS, themes=("budget",), answers={"bd-position": 1})
        if number % 3 == 1:
            journal.writing.rewrite(entry_id, EntryDraft(title=title(number), context=WORDS + WORDS))
        shim.mark(number)
    # ended as a power cut ends it: nothing is closed


if __name__ == "__main__":
    waits = (
        (("synchronous", "OFF", "0"), *engine._PRAGMAS[1:]) if sys.argv[4:] == ["off"] else engine._PRAGMAS
    )
    with patch.object(engine, "_PRAGMAS", waits):
        main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
