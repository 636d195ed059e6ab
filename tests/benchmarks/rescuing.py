"""C4: a journal whose search index is damaged throughout, rescued whole. Run by `python -m tests.benchmarks.rescuing`."""

import hashlib
import shutil
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from app.domain.exchange import never, no_progress
from app.storage import keys
from app.storage.engine import open_engine, writing
from app.storage.keys import DataKey
from app.storage.keys.pages import PAGE_BYTES, SealedPages
from app.storage.rescuing import rescue_into
from app.storage.rescuing.finding import schema_of
from app.storage.rescuing.trees import Trees
from tests.benchmarks.journals import CHEAP, PASSPHRASE, kept_journal
from tests.benchmarks.results import Result, table

DECISIONS = 20_000
MOST_SECONDS = 15


def index_pages(journal: Path, key: DataKey) -> list[int]:
    """Every page of the search index."""
    sealed = SealedPages(journal, key)
    trees = Trees(sealed)
    trees.look(no_progress, never)
    roots = schema_of(trees).roots
    found = [
        page
        for name, root in roots.items()
        if name.startswith("doc_fts")
        for page in trees.walk(root, rows=trees.is_table(root)).pages
    ]
    sealed.close()
    return found


def run(decisions: int = DECISIONS) -> tuple[Result, ...]:
    """Damage every page of the index, rescue, and make the index of the new journal once more."""
    folder = Path(tempfile.mkdtemp(prefix="balcony-rescue-"))
    try:
        for name in ("journal.db", "journal.keys"):
            shutil.copyfile(kept_journal(decisions) / name, folder / name)
        key = keys.open_with_passphrase(folder / "journal.keys", PASSPHRASE, CHEAP)
        journal = folder / "journal.db"
        content = bytearray(journal.read_bytes())
        for number in index_pages(journal, key):
            content[number * PAGE_BYTES - 2000] ^= 1
        journal.write_bytes(content)
        before = hashlib.sha256(content).digest()
        new = folder / "new"
        new.mkdir()
        shutil.copyfile(folder / "journal.keys", new / "journal.keys")
        begun = time.perf_counter()
        found = rescue_into(journal, key, new, datetime.now(UTC), {})
        took = time.perf_counter() - begun
        whole = (
            found.everything and found.check_holds and hashlib.sha256(journal.read_bytes()).digest() == before
        )
        opened = open_engine(new / "journal.db", key)
        begun = time.perf_counter()
        with writing(opened) as connection:
            connection.exec_driver_sql("INSERT INTO doc_fts (doc_fts) VALUES ('rebuild')")
        index = time.perf_counter() - begun
        opened.dispose()
        key.zero()
    finally:
        shutil.rmtree(folder)
    return (
        Result(
            0, "the search index made anew", decisions, index, None, f"at most {MOST_SECONDS}",
            index <= MOST_SECONDS, "seconds",
        ),
        Result(
            0, "a rescue with every page of the index damaged, checked", decisions, took, None, "0 rows lost",
            whole, "seconds",
        ),
    )  # fmt: skip


if __name__ == "__main__":
    print(table(run()))
