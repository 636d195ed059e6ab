"""Words taken out of a journal file wherever they stand: found first, then replaced, then drawn anew."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.redaction import Search, without
from app.domain.removing import PlaceKind
from app.storage import chain, derived, reworded
from app.storage.redaction_marks import close_seals, loosen_anchors, loosen_quotes, loosen_replies
from app.storage.rewriting import in_setting, in_shape
from app.storage.rows import fetched, streamed
from app.storage.schema import metadata
from app.storage.text_columns import SHAPES, WORDS

Spot = tuple[PlaceKind, int]
Chosen = Callable[[Spot], bool]
Open = Connection
"""A connection inside a transaction, for services that only pass it on."""
Key = tuple[Any, ...]
"""The values of the primary key of a row."""
Rows = Mapping[Key, frozenset[str]]
"""Rows of a table, each with the columns that may hold words."""
_MOST_NAMED: Final = 10_000
"""Rows that are asked for by their ids; of more, each is looked at."""

_ABOUT: Final = re.compile(
    r"(?:edit|thought|answer|typed|review|distil|decision|cpd):(?:from-)?(\d+)(?::|$)",
)
BEHIND_COVER: Final = "round-behind-cover:"
_THREAD: Final = "thread:"
PLACES_OF: Final[dict[str, tuple[PlaceKind, str, str]]] = {
    "entry": (PlaceKind.ENTRY, "t.id", "t.id"),
    **dict.fromkeys(("review", "answer", "addition", "version"), (PlaceKind.ENTRY, "t.entry", "t.entry")),
    "comment": (PlaceKind.REPLY, "t.reply", "t.entry"),
    "thread_answer": (
        PlaceKind.REPLY,
        "(SELECT c.reply FROM comment c WHERE c.id = t.comment)",
        "(SELECT c.entry FROM comment c WHERE c.id = t.comment)",
    ),
    "agreed_action": (PlaceKind.REPLY, "coalesce(t.reply, 0)", "t.entry"),
    "reply": (PlaceKind.REPLY, "t.id", "NULL"),
    "pair_round": (PlaceKind.ROUND, "t.id", "NULL"),
    **dict.fromkeys(("round_answer", "round_comment"), (PlaceKind.ROUND, "t.round", "NULL")),
    "share": (PlaceKind.SHARE, "t.id", "NULL"),
    "draft": (PlaceKind.DRAFT, "0", "NULL"),
    **dict.fromkeys(("received", "coach_note"), (PlaceKind.DESK, "t.contact", "NULL")),
    **dict.fromkeys(
        ("remark", "proposal", "session_note", "sent_reply"),
        (PlaceKind.DESK, "(SELECT r.contact FROM received r WHERE r.id = t.received)", "NULL"),
    ),
    "contact": (PlaceKind.CONTACT, "t.id", "NULL"),
    **dict.fromkeys(("alias", "agreement"), (PlaceKind.CONTACT, "t.contact", "NULL")),
    "theme": (PlaceKind.THEME, "t.id", "NULL"),
    "own_prompt": (PlaceKind.PROMPT, "0", "NULL"),
    "wording": (PlaceKind.PROMPT, "0", "NULL"),
    "journal": (PlaceKind.SETTINGS, "0", "NULL"),
    "redaction": (PlaceKind.SETTINGS, "0", "NULL"),
}
"""Where the words of a table are met: what kind of place, its number, and the entry it belongs to."""
_IN_ORDER: Final = (*(table for table in PLACES_OF if table != "share"), "share")
"""Kept copies come last: what was met before says which of them hold the words otherwise."""
_Parts = tuple[reworded.Part, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: one entry with all that belongs to it, or the whole journal.

    `shipped` are the prompts that come with Balcony: their questions are nobody's words. `rows` are the only
    ones that are looked into, by table, where the words are known to stand in no other.
    """

    entry: int | None = None
    shipped: frozenset[str] = frozenset()
    rows: Mapping[str, Rows] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one row, before and after; shows none of its words."""

    spot: Spot
    table: str
    column: str
    key: tuple[tuple[str, Any], ...]
    before: str
    after: str
    count: int
    otherwise: tuple[reworded.Part, ...] = ()
    """What goes whole of a kept copy, since the words stand otherwise in it."""

    def __repr__(self) -> str:
        return f"Change({self.table}.{self.column}, {self.count})"


def find(connection: Connection, search: Search, scope: Scope) -> Iterator[Change]:
    """Every value that holds the words, with what it would be without them; nothing is written."""
    copies = reworded.Reworded(connection, search)
    for table in _IN_ORDER:
        parts = copies.parts() if table == "share" else {}
        for change in _in_table(connection, table, search, scope, parts):
            kind, number = change.spot
            entry = number if kind is PlaceKind.ENTRY else None
            copies.meet(table, change.column, change.key[0][1], entry)
            yield change


def _in_table(
    connection: Connection, table: str, search: Search, scope: Scope, parts: Mapping[int, _Parts]
) -> Iterator[Change]:
    keys = [column.name for column in metadata.tables[table].primary_key.columns]
    columns = (*WORDS.get(table, ()), *SHAPES.get(table, ()))
    kind, number, owner = PLACES_OF[table]
    named = ", ".join(f't."{name}"' for name in (*keys, *columns))
    only = None if scope.rows is None else scope.rows.get(table, {})
    within = f"{_within(table, owner, scope)}{_among(keys, only)}"
    query = f"SELECT {number}, {owner}, {named} FROM {table} t WHERE {within}"
    for place, entry, *row in streamed(connection, query):
        spot: Spot = (kind, place) if entry is None else (PlaceKind.ENTRY, entry)
        key = tuple(zip(keys, row[: len(keys)], strict=True))
        among = columns if only is None else only.get(tuple(row[: len(keys)]), ())
        if not among:
            continue
        if _is_apart(connection, table, dict(key), scope):
            continue
        for column, text in zip(columns, row[len(keys) :], strict=True):
            if not text or column not in among:
                continue
            otherwise = parts.get(place, ()) if column == "body" else ()
            plain = reworded.emptied(text, otherwise)
            after, count = _without(table, column, dict(key), plain, search)
            if count or otherwise:
                yield Change(spot, table, column, key, text, after, count + len(otherwise), otherwise)


def _among(keys: list[str], only: Rows | None) -> str:
    """Asks for these rows alone, where they are few and have numbers."""
    if only is None or len(only) > _MOST_NAMED or (only and keys != ["id"]):
        return ""
    return f" AND t.id IN ({', '.join(str(int(key[0])) for key in only)})" if only else " AND 0"


def _within(table: str, owner: str, scope: Scope) -> str:
    if scope.entry is None:
        return "1"
    number = int(scope.entry)
    if owner != "NULL":
        return f"{owner} = {number}"
    if table == "share":
        answered = (
            "SELECT a.share FROM thread_answer a JOIN comment c ON c.id = a.comment"
            f" WHERE c.entry = {number} AND a.share IS NOT NULL"
        )
        return f"(t.id IN (SELECT share FROM share_field WHERE entry = {number}) OR t.uid IN ({answered}))"
    if table == "reply":
        return f"t.id IN (SELECT reply FROM comment WHERE entry = {number})"
    return "1" if table == "draft" else "0"


def _is_apart(connection: Connection, table: str, key: dict[str, Any], scope: Scope) -> bool:
    if table == "draft":
        form = str(key["form"])
        if form.startswith(BEHIND_COVER) or scope.entry is None:
            return form.startswith(BEHIND_COVER)
        return not (is_about(form, scope.entry) or _answers_about(connection, form, scope.entry))
    if table == "wording":
        query = "SELECT p.code FROM prompt p JOIN wording w ON w.prompt = p.id WHERE w.id = ?"
        return str(fetched(connection, query, (key["id"],))[0][0]) in scope.shipped
    return False


def is_about(form: str, entry: int) -> bool:
    """Whether the draft of a form is about an entry; one of a review's edit is looked at for every entry."""
    met = _ABOUT.match(form)
    return form.startswith("edit-review:") or (met is not None and int(met[1]) == entry)


