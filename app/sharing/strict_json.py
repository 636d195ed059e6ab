"""JSON as Balcony writes it, and a reader that takes nothing else."""

import json
from typing import Final

from app.domain.errors import FileDamaged
from app.sharing.limits import (
    DEEPEST,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    MOST_CONTAINERS,
    MOST_NUMBERS,
    MOST_TEXTS,
)

_OPENING: Final = (b"{", b"[")


def dump(value: object) -> bytes:
    """Compact, in UTF-8, keys as they come; raises ValueError for what JSON has no word for."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def load(content: bytes, largest: int) -> dict[str, object]:
    """The object in `content`, of at most `largest` bytes.

    No key twice, no NaN, no fraction, no number beyond 15 digits, no depth over 20, no NUL and no half
    of a surrogate pair. Raises FileDamaged. The counts come first, so that a small file cannot become much memory.
    """
    if len(content) > largest or content.count(b'"') > 2 * MOST_TEXTS:
        raise FileDamaged
    if sum(content.count(sign) for sign in _OPENING) > MOST_CONTAINERS:
        raise FileDamaged
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_no_key_twice,
            parse_int=_Numbers(),
            parse_float=_refuse,
            parse_constant=_refuse,
        )
        _check(value)
    except (ValueError, RecursionError) as error:
        raise FileDamaged from error
    if not isinstance(value, dict):
        raise FileDamaged
    return value


class _Numbers:
    """Reads whole numbers, and counts them."""

    def __init__(self) -> None:
        self._left = MOST_NUMBERS

    def __call__(self, digits: str) -> int:
        self._left -= 1
        if self._left < 0 or len(digits) > LONGEST_NUMBER:
            raise FileDamaged
        return int(digits)


def _refuse(_token: str) -> object:
    raise FileDamaged


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise FileDamaged
    return found


def _check(value: object) -> None:
    """Walk level by level: no text that cannot be shown or stored, and no more than DEEPEST levels."""
    level = [value]
    for _depth in range(DEEPEST + 1):
        below: list[object] = []
        for each in level:
            if isinstance(each, str):
                _check_text(each)
            elif isinstance(each, dict):
                below.extend(each)
                below.extend(each.values())
            elif isinstance(each, list):
                below.extend(each)
        if not below:
            return
        level = below
    raise FileDamaged


def _check_text(text: str) -> None:
    if "\0" in text or len(text.encode("utf-8")) > LONGEST_TEXT:  # encoding refuses half a surrogate pair
        raise FileDamaged
