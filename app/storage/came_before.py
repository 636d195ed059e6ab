"""What was opened here before: against files that come twice."""

from sqlalchemy import Connection

from app.storage.rows import fetched

_SEEN = "SELECT uid FROM received UNION SELECT uid FROM reply"


def seen(connection: Connection) -> frozenset[str]:
    """The ids of the bundles and replies that lie here."""
    return frozenset(row[0] for row in fetched(connection, _SEEN))
