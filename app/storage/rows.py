"""Rows as the driver gives them: around a short query, what SQLAlchemy adds is a fifth of the work."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

Row = tuple[Any, ...]
_AT_ONCE: Final = 300


def fetched(
    connection: Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> list[Row]:
    """Every row of a statement, in the transaction of the connection."""
    if not connection.in_transaction():
        connection.begin()
    given = values if isinstance(values, Mapping) else tuple(values)
    return list(driver_of(connection).execute(statement, given).fetchall())


def streamed(connection: Connection, statement: str) -> Iterator[Row]:
    """The rows of a long table, some hundreds at a time: all at once would keep every other thread waiting."""
    if not connection.in_transaction():
        connection.begin()
    cursor = driver_of(connection).execute(statement)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows


def driver_of(connection: Connection) -> Any:
    """The connection of the driver below; whoever writes through it begins the transaction above first."""
    return connection.connection.driver_connection
