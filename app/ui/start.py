"""Opens the window: the unlock prompt first, everything else while the person types."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.paths import Places, default_places, demo_places, places_in
from app.ui.arguments import USAGE, Asked, WrongUsage, read
from app.ui.display import ADVICE, NO_SCREEN, what_is_missing
from app.ui.hardening import harden
from app.ui.qt_features import leave_unused

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.preferences import Preferences
    from app.services.clock import Clock
    from app.ui.door.step import Doorstep, MakeVault
    from app.ui.frame import Frame

_WRONG_USAGE = 2


def run(argv: Sequence[str], make_vault: MakeVault) -> int:
    """Open the window, or draw its pages as pictures; the exit code."""
    try:
        asked = read(list(argv))
    except WrongUsage as problem:
        sys.stderr.write(f"{problem}\n{USAGE}")
        return _WRONG_USAGE
    harden()
    if asked.pictures is not None:
        from app.ui.screenshots import draw_pages

        return draw_pages(asked, make_vault)
    missing = what_is_missing()
    if missing:
        sys.stderr.write(f"{missing}\n{ADVICE}")
        return NO_SCREEN
    return _open_window(asked, make_vault)


def places_of(asked: Asked) -> Places:
    """The folder that was asked for."""
    if asked.data_dir is None:
        return default_places()
    demo = demo_places()
    return demo if asked.data_dir == demo.data_dir else places_in(asked.data_dir)


def clock_of(asked: Asked) -> Clock | None:
    """A fixed day where one was asked for."""
    if asked.today is None:
        return None
    from app.services.clock import FixedClock

    return FixedClock(asked.today)


def make_application() -> QApplication:
    """The one Qt application, with what the desktop is told about it."""
    leave_unused()
    from PySide6.QtWidgets import QApplication

    from app.ui.collecting import Collecting

    os.environ.setdefault("QT_ENABLE_REGEXP_JIT", "0")
    app = QApplication([sys.argv[0] if sys.argv else "balcony"])
    app.setApplicationName("balcony")
    app.setDesktopFileName("balcony")
    Collecting(app)
    return app


def build_unlock_window(app: QApplication, step: Doorstep, preferences: Preferences) -> Frame:
    """The window before it is shown: with the unlock prompt alone where a journal is waiting for its passphrase."""
    from app.ui.frame import Frame

    frame = Frame(preferences)
    if step.waits_for_passphrase:
        from app.ui.door.prompt import Prompt

        frame.show_content(Prompt(preferences))
    else:
        complete(app, frame, step, preferences)
    return frame


def complete(app: QApplication, frame: Frame, step: Doorstep, preferences: Preferences) -> None:
    """Put the whole door in the place of the prompt; what was typed, and Enter, are not lost."""
    from app.ui.door.door import Door
    from app.ui.door.prompt import Prompt
    from app.ui.door.unlock import Unlock
    from app.ui.look import apply_preferences

    before = frame.centralWidget()
    if isinstance(before, Door):
        return
    apply_preferences(app, preferences)
    door = Door(step)
    if isinstance(before, Prompt) and isinstance(door.page, Unlock):
        door.page.passphrase.field.setText(before.field.text())
    frame.show_content(door)
    door.page.begin()
    if isinstance(before, Prompt) and isinstance(door.page, Unlock) and before.asked:
        door.page.unlock()


def _open_window(asked: Asked, make_vault: MakeVault) -> int:
    leave_unused()
    from app.preferences import load_preferences
    from app.ui.door.prompt import Prompt
    from app.ui.door.step import NOTE, Doorstep

    places = places_of(asked)
    app = make_application()
    preferences = load_preferences(places.preferences)
    step = Doorstep(places, make_vault, clock_of(asked), os.environ.pop(NOTE, ""))
    frame = build_unlock_window(app, step, preferences)
    rest = _Rest(app, frame, step, preferences, asked)
    content = frame.centralWidget()
    if isinstance(content, Prompt):
        content.when_painted(rest.load)
    else:
        rest.load()
    frame.show()
    frame.activateWindow()
    return app.exec()


class _Rest:
    """Everything that is loaded once the prompt is on the screen."""

    def __init__(
        self, app: QApplication, frame: Frame, step: Doorstep, preferences: Preferences, asked: Asked
    ) -> None:
        self._app, self._frame, self._step, self._preferences = app, frame, step, preferences
        self._keep = ["--today", asked.today.isoformat()] if asked.today else []

    def load(self) -> None:
        """Hooks, session and door; then the journal's machinery while the person types."""
        from app.ui.errors import install
        from app.ui.locking import start_again
        from app.ui.session import Session

        install(self._frame)
        Session(self._frame, self._step, self._preferences, start_again=start_again, keep=self._keep)
        complete(self._app, self._frame, self._step, self._preferences)
        self._step.warm_up()
