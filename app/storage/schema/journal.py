"""What a journal knows of itself: its settings, imports, drafts and skipped hints."""

from sqlalchemy import Column, Integer, Table, Text

from app.storage.schema.columns import metadata, whole

journal = Table(
    "journal",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("format", Text, nullable=False),
    Column("imported_at", Integer, nullable=False),
    whole("entries", 0),
    whole("taken_back", 0),
)

draft = Table(
    "draft",
    metadata,
    Column("form", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("saved_at", Integer, nullable=False),
    sqlite_with_rowid=False,
)

skipped = Table(
    "skipped",
    metadata,
    Column("code", Text, primary_key=True),
    Column("skipped_on", Integer, nullable=False),
    sqlite_with_rowid=False,
)
