"""How often and when each prompt was last answered, from the tallies."""

from datetime import date

from sqlalchemy import Connection

from app.domain.entries import Stage
from app.storage.codes import ANSWERED_CODE, STAGES


def answered_by_prompt(connection: Connection, stage: Stage) -> tuple[dict[str, int], dict[str, date]]:
    """By prompt id: in how many entries it was answered, and the day of the latest."""
    code = STAGES[stage]
    counts = connection.exec_driver_sql(
        "SELECT p.code, coalesce(sum(t.n), 0) FROM ("
        "   SELECT prompt, max(json_extract(body, '$.kind') = 'multi') AS multi FROM wording GROUP BY prompt"
        " ) w JOIN prompt p ON p.id = w.prompt JOIN tally t ON t.theme = 0 AND t.question = p.id"
        " AND t.stage = ? AND (w.multi = 0 OR t.value = ?) GROUP BY p.code",
        (code, ANSWERED_CODE),
    )
    latest = connection.exec_driver_sql(
        "SELECT p.code, (SELECT max(day) FROM reading r WHERE r.question = p.id AND r.stage = ?) FROM prompt p",
        (code,),
    )
    return (
        {row[0]: row[1] for row in counts},
        {row[0]: date.fromordinal(row[1]) for row in latest if row[1] is not None},
    )
