"""Words taken out of one stored value: of plain text, of JSON, of the anchor of a remark."""

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from app.domain.privacy import REMOVED
from app.domain.redaction import Search, without
from app.domain.sharing import content_hash

_NO_WORDS: Final = frozenset(
    {"kind", "content_hash", "made_on", "delete_by", "when_asked", "fingerprint", "framework", "based_on",
     "in_reply_to", "id", "uid", "facet"}
)  # fmt: skip
_RANDOM: Final = re.compile(r"[0-9a-f]{16,}|\d{4}-\d\d-\d\d|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ANCHOR: Final = {"exact", "prefix", "suffix"}
_TAGS: Final = re.compile(r"<[^>]*>")


def in_shape(text: str, search: Search) -> tuple[str, int]:
    """JSON without the words, and how often they stood in it; unchanged text where they did not."""
    shape: Any = json.loads(text)
    after, count = _value(shape, search, "")
    spaced = (",", ":") if '": ' not in text else (", ", ": ")
    return (json.dumps(after, ensure_ascii=False, separators=spaced), count) if count else (text, 0)


def said_in(text: str) -> Iterator[str]:
    """The words in a stored value: of JSON every text that may be a person's, of anything else all of it."""
    if text[:1] in ("{", "["):
        with suppress(ValueError):
            yield from _leaves(json.loads(text), "")
            return
    yield text


def _leaves(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, str):
        if not (key in _NO_WORDS or key.endswith("_id") or _RANDOM.fullmatch(value)):
            yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            if " " in name:
                yield name
            yield from _leaves(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, key)


def _value(value: Any, search: Search, key: str) -> tuple[Any, int]:
    if isinstance(value, str):
        plain = key in _NO_WORDS or key.endswith("_id") or _RANDOM.fullmatch(value)
        return (value, 0) if plain else without(value, search)
    if isinstance(value, list):
        if key == "options" and all(isinstance(one, list) and len(one) == 2 for one in value):
            labels = [without(str(one[1]), search) for one in value]
            return [[one[0], label] for one, (label, _) in zip(value, labels, strict=True)], sum(
                count for _, count in labels
            )
        parts = [_value(one, search, key) for one in value]
        return [one for one, _ in parts], sum(count for _, count in parts)
    return _object(value, search) if isinstance(value, dict) else (value, 0)


def _object(shape: dict[str, Any], search: Search) -> tuple[dict[str, Any], int]:
    if shape.keys() >= _ANCHOR:
        return _anchor(shape, search)
    after: dict[str, Any] = {}
    total = 0
    changed: Any
    for key, value in shape.items():
        if key == "svg" and isinstance(value, str):
            changed, count = _picture(value, search)
        elif key == "when" and isinstance(value, list):  # at which moments a question is put
            changed, count = value, 0
        else:
            changed, count = _value(value, search, key)
        name, named = without(key, search) if " " in key else (key, 0)
        after[name], total = changed, total + count + named
    if "content_hash" in shape and after.get("value") != shape.get("value"):
        after["content_hash"] = content_hash(str(after["value"]))
    return after, total


def _picture(drawn: str, search: Search) -> tuple[str, int]:
    """A picture that says the words goes whole: they may be broken over several of its lines."""
    said = html.unescape(drawn)
    texts = (said, html.unescape(_TAGS.sub("", drawn)), html.unescape(_TAGS.sub(" ", drawn)))
    return ("", 1) if any(search.spans(one) for one in texts) else (drawn, 0)


def _anchor(shape: dict[str, Any], search: Search) -> tuple[dict[str, Any], int]:
    before, exact = str(shape["prefix"]), str(shape["exact"])
    found = search.spans(f"{before}{exact}{shape['suffix']}")
    if not found:
        return shape, 0
    own = (len(before), len(before) + len(exact))
    quoted = any(start < own[1] and own[0] < end for start, end in found)
    return without_context(shape, quoted=quoted), len(found)


def without_context(shape: dict[str, Any], *, quoted: bool) -> dict[str, Any]:
    """An anchor that keeps at most the quoted words, and no digest of what stood around them."""
    kept = REMOVED if quoted else shape["exact"]
    return {**shape, "exact": kept, "prefix": "", "suffix": "", "start": 0, "end": 0, "content_hash": ""}


def loosened(text: str, search: Search) -> str:
    """JSON whose anchors stand beside removed words: their surroundings go, and each quote that may tell."""
    return json.dumps(_loosened(json.loads(text), search), ensure_ascii=False, separators=(",", ":"))


def _loosened(value: Any, search: Search) -> Any:
    if isinstance(value, list):
        return [_loosened(one, search) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() >= _ANCHOR:
        return without_context(value, quoted=search.may_quote(str(value["exact"])))
    return {name: _loosened(one, search) for name, one in value.items()}


REQUEST_SEARCHES: Final = "request_searches"
"""The setting that holds what was searched for when a request had arrived."""
SETTINGS_WITH_WORDS: Final = frozenset(
    {"saved_searches", "questions_to_ask", "sharing_name", "pauses", REQUEST_SEARCHES}
)


def in_setting(key: str, text: str, search: Search) -> tuple[str, int]:
    """A setting without the words. Others than those with words hold ids, days and codes, unless spaces say not."""
    shape: Any = json.loads(text)
    after: Any
    if key not in SETTINGS_WITH_WORDS and not _says_something(shape):
        return text, 0
    if isinstance(shape, dict):
        named = [(without(name, search), _value(value, search, "")) for name, value in shape.items()]
        after = {name: value for (name, _), (value, _) in named}
        count = sum(one + other for (_, one), (_, other) in named)
    else:
        after, count = _value(shape, search, "")
    return (json.dumps(after, ensure_ascii=False), count) if count else (text, 0)


def _says_something(shape: Any) -> bool:
    if isinstance(shape, str):
        return " " in shape.strip()
    parts = shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else ()
    return any(_says_something(one) for one in parts)
