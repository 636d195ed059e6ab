"""The #tags written inside a Markdown note, leaving out code, links and numbers."""

import re
from collections.abc import Iterator

_TAG = re.compile(r"(?<!\S)#(\w[\w/-]*)")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})(.*)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)")
_TICKS = re.compile(r"`+")


def hashtags(text: str) -> Iterator[str]:
    """The tags of a note, in order, without their mark; a tag has at least one letter."""
    for passage in _passages(text):
        for found in _TAG.finditer(_without_code(passage)):
            tag = found[1].rstrip("/-")
            if not tag.replace("/", "").isdigit():
                yield tag


def _passages(text: str) -> Iterator[str]:
    """Runs of lines that can share a code span; lines of code blocks are left out."""
    held: list[str] = []
    fence = ""
    in_list = in_code = False
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not mark[2].strip():
                fence = ""
            continue
        if mark and not (mark[1][0] == "`" and "`" in mark[2]):
            fence = mark[1]
        item = bool(_ITEM.match(line))
        starts = fence or item or not line.strip() or _HEADING.match(line)
        if starts:
            yield "\n".join(held)
            held = []
        if fence or not line.strip():
            continue
        fresh = not held
        in_code = fresh and not in_list and bool(_INDENTED.match(line))
        if not in_code:
            in_list = item or (in_list and (not fresh or line[0].isspace()))
            held.append(line)
    yield "\n".join(held)


def _without_code(passage: str) -> str:
    """A passage with its code spans taken out: a run of backticks up to the next run as long."""
    runs = list(_TICKS.finditer(passage))
    later: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        later.setdefault(len(runs[number][0]), []).append(number)
    kept: list[str] = []
    at = number = 0
    while number < len(runs):
        same = later[len(runs[number][0])]
        while same and same[-1] <= number:
            same.pop()
        if same:
            close = same[-1]
            kept.append(passage[at : runs[number].start()])
            at = runs[close].end()
            number = close
        number += 1
    kept.append(passage[at:])
    return "`".join(kept)
