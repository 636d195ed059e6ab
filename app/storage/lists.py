"""Lists of entries: filters, order and pages, all in SQL."""

from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    TextClause,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.sql.elements import ColumnElement

from app.domain.entries import EntryId, EntryKind, Listed, Status
from app.domain.listing import EntryFilter, Found, Order
from app.storage.codes import ENTRY_KINDS, KIND_NAMES
from app.storage.derived import DOC_BITS
from app.storage.schema import answer, entry, entry_theme, prompt

THEMES_OF = (
    "(SELECT group_concat(t.name, char(10)) FROM entry_theme x JOIN theme t ON t.id = x.theme"
    " WHERE x.entry = entry.id)"
)
COLUMNS: tuple[ColumnElement[Any], ...] = (
    entry.c.id,
    entry.c.kind,
    entry.c.title,
    entry.c.decided_on,
    entry.c.review_due,
    entry.c.confidence,
    entry.c.is_demo,
    entry.c.undecided,
    entry.c.withdrawn,
    entry.c.reviewed,
    literal_column(THEMES_OF).label("themes"),
)


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


def conditions(wanted: EntryFilter, today: date) -> list[ColumnElement[bool]]:
    """The WHERE clauses of a filter."""
    found: list[ColumnElement[bool]] = [
        entry.c.deleted_at.isnot(None) if wanted.in_bin else entry.c.deleted_at.is_(None)
    ]
    if wanted.kinds:
        found.append(entry.c.kind.in_(sorted(ENTRY_KINDS[kind] for kind in wanted.kinds)))
    if wanted.themes:
        found.append(
            entry.c.id.in_(select(entry_theme.c.entry).where(entry_theme.c.theme.in_(wanted.themes)))
        )
    if wanted.prompts:
        asked = select(prompt.c.id).where(prompt.c.code.in_(sorted(wanted.prompts)))
        found.append(exists().where(and_(answer.c.entry == entry.c.id, answer.c.prompt.in_(asked))))
    if wanted.statuses:
        found.append(entry.c.kind == ENTRY_KINDS[EntryKind.DECISION])
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
    query = select(*COLUMNS).where(entry.c.id.in_(page)).order_by(*_ORDERS[order])
    return listed(connection, query, today)


def count_entries(
    connection: Connection, wanted: EntryFilter, today: date, without: str | None = None
) -> int:
    """How many entries a filter lets through; `without` as for a page."""
    query = select(func.count()).select_from(entry).where(*conditions(wanted, today), *_left_out(without))
    return int(connection.execute(query).scalar_one())


def to_look_at(
    connection: Connection, today: date, first: date | None, last: date | None, limit: int
) -> Found:
    """Decisions whose review date lies in a range, not yet reviewed, let go or snoozed; nearest date first."""
    day = today.toordinal()
    where: list[ColumnElement[bool]] = [
        entry.c.deleted_at.is_(None),
        entry.c.kind == 0,
        entry.c.withdrawn == 0,
        entry.c.undecided == 0,
        entry.c.reviewed == 0,
        entry.c.review_due.isnot(None),
        or_(entry.c.snoozed_until.is_(None), entry.c.snoozed_until <= day),
    ]
    if first is not None:
        where.append(entry.c.review_due >= first.toordinal())
    if last is not None:
        where.append(entry.c.review_due <= last.toordinal())
    query = select(*COLUMNS).where(*where).order_by(entry.c.review_due, entry.c.id).limit(limit)
    total = connection.execute(select(func.count()).select_from(entry).where(*where)).scalar_one()
    return Found(listed(connection, query, today), int(total))


def listed(connection: Connection, query: Select[Any], today: date) -> tuple[Listed, ...]:
    """The lines of a query over `COLUMNS`."""
    return tuple(line_of(row, today) for row in connection.execute(query).mappings())


def line_of(row: RowMapping, today: date, snippet: str = "") -> Listed:
    """One line of a list."""
    due = row["review_due"]
    return Listed(
        EntryId(row["id"]),
        KIND_NAMES[row["kind"]],
        row["title"],
        date.fromordinal(row["decided_on"]),
        _status(row, today.toordinal()),
        None if due is None else date.fromordinal(due),
        row["confidence"],
        tuple(row["themes"].split("\n")) if row["themes"] else (),
        is_demo=bool(row["is_demo"]),
        snippet=snippet,
    )


def _status(row: RowMapping, today: int) -> Status:
    if row["withdrawn"]:
        return Status.WITHDRAWN
    if row["undecided"]:
        return Status.UNDECIDED
    if row["reviewed"]:
        return Status.REVIEWED
    due = row["review_due"]
    if due is None or due > today:
        return Status.OPEN
    return Status.DUE if due == today else Status.WAITING
