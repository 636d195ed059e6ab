"""Reads the few signs of Markdown that the help pages use, into plain blocks; no Qt."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.paths import bundled


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    POINT = "point"
    ROW = "row"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text without signs. `level` is that of a heading; `cells` are those of a table's row."""

    kind: BlockKind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One help page."""

    id: str
    title: str
    blocks: tuple[Block, ...]


_SIGNS = re.compile(r"\*\*|(?<!\w)`|`(?!\w)|`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


def plain(text: str) -> str:
    """Text without the signs for bold, code and links."""
    return _SIGNS.sub("", _LINK.sub(r"\1", text)).strip()


def read_topic(name: str, markdown: str) -> Topic:
    """A topic from its file: its first heading is its title."""
    blocks = list(_blocks(markdown))
    title = next((block.text for block in blocks if block.level == 1), name)
    return Topic(name, title, tuple(block for block in blocks if block.level != 1))


def _blocks(markdown: str) -> list[Block]:
    found: list[Block] = []
    paragraph: list[str] = []
    code: list[str] | None = None

    def close() -> None:
        if paragraph:
            found.append(Block(BlockKind.TEXT, plain(" ".join(paragraph))))
            paragraph.clear()

    for line in [*markdown.splitlines(), ""]:
        if line.startswith("```"):
            close()
            if code is not None:
                found.append(Block(BlockKind.CODE, "\n".join(code)))
            code = [] if code is None else None
        elif code is not None:
            code.append(line)
        else:
            block = _line(line)
            if block is not None or not line.strip():
                close()
            if block is not None and block.text:
                found.append(block)
            elif block is None and line.strip():
                paragraph.append(line.strip())
    return found


def _line(line: str) -> Block | None:
    """The block that a line is on its own; empty for the rule under a table's head, None for text."""
    if line.startswith("#"):
        signs = len(line) - len(line.lstrip("#"))
        return Block(BlockKind.HEADING, plain(line[signs:]), signs)
    if line.lstrip().startswith(("- ", "* ")):
        return Block(BlockKind.POINT, plain(line.lstrip()[2:]))
    if line.startswith("|"):
        cells = tuple(plain(cell) for cell in line.strip().strip("|").split("|"))
        rule = all(set(cell) <= set("-: ") for cell in cells)
        return Block(BlockKind.ROW, "" if rule else " – ".join(cells), cells=cells)
    return None


def topics() -> dict[str, Topic]:
    """Every help page by its file's name."""
    pages = sorted(bundled("resources/help").glob("*.md"))
    return {path.stem: read_topic(path.stem, path.read_text("utf-8")) for path in pages}
