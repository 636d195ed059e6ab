"""Leaving the job: what is still to be done, as the journal knows it, and what to keep where against losing access."""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from app.domain.contacts import ContactKind


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds words of this journal, by the log of what was shared, or is still being worked with.

    `not_asked` counts the shares they were not asked to delete.
    """

    uid: str
    name: str
    kind: ContactKind
    ended_on: date | None
    shares: int
    not_asked: int


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A pair round that is neither opened nor withdrawn."""

    uid: str
    topic: str
    other: str
    begun_on: date


@dataclass(frozen=True, slots=True)
class StillToDo:
    """One look at the journal: entries, how many are old and not distilled, holds, who holds what, open rounds."""

    entries: int
    old: int
    journal_held: bool
    entries_held: int
    holders: tuple[Holder, ...]
    rounds: tuple[OpenRound, ...]
    nameless_shares: int = 0
    """Shares with nobody of the contacts, as plain pages are."""

    @property
    def is_held(self) -> bool:
        """Whether anything is on hold, so that the journal cannot be erased."""
        return self.journal_held or self.entries_held > 0


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """What somebody has to know who lost access: where things lie and what opens them; never words of an entry."""

    folder: Path
    backups: Path
    last_backup_on: date | None
    second_place: Path | None
    sheet_made: bool


@dataclass(frozen=True, slots=True)
class AccessFields:
    """What a person adds themselves."""

    sheet_kept: str = ""
    backup_kept: str = ""
    who_to_ask: str = ""
    what_first: str = ""

    @property
    def text(self) -> str:
        """All of it, for one look."""
        return "\n".join(getattr(self, one.name) for one in fields(self))


ACCESS_LABELS = {
    "sheet_kept": "Where I keep the recovery sheet",
    "backup_kept": "Where I keep a backup outside this computer",
    "who_to_ask": "Whom I would ask (IT service desk, information governance officer)",
    "what_first": "What I would do first",
}
"""What each line is called, on the page and on paper."""
