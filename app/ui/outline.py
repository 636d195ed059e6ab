"""What the window itself says of the open journal: counts and times, never words of an entry."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.second_place import Standing
from app.services.journal import Journal


@dataclass(frozen=True, slots=True)
class Outline:
    """One look at the journal. `ready` counts the decisions ready to be looked at again.

    `with_others` says whether there is anything from or with others, `has_desk` whether there is a coach's desk.
    """

    undo_label: str
    redo_label: str
    ready: int
    backup_at: datetime | None
    second_place: Standing | None
    sheet_made: bool
    with_others: bool
    has_desk: bool


def outline_of(journal: Journal) -> Outline:
    """Look once."""
    return Outline(
        undo_label=journal.undo_label,
        redo_label=journal.redo_label,
        ready=journal.reviews.ready(limit=1, days_ahead=0).waiting.total,
        backup_at=journal.care.last_backup_at(),
        second_place=journal.care.second_place.standing(),
        sheet_made=journal.lists.choice("recovery_sheet_made") is True,
        with_others=journal.conversation.is_there,
        has_desk=journal.has_desk,
    )
