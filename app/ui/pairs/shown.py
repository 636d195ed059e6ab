"""The rounds that may be on the screen: all, or while one leader alone is shown those with that one."""

from app.domain.coaching import Leader
from app.domain.errors import InvalidInput
from app.domain.rounds_held import RoundHeld
from app.services.journal import Journal
from app.ui.coach.alone import only_leader

_FIELD = "only-leader"


def rounds_shown(journal: Journal) -> tuple[RoundHeld, ...]:
    """Every round that may be shown."""
    only = only_leader(journal)
    return tuple(one for one in journal.pairs.rounds() if only is None or _is_with(one, only))


def round_shown(journal: Journal, uid: str) -> RoundHeld:
    """One round; raises InvalidInput where it is not here, or (see `is_hidden`) another leader alone is shown."""
    held = journal.pairs.round(uid)
    only = only_leader(journal)
    if only is not None and not _is_with(held, only):
        raise InvalidInput(
            _FIELD, "This is not shown now.", "Show every leader first, at the head of the list of rounds."
        )
    return held


def is_hidden(error: Exception) -> bool:
    """Whether a round is left out because another leader alone is shown: nothing of it stays on the page."""
    return isinstance(error, InvalidInput) and error.field == _FIELD


def _is_with(held: RoundHeld, only: Leader) -> bool:
    """A round of one computer may know the other by name alone."""
    contact = held.held.contact_uid
    return contact == only.contact if contact else held.contact.casefold() == only.name.casefold()
