"""A session in the window without a screen: unlock, look at each page, write, lock.

python -m tests.trust.in_the_window FOLDER
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.preferences import Preferences
from app.services.clock import Clock
from app.ui.door.step import Doorstep
from app.ui.session import Session
from app.ui.start import build_unlock_window, complete, make_application
from tests.fixtures.cheap import PASSPHRASE, vault_in

PAGES = ("today", "journal", "look-again", "patterns", "share", "compare", "help", "settings", "exchange")
EVERY_MS = 250


def main(home: Path) -> None:
    """Do it all, and end with a closed journal; the last line printed counts the pages that were shown."""
    app = make_application()
    step = Doorstep(vault_in(home).places, lambda places, _clock: vault_in(places.data_dir, Clock()))
    preferences = Preferences(theme="light")
    frame = build_unlock_window(app, step, preferences)
    complete(app, frame, step, preferences)
    session = Session(frame, step, preferences)
    frame.show()
    ahead = list(PAGES)
    shown: set[str] = set()

    def turn() -> None:
        if session.journal is None:
            return
        window = session.journal.window
        if window.shown:
            shown.add(window.shown)
        if ahead:
            window.go(ahead.pop(0), {})
            return
        timer.stop()
        field = next(iter(frame.findChildren(QLineEdit)), None)
        if field is not None:
            QTest.keyClicks(field, "words")
        app.aboutToQuit.connect(lambda: print(len(shown), flush=True))
        frame.close()

    timer = QTimer()
    timer.timeout.connect(turn)
    timer.start(EVERY_MS)
    step.enter(lambda vault: (vault.unlock(PASSPHRASE), None), frame, lambda error: sys.exit(str(error)))
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
