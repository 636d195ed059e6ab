"""Day One's text and rich text as a person reads them."""

import json
from typing import Any

import pytest

from app.importers.reading.dayone_text import plain_text, rich_text


def piece(text: str, **line: Any) -> dict[str, Any]:
    return {"text": text, "attributes": {"line": line}}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (r"Three things\. Or four\-five \(maybe\)\!", "Three things. Or four-five (maybe)!"),
        (r"A real \\ backslash and C:\Users", "A real \\ backslash and C:\\Users"),
        ("zero\u200bwidth", "zerowidth"),
        ("before\n\n![](dayone-moment://ABC)\n\nafter", "before\n\nafter"),
        ("![](dayone-moment:/video/ABC) and ![x](dayone-photo://DEF)", "and"),
        (
            "[press](javascript:alert(1) ) and [go](https://example.org)",
            "press and [go](https://example.org)",
        ),
        ("```\nkeep \\. here\n```\nbut not \\. here", "```\nkeep \\. here\n```\nbut not . here"),
        ("<b>stays</b>", "<b>stays</b>"),
        ("a\r\nb\u2028c\x00\u202ed", "a\nb\ncd"),
    ],
)
def test_text_loses_its_escapes_and_media_marks(said: str, read: str) -> None:
    assert plain_text(said) == read


@pytest.mark.parametrize("wrap", [json.dumps, lambda value: value], ids=["in a string", "as an object"])
def test_rich_text_keeps_headings_lists_and_quotes(wrap: Any) -> None:
    contents = [
        piece("Title\n", header=2),
        {"text": "plain and "},
        {"text": "bold\n", "attributes": {"bold": True}},
        piece("one\ntwo\n", listStyle="bulleted", indentLevel=1),
        piece("deeper\n", listStyle="numbered", listIndex=3, indentLevel=2),
        piece("open\n", listStyle="checkbox", checked=False),
        {"embeddedObjects": [{"type": "photo", "identifier": "X"}]},
        piece("said", quote=True),
    ]
    assert rich_text(wrap({"meta": {"version": 1}, "contents": contents})).split("\n") == [
        "## Title", "plain and bold", "- one", "- two", "  3. deeper", "- [ ] open", "> said",
    ]  # fmt: skip


def test_a_prefix_stands_once_on_a_line_of_several_pieces() -> None:
    pieces = [piece("half ", listStyle="bulleted"), piece("a line\n", listStyle="bulleted")]
    assert rich_text({"contents": pieces}) == "- half a line"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("just words", "just words"),
        ("{not json", "{not json"),
        ("[1, 2]", "[1, 2]"),
        ("[" * 100_000, "[" * 100_000),
        ('{"contents": 5}', ""),
        ({"contents": [None, 5, {"text": 7}, {"text": "ok", "attributes": {"line": 3}}]}, "ok"),
        (
            {"contents": [piece("x", header=True, listStyle=["bulleted"]), piece("y", listStyle="odd")]},
            "# xy",
        ),
        ({"contents": [piece("far", listStyle="bulleted", indentLevel=10**9)]}, " " * 38 + "- far"),
        (None, ""),
        (12, ""),
    ],
)
def test_other_shapes_of_rich_text_are_words_or_nothing(value: object, read: str) -> None:
    assert rich_text(value) == read.strip()
