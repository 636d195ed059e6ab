"""Where a command reads and writes: results on stdout, everything said about them on stderr."""

import getpass
import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from app.domain.errors import InvalidInput

_LONGEST_LINE = 4096
_LONGEST_INPUT = 16 * 1024 * 1024
_TERMINAL = "CONIN$" if os.name == "nt" else "/dev/tty"


@dataclass
class Console:
    """What a command reads from and writes to; `ask` asks without showing what is typed, None without a terminal."""

    stdin: BinaryIO
    out: TextIO
    err: TextIO
    ask: Callable[[str], str] | None = None

    def say(self, *lines: str) -> None:
        """Lines of a result. Signs that could steer a terminal are left out: imported words may hold some."""
        for line in lines:
            self.out.write(_plain(line) + "\n")

    def give(self, shape: object) -> None:
        """A result as JSON."""
        json.dump(shape, self.out, ensure_ascii=False, allow_nan=False, indent=2)
        self.out.write("\n")

    def tell(self, words: str) -> None:
        """Something to know beside the result."""
        self.err.write(_plain(words) + "\n")
        self.err.flush()

    def first_line(self) -> str:
        """The first line of stdin without its end; raises InvalidInput when there is none."""
        line = self.stdin.readline(_LONGEST_LINE).rstrip(b"\r\n")
        if not line:
            raise InvalidInput(
                "passphrase",
                "There was no passphrase on the first line of the input.",
                "Put it there, or leave --passphrase-stdin out to be asked for it.",
            )
        return _decoded(line)

    def next_line(self) -> str:
        """The next line of stdin, for a second passphrase; raises InvalidInput when there is none."""
        line = self.stdin.readline(_LONGEST_LINE).rstrip(b"\r\n")
        if not line:
            raise InvalidInput(
                "passphrase",
                "There was no second passphrase on the input.",
                "Put it on the line after the first one.",
            )
        return _decoded(line)

    def rest_of_bytes(self, most: int) -> bytes:
        """What is still to come on stdin as it is, no more than asked for."""
        return self.stdin.read(most)

    def rest(self) -> str:
        """What is still to come on stdin; raises InvalidInput for what is not text or far too long."""
        content = self.stdin.read(_LONGEST_INPUT + 1)
        if len(content) > _LONGEST_INPUT:
            raise InvalidInput("input", "There is too much on the input.", "Use at most 16 MB.")
        return _decoded(content)


def of_this_process() -> Console:
    """The console this program was started from; what it cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return Console(sys.stdin.buffer, sys.stdout, sys.stderr, getpass.getpass if _has_terminal() else None)


def in_utf8(console: Console) -> None:
    """JSON is UTF-8 whatever the terminal speaks."""
    if isinstance(console.out, io.TextIOWrapper):
        console.out.reconfigure(encoding="utf-8")


def _has_terminal() -> bool:
    try:
        os.close(os.open(_TERMINAL, os.O_RDWR))
    except OSError:
        return False
    return True


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(
            "input", "What came on the input is not UTF-8 text.", "Save it as UTF-8 and try again."
        ) from None


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
