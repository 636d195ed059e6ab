"""What every import does between entries: say how far it is, stop when asked, leave out what came before."""

from collections.abc import Iterable, Iterator

from app.domain.entries import EntryDraft, EntryKind, ImportedEntry
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.errors import ImportProblem
from app.domain.exchange import Cancelled, Problem, ProblemKind, Progress, Read
from app.importers.reading.dates import Written

MOST_ENTRIES = 1_000_000
MOST_ERRORS = 1_000
EMPTY = "it holds no text"
TOO_LONG = "its text is longer than Balcony can keep"


def in_bounds(
    reads: Iterable[Read], progress: Progress, cancelled: Cancelled, of: int | None = None
) -> Iterator[Read]:
    """Pass on what was read, each source entry once; `of` is how many there are, where known."""
    seen: set[str] = set()
    errors = 0
    for done, read in enumerate(reads, start=1):
        stop_if(cancelled)
        if isinstance(read, Problem):
            errors += read.kind is ProblemKind.ERROR
            yield read
        elif read.key in seen:
            yield Problem(read.place, "this entry is there twice; it comes in once")
        else:
            seen.add(read.key)
            yield read
        if errors > MOST_ERRORS or len(seen) > MOST_ENTRIES:
            raise ImportProblem("So many entries in this file cannot be read that it was left alone.")
        progress(done, of)
    stop_if(cancelled)


def stop_if(cancelled: Cancelled) -> None:
    """End here when the person has said so."""
    if cancelled():
        raise CancelledByPerson


def reflection(
    title: str,
    text: str,
    when: Written,
    key: str,
    place: str,
    tags: tuple[str, ...] = (),
    *,
    starred: bool = False,
) -> ImportedEntry:
    """A reflection dated where and when it was written."""
    written_at, written_on = when
    draft = EntryDraft(
        kind=EntryKind.REFLECTION,
        title=title,
        context=text,
        decided_on=written_on,
        written_at=written_at,
        written_on=written_on,
    )
    return ImportedEntry(draft, key, place, tags, starred)


def unreadable_entry(place: str, reason: str) -> Problem:
    """An entry that stays out because it is not as it should be."""
    return Problem(place, reason, ProblemKind.ERROR)


def warning(place: str, reason: str) -> Problem:
    """Something to know about an entry that did come in."""
    return Problem(place, reason, ProblemKind.WARNING)
