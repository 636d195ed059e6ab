"""Moving a journal to another computer: the file that goes, the mark that stays here, and what is told of both."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError
from app.domain.second_place import WORDS, PlaceState

FORM: Final = "walk:moving"
"""The draft that keeps where the walk stands; it does not travel in the file."""
MARKED: Final = "moved-"
"""Begins the name of the file that marks a journal as moved, in this account's folder of what it saw."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The mark: the day it was moved, and where its history ended then (a number and a digest, no word of it)."""

    on: date
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class MovedFile:
    """The file to take along; `far` tells whether anything was written in the journal since it was made."""

    path: Path
    made_at: datetime
    entries: int
    far: str


class NotTaken(JournalError):  # noqa: N818  named for what happened, like those of errors.py
    """The file is made and whole here, and its copy could not be put into the folder that was chosen."""

    code = "not-taken"

    def __init__(self, state: PlaceState) -> None:
        self.state = state
        message, advice = (
            words.replace("he second place", "hat folder").replace(" at that", " in that")
            for words in WORDS[state]
        )
        super().__init__(message, f"{advice} The journal is as it was.")


@dataclass(frozen=True, slots=True)
class ToMove:
    """One look at the journal before it is moved; `why_not` says why it cannot be moved from here."""

    entries: int
    drafts: int
    synced_by: str | None
    second_place: Path | None
    why_not: str = ""


GOES: Final = (
    "Every entry with its reviews, later thoughts and comments, what you are still writing, and the bin.",
    "Your themes, your own questions, and what you chose in the journal, a hold too.",
    "Your contacts with their keys, and your own sharing key: shares and pair rounds under way go on there.",
    "The passphrase and the recovery code. The recovery sheet you have stays right.",
)
"""What the file holds."""
STAYS: Final = (
    "How the window looks and when it locks: choose that again there.",
    "The second place for backups: choose one again there.",
    "The earlier backups. They stay in their folder here until you remove them.",
    "What you exported or printed, and files others sent you that you have not opened yet.",
)
"""What does not travel."""
NOT_NEEDED: Final = (
    "The journal lies in a folder that {} keeps. If the other computer has the same folder, it has the journal "
    "already: open it there, on one computer at a time, and let the program finish first. You need not move it."
)
THERE: Final = (
    "Take the file there: with the stick, or from the place you chose. Its name ends in .balcony-backup.",
    "Install Balcony on the other computer, or ask IT to.",
    "Start it. At its door choose “I have one: find it or restore it”, and then this file.",
    "Type the passphrase you use here, or the recovery code.",
    "Look at what Balcony shows you of the file, and choose “Restore it”. Then unlock it.",
    "Read an entry or two, and see that the newest is there.",
    "In Settings, choose a second place for backups.",
    "Come back to this computer and say that you opened it there. From then on the journal here can only be read.",
    "Remove the file from the stick once you need it no more.",
)
"""What is done on the other computer, in order."""
DANGER: Final = (
    "A journal that was moved goes on in one place only. If you write here and on the other computer, there are two "
    "journals, and nothing brings them together again: what is written in one is not in the other, and one of the "
    "two has to be given up in the end."
)
