"""Looks whether the journal is whole: the file, the index, and everything that is kept twice."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from sqlalchemy import Connection

from app.domain.exchange import Progress, no_progress
from app.storage import chain
from app.storage.bundles import bundle_from
from app.storage.derived import (
    ALL,
    STEP_TALLY_SQL,
    STEPS_SQL,
    TALLY_SQL,
    THEME_USE_SQL,
    docs_sql,
    month_sql,
    readings_sql,
    standings_sql,
)
from app.storage.migrate import HEAD, revision
from app.storage.triggers import TRIGGERS


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One thing that was looked at; `detail` counts, and never quotes."""

    name: str
    holds: bool
    detail: str


def _one(connection: Connection, statement: str) -> int:
    return int(connection.exec_driver_sql(statement).scalar() or 0)


def _file(connection: Connection) -> CheckLine:
    pages = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
    answer = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check").all()]
    holds = not pages and answer == ["ok"]
    return CheckLine(
        "file", holds, "every page is whole" if holds else f"{len(pages) + len(answer)} findings"
    )


def _references(connection: Connection) -> CheckLine:
    broken = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
    return CheckLine("references", broken == 0, f"{broken} broken")


def _difference(connection: Connection, name: str, fresh: str, kept: str) -> CheckLine:
    """Compare what is kept with a fresh computation, both ways."""
    missing = _one(connection, f"SELECT count(*) FROM (SELECT * FROM ({fresh}) EXCEPT {kept})")
    extra = _one(connection, f"SELECT count(*) FROM ({kept} EXCEPT SELECT * FROM ({fresh}))")
    return CheckLine(name, missing == extra == 0, f"{missing} missing, {extra} not from the entries")


def _readings(connection: Connection) -> CheckLine:
    kept = "SELECT question, stage, day, entry, value, month FROM reading"
    return _difference(connection, "readings", readings_sql(ALL), kept)


def _tallies(connection: Connection) -> CheckLine:
    kept = "SELECT theme, question, stage, value, month, n FROM tally"
    line = _difference(connection, "tallies", TALLY_SQL, kept)
    used = _difference(connection, "tallies", THEME_USE_SQL, "SELECT theme, n FROM theme_use WHERE n > 0")
    return line if not line.holds else used


def _steps(connection: Connection) -> CheckLine:
    looks = (
        (
            f"SELECT theme, day, entry, value, {month_sql('day')} FROM ({standings_sql(ALL)})",
            "SELECT theme, day, entry, value, month FROM standing",
        ),
        (STEPS_SQL, "SELECT theme, day, entry, step FROM standing"),
        (STEP_TALLY_SQL, "SELECT theme, month, distance, n FROM step_tally"),
    )
    lines = [_difference(connection, "steps", fresh, kept) for fresh, kept in looks]
    return next((line for line in lines if not line.holds), lines[0])


def _texts(connection: Connection) -> CheckLine:
    return _difference(connection, "searched texts", docs_sql(ALL), "SELECT id, entry, title, body FROM doc")


def _index(connection: Connection) -> CheckLine:
    try:
        connection.exec_driver_sql("INSERT INTO doc_fts (doc_fts, rank) VALUES ('integrity-check', 1)")
    except Exception:  # noqa: BLE001  the index says no by an error of the driver, and nothing else is asked here
        return CheckLine("search index", holds=False, detail="differs from the texts")
    return CheckLine("search index", holds=True, detail="agrees with the texts")


def _schema(connection: Connection) -> CheckLine:
    found = revision(connection)
    triggers = {
        row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    }
    quiet = _one(connection, "SELECT count(*) FROM bulk")
    holds = found == HEAD and triggers == set(TRIGGERS) and quiet == 0
    return CheckLine("revision", holds, f"{found}, {len(triggers)} of {len(TRIGGERS)} triggers")


def _reviewed(connection: Connection) -> CheckLine:
    fresh = """SELECT e.id, coalesce((SELECT r.id FROM review r WHERE r.entry = e.id
      AND r.happened IS NOT NULL AND r.happened <> 4 ORDER BY r.reviewed_on DESC, r.id DESC LIMIT 1), 0)
      FROM entry e"""
    return _difference(connection, "reviews that count", fresh, "SELECT id, reviewed FROM entry")


def _shared(connection: Connection) -> CheckLine:
    """Every copy of the sharing log can be read, and holds as many fields as the log says and can place."""
    wrong = 0
    rows = connection.exec_driver_sql(
        "SELECT s.body, s.entries, s.fields, (SELECT count(*) FROM share_field f WHERE f.share = s.id) FROM share s"
    )
    for body, entries, fields, placed in rows:
        try:
            copy = bundle_from(body)
        except (AttributeError, KeyError, TypeError, ValueError):
            wrong += 1
            continue
        held = sum(len(entry.fields) for entry in copy.entries)
        wrong += (len(copy.entries), held, placed) != (entries, fields, fields)
    return CheckLine("sharing log", wrong == 0, f"{wrong} copies that are not as they were entered")


def _history(connection: Connection) -> CheckLine:
    found = chain.verify(lambda: nullcontext(connection))
    others = len(found.differing) - len(found.entries)
    differing = f"not as last written: entries {len(found.entries)}, other things {others}"
    said = f"{found.links} links; {differing}, links that do not fit {len(found.broken)}"
    return CheckLine("history chain", found.holds, said)


CHECKS: tuple[Callable[[Connection], CheckLine], ...] = (
    _file,
    _schema,
    _references,
    _reviewed,
    _texts,
    _index,
    _readings,
    _tallies,
    _steps,
    _shared,
    _history,
)


TO_READ = tuple(look for look in CHECKS if look is not _index)
"""What can be looked at where nothing may be written: asking the index of the search writes to it."""
PAGES: tuple[Callable[[Connection], CheckLine], ...] = (_file, _references)
"""What can be looked at in a file of any revision."""
PAGES_AND_WORDS = (*PAGES, _index, _history)


def check(
    connection: Connection,
    progress: Progress = no_progress,
    looks: tuple[Callable[[Connection], CheckLine], ...] = CHECKS,
) -> tuple[CheckLine, ...]:
    """Look at everything; all but `TO_READ` needs one that may write (the index check is an INSERT)."""
    lines: list[CheckLine] = []
    for look in looks:
        progress(len(lines), len(looks))
        lines.append(look(connection))
    return tuple(lines)
