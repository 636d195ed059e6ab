"""Agreements about confidence, each with one contact."""

from datetime import date

from sqlalchemy import Connection

from app.domain.contacts import KeptAgreement, Side
from app.storage.bundles import agreement_from
from app.storage.codes import SIDE_NAMES, SIDES
from app.storage.rows import fetched

__all__ = ["SIDES", "every", "of"]

_AGREEMENT = (
    "SELECT c.uid, a.side, a.body, a.agreed_on, a.uid FROM agreement a JOIN contact c ON c.id = a.contact"
    " WHERE NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.id = a.batch AND b.taken_back > 0)"
)


def every(connection: Connection) -> tuple[KeptAgreement, ...]:
    """All of them, in the order they were agreed."""
    return tuple(_kept(*row) for row in fetched(connection, f"{_AGREEMENT} ORDER BY a.id"))


def of(connection: Connection, contact: str, side: Side) -> tuple[KeptAgreement, ...]:
    """Those with one contact, the oldest first."""
    query = f"{_AGREEMENT} AND c.uid = ? AND a.side = ? ORDER BY a.agreed_on, a.id"
    return tuple(_kept(*row) for row in fetched(connection, query, (contact, SIDES[side])))


def _kept(contact: str, side: int, body: str, agreed_on: int, uid: str) -> KeptAgreement:
    return KeptAgreement(contact, SIDE_NAMES[side], agreement_from(body), date.fromordinal(agreed_on), uid)
