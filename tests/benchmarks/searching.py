"""Goal 3: two hundred mixed searches, as they are typed, beside the same statement by sqlcipher3 alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from app.domain import search as words
from app.services.journal import Journal
from app.storage.derived import DOC_BITS
from tests.benchmarks.journals import kept_journal, opened, raw
from tests.benchmarks.results import Result
from tests.benchmarks.timing import in_turns, p95
from tests.benchmarks.words import vocabulary

_QUERIES = 200
_ROUNDS = 3
_PAGE = 50
_MASK = (1 << DOC_BITS) - 1
_RAW = f"""
  SELECT e.id, e.kind, e.title, e.decided_on, e.review_due, e.confidence, e.is_demo, e.undecided, e.withdrawn,
    e.reviewed, (SELECT group_concat(t.name, char(10)) FROM entry_theme x JOIN theme t ON t.id = x.theme
    WHERE x.entry = e.id), hit.snippet
  FROM (SELECT doc_fts.rowid & {_MASK} AS number, snippet(doc_fts, -1, char(2), char(3), '…', 14) AS snippet
    FROM doc_fts {{narrowed}} ORDER BY doc_fts.rowid DESC LIMIT {_PAGE}) AS hit
  CROSS JOIN entry e ON e.id = hit.number"""
_PLAIN = "WHERE doc_fts MATCH ?"
_NARROWED = (
    f"CROSS JOIN entry f INDEXED BY entry_by_day ON f.deleted_at IS NULL AND f.decided_on = (doc_fts.rowid >> {DOC_BITS})"
    f" AND f.id = (doc_fts.rowid & {_MASK}) WHERE doc_fts MATCH ? AND "
)


@dataclass(frozen=True)
class Typed:
    """What is typed into the box, and what the limit asks in its place."""

    text: str
    statement: str
    match: str


def queries(random: Random) -> Iterator[Typed]:
    """Rare, middling and common words, two words, phrases, one left out, and filters, as they are mixed in use."""
    for _ in range(_QUERIES):
        draw = random.random()
        if draw < 0.35:
            yield _plain(_word(random, 2000, 40_000))
        elif draw < 0.6:
            yield _plain(_word(random, 200, 2000))
        elif draw < 0.7:
            yield _plain(_word(random, 1, 200))
        elif draw < 0.85:
            yield _plain(f"{_word(random, 1, 2000)} {_word(random, 200, 20_000)}")
        elif draw < 0.9:
            yield _plain(f'"{_word(random, 1, 30)} {_word(random, 1, 300)}"')
        elif draw < 0.93:
            yield _plain(f"{_word(random, 100, 1000)} -{_word(random, 1, 100)}")
        else:
            yield _with_filter(random)


def _word(random: Random, first: int, last: int) -> str:
    return vocabulary().words[random.randrange(first, last)]


def _plain(text: str) -> Typed:
    return Typed(text, _RAW.format(narrowed=_PLAIN), words.fts5_match(words.parse(text)) or "")


def _with_filter(random: Random) -> Typed:
    typed, where = random.choice(
        (
            ("kind:weekly", "f.kind = 1"),
            ("status:reviewed", "f.kind = 0 AND f.withdrawn = 0 AND f.undecided = 0 AND f.reviewed > 0"),
            ("theme:budget", "f.id IN (SELECT entry FROM entry_theme WHERE theme = 8)"),
        )
    )
    one = _plain(f"{typed} {_word(random, 20, 2000)}")
    return Typed(one.text, _RAW.format(narrowed=_NARROWED + where), one.match)


def run(sizes: tuple[int, ...]) -> Iterator[Result]:
    """The 95th of 100 searches, and prefixes of three letters."""
    for size in sizes:
        journal = opened(kept_journal(size))
        with raw(kept_journal(size)) as connection:
            mixed = list(queries(Random(3)))
            ours, limit = _measured(journal, connection, mixed)
            holds = p95(ours) <= 1.25 * p95(limit) and p95(ours) <= 20
            yield Result(
                3, "search, p95 of 200 mixed as typed", size, p95(ours), p95(limit), "≤ 1.25 ×, ≤ 20", holds
            )
            yield Result(3, "search, middle of the 200", size, _middle(ours), _middle(limit), "", None)
            whole = [_plain(f"{one.text} ") for one in mixed if ":" not in one.text]
            ours, limit = _measured(journal, connection, whole)
            yield Result(3, "search, p95 of whole words", size, p95(ours), p95(limit), "", None)
            typing = [_plain(text) for text in _prefixes(Random(4))]
            ours, limit = _measured(journal, connection, typing)
            yield Result(
                3,
                "search while typing, slowest of 3 letters",
                size,
                max(ours),
                max(limit),
                "≤ 60",
                max(ours) <= 60,
            )
        journal.close(back_up=False)


def _prefixes(random: Random) -> list[str]:
    found = [_word(random, 1, 20_000)[:3] for _ in range(60)]
    return sorted({text for text in found if len(text) == 3} | {"the", "sta", "con"})


def _measured(journal: Journal, connection: Any, typed: list[Typed]) -> tuple[list[float], list[float]]:
    ours, limit = [], []
    for one in typed:
        times = in_turns(
            {
                "ours": lambda one=one: journal.finding.search(one.text, limit=_PAGE),  # type: ignore[misc]
                "limit": lambda one=one: connection.execute(one.statement, (one.match,)).fetchall(),  # type: ignore[misc]
            },
            _ROUNDS,
        )
        ours.append(times["ours"].cpu_ms)
        limit.append(times["limit"].cpu_ms)
    return ours, limit


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]
