"""Moving chosen entries to the bin, putting them back, and the way to erasing them; asked where some are on hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QObject, Signal

from app.domain.entries import EntryId
from app.domain.errors import JournalError
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.entry_words import HOLD_WARNING
from app.ui.journal.asked import Wanted
from app.ui.journal.fetching import MOST_AT_ONCE, held_among, ids_of
from app.ui.journal.rows import EntryRows
from app.ui.journal.table import EntryTable
from app.ui.widgets import Banner, BannerKind, QuietButton

ASK_ABOVE = 20
STAYS = "Entries in the bin go by themselves, 30 days after they were deleted, unless they are on hold."


@dataclass(frozen=True, slots=True)
class _Going:
    """Entries that are to be moved, and how many of them are on hold."""

    ids: tuple[EntryId, ...]
    held: int


class Removing(QObject):
    """Acts on the rows chosen in one table. `asked` carries a Banner to show above it, or None when it is done."""

    asked = Signal(object)  # Banner | None
    failed = Signal(object)  # JournalError

    def __init__(self, desk: Desk, rows: EntryRows, table: EntryTable) -> None:
        super().__init__(table)
        self._desk, self._rows, self._table = desk, rows, table
        self._going: _Going | None = None

    def delete(self) -> None:
        """Move what is chosen to the bin."""
        if self._rows.shown.wanted.in_bin:
            self._desk.say(STAYS)
        elif self._may_act("move to the bin"):
            ask = self._ids()
            self._desk.read(lambda journal: _going(journal, ask), self._delete, self, failed=self._fail)

    def put_back(self) -> None:
        """Take what is chosen out of the bin."""
        if self._rows.shown.wanted.in_bin and self._may_act("put back"):
            ask = self._ids()
            count = self._table.chosen_count()
            self._desk.act(
                lambda journal: journal.writing.restore(ask.of(journal)),
                self,
                self._done,
                failed=self._fail,
                said=f"{_many(count)} put back. Ctrl+Z takes this back.",
            )

    def erase(self) -> None:
        """Go where what is chosen is erased for good, after a preview and a typed word."""
        if self._may_act("erase"):
            ask = self._ids()
            self._desk.read(ask.of, self._go_erase, self, failed=self._fail)

    def _go_erase(self, ids: tuple[EntryId, ...]) -> None:
        self._desk.go("erase", entries=ids)

    def _may_act(self, what: str) -> bool:
        count = self._table.chosen_count()
        if count > MOST_AT_ONCE:
            self._desk.say(f"You can {what} {MOST_AT_ONCE} entries at once. {count:,} are chosen.")
        return 0 < count <= MOST_AT_ONCE

    def _ids(self) -> "_Ids":
        known: list[EntryId] = []
        unknown: list[int] = []
        for row in self._table.chosen_rows():
            entry = self._rows.entry_at(row)
            if entry is None:
                unknown.append(row)
            else:
                known.append(entry.id)
        return _Ids(self._rows.shown.wanted, tuple(known), _spans(unknown))

    def _delete(self, going: _Going) -> None:
        self._going = going
        if going.held:
            self._ask(HOLD_WARNING, "Delete all the same", going)
        elif len(going.ids) > ASK_ABOVE:
            self._ask("They stay in the bin for 30 days.", f"Move {_many(len(going.ids))} to the bin", going)
        else:
            self._move()

    def _ask(self, text: str, action: str, going: _Going) -> None:
        title = f"Delete {_many(len(going.ids))}?"
        banner = Banner(text, BannerKind.CAUTION, action, title=title)
        keep = QuietButton("Keep them" if len(going.ids) > 1 else "Keep it")
        keep.clicked.connect(self._keep)
        banner.acted.connect(self._move)
        banner.add_action(keep)
        self.asked.emit(banner)
        banner.set_text(text)
        keep.setFocus()

    def _keep(self) -> None:
        self._going = None
        self._done(None)

    def _move(self) -> None:
        going, self._going = self._going, None
        if going is None:
            return
        self._desk.act(
            lambda journal: journal.writing.delete(going.ids),
            self,
            self._done,
            failed=self._fail,
            said=f"{_many(len(going.ids))} moved to the bin. Ctrl+Z brings {_them(going.ids)} back.",
        )

    def _done(self, _result: object) -> None:
        self.asked.emit(None)
        self._table.setFocus()

    def _fail(self, error: JournalError) -> None:
        self.asked.emit(None)
        self.failed.emit(error)


@dataclass(frozen=True, slots=True)
class _Ids:
    """Chosen entries: those that are known, and spans of rows that were never shown."""

    wanted: Wanted
    known: tuple[EntryId, ...]
    unknown: tuple[tuple[int, int], ...]

    def of(self, journal: Journal) -> tuple[EntryId, ...]:
        """Every id."""
        return self.known + ids_of(journal, self.wanted, self.unknown)


def _going(journal: Journal, ask: _Ids) -> _Going:
    ids = ask.of(journal)
    return _Going(ids, held_among(journal, ids))


def _spans(rows: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Rows as (first, how many)."""
    runs = groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0])
    found = [[row for _, row in run] for _, run in runs]
    return tuple((run[0], len(run)) for run in found)


def _many(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _them(ids: Sequence[EntryId]) -> str:
    return "it" if len(ids) == 1 else "them"
