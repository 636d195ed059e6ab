"""What was opened here before: against files that come twice."""

from sqlalchemy import Connection

from app.storage.rows import fetched

_HERE = "NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = r.batch AND b.taken_back > 0)"


def shares(connection: Connection) -> frozenset[str]:
    """The ids of the bundles that lie on the desk."""
    return frozenset(row[0] for row in fetched(connection, f"SELECT r.uid FROM received r WHERE {_HERE}"))


def reply_fingerprint(connection: Connection, reply_id: str) -> str | None:
    """The fingerprint of the file a reply here came in, empty where it came in none; None where it is not here."""
    query = f"SELECT r.fingerprint FROM reply r WHERE r.uid = ? AND {_HERE}"
    rows = fetched(connection, query, (reply_id,))
    return str(rows[0][0]) if rows else None
