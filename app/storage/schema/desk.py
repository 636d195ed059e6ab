"""A coach's desk: what was received, and what is said about it."""

from sqlalchemy import Column, Index, Integer, Table, Text, text

from app.storage.schema.columns import identified, metadata, to, whole, words

received = identified(
    "received",
    to("contact", "contact.id"),
    Column("received_on", Integer, nullable=False),
    Column("made_on", Integer, nullable=False),
    Column("body", Text, nullable=False),
    words("fingerprint"),
    Column("reply_token", Text, nullable=True),
    whole("delete_by"),
    whole("read_on"),
    whole("is_demo", 0),
    to("batch", "import_batch.id", nullable=True),
    Index("received_by_contact", "contact"),
)

remark = identified(
    "remark",
    to("received", "received.id"),
    words("share_id"),
    words("field_id"),
    Column("anchor", Text, nullable=True),
    Column("kind", Integer, nullable=False),
    Column("framework", Text, nullable=True),
    words("body"),
    Column("in_reply_to", Text, nullable=True),
    whole("state", 0),
    Column("reply_uid", Text, nullable=True),
    Column("written_on", Integer, nullable=False),
    Index("remark_by_received", "received"),
)

proposal = identified(
    "proposal",
    to("received", "received.id"),
    words("text"),
    whole("due_on"),
    words("owner"),
    whole("state", 0),
    Column("reply_uid", Text, nullable=True),
    Index("proposal_by_received", "received"),
)

session_note = Table(
    "session_note",
    metadata,
    Column("id", Integer, primary_key=True),
    to("received", "received.id"),
    Column("session_on", Integer, nullable=False),
    words("summary"),
    words("take_away"),
    whole("state", 0),
    Column("reply_uid", Text, nullable=True),
    Index("session_note_by_received", "received"),
)

coach_note = identified(
    "coach_note",
    to("contact", "contact.id"),
    to("received", "received.id", nullable=True),
    words("share_id"),
    words("body"),
    Column("written_on", Integer, nullable=False),
    to("batch", "import_batch.id", nullable=True),
    Index("coach_note_by_contact", "contact"),
    Index("coach_note_by_received", "received", sqlite_where=text("received IS NOT NULL")),
)

sent_reply = identified(
    "sent_reply",
    to("received", "received.id"),
    Column("made_on", Integer, nullable=False),
    words("fingerprint"),
    Column("body", Text, nullable=False),
    Index("sent_reply_by_received", "received"),
)
