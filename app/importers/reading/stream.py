"""Reads a large JSON object piece by piece, so that no file can fill the memory or end the program."""

import codecs
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from app.domain.errors import ImportProblem
from app.domain.whole import JsonValue
from app.importers.reading.files import not_utf8, unreadable

CHUNK = 256 * 1024
LARGEST_VALUE = 4 * 1024 * 1024
"""Characters that one entry, or one other member of the object, may take."""

READ_ERRORS = (
    OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError,
)  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)  # NaN and Infinity are no values of ours


@dataclass(frozen=True, slots=True)
class ArrayStart:
    """A list whose elements come next, one by one."""

    key: str


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a list, counted from 0."""

    key: str
    index: int
    value: JsonValue


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the object that is not read element by element."""

    key: str
    value: JsonValue


def walk(
    stream: BinaryIO, arrays: frozenset[str], largest: int = LARGEST_VALUE
) -> Iterator[ArrayStart | Element | Member]:
    """The members of the one object in a stream; lists named in `arrays` come element by element.

    `largest` is the length in characters of the longest value that is read.

    Raises:
        ImportProblem: it is not such an object; the place is a line of the file.
    """
    text = _Text(stream, largest)
    text.expect("{")
    first = True
    while not text.take("}"):
        if not first:
            text.expect(",")
        first = False
        key = text.value()
        if not isinstance(key, str):
            raise text.problem()
        text.expect(":")
        if key in arrays and text.take("["):
            yield ArrayStart(key)
            yield from _elements(text, key)
        else:
            yield Member(key, text.value())
    text.expect_end()


def _elements(text: "_Text", key: str) -> Iterator[Element]:
    index = 0
    while not text.take("]"):
        if index:
            text.expect(",")
        yield Element(key, index, text.value())
        index += 1


class _Text:
    """The characters of a stream, a few at a time, with a place in them."""

    def __init__(self, stream: BinaryIO, largest: int) -> None:
        self._largest = largest
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._lines_before = 0
        self._ended = False

    @property
    def line(self) -> int:
        return self._lines_before + self._text.count("\n", 0, self._at) + 1

    def problem(self) -> ImportProblem:
        return ImportProblem(
            "This file is not the JSON it should be: it is damaged, cut short or of another format.",
            "Export it again from the other program, then choose the new file.",
            f"line {self.line}",
        )

    def skip_space(self) -> bool:
        """Move to the next character that is not space; whether there is one."""
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]  # matches always
            if self._at < len(self._text):
                return True
            if not self._more():
                return False

    def take(self, mark: str) -> bool:
        if self.skip_space() and self._text[self._at] == mark:
            self._at += 1
            return True
        return False

    def expect(self, mark: str) -> None:
        if not self.take(mark):
            raise self.problem()

    def expect_end(self) -> None:
        if self.skip_space():
            raise self.problem()

    def value(self) -> JsonValue:
        """The next whole value; reads on while it is not complete."""
        self.skip_space()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise self.problem() from error
                continue
            except RecursionError as error:
                raise self._refused("it is nested too deeply") from error
            except ValueError as error:
                raise self._refused("it holds a number of thousands of digits") from error
            if end + len("e+") >= len(self._text) and self._more():
                continue  # a number may go on in the next part: "1" and then "0", ".5" or "e+5"
            self._at = end
            return value  # type: ignore[no-any-return]

    def _refused(self, why: str) -> ImportProblem:
        return ImportProblem(
            f"This file was not read: {why}.",
            "No journal program writes that. Check that it is the right file.",
            f"line {self.line}",
        )

    def _more(self) -> bool:
        """Read on, several times what is held, so that few values are begun twice; false at the end."""
        if self._ended:
            return False
        held = len(self._text) - self._at
        if held > self._largest:
            raise self._refused("one part of it is longer than Balcony can read, or it is damaged")
        try:
            data = self._stream.read(max(CHUNK, min(3 * held, self._largest - held)))
        except READ_ERRORS as error:
            raise unreadable() from error
        self._ended = not data
        self._lines_before += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :]
        self._at = 0
        try:
            self._text += self._decode.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            lines = self._text.count("\n") + data.count(b"\n", 0, max(0, error.start))
            raise not_utf8(self._lines_before + lines + 1) from error
        return True
