"""What a reply would bring, and where each remark of it stands in the leader's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.anchoring import Spot
from app.domain.entries import EntryId
from app.domain.sharing import (
    BundleComment,
    ContactCard,
    Opened,
    ProposedAction,
    SessionNote,
    Trust,
)


class Standing(StrEnum):
    """Where a remark stands now; only WORDS has a place in a text."""

    WORDS = "words"
    FIELD = "field"
    ENTRY = "entry"
    SHARE = "share"
    UNPLACED = "unplaced"
    IN_BIN = "in-bin"
    GONE = "gone"
    NOT_SHARED = "not-shared"
    THREAD = "thread"


LOST = frozenset({Standing.UNPLACED, Standing.IN_BIN, Standing.GONE, Standing.NOT_SHARED})
"""Where a remark has no place in the words as they are now."""

STANDING_WORDS = {
    Standing.WORDS: "on these words",
    Standing.FIELD: "on this answer",
    Standing.ENTRY: "on the entry whole",
    Standing.SHARE: "on everything you shared",
    Standing.UNPLACED: "these words are no longer there; the comment is shown under the entry",
    Standing.IN_BIN: "on an entry that is in the bin; it comes back with it",
    Standing.GONE: "on an entry that is no longer here",
    Standing.NOT_SHARED: "on something that was not in what you shared",
    Standing.THREAD: "going on from what you answered",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a remark stands: the entry and field, and the characters of the leader's own text."""

    standing: Standing
    entry_id: EntryId | None = None
    field_id: str = ""
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class ArrivingComment:
    """One remark of a reply; `quote` are the words it stands on, or “[removed]”. `here` says it came before."""

    comment: BundleComment
    place: Place
    title: str = ""
    label: str = ""
    quote: str | None = None
    here: bool = False

    @property
    def is_lost(self) -> bool:
        """Whether its words are no longer where they were."""
        return self.place.standing in LOST


@dataclass(frozen=True, slots=True)
class ArrivingAction:
    """One proposed action; `here` says it was accepted before. Accepted, it is kept with the entry `about`."""

    action: ProposedAction
    here: bool = False
    about: EntryId | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ActionDecision:
    """What the leader says to a proposed action; `text` rewords it, None takes it as it is."""

    accepted: bool
    text: str | None = None
    by: date | None = None


Decisions = Mapping[str, ActionDecision]
"""By action id; an action that is not named is declined, and can still be taken when the reply is opened again."""


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a reply would bring, shown before anything is kept.

    `already` says the reply is here: merging it again adds only actions accepted now.
    """

    opened: Opened
    from_name: str
    shared_on: date
    shared_as: str
    comments: tuple[ArrivingComment, ...]
    actions: tuple[ArrivingAction, ...]
    session: SessionNote | None
    already: bool = False

    @property
    def author(self) -> ContactCard:
        return self.opened.author

    @property
    def trust(self) -> Trust:
        return self.opened.trust

    @property
    def fresh(self) -> tuple[ArrivingComment, ...]:
        """The comments that would be added."""
        return () if self.already else tuple(one for one in self.comments if not one.here)

    @property
    def unplaced(self) -> tuple[ArrivingComment, ...]:
        """The comments whose words are no longer where they were."""
        return tuple(one for one in self.comments if one.is_lost)

    @property
    def undecided(self) -> tuple[ArrivingAction, ...]:
        """The proposed actions that can still be accepted."""
        return tuple(one for one in self.actions if not one.here)


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field of a share, taken apart: "answer:<prompt id>", "review:<n>:learned", "review:<n>:answer:<id>"."""

    field: str
    prompt_id: str | None = None
    of_review: bool = False


def field_name(field_id: str) -> FieldName:
    """The parts of a field id; a plain one is a field of the entry."""
    rest, of_review = field_id, field_id.startswith("review:")
    if of_review:
        rest = field_id.split(":", 2)[-1]
    if rest.startswith("answer:"):
        return FieldName("answer", rest.removeprefix("answer:"), of_review)
    return FieldName(rest, None, of_review)
