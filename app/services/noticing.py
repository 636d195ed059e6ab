"""The privacy check on what leaves as plain words: briefs, reports, and the whole journal."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.domain.choosing import every_field
from app.domain.errors import Cancelled as CancelledByPerson
from app.domain.exchange import Cancelled, Progress, never, no_progress
from app.domain.privacy import Alike, Notice, group_alike, look
from app.services.ledger import Ledger
from app.services.privacy_rules import privacy_rules
from app.storage.entries import load_many
from app.storage.rows import fetched

_AT_ONCE: Final = 200
_Looked = tuple[str, str, tuple[Notice, ...]]


def noticed_in(texts: Iterable[str]) -> tuple[Alike, ...]:
    """What is noticed in some texts, the same words once; those about family proceedings first."""
    rules = privacy_rules()
    return group_alike(("", text, look(text, rules)) for text in dict.fromkeys(texts) if text)


class Noticing:
    """Looks through a journal as it would be taken out: every entry that is not in the bin."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def in_journal(
        self, *, progress: Progress = no_progress, cancelled: Cancelled = never
    ) -> tuple[Alike, ...]:
        """What is noticed in every text of the leader's own; raises Cancelled."""
        return group_alike(self._looked(progress, cancelled))

    def _looked(self, progress: Progress, cancelled: Cancelled) -> Iterator[_Looked]:
        rules, words = privacy_rules(), self._ledger.file.words
        with self._ledger.file.read() as connection:
            numbers = [row[0] for row in fetched(connection, "SELECT id FROM entry WHERE deleted_at IS NULL")]
            for begin in range(0, len(numbers), _AT_ONCE):
                for entry in load_many(connection, words, numbers[begin : begin + _AT_ONCE]):
                    if cancelled():
                        raise CancelledByPerson
                    for one in every_field(entry):
                        if one.kind == "text" and one.value:
                            yield str(entry.id), one.value, look(one.value, rules)
                progress(min(begin + _AT_ONCE, len(numbers)), len(numbers))
