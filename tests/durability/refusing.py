"""Runs a scripted session again and again under the shim; each time another one of its writes is refused.

    python -m tests.durability.refusing FOLDER SESSION EVERY BOTH

SESSION is "day" or "first" (making the journal); EVERY n-th write is refused in turn, with EIO or ENOSPC,
or with each of them where BOTH is 1. Each session is a fork of one process that has everything loaded.
"""

import errno
import gc
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.domain.entries import EntryDraft
from app.domain.errors import JournalError, NoJournalHere
from app.services.journal import Journal
from tests.durability import shim
from tests.fixtures.cheap import PASSPHRASE, log, new_journal, unlocked, vault_in

WORDS = "the hub opens on Saturdays and the buses run " * 8
OTHER = "other words"
"""What an edit puts there; one that was refused at its very end may be there all the same, and is not lost."""
WORKERS = 2
Kept = dict[str, str]


def a_day(home: Path, kept: Kept, told: Callable[[JournalError], None]) -> None:
    """Open, save, edit, keep a draft, search, lock with a backup; what came back is in `kept` by its title."""
    journal = unlocked(home)
    acts: tuple[Callable[[], object], ...] = (
        lambda: _save(journal, kept, "first"),
        lambda: _save(journal, kept, "second"),
        lambda: _edit(journal, kept),
        lambda: journal.drafts.keep("decision:new", {"title": "half a thought"}),
        journal.finding.count,
    )
    for act in acts:
        try:
            act()
        except JournalError as error:
            told(error)
    problem = journal.close()
    if problem is not None:
        told(problem)


def a_first_day(home: Path, kept: Kept, told: Callable[[JournalError], None]) -> None:
    """Make a journal, save, lock."""
    journal, _code = vault_in(home).create(PASSPHRASE)
    try:
        _save(journal, kept, "first")
    except JournalError as error:
        told(error)
    problem = journal.close()
    if problem is not None:
        told(problem)


def _save(journal: Journal, kept: Kept, title: str) -> None:
    log(journal, title, context=WORDS, themes=("budget",), answers={"bd-position": 1})
    kept[title] = WORDS.strip()


def _edit(journal: Journal, kept: Kept) -> None:
    with journal.file.read() as connection:
        found = connection.exec_driver_sql("SELECT id FROM entry WHERE title = 'first'").scalar()
    if found is not None:
        journal.writing.rewrite(found, EntryDraft(title="first", context=OTHER))
        kept["first"] = OTHER


def one(base: Path | None, home: Path, number: int, error: int) -> dict[str, Any]:
    """One session in which the write of this number is refused, and what is there afterwards."""
    if base is not None:
        shutil.copytree(base, home)
    kept: Kept = {}
    told: list[str] = []
    session = a_first_day if base is None else a_day
    said = {"n": number, "error": errno.errorcode[error], "told": told, "wrong": ""}
    shim.arm(number, error)
    try:
        try:
            session(home, kept, lambda problem: told.append(problem.code))
        except JournalError as problem:
            told.append(problem.code)
    except BaseException:
        said["wrong"] = traceback.format_exc()[-1500:]
    said["writes"] = shim.count()
    shim.arm(0, 0)
    if not said["wrong"]:
        said["wrong"] = afterwards(home, kept, made=base is not None)
    return said


def afterwards(home: Path, kept: Kept, *, made: bool) -> str:
    """The next morning: "" where the journal opens, is whole and holds what was saved."""
    try:
        journal = unlocked(home)
    except NoJournalHere:
        if made or kept:
            return "gone"
        journal, _code = vault_in(home).create(PASSPHRASE)  # what was left of the first try is no obstacle
    except JournalError as error:
        return f"does not open: {error.code}"
    wrong = [line.name for line in journal.care.check().lines if not line.holds]
    with journal.file.read() as connection:
        rows = connection.exec_driver_sql("SELECT title, context FROM entry").all()
    there = {str(title): str(context) for title, context in rows}
    lost = [title for title, context in kept.items() if there.get(title) not in {context, OTHER}]
    empty = [path.name for path in journal.care.places.backups.glob("*") if not path.stat().st_size]
    _save(journal, {}, "the next")
    problem = journal.close(back_up=False)
    return "; ".join(str(one) for one in (wrong, lost, empty, problem) if one)


def forked(base: Path | None, home: Path, number: int, error: int) -> dict[str, Any]:
    """`one` in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        with suppress(BaseException):
            os.write(writer, json.dumps(one(base, home, number, error)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as said:
        content = said.read()
    os.waitpid(child, 0)
    shutil.rmtree(home, ignore_errors=True)
    return json.loads(content) if content else {"n": number, "wrong": "ended without a word", "told": []}


def main(folder: Path, session: str, every: int, *, both: bool) -> None:
    """All of them; prints one line of JSON."""
    base: Path | None = None
    if session == "day":
        base = folder / "base"
        new_journal(base).close(back_up=False)
    whole = one(base, folder / "whole", 0, errno.EIO)  # here, so that every fork has everything loaded
    total = int(whole["writes"])
    gc.freeze()
    tries = [
        (number, error)
        for number in range(1, total + 1, every)
        for error in ((errno.EIO, errno.ENOSPC) if both else ((errno.EIO, errno.ENOSPC)[number % 2],))
    ]
    children = []
    for worker in range(WORKERS):
        to = folder / f"said {worker}"
        child = os.fork()
        if not child:
            found = [forked(base, folder / f"w{worker} {n} {e}", n, e) for n, e in tries[worker::WORKERS]]
            to.write_text(json.dumps(found))
            os._exit(0)
        children.append((child, to))
    said: list[dict[str, Any]] = []
    for child, to in children:
        os.waitpid(child, 0)
        said += json.loads(to.read_text())
    codes = sorted({code for one_said in said for code in one_said["told"]})
    wrong = [one_said for one_said in said if one_said["wrong"]]
    silent = [one_said["n"] for one_said in said if not one_said["told"]]
    print(json.dumps({"writes": total, "tries": len(said), "told": codes, "wrong": wrong, "silent": silent}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), both=sys.argv[4] == "1")
