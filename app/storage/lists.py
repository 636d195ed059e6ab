"""Lists of entries: filters, order and pages, all in SQL."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Boolean, Connection, TextClause, case, false, func, literal_column, or_, select, text
from sqlalchemy.sql.elements import ColumnElement

from app.domain.entries import EntryId, EntryKind, Listed, Status
from app.domain.listing import EntryFilter, Found, Order
from app.storage.codes import ENTRY_KINDS, KIND_NAMES
from app.storage.derived import DOC_BITS
from app.storage.schema import TO_LOOK_AT, entry, entry_theme

COLUMNS: Final = (
    "entry.id, entry.kind, entry.title, entry.decided_on, entry.review_due, entry.confidence, entry.is_demo,"
    " entry.undecided, entry.withdrawn, entry.reviewed,"
    " (SELECT group_concat(t.name, char(10)) FROM entry_theme x JOIN theme t ON t.id = x.theme"
    " WHERE x.entry = entry.id) AS themes"
)
"""What a line of a list is made of, in the order in which `line_of` takes it."""


def status_sql(today: date) -> ColumnElement[str]:
    """The status of an entry on a day; the same rules as `Entry.status`."""
    day = today.toordinal()
    return case(
        (entry.c.withdrawn == 1, Status.WITHDRAWN.value),
        (entry.c.undecided == 1, Status.UNDECIDED.value),
        (entry.c.reviewed > 0, Status.REVIEWED.value),
        (or_(entry.c.review_due.is_(None), entry.c.review_due > day), Status.OPEN.value),
        (entry.c.review_due == day, Status.DUE.value),
        else_=Status.WAITING.value,
    )


def _answered(prompts: Iterable[str]) -> ColumnElement[bool]:
    """Entries that answered one of these; as text, since a table would be named twice where it is compiled alone."""
    codes = ", ".join("'" + code.replace("'", "''") + "'" for code in sorted(prompts))
    mine = f"a.entry = entry.id AND p.code IN ({codes})"
    asked = f"EXISTS (SELECT 1 FROM answer a JOIN prompt p ON p.id = a.prompt WHERE {mine})"  # noqa: S608  ids of prompts, quoted
    return literal_column(asked, Boolean)


def conditions(wanted: EntryFilter, today: date) -> list[ColumnElement[bool]]:
    """The WHERE clauses of a filter."""
    found: list[ColumnElement[bool]] = [
        entry.c.deleted_at.isnot(None) if wanted.in_bin else entry.c.deleted_at.is_(None)
    ]
    if wanted.kinds:
        found.append(entry.c.kind.in_(sorted(ENTRY_KINDS[kind] for kind in wanted.kinds)))
    for themes in ((wanted.themes,) if wanted.themes else ()) + wanted.also_themes:
        carried = select(entry_theme.c.entry).where(entry_theme.c.theme.in_(sorted(themes)))
        found.append(entry.c.id.in_(carried) if themes else false())
    if wanted.prompts:
        found.append(_answered(wanted.prompts))
    if wanted.statuses:
        found.append(entry.c.kind == ENTRY_KINDS[EntryKind.DECISION])
        if wanted.statuses == {Status.UNDECIDED}:
            found.append(entry.c.undecided == literal_column("1"))  # word for word as its index has it
        found.append(status_sql(today).in_(sorted(status.value for status in wanted.statuses)))
    if wanted.span.first is not None:
        found.append(entry.c.decided_on >= wanted.span.first.toordinal())
    if wanted.span.last is not None:
        found.append(entry.c.decided_on <= wanted.span.last.toordinal())
    return found


_ORDERS = {
    Order.NEWEST: (entry.c.decided_on.desc(), entry.c.id.desc()),
    Order.OLDEST: (entry.c.decided_on, entry.c.id),
    Order.REVIEW_DATE: (entry.c.review_due.is_(None), entry.c.review_due, entry.c.id),
    Order.TITLE: (func.lower(entry.c.title), entry.c.id),
}


def _left_out(without: str | None) -> list[TextClause]:
    """Leaves out what matches an FTS5 expression."""
    if without is None:
        return []
    found = (
        f"entry.id NOT IN (SELECT rowid & {(1 << DOC_BITS) - 1} FROM doc_fts WHERE doc_fts MATCH :without)"  # noqa: S608  made of a number that stands in the code
    )
    return [text(found).bindparams(without=without)]


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
    page = (
        select(entry.c.id)
        .where(*conditions(wanted, today), *_left_out(without))
        .order_by(*_ORDERS[order])
        .limit(limit)
        .offset(offset)
    )
    # The page is picked on narrow rows first; themes and titles are read for its rows alone.
    query = select(text(COLUMNS)).where(entry.c.id.in_(page)).order_by(*_ORDERS[order])
    day = today.toordinal()
    return tuple(line_of(row, day) for row in connection.execute(query).all())


def count_entries(
    connection: Connection, wanted: EntryFilter, today: date, without: str | None = None
) -> int:
    """How many entries a filter lets through; `without` as for a page."""
    if wanted.is_empty and without is None:
        # Everything outside the bin has one document, and their index is the narrowest there is.
        return int(connection.exec_driver_sql("SELECT count(*) FROM doc").scalar_one())
    query = select(func.count()).select_from(entry).where(*conditions(wanted, today), *_left_out(without))
    return int(connection.execute(query).scalar_one())


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
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} {_TO_LOOK_AT} ORDER BY review_due, id LIMIT ?", (*values, limit)
    ).all()
    lines = tuple(line_of(row, day) for row in rows)
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
        None if due is None else date.fromordinal(due),
        confidence,
        tuple(themes.split("\n")) if themes else (),
        bool(is_demo),
        snippet,
    )
