"""What was removed for good: what is needed to remove it again from a restored backup, and no word of it."""

from sqlalchemy import Column, Index, Integer

from app.storage.schema.columns import identified, whole, words

redaction = identified(
    "redaction",
    Column("kind", Integer, nullable=False),
    words("entry"),
    words("field"),
    words("digest"),
    whole("length", 0),
    words("replacement"),
    Column("done_on", Integer, nullable=False),
    Index("redaction_by_entry", "entry"),
)
"""`entry` is the uid of the entry it was held to, or nothing; `digest` a keyed HMAC of the folded words,
`length` how many characters those have; `replacement` what stands in their place."""
