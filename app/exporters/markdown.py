"""The journal to read: one Markdown page by year and month, oldest first."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from app.domain.entries import Answer, Entry, EntryKind, Happened, Origin, Review, Sensitivity
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.plain import PLAIN
from app.domain.whole import JournalHeader, WholeEntry
from app.domain.written_dates import MONTHS, with_weekday
from app.exporters.writing.prose import one_line, prose
from app.exporters.writing.said import said, signed
from app.exporters.writing.sharing import what_left
from app.exporters.writing.with_others import comments_on, with_others

_KINDS = {
    EntryKind.DECISION: "Decision",
    EntryKind.WEEKLY: "Weekly reflection",
    EntryKind.REFLECTION: "Reflection",
}
_HAPPENED = {
    Happened.YES: "yes",
    Happened.NO: "no",
    Happened.PART: "in part",
    Happened.OPEN: "still open",
    Happened.VOID: "overtaken by events",
}
_MARKS = {
    Sensitivity.PRIVATE_ONLY: "not for sharing",
    Sensitivity.NO_RESURFACE: "not to be brought up again",
    Sensitivity.COURT_RELATED: "court related",
    Sensitivity.HOLD: "on hold",
}
_FIELDS = {"context": "Context", "decision": "Decision", "expected": "What I expect to see"}


class Markdown:
    """Writes what a person reads; earlier versions of texts are in the JSON only."""

    id = "markdown"
    name = "Markdown (to read)"
    suffix = ".md"

    def write(
        self,
        out: TextIO,
        header: JournalHeader,
        entries: Iterable[WholeEntry],
        *,
        today: date,
        progress: Progress = no_progress,
        cancelled: Cancelled = never,
    ) -> int:
        # entries come in the order of writing and are read in the order of their days
        pages: list[tuple[date, int, str]] = []
        for whole in entries:
            if cancelled():
                raise CancelledByPerson
            if whole.entry.deleted_at is None:
                page = "\n\n".join([entry_page(whole.entry), *comments_on(whole.entry, header.conversation)])
                pages.append((whole.entry.decided_on, len(pages), page))
                progress(len(pages), None)
        out.write("# Journal\n\n")
        out.write(f"Written by Balcony on {with_weekday(today)}. {_count(len(pages))}, oldest first.\n")
        out.write(f"\n{PLAIN}\n")
        if header.is_demo:
            out.write("\nThis is the demo journal: nothing in it happened.\n")
        out.writelines(_by_month(sorted(pages)))
        out.writelines(f"\n{part}\n" for part in with_others(header.conversation))
        out.writelines(f"\n{part}\n" for part in what_left(header.sharing))
        return len(pages)


def _count(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries} entries"


def _by_month(pages: list[tuple[date, int, str]]) -> Iterator[str]:
    year = month = 0
    for day, _, page in pages:
        if day.year != year:
            yield f"\n## {day.year}\n"
            year, month = day.year, 0
        if day.month != month:
            yield f"\n### {MONTHS[day.month - 1]} {day.year}\n"
            month = day.month
        yield f"\n{page}\n"


def entry_page(entry: Entry) -> str:
    """One entry with everything that was said in it, its marks and days."""
    kind = "Decision still open" if entry.undecided else _KINDS[entry.kind]
    title = one_line(entry.title) or kind
    return "\n\n".join([f"#### {title}", "\n".join(_facts(entry, kind)), *_words(entry)])


def _facts(entry: Entry, kind: str) -> Iterator[str]:
    yield f"- {kind}, {with_weekday(entry.decided_on)}"
    if entry.written_on != entry.decided_on:
        yield f"- Written on {with_weekday(entry.written_on)}"
    yield from _plans(entry)
    if entry.themes:
        yield f"- Themes: {', '.join(one_line(theme.name) for theme in entry.themes)}"
    if entry.marks:
        yield f"- Marked: {', '.join(_MARKS[mark] for mark in sorted(entry.marks))}"
    for name in sorted(entry.field_marks):
        marks = ", ".join(_MARKS[mark] for mark in sorted(entry.field_marks[name]))
        if marks:
            yield f"- {one_line(_FIELDS.get(name, name))}, marked: {marks}"
    if entry.is_demo:
        yield "- Demo entry"
    if entry.origin:
        yield f"- {_origin(entry.origin)}"


def _plans(entry: Entry) -> Iterator[str]:
    if entry.withdrawn:
        yield "- Let go"
    if entry.confidence is not None:
        yield f"- Confidence: {entry.confidence} %"
    elif entry.confidence_withheld:
        yield "- Confidence: rather not say"
    if entry.no_review:
        yield "- No look back planned"
    elif entry.review_due:
        yield f"- Look again on {with_weekday(entry.review_due)}"


def _origin(origin: Origin) -> str:
    tags = f", tagged {', '.join(one_line(tag) for tag in origin.tags)}" if origin.tags else ""
    return f"Brought in from {one_line(origin.format)}{', starred' if origin.starred else ''}{tags}"


def _words(entry: Entry) -> Iterator[str]:
    for name, label in _FIELDS.items():
        text = prose(getattr(entry, name))
        if text:
            yield f"##### {label}\n\n{text}"
    for answer in entry.answers:
        yield _answered(answer)
    for review in entry.reviews:
        yield from _looked_again(review)
    for addition in entry.additions:
        yield f"##### Added on {with_weekday(addition.written_on)}\n\n{prose(addition.text)}"


def _answered(answer: Answer) -> str:
    later = " (added later)" if answer.added_later else ""
    marked = ", ".join(
        _MARKS[mark]
        for mark, there in ((Sensitivity.PRIVATE_ONLY, answer.private_only), (Sensitivity.HOLD, answer.hold))
        if there
    )
    parts = [f"##### {one_line(answer.wording.question)}{later}"]
    if marked:
        parts.append(f"Marked: {marked}")
    parts.append(said(answer.wording, answer.value, answer.other))
    return "\n\n".join(parts)


def _looked_again(review: Review) -> Iterator[str]:
    yield f"##### Looked again on {with_weekday(review.reviewed_on)}"
    facts = []
    if review.happened:
        facts.append(f"- It happened: {_HAPPENED[review.happened]}")
    if review.outcome is not None:
        facts.append(
            f"- How it turned out: {signed(review.outcome)}, from −3 (worse than hoped) to +3 (better)"
        )
    if review.process is not None:
        facts.append(
            f"- How it was decided: {signed(review.process)}, "
            "from −3 (I would decide differently) to +3 (the same)"
        )
    if facts:
        yield "\n".join(facts)
    if review.what_happened:
        yield f"###### What happened\n\n{prose(review.what_happened)}"
    if review.learned:
        yield f"###### What I carry forward\n\n{prose(review.learned)}"
    for answer in review.answers:
        yield f"#{_answered(answer)}"


exporter = Markdown()
