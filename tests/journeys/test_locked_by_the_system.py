"""The computer goes to sleep: the real program keeps the draft, locks, begins afresh and only then lets it sleep."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.clipboard import MARKS
from tests.fixtures.buses import WHY_NOT, Services, bus_in, daemon
from tests.journeys.test_first_day import ASKED_TITLE, make_a_journal, unlock
from tests.journeys.window import PATIENCE, environment, started

pytestmark = [pytest.mark.journey, pytest.mark.skipif(daemon() is None, reason=WHY_NOT)]
WORDS = "Wombat windmill chutney"
READER = """
import json
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
QTimer.singleShot(300, app.quit)
app.exec()
data = app.clipboard().mimeData()
print(json.dumps({"text": data.text() if data else "", "formats": list(data.formats()) if data else []}))
"""


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Services]:
    with tempfile.TemporaryDirectory(prefix="balcony-bus-") as folder, bus_in(Path(folder)) as address:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        one = Services(address)
        yield one
        one.close()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Wait, and answer what comes over the bus meanwhile."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"{what} did not come"
        QApplication.processEvents()
        time.sleep(0.02)


def clipboard_as_others_see_it(home: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", READER], env=environment(home), capture_output=True, text=True, timeout=60, check=True
    )  # fmt: skip
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_sleep_locks_the_program_before_it_comes_and_no_word_is_lost(
    services: Services, home: Path, pictures: Path
) -> None:
    with started(home, pictures=pictures) as window:
        make_a_journal(window)
        wait_until(lambda: services.holds_back == 1, "the wish that sleep waits")
        window.type(WORDS)
        window.key("ctrl+a", "ctrl+c")
        seen = clipboard_as_others_see_it(home)
        assert seen["text"] == WORDS
        assert set(MARKS) <= set(seen["formats"])
        services.sleep(begins=True)
        wait_until(lambda: services.holds_back == 0, "the end of the waiting")
        window.wait_named("Your journal is locked.")
        window.picture("locked")
        assert window.process.poll() is None, "it is the same process, begun afresh"
        given = Path(f"/proc/{window.process.pid}/cmdline").read_bytes().split(b"\0")
        assert given[-3:] == [b"--today", b"2026-06-30", b""]
        assert clipboard_as_others_see_it(home)["text"] == ""
        unlock(window)
        window.wait_focused(ASKED_TITLE)
        window.wait_said(WORDS)
        wait_until(lambda: services.holds_back == 1, "the wish that the next sleep waits")
        window.close()
