"""The tables of a journal, as the code sees them; the migrations hold the statements that made them.

Days are `date.toordinal()`, months `year * 12 + month - 1`, instants microseconds
since 1970 UTC. No foreign key cascades: children are deleted by name, so that the
unit of work can record each (ruling 17).
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text, UniqueConstraint, text

metadata = MetaData()

TO_LOOK_AT = (
    "deleted_at IS NULL AND kind = 0 AND withdrawn = 0 AND undecided = 0 AND reviewed = 0"
    " AND review_due IS NOT NULL"
)
"""The decisions that can be looked at again, word for word as their index has it: SQLite compares words."""


def _int(name: str, default: int | None = None) -> Column[int]:
    if default is None:
        return Column(name, Integer, nullable=True)
    return Column(name, Integer, nullable=False, server_default=str(default))


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _to(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(target), nullable=nullable)


journal = Table(
    "journal",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

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
    _to("prompt", "prompt.id"),
    Column("code", Text, nullable=False),
    UniqueConstraint("prompt", "code"),
)

wording = Table(
    "wording",
    metadata,
    Column("id", Integer, primary_key=True),
    _to("prompt", "prompt.id"),
    Column("version", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("prompt", "version", "digest"),
)

theme = Table(
    "theme",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=True),
    _int("archived", 0),
    _int("position", 0),
)

own_prompt = Table(
    "own_prompt",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    _int("retired", 0),
)

import_batch = Table(
    "import_batch",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("format", Text, nullable=False),
    Column("imported_at", Integer, nullable=False),
    _int("entries", 0),
    _int("taken_back", 0),
)

_LISTED_BY = (
    "deleted_at", "decided_on", "id", "kind", "withdrawn", "undecided", "reviewed", "review_due",
)  # fmt: skip

entry = Table(
    "entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    Column("kind", Integer, nullable=False),
    Column("decided_on", Integer, nullable=False),
    Column("written_on", Integer, nullable=False),
    Column("written_at", Integer, nullable=False),
    _text("title"),
    _text("context"),
    _text("decision"),
    _text("expected"),
    _int("confidence"),
    _int("confidence_withheld", 0),
    _int("review_due"),
    _int("no_review", 0),
    _int("snoozed_until"),
    _int("undecided", 0),
    _int("withdrawn", 0),
    _int("locked_on"),
    _int("marks", 0),
    _int("is_demo", 0),
    _to("came_from", "entry.id", nullable=True),
    _to("batch", "import_batch.id", nullable=True),
    _text("origin"),
    _text("tags"),
    _int("starred", 0),
    _int("reviewed", 0),
    _int("deleted_at"),
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

review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("entry", "entry.id"),
    Column("reviewed_on", Integer, nullable=False),
    Column("written_at", Integer, nullable=False),
    _int("happened"),
    _text("what_happened"),
    _int("outcome"),
    _int("process"),
    _text("learned"),
    Index("review_by_entry", "entry"),
    sqlite_autoincrement=True,
)

answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    _to("entry", "entry.id"),
    _to("review", "review.id", nullable=True),
    _to("prompt", "prompt.id"),
    _to("wording", "wording.id"),
    _int("value"),
    _text("text"),
    Column("answered_at", Integer, nullable=False),
    _int("added_later", 0),
    _int("marks", 0),
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
    _to("entry", "entry.id"),
    _to("review", "review.id", nullable=True),
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
    _to("entry", "entry.id"),
    _to("review", "review.id", nullable=True),
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
    _to("entry", "entry.id"),
    Column("chosen_on", Integer, nullable=False),
    _int("review_due"),
    Index("review_date_by_entry", "entry"),
)

field_mark = Table(
    "field_mark",
    metadata,
    Column("entry", Integer, ForeignKey("entry.id"), primary_key=True),
    Column("field", Text, primary_key=True),
    _int("marks", 0),
    sqlite_with_rowid=False,
)

import_key = Table(
    "import_key",
    metadata,
    Column("key", Text, primary_key=True),
    _to("entry", "entry.id"),
    Index("import_key_by_entry", "entry"),
    sqlite_with_rowid=False,
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

# What came from and with others: a coach's replies, agreed actions, rounds of a pair.

reply = Table(
    "reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _text("from_name"),
    Column("received_on", Integer, nullable=False),
    _text("bundle"),
    _int("session_on"),
    _text("session_summary"),
    _text("take_away"),
    _int("is_demo", 0),
    _to("batch", "import_batch.id", nullable=True),
    _to("contact", "contact.id", nullable=True),
    _text("fingerprint"),
    _int("typed_in", 0),
    _int("made_on"),
    Index("reply_by_contact", "contact", sqlite_where=text("contact IS NOT NULL")),
)

comment = Table(
    "comment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("reply", "reply.id"),
    _to("entry", "entry.id", nullable=True),
    _to("review", "review.id", nullable=True),
    _text("field"),
    _to("prompt", "prompt.id", nullable=True),
    Column("kind", Integer, nullable=False),
    Column("quote", Text, nullable=True),
    _text("body"),
    Column("in_reply_to", Text, nullable=True),
    _text("share_id"),
    _text("field_id"),
    Column("anchor", Text, nullable=True),
    Column("framework", Text, nullable=True),
    _int("closed", 0),
    Index("comment_by_entry", "entry"),
    Index("comment_by_reply", "reply"),
    Index("comment_by_review", "review", sqlite_where=text("review IS NOT NULL")),
)

agreed_action = Table(
    "agreed_action",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("reply", "reply.id", nullable=True),
    _to("entry", "entry.id", nullable=True),
    _text("text"),
    _text("owner"),
    _int("due_on"),
    _int("status", 0),
    Column("agreed_on", Integer, nullable=False),
    _int("closed_on"),
    _int("is_demo", 0),
    _to("batch", "import_batch.id", nullable=True),
    Index("agreed_action_by_entry", "entry", sqlite_where=text("entry IS NOT NULL")),
)

pair_round = Table(
    "pair_round",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _text("topic"),
    _text("case_text"),
    _text("mine"),
    _text("theirs"),
    Column("opened_on", Integer, nullable=False),
    _int("revealed_on"),
    _int("status", 0),
    _text("agreed_learning"),
    _int("is_demo", 0),
    _to("batch", "import_batch.id", nullable=True),
)

round_prompt = Table(
    "round_prompt",
    metadata,
    Column("round", Integer, ForeignKey("pair_round.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    _to("prompt", "prompt.id"),
    _to("wording", "wording.id"),
    sqlite_with_rowid=False,
)

round_answer = Table(
    "round_answer",
    metadata,
    Column("round", Integer, ForeignKey("pair_round.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("side", Integer, primary_key=True),
    _int("value"),
    _text("text"),
    sqlite_with_rowid=False,
)
"""What one side answered: side 0 is the leader, 1 the other; value and text as in `answer`."""

round_choice = Table(
    "round_choice",
    metadata,
    Column("round", Integer, ForeignKey("pair_round.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("side", Integer, primary_key=True),
    Column("option", Integer, ForeignKey("option.id"), primary_key=True),
    sqlite_with_rowid=False,
)

# Who is shared with, and what was shared.

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _text("name"),
    Column("kind", Integer, nullable=False),
    _text("recipient"),
    _text("verify_key"),
    Column("first_seen_on", Integer, nullable=False),
    _int("confirmed_on"),
    _int("ended_on"),
    _int("next_meeting_on"),
    _to("batch", "import_batch.id", nullable=True),
)

identity = Table(
    "identity",
    metadata,
    Column("id", Integer, primary_key=True),
    _to("contact", "contact.id", nullable=True),
    Column("age_secret", Text, nullable=False),
    Column("signing_seed", Text, nullable=False),
    Column("made_on", Integer, nullable=False),
    _int("retired_on"),
)
"""Own keys: one pair for each contact (ruling 50), and one without any for whoever is not known yet."""

agreement = Table(
    "agreement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("contact", "contact.id"),
    _int("side", 0),
    Column("body", Text, nullable=False),
    Column("agreed_on", Integer, nullable=False),
    _to("batch", "import_batch.id", nullable=True),
    Index("agreement_by_contact", "contact"),
)

alias = Table(
    "alias",
    metadata,
    Column("id", Integer, primary_key=True),
    _to("contact", "contact.id"),
    Column("plain", Text, nullable=False),
    Column("alias", Text, nullable=False),
    UniqueConstraint("contact", "plain"),
)

share = Table(
    "share",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("contact", "contact.id", nullable=True),
    _text("label"),
    Column("made_on", Integer, nullable=False),
    _text("fingerprint"),
    _int("entries", 0),
    _int("fields", 0),
    Column("body", Text, nullable=False),
    Column("reply_token", Text, nullable=True),
    _int("is_plain", 0),
    _int("asked_to_delete_on"),
    _int("is_demo", 0),
    _to("batch", "import_batch.id", nullable=True),
    Index("share_by_contact", "contact", sqlite_where=text("contact IS NOT NULL")),
)

share_field = Table(
    "share_field",
    metadata,
    Column("id", Integer, primary_key=True),
    _to("share", "share.id"),
    Column("share_id", Text, nullable=False),
    _int("entry"),
    _int("review"),
    Column("field", Text, nullable=False),
    _text("offsets"),
    _text("source_hash"),
    UniqueConstraint("share", "share_id", "field"),
    Index("share_field_by_entry", "entry", sqlite_where=text("entry IS NOT NULL")),
    Index("share_field_by_review", "review", sqlite_where=text("review IS NOT NULL")),
)
"""Which words of which entry a share showed; without the entry once that is erased.

