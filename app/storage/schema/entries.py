"""Entries with their reviews, answers and all that is kept of them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from app.storage.schema.columns import identified, metadata, to, whole, words

TO_LOOK_AT = (
    "deleted_at IS NULL AND kind = 0 AND withdrawn = 0 AND undecided = 0 AND reviewed = 0"
    " AND review_due IS NOT NULL"
)
"""The decisions that can be looked at again, word for word as their index has it: SQLite compares words."""

_LISTED_BY = (
    "deleted_at", "decided_on", "id", "kind", "withdrawn", "undecided", "reviewed", "review_due",
)  # fmt: skip

entry = identified(
    "entry",
    Column("kind", Integer, nullable=False),
    Column("decided_on", Integer, nullable=False),
    Column("written_on", Integer, nullable=False),
    Column("written_at", Integer, nullable=False),
    words("title"),
    words("context"),
    words("decision"),
    words("expected"),
    whole("confidence"),
    whole("confidence_withheld", 0),
    whole("review_due"),
    whole("no_review", 0),
    whole("snoozed_until"),
    whole("undecided", 0),
    whole("withdrawn", 0),
    whole("locked_on"),
    whole("marks", 0),
    whole("is_demo", 0),
    to("came_from", "entry.id", nullable=True),
    to("batch", "import_batch.id", nullable=True),
    words("origin"),
    words("tags"),
    whole("starred", 0),
    whole("reviewed", 0),
    whole("deleted_at"),
    Index("entry_by_day", *_LISTED_BY),
    Index("entry_undecided", *_LISTED_BY, sqlite_where=text("undecided = 1")),
    Index("entry_to_look_at", "review_due", "id", "snoozed_until", sqlite_where=text(TO_LOOK_AT)),
    Index("entry_by_batch", "batch", sqlite_where=text("batch IS NOT NULL")),
    Index("entry_by_source", "came_from", sqlite_where=text("came_from IS NOT NULL")),
    sqlite_autoincrement=True,
)

entry_theme = Table(
    "entry_theme",
    metadata,
    Column("entry", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("theme", Integer, ForeignKey("theme.id"), primary_key=True),
    Index("entry_theme_by_theme", "theme", "entry"),
    sqlite_with_rowid=False,
)

review = identified(
    "review",
    to("entry", "entry.id"),
    Column("reviewed_on", Integer, nullable=False),
    Column("written_at", Integer, nullable=False),
    whole("happened"),
    words("what_happened"),
    whole("outcome"),
    whole("process"),
    words("learned"),
    Index("review_by_entry", "entry"),
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    to("entry", "entry.id"),
    to("review", "review.id", nullable=True),
    to("prompt", "prompt.id"),
    to("wording", "wording.id"),
    whole("value"),
    words("text"),
    Column("answered_at", Integer, nullable=False),
    whole("added_later", 0),
    whole("marks", 0),
    Index("answer_by_entry", "entry", "prompt", "review"),
    Index("answer_by_review", "review", sqlite_where=text("review IS NOT NULL")),
    sqlite_autoincrement=True,
)

answer_choice = Table(
    "answer_choice",
    metadata,
    Column("answer", Integer, ForeignKey("answer.id"), primary_key=True),
    Column("option", Integer, ForeignKey("option.id"), primary_key=True),
    sqlite_with_rowid=False,
)

addition = Table(
    "addition",
    metadata,
    Column("id", Integer, primary_key=True),
    to("entry", "entry.id"),
    to("review", "review.id", nullable=True),
    Column("text", Text, nullable=False),
    Column("written_at", Integer, nullable=False),
    Column("written_on", Integer, nullable=False),
    Index("addition_by_entry", "entry"),
    Index("addition_by_review", "review", sqlite_where=text("review IS NOT NULL")),
    sqlite_autoincrement=True,
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    to("entry", "entry.id"),
    to("review", "review.id", nullable=True),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("replaced_at", Integer, nullable=False),
    Index("version_by_entry", "entry"),
    Index("version_by_review", "review", sqlite_where=text("review IS NOT NULL")),
    sqlite_autoincrement=True,
)

review_date = Table(
    "review_date",
    metadata,
    Column("id", Integer, primary_key=True),
    to("entry", "entry.id"),
    Column("chosen_on", Integer, nullable=False),
    whole("review_due"),
    Index("review_date_by_entry", "entry"),
)

field_mark = Table(
    "field_mark",
    metadata,
    Column("entry", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    whole("marks", 0),
    sqlite_with_rowid=False,
)

import_key = Table(
    "import_key",
    metadata,
    Column("key", Text, primary_key=True),
    to("entry", "entry.id"),
    Index("import_key_by_entry", "entry"),
    sqlite_with_rowid=False,
)
