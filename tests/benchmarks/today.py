"""Goal 2: from the passphrase to everything Today shows, in a fresh process, without deriving the key.

Run as `python -m tests.benchmarks.today FOLDER` it prints what one process took, in CPU milliseconds.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from math import log10
from pathlib import Path
from statistics import median

from app.services.journal import Journal
from app.storage import keys
from app.ui.outline import outline_of
from app.ui.today.around import around
from tests.benchmarks.journals import CHEAP, PASSPHRASE, ROOT, kept_journal, opened, vault
from tests.benchmarks.results import Result
from tests.benchmarks.timing import of_a_child

_PROCESSES = 7


def all_of_today(journal: Journal) -> None:
    """Everything that the first page and the frame around it ask the journal."""
    around(journal)
    outline_of(journal)
    journal.drafts.all()
    journal.prompts.next_question()
    journal.lists.recent_themes()
    journal.lists.themes()
    journal.care.empty_bin()


def run(sizes: tuple[int, ...]) -> Iterator[Result]:
    """Fresh processes, the sizes in turn; the smallest journal too, to see whether it is flat."""
    every = sorted({1000, *sizes})
    took: dict[int, list[float]] = {size: [] for size in every}
    for _ in range(_PROCESSES):
        for size in every:
            done = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.today", str(kept_journal(size))],
                cwd=ROOT, env=of_a_child(), capture_output=True, text=True, check=True,
            )  # fmt: skip
            took[size].append(json.loads(done.stdout))
    for size in every:
        found = median(took[size])
        yield Result(2, "unlock to Today, without the key", size, found, None, "≤ 150", found <= 150)
    if max(every) > every[0]:
        grows = log10(median(took[every[-1]]) / median(took[every[0]])) / log10(every[-1] / every[0])
        yield Result(
            2, "growth of unlock to Today", every[-1], grows, None, "≤ 0.2", grows <= 0.2, "exponent"
        )


def main(folder: Path) -> float:
    """The journal's machinery is there already, as it is when someone has typed a passphrase."""
    warm = opened(kept_journal(1000))
    warm.close(back_up=False)
    deriving = time.process_time()
    keys.open_with_passphrase(vault(folder).places.keys, PASSPHRASE, CHEAP).zero()
    start = time.process_time()
    journal = opened(folder)
    all_of_today(journal)
    took = (time.process_time() - start) - (start - deriving)
    journal.close(back_up=False)
    return took * 1000


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
