"""Earlier versions to look at: words of the demo's latest week as they might have stood before."""

from dataclasses import replace
from typing import Final

from app.domain import sealing
from app.domain.entries import AnswerDraft, EntryDraft, EntryId, EntryKind
from app.domain.listing import EntryFilter
from app.domain.sealing import Sealing
from app.services.journal import Journal

_LONG: Final = 60
"""Letters of an answer in which more than a word may differ."""


def mend_a_week(journal: Journal) -> None:
    """Change the longest answers of the latest week and change them back, while slips may still be mended."""
    kinds = frozenset({EntryKind.WEEKLY})
    for listed in journal.finding.page(EntryFilter(kinds=kinds), limit=1):
        entry = journal.entry(listed.id)
        if sealing.sealing(entry.written_at, journal.clock.now()) is not Sealing.TYPO:
            return
        given = {one.prompt_id: AnswerDraft(one.value, one.other) for one in entry.answers}
        now = EntryDraft(
            entry.kind, entry.title, themes=tuple(one.name for one in entry.themes), answers=given
        )
        long = {
            key: AnswerDraft(_before(one.value))
            for key, one in given.items()
            if isinstance(one.value, str) and len(one.value) > _LONG
        }
        _write(journal, entry.id, now, long)


def _write(journal: Journal, entry_id: EntryId, now: EntryDraft, before: dict[str, AnswerDraft]) -> None:
    journal.writing.rewrite(entry_id, replace(now, answers={**now.answers, **before}), called="Mend a slip")
    journal.writing.rewrite(entry_id, now, called="Mend a slip")


def _before(text: str) -> str:
    """A text with a slip in its middle and fewer words at its end."""
    words = text.split(" ")
    middle = len(words) // 2
    words[middle] = words[middle][:-2] + words[middle][-1:] + words[middle][-2:-1]
    return " ".join(words[:-4]).rstrip(",.") + "."
