"""What can be set beside an own entry, or beside something shared: whatever answered the same questions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from app.domain import sides
from app.domain.comparing import Answers, Compared, compare
from app.domain.entries import Entry, EntryId
from app.domain.listing import EntryFilter
from app.domain.sharing import ShareBundle, SharedEntry
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.coach.alone import hidden
from app.ui.coach.gathering import home, not_here
from app.ui.compare.gathering import Source, looked_words, until_words

MOST = 30
_LOOKED_THROUGH = 200
"""Shared entries read through for those with the same questions, newest first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that can be set beside another: `name` says whose or when, `many` how many questions both answered."""

    name: str
    title: str
    many: int
    left: Source
    right: Source


@dataclass(frozen=True, slots=True)
class Offer:
    """Candidates under a heading."""

    title: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Choice:
    """Everything the page of choosing shows. `ones` are what may be the first of the two, by key."""

    title: str
    told: str
    offers: tuple[Offer, ...]
    ones: tuple[tuple[str, str], ...] = ()
    one: str = ""


# ---- an own entry, then and now


def for_entry(journal: Journal, entry_id: EntryId) -> Choice:
    """What an own entry can be set beside; raises NoSuchEntry."""
    entry = journal.entry(entry_id)
    offers = (
        Offer("Its words as they stood earlier", tuple(_earlier(journal, entry))),
        Offer("The same questions on looking again", tuple(_reviews(entry))),
        Offer("Other entries that answer the same questions", tuple(_others(journal, entry))),
    )
    told = "Choose what to set beside it. Only questions that both answer are shown."
    return Choice(entry.title, told, tuple(one for one in offers if one.candidates))


def _earlier(journal: Journal, entry: Entry) -> Iterator[Candidate]:
    versions = journal.versions(entry.id)
    moments = sorted({one.replaced_at for one in versions if one.review_id is None}, reverse=True)
    now = sides.of_entry(entry, story=True)
    for at in moments[:MOST]:
        many = _differing(compare(sides.of_version(entry, versions, at), now))
        if many:
            yield Candidate(until_words(at), "", many, Source(entry.id, until=at), Source(entry.id))


def _reviews(entry: Entry) -> Iterator[Candidate]:
    then = sides.of_entry(entry)
    for review in reversed(entry.reviews):
        many = len(compare(then, sides.of_review(entry, review)))
        if many:
            again = Source(entry.id, review=review.id)
            yield Candidate(looked_words(review), "", many, Source(entry.id), again)


def _others(journal: Journal, entry: Entry) -> Iterator[Candidate]:
    asked = frozenset(answer.prompt_id for answer in entry.answers)
    if not asked:
        return
    mine = sides.of_entry(entry)
    for listed in journal.finding.page(EntryFilter(prompts=asked), limit=MOST + 1):
        if listed.id == entry.id:
            continue
        other = journal.entry(listed.id)
        many = len(compare(mine, sides.of_entry(other)))
        if many:
            ends = (Source(other.id), Source(entry.id))
            left, right = ends if other.decided_on <= entry.decided_on else ends[::-1]
            yield Candidate(written(other.decided_on), other.title, many, left, right)


def _differing(found: Iterable[Compared]) -> int:
    return sum(one.differs for one in found)


# ---- two that others shared


def for_shared(journal: Journal, uid: str, one: str = "") -> Choice:
    """What a shared entry can be set beside; `one` is its share id, without it the first of the bundle.

    Raises InvalidInput where the bundle is not here, or another leader alone is shown.
    """
    kept = journal.desk.bundle(uid)
    if kept.contact in hidden(journal):
        raise not_here()
    ones = tuple((entry.share_id, entry_words(entry)) for entry in kept.bundle.entries)
    first = kept.bundle.entry(one) or next(iter(kept.bundle.entries), None)
    told = (
        "Choose what to set beside it. Only questions that both answer are shown, and neither is told of it."
    )
    if first is None:
        return Choice(kept.bundle.from_name, told, ())
    found = islice(_shared(journal, kept.bundle, first), MOST)
    by_name: dict[str, list[Candidate]] = {}
    for name, candidate in found:
        by_name.setdefault(name, []).append(candidate)
    offers = tuple(Offer(f"Shared by {name}", tuple(them)) for name, them in by_name.items())
    return Choice(kept.bundle.from_name, told, offers, ones, first.share_id)


def _shared(journal: Journal, bundle: ShareBundle, first: SharedEntry) -> Iterator[tuple[str, Candidate]]:
    mine = sides.of_shared(first)
    left = Source(bundle=bundle.bundle_id, share_id=first.share_id)
    for other, entry in islice(_lying_here(journal, bundle), _LOOKED_THROUGH):
        if entry.share_id == first.share_id:
            continue
        theirs: Answers = sides.of_shared(entry)
        many = len(compare(mine, theirs))
        if many:
            right = Source(bundle=other.bundle_id, share_id=entry.share_id)
            when = entry.when or written(other.made_on)
            yield other.from_name, Candidate(when, theirs.title, many, left, right)


def _lying_here(journal: Journal, first: ShareBundle) -> Iterator[tuple[ShareBundle, SharedEntry]]:
    """Every shared entry that may be shown: those of other leaders before those of the same, newest first."""
    own = journal.desk.bundle(first.bundle_id).contact
    for leader in sorted(home(journal).leaders, key=lambda one: (one.contact == own, one.name)):
        for kept in reversed(journal.desk.bundles(leader.contact)):
            for entry in kept.bundle.entries:
                yield kept.bundle, entry


def entry_words(entry: SharedEntry) -> str:
    """A shared entry in a line: when, and its title."""
    title = entry.field("title")
    return ": ".join(part for part in (entry.when, title.value if title else "") if part) or "Without a title"
