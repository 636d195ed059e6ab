"""The history chain: one link for each changed subject, so that an older or a mixed file is noticed."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from app.storage.schema.columns import metadata

chain = Table(
    "chain",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("act", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=True),
    Column("digest", LargeBinary, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Index("chain_by_subject", "kind", "key"),
)
"""`salt` is destroyed when words are redacted; `head` covers everything before it but no salt."""
