"""Takes values out of JSON objects, each with its place, and refuses what is not as described."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeGuard, TypeVar

from app.domain.errors import ImportProblem
from app.domain.whole import JsonValue
from app.importers.reading.words import whole

Named = TypeVar("Named", bound=StrEnum)
Part = TypeVar("Part")
_LARGEST = 2**53


class Fields:
    """The fields of one JSON object; a field that is left out holds nothing."""

    def __init__(self, value: JsonValue, place: str) -> None:
        if not isinstance(value, dict):
            raise wrong(place)
        self._values = value
        self.place = place

    def _at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def get(self, name: str) -> JsonValue:
        """The value as it is; None where the field is left out."""
        return self._values.get(name)

    def refuse(self, name: str) -> ImportProblem:
        """The problem with a field."""
        return wrong(self._at(name))

    def text(self, name: str) -> str:
        """A text, empty where it is left out."""
        value = self._values.get(name, "")
        if not isinstance(value, str):
            raise self.refuse(name)
        return whole(value)

    def needed(self, name: str) -> str:
        """A text that must be there."""
        return self.text(name) or self._missing(name)

    def maybe(self, name: str) -> str | None:
        """A text or None."""
        return self.text(name) or None

    def _missing(self, name: str) -> str:
        raise self.refuse(name)

    def flag(self, name: str) -> bool:
        """True or false, false where it is left out."""
        value = self._values.get(name, False)
        if not isinstance(value, bool):
            raise self.refuse(name)
        return value

    def number(self, name: str, low: int, high: int) -> int | None:
        """A whole number in a range, ends included, or None."""
        value = self._values.get(name)
        if value is None:
            return None
        if not is_whole(value) or not low <= value <= high:
            raise self.refuse(name)
        return value

    def count(self, name: str) -> int:
        """A whole number from 1 that must be there."""
        value = self.number(name, 1, _LARGEST)
        if value is None:
            raise self.refuse(name)
        return value

    def day(self, name: str) -> date:
        """A date that must be there."""
        found = self.maybe_day(name)
        if found is None:
            raise self.refuse(name)
        return found

    def maybe_day(self, name: str) -> date | None:
        """A date or None."""
        said = self.maybe(name)
        if said is None:
            return None
        try:
            return date.fromisoformat(said)
        except ValueError as error:
            raise self.refuse(name) from error

    def moment(self, name: str) -> datetime:
        """An instant, in UTC, that must be there."""
        found = self.maybe_moment(name)
        if found is None:
            raise self.refuse(name)
        return found

    def maybe_moment(self, name: str) -> datetime | None:
        """An instant in UTC, or None."""
        said = self.maybe(name)
        if said is None:
            return None
        try:
            found = datetime.fromisoformat(said)
            if found.tzinfo is None:
                raise self.refuse(name)
            return found.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self.refuse(name) from error

    def named(self, name: str, names: type[Named]) -> Named:
        """One of a list of names, which must be there."""
        try:
            return names(self.text(name))
        except ValueError as error:
            raise self.refuse(name) from error

    def words(self, name: str) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        found = self._list(name)
        texts = tuple(whole(value) for value in found if isinstance(value, str) and value)
        if len(texts) != len(found):
            raise self.refuse(name)
        return texts

    def names(self, name: str, names: type[Named]) -> tuple[Named, ...]:
        """A list of names out of a list of names."""
        try:
            return tuple(names(word) for word in self.words(name))
        except ValueError as error:
            raise self.refuse(name) from error

    def parts(self, name: str, read: Callable[["Fields"], Part]) -> tuple[Part, ...]:
        """A list of objects, each read by a function."""
        return tuple(
            read(Fields(value, f"{self._at(name)}[{number}]"))
            for number, value in enumerate(self._list(name))
        )

    def part(self, name: str) -> "Fields | None":
        """One object, or None."""
        value = self._values.get(name)
        return None if value is None else Fields(value, self._at(name))

    def keys(self) -> Iterator[str]:
        """The names of the fields."""
        return iter(self._values)

    def values(self) -> Mapping[str, JsonValue]:
        """Everything as it is, with texts that can be stored."""
        return {whole(key): _storable(value) for key, value in self._values.items()}

    def _list(self, name: str) -> list[JsonValue]:
        value = self._values.get(name, [])
        if not isinstance(value, list):
            raise self.refuse(name)
        return value


def is_whole(value: JsonValue) -> TypeGuard[int]:
    """Whether this is a whole number; JSON's true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def wrong(place: str) -> ImportProblem:
    """The words for a field that is not as the format says."""
    return ImportProblem(
        "Something in this file is not as Balcony writes it.",
        "Choose an export that was not changed since. Nothing was brought in.",
        place,
    )


def _storable(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_storable(part) for part in value]
    if isinstance(value, dict):
        return {whole(key): _storable(part) for key, part in value.items()}
    return value
