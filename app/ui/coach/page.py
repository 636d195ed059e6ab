"""The coach's desk in the window: leaders, one leader, one bundle, the reply to it, or something that arrived."""

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.domain.sharing import Opened
from app.ui.coach.arrived_page import ArrivedPage
from app.ui.coach.bundle_page import BundlePage
from app.ui.coach.home_page import HomePage
from app.ui.coach.leader_page import LeaderPage
from app.ui.coach.reply_page import ReplyPage
from app.ui.desk import Desk
from app.ui.widgets import Page


class _Part(Protocol):
    page: Page


Part = TypeVar("Part", bound=_Part)


class CoachPage:
    """Shows what `where` asks for: `opened` (a file), `bundle`, `reply` (a bundle's uid), `leader`, else the list.

    Each part is made when it is first asked for: all of them at once would be felt.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.setAccessibleName("Coach's desk")

    @property
    def widget(self) -> QWidget:
        return self._stack

    # ---- the parts

    @cached_property
    def home(self) -> HomePage:
        """Every leader."""
        return self._put(HomePage(self._desk))

    @cached_property
    def leader(self) -> LeaderPage:
        """One leader."""
        made = LeaderPage(self._desk)
        made.ending.ended.connect(self._forget)
        return self._put(made)

    @cached_property
    def bundle(self) -> BundlePage:
        """One bundle."""
        return self._put(BundlePage(self._desk))

    @cached_property
    def reply(self) -> ReplyPage:
        """The reply to a bundle."""
        return self._put(ReplyPage(self._desk))

    @cached_property
    def arrived(self) -> ArrivedPage:
        """Something that is not kept yet."""
        return self._put(ArrivedPage(self._desk))

    def _put(self, part: Part) -> Part:
        self._stack.addWidget(part.page)
        return part

    # ---- coming and going

    def arrive(self, where: Mapping[str, object]) -> None:
        self._leave()
        opened = where.get("opened")
        if isinstance(opened, Opened):
            self._stack.setCurrentWidget(self.arrived.page)
            self.arrived.arrive(opened)
        elif where.get("bundle"):
            self._stack.setCurrentWidget(self.bundle.page)
            self.bundle.arrive(str(where["bundle"]))
        elif where.get("reply"):
            self._stack.setCurrentWidget(self.reply.page)
            self.reply.arrive(str(where["reply"]))
        elif where.get("leader"):
            self._stack.setCurrentWidget(self.leader.page)
            self.leader.arrive(str(where["leader"]))
        else:
            self._stack.setCurrentWidget(self.home.page)
            self.home.arrive()

    def may_leave(self) -> bool:
        """What is typed is kept."""
        self._leave()
        return True

    def _leave(self) -> None:
        if "bundle" in vars(self):
            self.bundle.leave()
        if "leader" in vars(self):
            self.leader.leave()

    def _forget(self) -> None:
        """A coaching ended: no part holds a word of it."""
        if "bundle" in vars(self):
            self.bundle.forget()
        if "reply" in vars(self):
            self.reply.forget()
