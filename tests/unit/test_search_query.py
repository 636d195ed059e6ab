"""Whatever is typed becomes a query the index can answer, and it means what it says."""

import random
import sqlite3
import string
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.days import Span
from app.domain.entries import EntryKind, Status
from app.domain.search import Query, first_day, fts5_match, fts5_without, highlights, parse


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("", Query()),
        (" \t\n ", Query()),
        ("budget", Query(terms=("budget",), prefix_last=True)),
        ("budget ", Query(terms=("budget",))),
        ("bu", Query(terms=("bu",))),
        ("early help", Query(terms=("early", "help"), prefix_last=True)),
        ('"early help"', Query(phrases=("early help",))),
        ("“early help”", Query(phrases=("early help",))),
        ('"early hel', Query(phrases=("early hel",), prefix_last=True, open_phrase=True)),
        ('"early help" care', Query(terms=("care",), phrases=("early help",), prefix_last=True)),
        ('care "early help"', Query(terms=("care",), phrases=("early help",))),
        ("care -court", Query(terms=("care",), excluded=("court",))),
        ('-"care order"', Query(excluded=("care order",))),
        ("- -- ---", Query()),
        ("o'neill-brown", Query(terms=("o'neill-brown",), prefix_last=True)),
        ("theme:budget", Query(themes=("budget",))),
        ('Theme:"early help" waits ', Query(terms=("waits",), themes=("early help",))),
        ("theme:", Query()),
        ("theme: budget ", Query(terms=("budget",))),
        ("framework:triangle", Query(frameworks=("triangle",))),
        ("kind:decision kind:weeklys", Query(kinds=(EntryKind.DECISION, EntryKind.WEEKLY))),
        ("kind:decisions kind:decision", Query(kinds=(EntryKind.DECISION,))),
        ("status:Waiting status:let-go", Query(statuses=(Status.WAITING, Status.WITHDRAWN))),
        ("status:late", Query(ignored=("status:late",))),
        ("after:2026-03", Query(span=Span(date(2026, 3, 1), None))),
        ("before:2026-03", Query(span=Span(None, date(2026, 2, 28)))),
        ("after:2025 before:2026", Query(span=Span(date(2025, 1, 1), date(2025, 12, 31)))),
        ("after:2025 after:2026-02-03", Query(span=Span(date(2026, 2, 3), None))),
        ("before:soon after:2026-13", Query(ignored=("after:2026-13", "before:soon"))),
        ("before:0001-01-01", Query(ignored=("before:0001-01-01",))),
        ("http://example", Query(terms=("http://example",), prefix_last=True)),
        ("-theme:budget x ", Query(terms=("x",), excluded=("theme:budget",))),
        ("a\0b\ud800c ", Query(terms=("a", "b", "c"))),
    ],
)
def test_what_is_typed_means(typed: str, query: Query) -> None:
    assert parse(typed) == query


@pytest.mark.parametrize(
    ("typed", "match", "without"),
    [
        ("", None, None),
        ("--- kind:decision", None, None),
        ("budget", '"budget"*', None),
        ("early help ", '"early" AND "help"', None),
        ('care "early hel', '"care" AND "early hel"*', None),
        ("NEAR OR * ^x ", '"NEAR" AND "OR" AND "^x"', None),
        ("care -court -x", '("care") NOT ("court" OR "x")', '"court" OR "x"'),
        ("-court", None, '"court"'),
    ],
)
def test_the_index_is_asked_in_quoted_words(typed: str, match: str | None, without: str | None) -> None:
    query = parse(typed)
    assert (fts5_match(query), fts5_without(query)) == (match, without)


def test_the_words_to_mark_are_folded_and_leave_out_what_is_excluded() -> None:
    assert highlights(parse('Café "Early HELP" o\'neill early -court')) == (
        "cafe",
        "o",
        "neill",
        "early",
        "help",
    )


def test_an_empty_query_lists_everything_and_says_so() -> None:
    assert parse("status:late theme:").is_empty
    assert not parse("theme:budget").is_empty
    assert not parse("-court").is_empty
    assert not parse("after:2026").is_empty


