"""What can be done with an entry now, by its kind, its state and how far its words have set; no widgets."""

from datetime import timedelta
from enum import StrEnum

from app.domain import sealing
from app.domain.entries import EntryKind
from app.domain.fields import Field
from app.domain.sealing import Change, Sealing
from app.domain.written_dates import written
from app.ui.decision.reading import Reading
from app.ui.entry_words import day_of


class Act(StrEnum):
    """The main act of the page, by the words of its button."""

    LOOK = "Look again"
    LOOK_ON = "Go on looking again"
    DECIDE = "I have decided…"
    MAKE = "Turn into a decision"
    TAKE_UP = "Take it up again"
    RESTORE = "Take it out of the bin"
    NONE = ""


def first_act(reading: Reading) -> Act:
    """The one main button."""
    entry = reading.entry
    if entry.deleted_at is not None:
        return Act.RESTORE
    if entry.withdrawn:
        return Act.TAKE_UP
    if entry.kind is EntryKind.REFLECTION:
        return Act.MAKE
    if entry.kind is EntryKind.WEEKLY:
        return Act.NONE
    if entry.undecided:
        return Act.DECIDE
    return Act.LOOK_ON if reading.review_begun else Act.LOOK


def may_change(reading: Reading) -> str:
    """The words of the button that opens the entry to write in it; empty where nothing can be changed."""
    if reading.entry.deleted_at is not None:
        return ""
    if reading.sealing is Sealing.FREE:
        return "Edit"
    if reading.sealing is Sealing.TYPO:
        return "Fix a typo"
    return "Fill in what is empty" if _empty_fields(reading) else ""


def _empty_fields(reading: Reading) -> bool:
    entry = reading.entry
    asked = [Field.CONTEXT]
    if entry.kind is EntryKind.DECISION:
        asked += [Field.DECISION, Field.EXPECTED, Field.CONFIDENCE]
    elif entry.kind is EntryKind.WEEKLY:
        asked = []
    return any(sealing.entry_change(entry, field, reading.now) is Change.ADDED_LATER for field in asked)


def settled_words(reading: Reading) -> str:
    """How far the words have set, and what that is for."""
    entry, stage = reading.entry, reading.sealing
    if entry.deleted_at is not None:
        return ""
    if stage is Sealing.FREE:
        until = (entry.written_at + sealing.FREE_FOR).astimezone()
        day = "today" if until.date() == reading.today else "tomorrow"
        near = (until.date() - reading.today) <= timedelta(days=1)
        words = f"{day}, {until:%H:%M}" if near else f"{written(until.date())}, {until:%H:%M}"
        return f"You can change every word until {words}."
    if stage is Sealing.TYPO:
        until = entry.written_at + sealing.TYPO_FOR
        return f"You can fix a typo until {written(day_of(until))}; what stood there before is kept."
    return (
        "It stays as you wrote it. We keep what you thought at the time so that later you can trust it; "
        "what you think now stands beside it."
    )


def why_not_here(reading: Reading) -> str:
    """What sets an entry apart from the others: in the bin, or let go."""
    entry = reading.entry
    if reading.bin_until is not None:
        until = "while it is on hold" if reading.on_hold else f"until {written(reading.bin_until)}"
        return f"This entry is in the bin. It stays there {until}."
    if entry.withdrawn:
        return (
            "You let this one go: it is left out of Patterns and of the lists to look at again. "
            "Taken up again, it counts as before."
        )
    return ""
