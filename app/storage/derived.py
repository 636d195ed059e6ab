"""What is drawn from the entries and kept beside them: readings and the text that is searched.

One source each, scoped by a condition on the entry `e`: one entry after a
write, one batch after an import, all of them when the journal is rebuilt.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import Connection

from app.domain.days import month_of
from app.storage.codes import CROSS, CROSS_MIDDLE, EARLIER
from app.storage.rows import driver_of, fetched

DOC_BITS: Final = 24
"""A document's id is its day shifted by this many bits, plus the entry's id: the newest day comes last."""

ONE = "e.id = :entry"
BATCH = "e.batch = :batch"
ALL = "1"

_COUNTS = """
  e.deleted_at IS NULL AND e.withdrawn = 0 AND e.undecided = 0
  AND (e.is_demo = 0 OR EXISTS (SELECT 1 FROM journal WHERE key = 'is_demo' AND value = 'true'))
"""
_DECISION = f"e.kind = 0 AND {_COUNTS}"


def month_sql(day: str) -> str:
    """The month number of a day number, as an SQL expression (ordinal 1 is Julian day 1721425.5)."""
    return (
        f"(CAST(strftime('%Y', {day} + 1721424.5) AS INTEGER) * 12"
        f" + CAST(strftime('%m', {day} + 1721424.5) AS INTEGER) - 1)"
    )


def _prompt(code: str) -> str:
    return f"(SELECT id FROM prompt WHERE code = '{code}')"


def _answered(alias: str, code: str, review: str = "IS NULL") -> str:
    return (
        f"JOIN answer {alias} ON {alias}.entry = e.id"
        f" AND {alias}.prompt = {_prompt(code)} AND {alias}.review {review}"
    )


# A voice stands for itself whether heard or absent: its number is the lower of the two it may have,
# which stays the same when the other is met later.
VOICE_PROMPTS: Final = "SELECT id FROM prompt WHERE code IN ('vo-heard', 'vo-absent')"

_STAGE = "CASE e.kind WHEN 0 THEN 0 WHEN 1 THEN 2 ELSE 3 END"
_TRIANGLE = (
    f"FROM entry e {_answered('v', 'st-value')} {_answered('u', 'st-authority')}"
    f" {_answered('c', 'st-capacity')} WHERE {_DECISION}"
)
_FINAL = "FROM entry e JOIN review r ON r.id = e.reviewed"
_BELIEF = (
    "EXISTS (SELECT 1 FROM answer b WHERE b.entry = e.id AND b.review = r.id"
    f" AND b.prompt = {_prompt('ll-assumption-changed')})"
)


def _crossed(option: str, value: str) -> str:
    return f"{option} * {CROSS} + {CROSS_MIDDLE} + {value}"


# A week counts at its last day, and while it still goes on at the day its reflection was written: what was
# just saved lies in every period to today.
_WRITTEN_ABOUT = "CASE e.kind WHEN 1 THEN min(e.decided_on, e.written_on) ELSE e.decided_on END"

# Each row: question, stage, day, entry, value.
_SOURCES: tuple[str, ...] = (
    f"SELECT a.prompt, {_STAGE}, {_WRITTEN_ABOUT}, e.id, a.value"
    f" FROM entry e JOIN answer a ON a.entry = e.id AND a.review IS NULL WHERE {_COUNTS}",
    f"SELECT a.prompt, {_STAGE}, {_WRITTEN_ABOUT}, e.id, ch.option"
    " FROM entry e JOIN answer a ON a.entry = e.id AND a.review IS NULL"
    f" JOIN answer_choice ch ON ch.answer = a.id WHERE {_COUNTS}",
    "SELECT a.prompt, 1, r.reviewed_on, e.id, a.value"
    f" {_FINAL} JOIN answer a ON a.entry = e.id AND a.review = r.id WHERE {_DECISION}",
    "SELECT a.prompt, 1, r.reviewed_on, e.id, ch.option"
    f" {_FINAL} JOIN answer a ON a.entry = e.id AND a.review = r.id"
    f" JOIN answer_choice ch ON ch.answer = a.id WHERE {_DECISION}",
    # What was answered in a look back that another has followed, or that left it open: it was met, and no
    # chart counts its values, so that the place of the review stands there and two of one day stay apart.
    f"SELECT a.prompt, {EARLIER}, r.reviewed_on, e.id,"
    " (SELECT count(*) FROM review b WHERE b.entry = e.id AND b.id < r.id) FROM entry e"
    " JOIN review r ON r.entry = e.id AND r.id <> e.reviewed"
    f" JOIN answer a ON a.entry = e.id AND a.review = r.id WHERE {_DECISION}",
    f"SELECT -2, 0, e.decided_on, e.id, 1 FROM entry e WHERE {_DECISION}",
    f"SELECT -21, 0, {_WRITTEN_ABOUT}, e.id, 1 FROM entry e WHERE e.kind = 1 AND {_COUNTS}",
    "SELECT -3, 0, e.decided_on, e.id, CASE"
    " WHEN v.value < u.value AND v.value < c.value THEN 1"
    " WHEN u.value < v.value AND u.value < c.value THEN 2"
    " WHEN c.value < v.value AND c.value < u.value THEN 3 ELSE 4 END"
    f" {_TRIANGLE}",
    f"SELECT -4, 0, e.decided_on, e.id, min(v.value, u.value, c.value) {_TRIANGLE}",
    "SELECT -5, 0, e.decided_on, e.id,"
    " min(s.value, w.value, l.value) <= -1 AND max(s.value, w.value, l.value) >= 1"
    f" FROM entry e {_answered('s', 'ic-systems')} {_answered('w', 'ic-workforce')}"
    f" {_answered('l', 'ic-leadership')} WHERE {_DECISION}",
    "SELECT DISTINCT -6, 0, e.decided_on, e.id, 0 FROM entry e JOIN answer a ON a.entry = e.id"
    " AND a.review IS NULL JOIN prompt p ON p.id = a.prompt AND p.code IN ('vo-heard', 'vo-absent')"
    f" WHERE {_DECISION}",
    "SELECT DISTINCT -6, 0, e.decided_on, e.id,"
    f" (SELECT min(h.id) FROM option h WHERE h.prompt IN ({VOICE_PROMPTS}) AND h.code = o.code)"
    " FROM entry e JOIN answer a ON a.entry = e.id AND a.review IS NULL"
    " JOIN prompt p ON p.id = a.prompt AND p.code IN ('vo-heard', 'vo-absent')"
    " JOIN answer_choice ch ON ch.answer = a.id JOIN option o ON o.id = ch.option"
    f" WHERE {_DECISION}",
    f"SELECT -7, 0, r.reviewed_on, e.id, r.happened {_FINAL} WHERE {_DECISION}",
    "SELECT -7, 0, (SELECT max(reviewed_on) FROM review WHERE entry = e.id AND happened = 4), e.id, 4"
    " FROM entry e WHERE e.reviewed = 0 AND EXISTS"
    f" (SELECT 1 FROM review WHERE entry = e.id AND happened = 4) AND {_DECISION}",
    "SELECT -8, 0, r.reviewed_on, e.id, e.confidence * 10 + (r.happened = 1)"
    f" {_FINAL} WHERE {_DECISION} AND r.happened IN (1, 2) AND e.confidence IS NOT NULL",
    f"SELECT -9, 0, r.reviewed_on, e.id, r.happened = 1"
    f" {_FINAL} WHERE {_DECISION} AND r.happened IN (1, 2) AND e.confidence IS NULL",
    f"SELECT -10, 0, r.reviewed_on, e.id, {_BELIEF} {_FINAL} WHERE {_DECISION}",
    f"SELECT -11, 0, r.reviewed_on, e.id, {_BELIEF} {_FINAL}"
    f" {_answered('g', 'll-assumption')} WHERE {_DECISION}",
    "SELECT -12, 0, e.review_due, e.id, CASE WHEN r.id IS NULL THEN 3"
    " WHEN r.reviewed_on <= e.review_due + 14 THEN 1 ELSE 2 END"
    f" FROM entry e LEFT JOIN review r ON r.id = e.reviewed WHERE {_DECISION}"
    " AND e.review_due IS NOT NULL AND e.no_review = 0",
    "SELECT -13, 0, r.reviewed_on, e.id, r.reviewed_on - e.review_due"
    f" {_FINAL} WHERE {_DECISION} AND e.review_due IS NOT NULL AND e.no_review = 0",
    "SELECT -14, 0, r.reviewed_on, e.id, (r.process + 3) * 10 + r.outcome + 3"
    f" {_FINAL} WHERE {_DECISION} AND r.process IS NOT NULL AND r.outcome IS NOT NULL",
    f"SELECT -15, 0, e.decided_on, e.id, {_crossed('k.value', 's.value')}"
    f" FROM entry e {_answered('k', 'bo-kind')} {_answered('s', 'bo-stance')} WHERE {_DECISION}",
    f"SELECT -16, 0, e.decided_on, e.id, {_crossed('ch.option', 's.value')}"
    f" FROM entry e {_answered('k', 'rw-arena')} {_answered('s', 'rw-peace-point')}"
    f" JOIN answer_choice ch ON ch.answer = k.id WHERE {_DECISION}",
    f"SELECT -17, 0, e.decided_on, e.id, {_crossed('k.value', '(r.happened = 1)')}"
    f" {_FINAL} {_answered('k', 'wa-formal')} WHERE {_DECISION} AND r.happened IN (1, 2)",
    f"SELECT -18, 0, e.decided_on, e.id, {_crossed('k.value', 'e.confidence')}"
    f" FROM entry e {_answered('k', 'ws-predictable')} WHERE {_DECISION} AND e.confidence IS NOT NULL",
    # What another journal brought was not written here; a journal of Balcony's own was.
    f"SELECT -19, 0, e.written_on, e.id, 1 FROM entry e WHERE {_COUNTS} AND e.origin = ''",
    "SELECT DISTINCT -19, 0, w.reviewed_on, e.id, 2 FROM entry e JOIN review w ON w.entry = e.id"
    f" WHERE {_DECISION}",
    "SELECT -20, 0, e.decided_on, e.id, EXISTS (SELECT 1 FROM addition WHERE entry = e.id)"
    f" FROM entry e WHERE {_DECISION}",
)


def readings_sql(scope: str) -> str:
    """A query of every reading of the entries in a scope: question, stage, day, entry, value, month."""
    return f"SELECT question, stage, day, entry, value, {month_sql('day')} FROM ({_union(scope)})"


def _union(scope: str) -> str:
    named = "SELECT NULL AS question, NULL AS stage, NULL AS day, NULL AS entry, NULL AS value WHERE 0"
    return " UNION ALL ".join((named, *(f"{source} AND {scope}" for source in _SOURCES)))


def standings_sql(scope: str) -> str:
    """A query of where the leader stood, for all entries (theme 0) and by theme: theme, day, entry, value."""
    stood = f"FROM entry e {_answered('p', 'bd-position')}"
    return (
        f"SELECT 0 AS theme, e.decided_on AS day, e.id AS entry, p.value AS value {stood}"
        f" WHERE {_DECISION} AND {scope} UNION ALL SELECT t.theme, e.decided_on, e.id, p.value {stood}"
        f" JOIN entry_theme t ON t.entry = e.id WHERE {_DECISION} AND {scope}"
    )


def docs_sql(scope: str) -> str:
    """A query of the searched text of the entries in a scope: id, entry, title, body.

    What others said of an entry, and what was agreed with them, is found with it, unless it came with an
    import that was taken back.
    """
    return f"""
      SELECT (e.decided_on << {DOC_BITS}) | e.id, e.id, e.title,
        trim(e.context || char(10) || e.decision || char(10) || e.expected
          || coalesce((SELECT char(10) || group_concat(x, char(10)) FROM (
               SELECT text AS x FROM answer WHERE entry = e.id AND text <> '' ORDER BY id)), '')
          || coalesce((SELECT char(10) || group_concat(x, char(10)) FROM (
               SELECT trim(what_happened || char(10) || learned, char(10)) AS x
               FROM review WHERE entry = e.id AND (what_happened <> '' OR learned <> '') ORDER BY id)), '')
          || coalesce((SELECT char(10) || group_concat(x, char(10)) FROM (
               SELECT text AS x FROM addition WHERE entry = e.id ORDER BY id)), '')
          || coalesce((SELECT char(10) || group_concat(x, char(10)) FROM (
               SELECT c.body AS x FROM comment c JOIN reply r ON r.id = c.reply
               LEFT JOIN import_batch b ON b.id = r.batch WHERE c.entry = e.id AND c.body <> ''
               AND coalesce(b.taken_back, 0) = 0 ORDER BY c.id)), '')
          || coalesce((SELECT char(10) || group_concat(x, char(10)) FROM (
               SELECT a.text AS x FROM agreed_action a LEFT JOIN import_batch b ON b.id = a.batch
               WHERE a.entry = e.id AND coalesce(b.taken_back, 0) = 0 ORDER BY a.id)), '')
          || CASE e.tags WHEN '' THEN '' ELSE char(10) || e.tags END, char(10))
      FROM entry e WHERE e.deleted_at IS NULL AND {scope}"""


_ONE_READINGS = f"SELECT question, stage, day, entry, value FROM ({_union(ONE)})"
_KEPT_READINGS = "SELECT question, stage, day, entry, value FROM reading WHERE entry = :entry"
_KEPT_STANDINGS = "SELECT theme, day, entry, value FROM standing WHERE entry = :entry"


def refresh(connection: Connection, entry_id: int) -> set[int]:
    """Draw what follows from one entry again; only what differs is written.

    Gives the questions of its readings, before and after: their counts, themes or titles may be others now.
    """
    one = {"entry": entry_id}
    fresh, kept = _both(connection, _ONE_READINGS, _KEPT_READINGS, one)
    carried = {row[0] for row in fresh | kept}
    _write(connection, _REMOVE_READING, kept - fresh)
    _write(connection, _ADD_READING, ((*row, _month(row[2])) for row in fresh - kept))
    fresh, kept = _both(connection, standings_sql(ONE), _KEPT_STANDINGS, one)
    _write(connection, _REMOVE_STANDING, (row[:3] for row in kept - fresh))
    _write(connection, _ADD_STANDING, ((*row, _month(row[1])) for row in fresh - kept))
    driver_of(connection).execute(_REMOVE_DOC, one)
    driver_of(connection).execute(_PUT_DOC, one)
    return carried


_REMOVE_READING = (
    "DELETE FROM reading WHERE question = ? AND stage = ? AND day = ? AND entry = ? AND value = ?"
)
_ADD_READING = "INSERT INTO reading (question, stage, day, entry, value, month) VALUES (?, ?, ?, ?, ?, ?)"
_REMOVE_STANDING = "DELETE FROM standing WHERE theme = ? AND day = ? AND entry = ?"
_ADD_STANDING = "INSERT INTO standing (theme, day, entry, value, month) VALUES (?, ?, ?, ?, ?)"
_REMOVE_DOC = (
    f"DELETE FROM doc WHERE entry = :entry AND id NOT IN (SELECT (decided_on << {DOC_BITS}) | id"
    " FROM entry WHERE id = :entry AND deleted_at IS NULL)"
)
_ANEW = (
    " ON CONFLICT (id) DO UPDATE SET title = excluded.title, body = excluded.body"
    " WHERE doc.title <> excluded.title OR doc.body <> excluded.body"
)
_PUT_DOC = f"INSERT INTO doc (id, entry, title, body) {docs_sql(ONE)}{_ANEW}"
_SPOKEN_OF = (
    "e.batch IS NOT :batch AND e.id IN"
    " (SELECT c.entry FROM reply r JOIN comment c ON c.reply = r.id WHERE r.batch = :batch"
    " UNION SELECT entry FROM agreed_action WHERE batch = :batch)"
)
_PUT_SPOKEN_OF = f"INSERT INTO doc (id, entry, title, body) {docs_sql(_SPOKEN_OF)}{_ANEW}"
_Numbers = tuple[int, ...]


def _both(
    connection: Connection, fresh: str, kept: str, one: dict[str, int]
) -> tuple[set[_Numbers], set[_Numbers]]:
    return {*fetched(connection, fresh, one)}, {*fetched(connection, kept, one)}


def _write(connection: Connection, statement: str, rows: Iterable[_Numbers]) -> None:
    ordered = sorted(rows)
    if ordered:
        driver_of(connection).executemany(statement, ordered)


def _month(day: int) -> int:
    return month_of(date.fromordinal(day))


def tally_sql(inside: str) -> str:
    """A query of how often each reading occurs in a month, for all entries (theme 0) and by theme."""
    return f"""
      SELECT 0 AS theme, question, stage, value, month, count(*) AS n FROM reading WHERE {inside}
      GROUP BY 2, 3, 4, 5
      UNION ALL
      SELECT t.theme, question, stage, value, month, count(*) FROM reading JOIN entry_theme t USING (entry)
      WHERE {inside} GROUP BY 1, 2, 3, 4, 5"""


TALLY_SQL = tally_sql("1")
STEPS_SQL = """
  SELECT theme, day, entry, abs(value - lag(value) OVER (PARTITION BY theme ORDER BY day, entry)) AS step
  FROM standing
