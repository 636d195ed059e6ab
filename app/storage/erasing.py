"""Erasing entries for good, and which of them are kept from it."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from app.storage import chain, sharing_log
from app.storage.rows import fetched

HELD: Final = (
    "SELECT id FROM entry WHERE marks & 8 UNION SELECT entry FROM field_mark WHERE marks & 8"
    " UNION SELECT entry FROM answer WHERE marks & 8"
)
"""Entries on hold, whole or in a part; nothing of them is erased (ruling 28)."""


def erase(connection: Connection, numbers: str) -> int:
    """Delete entries and all that belongs to them for good; `numbers` is a query of ids. How many went."""
    return erase_these(connection, connection.exec_driver_sql(numbers).scalars().all())


def erase_these(connection: Connection, reads: Sequence[int]) -> int:
    """The same for entries by their numbers."""
    sharing_log.forget_entries(connection, reads)
    for number in reads:
        forget_drafts(connection, number)
        connection.exec_driver_sql(
            "DELETE FROM thread_answer WHERE comment IN (SELECT id FROM comment WHERE entry = ?)", (number,)
        )
        connection.exec_driver_sql(
            "DELETE FROM answer_choice WHERE answer IN (SELECT id FROM answer WHERE entry = ?)", (number,)
        )
        for table in (
            "comment", "answer", "addition", "version", "review_date", "field_mark", "import_key", "reading",
            "standing", "doc", "entry_theme", "review",
        ):  # fmt: skip
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE entry = ?", (number,))
        connection.exec_driver_sql("UPDATE entry SET came_from = NULL WHERE came_from = ?", (number,))
        connection.exec_driver_sql("UPDATE agreed_action SET entry = NULL WHERE entry = ?", (number,))
        connection.exec_driver_sql("DELETE FROM entry WHERE id = ?", (number,))
    return len(reads)


def remarks_on(connection: Connection, entries: Sequence[int]) -> int:
    """How many remarks of others speak of these entries."""
    query = "SELECT count(*) FROM comment WHERE entry = ?"
    return sum(int(fetched(connection, query, (number,))[0][0]) for number in entries)


def subjects(connection: Connection, entries: Sequence[int]) -> list[chain.Subject]:
    """Everything whose words go or change with entries, as the chain names it."""
    found: list[chain.Subject] = []
    for number in entries:
        found.append(chain.Subject("entry", number))
        for kind, query in _WITH_AN_ENTRY.items():
            found += [chain.Subject(kind, row[0]) for row in fetched(connection, query, (number,))]
    return found


_WITH_AN_ENTRY: Final = {
    "comment": "SELECT id FROM comment WHERE entry = ?",
    "thread_answer": "SELECT t.id FROM thread_answer t JOIN comment c ON c.id = t.comment WHERE c.entry = ?",
    "agreed_action": "SELECT id FROM agreed_action WHERE entry = ?",
    "share_field": "SELECT id FROM share_field WHERE entry = ?",
    "share": (
        "SELECT share FROM share_field WHERE entry = ?1 UNION SELECT s.id FROM share s"
        " JOIN thread_answer t ON t.share = s.uid JOIN comment c ON c.id = t.comment WHERE c.entry = ?1"
    ),
}


def forget_drafts(connection: Connection, number: int) -> None:
    """Typing about an entry that was never saved holds its words too."""
    begun = ("edit:{}", "thought:{}", "answer:{}", "typed:{}", "review:{}", "distil:{}", "decision:from-{}")
    for form in begun:
        connection.exec_driver_sql("DELETE FROM draft WHERE form = ?", (form.format(number),))
    connection.exec_driver_sql("DELETE FROM draft WHERE form LIKE ?", (f"cpd:{int(number)}:%",))
    connection.exec_driver_sql(
        "DELETE FROM draft WHERE form IN (SELECT 'edit-review:' || id FROM review WHERE entry = ?"
        " UNION ALL SELECT 'thread:' || uid FROM comment WHERE entry = ?)",
        (number, number),
    )
