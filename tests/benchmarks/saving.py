"""Goals 6 and 7: saving one decision so that it lasts, and opening any old one."""

from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Any

from app.domain.entries import EntryId
from app.services.journal import Journal
from tests.benchmarks.drafts import a_draft
from tests.benchmarks.journals import copied_journal, kept_journal, opened, raw
from tests.benchmarks.results import Result
from tests.benchmarks.timing import Times, in_turns, timed

Rows = dict[str, list[dict[str, Any]]]
_ROUNDS = 40


def rows_of(journal: Journal, connection: Any) -> Rows:
    """Every row that one save writes, by table: what was written down, and what is drawn from it."""
    done = journal.writing.log(a_draft(0))
    rows: Rows = {}
    for image in done.change.images:
        rows.setdefault(image.table, []).append(dict(image.after or {}))  # type: ignore[union-attr]
    for table in ("reading", "standing", "doc"):
        cursor = connection.execute(f"SELECT * FROM {table} WHERE entry = ?", (done.entry_id,))
        names = [column[0] for column in cursor.description]
        rows[table] = [dict(zip(names, row, strict=True)) for row in cursor]
    for row in rows["standing"]:
        del row["step"]
    return rows


def raw_save(connection: Any, rows: Rows, number: int) -> None:
    """The same rows with new numbers in one transaction; texts differ, as those of another decision do."""
    draft = a_draft(number)
    texts = {name: getattr(draft, name) for name in ("title", "context", "decision", "expected")}
    connection.execute("BEGIN IMMEDIATE")
    given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    entry, answers = given["entry"] + 1, given["answer"] + 1 - min(row["id"] for row in rows["answer"])
    day = rows["entry"][0]["decided_on"]
    for table, kept in rows.items():
        new = [dict(row) for row in kept]
        for row in new:
            if "entry" in row:
                row["entry"] = entry
            match table:
                case "entry":
                    row |= {"id": entry, "uid": f"{entry:032x}", **texts}
                case "answer":
                    row["id"] += answers
                case "answer_choice":
                    row["answer"] += answers
                case "review_date":
                    row["id"] = None
                case "doc":
                    row |= {
                        "id": (day << 24) | entry,
                        "title": draft.title,
                        "body": "\n".join(texts.values()),
                    }
        names = list(new[0])
        places = ", ".join("?" * len(names))
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})",
            [tuple(row[name] for name in names) for row in new],
        )
    connection.execute("COMMIT")


def run(sizes: tuple[int, ...]) -> Iterator[Result]:
    """One save beside the same rows by plain SQL, tallies and readings too, each in a file of its own.

    The goal's words, "raw insert with index", can also mean the source rows and the index of words alone:
    that is the last line. A save is more by the pages of the tallies that it counts in, one for each question,
    value and theme, which is what lets the dashboard read ten years in one piece.
    """
    for size in sizes:
        yield from _saving(size)


def _saving(size: int) -> Iterator[Result]:
    with copied_journal(size) as folder, copied_journal(size) as other, copied_journal(size) as third:
        journal, beside = opened(folder), opened(other)
        with raw(other) as connection, raw(third) as bare:
            rows = rows_of(beside, connection)
            beside.close(back_up=False)
            alone = {table: kept for table, kept in rows.items() if table not in ("reading", "standing")}
            ours, limit, least = count(1), count(1), count(1)
            times = in_turns(
                {
                    "ours": lambda: journal.writing.log(a_draft(next(ours))),
                    "limit": lambda: raw_save(connection, rows, next(limit)),
                    "alone": lambda: raw_save(bare, alone, next(least)),
                },
                _ROUNDS,
                3,
            )
        journal.close(back_up=False)
    one, other_times = times["ours"], times["limit"]
    yield Result(
        6,
        "save one decision",
        size,
        one.cpu_ms,
        other_times.cpu_ms,
        "≤ 2.5 ×",
        one.cpu_ms <= 2.5 * other_times.cpu_ms,
    )
    yield Result(
        6,
        "save one decision",
        size,
        one.wall_ms,
        other_times.wall_ms,
        "≤ 2 ×",
        one.wall_ms <= 2 * other_times.wall_ms,
        "ms wall",
    )
    least_ms = times["alone"].cpu_ms
    yield Result(6, "the same, beside rows and words alone", size, one.cpu_ms, least_ms, "", None)


def opening(sizes: tuple[int, ...]) -> Iterator[Result]:
    """A decision that was not opened before in this sitting."""
    for size in sizes:
        yield from _opening(size)


def _opening(size: int) -> Iterator[Result]:
    journal = opened(kept_journal(size))
    numbers = Random(7).sample(range(1, size), 120)
    times = Times()
    for place, number in enumerate(numbers):
        timed(lambda number=number: journal.entry(EntryId(number)), times if place >= 20 else Times())  # type: ignore[misc]
    journal.close(back_up=False)
    yield Result(7, "open an old decision", size, times.cpu_ms, None, "≤ 1, flat", times.cpu_ms <= 1)
