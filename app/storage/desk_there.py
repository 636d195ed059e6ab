"""Whether anything of a leader's lies here; asked after every change, so it loads nothing of the desk itself."""

from sqlalchemy import Connection

_THERE = "SELECT EXISTS (SELECT 1 FROM received) OR EXISTS (SELECT 1 FROM contact WHERE kind = ?)"


def is_there(connection: Connection, leader: int) -> bool:
    """Whether a bundle lies on the desk, or anybody is known as a leader (`leader` is that kind's code)."""
    return bool(connection.exec_driver_sql(_THERE, (leader,)).scalar_one())
