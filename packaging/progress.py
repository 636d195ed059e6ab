"""How the set-up speaks: plain words on stderr, so that stdout belongs to the program itself."""

import sys


class SetupError(Exception):
    """The set-up cannot go on; the words say what happened and what to do."""


def say(words: str) -> None:
    sys.stderr.write(f"balcony: {words}\n")
    sys.stderr.flush()
