"""Rows as the driver gives them: where many come, wrapping each one is a third of the work."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

Row = tuple[Any, ...]


def fetched(
    connection: Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> list[Row]:
    """Every row of a statement, in the transaction of the connection."""
    given = values if isinstance(values, Mapping) else tuple(values)
    with connection.exec_driver_sql(statement, given) as result:
        return [] if result.cursor is None else list(result.cursor.fetchall())