"""
THEME_USE_SQL = "SELECT theme, count(*) FROM entry_theme GROUP BY theme"
STEP_TALLY_SQL = "SELECT theme, month, step, count(*) FROM standing WHERE step IS NOT NULL GROUP BY 1, 2, 3"


def rebuild(connection: Connection) -> None:
    """Draw everything again from the entries; the caller holds the write transaction."""
    with_guard(connection)
    for table in ("reading", "standing", "doc", "theme_use"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    connection.exec_driver_sql(f"INSERT INTO theme_use (theme, n) {THEME_USE_SQL}")
    _fill(connection, ALL, {})
    connection.exec_driver_sql("INSERT INTO doc_fts (doc_fts) VALUES ('rebuild')")
    _recount(connection)
    without_guard(connection)


def redraw(connection: Connection, entries: Iterable[int]) -> None:
    """Draw what follows from these entries again, and the whole index, which keeps no trace of what went."""
    these = [{"entry": entry_id} for entry_id in sorted(entries)]
    with_guard(connection)  # the whole index follows: to take each text out of it first is slower
    for statement in (_REMOVE_DOC, _PUT_DOC):
        driver_of(connection).executemany(statement, these)
    without_guard(connection)
    for one in these:
        refresh(connection, one["entry"])
    connection.exec_driver_sql("INSERT INTO doc_fts (doc_fts) VALUES ('rebuild')")


def add_batch(connection: Connection, batch: int) -> None:
    """Draw the readings and texts of one imported batch, in one pass each (ruling 19)."""
    mine = {"batch": batch}
    with_guard(connection)
    _fill(connection, BATCH, mine)
    connection.exec_driver_sql(
        "INSERT INTO doc_fts (rowid, title, body) SELECT d.id, d.title, d.body"
        " FROM entry e JOIN doc d ON d.entry = e.id WHERE e.batch = :batch ORDER BY d.id",
        mine,
    )
    if _is_most(connection, mine):
        _recount(connection)
    else:
        _count(connection, mine, 1)
        _restep(connection)
    without_guard(connection)
    connection.exec_driver_sql(_PUT_SPOKEN_OF, mine)


def index_agrees(connection: Connection) -> bool:
    """Whether every entry outside the bin has its document, and the index holds these and no other (ruling 19).

    Counts and sums of narrow rows: it adds a few milliseconds to an import, where comparing every word
    (which `check` does) would add a tenth.
    """
    looked = f"count(*), coalesce(sum(id >> {DOC_BITS}), 0), coalesce(sum(id & {(1 << DOC_BITS) - 1}), 0)"
    texts = connection.exec_driver_sql(f"SELECT {looked} FROM doc").one()
    index = connection.exec_driver_sql(f"SELECT {looked} FROM doc_fts_docsize").one()
    entries = connection.exec_driver_sql(
        "SELECT count(*), coalesce(sum(decided_on), 0), coalesce(sum(id), 0) FROM entry WHERE deleted_at IS NULL"
    ).one()
    return tuple(entries) == tuple(texts) == tuple(index)


def remove_batch(connection: Connection, batch: int) -> None:
    """Take the readings and texts of one imported batch out again."""
    mine = {"batch": batch}
    connection.exec_driver_sql(f"DELETE FROM doc WHERE {_INSIDE}", mine)
    with_guard(connection)
    _count(connection, mine, -1)
    for table in ("reading", "standing"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE {_INSIDE}", mine)
    _restep(connection)
    without_guard(connection)
    connection.exec_driver_sql(_PUT_SPOKEN_OF, mine)


_INSIDE = "entry IN (SELECT id FROM entry WHERE batch = :batch)"


def _fill(connection: Connection, scope: str, values: dict[str, int]) -> None:
    for statement in (
        f"INSERT INTO reading (question, stage, day, entry, value, month) {readings_sql(scope)} ORDER BY 1, 2, 3, 4, 5",
        f"INSERT INTO standing (theme, day, entry, value, month) SELECT *, {month_sql('day')}"
        f" FROM ({standings_sql(scope)}) ORDER BY 1, 2, 3",
        f"INSERT INTO doc (id, entry, title, body) {docs_sql(scope)} ORDER BY 1",
    ):
        connection.exec_driver_sql(statement, values)


def _is_most(connection: Connection, mine: dict[str, int]) -> bool:
    """Whether a batch is at least half of the journal, so that counting all again is less work."""
    query = "SELECT count(*) * 2 >= (SELECT count(*) FROM entry) FROM entry WHERE batch = :batch"
    return bool(connection.exec_driver_sql(query, mine).scalar())


def _recount(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM tally")
    connection.exec_driver_sql(f"INSERT INTO tally (theme, question, stage, value, month, n) {TALLY_SQL}")
    _restep(connection)


def _count(connection: Connection, mine: dict[str, int], sign: int) -> None:
    """Count the readings of a batch in, or out."""
    connection.exec_driver_sql(
        "INSERT INTO tally (theme, question, stage, value, month, n)"
        f" SELECT theme, question, stage, value, month, {sign} * n FROM ({tally_sql(_INSIDE)}) WHERE 1"
        " ON CONFLICT DO UPDATE SET n = n + excluded.n",
        mine,
    )
    connection.exec_driver_sql("DELETE FROM tally WHERE n <= 0")


def _restep(connection: Connection) -> None:
    """Write the steps that are not as they should be, and count all of them again."""
    connection.exec_driver_sql(
        f"UPDATE standing SET step = s.step FROM ({STEPS_SQL}) AS s WHERE standing.theme = s.theme"
        " AND standing.day = s.day AND standing.entry = s.entry AND standing.step IS NOT s.step"
    )
    connection.exec_driver_sql("DELETE FROM step_tally")
    connection.exec_driver_sql(f"INSERT INTO step_tally (theme, month, distance, n) {STEP_TALLY_SQL}")


def with_guard(connection: Connection) -> None:
    """Keep the triggers quiet until `without_guard`, in this transaction."""
    connection.exec_driver_sql("INSERT INTO bulk (active) VALUES (1)")


def without_guard(connection: Connection) -> None:
    """Let the triggers speak again."""
    connection.exec_driver_sql("DELETE FROM bulk")
