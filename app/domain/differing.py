"""What differs between two texts, word by word: what stayed, what went and what came, in rows of paragraphs.

The shortest way from one text to the other is Myers' (An O(ND) Difference Algorithm, 1986, section 4). It is
followed for so many steps only and then begun anew from as far as it came, so that two texts with nothing in
common take time in proportion to their length.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final

_PIECE: Final = re.compile(r"""\n+|[^\S\n]+|[.,;:!?()\[\]"“”–—/]|[^\s.,;:!?()\[\]"“”–—/]+""")
"""Every letter of any text stands in exactly one piece: ends of lines, blanks, a stop, or a word."""
_LINE: Final = re.compile(r"[^\n]*\n+|[^\n]+")
_FURTHEST: Final = 160
"""Steps before it begins anew: the ways it has to remember grow with their square."""
_LONELY: Final = 2
"""So few words that stayed, in the midst of greater changes, are read with them."""


class Fate(StrEnum):
    """What became of a stretch of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one fate."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that belong beside each other, with the ends of their lines."""

    runs: tuple[Run, ...]

    @property
    def old(self) -> str:
        """The text before, exactly."""
        return "".join(run.text for run in self.runs if run.fate is not Fate.ADDED)

    @property
    def new(self) -> str:
        """The text after, exactly."""
        return "".join(run.text for run in self.runs if run.fate is not Fate.REMOVED)

    @property
    def differs(self) -> bool:
        """Whether anything in it changed."""
        return any(run.fate is not Fate.KEPT for run in self.runs)


_Step = tuple[Fate, str]
_Front = Mapping[int, int]
"""How far along the old text each diagonal (old less new) was reached."""


def difference(old: str, new: str) -> tuple[Row, ...]:
    """The rows of two texts: all that was kept or removed is `old`, all that was kept or added is `new`."""
    runs = _joined(_steps(_PIECE.findall(old), _PIECE.findall(new)))
    return tuple(_rows(_joined(_read_together(runs))))


# ---- the shortest way


def _steps(old: list[str], new: list[str]) -> Iterator[_Step]:
    """Every piece with its fate; what begins and what ends alike is not looked through."""
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    yield from ((Fate.KEPT, piece) for piece in old[:start])
    yield from _middle(old[start : len(old) - end], new[start : len(new) - end])
    yield from ((Fate.KEPT, piece) for piece in old[len(old) - end :])


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces are the same from the start on."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _middle(old: list[str], new: list[str]) -> Iterator[_Step]:
    across = down = 0
    while across < len(old) or down < len(new):
        for fate in _way(old[across:], new[down:]):
            yield fate, new[down] if fate is Fate.ADDED else old[across]
            across += fate is not Fate.ADDED
            down += fate is not Fate.REMOVED


def _way(old: list[str], new: list[str]) -> list[Fate]:
    """What becomes of the next pieces: of all of them, or as far as `_FURTHEST` steps lead; at least of one."""
    fronts = [{0: _slide(old, new, 0, 0)}]
    for step in range(1, _FURTHEST + 1):
        if fronts[-1].get(len(old) - len(new), -1) == len(old):
            break
        front: dict[int, int] = {}
        for line in range(-step, step + 1, 2):
            left, _ = _onto(fronts[-1], line, len(old), len(new))
            if left >= 0:
                front[line] = _slide(old, new, left, line)
        fronts.append(front)
    ends = fronts[-1]
    line = max(ends, key=lambda line: 2 * ends[line] - line)
    return _back(fronts, line, len(old), len(new))


def _slide(old: list[str], new: list[str], left: int, line: int) -> int:
    """How far along the old text the pieces stay alike, from a place on a diagonal."""
    right = left - line
    while left < len(old) and right < len(new) and old[left] == new[right]:
        left, right = left + 1, right + 1
    return left


def _onto(front: _Front, line: int, wide: int, tall: int) -> tuple[int, Fate]:
    """Where a diagonal is entered by one more step, as far along as can be, and by which; -1 where by none."""
    by_adding, by_removing = front.get(line + 1, -1), front.get(line - 1, -1) + 1
    if by_adding - line > tall:
        by_adding = -1
    if by_removing == 0 or by_removing > wide:
        by_removing = -1
    return (by_adding, Fate.ADDED) if by_adding >= by_removing else (by_removing, Fate.REMOVED)


def _back(fronts: Sequence[_Front], line: int, wide: int, tall: int) -> list[Fate]:
    """The way that led onto a diagonal of the last front, from its start."""
    way: list[Fate] = []
    left = fronts[-1][line]
    for front in reversed(fronts[:-1]):
        entered, fate = _onto(front, line, wide, tall)
        way += [Fate.KEPT] * (left - entered)
        way.append(fate)
        line += 1 if fate is Fate.ADDED else -1
        left = front[line]
    way += [Fate.KEPT] * left
    return way[::-1]


# ---- as a person reads it


def _joined(steps: Iterable[_Step]) -> list[Run]:
    """Runs as long as they can be; between two that were kept first what went, then what came."""
    runs: list[Run] = []
    for kept, group in groupby(steps, key=lambda step: step[0] is Fate.KEPT):
        both = list(group)
        for fate in (Fate.KEPT,) if kept else (Fate.REMOVED, Fate.ADDED):
            text = "".join(text for one, text in both if one is fate)
            if text:
                runs.append(Run(fate, text))
    return runs


@dataclass(frozen=True, slots=True)
class _Between:
    """How many letters went and came between two runs that were kept."""

    removed: int = 0
    added: int = 0

    @property
    def most(self) -> int:
        return max(self.removed, self.added)

    @property
    def is_swap(self) -> bool:
        return bool(self.removed and self.added)


def _read_together(runs: Sequence[Run]) -> Iterator[_Step]:
    """A word or two that stayed by chance, in the midst of greater changes, go and come with them."""
    between = [_Between()]
    for run in runs:
        if run.fate is Fate.KEPT:
            between.append(_Between())
        else:
            between[-1] = replace(between[-1], **{run.fate.value: len(run.text)})
    at = 0
    for run in runs:
        if run.fate is not Fate.KEPT:
            yield run.fate, run.text
            continue
        before, after = between[at], between[at + 1]
        at += 1
        # Beside words that only came, or only went, it stayed where it was.
        around = min(before.most, after.most) if before.is_swap or after.is_swap else 0
        if "\n" in run.text or len(run.text) > around or len(run.text.split()) > _LONELY:
            yield Fate.KEPT, run.text
        else:
            yield Fate.REMOVED, run.text
            yield Fate.ADDED, run.text


def _rows(runs: Sequence[Run]) -> Iterator[Row]:
    """A row ends where a line ended in both texts, or with paragraphs that went or came whole."""
    row: list[Run] = []
    for kept, group in groupby(runs, key=lambda run: run.fate is Fate.KEPT):
        both = list(group)
        if not kept:
            is_whole = not row and all(run.text.endswith("\n") for run in both)
            row += both
            if is_whole:
                yield Row(tuple(row))
                row = []
            continue
        for line in _LINE.findall(both[0].text):
            row.append(Run(Fate.KEPT, line))
            if line.endswith("\n"):
                yield Row(tuple(row))
                row = []
    if row:
        yield Row(tuple(row))
