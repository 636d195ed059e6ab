"""A difference cut into pieces that are quick to lay out, and how each is read aloud; no Qt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.differing import Fate, Row, Run

_MOST: Final = 700
"""Letters of a piece, of both texts together: laying out one takes some milliseconds."""
_SPOKEN: Final = {Fate.REMOVED: "removed", Fate.ADDED: "added"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some runs that stand beside each other."""

    runs: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it changed."""
        return any(run.fate is not Fate.KEPT for run in self.runs)

    def side(self, fate: Fate) -> tuple[Run, ...]:
        """What one text has of it: the old one what was removed, the new one what was added."""
        return tuple(run for run in self.runs if run.fate in {Fate.KEPT, fate})


def pieces_of(rows: Iterable[Row]) -> Iterator[Piece]:
    """Rows as pieces: paragraphs that stayed are put together, long ones are cut."""
    same: list[Run] = []
    for row in rows:
        if row.differs:
            yield from _cut(same)
            same = []
            yield from _cut(row.runs)
        else:
            if sum(len(run.text) for run in same) + len(row.old) > _MOST:
                yield from _cut(same)
                same = []
            same += row.runs
    yield from _cut(same)


def changes_in(rows: Iterable[Row]) -> int:
    """In how many places two texts differ."""
    count, before = 0, Fate.KEPT
    for run in (run for row in rows for run in row.runs):
        count += before is Fate.KEPT and run.fate is not Fate.KEPT
        before = run.fate
    return count


def spoken(runs: Iterable[Run]) -> str:
    """The words as they are read aloud, each change named."""
    parts = (run.text.strip() if run.fate is Fate.KEPT else _change(run) for run in runs)
    return " ".join(part for part in parts if part)


def _change(run: Run) -> str:
    words = run.text.strip() or ("the end of a line" if "\n" in run.text else "a space")
    return f"[{_SPOKEN[run.fate]}: {words}]"


def _cut(runs: Iterable[Run]) -> Iterator[Piece]:
    held: list[Run] = []
    room = _MOST
    for run in runs:
        text = run.text
        while len(text) > room:
            at = _end_of_word(text, room)
            if at:
                held.append(Run(run.fate, text[:at]))
                text = text[at:]
            if held:
                yield Piece(tuple(held))
            held, room = [], _MOST
        if text:
            held.append(Run(run.fate, text))
            room -= len(text)
    if held:
        yield Piece(tuple(held))


def _end_of_word(text: str, most: int) -> int:
    """Where to cut a text: at the end of a line, else of a word, else where there is no more room."""
    at = text.rfind("\n", 0, most) + 1 or text.rfind(" ", 0, most) + 1
    return at if at or most < _MOST else most
