"""A page of an older copy put into the newer file is accepted by SQLCipher, and told by the chain (C2)."""

from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from app.domain.conversation import Conversation
from app.domain.entries import EntryDraft, EntryId
from app.domain.errors import JournalError
from app.services.journal import Journal
from app.storage import chain, conversing, engine
from app.storage.chain.subjects import DERIVED, SOURCES
from tests.fixtures.conversation import renamed, talk_about

PAGE = 4096
ROUNDS = 5
WORDS = "We agreed to hold the visits to Saturdays until the new worker starts, and to ask again. " * 6


def write_a_life(journal: Journal, number: int) -> list[EntryId]:
    """Entries with long texts, so that each has pages of its own."""
    written = []
    for place in range(number):
        draft = EntryDraft(title=f"Decision {place}", context=WORDS, decision=WORDS, expected=WORDS)
        written.append(journal.writing.log(draft).entry_id)
    return written


def go_on(journal: Journal, written: list[EntryId], turn: int) -> None:
    """Change some entries and add to others; keep a reply to one, and note what was shared of another."""
    for entry_id in written[turn::2]:
        journal.writing.add_thought(entry_id, f"Later, {turn}: {WORDS}")
    for entry_id in written[turn + 1 :: 3]:
        draft = EntryDraft(title=f"Rewritten {turn}", context=WORDS, decision=WORDS[:-1], expected=WORDS)
        journal.writing.rewrite(entry_id, draft)
    said = renamed(talk_about(journal.entry(written[turn]).uid), f"turn-{turn}-")
    with journal.file.write("Keep a reply", journal.clock.now()) as act:
        conversing.keep(act.uow, journal.file.words, Conversation(said.replies, said.actions, ()))
    with journal.file.untracked() as connection:
        for place in range(8):
            values = (f"share-{turn}-{place}", WORDS, turn)
            connection.exec_driver_sql("INSERT INTO share (uid, body, made_on) VALUES (?, ?, ?)", values)
        connection.exec_driver_sql(
            "UPDATE share SET body = body || '.', asked_to_delete_on = 5 WHERE id % 3 = 0"
        )


def said_by(connection: Connection) -> nullcontext[Connection]:
    return nullcontext(connection)


def source_rows(connection: Connection) -> dict[str, list[str]]:
    """Every source row and link, read from the tables and not through an index."""
    found = {}
    for name, table in {**SOURCES, "chain": None}.items():
        columns = (
            "*"
            if table is None
            else ", ".join(
                f'"{column.name}"' for column in table.columns if (name, column.name) not in DERIVED
            )
        )
        indexed = (
            "" if table is not None and not table.dialect_options["sqlite"]["with_rowid"] else "NOT INDEXED"
        )
        rows = connection.exec_driver_sql(f"SELECT {columns} FROM {name} {indexed}")
        found[name] = sorted(map(repr, rows))
    return found


def test_every_page_of_an_older_copy_that_changes_what_is_said_is_told(
    journal: Journal, tmp_path: Path
) -> None:
    written = write_a_life(journal, 40)
    spliced, accepted = 0, 0
    for turn in range(ROUNDS):
        older = journal.file.path.read_bytes()
        go_on(journal, written, turn)
        newer = journal.file.path.read_bytes()
        path = tmp_path / f"spliced-{turn}.db"
        path.write_bytes(newer)
        with engine.reading(now := engine.open_engine(path, journal.file._data_key)) as connection:
            said = source_rows(connection)
            assert chain.verify(partial(said_by, connection)).holds
        now.dispose()
        for place in range(PAGE, min(len(older), len(newer)), PAGE):
            page = older[place : place + PAGE]
            if page == newer[place : place + PAGE]:
                continue
            path.write_bytes(newer[:place] + page + newer[place + PAGE :])
            changed, whole, told = look(path, journal, said)
            accepted += whole
            if changed:
                spliced += 1
                assert told, f"page {place // PAGE} of turn {turn}"
    assert spliced >= 100
    assert accepted >= spliced  # each page carries the seal of the very same key


def look(path: Path, journal: Journal, said: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Whether a file says something else, whether SQLCipher finds every page whole, and whether the chain tells."""
    opened = engine.open_engine(path, journal.file._data_key)
    try:
        with engine.reading(opened) as connection:
            whole = not connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
            try:
                changed = source_rows(connection) != said
            except DatabaseError:
                changed = True
        try:
            with engine.reading(opened) as connection:
                told = not chain.verify(lambda: nullcontext(connection)).holds
        except JournalError:
            told = True
        return changed, whole, told
    finally:
        opened.dispose()