@pytest.mark.parametrize("typed", ["2026-02-30", "26", "2026-3-x", "", "0000", "٢٠٢٦", "2026-00"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert first_day(typed) is None


# ---- against the real index


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute("INSERT INTO texts VALUES ('the budget and the court, in the end')")
        yield database


def found(index: sqlite3.Connection, query: Query) -> set[int]:
    """The rows a query finds, asked as storage asks: words wanted, else all without the excluded."""
    match, without = fts5_match(query), fts5_without(query)
    if match is not None:
        rows = index.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,))
    elif without is not None:
        rows = index.execute(
            "SELECT rowid FROM texts WHERE rowid NOT IN (SELECT rowid FROM texts WHERE texts MATCH ?)",
            (without,),
        )
    else:
        rows = index.execute("SELECT rowid FROM texts")
    return {row[0] for row in rows}


PIECES = (
    *("theme:", "kind:", "before:", "after:2026-", "status:due", "-", '"', "“", "”", "*", "^", "(", ")", ":"),
    *("{", "}", "+", "NEAR(", " AND ", " OR ", " NOT ", "\0", "\x1a", " ", "\u2028", "'", ";--", "\ud800"),
    *("budget", "court", "é", "e\u0301", "ß", "İ", "👩‍👧", "\ufeff", "\uffff", "中文", "٣", "\ue000", "½"),
)


def random_text(source: random.Random) -> str:
    """Odd characters, query signs and real words in any order."""
    parts = []
    for _ in range(source.randrange(12)):
        way = source.randrange(4)
        if way == 0:
            parts.append(source.choice(PIECES))
        elif way == 1:
            parts.append("".join(source.choices(string.printable, k=source.randrange(8))))
        elif way == 2:
            parts.append("".join(chr(source.randrange(0x110000)) for _ in range(source.randrange(6))))
        else:
            parts.append("".join(chr(source.randrange(0x250)) for _ in range(source.randrange(6))))
    return "".join(parts)


def test_20_000_random_texts_are_all_answered_by_the_index(index: sqlite3.Connection) -> None:
    source = random.Random(20260630)
    asked = 0
    for _ in range(20_000):
        query = parse(random_text(source))
        found(index, query)
        asked += query.has_words
    assert asked > 10_000  # the texts are not all empty of words


@settings(max_examples=1000)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_unicode_is_answered_by_the_index(typed: str) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
        found(database, parse(typed))


WORDS = ("care", "court", "budget", "bud", "early", "help")
words = st.sampled_from(WORDS)
texts = st.lists(st.lists(words, max_size=5).map(" ".join), min_size=1, max_size=5)
parts = st.lists(
    st.tuples(st.sampled_from(["", "-"]), st.lists(words, min_size=1, max_size=3), st.booleans()), max_size=4
)


def holds(text: str, wanted: list[str], *, prefix: bool) -> bool:
    have = text.split()
    for start in range(len(have) - len(wanted) + 1):
        run = have[start : start + len(wanted)]
        same = run[:-1] == wanted[:-1] and (
            run[-1].startswith(wanted[-1]) if prefix else run[-1] == wanted[-1]
        )
        if same:
            return True
    return False


@given(texts=texts, parts=parts, space=st.booleans())
def test_the_index_finds_exactly_what_the_query_says(
    texts: list[str], parts: list[tuple[str, list[str], bool]], space: bool
) -> None:
    pieces = [(minus, run if quoted else run[:1], quoted) for minus, run, quoted in parts]
    typed = " ".join(minus + (f'"{" ".join(run)}"' if quoted else run[0]) for minus, run, quoted in pieces)
    typed += " " if space else ""
    typing = len(pieces) - 1 if pieces and not space and not pieces[-1][2] and not pieces[-1][0] else None
    expected = {
        number
        for number, text in enumerate(texts, 1)
        if all(
            holds(text, run, prefix=place == typing) != bool(minus)
            for place, (minus, run, _) in enumerate(pieces)
        )
    }
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
        database.executemany("INSERT INTO texts VALUES (?)", [(text,) for text in texts])
        assert found(database, parse(typed)) == expected


def test_signs_alone_vanish_and_words_beside_them_are_still_found(index: sqlite3.Connection) -> None:
    assert found(index, parse('budget --- "..." !!')) == {1}
    assert found(index, parse("budget absent")) == set()


def test_a_very_long_text_is_cut_and_answered(index: sqlite3.Connection) -> None:
    query = parse("budget " * 5000)
    assert len(query.terms) == 32
    assert found(index, query) == {1}
    assert found(index, parse('"' * 5000)) == {1}
