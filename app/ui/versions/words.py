"""How earlier texts are spoken of: which text, until when it stood, and what can be done with it; no widgets."""

from datetime import datetime

from app.domain.entries import EntryKind, Version
from app.domain.field_names import field_called
from app.domain.sealing import Change
from app.domain.written_dates import written
from app.services.versions import Kept, Versions
from app.ui.entry_words import day_of

NONE = "Nothing here was changed after its first day, so there is no earlier version."
SAME = "These are the words that stand there now."
IN_BIN = "This entry is in the bin. Take it out of the bin to put a text back."


def label_of(kept: Kept, kind: EntryKind) -> str:
    """The name of a text of an entry of this kind, with the day of its review where it belongs to one."""
    name = field_called(kept.field, kind) or kept.question or "An answer"
    return name if kept.review is None else f"{name} ({written(kept.review.reviewed_on)})"


def until(version: Version) -> str:
    """The moment up to which a text stood."""
    return f"Until {moment(version.replaced_at)}"


def moment(at: datetime) -> str:
    """A moment, by the clock of this computer."""
    return f"{written(day_of(at))}, {at.astimezone():%H:%M}"


def counted(text: str) -> str:
    """How long a text is."""
    words = len(text.split())
    return "1 word" if words == 1 else f"{words:,} words"


def what_can_be_done(versions: Versions, kept: Kept, version: Version) -> str:
    """Whether an earlier text can be put back, until when, or why not; a sentence or two."""
    if versions.entry.deleted_at is not None:
        return IN_BIN
    if version.text == kept.now:
        return SAME
    if kept.change is Change.ADDITION and versions.now < kept.until:
        return "What was chosen with these words is gone. They can be added as a later thought."
    return {
        Change.FREELY: "You can put this text back. The words that stand there now are not kept; Undo brings them back.",
        Change.KEEPS_VERSION: (
            f"You can put this text back until {moment(kept.until)}. "
            "The words that stand there now are kept as an earlier version."
        ),
        Change.ADDED_LATER: "Nothing stands there now, so this text can be put back.",
        Change.ADDITION: (
            "After a week words stay as you wrote them, so that later you can trust them. "
            "This text can be added as a later thought."
        ),
        Change.LOCKED: (
            "What you expected was kept as it stood when you began to look again. "
            "This text can be added as a later thought."
        ),
    }[kept.change]
