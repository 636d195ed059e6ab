"""Generated journals as encrypted files, made once and kept in the folder for temporary files."""

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from app.compose import packs
from app.paths import places_in
from app.services.clock import FixedClock
from app.services.journal import Journal
from app.services.vault import Vault
from app.storage import keys
from app.storage.arriving import Arrivals
from app.storage.engine import connect_keyed
from app.storage.keys import KdfPolicy
from app.storage.themes import all_themes
from tests.benchmarks.generator import SEED, TODAY, Generator

PASSPHRASE = "harbour quiet lantern meadow thirty slate"
CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=32, floor_iterations=1)
"""Deriving the key is in no goal; it would hide what is."""
ROOT = Path(__file__).parents[2]
# What a computer last saw of a journal is kept with the account, and not with that of whoever measures.
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="balcony-config-")
atexit.register(shutil.rmtree, os.environ["XDG_CONFIG_HOME"], ignore_errors=True)
_SHAPED_BY = (
    "migrations/versions",
    "app/storage/triggers.py",
    "app/storage/derived.py",
    "app/storage/codes.py",
    "app/storage/chain/subjects.py",
    "app/storage/schema",
    "tests/benchmarks/generator.py",
    "tests/benchmarks/words.py",
    "tests/benchmarks/journals.py",
)


def vault(folder: Path) -> Vault:
    """The way into a generated journal."""
    return Vault(places_in(folder), FixedClock(TODAY), packs, CHEAP)


def write_journal(folder: Path, decisions: int, seed: int = SEED) -> Journal:
    """Make a journal with so many decisions and leave it open."""
    journal, _code = vault(folder).create(PASSPHRASE)
    with journal.file.read() as connection:
        themes = all_themes(connection)
    numbers = {theme.name.casefold(): int(theme.id) for theme in themes}
    at = datetime(2026, 6, 30, 18, tzinfo=UTC)
    with journal.file.write("Make up a journal", at) as act:
        arrivals = Arrivals(act.uow, journal.file.words, "balcony", at)
        for whole in Generator(Random(seed), themes).entries(decisions):
            arrivals.add_whole(whole, numbers)
        arrivals.finish()
        # As if each had been logged here one by one: no entry of it belongs to an import.
        act.uow.connection.exec_driver_sql("UPDATE entry SET batch = NULL")
        act.uow.connection.exec_driver_sql("DELETE FROM import_batch")
    return journal


@cache
def kept_journal(decisions: int, seed: int = SEED) -> Path:
    """The folder of a generated journal, made when it is not there yet; it must not be written to.

    The file is linked into a folder of this process, so that two runs do not meet at its lock.
    """
    kept = _made_once(decisions, seed)
    mine = Path(tempfile.mkdtemp(dir=_kept_in(), prefix=".run-"))
    atexit.register(shutil.rmtree, mine, ignore_errors=True)
    for path in kept.glob("journal.*"):
        if path.name != "journal.lock":
            os.link(path, mine / path.name)
    return mine


def _made_once(decisions: int, seed: int) -> Path:
    kept = _kept_in() / f"{decisions}-{seed}-{_shape()}"
    if not kept.exists():
        made = Path(tempfile.mkdtemp(dir=_kept_in(), prefix=".making-"))
        write_journal(made, decisions, seed).close(back_up=False)
        with suppress(OSError):  # another run was sooner
            made.rename(kept)
        shutil.rmtree(made, ignore_errors=True)
    return kept


@contextmanager
def copied_journal(decisions: int, seed: int = SEED) -> Iterator[Path]:
    """The folder of a copy that may be written to; it goes at the end."""
    with tempfile.TemporaryDirectory(dir=_kept_in(), prefix=".copy-") as copy:
        shutil.copytree(_made_once(decisions, seed), copy, dirs_exist_ok=True)
        yield Path(copy)


def opened(folder: Path) -> Journal:
    """The journal of a folder, unlocked."""
    return vault(folder).unlock(PASSPHRASE)


@contextmanager
def raw(folder: Path) -> Iterator[Any]:
    """The same file through sqlcipher3 alone: the limit that everything is measured against."""
    places = places_in(folder)
    key = keys.open_with_passphrase(places.keys, PASSPHRASE, CHEAP)
    connection = connect_keyed(places.journal, key)
    try:
        yield connection
    finally:
        connection.close()
        key.zero()


def _kept_in() -> Path:
    kept = Path(tempfile.gettempdir()) / f"balcony-benchmarks-{os.getuid() if hasattr(os, 'getuid') else 0}"
    kept.mkdir(mode=0o700, exist_ok=True)
    return kept


def _shape() -> str:
    """A digest of everything that shapes a generated file."""
    digest = hashlib.sha256()
    for name in _SHAPED_BY:
        path = ROOT / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
