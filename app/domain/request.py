"""A request has arrived: what was searched for, where it stands, and what is put into the copy for review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.removing import PlaceKind

KIND_WORDS = {
    PlaceKind.ENTRY: "Entry",
    PlaceKind.REPLY: "From a coach",
    PlaceKind.ROUND: "Pair round",
    PlaceKind.SHARE: "Log of what was shared",
    PlaceKind.DRAFT: "Not saved yet",
    PlaceKind.DESK: "Coach’s desk",
    PlaceKind.CONTACT: "Contacts",
    PlaceKind.THEME: "Theme",
    PlaceKind.PROMPT: "Question",
    PlaceKind.SETTINGS: "Settings",
}
"""What each kind of place is called beside its title."""
WHERE_SEARCHED = (
    "Entries with their answers, reviews, later thoughts and earlier versions, those in the bin too; comments of "
    "coaches and what was answered to them; agreed actions; pair rounds; the copies of what was shared; the "
    "coach’s desk; typing that was not saved; contacts, agreements and the list of names; themes, own "
    "questions, saved searches."
)
"""Where every search looks, for the page and for the note of it."""
NOT_SEARCHED = (
    "Not searched: backups, exports and printouts, what others hold, and anything outside this journal. "
    "Pictures of charts are searched by their words only."
)
ASK = (
    "Balcony does not say what has to be disclosed, or what may be held back. Ask your information governance "
    "officer or legal adviser before you send anything."
)
"""Said on the page, in the note and in the copy."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that holds words of a search; `row` names one of several under the same number, as `draft` has.

    `parts` says in which of its texts, `words` which of the words; `in_bin` that the entry lies in the bin.
    """

    kind: PlaceKind
    number: int
    row: str
    title: str
    day: date | None
    count: int
    parts: tuple[str, ...]
    words: tuple[str, ...]
    held: bool = False
    in_bin: bool = False

    @property
    def key(self) -> str:
        """Names the place for ticking; the same in the next search."""
        return f"{self.kind}:{self.number}:{self.row}"


@dataclass(frozen=True, slots=True)
class Searched:
    """What one search found, and when it was made (with the offset of the local time)."""

    words: tuple[str, ...]
    inside: bool
    at: datetime
    places: tuple[FoundPlace, ...]

    def note(self) -> "SearchNote":
        """What is kept of it."""
        each = tuple((word, sum(word in one.words for one in self.places)) for word in self.words)
        return SearchNote(self.at, self.inside, each, len(self.places))


@dataclass(frozen=True, slots=True)
class SearchNote:
    """The leader's own record of a search: each word with the number of places that hold it, and all places.

    `copies` are the days on which a review copy was written after it, each with how many places it held.
    """

    at: datetime
    inside: bool
    each: tuple[tuple[str, int], ...]
    places: int
    copies: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class DatedText:
    """One text of a place: what it is called, its words, and the day they were written where that is known."""

    label: str
    text: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """A place that was ticked, whole; `written` is set where its kind has a written form of its own."""

    place: FoundPlace
    texts: tuple[DatedText, ...] = ()
    written: str = ""


@dataclass(frozen=True, slots=True)
class ReviewCopy:
    """What a review copy holds: the note of the search and every ticked place whole."""

    made_on: date
    note: SearchNote
    held: str
    parts: tuple[Collected, ...]


def words_in(lines: Iterable[str]) -> tuple[str, ...]:
    """The words to look for, one a line; the same twice, in any case, once."""
    found: dict[str, str] = {}
    for line in lines:
        plain = " ".join(line.split())
        if plain:
            found.setdefault(plain.casefold(), plain)
    return tuple(found.values())
