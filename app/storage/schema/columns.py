"""How the columns and tables of a journal are said."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text
from sqlalchemy.schema import SchemaItem

metadata = MetaData()


def whole(name: str, default: int | None = None) -> Column[int]:
    """A number that may be absent, or one that never is and begins with the default."""
    if default is None:
        return Column(name, Integer, nullable=True)
    return Column(name, Integer, nullable=False, server_default=str(default))


def words(name: str) -> Column[str]:
    """Words that are empty rather than absent."""
    return Column(name, Text, nullable=False, server_default="")


def to(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    """The number of a row of another table."""
    return Column(name, Integer, ForeignKey(target), nullable=nullable)


def identified(name: str, *parts: SchemaItem, **kind: Any) -> Table:
    """A table whose rows also have a name that other journals know them by."""
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("uid", Text, nullable=False, unique=True),
        *parts,
        **kind,
    )
