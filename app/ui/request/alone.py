"""While one leader alone is shown on the screen, no search and no list names another."""

from app.domain.errors import InvalidInput
from app.domain.request import SearchNote
from app.services.journal import Journal
from app.ui.coach.alone import only_leader

ONLY_ONE = "only-leader"


def check_all_shown(journal: Journal) -> None:
    """Raises InvalidInput while other leaders are hidden: a search would name them, or leave something out."""
    if only_leader(journal) is not None:
        raise InvalidInput(
            ONLY_ONE,
            "One leader alone is shown now, and what is found may name others.",
            "Show every leader first, on the coach’s desk.",
        )


def notes(journal: Journal) -> tuple[SearchNote, ...]:
    """The searches that may be shown now."""
    return journal.requests.notes() if only_leader(journal) is None else ()


def offered(journal: Journal) -> tuple[str, ...]:
    """The names that may be offered now."""
    return journal.requests.offered() if only_leader(journal) is None else ()
