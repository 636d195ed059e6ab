"""What a drive may hold after its power was cut at one place of a recorded log.

Every write that was not flushed may have reached the drive whole, in any of its sectors of 512 bytes, or
not at all. What happened to names in a folder (made, renamed, removed) reached it in order, up to any place,
and surely only what happened before that folder was flushed.
"""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = struct.Struct("<BxxxIIq")
SECTOR = 512


@dataclass(frozen=True, slots=True)
class Step:
    """One record: C made, W written, T cut to a length, S flushed, U removed, R renamed, M acknowledged."""

    op: str
    path: str
    offset: int
    data: bytes


@dataclass(eq=False)
class File:
    """What the drive surely holds of a file, and what was done since."""

    held: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)

    def flush(self) -> None:
        for step in self.pending:
            _apply(self.held, step)
        self.pending.clear()

    def torn(self, source: random.Random) -> bytes:
        """One of the contents it may have after the cut."""
        content = bytearray(self.held)
        some = source.random()  # from hardly anything to nearly all of it
        for step in self.pending:
            if step.op == "T":
                if source.random() < some:
                    _apply(content, step)
                continue
            for at in range(0, len(step.data), SECTOR):
                if source.random() < some:
                    _apply(content, Step("W", "", step.offset + at, step.data[at : at + SECTOR]))
        return bytes(content)


Names = dict[str, File]


@dataclass(eq=False)
class Folder:
    """The names the drive surely has in a folder, and what was done to names since."""

    held: Names = field(default_factory=dict)
    pending: list[tuple[str, str, File | None]] = field(
        default_factory=list
    )  # name gone, name come, its file

    def flush(self) -> None:
        self.held = self.after(len(self.pending))
        self.pending.clear()

    def after(self, done: int) -> Names:
        names = dict(self.held)
        for gone, come, file in self.pending[:done]:
            names.pop(gone, None)
            if come and file is not None:
                names[come] = file
        return names


class Drive:
    """The drive, told the log step by step; `acknowledged` is how many saves were said to be kept."""

    def __init__(self, base: Path) -> None:
        self._folders: dict[str, Folder] = {}
        self._live: Names = {}
        self.acknowledged = 0
        for path in sorted(base.rglob("*")):
            if path.is_file():
                file = File(bytearray(path.read_bytes()))
                self._live[str(path)] = self._folder(path.parent).held[str(path)] = file

    def _folder(self, path: Path | str) -> Folder:
        return self._folders.setdefault(str(path), Folder())

    def take(self, step: Step) -> None:
        """One more record."""
        file = self._live.get(step.path)
        folder = self._folder(Path(step.path).parent)
        match step.op:
            case "M":
                self.acknowledged = step.offset
            case "C":
                made = self._live[step.path] = File()
                folder.pending.append(("", step.path, made))
            case "U":
                self._live.pop(step.path, None)
                folder.pending.append((step.path, "", None))
            case "R":
                target = step.data.decode()
                if file is not None:
                    self._live[target] = self._live.pop(step.path)
                    folder.pending.append((step.path, target, file))
            case "S" if file is not None:
                file.flush()
            case "S":
                self._folder(step.path).flush()
            case _ if file is not None:
                file.pending.append(step)

    def after_a_cut(self, source: random.Random) -> dict[str, bytes]:
        """Names and contents, one way it may have gone."""
        found: dict[str, bytes] = {}
        for folder in self._folders.values():
            names = folder.after(source.randint(0, len(folder.pending)))
            found |= {name: file.torn(source) for name, file in sorted(names.items())}
        return found


def steps(log: Path) -> Iterator[Step]:
    """The records of a log."""
    with log.open("rb") as file:
        while head := file.read(_HEAD.size):
            op, path, data, offset = _HEAD.unpack(head)
            yield Step(chr(op), file.read(path).decode(), offset, file.read(data))


def _apply(content: bytearray, step: Step) -> None:
    if step.op == "T":
        del content[step.offset :]
        content.extend(bytes(step.offset - len(content)))
        return
    if len(content) < step.offset:
        content.extend(bytes(step.offset - len(content)))
    content[step.offset : step.offset + len(step.data)] = step.data
