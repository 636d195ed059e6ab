"""Erasing entries for good, and which of them are kept from it."""

from typing import Final

from sqlalchemy import Connection

from app.storage import sharing_log

HELD: Final = (
    "SELECT id FROM entry WHERE marks & 8 UNION SELECT entry FROM field_mark WHERE marks & 8"
    " UNION SELECT entry FROM answer WHERE marks & 8"
)
"""Entries on hold, whole or in a part; nothing of them is erased (ruling 28)."""


def erase(connection: Connection, numbers: str) -> int:
    """Delete entries and all that belongs to them for good; `numbers` is a query of ids. How many went."""
    reads = connection.exec_driver_sql(numbers).scalars().all()
    sharing_log.forget_entries(connection, reads)
    for number in reads:
        _forget_drafts(connection, number)
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


def _forget_drafts(connection: Connection, number: int) -> None:
    """Typing about an entry that was never saved holds its words too."""
    begun = ("edit:{}", "thought:{}", "answer:{}", "typed:{}", "review:{}", "decision:from-{}")
    for form in begun:
        connection.exec_driver_sql("DELETE FROM draft WHERE form = ?", (form.format(number),))
    connection.exec_driver_sql("DELETE FROM draft WHERE form LIKE ?", (f"cpd:{int(number)}:%",))
    connection.exec_driver_sql(
        "DELETE FROM draft WHERE form IN (SELECT 'edit-review:' || id FROM review WHERE entry = ?)", (number,)
    )
