"""Who is shared with, and what was shared."""

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint, text

from app.storage.schema.columns import identified, metadata, to, whole, words

contact = identified(
    "contact",
    words("name"),
    Column("kind", Integer, nullable=False),
    words("recipient"),
    words("verify_key"),
    Column("first_seen_on", Integer, nullable=False),
    whole("confirmed_on"),
    whole("ended_on"),
    whole("next_meeting_on"),
    to("batch", "import_batch.id", nullable=True),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),
    to("contact", "contact.id", nullable=True),
    Column("age_secret", Text, nullable=False),
    Column("signing_seed", Text, nullable=False),
    Column("made_on", Integer, nullable=False),
    whole("retired_on"),
)
"""Own keys: one pair for each contact (ruling 50), and one without any for whoever is not known yet."""

agreement = identified(
    "agreement",
    to("contact", "contact.id"),
    whole("side", 0),
    Column("body", Text, nullable=False),
    Column("agreed_on", Integer, nullable=False),
    to("batch", "import_batch.id", nullable=True),
    Index("agreement_by_contact", "contact"),
)

alias = Table(
    "alias",
    metadata,
    Column("id", Integer, primary_key=True),
    to("contact", "contact.id"),
    Column("plain", Text, nullable=False),
    Column("alias", Text, nullable=False),
    UniqueConstraint("contact", "plain"),
)

share = identified(
    "share",
    to("contact", "contact.id", nullable=True),
    words("label"),
    Column("made_on", Integer, nullable=False),
    words("fingerprint"),
    whole("entries", 0),
    whole("fields", 0),
    Column("body", Text, nullable=False),
    Column("reply_token", Text, nullable=True),
    whole("is_plain", 0),
    whole("asked_to_delete_on"),
    whole("is_demo", 0),
    to("batch", "import_batch.id", nullable=True),
    Index("share_by_contact", "contact", sqlite_where=text("contact IS NOT NULL")),
)

share_field = Table(
    "share_field",
    metadata,
    Column("id", Integer, primary_key=True),
    to("share", "share.id"),
    Column("share_id", Text, nullable=False),
    whole("entry"),
    whole("review"),
    Column("field", Text, nullable=False),
    words("offsets"),
    words("source_hash"),
    UniqueConstraint("share", "share_id", "field"),
    Index("share_field_by_entry", "entry", sqlite_where=text("entry IS NOT NULL")),
    Index("share_field_by_review", "review", sqlite_where=text("review IS NOT NULL")),
)
"""Which words of which entry a share showed; without the entry once that is erased.

No foreign key holds entry and review: undo may take them back after they left, and redo brings them again.
"""
