"""What goes together with the demo entries: the demo's rounds, and the practice partner where nothing hangs on them."""

from sqlalchemy import delete, func, select

from app.domain.practice import PARTNER
from app.storage import contacts, pair_rounds
from app.storage.schema.columns import metadata
from app.storage.schema.conversation import pair_round
from app.storage.schema.sharing import contact, identity
from app.storage.unit_of_work import UnitOfWork


def remove(uow: UnitOfWork) -> None:
    """Take the rounds marked as demo out of the journal; undo brings them back, with the partner."""
    marked = select(pair_round.c.id).where(pair_round.c.is_demo == 1)
    for number in uow.connection.execute(marked).scalars().all():
        pair_rounds.remove(uow, number)
    partner = contacts.number(uow.connection, PARTNER)
    if partner is not None and not _is_needed(uow, partner):
        # Own keys lie outside undo; others are made when they are next needed.
        uow.connection.execute(delete(identity).where(identity.c.contact == partner))
        uow.delete(contact, contact.c.id == partner)


def _is_needed(uow: UnitOfWork, partner: int) -> bool:
    """Whether a round, a share or anything else of one's own is with this contact."""
    names = [
        column
        for table in metadata.sorted_tables
        if table is not identity
        for column in table.c
        if any(key.column.table is contact for key in column.foreign_keys)
    ]
    count = (select(func.count()).where(column == partner) for column in names)
    return any(uow.connection.execute(one).scalar() for one in count)
