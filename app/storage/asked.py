"""How often and when each prompt was last answered, from the tallies."""

from datetime import date

from sqlalchemy import Connection

from app.domain.entries import Stage
from app.storage.codes import ANSWERED_CODE, STAGES


def answered_by_prompt(connection: Connection, stage: Stage) -> tuple[dict[str, int], dict[str, date]]:
    """By prompt id: in how many entries it was answered, and the day of the latest."""
    code = STAGES[stage]
    counts = connection.exec_driver_sql(
        "SELECT p.code, coalesce(sum(CASE WHEN w.multi = 0 OR t.value = ? THEN t.n END), 0)"
        " FROM tally t JOIN prompt p ON p.id = t.question JOIN ("
        "   SELECT prompt, max(json_extract(body, '$.kind') = 'multi') AS multi FROM wording GROUP BY prompt"
        " ) w ON w.prompt = p.id WHERE t.theme = 0 AND t.stage = ? GROUP BY p.code",
        (ANSWERED_CODE, code),
    )
    latest = connection.exec_driver_sql(
        "SELECT p.code, (SELECT max(day) FROM reading r WHERE r.question = p.id AND r.stage = ?) FROM prompt p",
        (code,),
    )
    return (
        {row[0]: row[1] for row in counts},
        {row[0]: date.fromordinal(row[1]) for row in latest if row[1] is not None},
    )
