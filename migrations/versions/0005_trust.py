"""Trust: what was removed for good, and the history chain, which tells an older file.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REDACTION = (
    """
    CREATE TABLE redaction (
      id INTEGER NOT NULL,
      uid TEXT NOT NULL,
      kind INTEGER NOT NULL,
      entry TEXT DEFAULT '' NOT NULL,
      field TEXT DEFAULT '' NOT NULL,
      digest TEXT DEFAULT '' NOT NULL,
      length INTEGER DEFAULT '0' NOT NULL,
      replacement TEXT DEFAULT '' NOT NULL,
      done_on INTEGER NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (uid)
    )
    """,
    "CREATE INDEX redaction_by_entry ON redaction (entry)",
)

# The first links of what is there are added when all else of the upgrade is done.
CHAIN = (
    """
    CREATE TABLE chain (
      seq INTEGER NOT NULL,
      at INTEGER NOT NULL,
      act INTEGER NOT NULL,
      kind TEXT NOT NULL,
      "key" INTEGER NOT NULL,
      salt BLOB,
      digest BLOB NOT NULL,
      head BLOB NOT NULL,
      PRIMARY KEY (seq)
    )
    """,
    'CREATE INDEX chain_by_subject ON chain (kind, "key")',
)


def upgrade() -> None:
    for statement in (*REDACTION, *CHAIN):
        op.execute(statement)
