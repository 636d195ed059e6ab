"""Reading the parts of a JSON object one by one, each with its kind and its limit.

What a reader does not ask for is passed over; what it asks for must be there and right, or FileDamaged is raised.
"""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import date
from typing import Final, TypeVar

from app.domain.errors import FileDamaged
from app.domain.names import tidy_name
from app.sharing.limits import LONGEST_LINE, LONGEST_TEXT

T = TypeVar("T")
_ID: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
_REFERENCE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,63}", re.ASCII)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DAY: Final = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}", re.ASCII)
_UNPRINTED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Told:
    """One JSON object from somebody else."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise FileDamaged
        self._parts: dict[str, object] = value

    def has(self, key: str) -> bool:
        return self._parts.get(key) is not None

    def text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """Any words; an absent part is empty."""
        value = self._parts.get(key, "")
        if not isinstance(value, str) or len(value) > longest:
            raise FileDamaged
        return value

    def line(self, key: str, longest: int = LONGEST_LINE) -> str:
        """Words of one line, without signs that cannot be seen or that turn the reading direction."""
        value = self.text(key, longest)
        if _UNPRINTED.search(value):
            raise FileDamaged
        return value

    def name(self, key: str) -> str:
        """Somebody's name, as `tidy_name` leaves it."""
        value = self.line(key)
        if not value or value != tidy_name(value):
            raise FileDamaged
        return value

    def id(self, key: str) -> str:
        """An id that `new_id` could have made."""
        value = self.text(key, 32)
        if not _ID.fullmatch(value):
            raise FileDamaged
        return value

    def reference(self, key: str) -> str:
        """The id of a comment or an action; those of the demo journal are words."""
        value = self.text(key, 64)
        if not _REFERENCE.fullmatch(value):
            raise FileDamaged
        return value

    def digest(self, key: str) -> str:
        """A SHA-256 in hex."""
        value = self.text(key, 64)
        if not _DIGEST.fullmatch(value):
            raise FileDamaged
        return value

    def octets(self, key: str, least: int, most: int) -> bytes:
        """Bytes in base64, at least and at most so many."""
        try:
            content = base64.b64decode(self.text(key), validate=True)
        except (binascii.Error, ValueError) as error:
            raise FileDamaged from error
        if not least <= len(content) <= most:
            raise FileDamaged
        return content

    def tick(self, key: str) -> bool:
        value = self._parts.get(key)
        if not isinstance(value, bool):
            raise FileDamaged
        return value

    def number(self, key: str, least: int, most: int) -> int:
        value = self._parts.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise FileDamaged
        return value

    def day(self, key: str) -> date:
        value = self.text(key, 10)
        try:
            return date.fromisoformat(value) if _DAY.fullmatch(value) else _no_day()
        except ValueError as error:
            raise FileDamaged from error

    def each(self, key: str, most: int, read: Callable[["Told"], T]) -> tuple[T, ...]:
        """A list of objects, each read; an absent part is empty."""
        return tuple(read(Told(value)) for value in self._list(key, most))

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """A list of texts."""
        return words(self._list(key, most), most)

    def rows(self, key: str, most: int, widest: int) -> tuple[tuple[str, ...], ...]:
        return tuple(words(value, widest) for value in self._list(key, most))

    def part(self, key: str) -> "Told":
        return Told(self._parts.get(key))

    def keys(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def _list(self, key: str, most: int) -> list[object]:
        value = self._parts.get(key, [])
        if not isinstance(value, list) or len(value) > most:
            raise FileDamaged
        return value


def words(value: object, most: int) -> tuple[str, ...]:
    """A list of at most this many texts."""
    if not isinstance(value, list) or len(value) > most:
        raise FileDamaged
    found = tuple(each for each in value if isinstance(each, str))
    if len(found) != len(value):
        raise FileDamaged
    return found


def once(ids: tuple[str, ...]) -> None:
    """Raises FileDamaged where an id stands twice."""
    if len(set(ids)) != len(ids):
        raise FileDamaged


def _no_day() -> date:
    raise FileDamaged
