"""The oldest entries of which something would go if they were distilled."""

from typing import Final

from app.domain.entries import EntryKind
from app.storage.codes import ENTRY_KINDS
from app.storage.redacting import Open
from app.storage.rows import fetched

_OLD: Final = (
    "SELECT id, uid, title, decided_on, kind FROM entry e WHERE deleted_at IS NULL AND decided_on <= ? AND ("
    " trim(context) NOT IN ('', '[removed]') OR trim(decision) NOT IN ('', '[removed]')"
    " OR trim(expected) NOT IN ('', '[removed]')"
    " OR EXISTS (SELECT 1 FROM version v WHERE v.entry = e.id)"
    " OR EXISTS (SELECT 1 FROM addition t WHERE t.entry = e.id AND trim(t.text) NOT IN ('', '[removed]'))"
    " OR EXISTS (SELECT 1 FROM review r WHERE r.entry = e.id"
    "  AND trim(r.what_happened) NOT IN ('', '[removed]'))"
    " OR EXISTS (SELECT 1 FROM answer a JOIN prompt p ON p.id = a.prompt WHERE a.entry = e.id"
    "  AND trim(a.text) NOT IN ('', '[removed]')"
    "  AND p.code NOT IN ('ll-assumption', 'll-assumption-changed'))"
    ") ORDER BY decided_on, id LIMIT ?"
)
"""What stays are titles, beliefs (two prompts) and what was learned; the rest is looked for here."""

_KINDS: Final = {number: kind for kind, number in ENTRY_KINDS.items()}


def old_entries(connection: Open, last_day: int, most: int) -> list[tuple[int, str, str, int, EntryKind]]:
    """Number, uid, title, day (ordinal) and kind of entries decided up to a day, the oldest first."""
    rows = fetched(connection, _OLD, (last_day, most))
    return [(number, uid, title, day, _KINDS[kind]) for number, uid, title, day, kind in rows]
