"""Sharing: keys, contacts, agreements, what was shared, and the desk of a coach.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PEOPLE = (
    """
    CREATE TABLE contact (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      name TEXT DEFAULT '' NOT NULL,
      kind INTEGER NOT NULL,
      recipient TEXT DEFAULT '' NOT NULL,
      verify_key TEXT DEFAULT '' NOT NULL,
      first_seen_on INTEGER NOT NULL,
      confirmed_on INTEGER,
      ended_on INTEGER,
      next_meeting_on INTEGER,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    """
    CREATE TABLE identity (
      id INTEGER NOT NULL,
      contact INTEGER,
      age_secret TEXT NOT NULL,
      signing_seed TEXT NOT NULL,
      made_on INTEGER NOT NULL,
      retired_on INTEGER,
      PRIMARY KEY (id),
      FOREIGN KEY(contact) REFERENCES contact (id)
    )
    """,
    """
    CREATE TABLE agreement (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      contact INTEGER NOT NULL,
      side INTEGER DEFAULT '0' NOT NULL,
      body TEXT NOT NULL,
      agreed_on INTEGER NOT NULL,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(contact) REFERENCES contact (id),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    "CREATE INDEX agreement_by_contact ON agreement (contact)",
    """
    CREATE TABLE alias (
      id INTEGER NOT NULL,
      contact INTEGER NOT NULL,
      plain TEXT NOT NULL,
      alias TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (contact, plain),
      FOREIGN KEY(contact) REFERENCES contact (id)
    )
    """,
)

# What left, left: undo may take back the entry it came from, and redo brings it again under the same number,
# so those numbers are held by no foreign key.
SHARED = (
    """
    CREATE TABLE share (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      contact INTEGER,
      label TEXT DEFAULT '' NOT NULL,
      made_on INTEGER NOT NULL,
      fingerprint TEXT DEFAULT '' NOT NULL,
      entries INTEGER DEFAULT '0' NOT NULL,
      fields INTEGER DEFAULT '0' NOT NULL,
      body TEXT NOT NULL,
      reply_token TEXT,
      is_plain INTEGER DEFAULT '0' NOT NULL,
      asked_to_delete_on INTEGER,
      is_demo INTEGER DEFAULT '0' NOT NULL,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(contact) REFERENCES contact (id),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    "CREATE INDEX share_by_contact ON share (contact) WHERE contact IS NOT NULL",
    """
    CREATE TABLE share_field (
      id INTEGER NOT NULL,
      share INTEGER NOT NULL,
      share_id TEXT NOT NULL,
      entry INTEGER,
      review INTEGER,
      field TEXT NOT NULL,
      offsets TEXT DEFAULT '' NOT NULL,
      source_hash TEXT DEFAULT '' NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (share, share_id, field),
      FOREIGN KEY(share) REFERENCES share (id)
    )
    """,
    "CREATE INDEX share_field_by_entry ON share_field (entry) WHERE entry IS NOT NULL",
    "CREATE INDEX share_field_by_review ON share_field (review) WHERE review IS NOT NULL",
)

DESK = (
    """
    CREATE TABLE received (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      contact INTEGER NOT NULL,
      received_on INTEGER NOT NULL,
      made_on INTEGER NOT NULL,
      body TEXT NOT NULL,
      fingerprint TEXT DEFAULT '' NOT NULL,
      reply_token TEXT,
      delete_by INTEGER,
      read_on INTEGER,
      is_demo INTEGER DEFAULT '0' NOT NULL,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(contact) REFERENCES contact (id),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    "CREATE INDEX received_by_contact ON received (contact)",
    """
    CREATE TABLE remark (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      received INTEGER NOT NULL,
      share_id TEXT DEFAULT '' NOT NULL,
      field_id TEXT DEFAULT '' NOT NULL,
      anchor TEXT,
      kind INTEGER NOT NULL,
      framework TEXT,
      body TEXT DEFAULT '' NOT NULL,
      in_reply_to TEXT,
      state INTEGER DEFAULT '0' NOT NULL,
      reply_uid TEXT,
      written_on INTEGER NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(received) REFERENCES received (id)
    )
    """,
    "CREATE INDEX remark_by_received ON remark (received)",
    """
    CREATE TABLE proposal (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      received INTEGER NOT NULL,
      text TEXT DEFAULT '' NOT NULL,
      due_on INTEGER,
      owner TEXT DEFAULT '' NOT NULL,
      state INTEGER DEFAULT '0' NOT NULL,
      reply_uid TEXT,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(received) REFERENCES received (id)
    )
    """,
    "CREATE INDEX proposal_by_received ON proposal (received)",
    """
    CREATE TABLE session_note (
      id INTEGER NOT NULL,
      received INTEGER NOT NULL,
      session_on INTEGER NOT NULL,
      summary TEXT DEFAULT '' NOT NULL,
      take_away TEXT DEFAULT '' NOT NULL,
      state INTEGER DEFAULT '0' NOT NULL,
      reply_uid TEXT,
      PRIMARY KEY (id),
      FOREIGN KEY(received) REFERENCES received (id)
    )
    """,
    "CREATE INDEX session_note_by_received ON session_note (received)",
    """
    CREATE TABLE coach_note (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      contact INTEGER NOT NULL,
      received INTEGER,
      share_id TEXT DEFAULT '' NOT NULL,
      body TEXT DEFAULT '' NOT NULL,
      written_on INTEGER NOT NULL,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(contact) REFERENCES contact (id),
      FOREIGN KEY(received) REFERENCES received (id),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    "CREATE INDEX coach_note_by_contact ON coach_note (contact)",
    "CREATE INDEX coach_note_by_received ON coach_note (received) WHERE received IS NOT NULL",
    """
    CREATE TABLE sent_reply (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      received INTEGER NOT NULL,
      made_on INTEGER NOT NULL,
      fingerprint TEXT DEFAULT '' NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(received) REFERENCES received (id)
    )
    """,
    "CREATE INDEX sent_reply_by_received ON sent_reply (received)",
)

# A remark on a share whole, or on words of an entry erased since, speaks of no entry, so the table is
# made anew: SQLite cannot take NOT NULL from a column.
MERGED = (
    "ALTER TABLE reply ADD COLUMN contact INTEGER REFERENCES contact (id)",
    "ALTER TABLE reply ADD COLUMN fingerprint TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE reply ADD COLUMN typed_in INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE reply ADD COLUMN made_on INTEGER",
    "CREATE INDEX reply_by_contact ON reply (contact) WHERE contact IS NOT NULL",
    """
    CREATE TABLE comment_anew (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      reply INTEGER NOT NULL,
      entry INTEGER,
      review INTEGER,
      field TEXT DEFAULT '' NOT NULL,
      prompt INTEGER,
      kind INTEGER NOT NULL,
      quote TEXT,
      body TEXT DEFAULT '' NOT NULL,
      in_reply_to TEXT,
      share_id TEXT DEFAULT '' NOT NULL,
      field_id TEXT DEFAULT '' NOT NULL,
      anchor TEXT,
      framework TEXT,
      closed INTEGER DEFAULT '0' NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(reply) REFERENCES reply (id),
      FOREIGN KEY(entry) REFERENCES entry (id),
      FOREIGN KEY(review) REFERENCES review (id),
      FOREIGN KEY(prompt) REFERENCES prompt (id)
    )
    """,
    "INSERT INTO comment_anew (id, uid, reply, entry, review, field, prompt, kind, quote, body, in_reply_to)"
    " SELECT id, uid, reply, entry, review, field, prompt, kind, quote, body, in_reply_to FROM comment",
    "DROP TABLE comment",
    "ALTER TABLE comment_anew RENAME TO comment",
    "CREATE INDEX comment_by_entry ON comment (entry)",
    "CREATE INDEX comment_by_reply ON comment (reply)",
    "CREATE INDEX comment_by_review ON comment (review) WHERE review IS NOT NULL",
    """
    CREATE TABLE thread_answer (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      comment INTEGER NOT NULL,
      body TEXT DEFAULT '' NOT NULL,
      written_on INTEGER NOT NULL,
      share TEXT,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(comment) REFERENCES comment (id)
    )
    """,
    "CREATE INDEX thread_answer_by_comment ON thread_answer (comment)",
)


def upgrade() -> None:
    for statement in (*PEOPLE, *SHARED, *DESK, *MERGED):
        op.execute(statement)
