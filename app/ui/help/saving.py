"""Saves a help page as one web page, to be sent to somebody who has no Balcony."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from app.domain.web_page import web_page
from app.storage.files import file_errors, write_whole
from app.ui.help.reading import Block, BlockKind, Topic


def save(topic: Topic, path: Path) -> None:
    """Write the topic, for this account alone; raises JournalError. Any thread may."""
    with file_errors():
        write_whole(path, as_web_page(topic))


def as_web_page(topic: Topic) -> bytes:
    """The topic as a whole page in UTF-8, with headings, lists and tables for a screen reader."""
    parts = (
        part
        for kind, blocks in groupby(topic.blocks, key=lambda block: block.kind)
        for part in _together(kind, blocks)
    )
    return web_page(topic.title, "\n".join([f"<h1>{escape(topic.title)}</h1>", *parts]))


def _together(kind: BlockKind, blocks: Iterable[Block]) -> Iterator[str]:
    match kind:
        case BlockKind.HEADING:
            for block in blocks:
                level = min(max(block.level, 2), 6)
                yield f"<h{level}>{escape(block.text)}</h{level}>"
        case BlockKind.POINT:
            points = "\n".join(f"<li>{escape(block.text)}</li>" for block in blocks)
            yield f"<ul>\n{points}\n</ul>"
        case BlockKind.ROW:
            yield _table([block.cells for block in blocks if block.cells])
        case BlockKind.CODE:
            for block in blocks:
                yield f"<pre>{escape(block.text)}</pre>"
        case _:
            for block in blocks:
                yield f"<p>{escape(block.text)}</p>"


def _table(rows: list[tuple[str, ...]]) -> str:
    """A table whose first row heads its columns."""
    head, *rest = rows
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rest)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'
