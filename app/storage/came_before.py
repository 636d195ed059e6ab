"""What was opened here before: against files that come twice."""

from sqlalchemy import Connection

from app.storage.rows import fetched


def shares(connection: Connection) -> frozenset[str]:
    """The ids of the bundles that lie on the desk."""
    return frozenset(row[0] for row in fetched(connection, "SELECT uid FROM received"))


def reply_fingerprint(connection: Connection, reply_id: str) -> str | None:
    """The fingerprint of the file a reply here came in, empty where it came in none; None where it is not here."""
    rows = fetched(connection, "SELECT fingerprint FROM reply WHERE uid = ?", (reply_id,))
    return str(rows[0][0]) if rows else None
