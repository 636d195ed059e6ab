"""Names and the words that stand in their place for one contact; no export and no file reads this table."""

from sqlalchemy import Connection

from app.storage.rows import fetched


def of(connection: Connection, contact: str) -> dict[str, str]:
    """The words by name, for one contact."""
    query = "SELECT a.plain, a.alias FROM alias a JOIN contact c ON c.id = a.contact WHERE c.uid = ? ORDER BY a.id"
    return dict(fetched(connection, query, (contact,)))


def elsewhere(connection: Connection, contact: str, plain: str) -> tuple[str, ...]:
    """The words every other contact has met for a name, in whatever case it is written."""
    query = "SELECT a.plain, a.alias FROM alias a JOIN contact c ON c.id = a.contact WHERE c.uid <> ?"
    folded = " ".join(plain.split()).casefold()
    return tuple(words for name, words in fetched(connection, query, (contact,)) if name.casefold() == folded)


def number(connection: Connection, contact: int, plain: str) -> int | None:
    """The row of a name, in whatever case it is written."""
    rows = fetched(connection, "SELECT id, plain FROM alias WHERE contact = ?", (contact,))
    return next((row for row, name in rows if name.casefold() == plain.casefold()), None)
