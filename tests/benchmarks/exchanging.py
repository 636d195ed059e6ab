"""Goals 8, 9 and 11: a whole journal in, out, and on the disk."""

import json
import tempfile
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

from app.paths import places_in
from app.storage import derived
from tests.benchmarks.journals import PASSPHRASE, kept_journal, opened, raw, vault
from tests.benchmarks.results import Result
from tests.benchmarks.timing import Times, timed

_TABLES = (
    "prompt", "option", "wording", "theme", "entry", "entry_theme", "review", "answer", "answer_choice",
    "review_date",
)  # fmt: skip
_ROUNDS = 3


def run(size: int) -> Iterator[Result]:
    """The JSON format, beside the rows themselves as JSON by sqlcipher3 alone."""
    out, out_limit, into, into_limit = Times(), Times(), Times(), Times()
    with tempfile.TemporaryDirectory(prefix="balcony-exchange-") as name:
        folder = Path(name)
        kept = opened(kept_journal(size))
        with raw(kept_journal(size)) as connection:
            for _ in range(_ROUNDS):
                timed(lambda: kept.exchange.give_out("json", folder / "out.json"), out)
                timed(lambda: _rows_out(connection, folder / "rows.json"), out_limit)
        kept.close(back_up=False)
        for place in range(_ROUNDS):
            timed_in(folder, place, into, into_limit)
    yield Result(
        8,
        "import everything",
        size,
        into.cpu_ms,
        into_limit.cpu_ms,
        "≤ 1.2 ×",
        into.cpu_ms <= 1.2 * into_limit.cpu_ms,
    )
    yield Result(
        9,
        "export everything",
        size,
        out.cpu_ms,
        out_limit.cpu_ms,
        "≤ 1.2 ×",
        out.cpu_ms <= 1.2 * out_limit.cpu_ms,
    )


def timed_in(folder: Path, place: int, ours: Times, limit: Times) -> None:
    """Both ways into a new, empty journal."""
    journal, _code = vault(folder / f"ours-{place}").create(PASSPHRASE)
    timed(lambda: journal.exchange.take_in("balcony", folder / "out.json", zone=UTC), ours)
    journal.close(back_up=False)
    other = folder / f"limit-{place}"
    empty, _code = vault(other).create(PASSPHRASE)
    empty.close(back_up=False)
    with raw(other) as connection:
        timed(lambda: _rows_in(connection, folder / "rows.json"), limit)


def _rows_out(connection: Any, path: Path) -> None:
    """Every row of every table that an export holds, a line each."""
    with path.open("w", encoding="utf-8") as out:
        for table in _TABLES:
            for row in connection.execute(f"SELECT * FROM {table}"):
                out.write(json.dumps([table, row], ensure_ascii=False))
                out.write("\n")


def _rows_in(connection: Any, path: Path) -> None:
    """Rows first, then one INSERT … SELECT into the index and one into each thing that is counted."""
    rows: dict[str, list[list[Any]]] = {table: [] for table in _TABLES}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            table, row = json.loads(line)
            rows[table].append(row)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO bulk (active) VALUES (1)")
    connection.execute("DELETE FROM theme")
    for table, kept in rows.items():
        if kept:
            places = ", ".join("?" * len(kept[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", kept)
    for statement in (
        f"INSERT INTO reading (question, stage, day, entry, value, month) {derived.readings_sql('1')} ORDER BY 1, 2, 3, 4, 5",
        f"INSERT INTO standing (theme, day, entry, value, month) SELECT *, {derived.month_sql('day')}"
        f" FROM ({derived.standings_sql('1')}) ORDER BY 1, 2, 3",
        f"INSERT INTO doc (id, entry, title, body) {derived.docs_sql('1')} ORDER BY 1",
        "INSERT INTO doc_fts (rowid, title, body) SELECT id, title, body FROM doc ORDER BY id",
        f"INSERT INTO tally (theme, question, stage, value, month, n) {derived.TALLY_SQL}",
        f"UPDATE standing SET step = s.step FROM ({derived.STEPS_SQL}) AS s WHERE standing.theme = s.theme"
        " AND standing.day = s.day AND standing.entry = s.entry",
        f"INSERT INTO step_tally (theme, month, distance, n) {derived.STEP_TALLY_SQL}",
        "DELETE FROM bulk",
    ):
        connection.execute(statement)
    connection.execute("COMMIT")


def disk(sizes: tuple[int, ...]) -> Iterator[Result]:
    """The file by the bytes of text in it."""
    for size in sizes:
        folder = kept_journal(size)
        with raw(folder) as connection:
            statement = "SELECT sum(length(CAST(title AS BLOB)) + length(CAST(body AS BLOB))) FROM doc"
            text = connection.execute(statement).fetchone()[0]
        on_disk = places_in(folder).journal.stat().st_size
        yield Result(
            11,
            "disk, by bytes of text",
            size,
            on_disk / 1e6,
            text / 1e6,
            "≤ 2.4 ×",
            on_disk <= 2.4 * text,
            "MB",
        )
