"""`check` names whatever is not whole, and rebuilding mends everything that is drawn from the entries."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from app.domain.entries import Happened, ReviewDraft
from app.domain.errors import JournalDamaged
from app.services.journal import Journal
from app.storage import derived
from tests.fixtures.cheap import assert_whole, log
from tests.fixtures.same_journal import rows


@pytest.fixture
def lived_in(journal: Journal) -> Journal:
    """Three decisions with positions and a theme, one of them looked at again."""
    for position in (-2, 1, 3):
        entry_id = log(
            journal, f"Decide {position}", themes=("budget",), expected="Fewer children wait", confidence=70,
            answers={"bd-position": position, "vo-absent": ("health",), "ll-assumption": "That it holds"},
        )  # fmt: skip
    journal.reviews.save(entry_id, ReviewDraft(Happened.YES, learned="Ask sooner"))
    assert_whole(journal)
    return journal


def spoil(journal: Journal, *statements: str) -> None:
    """Change rows behind the back of the triggers."""
    with journal.file.untracked() as connection:
        derived.with_guard(connection)
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount != 0
        derived.without_guard(connection)


def broken_lines(journal: Journal) -> set[str]:
    return {line.name for line in journal.care.check().lines if not line.holds}


ONE_READING = (
    "(question, stage, day, entry, value) IN (SELECT question, stage, day, entry, value FROM reading LIMIT 1)"
)
DRAWN = {
    "a reading that is gone": ("readings", f"DELETE FROM reading WHERE {ONE_READING}"),
    "a reading of another month": ("readings", f"UPDATE reading SET month = month + 1 WHERE {ONE_READING}"),
    "a reading too many": ("readings", "INSERT INTO reading VALUES (1, 0, 700000, 1, 1, 20000)"),
    "a tally one too high": ("tallies", "UPDATE tally SET n = n + 1 WHERE rowid_of = 1"),
    "a tally that is gone": ("tallies", "DELETE FROM tally WHERE theme > 0"),
    "a step of another width": ("steps", "UPDATE standing SET step = step + 1 WHERE step > 0 AND theme = 0"),
    "a position of another value": ("steps", "UPDATE standing SET value = 0 WHERE entry = 1 AND theme > 0"),
    "a position of another month": ("steps", "UPDATE standing SET month = 1 WHERE entry = 1 AND theme = 0"),
    "a step counted twice": ("steps", "UPDATE step_tally SET n = n + 1 WHERE theme = 0"),
    "a text of other words": ("searched texts", "UPDATE doc SET body = body || ' and more' WHERE entry = 1"),
    "a text under another day": ("searched texts", "UPDATE doc SET id = id + (1 << 24) WHERE entry = 1"),
    "a text that is gone": ("searched texts", "DELETE FROM doc WHERE entry = 2"),
    "words gone from the index": (
        "search index",
        "INSERT INTO doc_fts (doc_fts, rowid, title, body) SELECT 'delete', id, title, body FROM doc WHERE entry = 1",
    ),
}


@pytest.mark.parametrize("case", DRAWN)
def test_one_spoilt_row_is_named_and_rebuilding_mends_it(lived_in: Journal, case: str) -> None:
    line, statement = DRAWN[case]
    statement = statement.replace(
        "rowid_of = 1", "(theme, question, value) IN (SELECT theme, question, value FROM tally LIMIT 1)"
    )
    before = rows(lived_in)
    spoil(lived_in, statement)
    assert line in broken_lines(lived_in)
    with lived_in.file.untracked() as connection:
        derived.rebuild(connection)
    assert_whole(lived_in)
    assert rows(lived_in) == before


STORED: dict[str, tuple[str, Callable[[Connection], object]]] = {
    "a review that does not count": (
        "reviews that count",
        lambda c: c.exec_driver_sql("UPDATE entry SET reviewed = 0 WHERE reviewed > 0"),
    ),
    "a trigger that is gone": ("revision", lambda c: c.exec_driver_sql("DROP TRIGGER doc_added")),
    "a revision nobody knows": (
        "revision",
        lambda c: c.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'"),
    ),
    "triggers told to be quiet": ("revision", derived.with_guard),
}


@pytest.mark.parametrize("case", STORED)
def test_one_thing_amiss_in_what_is_stored_is_named(lived_in: Journal, case: str) -> None:
    line, spoiling = STORED[case]
    with lived_in.file.untracked() as connection:
        spoiling(connection)
    assert line in broken_lines(lived_in)


def test_an_answer_without_its_entry_is_named(lived_in: Journal) -> None:
    with lived_in.file.read() as connection:
        raw = connection.connection.driver_connection
        assert raw
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("UPDATE answer SET entry = 99 WHERE id = 1")
        raw.execute("PRAGMA foreign_keys = ON")
    assert "references" in broken_lines(lived_in)
    lived_in.close(back_up=False)  # before the fixture compares it with the chain


def test_a_page_that_was_overwritten_is_named_or_the_journal_does_not_open(lived_in: Journal) -> None:
    path = lived_in.file.path
    lived_in.file._engine.dispose()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 4096 + 100)
        file.write(b"\0" * 64)
    try:
        found = broken_lines(lived_in)
    except JournalDamaged:
        found = {"file"}
    assert "file" in found
    lived_in.close(back_up=False)


def test_a_check_changes_nothing_and_says_no_word_of_an_entry(lived_in: Journal) -> None:
    before = rows(lived_in)
    checked = lived_in.care.check()
    assert rows(lived_in) == before
    assert not lived_in.file.changed_since_backup or checked.holds
    spoil(lived_in, "UPDATE doc SET body = 'Fewer children wait again' WHERE entry = 1")
    assert "children" not in repr(lived_in.care.check())
