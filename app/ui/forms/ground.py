"""What a form needs of the journal, read once on its thread."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.library import MergedLibrary
from app.domain.listing import EntryFilter
from app.services.asking import Asked
from app.services.journal import Journal

VOICES = ("vo-heard", "vo-absent")
_ENTRIES_READ, _MOST_RECENT = 4, 5


def _nothing() -> Asked:
    return Asked(MergedLibrary((), (), ()), frozenset())


@dataclass(frozen=True)
class Ground:
    """The prompts, the leader's themes by name, and what was used of late."""

    asked: Asked = field(default_factory=_nothing)
    themes: tuple[str, ...] = ()
    recent_themes: tuple[str, ...] = ()
    recent_voices: tuple[str, ...] = ()


def ground_of(journal: Journal) -> Ground:
    """Read it; for the thread of the journal."""
    return Ground(
        journal.prompts.now(),
        tuple(theme.name for theme in journal.lists.themes()),
        tuple(theme.name for theme in journal.lists.recent_themes()),
        tuple(dict.fromkeys(_voices(journal)))[:_MOST_RECENT],
    )


def _voices(journal: Journal) -> Iterable[str]:
    """The voices marked in the latest entries that marked any, newest first (ruling 43)."""
    latest = journal.finding.page(EntryFilter(prompts=frozenset(VOICES)), limit=_ENTRIES_READ)
    for listed in latest:
        entry = journal.entry(listed.id)
        for name in VOICES:
            answer = entry.answer(name)
            if answer is not None and isinstance(answer.value, tuple):
                yield from answer.value
