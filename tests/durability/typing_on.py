"""Types into the real form of the real window, word after word, until it is killed.

    python -m tests.durability.typing_on FOLDER

Each word is a number; it is printed with the steady clock when it stands in the field.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.preferences import Preferences
from app.services.clock import Clock
from app.ui.door.step import Doorstep
from app.ui.session import Session
from app.ui.start import build_unlock_window, complete, make_application
from tests.fixtures.cheap import PASSPHRASE, vault_in

EVERY_MS = 60


def main(home: Path) -> None:
    """Unlock, open the form, and type."""
    app = make_application()
    step = Doorstep(vault_in(home).places, lambda places, _clock: vault_in(places.data_dir, Clock()))
    preferences = Preferences(theme="light")
    frame = build_unlock_window(app, step, preferences)
    complete(app, frame, step, preferences)
    session = Session(frame, step, preferences)
    frame.show()
    number = 0

    def word() -> None:
        nonlocal number
        if session.journal is None:
            return
        fields = [field for field in frame.findChildren(QPlainTextEdit) if field.isVisible()]
        if not fields:
            session.journal.window.go("write", {"form": "reflection"})
            return
        number += 1
        QTest.keyClicks(fields[0], f"{number} ")
        print(number, time.monotonic(), flush=True)

    timer = QTimer()
    timer.timeout.connect(word)
    timer.start(EVERY_MS)
    step.enter(lambda vault: (vault.unlock(PASSPHRASE), None), frame, lambda error: sys.exit(str(error)))
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
