"""The first schema of a journal.

Revision ID: 0001
Revises:
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

STATEMENTS = (
    """
    CREATE TABLE doc (
      id INTEGER NOT NULL,
      entry INTEGER NOT NULL,
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (entry)
    )
    """,
    """
    CREATE TABLE draft (
      form TEXT NOT NULL,
      body TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      PRIMARY KEY (form)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE import_batch (
      id INTEGER NOT NULL,
      format TEXT NOT NULL,
      imported_at INTEGER NOT NULL,
      entries INTEGER DEFAULT '0' NOT NULL,
      taken_back INTEGER DEFAULT '0' NOT NULL,
      PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE journal (
      "key" TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY ("key")
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE own_prompt (
      id INTEGER NOT NULL,
      code TEXT NOT NULL,
      body TEXT NOT NULL,
      retired INTEGER DEFAULT '0' NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (code)
    )
    """,
    """
    CREATE TABLE prompt (
      id INTEGER NOT NULL,
      code TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (code)
    )
    """,
    """
    CREATE TABLE reading (
      question INTEGER NOT NULL,
      stage INTEGER NOT NULL,
      day INTEGER NOT NULL,
      entry INTEGER NOT NULL,
      value INTEGER NOT NULL,
      month INTEGER NOT NULL,
      PRIMARY KEY (question, stage, day, entry, value)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX reading_by_entry ON reading (entry)
    """,
    """
    CREATE TABLE skipped (
      code TEXT NOT NULL,
      skipped_on INTEGER NOT NULL,
      PRIMARY KEY (code)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE standing (
      theme INTEGER NOT NULL,
      day INTEGER NOT NULL,
      entry INTEGER NOT NULL,
      value INTEGER NOT NULL,
      month INTEGER NOT NULL,
      step INTEGER,
      PRIMARY KEY (theme, day, entry)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX standing_by_entry ON standing (entry)
    """,
    """
    CREATE TABLE step_tally (
      theme INTEGER NOT NULL,
      month INTEGER NOT NULL,
      distance INTEGER NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (theme, month, distance)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE tally (
      theme INTEGER NOT NULL,
      question INTEGER NOT NULL,
      stage INTEGER NOT NULL,
      value INTEGER NOT NULL,
      month INTEGER NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (theme, question, stage, value, month)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE theme (
      id INTEGER NOT NULL,
      name TEXT NOT NULL,
      "key" TEXT,
      archived INTEGER DEFAULT '0' NOT NULL,
      position INTEGER DEFAULT '0' NOT NULL,
      PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE theme_use (
      theme INTEGER NOT NULL,
      n INTEGER NOT NULL,
      PRIMARY KEY (theme)
    )
    """,
    """
    CREATE TABLE entry (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      uid TEXT NOT NULL,
      kind INTEGER NOT NULL,
      decided_on INTEGER NOT NULL,
      written_on INTEGER NOT NULL,
      written_at INTEGER NOT NULL,
      title TEXT DEFAULT '' NOT NULL,
      context TEXT DEFAULT '' NOT NULL,
      decision TEXT DEFAULT '' NOT NULL,
      expected TEXT DEFAULT '' NOT NULL,
      confidence INTEGER,
      confidence_withheld INTEGER DEFAULT '0' NOT NULL,
      review_due INTEGER,
      no_review INTEGER DEFAULT '0' NOT NULL,
      snoozed_until INTEGER,
      undecided INTEGER DEFAULT '0' NOT NULL,
      withdrawn INTEGER DEFAULT '0' NOT NULL,
      locked_on INTEGER,
      marks INTEGER DEFAULT '0' NOT NULL,
      is_demo INTEGER DEFAULT '0' NOT NULL,
      came_from INTEGER,
      batch INTEGER,
      origin TEXT DEFAULT '' NOT NULL,
      tags TEXT DEFAULT '' NOT NULL,
      starred INTEGER DEFAULT '0' NOT NULL,
      reviewed INTEGER DEFAULT '0' NOT NULL,
      deleted_at INTEGER,
      UNIQUE (uid),
      FOREIGN KEY(came_from) REFERENCES entry (id),
      FOREIGN KEY(batch) REFERENCES import_batch (id)
    )
    """,
    """
    CREATE INDEX entry_by_batch ON entry (batch) WHERE batch IS NOT NULL
    """,
    """
    CREATE INDEX entry_by_source ON entry (came_from) WHERE came_from IS NOT NULL
    """,
    """
    CREATE INDEX entry_by_day ON entry (deleted_at, decided_on, id, kind, withdrawn, undecided, reviewed,
      review_due)
    """,
    """
    CREATE INDEX entry_undecided ON entry (deleted_at, decided_on, id, kind, withdrawn, undecided, reviewed,
      review_due) WHERE undecided = 1
    """,
    """
    CREATE INDEX entry_to_look_at ON entry (review_due, id, snoozed_until) WHERE deleted_at IS NULL AND kind = 0
      AND withdrawn = 0 AND undecided = 0 AND reviewed = 0 AND review_due IS NOT NULL
    """,
    """
    CREATE TABLE option (
      id INTEGER NOT NULL,
      prompt INTEGER NOT NULL,
      code TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (prompt, code),
      FOREIGN KEY(prompt) REFERENCES prompt (id)
    )
    """,
    """
    CREATE TABLE wording (
      id INTEGER NOT NULL,
      prompt INTEGER NOT NULL,
      version INTEGER NOT NULL,
      digest TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (id),
      UNIQUE (prompt, version, digest),
      FOREIGN KEY(prompt) REFERENCES prompt (id)
    )
    """,
    """
    CREATE TABLE entry_theme (
      entry INTEGER NOT NULL,
      theme INTEGER NOT NULL,
      PRIMARY KEY (entry, theme),
      FOREIGN KEY(entry) REFERENCES entry (id),
      FOREIGN KEY(theme) REFERENCES theme (id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX entry_theme_by_theme ON entry_theme (theme, entry)
    """,
    """
    CREATE TABLE field_mark (
      entry INTEGER NOT NULL,
      field TEXT NOT NULL,
      marks INTEGER DEFAULT '0' NOT NULL,
      PRIMARY KEY (entry, field),
      FOREIGN KEY(entry) REFERENCES entry (id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE import_key (
      "key" TEXT NOT NULL,
      entry INTEGER NOT NULL,
      PRIMARY KEY ("key"),
      FOREIGN KEY(entry) REFERENCES entry (id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX import_key_by_entry ON import_key (entry)
    """,
    """
    CREATE TABLE review (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      uid TEXT NOT NULL,
      entry INTEGER NOT NULL,
      reviewed_on INTEGER NOT NULL,
      written_at INTEGER NOT NULL,
      happened INTEGER,
      what_happened TEXT DEFAULT '' NOT NULL,
      outcome INTEGER,
      process INTEGER,
      learned TEXT DEFAULT '' NOT NULL,
      UNIQUE (uid),
      FOREIGN KEY(entry) REFERENCES entry (id)
    )
    """,
    """
    CREATE INDEX review_by_entry ON review (entry)
    """,
    """
    CREATE TABLE review_date (
      id INTEGER NOT NULL,
      entry INTEGER NOT NULL,
      chosen_on INTEGER NOT NULL,
      review_due INTEGER,
      PRIMARY KEY (id),
      FOREIGN KEY(entry) REFERENCES entry (id)
    )
    """,
    """
    CREATE INDEX review_date_by_entry ON review_date (entry)
    """,
    """
    CREATE TABLE addition (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      entry INTEGER NOT NULL,
      review INTEGER,
      text TEXT NOT NULL,
      written_at INTEGER NOT NULL,
      written_on INTEGER NOT NULL,
      FOREIGN KEY(entry) REFERENCES entry (id),
      FOREIGN KEY(review) REFERENCES review (id)
    )
    """,
    """
    CREATE INDEX addition_by_entry ON addition (entry)
    """,
    """
    CREATE INDEX addition_by_review ON addition (review) WHERE review IS NOT NULL
    """,
    """
    CREATE TABLE answer (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      entry INTEGER NOT NULL,
      review INTEGER,
      prompt INTEGER NOT NULL,
      wording INTEGER NOT NULL,
      value INTEGER,
      text TEXT DEFAULT '' NOT NULL,
      answered_at INTEGER NOT NULL,
      added_later INTEGER DEFAULT '0' NOT NULL,
      marks INTEGER DEFAULT '0' NOT NULL,
      FOREIGN KEY(entry) REFERENCES entry (id),
      FOREIGN KEY(review) REFERENCES review (id),
      FOREIGN KEY(prompt) REFERENCES prompt (id),
      FOREIGN KEY(wording) REFERENCES wording (id)
    )
    """,
    """
    CREATE INDEX answer_by_entry ON answer (entry, prompt, review)
    """,
    """
    CREATE INDEX answer_by_review ON answer (review) WHERE review IS NOT NULL
    """,
    """
    CREATE TABLE version (
      id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
      entry INTEGER NOT NULL,
      review INTEGER,
      field TEXT NOT NULL,
      text TEXT NOT NULL,
      replaced_at INTEGER NOT NULL,
      FOREIGN KEY(entry) REFERENCES entry (id),
      FOREIGN KEY(review) REFERENCES review (id)
    )
    """,
    """
    CREATE INDEX version_by_entry ON version (entry)
    """,
    """
    CREATE INDEX version_by_review ON version (review) WHERE review IS NOT NULL
    """,
    """
    CREATE TABLE answer_choice (
      answer INTEGER NOT NULL,
      option INTEGER NOT NULL,
      PRIMARY KEY (answer, option),
      FOREIGN KEY(answer) REFERENCES answer (id),
      FOREIGN KEY(option) REFERENCES option (id)
    )
     WITHOUT ROWID
    """,
    "CREATE TABLE bulk (active INTEGER NOT NULL)",
    """
    CREATE VIRTUAL TABLE doc_fts USING fts5(
      title, body, content='doc', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
    )
    """,
    "INSERT INTO doc_fts (doc_fts, rank) VALUES ('secure-delete', 1)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
