"""Questions and their wordings, own questions, and themes."""

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from app.storage.schema.columns import metadata, to, whole

prompt = Table(
    "prompt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
)

option = Table(
    "option",
    metadata,
    Column("id", Integer, primary_key=True),
    to("prompt", "prompt.id"),
    Column("code", Text, nullable=False),
    UniqueConstraint("prompt", "code"),
)

wording = Table(
    "wording",
    metadata,
    Column("id", Integer, primary_key=True),
    to("prompt", "prompt.id"),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("prompt", "version", "digest"),
)

own_prompt = Table(
    "own_prompt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    whole("retired", 0),
)

theme = Table(
    "theme",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=True),
    whole("archived", 0),
    whole("position", 0),
)