No foreign key holds entry and review: undo may take them back after they left, and redo brings them again.
"""

# A coach's desk: what was received, and what is said about it.

received = Table(
    "received",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("contact", "contact.id"),
    Column("received_on", Integer, nullable=False),
    Column("made_on", Integer, nullable=False),
    Column("body", Text, nullable=False),
    _text("fingerprint"),
    Column("reply_token", Text, nullable=True),
    _int("delete_by"),
    _int("read_on"),
    _int("is_demo", 0),
    _to("batch", "import_batch.id", nullable=True),
    Index("received_by_contact", "contact"),
)

remark = Table(
    "remark",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("received", "received.id"),
    _text("share_id"),
    _text("field_id"),
    Column("anchor", Text, nullable=True),
    Column("kind", Integer, nullable=False),
    Column("framework", Text, nullable=True),
    _text("body"),
    Column("in_reply_to", Text, nullable=True),
    _int("state", 0),
    Column("reply_uid", Text, nullable=True),
    Column("written_on", Integer, nullable=False),
    Index("remark_by_received", "received"),
)

proposal = Table(
    "proposal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("received", "received.id"),
    _text("text"),
    _int("due_on"),
    _text("owner"),
    _int("state", 0),
    Column("reply_uid", Text, nullable=True),
    Index("proposal_by_received", "received"),
)

session_note = Table(
    "session_note",
    metadata,
    Column("id", Integer, primary_key=True),
    _to("received", "received.id"),
    Column("session_on", Integer, nullable=False),
    _text("summary"),
    _text("take_away"),
    _int("state", 0),
    Column("reply_uid", Text, nullable=True),
    Index("session_note_by_received", "received"),
)

coach_note = Table(
    "coach_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("contact", "contact.id"),
    _to("received", "received.id", nullable=True),
    _text("share_id"),
    _text("body"),
    Column("written_on", Integer, nullable=False),
    _to("batch", "import_batch.id", nullable=True),
    Index("coach_note_by_contact", "contact"),
    Index("coach_note_by_received", "received", sqlite_where=text("received IS NOT NULL")),
)

sent_reply = Table(
    "sent_reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("received", "received.id"),
    Column("made_on", Integer, nullable=False),
    _text("fingerprint"),
    Column("body", Text, nullable=False),
    Index("sent_reply_by_received", "received"),
)

thread_answer = Table(
    "thread_answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uid", Text, nullable=False, unique=True),
    _to("comment", "comment.id"),
    _text("body"),
    Column("written_on", Integer, nullable=False),
    Column("share", Text, nullable=True),
    Index("thread_answer_by_comment", "comment"),
)
"""What the leader answers to a remark; `share` is the bundle it went with, if it has gone."""

# What follows is drawn from the tables above and can be rebuilt at any time.

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
    _int("step"),
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

TRACKED = {
    table.name: table
    for table in (
        journal,
        theme,
        own_prompt,
        entry,
        entry_theme,
        review,
        answer,
        answer_choice,
        addition,
        version,
        review_date,
        field_mark,
        reply,
        comment,
        agreed_action,
        pair_round,
        round_prompt,
        round_answer,
        round_choice,
        contact,
        agreement,
        alias,
        received,
        remark,
        proposal,
        session_note,
        coach_note,
        sent_reply,
        thread_answer,
    )
}
"""Tables whose every change can be undone; own keys and the sharing log are not: what left, left."""
