"""What each action of the window does."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.domain.changes import ChangeSet
from app.domain.errors import JournalError
from app.preferences import TEXT_SIZES, Theme
from app.services.journal import Journal
from app.ui.actions import GO_PREFIX
from app.ui.desk import Desk
from app.ui.window import JournalWindow

_TEXT_STEP = 10


@dataclass(frozen=True)
class Elsewhere:
    """What an action asks of the window around the journal."""

    lock: Callable[[], object]
    close: Callable[[], object]
    cover: Callable[[], object]
    find_command: Callable[[], object]
    remove_demo: Callable[[], object]


class Operations(QObject):
    """One method an action; `table` maps the ids of actions to them."""

    def __init__(self, window: JournalWindow, elsewhere: Elsewhere) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk = window.desk
        self._elsewhere = elsewhere

    def table(self) -> dict[str, Callable[[], object]]:
        """Every action with what it does."""
        far = self._elsewhere
        here: dict[str, Callable[[], object]] = {
            f"{GO_PREFIX}{page}": _Going(self._window, page) for page in self._window.kinds
        }
        return here | {
            "decision.new": _Going(self._window, "today", start="decision"),
            "reflection.new": _Going(self._window, "write", form="reflection"),
            "to-decide.new": _Going(self._window, "write", form="to-decide"),
            "weekly.new": _Going(self._window, "write", form="weekly"),
            "quarterly.new": _Going(self._window, "write", form="quarterly"),
            "exchange.open": _Going(self._window, "exchange"),
            "request.open": _Going(self._window, "request"),
            "leaving.open": _Going(self._window, "leaving"),
            "lost-access.open": _Going(self._window, "lost-access"),
            "moving.open": _Going(self._window, "moving"),
            "file.open": _Going(self._window, "open-file"),
            "contacts.open": _Going(self._window, "contacts"),
            "sharing-log.open": _Going(self._window, "sharing-log"),
            "sponsor.open": _Going(self._window, "sponsor"),
            "round.start": _Going(self._window, "round-start"),
            "sheet.make": _Going(self._window, "recovery-sheet"),
            "words.take-out": _Going(self._window, "take-out", whole=True),
            "name.swap": _Going(self._window, "swap-name", whole=True),
            "old.distil": _Going(self._window, "tidy"),
            "journal.erase": _Going(self._window, "erase-journal"),
            "search": _Going(self._window, "journal", search=True),
            "backup.make": self.back_up,
            "demo.remove": far.remove_demo,
            "lock.now": far.lock,
            "window.close": far.close,
            "cover": far.cover,
            "commands": far.find_command,
            "undo": self.undo,
            "redo": self.redo,
            "back": self._window.back,
            "pane.next": self.next_part,
            "pane.before": self.part_before,
            "text.larger": self.larger_text,
            "text.smaller": self.smaller_text,
            "text.usual": self.usual_text,
            "look.system": _Looking(self._desk, "system"),
            "look.light": _Looking(self._desk, "light"),
            "look.dark": _Looking(self._desk, "dark"),
            "look.contrast": _Looking(self._desk, "contrast"),
            "chart.table": self.table_of_chart,
            "help.here": self.help_here,
            "help.keys": _Going(self._window, "help", topic="keys"),
            "help.reading-patterns": _Going(self._window, "help", topic="reading-patterns"),
            "help.about-the-words": _Going(self._window, "help", topic="about-the-words"),
            "help.what-is-protected": _Going(self._window, "help", topic="what-is-protected"),
            "help.if-a-child-is-at-risk": _Going(self._window, "help", topic="if-a-child-is-at-risk"),
        }

    def table_of_chart(self) -> None:
        """Show or put away the table of the chart at hand, on the page that has charts."""
        view = self._window.views.get(self._window.shown)
        turn = getattr(view, "toggle_table", None)
        if callable(turn):
            turn()

    # ---- undo: of the words being typed first, then of the journal

    def undo(self) -> None:
        """Take back typing in the focused field, or else the last action."""
        field = QApplication.focusWidget()
        if can_undo(field) and isinstance(field, QLineEdit | QPlainTextEdit):
            field.undo()
        else:
            self._desk.act(Journal.undo, self, self._undone, failed=self._passed_over)

    def redo(self) -> None:
        """Bring back typing in the focused field, or else the last action taken back."""
        field = QApplication.focusWidget()
        if can_redo(field) and isinstance(field, QLineEdit | QPlainTextEdit):
            field.redo()
        else:
            self._desk.act(Journal.redo, self, self._redone, failed=self._passed_over)

    def _passed_over(self, error: JournalError) -> None:
        """Say why, and let the menu name what comes next."""
        self._desk.jobs.problem.emit(error, self)
        self._desk.changed.emit(None, self)

    def _undone(self, change: ChangeSet | None) -> None:
        self._desk.say(f"Undone: {change.label}" if change else "There is nothing to undo.")

    def _redone(self, change: ChangeSet | None) -> None:
        self._desk.say(f"Done again: {change.label}" if change else "There is nothing to do again.")

    def back_up(self) -> None:
        """Make a verified backup now."""
        self._desk.act(lambda journal: journal.care.back_up(), self, said="A verified backup was made.")

    # ---- text size

    def larger_text(self) -> None:
        """A step larger."""
        self._size_text(self._desk.preferences.text_size + _TEXT_STEP)

    def smaller_text(self) -> None:
        """A step smaller."""
        self._size_text(self._desk.preferences.text_size - _TEXT_STEP)

    def usual_text(self) -> None:
        """100 per cent."""
        self._size_text(100)

    def _size_text(self, percent: int) -> None:
        percent = max(TEXT_SIZES.start, min(TEXT_SIZES.stop - 1, percent))
        self._desk.set_preferences(self._desk.preferences.changed(text_size=percent))
        self._desk.say(f"Text size {percent} per cent")

    # ---- parts of the window

    def next_part(self) -> None:
        """Put the focus on the next part of the window."""
        self._to_part(1)

    def part_before(self) -> None:
        """Put the focus on the part before."""
        self._to_part(-1)

    def _to_part(self, step: int) -> None:
        parts = self._window.parts()
        focused = QApplication.focusWidget()
        at = next((n for n, part in enumerate(parts) if focused and part.isAncestorOf(focused)), -step)
        for _ in parts:
            at = (at + step) % len(parts)
            if self._window.focus_part(parts[at]):
                return

    def help_here(self) -> None:
        """The help of the page shown."""
        self._window.go("help", {"topic": self._window.shown})


def can_undo(field: QWidget | None) -> bool:
    """Whether a field has typing to take back."""
    if isinstance(field, QPlainTextEdit):
        return field.document().isUndoAvailable() and not field.isReadOnly()
    return isinstance(field, QLineEdit) and field.isUndoAvailable()


def can_redo(field: QWidget | None) -> bool:
    """Whether a field has typing to bring back."""
    if isinstance(field, QPlainTextEdit):
        return field.document().isRedoAvailable() and not field.isReadOnly()
    return isinstance(field, QLineEdit) and field.isRedoAvailable()


class _Going:
    """Goes to a page."""

    def __init__(self, window: JournalWindow, page: str, **where: object) -> None:
        self._window, self._page, self._where = window, page, where

    def __call__(self) -> None:
        self._window.go(self._page, self._where)


class _Looking:
    """Changes the look."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self._desk, self._theme = desk, theme

    def __call__(self) -> None:
        self._desk.set_preferences(self._desk.preferences.changed(theme=self._theme))
