"""What comes back from a coach and from a pair: replies, comments, agreed actions and rounds.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE reply (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      from_name TEXT DEFAULT '' NOT NULL,
      received_on INTEGER NOT NULL,
      bundle TEXT DEFAULT '' NOT NULL,
      session_on INTEGER,
      session_summary TEXT DEFAULT '' NOT NULL,
      take_away TEXT DEFAULT '' NOT NULL,
      is_demo INTEGER DEFAULT '0' NOT NULL,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    """
    CREATE TABLE comment (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      reply INTEGER NOT NULL,
      entry INTEGER NOT NULL,
      review INTEGER,
      field TEXT DEFAULT '' NOT NULL,
      prompt INTEGER,
      kind INTEGER NOT NULL,
      quote TEXT,
      body TEXT DEFAULT '' NOT NULL,
      in_reply_to TEXT,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(reply) REFERENCES reply (id),
      FOREIGN KEY(entry) REFERENCES entry (id),
      FOREIGN KEY(review) REFERENCES review (id),
      FOREIGN KEY(prompt) REFERENCES prompt (id)
    )
    """,
    "CREATE INDEX comment_by_entry ON comment (entry)",
    "CREATE INDEX comment_by_reply ON comment (reply)",
    "CREATE INDEX comment_by_review ON comment (review) WHERE review IS NOT NULL",
    """
    CREATE TABLE agreed_action (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      reply INTEGER,
      entry INTEGER,
      text TEXT DEFAULT '' NOT NULL,
      owner TEXT DEFAULT '' NOT NULL,
      due_on INTEGER,
      status INTEGER DEFAULT '0' NOT NULL,
      agreed_on INTEGER NOT NULL,
      closed_on INTEGER,
      is_demo INTEGER DEFAULT '0' NOT NULL,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(reply) REFERENCES reply (id),
      FOREIGN KEY(entry) REFERENCES entry (id),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    "CREATE INDEX agreed_action_by_entry ON agreed_action (entry) WHERE entry IS NOT NULL",
    """
    CREATE TABLE pair_round (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      topic TEXT DEFAULT '' NOT NULL,
      case_text TEXT DEFAULT '' NOT NULL,
      mine TEXT DEFAULT '' NOT NULL,
      theirs TEXT DEFAULT '' NOT NULL,
      opened_on INTEGER NOT NULL,
      revealed_on INTEGER,
      status INTEGER DEFAULT '0' NOT NULL,
      agreed_learning TEXT DEFAULT '' NOT NULL,
      is_demo INTEGER DEFAULT '0' NOT NULL,
      batch INTEGER,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    """
    CREATE TABLE round_prompt (
      round INTEGER NOT NULL,
      place INTEGER NOT NULL,
      prompt INTEGER NOT NULL,
      wording INTEGER NOT NULL,
      PRIMARY KEY (round, place),
      FOREIGN KEY(round) REFERENCES pair_round (id),
      FOREIGN KEY(prompt) REFERENCES prompt (id),
      FOREIGN KEY(wording) REFERENCES wording (id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE round_answer (
      round INTEGER NOT NULL,
      place INTEGER NOT NULL,
      side INTEGER NOT NULL,
      value INTEGER,
      text TEXT DEFAULT '' NOT NULL,
      PRIMARY KEY (round, place, side),
      FOREIGN KEY(round) REFERENCES pair_round (id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE round_choice (
      round INTEGER NOT NULL,
      place INTEGER NOT NULL,
      side INTEGER NOT NULL,
      option INTEGER NOT NULL,
      PRIMARY KEY (round, place, side, option),
      FOREIGN KEY(round) REFERENCES pair_round (id),
      FOREIGN KEY(option) REFERENCES option (id)
    )
     WITHOUT ROWID
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
