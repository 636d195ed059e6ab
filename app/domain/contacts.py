"""The people with whom something is shared, and what was shared with them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.choosing import count_words
from app.domain.entries import EntryId
from app.domain.sharing import Agreement, ContactCard


class ContactKind(StrEnum):
    """What somebody is to the person whose journal this is."""

    COACH = "coach"
    LEADER = "leader"
    PEER = "peer"


class Side(StrEnum):
    """Whose words an agreement is kept in: one's own, or as it came with a file."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody by name; without keys (`recipient`, `verify_key`) files for them are locked by a passphrase.

    `confirmed_on` is the day the six words were compared, `ended_on` that on which this coaching ended.
    """

    uid: str
    name: str
    kind: ContactKind
    first_seen_on: date
    recipient: str = ""
    verify_key: str = ""
    confirmed_on: date | None = None
    ended_on: date | None = None
    next_meeting_on: date | None = None

    @property
    def card(self) -> ContactCard | None:
        """How to encrypt to them and know their signature; None while no card of theirs is here."""
        return ContactCard(self.name, self.recipient, self.verify_key) if self.verify_key else None


@dataclass(frozen=True, slots=True)
class KeptAgreement:
    """An agreement with one contact, and the day it was agreed."""

    contact: str
    side: Side
    agreement: Agreement
    agreed_on: date
    uid: str = ""


AGREEMENT_AT_FIRST = Agreement(
    purpose="To think about my work out loud with somebody who is not part of it.",
    who_else="No one. That includes anybody who pays for these meetings.",
    kept_where="In Balcony, locked by a passphrase. Not in e-mail, not on paper.",
    how_long="Until these meetings end, or until I ask for it to be deleted.",
    when_it_ends=(
        "Confidence ends where a child or an adult is at risk, where a crime is concerned, where a court orders it,"
        " and where data-protection law requires it."
    ),
    at_the_end="Each deletes what the other shared, and says so.",
)
"""What an agreement says before it is edited (domain page 6.3)."""


# ---- the sharing log


@dataclass(frozen=True, slots=True)
class SharePlace:
    """Where the words of one shared field came from.

    `entry_id` is None once that entry was erased. `review_uid` names a review of it. `offsets` are the rows of
    an `OffsetMap` from the own words to those shared, `source_hash` the content hash of the own words then.
    """

    share_id: str
    field_id: str
    entry_id: EntryId | None
    review_uid: str | None = None
    offsets: tuple[tuple[int, ...], ...] = ()
    source_hash: str = ""
    entry_uid: str = ""


@dataclass(frozen=True, slots=True)
class LoggedShare:
    """One share of the log: when, to whom, how much, and the fingerprint (SHA-256) of the file.

    `erased` counts its fields whose entries were erased since: their words are gone from the copy kept here.
    """

    uid: str
    label: str
    made_on: date
    fingerprint: str
    entries: int
    fields: int
    contact: str | None = None
    is_plain: bool = False
    asked_to_delete_on: date | None = None
    erased: int = 0
    charts: int = 0

    @property
    def words(self) -> str:
        """How much left: “7 fields from 3 entries, and 1 chart”."""
        return count_words(self.fields, self.entries, self.charts) if self.fields or self.charts else "A note"


@dataclass(frozen=True, slots=True)
class KeptShare:
    """A share of the log as it goes into a lossless export: the exact copy as text, and every place.

    Without the token of its reply, which is a key (ruling 29).
    """

    logged: LoggedShare
    copy: str
    places: tuple[SharePlace, ...] = ()


@dataclass(frozen=True, slots=True)
class SharingKept:
    """Contacts (without keys), agreements and the sharing log of a whole journal; never keys or aliases."""

    contacts: tuple[Contact, ...] = ()
    agreements: tuple[KeptAgreement, ...] = ()
    shares: tuple[KeptShare, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.contacts or self.agreements or self.shares)
