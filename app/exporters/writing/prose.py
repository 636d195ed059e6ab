"""A person's words as Markdown text: their lines and lists stay, but they cannot pass for the page's own parts."""

import re

_LINES = re.compile(r"\r\n?|\n")
_LIST_MARK = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*[-=_*|:+`~][-=_*|:+ \t`~]*\Z")
_FORGED = re.compile(r"([ \t]*)([#>|]|`{3}|~{3}|\[(?![ xX]\] |[^\[\]\n]*\]\(https?://))")
_CLOSING = re.compile(r"(?<=[ \t])#+\Z")
_LINK_TARGET = re.compile(r"\](?=\((?!\s{0,9}(?:https?://|mailto:)))", re.IGNORECASE)


def prose(text: str) -> str:
    """Text of several lines, each ending where it did."""
    lines = [_line(line.rstrip()) for line in _LINES.split(text.strip())]
    # two spaces at the end keep the line end that the person wrote
    return "\n".join(
        f"{line}  " if line and number + 1 < len(lines) and lines[number + 1] else line
        for number, line in enumerate(lines)
    )


def one_line(text: str) -> str:
    """Text for a heading or a label: one line, and no closing marks of a heading."""
    return _CLOSING.sub(r"\\\g<0>", _line(" ".join(text.split())))


def _line(line: str) -> str:
    """A line with backslashes before what Markdown would take for a heading, quote, rule, code, HTML or picture."""
    if _RULE.match(line):
        return _inline(line.lstrip()).replace("", "\\", 1) if line.strip() else ""
    kept = ""
    while mark := _LIST_MARK.match(line):
        kept += mark[0]
        line = line[mark.end() :]
    line = _inline(line)
    return kept + _FORGED.sub(r"\1\\\2", line, count=1) if _FORGED.match(line) else kept + line


def _inline(line: str) -> str:
    line = line.replace("\\", "\\\\").replace("<", "\\<").replace("![", "!\\[")
    return _LINK_TARGET.sub(r"\\]", line)
