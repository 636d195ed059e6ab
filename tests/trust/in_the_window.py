"""A session in the window without a screen: unlock, look at each page, write, close.

    python -m tests.trust.in_the_window FOLDER

What is printed at the end is how many pages were shown.
"""

import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.ui.frame import Frame
from app.ui.session import Session
from tests.fixtures.own_window import run

PAGES = ("today", "journal", "look-again", "patterns", "share", "compare", "help", "settings", "exchange")
EVERY_MS = 250


class Tour:
    """Goes to a page at each turn, and closes the window after the last."""

    def __init__(self) -> None:
        self._ahead = list(PAGES)
        self.shown: set[str] = set()

    def turn(self, session: Session, frame: Frame) -> bool:
        """Note what is shown and go on; False when everything was seen."""
        assert session.journal is not None
        window = session.journal.window
        if window.shown:
            self.shown.add(window.shown)
        if self._ahead:
            window.go(self._ahead.pop(0), {})
            return True
        field = next(iter(frame.findChildren(QLineEdit)), None)
        if field is not None:
            QTest.keyClicks(field, "words")
        frame.close()
        return False


def main(home: Path) -> None:
    """Take the tour."""
    tour = Tour()
    run(home, EVERY_MS, tour.turn)
    print(len(tour.shown), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
