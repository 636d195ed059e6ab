"""Pair rounds: seals, keys and steps of a round, comments beside its answers, and which files came and left.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# A round kept before this has no seals and stays as it was: started here, and revealed.
SEALED = (
    "ALTER TABLE pair_round ADD COLUMN role INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE pair_round ADD COLUMN contact INTEGER REFERENCES contact (id)",
    "ALTER TABLE pair_round ADD COLUMN closes_on INTEGER",
    "ALTER TABLE pair_round ADD COLUMN sealed_on INTEGER",
    "ALTER TABLE pair_round ADD COLUMN my_cipher TEXT",
    "ALTER TABLE pair_round ADD COLUMN my_commitment TEXT",
    "ALTER TABLE pair_round ADD COLUMN my_key TEXT",
    "ALTER TABLE pair_round ADD COLUMN their_cipher TEXT",
    "ALTER TABLE pair_round ADD COLUMN their_commitment TEXT",
    "ALTER TABLE pair_round ADD COLUMN their_key TEXT",
    "ALTER TABLE pair_round ADD COLUMN key_given_on INTEGER",
    "ALTER TABLE pair_round ADD COLUMN look_back TEXT",
    "ALTER TABLE pair_round ADD COLUMN withdrawn_on INTEGER",
    "ALTER TABLE pair_round ADD COLUMN withdrawn_by TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE pair_round ADD COLUMN learning_changed_on INTEGER",
    "ALTER TABLE pair_round ADD COLUMN their_learning TEXT",
    "ALTER TABLE pair_round ADD COLUMN onward_mine INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE pair_round ADD COLUMN onward_theirs INTEGER DEFAULT '0' NOT NULL",
    "ALTER TABLE pair_round ADD COLUMN words_removed_on INTEGER",
)

BESIDE = (
    """
    CREATE TABLE round_comment (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      round INTEGER NOT NULL,
      place INTEGER NOT NULL,
      side INTEGER NOT NULL,
      anchor TEXT,
      body TEXT DEFAULT '' NOT NULL,
      written_on INTEGER NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (uid),
      FOREIGN KEY(round) REFERENCES pair_round (id)
    )
    """,
    "CREATE INDEX round_comment_by_round ON round_comment (round)",
    """
    CREATE TABLE round_file (
      id INTEGER NOT NULL,
      round INTEGER NOT NULL,
      kind TEXT NOT NULL,
      outgoing INTEGER DEFAULT '0' NOT NULL,
      on_day INTEGER NOT NULL,
      file_id TEXT DEFAULT '' NOT NULL,
      fingerprint TEXT DEFAULT '' NOT NULL,
      PRIMARY KEY (id),
      FOREIGN KEY(round) REFERENCES pair_round (id)
    )
    """,
    "CREATE INDEX round_file_by_round ON round_file (round)",
)


def upgrade() -> None:
    for statement in (*SEALED, *BESIDE):
        op.execute(statement)
