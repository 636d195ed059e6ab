"""Whether anything of a leader's lies here; asked after every change, so it loads nothing of the desk itself."""

from sqlalchemy import Connection

_HERE = "NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = x.batch AND b.taken_back > 0)"
_THERE = (
    f"SELECT EXISTS (SELECT 1 FROM received x WHERE {_HERE})"
    f" OR EXISTS (SELECT 1 FROM contact x WHERE x.kind = ? AND {_HERE})"
)


def is_there(connection: Connection, leader: int) -> bool:
    """Whether a bundle lies on the desk, or anybody is known as a leader (`leader` is that kind's code)."""
    return bool(connection.exec_driver_sql(_THERE, (leader,)).scalar_one())
