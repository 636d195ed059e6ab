"""Making rows whose parents are lost fit a journal again: what can be put together is, and the rest is counted."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from app.domain.conversation import RoundStatus
from app.domain.pairing import Withdrawn
from app.storage.codes import ROUNDS, instant
from app.storage.rescuing.btree import Value
from app.storage.rescuing.finding import Named, Seen
from app.storage.rescuing.regaining import regain

_MARKED: Final = 1
_MARKED_IN_BIN: Final = 1 | 8
"""What is not known to be free to be shown is kept as "private only"; and on hold, where the bin would take it."""
RESCUED_TITLE: Final = "Rescued text"
PUT_TOGETHER: Final = (
    "This entry could not be read as it was when the journal was rescued. What stands here was put together from "
    "the search index and the other parts of the file, and may not be in its own place."
)
FOUND_IN_INDEX: Final = (
    "A part of this entry could not be read as it was when the journal was rescued. These words of it stood in the "
    "search index."
)
PARTS: Final = ("answer", "review", "addition")
"""The tables whose words are searched with their entry, and whose indices say whose they are."""
_WORDS: Final = (
    "SELECT trim(context || char(10) || decision || char(10) || expected, char(10)), context, decision, expected, tags"
    " FROM entry WHERE id = :entry",
    "SELECT text FROM answer WHERE entry = :entry",
    "SELECT text FROM addition WHERE entry = :entry",
    "SELECT trim(what_happened || char(10) || learned, char(10)) FROM review WHERE entry = :entry",
)
_SPOKEN: Final = (
    "SELECT body FROM comment WHERE entry = :entry", "SELECT text FROM agreed_action WHERE entry = :entry",
)  # fmt: skip
_NO_WORDING: Final = (
    '{"kind":"text","question":"The words of this question could not be rescued","options":[],"ends":null}'
)
_MAKES: Final = (
    "prompt", "wording", "theme", "contact", "reply", "entry", "review", "pair_round", "share_field",
)  # fmt: skip
"""The tables whose lost rows are made again, those first that others need."""
_GIVEN_IN: Final = ("answer", "review")
"""An answer without its look back would stand as one given with the entry."""
_STRANGE: Final = (
    "DELETE FROM answer_choice WHERE (SELECT a.prompt FROM answer a WHERE a.id = answer_choice.answer)"
    " <> (SELECT o.prompt FROM option o WHERE o.id = answer_choice.option)"
)
"""Choices of another question than was answered: rows of another table that look like some."""
_OF_THEMSELVES: Final = ("entry", "share_field")
"""Those of them that are made again though nothing refers to them."""


@dataclass
class Mended:
    """How many rows were made again, let go of or left out, by table."""

    made: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Lost:
    """What is known of lost rows: by the indices of their table, and of entries by the text that was searched."""

    seen: Mapping[str, Seen]
    docs: Mapping[int, tuple[str, str]]
    readings: Callable[[], Iterator[tuple[Value, ...]]]
    """What was drawn from the answers of the damaged file."""
    wordings: Mapping[str, str]
    at: datetime

    def known(self, table: str, number: int) -> Named:
        """The values of a lost row that an index holds."""
        found = self.seen.get(table)
        return dict(found.lost.get((number,), {})) if found else {}


def mend(driver: Any, lost: Lost) -> Mended:
    """Let every reference lead somewhere; the caller holds a transaction with foreign keys off."""
    done = Mended()
    tables = [row[1] for row in driver.execute("PRAGMA table_list") if row[2] == "table" and row[0] == "main"]
    links = [(table, link) for table in tables for link in _links(driver, table)]
    there = {row[0] for row in driver.execute("SELECT id FROM entry")}
    for parent in (one for one in _MAKES if one in tables):
        wanted = _wanted(driver, links, parent)
        if parent in _OF_THEMSELVES:
            wanted |= {key[0] for key in _lost_of(lost, parent)}
        if parent == "entry":
            wanted |= _only_searched(driver, lost)
        for number in sorted(one for one in wanted if isinstance(one, int)):
            if _MAKERS[parent](driver, number, lost):
                done.made[parent] += 1
    done.left_out["answer_choice"] += driver.execute(_STRANGE).rowcount
    if any(lost.seen[name].lost or lost.seen[name].pages for name in ("answer", "answer_choice")):
        done.made += regain(driver, lost.seen["answer"].lost.values(), lost.readings())
    while _let_go(driver, links, done):
        pass
    done.made["addition"] += _words_of_parts(driver, lost, there)
    _count_reviews(driver)
    return done


def _links(driver: Any, table: str) -> list[tuple[str, str, bool]]:
    """The columns of a table that lead to another: column, table, and whether it may be absent."""
    absent = {row[1]: not row[3] for row in driver.execute(f'PRAGMA table_info("{table}")')}
    rows = driver.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return [(row[3], row[2], absent[row[3]]) for row in rows]


def _broken(column: str, parent: str, table: str) -> str:
    return (
        f'"{table}" AS c WHERE c."{column}" IS NOT NULL'
        f' AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = c."{column}")'
    )


def _wanted(driver: Any, links: list[tuple[str, tuple[str, str, bool]]], parent: str) -> set[Value]:
    found: set[Value] = set()
    for table, (column, to, _absent) in links:
        if to == parent:
            query = f'SELECT DISTINCT c."{column}" FROM {_broken(column, parent, table)}'
            found.update(row[0] for row in driver.execute(query))
    return found


def _let_go(driver: Any, links: list[tuple[str, tuple[str, str, bool]]], done: Mended) -> int:
    """Empty the references that lead nowhere, and leave out the rows that need theirs; how many went."""
    went = 0
    for table, (column, parent, absent) in links:
        where = f'"{column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE p.id = "{table}"."{column}")'
        if absent and (table, column) != _GIVEN_IN:
            driver.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE {where}')
            continue
        gone = driver.execute(f'DELETE FROM "{table}" WHERE {where}').rowcount
        done.left_out[table] += gone
        went += gone
    return went


def _lost_of(lost: Lost, table: str) -> list[tuple[Value, ...]]:
    found = lost.seen.get(table)
    return list(found.lost) if found else []


def _only_searched(driver: Any, lost: Lost) -> set[Value]:
    there: set[Value] = {row[0] for row in driver.execute("SELECT id FROM entry")}
    if not lost.seen["entry"].lost and not lost.seen["entry"].pages:
        return set()
    return set[Value](lost.docs) - there


def _insert(driver: Any, table: str, values: Named) -> bool:
    """Add a row with those of these values that the table has columns for."""
    columns = {row[1] for row in driver.execute(f'PRAGMA table_info("{table}")')}
    given = {name: value for name, value in values.items() if name in columns}
    names = ", ".join(f'"{name}"' for name in given)
    marks = ", ".join("?" * len(given))
    put = driver.execute(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', tuple(given.values()))
    return bool(put.rowcount)


def _prompt(driver: Any, number: int, lost: Lost) -> bool:
    return _insert(
        driver, "prompt", {"code": f"rescued-{number}", **lost.known("prompt", number), "id": number}
    )


def _wording(driver: Any, number: int, lost: Lost) -> bool:
    """Another wording of the same question where there is one, else the one this version ships."""
    known = lost.known("wording", number)
    asked = known.get("prompt")
    if asked is None:
        row = driver.execute("SELECT prompt FROM answer WHERE wording = ? LIMIT 1", (number,)).fetchone()
        asked = row[0] if row else None
    if asked is None:
        return False
    other = driver.execute(
        "SELECT body FROM wording WHERE prompt = ? ORDER BY version DESC LIMIT 1", (asked,)
    ).fetchone()
    code = driver.execute("SELECT code FROM prompt WHERE id = ?", (asked,)).fetchone()
    body = other[0] if other else lost.wordings.get(code[0] if code else "", _NO_WORDING)
    values: Named = {"prompt": asked, "version": 1, "digest": f"rescued-{number}", **known, "body": body}
    return _insert(driver, "wording", {**values, "id": number})


def _theme(driver: Any, number: int, _lost: Lost) -> bool:
    return _insert(driver, "theme", {"id": number, "name": f"Rescued theme {number}"})


def _contact(driver: Any, number: int, lost: Lost) -> bool:
    values: Named = {
        "uid": uuid.uuid4().hex,
        "name": "Rescued contact",
        "kind": 0,
        "first_seen_on": _day(lost),
    }
    return _insert(driver, "contact", {**values, **lost.known("contact", number), "id": number})


def _reply(driver: Any, number: int, lost: Lost) -> bool:
    values: Named = {"uid": uuid.uuid4().hex, "from_name": "Rescued reply", "received_on": _day(lost)}
    return _insert(driver, "reply", {**values, **lost.known("reply", number), "id": number})


def _round(driver: Any, number: int, lost: Lost) -> bool:
    """A round is closed then: its seals are lost, and what both had answered can be read."""
    query = "SELECT 1 FROM round_answer WHERE round = ? AND side = 1"
    shown = driver.execute(query, (number,)).fetchone() is not None
    day = _day(lost)
    closed: Named = (
        {"status": ROUNDS[RoundStatus.REVEALED], "revealed_on": day}
        if shown
        else {
            "status": ROUNDS[RoundStatus.WITHDRAWN],
            "withdrawn_on": day,
            "withdrawn_by": Withdrawn.MINE.value,
        }
    )
    values: Named = {"uid": uuid.uuid4().hex, "topic": "Rescued round", "opened_on": day, **closed}
    return _insert(driver, "pair_round", {**values, **lost.known("pair_round", number), "id": number})


def _share_field(driver: Any, number: int, lost: Lost) -> bool:
    known = lost.known("share_field", number)
    return {"share", "share_id", "field"} <= known.keys() and _insert(
        driver, "share_field", {**known, "id": number}
    )


def _review(driver: Any, number: int, lost: Lost) -> bool:
    """Its answers say of which entry it is, and when it was written, where no index does."""
    known = lost.known("review", number)
    row = driver.execute(
        "SELECT entry, min(answered_at) FROM answer WHERE review = ? GROUP BY entry", (number,)
    ).fetchone()
    at = row[1] if row else instant(lost.at)
    entry = known.get("entry", row[0] if row else None)
    if entry is None:
        return False
    values: Named = {"uid": uuid.uuid4().hex, "reviewed_on": _day_of(at), "written_at": at, "entry": entry}
    return _insert(driver, "review", {**values, **known, "id": number})


def _entry(driver: Any, number: int, lost: Lost) -> bool:
    """An entry from its indices, its answers and the text that was searched."""
    known = lost.known("entry", number)
    first = driver.execute("SELECT min(answered_at) FROM answer WHERE entry = ?", (number,)).fetchone()[0]
    day = known.get("decided_on")
    at = first or (_noon(day) if isinstance(day, int) else instant(lost.at))
    title, body = lost.docs.get(number, ("", ""))
    in_bin = known.get("deleted_at") is not None
    values: Named = {
        "uid": uuid.uuid4().hex, "kind": 0, "decided_on": _day_of(at), "written_on": day or _day_of(at),
        "written_at": at, "title": title or RESCUED_TITLE, "context": _own_words(driver, number, body),
        "marks": _MARKED_IN_BIN if in_bin else _MARKED,
    }  # fmt: skip
    if not _insert(driver, "entry", {**values, **known, "id": number}):
        return False
    return _later_thought(driver, number, PUT_TOGETHER, lost)


def _own_words(driver: Any, number: int, body: str) -> str:
    """The searched text of an entry without what still stands in its rows; whole lines only, longest first."""
    tables = {row[1] for row in driver.execute("PRAGMA table_list")}
    queries = (*_WORDS, *(_SPOKEN if "comment" in tables else ()))
    pieces = {
        text for query in queries for row in driver.execute(query, {"entry": number}) for text in row if text
    }
    rest = f"\n{body}\n"
    for piece in sorted(pieces, key=len, reverse=True):
        rest = rest.replace(f"\n{piece}\n", "\n", 1)
    return rest.strip("\n")


def _words_of_parts(driver: Any, lost: Lost, there: set[int]) -> int:
    """What was lost of an answer, a review or a later thought still stands in the text that was searched.

    It becomes a later thought of its entry; how many there were.
    """
    made = 0
    entries = {known.get("entry") for name in PARTS for known in lost.seen[name].lost.values()}
    for number in sorted(one for one in entries if isinstance(one, int) and one in there):
        rest = _own_words(driver, number, lost.docs.get(number, ("", ""))[1])
        if rest:
            made += _later_thought(driver, number, f"{FOUND_IN_INDEX}\n\n{rest}", lost)
    return made


def _later_thought(driver: Any, number: int, words: str, lost: Lost) -> bool:
    said: Named = {"entry": number, "text": words, "written_at": instant(lost.at), "written_on": _day(lost)}
    return _insert(driver, "addition", said)


def _count_reviews(driver: Any) -> None:
    """Which review of an entry counts is drawn from those that are there."""
    fresh = (
        "coalesce((SELECT r.id FROM review r WHERE r.entry = entry.id AND r.happened IS NOT NULL"
        " AND r.happened <> 4 ORDER BY r.reviewed_on DESC, r.id DESC LIMIT 1), 0)"
    )
    driver.execute(f"UPDATE entry SET reviewed = {fresh} WHERE reviewed <> {fresh}")


_SECOND: Final = 1_000_000
_DAY: Final = 86_400 * _SECOND
_FIRST_DAY: Final = datetime(1970, 1, 1).toordinal()  # noqa: DTZ001  a day, of no zone


def _day_of(at: Any) -> int:
    return _FIRST_DAY + int(at) // _DAY


def _noon(day: int) -> int:
    return (day - _FIRST_DAY) * _DAY + _DAY // 2


def _day(lost: Lost) -> int:
    return lost.at.date().toordinal()


_MAKERS: Final[dict[str, Callable[[Any, int, Lost], bool]]] = {
    "prompt": _prompt, "wording": _wording, "theme": _theme, "contact": _contact, "reply": _reply,
    "entry": _entry, "review": _review, "pair_round": _round, "share_field": _share_field,
}  # fmt: skip
