"""Every page of the file looked at once: which are whole, and how they hang together."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.domain.errors import Cancelled
from app.domain.exchange import Cancelled as Asked
from app.domain.exchange import Progress
from app.storage.keys.pages import USABLE_BYTES, SealedPages
from app.storage.rescuing.btree import (
    OF_TABLES,
    OF_TREES,
    WRONG,
    Cell,
    Inner,
    Record,
    cells,
    is_inner,
    kind_of,
    record,
    under,
)

_LOWEST: Final = -(2**63)
_HIGHEST: Final = 2**63 - 1
_EVERY: Final = 64


class Gap(NamedTuple):
    """A page of a tree that cannot be read, and between which row numbers its rows lie."""

    above: int
    to: int


EVERYTHING: Final = Gap(_LOWEST, _HIGHEST)


@dataclass
class Walk:
    """The pages of one tree that can be reached, in order, and what is missing."""

    pages: list[int] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


class Row(NamedTuple):
    """A row that was read; `number` is None in an index and in a table without row numbers."""

    number: int | None
    values: Record


class Trees:
    """The pages of a file, each judged once; rows are read anew when they are asked for."""

    def __init__(self, sealed: SealedPages) -> None:
        self._sealed = sealed
        self.damaged: list[int] = []
        self._kinds: dict[int, int] = {}
        self._inner: dict[int, Inner] = {}
        self._taken: set[int] = set()
        self.unread: int = 0
        """Rows met on whole pages that could not be read, because what did not fit there is damaged."""

    def look(self, progress: Progress, cancelled: Asked) -> None:
        """Judge every page; raises Cancelled."""
        for number in range(1, self._sealed.count + 1):
            if number % _EVERY == 0:
                if cancelled():
                    raise Cancelled
                progress(number, self._sealed.count)
            page = self._sealed.page(number)
            if page is None:
                self.damaged.append(number)
                continue
            kind = kind_of(page, number)
            if kind not in OF_TREES:
                continue
            try:
                if is_inner(kind):
                    self._inner[number] = under(page, number)
                self._kinds[number] = kind
            except WRONG:
                self.damaged.append(number)

    @property
    def missing(self) -> int:
        """How many pages the file once had behind its end; 0 where its first page cannot be read."""
        page = self._sealed.page(1)
        return 0 if page is None else max(0, struct.unpack_from(">I", page, 28)[0] - self._sealed.count)

    def walk(self, root: int, *, rows: bool) -> Walk:
        """What can be reached from a root; `rows` says that it is a table with row numbers."""
        found = Walk()
        waiting = [(root, EVERYTHING)]
        while waiting:
            number, gap = waiting.pop()
            kind = self._kinds.get(number)
            if kind is None or (kind in OF_TABLES) is not rows:
                found.gaps.append(gap)
                continue
            if number in self._taken:
                continue
            self._taken.add(number)
            found.pages.append(number)
            if number in self._inner:
                waiting.extend(reversed(list(_beneath(self._inner[number], gap))))
        return found

    def unclaimed(self) -> list[int]:
        """The tops of the trees that nothing whole leads to, without what lies unused in the file."""
        unused = self._unused()
        left = {one for one in self._kinds if one not in self._taken and one not in unused}
        below = {page for one in left if one in self._inner for page in self._inner[one].pages}
        return sorted(left - below)

    def is_table(self, page: int) -> bool:
        """Whether a page belongs to a table with row numbers."""
        return self._kinds.get(page) in OF_TABLES

    def rows(self, pages: list[int]) -> Iterator[Row]:
        """The rows on these pages; one whose words lie on a damaged page is counted and passed over."""
        for number in pages:
            page = self._sealed.page(number)
            try:
                there = [] if page is None else list(cells(page, number))
            except WRONG:
                self.unread += 1
                continue
            for cell in there:
                try:
                    yield Row(cell.number, record(self._whole(cell)))
                except WRONG:
                    self.unread += 1

    def first_rows(self, top: int) -> list[Row]:
        """A few rows of a tree, to tell what it is; nothing is counted."""
        waiting, met, unread = [top], {top}, self.unread
        while waiting:
            number = waiting.pop()
            found = list(self.rows([number]))
            if found:
                self.unread = unread
                return found
            # Pages of two moments may lead round in a circle.
            waiting.extend(page for page in self._under(number) if page in self._kinds and page not in met)
            met.update(self._under(number))
        self.unread = unread
        return []

    def _under(self, number: int) -> tuple[int, ...]:
        return self._inner[number].pages if number in self._inner else ()

    def _whole(self, cell: Cell) -> bytes:
        """The bytes of a row with those that did not fit on its page; ValueError where one is damaged."""
        if cell.size > self._sealed.count * USABLE_BYTES:
            raise ValueError("a row is larger than its file")
        found, further = bytearray(cell.here), cell.further
        while len(found) < cell.size:
            page = self._sealed.page(further)
            if page is None:
                raise ValueError("the rest of a row cannot be read")
            found += page[4 : 4 + min(USABLE_BYTES - 4, cell.size - len(found))]
            further = struct.unpack_from(">I", page)[0]
        return bytes(found)

    def _unused(self) -> set[int]:
        """The pages in the list of unused ones, as far as it can be read."""
        page = self._sealed.page(1)
        trunk = 0 if page is None else struct.unpack_from(">I", page, 32)[0]
        found: set[int] = set()
        while trunk and trunk not in found:
            found.add(trunk)
            page = self._sealed.page(trunk)
            if page is None:
                break
            trunk, count = struct.unpack_from(">II", page)
            found.update(struct.unpack_from(f">{min(count, USABLE_BYTES // 4 - 2)}I", page, 8))
        return found


def _beneath(inner: Inner, gap: Gap) -> Iterator[tuple[int, Gap]]:
    above = gap.above
    for page, highest in zip(inner.pages, inner.highest, strict=True):
        to = gap.to if highest is None else highest
        yield page, Gap(above, to)
        above = to if highest is not None else above
