"""Lists of entries: filters, order and pages, all in SQL."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.entries import EntryId, EntryKind, Listed, Status, ThemeId
from app.domain.listing import EntryFilter, Found, Order
from app.storage.codes import ENTRY_KINDS, KIND_NAMES, date_of
from app.storage.derived import DOC_BITS
from app.storage.rows import fetched
from app.storage.schema.entries import TO_LOOK_AT

COLUMNS: Final = (
    "entry.id, entry.kind, entry.title, entry.decided_on, entry.review_due, entry.confidence, entry.is_demo,"
    " entry.undecided, entry.withdrawn, entry.reviewed,"
    " (SELECT group_concat(t.name, char(10)) FROM entry_theme x JOIN theme t ON t.id = x.theme"
    " WHERE x.entry = entry.id) AS themes"
)
"""What a line of a list is made of, in the order in which `line_of` takes it."""


_NOT_SETTLED: Final = "entry.withdrawn = 0 AND entry.undecided = 0 AND entry.reviewed = 0"
# The same rules as `Entry.status`.
_STATUSES: Final = {
    Status.WITHDRAWN: "entry.withdrawn = 1",
    Status.UNDECIDED: "entry.withdrawn = 0 AND entry.undecided = 1",
    Status.REVIEWED: "entry.withdrawn = 0 AND entry.undecided = 0 AND entry.reviewed > 0",
    Status.OPEN: f"{_NOT_SETTLED} AND (entry.review_due IS NULL OR entry.review_due > {{day}})",
    Status.DUE: f"{_NOT_SETTLED} AND entry.review_due = {{day}}",
    Status.WAITING: f"{_NOT_SETTLED} AND entry.review_due < {{day}}",
}


# Comments are few, so they are gathered first; those of an import that was taken back lie with it.
_SPOKEN_OF: Final = (
    "entry.id IN (SELECT c.entry FROM comment c JOIN reply r ON r.id = c.reply"
    " LEFT JOIN import_batch b ON b.id = r.batch WHERE coalesce(b.taken_back, 0) = 0)"
)


def conditions(wanted: EntryFilter, today: date, *, one_by_one: bool = False) -> str:
    """The WHERE clause of a filter, with its values in it: numbers, and ids of prompts in quotes.

    `one_by_one` looks a theme up for each entry that comes along, which is less work than gathering
    every entry of a common theme first when a page is soon full.
    """
    found = [f"entry.deleted_at IS {'NOT ' if wanted.in_bin else ''}NULL"]
    if wanted.kinds:
        found.append(f"entry.kind IN ({_listed(ENTRY_KINDS[kind] for kind in wanted.kinds)})")
    found += [_carries(themes, one_by_one=one_by_one) for themes in _themes_of(wanted)]
    if wanted.prompts:
        codes = ", ".join("'" + code.replace("'", "''") + "'" for code in sorted(wanted.prompts))
        asked = "SELECT 1 FROM answer a JOIN prompt p ON p.id = a.prompt WHERE a.entry = entry.id"
        found.append(f"EXISTS ({asked} AND p.code IN ({codes}))")
    if wanted.has_comment:
        found.append(_SPOKEN_OF)
    if wanted.statuses:
        found.append(f"entry.kind = {ENTRY_KINDS[EntryKind.DECISION]}")
        any_of = [_STATUSES[status].format(day=today.toordinal()) for status in sorted(wanted.statuses)]
        found.append(any_of[0] if len(any_of) == 1 else " OR ".join(any_of).join("()"))
    if wanted.span.first is not None:
        found.append(f"entry.decided_on >= {wanted.span.first.toordinal()}")
    if wanted.span.last is not None:
        found.append(f"entry.decided_on <= {wanted.span.last.toordinal()}")
    return " AND ".join(found)


def _themes_of(wanted: EntryFilter) -> tuple[frozenset[ThemeId], ...]:
    return ((wanted.themes,) if wanted.themes else ()) + wanted.also_themes


def _carries(themes: frozenset[ThemeId], *, one_by_one: bool) -> str:
    if not themes:
        return "0"
    carried = f"FROM entry_theme x WHERE x.theme IN ({_listed(themes)})"
    if one_by_one:
        return f"EXISTS (SELECT 1 {carried} AND x.entry = entry.id)"
    return f"entry.id IN (SELECT x.entry {carried})"


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in sorted(numbers))


def are_common(connection: Connection, wanted: EntryFilter) -> bool:
    """Whether the rarest themes of a filter are on many entries all the same."""
    used = [
        connection.exec_driver_sql(
            f"SELECT sum(n) FROM theme_use WHERE theme IN ({_listed(themes)})"
        ).scalar()
        for themes in _themes_of(wanted)
    ]
    return bool(used) and min(number or 0 for number in used) > _MANY


_MANY: Final = 2000
_ORDERS: Final = {
    Order.NEWEST: "entry.decided_on DESC, entry.id DESC",
    Order.OLDEST: "entry.decided_on, entry.id",
    Order.REVIEW_DATE: "entry.review_due IS NULL, entry.review_due, entry.id",
    Order.TITLE: "lower(entry.title), entry.id",
}


def _left_out(without: str | None) -> tuple[str, tuple[str, ...]]:
    """Leaves out what matches an FTS5 expression."""
    if without is None:
        return "", ()
    mask = (1 << DOC_BITS) - 1
    return f" AND entry.id NOT IN (SELECT rowid & {mask} FROM doc_fts WHERE doc_fts MATCH ?)", (without,)


def list_entries(
    connection: Connection,
    wanted: EntryFilter,
    today: date,
    order: Order,
    limit: int,
    offset: int,
    without: str | None = None,
) -> tuple[Listed, ...]:
    """One page of a list; entries that match the FTS5 expression `without` are left out."""
    left_out, values = _left_out(without)
    where = conditions(wanted, today, one_by_one=are_common(connection, wanted))
    page = f"SELECT entry.id FROM entry WHERE {where}{left_out} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    # The page is picked on narrow rows first; themes and titles are read for its rows alone.
    query = f"SELECT {COLUMNS} FROM entry WHERE entry.id IN ({page}) ORDER BY {_ORDERS[order]}"
    day = today.toordinal()
    return tuple(line_of(row, day) for row in fetched(connection, query, (*values, limit, offset)))


def count_entries(
    connection: Connection,
    wanted: EntryFilter,
    today: date,
    without: str | None = None,
    up_to: int | None = None,
) -> int:
    """How many entries a filter lets through, counting no further than `up_to`; `without` as for a page."""
    # Everything outside the bin has one document, and their index is the narrowest there is.
    found, values = "FROM doc", tuple[str, ...]()
    if not wanted.is_empty or without is not None:
        left_out, values = _left_out(without)
        found = f"FROM entry WHERE {conditions(wanted, today)}{left_out}"
    if up_to is not None:
        found = f"FROM (SELECT 1 {found} LIMIT {int(up_to)})"
    return int(connection.exec_driver_sql(f"SELECT count(*) {found}", values).scalar_one())


_TO_LOOK_AT = (
    f"FROM entry INDEXED BY entry_to_look_at WHERE {TO_LOOK_AT}"
    " AND (snoozed_until IS NULL OR snoozed_until <= ?) AND review_due BETWEEN ? AND ?"
)


def to_look_at(
    connection: Connection, today: date, first: date | None, last: date | None, limit: int
) -> Found:
    """Decisions whose review date lies in a range, not yet reviewed, let go or snoozed; nearest date first."""
    day = today.toordinal()
    values = (day, (first or date.min).toordinal(), (last or date.max).toordinal())
    query = f"SELECT {COLUMNS} {_TO_LOOK_AT} ORDER BY review_due, id LIMIT ?"
    lines = tuple(line_of(row, day) for row in fetched(connection, query, (*values, limit)))
    total = len(lines)
    if total == limit:
        total = connection.exec_driver_sql(f"SELECT count(*) {_TO_LOOK_AT}", values).scalar_one()
    return Found(lines, total)


def line_of(row: Sequence[Any], today: int, snippet: str = "") -> Listed:
    """One line of a list, from a row of `COLUMNS`; `today` is a day number."""
    number, kind, title, decided_on, due, confidence, is_demo, undecided, withdrawn, reviewed, themes = row[
        :11
    ]
    status = Status.OPEN
    if withdrawn:
        status = Status.WITHDRAWN
    elif undecided:
        status = Status.UNDECIDED
    elif reviewed:
        status = Status.REVIEWED
    elif due is not None and due <= today:
        status = Status.DUE if due == today else Status.WAITING
    return Listed(
        EntryId(number),
        KIND_NAMES[kind],
        title,
        date.fromordinal(decided_on),
        status,
        date_of(due),
        confidence,
        tuple(themes.split("\n")) if themes else (),
        bool(is_demo),
        snippet,
    )