def _answers_about(connection: Connection, form: str, entry: int) -> bool:
    """Whether the draft of a form answers a remark on an entry."""
    uid = form.removeprefix(_THREAD)
    query = "SELECT 1 FROM comment WHERE uid = ? AND entry = ?"
    return uid != form and bool(fetched(connection, query, (uid, entry)))


def _without(table: str, column: str, key: dict[str, Any], text: str, search: Search) -> tuple[str, int]:
    if table == "journal":
        return in_setting(str(key["key"]), text, search)
    if column in SHAPES.get(table, ()):
        return in_shape(text, search)
    return without(text, search)


# ---- removing


def remove(connection: Connection, search: Search, scope: Scope, chosen: Chosen) -> dict[Spot, int]:
    """Take the words out of the chosen places and everything that repeats them; how often, by place.

    The caller holds the write transaction, and calls `draw_anew` before it ends.
    """
    changes: list[Change] = []
    quoted: list[reworded.Part] = []
    for change in find(connection, search, scope):
        if chosen(change.spot):
            changes.append(change)
            quoted += change.otherwise
        else:
            quoted += (one for one in change.otherwise if chosen((PlaceKind.ENTRY, one.entry)))
    found: dict[Spot, int] = {}
    for change in changes:
        _write(connection, change)
        found[change.spot] = found.get(change.spot, 0) + change.count
    entries = {number for kind, number in found if kind is PlaceKind.ENTRY}
    rounds = {number for kind, number in found if kind is PlaceKind.ROUND}
    for number in entries:
        loosen_quotes(connection, number, search)
    reworded.forget_quotes(connection, quoted)
    for number in rounds:
        loosen_anchors(connection, "round_comment", "round", number, search)
    for number in {int(dict(one.key)["id"]) for one in changes if one.table == "received"}:
        loosen_anchors(connection, "remark", "received", number, search)
        loosen_replies(connection, number, search)
    sides = {
        (dict(one.key)["round"], dict(one.key)["side"]) for one in changes if one.table == "round_answer"
    }
    for number, side in sorted(sides):
        close_seals(connection, number, side)
    _forget_places(connection, {number for kind, number in found if kind is PlaceKind.SHARE}, entries)
    chain.forget(connection, _subjects(changes, entries, rounds))
    return found


