"""One page of a SQLite file: what it is, what lies under it, and the rows on it (sqlite.org/fileformat2.html)."""

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from app.storage.keys.pages import USABLE_BYTES

Value = None | int | float | str | bytes
Record = tuple[Value, ...]

INDEX_INNER: Final = 0x02
TABLE_INNER: Final = 0x05
INDEX_LEAF: Final = 0x0A
TABLE_LEAF: Final = 0x0D
OF_TREES: Final = frozenset((INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF))
_INNER: Final = frozenset((INDEX_INNER, TABLE_INNER))
OF_TABLES: Final = frozenset((TABLE_INNER, TABLE_LEAF))
_FILE_HEADER: Final = 100
_NO_ROOM: Final = USABLE_BYTES - 35
_INDEX_MOST: Final = (USABLE_BYTES - 12) * 64 // 255 - 23
_LEAST: Final = (USABLE_BYTES - 12) * 32 // 255 - 23
_SIZES: Final = (0, 1, 2, 3, 4, 6, 8)
WRONG: Final = (IndexError, ValueError, struct.error, OverflowError)
"""What reading bytes meets that are no page of a tree, or no record."""


class Cell(NamedTuple):
    """A row as it lies on a page: its number (None in an index), its size, and where the rest of it is."""

    number: int | None
    size: int
    here: bytes
    further: int


class Inner(NamedTuple):
    """What lies under a page, with the highest row number under each; None for the last, and in an index."""

    pages: tuple[int, ...]
    highest: tuple[int | None, ...]


def kind_of(page: bytes, number: int) -> int:
    """The first byte of its header; what is not in OF_TREES is no page of a tree."""
    return page[_FILE_HEADER if number == 1 else 0]


def is_inner(kind: int) -> bool:
    """Whether pages lie under a page of this kind."""
    return kind in _INNER


def under(page: bytes, number: int) -> Inner:
    """The pages under an inner page, in order."""
    start = _FILE_HEADER if number == 1 else 0
    pages, highest = [], list[int | None]()
    for place in _places(page, start, 12):
        pages.append(_four(page, place))
        highest.append(_varint(page, place + 4)[0] if page[start] == TABLE_INNER else None)
    return Inner((*pages, _four(page, start + 8)), (*highest, None))


def cells(page: bytes, number: int) -> Iterator[Cell]:
    """The rows on a page; an inner page of a table has none."""
    start = _FILE_HEADER if number == 1 else 0
    kind = page[start]
    if kind == TABLE_INNER:
        return
    for place in _places(page, start, 12 if is_inner(kind) else 8):
        at = place + 4 if kind == INDEX_INNER else place
        size, at = _varint(page, at)
        key: int | None = None
        if kind == TABLE_LEAF:
            key, at = _varint(page, at)
        local = _local(size, _NO_ROOM if kind == TABLE_LEAF else _INDEX_MOST)
        further = _four(page, at + local) if local < size else 0
        if at + local > len(page):
            raise ValueError("a row ends behind its page")
        yield Cell(key, size, page[at : at + local], further)


def record(payload: bytes) -> Record:
    """The values of a row."""
    ends, at = _varint(payload, 0)
    kinds = []
    while at < ends:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    found, place = [], ends
    for kind in kinds:
        value, place = _value(payload, place, kind)
        found.append(value)
    return tuple(found)


def _places(page: bytes, start: int, header: int) -> tuple[int, ...]:
    count = struct.unpack_from(">H", page, start + 3)[0]
    return struct.unpack_from(f">{count}H", page, start + header)


def _four(page: bytes, at: int) -> int:
    return int(struct.unpack_from(">I", page, at)[0])


def _varint(page: bytes, at: int) -> tuple[int, int]:
    found = 0
    for place in range(8):
        byte = page[at + place]
        found = (found << 7) | (byte & 0x7F)
        if byte < 0x80:
            return found, at + place + 1
    found = (found << 8) | page[at + 8]
    return found - (1 << 64) if found >= 1 << 63 else found, at + 9


def _local(size: int, most: int) -> int:
    """How much of a row lies on the page itself."""
    if size <= most:
        return size
    kept = _LEAST + (size - _LEAST) % (USABLE_BYTES - 4)
    return kept if kept <= most else _LEAST


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind < len(_SIZES):
        size = _SIZES[kind]
        _must_hold(payload, at + size)
        return (int.from_bytes(payload[at : at + size], "big", signed=True) if kind else None), at + size
    if kind == 7:
        return float(struct.unpack_from(">d", payload, at)[0]), at + 8
    if kind in (8, 9):
        return kind - 8, at
    if kind in (10, 11):
        raise ValueError("no value has this kind")
    size = (kind - 12) // 2
    _must_hold(payload, at + size)
    content = payload[at : at + size]
    return (content.decode("utf-8") if kind % 2 else content), at + size


def _must_hold(payload: bytes, end: int) -> None:
    if end > len(payload):
        raise ValueError("a value ends behind its row")
