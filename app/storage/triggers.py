"""The triggers that keep the search index and the tallies true; created again after every migration.

A batch migration drops them without a word, so they are data here and not part of a revision.
Each is quiet while `bulk` holds a row (a bulk import draws everything in one pass instead).
"""

from sqlalchemy import Connection

from app.storage.codes import POSITION

_QUIET = "WHEN NOT EXISTS (SELECT 1 FROM bulk)"
_STEPS = f"WHEN {{row}}.question = {POSITION} AND NOT EXISTS (SELECT 1 FROM bulk)"
_THEMES = "SELECT 0 AS theme UNION ALL SELECT theme FROM entry_theme WHERE entry = {row}.entry"


def _after(key: str) -> str:
    return (
        f"(SELECT {key} FROM reading s WHERE s.question = {POSITION} AND s.stage = 0"
        " AND (s.day, s.entry) > ({row}.day, {row}.entry) ORDER BY s.day, s.entry LIMIT 1)"
    )


def _before(key: str) -> str:
    return (
        f"(SELECT {key} FROM reading s WHERE s.question = {POSITION} AND s.stage = 0"
        " AND (s.day, s.entry) < ({row}.day, {row}.entry) ORDER BY s.day DESC, s.entry DESC LIMIT 1)"
    )


def _next_row(row: str) -> str:
    day, entry = _after("s.day").format(row=row), _after("s.entry").format(row=row)
    return f"question = {POSITION} AND stage = 0 AND day = {day} AND entry = {entry}"


def _count_step(where: str, change: int) -> str:
    return (
        "INSERT INTO step_tally (month, question, distance, n)"
        f" SELECT month, question, step, {change} FROM reading WHERE {where} AND step IS NOT NULL"
        f" ON CONFLICT DO UPDATE SET n = n + {change}"
    )


_OWN = f"question = {POSITION} AND stage = 0 AND day = NEW.day AND entry = NEW.entry"

TRIGGERS: dict[str, str] = {
    "doc_added": f"""AFTER INSERT ON doc {_QUIET} BEGIN
      INSERT INTO doc_fts (rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body);
    END""",
    "doc_removed": f"""AFTER DELETE ON doc {_QUIET} BEGIN
      INSERT INTO doc_fts (doc_fts, rowid, title, body) VALUES ('delete', OLD.id, OLD.title, OLD.body);
    END""",
    "doc_changed": f"""AFTER UPDATE ON doc {_QUIET} BEGIN
      INSERT INTO doc_fts (doc_fts, rowid, title, body) VALUES ('delete', OLD.id, OLD.title, OLD.body);
      INSERT INTO doc_fts (rowid, title, body) VALUES (NEW.id, NEW.title, NEW.body);
    END""",
    "reading_added": f"""AFTER INSERT ON reading {_QUIET} BEGIN
      INSERT INTO tally (theme, month, question, stage, value, n)
        SELECT theme, NEW.month, NEW.question, NEW.stage, NEW.value, 1 FROM ({_THEMES.format(row="NEW")}) WHERE 1
        ON CONFLICT DO UPDATE SET n = n + 1;
    END""",
    "reading_removed": f"""AFTER DELETE ON reading {_QUIET} BEGIN
      UPDATE tally SET n = n - 1 WHERE month = OLD.month AND question = OLD.question AND stage = OLD.stage
        AND value = OLD.value AND theme IN ({_THEMES.format(row="OLD")});
      DELETE FROM tally WHERE n <= 0 AND month = OLD.month AND question = OLD.question AND stage = OLD.stage
        AND value = OLD.value AND theme IN ({_THEMES.format(row="OLD")});
    END""",
    "theme_added": f"""AFTER INSERT ON entry_theme {_QUIET} BEGIN
      INSERT INTO tally (theme, month, question, stage, value, n)
        SELECT NEW.theme, month, question, stage, value, 1 FROM reading WHERE entry = NEW.entry
        ON CONFLICT DO UPDATE SET n = n + 1;
    END""",
    "theme_removed": f"""AFTER DELETE ON entry_theme {_QUIET} BEGIN
      UPDATE tally SET n = n - 1 WHERE theme = OLD.theme AND (month, question, stage, value) IN
        (SELECT month, question, stage, value FROM reading WHERE entry = OLD.entry);
      DELETE FROM tally WHERE n <= 0 AND theme = OLD.theme AND (month, question, stage, value) IN
        (SELECT month, question, stage, value FROM reading WHERE entry = OLD.entry);
    END""",
    "step_added": f"""AFTER INSERT ON reading {_STEPS.format(row="NEW")} BEGIN
      {_count_step(_next_row("NEW"), -1)};
      UPDATE reading SET step = abs(value - NEW.value) WHERE {_next_row("NEW")};
      {_count_step(_next_row("NEW"), 1)};
      UPDATE reading SET step = abs(NEW.value - {_before("s.value").format(row="NEW")}) WHERE {_OWN};
      {_count_step(_OWN, 1)};
      DELETE FROM step_tally WHERE n <= 0;
    END""",
    "step_removed": f"""AFTER DELETE ON reading {_STEPS.format(row="OLD")} BEGIN
      UPDATE step_tally SET n = n - 1
        WHERE month = OLD.month AND question = OLD.question AND distance = OLD.step;
      {_count_step(_next_row("OLD"), -1)};
      UPDATE reading SET step = abs(value - {_before("s.value").format(row="OLD")}) WHERE {_next_row("OLD")};
      {_count_step(_next_row("OLD"), 1)};
      DELETE FROM step_tally WHERE n <= 0;
    END""",
}


def create_triggers(connection: Connection) -> None:
    """Create every trigger afresh."""
    for name, body in TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")
