"""What the pages of looking again ask the journal for."""

from dataclasses import dataclass
from datetime import date

from app.domain.entries import Entry, EntryId, Happened, Listed, Review, ReviewId, Status
from app.domain.listing import EntryFilter, Found
from app.services.drafts import Draft
from app.services.journal import Journal
from app.services.looking_again import Ready
from app.ui.forms.filled import Fields, put
from app.ui.forms.ground import Ground, ground_of
from app.ui.look_again.filling import NEXT_LOOK, fields_of

DONE_AT_A_TIME = 10
MOST_READY = 200
_PAST_ITS_DAY = EntryFilter(statuses=frozenset({Status.DUE, Status.WAITING}))
_A_LIFETIME = 36_500  # days


@dataclass(frozen=True)
class Shelf:
    """The lists: ready now, coming, and one page of those looked at. `later` counts those on neither list.

    They come after the next weeks, or were left for some.
    """

    ready: Ready
    done: Found
    begun: frozenset[int]
    later: int
    today: date
    first_done: int = 0


@dataclass(frozen=True)
class Subject:
    """One decision to look at again, with the typing that was kept of its review."""

    entry: Entry
    ground: Ground
    draft: Draft | None
    review: Review | None
    waiting: int
    today: date

    @property
    def form(self) -> str:
        """The name under which the typing is kept."""
        return form_name(self.entry.id, self.review.id if self.review else None)

    @property
    def fields(self) -> Fields:
        """What stands in the form at first."""
        if self.draft is not None:
            return dict(self.draft.fields)
        if self.review is None:
            return {}
        fields, due = fields_of(self.review), self.entry.review_due
        if self.review.happened is Happened.OPEN and due is not None and due > self.today:
            put(fields, NEXT_LOOK, due.isoformat())
        return fields


def form_name(entry_id: EntryId, review_id: ReviewId | None = None) -> str:
    """The name of the draft of a new review, or of a change to a saved one."""
    return f"review:{entry_id}" if review_id is None else f"edit-review:{review_id}"


def shelf(journal: Journal, first_done: int = 0) -> Shelf:
    """The lists as of now."""
    looked = EntryFilter(statuses=frozenset({Status.REVIEWED}))
    begun = [name.removeprefix("review:") for name in journal.drafts.all() if name.startswith("review:")]
    now = journal.reviews.ready(limit=MOST_READY)
    dated = journal.reviews.ready(limit=1, days_ahead=_A_LIFETIME).coming.total
    left = journal.finding.count(_PAST_ITS_DAY) - now.waiting.total
    return Shelf(
        now,
        journal.finding.listing(looked, limit=DONE_AT_A_TIME, offset=first_done),
        frozenset(int(number) for number in begun if number.isdecimal()),
        dated - now.coming.total + left,
        journal.clock.today(),
        first_done,
    )


def subject(journal: Journal, entry_id: EntryId, review_id: ReviewId | None = None) -> Subject:
    """One decision to look at again; raises NoSuchEntry."""
    entry = journal.entry(entry_id)
    review = next((one for one in entry.reviews if one.id == review_id), None)
    return Subject(
        entry,
        ground_of(journal),
        journal.drafts.of(form_name(entry_id, review.id if review else None)),
        review,
        journal.reviews.ready(limit=1).waiting.total,
        journal.clock.today(),
    )


@dataclass(frozen=True)
class Pile:
    """Every decision that is ready, for a quick pass."""

    lines: tuple[Listed, ...]
    today: date


def pile(journal: Journal) -> Pile:
    """The pile as of now, the longest waiting first."""
    return Pile(journal.reviews.ready(limit=MOST_READY).waiting.entries, journal.clock.today())
