"""What one link of the chain stands for, and the bytes that are digested of it.

An entry with all its child rows is one subject; so is a round with what was asked and answered in it, and
all settings together. Every other source row is a subject of its own. Drafts, rotation memory and what is
drawn from other tables lie outside, and so does `entry.reviewed`, which is drawn from the reviews and which
`check` computes again.

A row is digested as its table's name and every column in order: a number as its digits, text with its length
in bytes before it, nothing as `~`. The rows of a subject are sorted by these bytes. SQLite spells them, so
that no number passes through a float and no text through another encoding.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final, NamedTuple

from sqlalchemy import Column, Integer, Table

from app.storage.schema import drawn, metadata
from app.storage.schema.linked import chain


class Subject(NamedTuple):
    """A source row, named by its table and its number; `entry` stands for all rows of an entry."""

    kind: str
    key: int


_DIGEST_TAG: Final = b"balcony chain digest 1\0"
_OUTSIDE: Final = {
    chain.name,
    "draft",
    "skipped",
    *(table.name for table in vars(drawn).values() if isinstance(table, Table)),
}
DERIVED: Final = {("entry", "reviewed")}
"""Columns of source tables that are drawn from others."""

OWNED: Final[dict[str, tuple[str, str]]] = {
    **dict.fromkeys(
        ("entry_theme", "review", "answer", "addition", "version", "review_date", "field_mark", "import_key"),
        ("entry", "entry"),
    ),
    "answer_choice": ("entry", "answer"),
    **dict.fromkeys(("round_prompt", "round_answer", "round_choice"), ("pair_round", "round")),
}
"""Tables whose rows belong to the subject of another, and the column that says to which."""

SOURCES: Final = {name: table for name, table in metadata.tables.items() if name not in _OUTSIDE}
KINDS: Final = tuple(sorted(name for name in SOURCES if name not in OWNED))
SETTINGS: Final = Subject("journal", 0)

# While an import is taken back all its entries are in the bin since that moment. The batch says so, and an
# entry only where it differs, so that moving 100,000 of them is one link.
_WITH_ITS_BATCH: Final = (
    "(CASE WHEN t.deleted_at IS (SELECT nullif(b.taken_back, 0) FROM import_batch b WHERE b.id = t.batch)"
    " THEN 'batch' ELSE ifnull(t.deleted_at, '~') END) || ','"
)


def _spelt(column: Column[Any]) -> str:
    name = f't."{column.name}"'
    if (column.table.name, column.name) == ("entry", "deleted_at"):
        return _WITH_ITS_BATCH
    if isinstance(column.type, Integer):
        return f"ifnull({name}, '~') || ','"
    return f"ifnull(length(CAST({name} AS BLOB)) || ':' || {name}, '~') || ','"


def _rows_sql(table: Table) -> str:
    """The key of its subject and the bytes of each row of a table, for the keys of a span."""
    columns = [column for column in table.columns if (table.name, column.name) not in DERIVED]
    spelt = " || ".join(_spelt(column) for column in columns)
    source, key = f"{table.name} t", f't."{OWNED.get(table.name, ("", "id"))[1]}"'
    if table.name == "answer_choice":
        source, key = "answer a JOIN answer_choice t ON t.answer = a.id", "a.entry"
    if table.name == SETTINGS.kind:
        key = str(SETTINGS.key)
    return f"SELECT {key}, CAST('{table.name}|' || {spelt} AS BLOB) FROM {source} WHERE {key} BETWEEN ? AND ?"


_OF_KIND: Final = {
    kind: [
        _rows_sql(table)
        for name, table in SOURCES.items()
        if name == kind or OWNED.get(name, ("", ""))[0] == kind
    ]
    for kind in KINDS
}
_AT_ONCE: Final = {kind: " UNION ALL ".join(statements) for kind, statements in _OF_KIND.items()}


def content(driver: Any, subject: Subject) -> bytes:
    """All rows of one subject as bytes; nothing where it is gone."""
    limits = (subject.key, subject.key) * len(_OF_KIND[subject.kind])
    rows = driver.execute(_AT_ONCE[subject.kind], limits).fetchall()
    return b"\n".join(sorted(row[1] for row in rows))


def contents(driver: Any, kind: str, first: int, last: int) -> dict[int, bytes]:
    """The bytes of every subject of a kind whose number lies in a span; those that are gone are left out."""
    found: dict[int, list[bytes]] = defaultdict(list)
    for statement in _OF_KIND[kind]:
        for key, spelt in driver.execute(statement, (first, last)):
            found[key].append(spelt)
    return {key: b"\n".join(sorted(rows)) for key, rows in found.items()}


def numbers(driver: Any, kind: str) -> list[int]:
    """Every number a kind has rows for."""
    if kind == SETTINGS.kind:
        return [SETTINGS.key]
    return [row[0] for row in driver.execute(f"SELECT id FROM {kind}")]


def highest(driver: Any, kind: str) -> int:
    """The highest number a kind has rows for; 0 where it has none."""
    if kind == SETTINGS.kind:
        return SETTINGS.key
    return int(driver.execute(f"SELECT coalesce(max(id), 0) FROM {kind}").fetchone()[0])


def digest(subject: Subject, salt: bytes, spelt: bytes) -> bytes:
    """SHA-256 over the subject, the salt and its rows; without the salt it says nothing about the rows."""
    found = sha256(_DIGEST_TAG)
    found.update(b"%s|%d|" % (subject.kind.encode(), subject.key))
    found.update(salt)
    found.update(spelt)
    return found.digest()


def checked(subjects: Iterable[Subject]) -> list[Subject]:
    """Subjects of kinds that are linked; KeyError for one that is not."""
    given = list(subjects)
    for subject in given:
        if subject.kind not in _OF_KIND:
            raise KeyError(f"{subject.kind} has no links")
    return given
