"""One sitting: from the door to the open journal, and out again by locking or closing."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.paths import Places, default_places, places_in
from app.preferences import Preferences, save_preferences
from app.ui.clipboard import watch
from app.ui.door.copying import CopyingAtTheDoor
from app.ui.door.step import NOTE, Doorstep, Opened
from app.ui.frame import Frame
from app.ui.look import apply_preferences

if TYPE_CHECKING:
    from app.ui.open_journal import OpenJournal

StartAgain = Callable[[Sequence[str]], None]


class Session(QObject):
    """Holds the window, its door, and the journal while it is open."""

    def __init__(
        self,
        frame: Frame,
        step: Doorstep,
        preferences: Preferences,
        *,
        start_again: StartAgain | None = None,
        keep: Sequence[str] = (),
    ) -> None:
        """`keep` are the arguments that a fresh process gets beside the folder."""
        super().__init__(frame)
        self.frame = frame
        self.step = step
        self.preferences = preferences
        self.journal: OpenJournal | None = None
        self._start_again = start_again
        self._keep = tuple(keep)
        watch()
        step.opened.connect(self.enter)
        frame.may_close = self._may_close
        CopyingAtTheDoor(step, self)

    def enter(self, opened: Opened) -> None:
        """Show the journal that was opened."""
        from app.ui.door.prompt import Prompt
        from app.ui.open_journal import OpenJournal

        if isinstance(self.frame.centralWidget(), Prompt):
            self._apply()
        self.journal = OpenJournal(self.frame, opened, self.step.jobs, self.preferences)
        self.journal.preferences_changed.connect(self._prefer)
        self.journal.shut.connect(self._shut)
        self.journal.show()

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self._apply()
        self._save()

    def _apply(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_preferences(app, self.preferences)

    def _save(self) -> None:
        try:
            save_preferences(self.step.places.preferences, self.preferences)
        except OSError:
            if self.journal is not None:
                self.journal.desk.say("How the window looks could not be kept for next time.")

    def _may_close(self) -> bool:
        if self.journal is None:
            self._keep_size()
            self.step.leave()
            return True
        self.journal.shut_down(locks=False)
        return False

    def _keep_size(self) -> None:
        size = self.frame.normalGeometry().size()
        wanted = (size.width(), size.height())
        if wanted != self.preferences.window and self.step.places.preferences.parent.exists():
            self.preferences = self.preferences.changed(window=wanted)
            self._save()

    def _shut(self, locks: object, note: str) -> None:
        """The journal is closed: begin again at its door, which says `note`, or end."""
        opened = self.journal.opened if self.journal is not None else None
        if self.journal is not None and self.journal.is_erased:
            self.preferences = Preferences()  # what was kept of the window is gone with it
        else:
            self._keep_size()
        if locks and opened is not None:
            places = opened.places if opened.places.journal.exists() else beside_demo(opened.places)
            if note:
                os.environ[NOTE] = note
            if self._start_again is not None:
                self._start_again([*self._keep, *arguments_for(places)])
            self._back_to_the_door(places)
            return
        self.journal = None
        QTimer.singleShot(0, self.frame, self.frame.close)

    def _back_to_the_door(self, places: Places) -> None:
        """Where no fresh process can be had, everything of the journal is let go here."""
        import gc

        from app.ui.door.door import Door

        self.journal = None
        step = Doorstep(places, self.step.make_vault, self.step.clock, os.environ.pop(NOTE, ""))
        step.opened.connect(self.enter)
        self.step = step
        CopyingAtTheDoor(step, self)
        door = Door(step)
        self.frame.drop_covered()
        self.frame.menuBar().clear()
        self.frame.show_content(door)
        self.frame.setWindowTitle("Balcony")
        door.page.begin()
        gc.collect()


def beside_demo(demo: Places) -> Places:
    """The folder of the own journal, once the demo is gone."""
    usual = default_places()
    if demo.data_dir.parent == usual.data_dir:
        return usual
    return places_in(demo.data_dir.parent) if demo.data_dir.name == "demo" else demo


def arguments_for(places: Places) -> list[str]:
    """The arguments that lead to the same folder; never one that reads a passphrase."""
    return [] if places == default_places() else ["--data-dir", str(places.data_dir)]
