"""What the other typed or sealed in a round not shown yet lies with its key beside it: it is looked into as well."""

import base64
import json
from collections.abc import Iterable

from app.domain.conversation import RoundStatus
from app.domain.entries import AnswerDraft
from app.domain.errors import RoundDiffers
from app.domain.pairing import OTHER, Seal, their_side
from app.domain.redaction import Search
from app.storage import conversation, pair_rounds
from app.storage.journal_file import JournalFile
from app.storage.redacting import BEHIND_COVER, Open
from app.storage.rows import fetched


def typed_behind_cover(
    connection: Open, file: JournalFile, search: Search, entry: int | None = None
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
        if any(search.spans(one) for one in _typed(connection, file, form.removeprefix(BEHIND_COVER), body))
    )


def drop_typed(connection: Open, forms: Iterable[str]) -> None:
    """Forget them."""
    for form in forms:
        connection.exec_driver_sql("DELETE FROM draft WHERE form = ?", (form,))


def sealed_with_key(
    connection: Open, file: JournalFile, search: Search, entry: int | None = None
) -> tuple[int, ...]:
    """The rounds not shown yet in which the sealed answers of the other hold the words, by number."""
    from app.sharing.seals import unseal

    if entry is not None:
        return ()
    sealed = {uid: one.held for uid, one in pair_rounds.kept(connection).items() if one.held.their_key}
    found = []
    for pair in conversation.rounds(connection, file.words) if sealed else ():
        held = sealed.get(pair.uid)
        if (
            held is None
            or held.theirs is None
            or held.their_key is None
            or pair.status is RoundStatus.REVEALED
        ):
            continue
        wordings = tuple(one.wording for one in pair.prompts)
        try:
            given = unseal(held.theirs, held.their_key, pair.uid, their_side(held.role), wordings)
        except RoundDiffers:  # it can never be shown
            continue
        if any(search.spans(text) for one in given if one is not None for text in _texts(one)):
            found.append(pair_rounds.number(connection, pair.uid) or 0)
    return tuple(found)


def _typed(connection: Open, file: JournalFile, uid: str, body: str) -> list[str]:
    from app.sharing.seals import unseal

    fields = json.loads(body)
    pair = next((one for one in conversation.rounds(connection, file.words) if one.uid == uid), None)
    if pair is None:
        return []
    wordings = tuple(one.wording for one in pair.prompts)
    sealed = Seal(base64.b64decode(str(fields["cipher"])), str(fields["commitment"]))
    given = unseal(sealed, bytes.fromhex(str(fields["key"])), uid, OTHER, wordings)
    return [text for one in given if one is not None for text in _texts(one)]


def _texts(given: AnswerDraft) -> tuple[str, ...]:
    return (given.value, given.other) if isinstance(given.value, str) else (given.other,)
