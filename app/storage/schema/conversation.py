"""What came from and with others: replies, what is answered to them, agreed actions, rounds of a pair."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, text

from app.storage.schema.columns import identified, metadata, to, whole, words

reply = identified(
    "reply",
    words("from_name"),
    Column("received_on", Integer, nullable=False),
    words("bundle"),
    whole("session_on"),
    words("session_summary"),
    words("take_away"),
    whole("is_demo", 0),
    to("batch", "import_batch.id", nullable=True),
    to("contact", "contact.id", nullable=True),
    words("fingerprint"),
    whole("typed_in", 0),
    whole("made_on"),
    Index("reply_by_contact", "contact", sqlite_where=text("contact IS NOT NULL")),
)

comment = identified(
    "comment",
    to("reply", "reply.id"),
    to("entry", "entry.id", nullable=True),
    to("review", "review.id", nullable=True),
    words("field"),
    to("prompt", "prompt.id", nullable=True),
    Column("kind", Integer, nullable=False),
    Column("quote", Text, nullable=True),
    words("body"),
    Column("in_reply_to", Text, nullable=True),
    words("share_id"),
    words("field_id"),
    Column("anchor", Text, nullable=True),
    Column("framework", Text, nullable=True),
    whole("closed", 0),
    Index("comment_by_entry", "entry"),
    Index("comment_by_reply", "reply"),
    Index("comment_by_review", "review", sqlite_where=text("review IS NOT NULL")),
)

thread_answer = identified(
    "thread_answer",
    to("comment", "comment.id"),
    words("body"),
    Column("written_on", Integer, nullable=False),
    Column("share", Text, nullable=True),
    Index("thread_answer_by_comment", "comment"),
)
"""What the leader answers to a remark; `share` is the bundle it went with, if it has gone."""

agreed_action = identified(
    "agreed_action",
    to("reply", "reply.id", nullable=True),
    to("entry", "entry.id", nullable=True),
    words("text"),
    words("owner"),
    whole("due_on"),
    whole("status", 0),
    Column("agreed_on", Integer, nullable=False),
    whole("closed_on"),
    whole("is_demo", 0),
    to("batch", "import_batch.id", nullable=True),
    Index("agreed_action_by_entry", "entry", sqlite_where=text("entry IS NOT NULL")),
)

_SEALS = ("my_cipher", "my_commitment", "my_key", "their_cipher", "their_commitment", "their_key")
"""What is sealed and the keys to it, in base64; commitments in hex."""

pair_round = identified(
    "pair_round",
    words("topic"),
    words("case_text"),
    words("mine"),
    words("theirs"),
    Column("opened_on", Integer, nullable=False),
    whole("revealed_on"),
    whole("status", 0),
    words("agreed_learning"),
    whole("is_demo", 0),
    to("batch", "import_batch.id", nullable=True),
    whole("role", 0),
    to("contact", "contact.id", nullable=True),
    whole("closes_on"),
    whole("sealed_on"),
    *(Column(name, Text, nullable=True) for name in _SEALS),
    whole("key_given_on"),
    Column("look_back", Text, nullable=True),
    whole("withdrawn_on"),
    words("withdrawn_by"),
    whole("learning_changed_on"),
    Column("their_learning", Text, nullable=True),
    whole("onward_mine", 0),
    whole("onward_theirs", 0),
    whole("words_removed_on"),
)

round_prompt = Table(
    "round_prompt",
    metadata,
    Column("round", Integer, ForeignKey("pair_round.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    to("prompt", "prompt.id"),
    to("wording", "wording.id"),
    sqlite_with_rowid=False,
)

round_answer = Table(
    "round_answer",
    metadata,
    Column("round", Integer, ForeignKey("pair_round.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("side", Integer, primary_key=True),
    whole("value"),
    words("text"),
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

round_comment = identified(
    "round_comment",
    to("round", "pair_round.id"),
    Column("place", Integer, nullable=False),
    Column("side", Integer, nullable=False),
    Column("anchor", Text, nullable=True),
    words("body"),
    Column("written_on", Integer, nullable=False),
    Index("round_comment_by_round", "round"),
)
"""What the leader notes beside an answer; `side` says whose answer, as in `round_answer`."""

round_file = Table(
    "round_file",
    metadata,
    Column("id", Integer, primary_key=True),
    to("round", "pair_round.id"),
    Column("kind", Text, nullable=False),
    whole("outgoing", 0),
    Column("on_day", Integer, nullable=False),
    words("file_id"),
    words("fingerprint"),
    Index("round_file_by_round", "round"),
)
"""Every file of a round that came or left."""
