"""Day One's text: its own escapes and media marks taken out, and its rich text as plain lines."""

import json
import re
from collections.abc import Mapping

from app.importers.reading.words import clean

# Every repeat is bounded, so that no line can make the search slow.
_MEDIA = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\(dayone-(?:moment|photo|video|audio|pdf)[^()\s]{0,200}\)"
    r"|dayone-moment:[^()\s]{0,200}",
)
_SCRIPT_LINK = re.compile(
    r"\[([^\[\]\n]{0,200})\]\(\s{0,9}javascript:[^()\n]{0,200}(?:\([^()\n]{0,200}\)[^()\n]{0,200}){0,9}\)",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FENCED = re.compile(r"(^```.*?^```)", re.MULTILINE | re.DOTALL)
_GAP = re.compile(r"\n{3,}")
_ZERO_WIDTH = "\u200b"
_BULLET = {"bulleted": "- ", "numbered": "1. ", "checkbox": "- [ ] "}
_DEEPEST_INDENT = 20


def plain_text(text: str) -> str:
    """The words of an entry's `text`, as a person reads them."""
    text = _MEDIA.sub("", clean(text).replace(_ZERO_WIDTH, ""))
    parts = _FENCED.split(_SCRIPT_LINK.sub(r"\1", text))
    parts[::2] = [_ESCAPE.sub(r"\1", part) for part in parts[::2]]
    return _GAP.sub("\n\n", "".join(parts)).strip()


def rich_text(value: object) -> str:
    """The words of an entry's `richText`: an object, the same as JSON in a string, or plain text."""
    if isinstance(value, str):
        try:
            parsed = json.loads(value)
        except (ValueError, RecursionError):
            return plain_text(value)
        if not isinstance(parsed, Mapping):
            return plain_text(value)
        value = parsed
    contents = value.get("contents") if isinstance(value, Mapping) else None
    if not isinstance(contents, list):
        return ""
    written: list[str] = []
    at_start = True
    for piece in contents:
        if not isinstance(piece, Mapping) or not isinstance(piece.get("text"), str):
            continue
        before = _before_line(piece.get("attributes"))
        for line in clean(piece["text"]).splitlines(keepends=True):
            written.append(before + line if at_start and line.strip() else line)
            at_start = line.endswith("\n")
    return _GAP.sub("\n\n", "".join(written).replace(_ZERO_WIDTH, "")).strip()


def _before_line(attributes: object) -> str:
    """What stands before a line of such attributes when it is written as text."""
    line = attributes.get("line") if isinstance(attributes, Mapping) else None
    if not isinstance(line, Mapping):
        return ""
    if line.get("quote") is True:
        return "> "
    header = line.get("header")
    if isinstance(header, int) and 1 <= header <= 6:
        return "#" * header + " "
    style = line.get("listStyle")
    if not isinstance(style, str) or style not in _BULLET:
        return ""
    bullet = _BULLET[style]
    index, indent = line.get("listIndex"), line.get("indentLevel")
    if style == "numbered" and isinstance(index, int) and 0 < index < 10_000:
        bullet = f"{index}. "
    if style == "checkbox" and line.get("checked") is True:
        bullet = "- [x] "
    deep = min(indent, _DEEPEST_INDENT) - 1 if isinstance(indent, int) else 0
    return "  " * deep + bullet
