"""Where the words of a share copy stood in the original, and back (ruling 51)."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Swap:
    """Characters `start` to `end` of the original stand as `new_start` to `new_end` in the share copy."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `words` (never none: taking out leaves a marker) in place of the characters `start` to `end`."""

    start: int
    end: int
    words: str


class EditsOverlap(ValueError):  # noqa: N818
    """Two edits want the same characters, lie outside the text, or leave nothing."""


@dataclass(frozen=True)
class OffsetMap:
    """Swaps in order of place. A position inside a swap belongs to the whole swap."""

    swaps: tuple[Swap, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _new_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(one.start for one in self.swaps))
        object.__setattr__(self, "_new_starts", tuple(one.new_start for one in self.swaps))

    def to_original(self, position: int, *, end: bool = False) -> int:
        """The original place of a place in the share copy; inside a swap its start, or its end."""
        place = bisect_right(self._new_starts, position) - 1
        if place < 0:
            return position
        one = self.swaps[place]
        if position >= one.new_end:
            return position - one.new_end + one.end
        return one.end if end and position > one.new_start else one.start

    def to_share(self, position: int, *, end: bool = False) -> int:
        """The place in the share copy of a place in the original; inside a swap its start, or its end."""
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return position
        one = self.swaps[place]
        if position >= one.end:
            return position - one.end + one.new_end
        return one.new_end if end and position > one.start else one.new_start

    def span_to_original(self, start: int, end: int) -> tuple[int, int]:
        """The passage of the original that a passage of the share copy stands for, whole swaps included."""
        return self.to_original(start), self.to_original(end, end=True)

    def span_to_share(self, start: int, end: int) -> tuple[int, int]:
        """The passage of the share copy that stands for a passage of the original."""
        return self.to_share(start), self.to_share(end, end=True)

    def as_rows(self) -> list[list[int]]:
        """Plain numbers for keeping beside the share copy."""
        return [[one.start, one.end, one.new_start, one.new_end] for one in self.swaps]


def from_rows(rows: Sequence[Sequence[int]]) -> OffsetMap:
    """What `as_rows` gave."""
    return OffsetMap(tuple(Swap(*row) for row in rows))


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The text with every edit made, and the map between the two; raises EditsOverlap."""
    parts: list[str] = []
    swaps: list[Swap] = []
    end = length = 0
    for edit in sorted(edits):
        if not (end <= edit.start < edit.end <= len(text) and edit.words):
            raise EditsOverlap("edits must lie apart and inside the text, and leave a word or a marker")
        length += edit.start - end
        parts += [text[end : edit.start], edit.words]
        swaps.append(Swap(edit.start, edit.end, length, length + len(edit.words)))
        length += len(edit.words)
        end = edit.end
    parts.append(text[end:])
    return "".join(parts), OffsetMap(tuple(swaps))


def joined(first: OffsetMap, second: OffsetMap) -> OffsetMap:
    """One map for two rounds of edits: `first` on the original, `second` on what came of it."""
    wanted = [(one.start, one.end) for one in first.swaps]
    wanted += [first.span_to_original(one.start, one.end) for one in second.swaps]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    swaps = []
    for start, end in merged:
        middle = first.span_to_share(start, end)
        swaps.append(Swap(start, end, *second.span_to_share(*middle)))
    return OffsetMap(tuple(swaps))
