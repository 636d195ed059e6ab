"""What is drawn from the other tables and can be rebuilt at any time."""

from sqlalchemy import Column, Index, Integer, Table, Text

from app.storage.schema.columns import metadata, whole

doc = Table(
    "doc",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry", Integer, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("question", Integer, primary_key=True),
    Column("stage", Integer, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("entry", Integer, primary_key=True),
    Column("value", Integer, primary_key=True),
    Column("month", Integer, nullable=False),
    Index("reading_by_entry", "entry"),
    sqlite_with_rowid=False,
)

tally = Table(
    "tally",
    metadata,
    Column("theme", Integer, primary_key=True),
    Column("question", Integer, primary_key=True),
    Column("stage", Integer, primary_key=True),
    Column("value", Integer, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

standing = Table(
    "standing",
    metadata,
    Column("theme", Integer, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("entry", Integer, primary_key=True),
    Column("value", Integer, nullable=False),
    Column("month", Integer, nullable=False),
    whole("step"),
    Index("standing_by_entry", "entry"),
    sqlite_with_rowid=False,
)
"""Where the leader stood (`bd-position`), in an order of its own for every theme (0 is all of them)."""

step_tally = Table(
    "step_tally",
    metadata,
    Column("theme", Integer, primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("distance", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
    sqlite_with_rowid=False,
)

theme_use = Table(
    "theme_use",
    metadata,
    Column("theme", Integer, primary_key=True),
    Column("n", Integer, nullable=False),
)
"""How many entries carry each theme, those in the bin too."""
