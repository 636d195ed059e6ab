"""Typing of the other in a round of one room lies sealed with its key beside it: it is looked into as well."""

import base64
import json
from collections.abc import Iterable

from app.domain.entries import AnswerDraft
from app.domain.pairing import OTHER, Seal
from app.domain.redaction import Search
from app.services.ledger import Ledger
from app.storage import conversation
from app.storage.redacting import BEHIND_COVER, Open
from app.storage.rows import fetched


def typed_behind_cover(
    connection: Open, ledger: Ledger, search: Search, entry: int | None = None
) -> tuple[str, ...]:
    """The drafts of rounds behind a cover that hold the words, by form.

    A round belongs to no entry, so nothing is looked at for one entry alone.
    """
    if entry is not None:
        return ()
    rows = fetched(connection, "SELECT form, body FROM draft WHERE form LIKE ?", (f"{BEHIND_COVER}%",))
    return tuple(
        form
        for form, body in rows
        if any(search.spans(one) for one in _typed(connection, ledger, form.removeprefix(BEHIND_COVER), body))
    )


def drop_typed(connection: Open, forms: Iterable[str]) -> None:
    """Forget them."""
    for form in forms:
        connection.exec_driver_sql("DELETE FROM draft WHERE form = ?", (form,))


def _typed(connection: Open, ledger: Ledger, uid: str, body: str) -> list[str]:
    from app.sharing.seals import unseal

    fields = json.loads(body)
    pair = next((one for one in conversation.rounds(connection, ledger.file.words) if one.uid == uid), None)
    if pair is None:
        return []
    wordings = tuple(one.wording for one in pair.prompts)
    sealed = Seal(base64.b64decode(str(fields["cipher"])), str(fields["commitment"]))
    given = unseal(sealed, bytes.fromhex(str(fields["key"])), uid, OTHER, wordings)
    return [text for one in given if one is not None for text in _texts(one)]


def _texts(given: AnswerDraft) -> tuple[str, ...]:
    return (given.value, given.other) if isinstance(given.value, str) else (given.other,)
