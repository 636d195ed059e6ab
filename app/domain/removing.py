"""What a removal would do and has done, in plain values: places, previews, results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from app.domain.contacts import LoggedShare
from app.domain.distilled import Gone
from app.domain.entries import EntryId, EntryKind
from app.domain.errors import InvalidInput, JournalError
from app.domain.redaction import Words, any_of

HELD_SENTENCE = (
    "You marked this as possibly needed for a request, claim, review or inquiry. "
    "Deleting it to keep it from them may be an offence. Please take advice first."
)
"""Shown before anything on hold is removed (domain page 7.3)."""
WORD_TO_REMOVE = "remove"
WORD_TO_SWAP = "swap"
WORD_TO_DISTIL = "distil"
WORD_TO_ERASE = "erase"
OUT_OF_REACH = (
    "Exports and reports that were saved, printouts, and what was sent by e-mail.",
    "Files that others were given: ask them to delete theirs.",
    "Backups made outside Balcony, a second backup place, and earlier versions that OneDrive or another "
    "sync program keeps.",
    "Old blocks of an SSD and of a disk’s own snapshots; full-disk encryption is the answer to those.",
)
"""What no removal can reach, a line each."""


class OnHold(JournalError):  # noqa: N818  named for what it is, as the others are
    """Nothing on hold is removed as a matter of course (ruling 28)."""

    code = "on-hold"
    message = HELD_SENTENCE
    advice = "Nothing was removed."


def check_word(typed: str, word: str) -> None:
    """Raise InvalidInput unless the word that confirms a removal was typed."""
    if typed.strip().casefold() != word:
        raise InvalidInput(
            "confirmed", "That is not the word that confirms this.", f"Type “{word}”. Nothing was removed."
        )


class PlaceKind(StrEnum):
    """What kind of thing holds words."""

    ENTRY = "entry"
    REPLY = "reply"
    ROUND = "round"
    SHARE = "share"
    DRAFT = "draft"
    DESK = "desk"
    CONTACT = "contact"
    THEME = "theme"
    PROMPT = "prompt"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand `count` times: an entry with all that belongs to it, a kept share, a round and so on.

    `key` names it in `only=`; `title` is what a person would call it; `held` that it is on hold.
    """

    kind: PlaceKind
    number: int
    count: int
    title: str = ""
    day: date | None = None
    held: bool = False

    @property
    def key(self) -> str:
        """The kind and the number, as `entry:12`."""
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True, slots=True)
class RemovalPreview:
    """What removing these words would change; nothing is changed yet.

    `entry` is set where only that entry, and what belongs to it, was looked at. `shares` are the files that
    left with the words: they cannot be called back. `why_held` is empty where nothing is on hold.
    """

    words: Words
    entry: EntryId | None
    places: tuple[Place, ...]
    shares: tuple[LoggedShare, ...]
    why_held: str = ""

    @property
    def count(self) -> int:
        """In how many places the words stand, in all."""
        return sum(one.count for one in self.places)


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal did. `compacted` is whether the file was written anew after it, without old pages."""

    count: int
    entries: int
    places: int
    left_on_hold: int
    compacted: bool
    shares: tuple[LoggedShare, ...] = ()
    out_of_reach: tuple[str, ...] = OUT_OF_REACH


@dataclass(frozen=True, slots=True)
class FieldWords:
    """A text of an entry by its id (`context`, `answer:ll-assumption`, `review:<uid>:learned`, `thought:4`)."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldPreview:
    """What emptying one field would remove: its words now, earlier versions, quotes of it and shares with it.

    `earlier` are the texts of those versions.
    """

    entry: EntryId
    field: FieldWords
    versions: int
    quotes: int
    shares: tuple[LoggedShare, ...]
    why_held: str = ""
    earlier: tuple[str, ...] = ()
    gone: Gone | None = None
    """The text by its entry and field: older backups may hold it in words that stand nowhere here."""

    @property
    def sought(self) -> Words | None:
        """What older backups are looked through for: the text as it stands, and as it stood."""
        return any_of((self.field.text, *self.earlier))


@dataclass(frozen=True, slots=True)
class DistilPreview:
    """What distilling an entry keeps and what goes; `why_held` is empty where it may be done.

    `earlier` are the texts of all its versions, which go too.
    """

    entry: EntryId
    title: str
    decided_on: date
    keeps: tuple[FieldWords, ...]
    goes: tuple[FieldWords, ...]
    versions: int
    quotes: int
    shares: tuple[LoggedShare, ...]
    why_held: str = ""
    earlier: tuple[str, ...] = ()
    gone: Gone | None = None
    """The entry by its uid: older backups may hold its story in words that stand nowhere here."""

    @property
    def sought(self) -> Words | None:
        """What older backups are looked through for: every text that goes, now or in a version."""
        stay = {one.text for one in self.keeps}
        return any_of((*(one.text for one in self.goes), *(one for one in self.earlier if one not in stay)))


@dataclass(frozen=True, slots=True)
class Tidy:
    """One line of the yearly tidy list: an old entry that was not distilled."""

    entry: EntryId
    title: str
    decided_on: date
    kind: EntryKind
    held: bool


@dataclass(frozen=True, slots=True)
class ErasePreview:
    """What erasing entries removes for good."""

    entries: tuple[EntryId, ...]
    titles: tuple[str, ...]
    reviews: int
    remarks: int
    shares: tuple[LoggedShare, ...]
    held: tuple[EntryId, ...]
    uids: tuple[str, ...] = ()
    """Of the entries, in their order: by these backups are looked through once they are erased."""
    out_of_reach: tuple[str, ...] = OUT_OF_REACH

    @property
    def goes(self) -> tuple[int, ...]:
        """The places in `entries` of those that go: a single one; of several those that are not on hold."""
        single = len(self.entries) == 1
        return tuple(at for at, one in enumerate(self.entries) if single or one not in self.held)

    @property
    def why_held(self) -> str:
        """The fixed sentence where any of them is on hold."""
        return HELD_SENTENCE if self.held else ""


@dataclass(frozen=True, slots=True)
class JournalErasure:
    """What erasing the whole journal removes: its files by name, and how many backups Balcony made of it."""

    entries: int
    shares: int
    files: tuple[Path, ...]
    backups: tuple[Path, ...]
    why_held: str = ""
    second_place: Path | None = None
    """The folder its backups are copied to as well, if any; nothing is removed there."""
    out_of_reach: tuple[str, ...] = OUT_OF_REACH


@dataclass(frozen=True, slots=True)
class StillHeld:
    """A backup the app made, and whether it still holds what was removed (None where it could not be opened)."""

    path: Path
    made_at: datetime
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Held:
    """What is on hold: the whole journal, and entries whole or in a part."""

    journal: bool
    entries: frozenset[int]
    dates: tuple[tuple[date, str], ...] = ()

    def why(self, numbers: frozenset[int]) -> str:
        """The fixed sentence where any of these may not be removed as a matter of course."""
        return HELD_SENTENCE if self.journal or numbers & self.entries else ""


Rewritten = Mapping[str, str]
"""New words for texts that are kept, by field id."""