def close_rounds(connection: Connection, numbers: Iterable[int]) -> None:
    """Close rounds whose sealed answers of the other held the words: nothing can be taken out of a seal."""
    for number in numbers:
        close_seals(connection, number, 1)
        chain.forget(connection, (chain.Subject("pair_round", number),))


def _write(connection: Connection, change: Change) -> None:
    where = " AND ".join(f'"{name}" = ?' for name, _ in change.key)
    values = tuple(value for _, value in change.key)
    if change.table == "alias":
        connection.exec_driver_sql(f"DELETE FROM alias WHERE {where}", values)
        return
    if change.table == "wording":
        _reword(connection, int(values[0]), change.after)
        return
    statement = f'UPDATE {change.table} SET "{change.column}" = ? WHERE {where}'
    connection.exec_driver_sql(statement, (change.after, *values))


def _reword(connection: Connection, number: int, body: str) -> None:
    """Another body for a wording; where the same is there already, that one takes its answers."""
    digest = sha256(body.encode()).hexdigest()[:16]
    same = fetched(
        connection,
        "SELECT o.id FROM wording o JOIN wording w ON o.prompt = w.prompt AND o.version = w.version"
        " WHERE w.id = ? AND o.id <> w.id AND o.digest = ?",
        (number, digest),
    )
    if same:
        for table in ("answer", "round_prompt"):
            connection.exec_driver_sql(
                f"UPDATE {table} SET wording = ? WHERE wording = ?", (same[0][0], number)
            )
        connection.exec_driver_sql("DELETE FROM wording WHERE id = ?", (number,))
    else:
        connection.exec_driver_sql(
            "UPDATE wording SET body = ?, digest = ? WHERE id = ?", (body, digest, number)
        )


def _forget_places(connection: Connection, shares: set[int], entries: set[int]) -> None:
    """Where words of a copy came from is told in places and digests of the words as they were."""
    for column, numbers in (("share", shares), ("entry", entries)):
        for number in sorted(numbers):
            rows = fetched(connection, f"SELECT id FROM share_field WHERE {column} = ?", (number,))
            connection.exec_driver_sql(
                f"UPDATE share_field SET offsets = '', source_hash = '' WHERE {column} = ?", (number,)
            )
            chain.forget(connection, [chain.Subject("share_field", row[0]) for row in rows])


def _subjects(changes: list[Change], entries: set[int], rounds: set[int]) -> set[chain.Subject]:
    own = {
        chain.Subject(one.table, int(dict(one.key)["id"]))
        for one in changes
        if "id" in dict(one.key)
        and one.table not in {"review", "answer", "addition", "version", "round_answer"}
    }
    settings = {chain.Subject("journal", 0)} if any(one.table == "journal" for one in changes) else set()
    return {
        *own,
        *settings,
        *(chain.Subject("entry", number) for number in entries),
        *(chain.Subject("pair_round", number) for number in rounds),
    }


def draw_anew(connection: Connection) -> None:
    """Draw readings, searched texts and the index again, so that none of them keeps a trace."""
    connection.exec_driver_sql("INSERT INTO doc_fts (doc_fts, rank) VALUES ('secure-delete', 1)")
    derived.rebuild(connection)
