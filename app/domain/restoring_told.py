"""A restore in words: what is in the backup, what is here now, and what was left."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from app.domain.restoring import HereNow, Restored, RestorePreview, Tried
from app.domain.written_dates import written

MOST_WORDS: Final = 4
"""How many lines a preview takes at most."""


def moment(when: datetime) -> str:
    """A moment in this computer's time: 22 November 2026 at 10:05."""
    local = when.astimezone()
    return f"{written(local.date())} at {local:%H:%M}"


def entries(count: int) -> str:
    """Entries, counted."""
    return "1 entry" if count == 1 else f"{count:,} entries"


def preview_words(preview: RestorePreview) -> Iterator[str]:
    """What would happen, a sentence or two at a time."""
    within = preview.within
    yield (
        f"This backup was made on {moment(within.made_at)} and holds {entries(within.entries)}"
        f"{_newest(within.newest)}. It was opened, and every page of it is whole."
    )
    if preview.here is None or preview.kept_as is None:
        yield "There is no journal in this folder now."
        return
    yield (
        f"The journal that is here now {_here(preview.here)} "
        f"It would be kept beside it as {preview.kept_as.name}, with its keys."
    )
    more = (preview.here.entries or 0) - within.entries
    if more > 0:
        yield f"The backup holds {entries(more)} fewer than the journal that is here now."
    if preview.here.entries is not None:
        yield "What was redacted or erased in it since this backup is removed again when the restored one is opened."


def restored_words(done: Restored) -> Iterator[str]:
    """What was left beside the journal."""
    if done.kept_as is not None:
        yield f"The journal that was here is kept as {done.kept_as.name}."
    if done.backup is not None:
        yield f"A verified backup of it was made as well: {done.backup.name}."


def tried_words(tried: Tried) -> str:
    """When a restore was last tried, and what it brought."""
    every = "its" if tried.entries == 1 else "all"
    return (
        f"Last tried on {moment(tried.at)}: the backup of {moment(tried.made_at)} opened, and {every} "
        f"{entries(tried.entries)} and {tried.rows:,} rows of {tried.tables} tables were in it."
    )


def _newest(day: date | None) -> str:
    return "" if day is None else f", the newest of {written(day)}"


def _here(here: HereNow) -> str:
    if here.entries is None:
        return (
            f"was last written on {moment(here.written_at)}. The key of this backup does not open it as it lies, so "
            "nothing more is known of it."
        )
    return f"was last written on {moment(here.written_at)} and holds {entries(here.entries)}{_newest(here.newest)}."
