"""What a person types into the search box, as a small syntax tree and as an FTS5 query.

Words must all occur; "quoted words" stand together; -word leaves entries out; theme:budget,
kind:decision, framework:triangle, status:waiting, before:2026-03 and after:2026-03 narrow the list.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from app.domain.days import Span
from app.domain.entries import EntryKind, Status

MOST_CHARACTERS = 1000
MOST_TERMS = 32
PREFIX_LETTERS = 3

_KINDS = {kind.value: kind for kind in EntryKind} | {"week": EntryKind.WEEKLY}
_STATUSES = {status.value: status for status in Status} | {
    "let-go": Status.WITHDRAWN,
    "to-decide": Status.UNDECIDED,
}
_FILTERS = ("theme", "kind", "framework", "status", "before", "after")
_QUOTES = str.maketrans("“”„«»", '"""""')
# A piece: a filter still without its value, or words after an optional minus or filter name. Words
# are quoted (the closing quote may still be missing) or run to the next space or quote.
_PIECE = re.compile(
    r"(?P<waiting>(?:theme|kind|framework|status|before|after):)(?=\s|$)"
    r"|(?:(?P<minus>-)|(?P<filter>theme|kind|framework|status|before|after):)?"
    r'(?:"(?P<quoted>[^"]*)(?P<closing>"?)|(?P<bare>[^\s"]+))',
    re.IGNORECASE | re.ASCII,
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)
EVER = Span()
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Query:
    """A search, parsed.

    `terms` and `phrases` must all occur, none of `excluded` (words or phrases) may. `prefix_last` says
    that the last term is still being typed, or with `open_phrase` the last word of the last phrase.
    An entry must carry all `themes`, and one of `kinds`, of `statuses` and of `frameworks`; `span` are
    the days it counts at. `ignored` are filters that could not be used, as typed.
    """

    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    prefix_last: bool = False
    open_phrase: bool = False
    themes: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    kinds: tuple[EntryKind, ...] = ()
    statuses: tuple[Status, ...] = ()
    span: Span = EVER
    ignored: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether any word must occur, so that the index is asked."""
        return bool(self.terms or self.phrases)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked for, so that every entry is listed."""
        filters = self.themes or self.frameworks or self.kinds or self.statuses
        return not (self.has_words or self.excluded or filters or self.span != EVER)


def parse(text: str) -> Query:
    """Read what a person typed; every text gives a query, none raises."""
    plain = _plain(text)
    terms: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    filters: dict[str, list[str]] = {name: [] for name in _FILTERS}
    typed: tuple[list[str], str] | None = None
    for match in _PIECE.finditer(plain):
        piece = match.groupdict()
        quoted = piece["quoted"] is not None
        words = " ".join((piece["quoted"] or piece["bare"] or "").split())
        typed = None
        if piece["filter"]:
            filters[piece["filter"].casefold()].append(words)
        elif not _tokens(words):
            continue
        elif piece["minus"]:
            excluded.append(words)
        else:
            place = phrases if quoted else terms
            place.append(words)
            typed = None if piece["closing"] else (place, words)
    # A space after the last word says that it is whole, inside an open quote too.
    prefix = (
        typed is not None
        and len(typed[0]) <= MOST_TERMS
        and not plain[-1:].isspace()
        and len(_tokens(typed[1])[-1]) >= PREFIX_LETTERS
    )
    words_only = Query(
        terms=tuple(terms[:MOST_TERMS]),
        phrases=tuple(phrases[:MOST_TERMS]),
        excluded=tuple(excluded[:MOST_TERMS]),
        prefix_last=prefix,
        open_phrase=prefix and typed is not None and typed[0] is phrases,
    )
    return _with_filters(words_only, filters)


def _plain(text: str) -> str:
    """The text without what no index holds: control characters (NUL) and lone surrogates become spaces."""
    kept = text[:MOST_CHARACTERS].translate(_QUOTES)
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cs"} else char for char in kept)


def _with_filters(query: Query, filters: dict[str, list[str]]) -> Query:
    ignored: list[str] = []

    def usable(name: str, found: _Found | None, typed: str) -> list[_Found]:
        if found is None and typed:
            ignored.append(f"{name}:{typed}")
        return [] if found is None else [found]

    kinds = [kind for typed in filters["kind"] for kind in usable("kind", _kind(typed), typed)]
    statuses = [one for typed in filters["status"] for one in usable("status", _status(typed), typed)]
    firsts = [day for typed in filters["after"] for day in usable("after", first_day(typed), typed)]
    lasts = [day for typed in filters["before"] for day in usable("before", _day_before(typed), typed)]
    return replace(
        query,
        themes=tuple(dict.fromkeys(value for value in filters["theme"] if value))[:MOST_TERMS],
        frameworks=tuple(dict.fromkeys(value for value in filters["framework"] if value))[:MOST_TERMS],
        kinds=tuple(dict.fromkeys(kinds)),
        statuses=tuple(dict.fromkeys(statuses)),
        span=Span(max(firsts, default=None), min(lasts, default=None)),
        ignored=tuple(ignored),
    )


def _kind(typed: str) -> EntryKind | None:
    name = typed.casefold()
    return _KINDS.get(name) or _KINDS.get(name.removesuffix("s"))


def _status(typed: str) -> Status | None:
    return _STATUSES.get(typed.casefold())


def _day_before(typed: str) -> date | None:
    day = first_day(typed)
    return None if day is None or day == date.min else day - timedelta(days=1)


def first_day(text: str) -> date | None:
    """The first day of a year, a month or a day as typed (2026, 2026-03, 2026-03-05); None if it is none.

    `after:` starts on it and `before:` ends the day before it, so the two never overlap.
    """
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _is_token(char: str) -> bool:
    """Whether FTS5's unicode61 keeps a character: letters, numbers, private use."""
    category = unicodedata.category(char)
    return category[0] in "LN" or category == "Co"


def _tokens(text: str) -> list[str]:
    """The words the index would see in a text, folded as it folds them (case, accents)."""
    folded = "".join(
        char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn"
    )
    return "".join(char.lower() if _is_token(char) else " " for char in folded).split()


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def fts5_match(query: Query) -> str | None:
    """The FTS5 MATCH string of a query, every word quoted; None when no word must occur.

    Where it is None and words are excluded, `fts5_without` gives what to leave out.
    """
    if not query.has_words:
        return None
    terms = [_quoted(term) for term in query.terms]
    phrases = [_quoted(phrase) for phrase in query.phrases]
    if query.prefix_last:
        (phrases if query.open_phrase else terms)[-1] += "*"
    wanted = " AND ".join((*terms, *phrases))
    without = fts5_without(query)
    return f"({wanted}) NOT ({without})" if without else wanted


def fts5_without(query: Query) -> str | None:
    """The FTS5 MATCH string of the entries a query leaves out; None when it excludes nothing."""
    return " OR ".join(_quoted(words) for words in query.excluded) or None


def highlights(query: Query) -> tuple[str, ...]:
    """The words to mark in a text, folded (lower case, no accents), each once; excluded ones are not."""
    words = [word for text in (*query.terms, *query.phrases) for word in _tokens(text)]
    return tuple(dict.fromkeys(words))
