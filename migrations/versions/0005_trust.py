"""Trust: what was removed for good, so that a restored backup does not bring it back.

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


def upgrade() -> None:
    for statement in REDACTION:
        op.execute(statement)
