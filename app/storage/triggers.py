"""The triggers that keep the search index and the tallies true; created again after every migration.

A batch migration drops them without a word, so they are data here and not part of a revision.
Each but those that count a theme's entries is quiet while `bulk` holds a row: a bulk import draws
everything in one pass instead.
"""

from sqlalchemy import Connection

_QUIET = "WHEN NOT EXISTS (SELECT 1 FROM bulk)"
_THEMES = "SELECT 0 AS theme UNION ALL SELECT theme FROM entry_theme WHERE entry = {row}.entry"


def _neighbour(row: str, side: str, order: str) -> str:
    return (
        f"FROM standing s WHERE s.theme = {row}.theme AND (s.day, s.entry) {side} ({row}.day, {row}.entry)"
        f" ORDER BY s.day {order}, s.entry {order} LIMIT 1"
    )


def _before(row: str) -> str:
    return f"(SELECT s.value {_neighbour(row, '<', 'DESC')})"


def _next_row(row: str) -> str:
    return f"theme = {row}.theme AND (day, entry) = (SELECT s.day, s.entry {_neighbour(row, '>', 'ASC')})"


def _count_step(where: str, change: int) -> str:
    return (
        "INSERT INTO step_tally (theme, month, distance, n)"
        f" SELECT theme, month, step, {change} FROM standing WHERE {where} AND step IS NOT NULL"
        f" ON CONFLICT DO UPDATE SET n = n + {change}"
    )


_OWN = "theme = NEW.theme AND day = NEW.day AND entry = NEW.entry"

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
      INSERT INTO tally (theme, question, stage, value, month, n)
        SELECT theme, NEW.question, NEW.stage, NEW.value, NEW.month, 1 FROM ({_THEMES.format(row="NEW")}) WHERE 1
        ON CONFLICT DO UPDATE SET n = n + 1;
    END""",
    "reading_removed": f"""AFTER DELETE ON reading {_QUIET} BEGIN
      UPDATE tally SET n = n - 1 WHERE theme IN ({_THEMES.format(row="OLD")}) AND question = OLD.question
        AND stage = OLD.stage AND value = OLD.value AND month = OLD.month;
      DELETE FROM tally WHERE n <= 0 AND theme IN ({_THEMES.format(row="OLD")}) AND question = OLD.question
        AND stage = OLD.stage AND value = OLD.value AND month = OLD.month;
    END""",
    "theme_added": f"""AFTER INSERT ON entry_theme {_QUIET} BEGIN
      INSERT INTO tally (theme, question, stage, value, month, n)
        SELECT NEW.theme, question, stage, value, month, 1 FROM reading WHERE entry = NEW.entry
        ON CONFLICT DO UPDATE SET n = n + 1;
    END""",
    "theme_removed": f"""AFTER DELETE ON entry_theme {_QUIET} BEGIN
      UPDATE tally SET n = n - (SELECT count(*) FROM reading r WHERE r.entry = OLD.entry
          AND r.question = tally.question AND r.stage = tally.stage AND r.value = tally.value
          AND r.month = tally.month)
        WHERE theme = OLD.theme AND (question, stage, value, month) IN
        (SELECT question, stage, value, month FROM reading WHERE entry = OLD.entry);
      DELETE FROM tally WHERE n <= 0 AND theme = OLD.theme AND (question, stage, value, month) IN
        (SELECT question, stage, value, month FROM reading WHERE entry = OLD.entry);
    END""",
    "theme_taken": """AFTER INSERT ON entry_theme BEGIN
      INSERT INTO theme_use (theme, n) VALUES (NEW.theme, 1) ON CONFLICT DO UPDATE SET n = n + 1;
    END""",
    "theme_dropped": """AFTER DELETE ON entry_theme BEGIN
      UPDATE theme_use SET n = n - 1 WHERE theme = OLD.theme;
    END""",
    "standing_added": f"""AFTER INSERT ON standing {_QUIET} BEGIN
      {_count_step(_next_row("NEW"), -1)};
      UPDATE standing SET step = abs(value - NEW.value) WHERE {_next_row("NEW")};
      {_count_step(_next_row("NEW"), 1)};
      UPDATE standing SET step = abs(NEW.value - {_before("NEW")}) WHERE {_OWN};
      {_count_step(_OWN, 1)};
      DELETE FROM step_tally WHERE n <= 0 AND theme = NEW.theme;
    END""",
    "standing_removed": f"""AFTER DELETE ON standing {_QUIET} BEGIN
      UPDATE step_tally SET n = n - 1
        WHERE theme = OLD.theme AND month = OLD.month AND distance = OLD.step;
      {_count_step(_next_row("OLD"), -1)};
      UPDATE standing SET step = abs(value - {_before("OLD")}) WHERE {_next_row("OLD")};
      {_count_step(_next_row("OLD"), 1)};
      DELETE FROM step_tally WHERE n <= 0 AND theme = OLD.theme;
    END""",
}


def create_triggers(connection: Connection) -> None:
    """Create every trigger afresh."""
    for name, body in TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {body}")
