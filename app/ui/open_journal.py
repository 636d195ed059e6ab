"""The journal while it is open in the window: its desk, its actions, its lock."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.preferences import Preferences
from app.services.journal import Journal
from app.ui.actions import Enabled, actions_for
from app.ui.backing_up import BackingUp
from app.ui.clipboard import forget_clipboard
from app.ui.comparing import Comparing
from app.ui.cover import Closing, Cover, HandedSheet
from app.ui.desk import Desk
from app.ui.door.step import Opened
from app.ui.frame import Frame
from app.ui.jobs import Jobs
from app.ui.locking import Idle
from app.ui.menus import Commands
from app.ui.opening.dropping import Dropping
from app.ui.operations import Elsewhere, Operations
from app.ui.outline import Outline, outline_of
from app.ui.pages import PageKind
from app.ui.registry import PAGES
from app.ui.shutting import close_whatever, keep_drafts
from app.ui.system_signals import SystemSignals
from app.ui.to_read import going_unkept, idle_words, leaving, read_only_banner
from app.ui.typing_undo import TypingUndo
from app.ui.widgets import Banner, BannerKind
from app.ui.window import JournalWindow

FIRST_PAGE = "today"
FIRST_TO_READ = "journal"
"""Where a journal begins that goes on on another computer: nothing is written down here any more."""
WHILE_HANDED_OVER = frozenset({"text.larger", "text.smaller", "text.usual"})
"""What somebody else at this computer can ask for beside what a cover allows."""
_READY_AFTER_MS = 900
"""Long enough for Today to have settled."""


class OpenJournal(QObject):
    """Everything that lives exactly as long as the journal is open; then `shut(locks, problem)` comes."""

    preferences_changed = Signal(object)  # Preferences
    shut = Signal(object, str)  # bool: whether it was locked; what the door is to say

    def __init__(self, frame: Frame, opened: Opened, jobs: Jobs, preferences: Preferences) -> None:
        super().__init__(frame)
        self.frame = frame
        self.opened = opened
        self.jobs = jobs
        self.desk = Desk(
            opened.journal,
            jobs,
            preferences,
            is_demo=opened.is_demo,
            vault=opened.vault,
            code=opened.code,
        )
        self.window = JournalWindow(self.desk, PAGES)
        far = Elsewhere(self.lock, frame.close, self.turn_cover, self.find_command, self.remove_demo)
        self.operations = Operations(self.window, far)
        self.commands = Commands(frame, actions_for(PAGES), self.operations.table())
        self.comparing = Comparing(self.window, self.desk, opened.journal)
        self.backing_up = BackingUp(self.desk, opened.journal, lambda: self._is_shutting)
        self.idle = Idle(preferences.lock_after_minutes, self)
        self.system = SystemSignals(frame, self)
        self._typing = TypingUndo(self)
        self._warning: Banner | None = None
        self._handed: HandedSheet | None = None
        self._is_shutting = False
        self._locks = self._is_left = False
        self._unmade_backup: JournalError | None = None
        self.is_erased = False
        self._note = ""
        self._connect()
        self._listen_for_drops()

    def _connect(self) -> None:
        desk, window = self.desk, self.window
        desk.changed.connect(self.refresh)
        desk.backed_up.connect(self.refresh)
        desk.preferences_changed.connect(self._prefer)
        desk.lock_wanted.connect(self.lock)
        desk.erase_wanted.connect(self.erase_by)
        desk.leave_wanted.connect(self.leave_by)
        desk.handed_over.connect(self._hand_over)
        desk.taken_back.connect(self._take_back)
        window.page_shown.connect(self._title)
        window.back_changed.connect(self._back_changed)
        window.status.sheet_wanted.connect(self._go_to_sheet)
        window.status.demo_wanted.connect(self.remove_demo)
        window.status.second_place_wanted.connect(self._go_to_backups)
        self.idle.warned.connect(self._warn)
        self.idle.used.connect(self._unwarn)
        self.idle.passed.connect(self._lock_unasked)
        self.system.left.connect(self._lock_unasked)

    def _listen_for_drops(self) -> None:
        self._dropping: Dropping | None = None
        self.frame.setAcceptDrops(True)
        handle = self.frame.windowHandle()
        if handle is not None:
            self._dropping = Dropping(handle, self)
            self._dropping.dropped.connect(self._open_dropped)

    def _open_dropped(self, what: object) -> None:
        if isinstance(what, dict) and not self.frame.is_covered and not self._is_shutting:
            self.window.go("open-file", what)

    def show(self) -> None:
        """Put the journal in the window."""
        self.frame.show_content(self.window)
        self.window.follow_size()
        self.commands.set_can(Enabled.IN_DEMO, can=self.desk.is_demo)
        self.window.status.set_demo(demo=self.desk.is_demo)
        wanted = FIRST_PAGE if self.opened.journal.moved_on is None else FIRST_TO_READ
        first = wanted if wanted in self.window.kinds else next(iter(self.window.kinds), "")
        self.window.go(first)
        self.refresh()
        if self.opened.journal.is_read_only:
            self._say_read_only()
        else:
            self.desk.act(lambda journal: journal.care.empty_bin(), self)
        QTimer.singleShot(_READY_AFTER_MS, self.window, self.window.make_ready)
        QTimer.singleShot(_READY_AFTER_MS, self.system, self.system.begin)
        self.comparing.begin()
        self.backing_up.begin()

    def _say_read_only(self) -> None:
        banner = read_only_banner(self.opened.journal.moved_on)
        banner.acted.connect(self.lock)
        self.window.put_above(banner)

    # ---- what the window says of the journal

    def refresh(self, *_change: object) -> None:
        """Ask again what undo would do, how many decisions are ready, and for the last backup."""
        self.desk.read(outline_of, self._told, self, key="outline")

    def _told(self, outline: Outline) -> None:
        can = self.commands.set_can
        can(Enabled.CAN_UNDO, can=True)
        can(Enabled.CAN_REDO, can=True)
        can(Enabled.NO_SHEET, can=not outline.sheet_made)
        can(Enabled.WITH_OTHERS, can=outline.with_others)
        can(Enabled.HAS_DESK, can=outline.has_desk)
        self.window.navigation.set_there("with-others", there=outline.with_others)
        self.window.navigation.set_there("desk", there=outline.has_desk)
        self.commands.set_text("undo", f"Undo: {outline.undo_label}" if outline.undo_label else "Undo")
        self.commands.set_text("redo", f"Redo: {outline.redo_label}" if outline.redo_label else "Redo")
        spoken = f"{outline.ready} ready to look at again" if outline.ready else ""
        self.window.navigation.set_badge("look-again", str(outline.ready or ""), spoken)
        self.window.status.set_backup(outline.backup_at, self.desk.today)
        self.window.status.set_second_place(outline.second_place)
        self.window.status.set_sheet_made(made=outline.sheet_made)

    def _title(self, kind: PageKind) -> None:
        demo = "Balcony demo" if self.desk.is_demo else "Balcony"
        if not self.frame.is_covered:
            self.frame.setWindowTitle(f"{kind.title} – {demo}")
        self.commands.set_can(Enabled.ON_PATTERNS, can=kind.id == "patterns")

    def _back_changed(self, can: bool) -> None:  # noqa: FBT001  a signal's payload
        self.commands.set_can(Enabled.CAN_GO_BACK, can=can)

    def _prefer(self, preferences: Preferences) -> None:
        self.preferences_changed.emit(preferences)
        self.idle.set_minutes(preferences.lock_after_minutes)
        self.window.follow_size()

    def _go_to_sheet(self) -> None:
        self.window.go("recovery-sheet")

    def _go_to_backups(self) -> None:
        self.window.go("settings", {"section": "backups"})

    def find_command(self) -> None:
        """Offer every action that can be chosen now."""
        from app.ui.palette import Palette

        Palette(self.commands, self.frame).open()

    def remove_demo(self) -> None:
        """Offer to remove the demo journal."""
        from app.ui.door.leave_demo import LeaveDemo

        asking = LeaveDemo(self.frame)
        asking.agreed.connect(self._remove_demo)
        asking.open()

    def _remove_demo(self) -> None:
        self.shut_down(locks=True, forget=True)

    # ---- cover

    def turn_cover(self) -> None:
        """Cover the window, or show it again."""
        if self._is_shutting:
            return
        if isinstance(self.frame.centralWidget(), Cover):
            self._uncover()
            return
        cover = Cover()
        cover.lifted.connect(self.turn_cover)
        self._cover_with(cover)
        cover.take_focus()

    def _uncover(self) -> None:
        """Show what lay under the cover: the journal, the sheet handed over, or another cover."""
        self.frame.uncover()
        if isinstance(self.frame.centralWidget(), Cover):
            return
        if self._handed is not None:
            self.commands.set_covered(covered=True, also=WHILE_HANDED_OVER)
            self._handed.take_focus()
        else:
            self._show_again()

    def _show_again(self) -> None:
        self.commands.set_covered(covered=False)
        self._title(self.window.kinds[self.window.shown])
        self.window.focus_part(self.window.stack)

    def _hand_over(self, sheet: object) -> None:
        """Somebody else sits down: the journal is out of the window, and so out of every list of what is on it."""
        if isinstance(sheet, HandedSheet) and not self.frame.is_covered and not self._is_shutting:
            self._handed = sheet
            self._cover_with(sheet, WHILE_HANDED_OVER)
            sheet.take_focus()

    def _take_back(self) -> None:
        if self._handed is not None and not self._is_shutting:
            self._handed = None
            self.frame.uncover()
            self._show_again()

    def _cover_with(self, cover: QWidget, also: frozenset[str] = frozenset()) -> None:
        self.commands.set_covered(covered=True, also=also)
        self.frame.cover_with(cover)
        self.frame.setWindowTitle("Balcony")

    # ---- idle

    def _warn(self, seconds: int) -> None:
        text = idle_words(read_only=self.opened.journal.is_read_only)
        self._warning = Banner(text, BannerKind.CAUTION, title=f"Balcony locks within {seconds} seconds")
        shown = self.frame.centralWidget()
        above = shown if isinstance(shown, Cover | HandedSheet) else self.window
        above.put_above(self._warning)

    def _unwarn(self) -> None:
        if self._warning is not None and shiboken6.isValid(self._warning):  # a cover that went took it along
            self._warning.hide()
            self._warning.deleteLater()
        self._warning = None

    # ---- the end

    def lock(self) -> None:
        """Close the journal and stand before its door again."""
        self.shut_down(locks=True)

    def _lock_unasked(self) -> None:
        """Nobody is there to say what becomes of words that can be kept nowhere: what is only read locks."""
        self.shut_down(locks=True, asks=False)

    def erase_by(self, work: Callable[[Journal], str]) -> None:
        """Have the journal closed and erased on its thread; the work gives what the door is to say."""
        self._closed_by(work, self._erased, erases=True)

    def leave_by(self, work: Callable[[Journal], str]) -> None:
        """Have the journal closed on its thread and marked as moved; the work gives what the door is to say."""
        self._closed_by(work, self._left, erases=False)

    def _closed_by(
        self, work: Callable[[Journal], str], then: Callable[[str], None], *, erases: bool
    ) -> None:
        if self._is_shutting:
            return
        self._is_shutting = self._locks = True
        self.idle.stop()
        self.jobs.cancel_all()
        self._cover_with(Closing(locks=True, erases=erases))
        self.desk.read(work, then, self, failed=self._not_closed)

    def _erased(self, note: str) -> None:
        self.is_erased = True
        self._left(note)

    def _left(self, note: str) -> None:
        self.jobs.finish()
        self._note = note
        forget_clipboard()
        self._end()

    def _not_closed(self, error: JournalError) -> None:
        """It was refused before anything went: the journal is still open."""
        self._is_shutting = False
        self.idle.resume()
        self.frame.uncover()
        self._show_again()
        if self._is_left:  # locked after all: the door says what was refused
            self._note = f"{error.message} {error.advice}"
            self.lock()
            return
        self.window.tell_problem(error)

    def shut_down(self, *, locks: bool, forget: bool = False, asks: bool = True) -> None:
        """Keep drafts, close with a backup, then tell; `forget` removes the journal (the demo's only).

        What was typed in a journal that is only read can be kept nowhere: it `asks` before that goes.
        """
        if self._is_shutting:
            self._asked_again(locks=locks)
            return
        self._is_shutting = True
        self._locks = locks
        self.idle.stop()
        self.jobs.cancel_all()
        goes_unkept = self.opened.journal.is_read_only and (forget or not asks)
        writes = () if goes_unkept else self.desk.pending()
        self._cover_with(Closing(locks=locks))  # first of all: work under way may take its time

        def close(_kept: None) -> None:
            self._close(forget=forget)

        self.desk.read(lambda journal: keep_drafts(journal, writes), close, self, failed=self._stay)

    def _asked_again(self, *, locks: bool) -> None:
        """Closing the window ends what only waits to be read; a lock is not forgotten, should this not be done."""
        content = self.frame.centralWidget()
        if not locks and isinstance(content, Closing) and content.waits:
            content.done.emit()
        self._is_left = self._is_left or locks

    def _close(self, *, forget: bool) -> None:
        places, backs_up = self.opened.places, not forget

        def close(journal: Journal) -> JournalError | None:
            problem = close_whatever(journal, back_up=backs_up)
            if forget:
                from app.ui.door.leave_demo import remove_journal

                remove_journal(places)
            return problem

        self.desk.read(close, self._closed, self, failed=self._closed)

    def _stay(self, error: JournalError) -> None:
        """What was typed could not be kept: better an open journal under a cover than lost words."""
        self._is_shutting = False
        self.desk.wait_on()
        self._uncover()
        self.system.let_sleep()
        self.idle.resume()
        if self.opened.journal.is_read_only:
            again = partial(self.shut_down, locks=self._locks, asks=False)
            self.window.ask_before_going(going_unkept(), leaving(locks=self._locks), again)
        else:
            self.window.tell_problem(error)
        if (self._locks or self._is_left) and not self.frame.is_covered:
            self.turn_cover()
        self._is_left = False

    def _closed(self, problem: JournalError | None) -> None:
        content = self.frame.centralWidget()
        if (
            problem is None
            and not self._locks
            and self.backing_up.copies_last(content, partial(self._closed, None))
        ):
            return
        self.jobs.finish()
        self._unmade_backup = problem
        forget_clipboard()
        if problem is not None and not self._locks and isinstance(content, Closing):
            content.tell(f"{problem.message} {problem.advice} Everything you wrote is saved.")
            content.done.connect(self._end)
            return
        self._end()

    def _end(self) -> None:
        """Let go of every page at once: a timer of one must not outlive its widgets."""
        self._typing.stop()
        self.system.stop()
        self.window.views.clear()
        if self._handed is not None:
            self._handed.deleteLater()
        for part in (self.window, self.desk, self.commands, self):
            part.deleteLater()
        problem = self._unmade_backup
        self.shut.emit(self._locks, f"{problem.message} {problem.advice}" if problem else self._note)
