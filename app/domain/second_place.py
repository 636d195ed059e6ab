"""The second place for backups: in what state it is, and what a person can do about it."""
# ruff: noqa: N818  (named for what happened, like those of errors.py)

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.errors import JournalError


class PlaceState(StrEnum):
    """How a second place stands, by what was last tried."""

    KEPT = "kept"
    BEHIND = "behind"
    MISSING = "missing"
    EMPTIED = "emptied"
    FULL = "full"
    NOT_ALLOWED = "not-allowed"
    CHANGED = "changed"
    PROBLEM = "problem"

    @property
    def wants_help(self) -> bool:
        """Whether somebody has to do something before the next copy can go there."""
        return self not in {PlaceState.KEPT, PlaceState.BEHIND}


WORDS: Final[dict[PlaceState, tuple[str, str]]] = {
    PlaceState.KEPT: ("Every backup that is kept there has been copied and compared.", ""),
    PlaceState.BEHIND: ("The newest backup is not copied there yet.", "It is copied before long."),
    PlaceState.MISSING: (
        "The second place cannot be reached.",
        "Connect its drive or network and try again, or choose another folder.",
    ),
    PlaceState.EMPTIED: (
        "The folder of the second place is there, but the copies that were in it are not.",
        "If its drive is not connected, connect it. If you emptied it, try again: the copies are made anew.",
    ),
    PlaceState.FULL: (
        "There is no room left at the second place.",
        "Free some space there and try again, or choose another folder.",
    ),
    PlaceState.NOT_ALLOWED: (
        "This computer does not allow Balcony to write to the second place.",
        "Change what is allowed there and try again, or choose another folder.",
    ),
    PlaceState.CHANGED: (
        "The second place is not the folder you chose any more: a part of its path is now a link to elsewhere.",
        "Choose the folder itself again.",
    ),
    PlaceState.PROBLEM: (
        "A backup could not be copied to the second place.",
        "Check that the place can be read and written, then try again.",
    ),
}
"""What happened and what to do, for each state. The backups beside the journal are whole in all of them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A second place as it was last seen: `copies` of this journal lie there, the newest made at `newest_at`.

    `on_same_disk` says that it helps against a slip only, not against a lost or broken computer.
    """

    folder: Path
    state: PlaceState
    copies: int
    newest_at: datetime | None
    copied_at: datetime | None
    on_same_disk: bool = False


class SecondPlaceProblem(JournalError):
    """A backup is made and whole, and its copy could not be made; `state` says why."""

    code = "second-place"

    def __init__(self, state: PlaceState) -> None:
        self.state = state
        message, advice = WORDS[state]
        super().__init__(message, f"{advice} The backups beside the journal are whole.")


class PlaceRefused(JournalError):
    """A folder cannot be a second place; says why."""

    code = "second-place-refused"
    message = "This folder cannot be a second place for backups."
    advice = "Choose another folder. Nothing was changed."
