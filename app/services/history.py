"""Undo and redo: the actions of this sitting, in memory only."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.domain.changes import ChangeSet, RowChange
from app.domain.entries import EntryId
from app.storage.unit_of_work import Images

DEPTH: Final = 50
COALESCES_WITHIN: Final = timedelta(seconds=10)


class History:
    """What can be undone and what can be done again; emptied on lock, since it holds words of entries."""

    def __init__(self) -> None:
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []

    def remember(self, change: ChangeSet) -> None:
        """Add an action; text edits of one entry within ten seconds are one step."""
        if change.is_empty:
            return
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if (
            last
            and change.merges
            and last.merges == change.merges
            and change.at - last.at <= COALESCES_WITHIN
        ):
            self._done[-1] = replace(
                change,
                images=last.images + change.images,
                entries=last.entries | change.entries,
                tables=last.tables | change.tables,
            )
            return
        self._done.append(change)
        del self._done[:-DEPTH]

    @property
    def undo_label(self) -> str:
        """What undo would take back, or nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or nothing."""
        return self._undone[-1].label if self._undone else ""

    def last_done(self) -> ChangeSet | None:
        """The action that undo would take back."""
        return self._done[-1] if self._done else None

    def last_undone(self) -> ChangeSet | None:
        """The action that redo would do again."""
        return self._undone[-1] if self._undone else None

    def was_undone(self, images: Images) -> None:
        """The last action was taken back; `images` do it again."""
        self._undone.append(replace(self._done.pop(), images=images))

    def was_redone(self) -> None:
        """The last undone action was done again."""
        self._done.append(replace(self._undone.pop(), merges=""))

    def let_stand(self) -> None:
        """The last action can no longer be taken back: it becomes part of what made its entry, if that is here."""
        standing = self._done.pop()
        for place in reversed(range(len(self._done))):
            made = self._done[place]
            if standing.entries & added(made, "entry"):
                self._done[place] = replace(made, images=made.images + standing.images, merges="")
                return

    def pass_over(self) -> None:
        """The last undone action can no longer be done again."""
        self._undone.pop()

    def lock_in(self, entry_id: EntryId) -> None:
        """What was expected and how sure can no longer be changed, by undo or redo neither (ruling 4).

        An action that changed them goes, with everything that lies beyond it.
        """
        for stack in (self._done, self._undone):
            for place in reversed(range(len(stack))):
                if _changes_forecast(stack[place], entry_id):
                    del stack[: place + 1]
                    break

    def let_stand_in(self, tables: frozenset[str]) -> None:
        """Nothing done to these tables can be taken back any more, with everything that lies beyond it."""
        for stack in (self._done, self._undone):
            for place in reversed(range(len(stack))):
                if stack[place].tables & tables:
                    del stack[: place + 1]
                    break

    def forget(self) -> None:
        """Forget everything."""
        self._done.clear()
        self._undone.clear()


def added(change: ChangeSet, table: str) -> set[int]:
    """The ids of the rows of a table that an action added."""
    rows = (
        image.after
        for image in change.images
        if isinstance(image, RowChange) and image.table == table and image.before is None
    )
    return {number for row in rows if row is not None and isinstance(number := row.get("id"), int)}


_FORECAST: Final = frozenset({"expected", "confidence", "confidence_withheld"})


def _changes_forecast(change: ChangeSet, entry_id: EntryId) -> bool:
    return any(
        isinstance(image, RowChange)
        and image.table == "entry"
        and image.before is not None
        and image.after is not None
        and image.before.get("id") == entry_id
        and any(image.before.get(name) != image.after.get(name) for name in _FORECAST)
        for image in change.images
    )
