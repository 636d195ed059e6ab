"""How often and when each prompt was last answered, from the tallies."""

from datetime import date

from sqlalchemy import Connection

from app.domain.entries import EntryKind, Stage
from app.domain.readings import Fact
from app.storage.codes import ANSWERED_CODE, ENTRY_KINDS, FACTS, STAGES


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


def forms_in_use(connection: Connection) -> tuple[bool, bool]:
    """Whether a decision was ever looked at again to the end, and whether there is a weekly reflection."""
    reviewed, weekly = connection.exec_driver_sql(_IN_USE).one()
    return bool(reviewed), bool(weekly or connection.exec_driver_sql(_ANY_WEEKLY).scalar())


_IN_USE = f"""
  SELECT
    EXISTS (SELECT 1 FROM tally WHERE theme = 0 AND question = {FACTS[Fact.REWRITTEN]} AND stage = 0),
    EXISTS (SELECT 1 FROM prompt p CROSS JOIN tally t
      WHERE t.theme = 0 AND t.question = p.id AND t.stage = {STAGES[Stage.WEEKLY]})
"""
# One without an answer is found only among the entries, which takes longer and is looked for last.
_ANY_WEEKLY = (
    f"SELECT EXISTS (SELECT 1 FROM entry WHERE deleted_at IS NULL AND kind = {ENTRY_KINDS[EntryKind.WEEKLY]})"
)
