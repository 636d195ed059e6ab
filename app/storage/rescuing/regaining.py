"""Lost answers and choices out of what was drawn from them: the readings say their values, never their words."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from app.domain.entries import Stage
from app.domain.prompts import AnswerKind
from app.storage.codes import ANSWERED_CODE, STAGES
from app.storage.rescuing.btree import Value
from app.storage.rescuing.finding import Named

_WITH_THE_ENTRY: Final = ", ".join(str(code) for stage, code in STAGES.items() if stage is not Stage.REVIEW)
_OF_IT: Final = (
    f"(:review IS NULL AND r.stage IN ({_WITH_THE_ENTRY})"
    f" OR :review = (SELECT reviewed FROM entry WHERE id = :entry) AND r.stage = {STAGES[Stage.REVIEW]})"
)
"""Whether a reading is of answers given with the entry, or with the look back that counts."""
_VALUES: Final = f"SELECT DISTINCT r.value FROM temp.rescued_reading r WHERE r.question = :prompt AND r.entry = :entry AND {_OF_IT}"
_WORDING: Final = (
    "SELECT id, json_extract(body, '$.kind') FROM wording WHERE prompt = ? ORDER BY version DESC LIMIT 1"
)
_CHOICES: Final = f"""
  INSERT OR IGNORE INTO answer_choice (answer, option)
  SELECT a.id, r.value FROM temp.rescued_reading r
  JOIN answer a ON a.entry = r.entry AND a.prompt = r.question
  JOIN entry e ON e.id = a.entry
  JOIN option o ON o.id = r.value AND o.prompt = r.question
  JOIN wording w ON w.id = a.wording AND json_extract(w.body, '$.kind') = '{AnswerKind.MULTI.value}'
  WHERE a.review IS NULL AND r.stage IN ({_WITH_THE_ENTRY}) OR a.review = e.reviewed AND r.stage = {STAGES[Stage.REVIEW]}
"""


def regain(driver: Any, lost: Iterable[Named], readings: Iterable[tuple[Value, ...]]) -> Counter[str]:
    """Put lost answers in again whose value the readings say, and the choices of those that are there.

    How many rows of each table came. The readings are those of the damaged file (question, stage, day, entry,
    value, month); they lie in memory only.
    """
    driver.execute("CREATE TEMP TABLE rescued_reading (question, stage, entry, value)")
    rows = ((row[0], row[1], row[3], row[4]) for row in readings)
    driver.executemany("INSERT INTO temp.rescued_reading VALUES (?, ?, ?, ?)", rows)
    driver.execute("CREATE INDEX temp.rescued_reading_of ON rescued_reading (entry, question)")
    made = Counter({"answer": sum(_answer(driver, known) for known in lost)})
    made["answer_choice"] = driver.execute(_CHOICES).rowcount
    driver.execute("DROP TABLE temp.rescued_reading")
    return made


def _answer(driver: Any, known: Named) -> bool:
    """The words of an answer stand in the text that was searched, and are looked for there."""
    if not {"id", "entry", "prompt", "review"} <= known.keys():
        return False
    at = driver.execute("SELECT written_at FROM entry WHERE id = ?", (known["entry"],)).fetchone()
    wording = driver.execute(_WORDING, (known["prompt"],)).fetchone()
    review = "SELECT 1 FROM review WHERE id = ?"
    if known["review"] is not None and driver.execute(review, (known["review"],)).fetchone() is None:
        return False  # it would stand as an answer given with the entry
    if at is None or wording is None or wording[1] == AnswerKind.TEXT.value:
        return False
    values = [row[0] for row in driver.execute(_VALUES, known)]
    if wording[1] == AnswerKind.MULTI.value:
        chosen = driver.execute("SELECT 1 FROM answer_choice WHERE answer = ?", (known["id"],)).fetchone()
        values = [ANSWERED_CODE] if values or chosen else []
    if len(values) != 1:
        return False
    put = driver.execute(
        "INSERT OR IGNORE INTO answer (id, entry, review, prompt, wording, value, answered_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (known["id"], known["entry"], known["review"], known["prompt"], wording[0], values[0], at[0]),
    )
    return bool(put.rowcount)
