"""Entries as plain lines for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.domain.conversation import KIND_WORDS, Reply, framework_words
from app.domain.entries import Answer, Entry, EntryKind, Happened, Listed, Review, Status
from app.domain.field_names import field_called
from app.domain.prompts import AnswerKind

_KINDS = {
    EntryKind.DECISION: "decision",
    EntryKind.WEEKLY: "weekly reflection",
    EntryKind.REFLECTION: "reflection",
}
_HAPPENED = {
    Happened.YES: "It happened.",
    Happened.NO: "It did not happen.",
    Happened.PART: "It happened in part.",
    Happened.OPEN: "Still open.",
    Happened.VOID: "Overtaken by events.",
}
_STATUS = {
    Status.UNDECIDED: "to decide",
    Status.WITHDRAWN: "let go",
    Status.DUE: "look again today",
}


def status_words(kind: EntryKind, status: Status) -> str:
    """Where a decision stands; nothing for what is no decision."""
    return _STATUS.get(status, status.value) if kind is EntryKind.DECISION else ""


def table(rows: Sequence[Sequence[str]], indent: str = "") -> Iterator[str]:
    """Rows under one another, each column as wide as its widest."""
    if not rows:
        return
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"{indent}{'  '.join(cells)}".rstrip()


def listed_lines(entries: Sequence[Listed], total: int, none: str) -> Iterator[str]:
    """A line for each entry, and how many there are in all where not all are here."""
    rows = [
        (str(one.id), one.decided_on.isoformat(), _KINDS[one.kind], status_words(one.kind, one.status), one.title)
        for one in entries
    ]  # fmt: skip
    for line, one in zip(table(rows), entries, strict=True):
        yield line
        snippet = " ".join(without_marks(one.snippet).split())
        if snippet and not one.title.startswith(snippet.rstrip("…")):
            yield f"        {snippet}"
    if not total:
        yield none
    elif len(rows) < total:
        yield f"{len(rows)} of {total}. Use --limit to see more."


def without_marks(snippet: str) -> str:
    """A snippet without the signs around the words found."""
    return snippet.replace("\x02", "").replace("\x03", "")


def label_of(answer: Answer) -> str:
    """An answer in words, as its question put them."""
    value, wording = answer.value, answer.wording
    if isinstance(value, tuple):
        return "; ".join((*map(wording.label, value), *([answer.other] if answer.other else [])))
    if isinstance(value, int):
        if wording.kind is AnswerKind.PERCENT:
            return f"{value}%"
        return _slider(value, (wording.ends.low, wording.ends.high) if wording.ends else ("", ""))
    return wording.label(value) if wording.kind is AnswerKind.SINGLE else value


def _slider(value: int, ends: tuple[str, str]) -> str:
    if value == 0:
        return "in the middle"
    return f"{abs(value)} of 3 towards “{ends[value > 0]}”"


def entry_lines(entry: Entry, today: date) -> Iterator[str]:
    """An entry to read."""
    yield entry.title
    facts = [_KINDS[entry.kind], entry.decided_on.isoformat()]
    facts += [word for word in (status_words(entry.kind, entry.status(today)),) if word]
    if entry.deleted_at is not None:
        facts.append("in the bin")
    yield f"  {entry.id}: {', '.join(facts)}"
    if entry.themes:
        yield f"  themes: {', '.join(theme.name for theme in entry.themes)}"
    if entry.review_due:
        yield f"  look again on {entry.review_due.isoformat()}"
    named = (
        (field_called("context", entry.kind), entry.context),
        ("What I chose and why", entry.decision),
        ("What I expect to see", entry.expected),
        ("How sure I am", "" if entry.confidence is None else f"{entry.confidence}%"),
    )
    yield from _parts(named)
    yield from _parts((answer.wording.question, label_of(answer)) for answer in entry.answers)
    for review in entry.reviews:
        yield from _review_lines(review)
    yield from _parts((f"Added on {one.written_on.isoformat()}", one.text) for one in entry.additions)


def comment_lines(said: Iterable[Reply]) -> Iterator[str]:
    """What others said about an entry, to read."""
    for reply in said:
        for comment in reply.comments:
            yield f"\n{reply.from_name}, {reply.on.isoformat()}: {KIND_WORDS[comment.kind]}"
            quote = f"“{comment.quote}”" if comment.quote else ""
            words = (quote, framework_words(comment.framework, {}), comment.body)
            yield from (f"  {line}" for text in words for line in text.splitlines())


def _parts(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in named:
        if text:
            yield f"\n{name}"
            yield from (f"  {line}" for line in text.splitlines())


def _review_lines(review: Review) -> Iterator[str]:
    yield f"\nLooked again on {review.reviewed_on.isoformat()}"
    if review.happened:
        yield f"  {_HAPPENED[review.happened]}"
    scales = (
        ("How it turned out", review.outcome, ("Worse than hoped", "Better than hoped")),
        ("How it was decided", review.process, ("I would decide differently", "I would decide the same")),
    )
    yield from _parts((name, "" if value is None else _slider(value, ends)) for name, value, ends in scales)
    yield from _parts((("What happened", review.what_happened), ("What I carry forward", review.learned)))
    yield from _parts((answer.wording.question, label_of(answer)) for answer in review.answers)
