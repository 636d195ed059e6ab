"""The unlocked window: places, page, status, and the way from page to page."""

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import DiskFull, JournalError
from app.ui.clipboard import forget_clipboard
from app.ui.desk import Desk
from app.ui.jobs import Job
from app.ui.mending import mending
from app.ui.navigation import Navigation
from app.ui.pages import PageKind, PageView
from app.ui.problem_above import ProblemAbove, way_on
from app.ui.registry import PAGES
from app.ui.status import StatusLine
from app.ui.theme import em
from app.ui.to_read import STAY
from app.ui.widgets import Banner

_NARROW_EM = 58
_LOW_EM = 24
_MOST_BACK = 50
_NEXT = {"journal": "app.ui.journal.page", "patterns": "app.ui.patterns.page"}
"""Pages most often gone to next: making them too takes a turn, after their sources are read."""
_LARGE = {"share": "app.ui.share.page", "desk": "app.ui.coach.page"}
"""Pages not gone to every day, whose sources take longer to read than a turn of the window may."""


class JournalWindow(QWidget):
    """Shows one page of the registry at a time. `page_shown` gives its kind, `back_changed` whether Back leads anywhere."""

    page_shown = Signal(object)  # PageKind
    back_changed = Signal(bool)

    def __init__(self, desk: Desk, pages: Sequence[PageKind] = PAGES, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.kinds = {kind.id: kind for kind in pages}
        self.views: dict[str, PageView] = {}
        self.shown = ""
        self._where: Mapping[str, object] = {}
        self.is_forgetting = False
        """Whether some of what was shown before a removal is still to go."""
        self._going: list[QWidget] = []
        self._back: list[tuple[str, Mapping[str, object]]] = []
        self.navigation = Navigation(pages)
        self.stack = QStackedWidget()
        self.status = StatusLine()
        self._lay_out()
        self.navigation.chosen.connect(self.go)
        desk.went.connect(self.go)
        desk.went_back.connect(self.back)
        desk.forgotten.connect(self.forget)
        desk.said.connect(self.status.say)
        desk.draft_kept.connect(self.status.draft_was_kept)
        desk.draft_gone.connect(self.status.draft_is_gone)
        desk.jobs.problem.connect(self.tell_problem)
        desk.changed.connect(self._is_saved)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(0)
        self._page = QVBoxLayout()
        self._page.setSpacing(0)
        self._page.addWidget(self.stack, 1)
        self._problem = ProblemAbove(self._page)
        self._wants_room = False
        self._middle.addWidget(self.navigation)
        self._middle.addLayout(self._page, 1)
        column.addLayout(self._middle, 1)
        column.addWidget(self.status)

    # ---- from page to page

    def go(self, page: str, where: Mapping[str, object] | None = None) -> None:
        """Show a page; `where` says what of it. A page that is not there leaves everything as it is."""
        if page not in self.kinds or not self._may_leave():
            self._mark()
            return
        if self.shown:
            self._back.append((self.shown, self._where))
            del self._back[:-_MOST_BACK]
        self._show(page, where or {})

    def back(self) -> None:
        """Show the page before."""
        if self._back and self._may_leave():
            self._show(*self._back.pop())

    def _may_leave(self) -> bool:
        may = not self.shown or self.views[self.shown].may_leave()
        if not may:
            self.status.say("This page stays until what is under way here is done.")
        return may

    def _show(self, page: str, where: Mapping[str, object]) -> None:
        self.clear_problem()
        view = self._made(page)
        self.shown, self._where = page, where
        self.stack.setCurrentWidget(view.widget)
        self._mark()
        self.page_shown.emit(self.kinds[page])
        self.back_changed.emit(bool(self._back))
        view.arrive(where)

    def _made(self, page: str) -> PageView:
        if page not in self.views:
            self.views[page] = self.kinds[page].make(self.desk)
            self.stack.addWidget(self.views[page].widget)
        return self.views[page]

    def forget(self) -> None:
        """Words were removed for good: every page but the one shown goes, and is made anew when next gone to."""
        for page in [one for one in self.views if one != self.shown]:
            widget = self.views.pop(page).widget
            self.stack.removeWidget(widget)
            self._going.append(widget)
        self.is_forgetting = True
        self._one_goes()
        self._back.clear()
        self._where = {}
        self.clear_problem()
        self.back_changed.emit(False)
        forget_clipboard()  # what was copied here may be what went

    def _one_goes(self) -> None:
        """One page in a turn of its own: taking all of them apart at once would be felt."""
        if self._going:
            self._going.pop().deleteLater()
            QTimer.singleShot(0, self, self._one_goes)
        else:
            self.desk.let_go()
            # A part that was never put on its page is held by Python alone, in a circle with its page's view.
            gc.collect()
            self.is_forgetting = False

    def make_ready(self) -> None:
        """Make the pages most often gone to next while nothing is asked, so that showing them is not felt."""
        missing = (one for one in _NEXT if one not in self.views and self.navigation.is_there(one))
        page = next(missing, None)
        if page is not None:
            then = partial(self._loaded, page)
            self.desk.jobs.run(partial(_load, _NEXT[page]), then, owner=self, beside=True)
            return
        for page, module in _LARGE.items():
            if page not in self.views and self.navigation.is_there(page):
                self.desk.jobs.run(partial(_load, module), None, owner=self, beside=True)

    def _loaded(self, page: str, _none: None) -> None:
        if self.isVisible():
            self._made(page)
            self.make_ready()  # the next one in a turn of its own

    def _mark(self) -> None:
        self.navigation.show_place(self.shown)

    # ---- problems of work that has no place of its own

    def tell_problem(self, error: JournalError, _owner: object = None) -> None:
        """Say above the page what happened and what to do."""
        self._problem.tell(error, *mending(error, self.desk))
        self._wants_room = isinstance(error, DiskFull)

    def ask_before_going(self, error: JournalError, words: str, go: Callable[[], object]) -> None:
        """Say above the page what would be lost, with the way out beside staying; the focus is on staying."""
        self._problem.tell(error, STAY, beside=[way_on(words, go)]).button.setFocus()
        self._wants_room = False

    def _is_saved(self, *_change: object) -> None:
        """A message that nothing can be saved is not left beside one that something was."""
        if self._wants_room:
            self.clear_problem()

    def put_above(self, banner: Banner) -> None:
        """Put a message above the page, and speak it."""
        self._page.insertWidget(0, banner)
        banner.show()
        banner.speak()

    def clear_problem(self) -> None:
        """Take the message away."""
        self._problem.clear()
        self._wants_room = False

    # ---- parts of the window

    def parts(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.navigation, self.stack, self.status)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.follow_size()

    def follow_size(self) -> None:
        """Places at the left, or above the page where that leaves too little room for it."""
        narrow = self.width() < _NARROW_EM * em(self)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._middle.setDirection(down if narrow else across)
        self.navigation.set_upright(upright=not narrow)
        self.status.set_compact(compact=self.height() < _LOW_EM * em(self))

    def focus_part(self, part: QWidget) -> bool:
        """Put the focus on the first thing in a part of the window; False where there is none."""
        if part is self.navigation:
            self.navigation.focus_place()
            return True
        start = self.stack.currentWidget() if part is self.stack else part
        for widget in start.findChildren(QWidget) if start is not None else []:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False


def _load(module: str, _job: Job) -> None:
    """On another thread: reading a page's source takes longer than making the page."""
    import_module(module)
