"""Types into the real form of the real window, word after word, until it is killed.

    python -m tests.durability.typing_on FOLDER

Each word is a number; it is printed with the steady clock when it stands in the field.
"""

import itertools
import sys
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.frame import Frame
from app.ui.session import Session
from tests.fixtures.own_window import run

EVERY_MS = 60
_NUMBERS = itertools.count(1)


def word(session: Session, frame: Frame) -> bool:
    """Open the form, then type the next word; never done."""
    assert session.journal is not None
    fields = [field for field in frame.findChildren(QPlainTextEdit) if field.isVisible()]
    if not fields:
        session.journal.window.go("write", {"form": "reflection"})
        return True
    number = next(_NUMBERS)
    QTest.keyClicks(fields[0], f"{number} ")
    print(number, time.monotonic(), flush=True)
    return True


if __name__ == "__main__":
    run(Path(sys.argv[1]), EVERY_MS, word)
