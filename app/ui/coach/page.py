"""The coach's desk in the window: leaders, one leader, one bundle, the reply to it, or something that arrived."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.domain.sharing import Opened
from app.ui.coach.arrived_page import ArrivedPage
from app.ui.coach.bundle_page import BundlePage
from app.ui.coach.home_page import HomePage
from app.ui.coach.leader_page import LeaderPage
from app.ui.coach.reply_page import ReplyPage
from app.ui.desk import Desk


class CoachPage:
    """Shows what `where` asks for: `opened` (a file), `bundle`, `reply` (a bundle's uid), `leader`, else the list."""

    def __init__(self, desk: Desk) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.setAccessibleName("Coach's desk")
        self.home, self.leader, self.bundle = HomePage(desk), LeaderPage(desk), BundlePage(desk)
        self.reply, self.arrived = ReplyPage(desk), ArrivedPage(desk)
        self.leader.ending.ended.connect(self.bundle.forget)
        self.leader.ending.ended.connect(self.reply.forget)
        for one in (self.home, self.leader, self.bundle, self.reply, self.arrived):
            self._stack.addWidget(one.page)

    @property
    def widget(self) -> QWidget:
        return self._stack

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
        self.bundle.leave()
        self.leader.leave()
