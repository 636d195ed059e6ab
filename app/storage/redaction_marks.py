"""What stands beside removed words and would give them away: quotes, anchors and seals."""

from datetime import date
from typing import Final

from sqlalchemy import Connection

from app.domain.conversation import RoundStatus
from app.domain.pairing import Withdrawn
from app.domain.privacy import REMOVED
from app.domain.redaction import Search
from app.storage import chain
from app.storage.codes import ROUNDS
from app.storage.rewriting import loosened
from app.storage.rows import fetched

_SEALS: Final = {0: "my", 1: "their"}


def loosen_quotes(connection: Connection, entry: int, search: Search) -> None:
    """Remarks on an entry keep no surroundings, and no quote that may hold a part of what went."""
    rows = fetched(connection, "SELECT id, quote, anchor FROM comment WHERE entry = ?", (entry,))
    for number, quote, anchor in rows:
        kept = REMOVED if quote and search.may_quote(quote) else quote
        moved = loosened(anchor, search) if anchor else anchor
        if (kept, moved) != (quote, anchor):
            connection.exec_driver_sql(
                "UPDATE comment SET quote = ?, anchor = ? WHERE id = ?", (kept, moved, number)
            )
            chain.forget(connection, (chain.Subject("comment", number),))


def loosen_anchors(connection: Connection, table: str, column: str, number: int, search: Search) -> None:
    """The same for remarks beside the answers of a round, or on what a leader shared: their anchors only."""
    rows = fetched(
        connection, f"SELECT id, anchor FROM {table} WHERE {column} = ? AND anchor IS NOT NULL", (number,)
    )
    for row, anchor in rows:
        moved = loosened(anchor, search)
        connection.exec_driver_sql(f"UPDATE {table} SET anchor = ? WHERE id = ?", (moved, row))
        chain.forget(connection, (chain.Subject(table, row),))


def loosen_replies(connection: Connection, received: int, search: Search) -> None:
    """What was sent back about shared words quotes them too."""
    rows = fetched(connection, "SELECT id, body FROM sent_reply WHERE received = ?", (received,))
    for row, body in rows:
        moved = loosened(body, search)
        connection.exec_driver_sql("UPDATE sent_reply SET body = ? WHERE id = ?", (moved, row))
        chain.forget(connection, (chain.Subject("sent_reply", row),))


def close_seals(connection: Connection, number: int, side: int) -> None:
    """A round with a removed answer can no longer be checked against its seal, nor be revealed by it."""
    begins = _SEALS[side]
    status, sealed = fetched(
        connection, f"SELECT status, {begins}_cipher FROM pair_round WHERE id = ?", (number,)
    )[0]
    if sealed is None:
        return
    if status == ROUNDS[RoundStatus.REVEALED]:
        gone = f"{begins}_cipher = NULL, {begins}_commitment = NULL, {begins}_key = NULL"
        connection.exec_driver_sql(f"UPDATE pair_round SET {gone} WHERE id = ?", (number,))
        return
    connection.exec_driver_sql(
        "UPDATE pair_round SET my_cipher = NULL, my_commitment = NULL, my_key = NULL, their_cipher = NULL,"
        " their_commitment = NULL, their_key = NULL, status = ?, withdrawn_by = ?,"
        " withdrawn_on = coalesce(withdrawn_on, ?) WHERE id = ?",
        (ROUNDS[RoundStatus.WITHDRAWN], Withdrawn.MINE.value, _today(connection, number), number),
    )


def _today(connection: Connection, number: int) -> int:
    """The latest day this round knows of: no clock is asked here, and its own days may not run backwards."""
    row = fetched(
        connection,
        "SELECT max(opened_on, coalesce(sealed_on, opened_on)) FROM pair_round WHERE id = ?",
        (number,),
    )[0]
    return int(row[0]) if row[0] else date.min.toordinal()
