"""“This leader only”: no name of any other leader is shown anywhere, so that the screen can be (ruling 54)."""

from collections.abc import Iterable

from app.domain.coaching import Leader
from app.domain.contacts import Contact
from app.services.journal import Journal

ONLY = "this_leader_only"
"""The leader whose name alone is shown; kept in the journal, so that locking does not lift it."""


def only_shown(journal: Journal, leaders: tuple[Leader, ...]) -> str:
    """The uid of the one leader who is shown; empty where all are."""
    only = str(journal.lists.choice(ONLY, "") or "")
    return only if only in {one.contact for one in leaders} else ""


def only_leader(journal: Journal) -> Leader | None:
    """The one leader who is shown; None where all are."""
    leaders = journal.desk.leaders() if journal.lists.choice(ONLY, "") else ()
    only = only_shown(journal, leaders)
    return next((one for one in leaders if only and one.contact == only), None)


def hidden(journal: Journal) -> frozenset[str]:
    """The uids of the leaders who are not shown now."""
    leaders = journal.desk.leaders() if journal.lists.choice(ONLY, "") else ()
    only = only_shown(journal, leaders)
    return frozenset(one.contact for one in leaders if only and one.contact != only)


def shown(journal: Journal, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Contacts without the leaders who are hidden."""
    gone = hidden(journal)
    return tuple(one for one in contacts if one.uid not in gone)
