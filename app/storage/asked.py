"""How often and when each prompt was last answered, from the tallies."""

from datetime import date

from sqlalchemy import Connection

from app.domain.entries import Stage
from app.storage.codes import ANSWERED_CODE, STAGES


def answered_by_prompt(connection: Connection, stage: Stage) -> tuple[dict[str, int], dict[str, date]]:
    """By prompt id: in how many entries it was answered, and the day of the latest."""
    code = STAGES[stage]
    rows = connection.exec_driver_sql(_ANSWERED, (code, ANSWERED_CODE, code, code)).all()
    counts = {name: n for name, n, _ in rows if n}
    return counts, {name: date.fromordinal(day) for name, _, day in rows if day is not None}


_ANSWERED = """
  SELECT p.code,
    CASE WHEN w.multi
      THEN (SELECT sum(n) FROM tally WHERE theme = 0 AND question = p.id AND stage = ? AND value = ?)
      ELSE (SELECT sum(n) FROM tally WHERE theme = 0 AND question = p.id AND stage = ?) END,
    (SELECT max(day) FROM reading WHERE question = p.id AND stage = ?)
  FROM (
    SELECT prompt, max(json_extract(body, '$.kind') = 'multi') AS multi FROM wording GROUP BY prompt
  ) w JOIN prompt p ON p.id = w.prompt
"""
