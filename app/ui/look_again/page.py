"""Looking again: the lists, one review, or a quick pass, one of them at a time."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.domain.entries import EntryId, ReviewId
from app.ui.desk import Desk
from app.ui.look_again.list_page import ListPage
from app.ui.look_again.pile_page import PilePage
from app.ui.look_again.review_page import ReviewPage


class LookAgainPage:
    """Shows what `where` asks for: `entry` (and `review`, to change a saved one), `batch`, else the lists."""

    def __init__(self, desk: Desk) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.setAccessibleName("Look again")
        self.lists, self.review, self.pile = ListPage(desk), ReviewPage(desk), PilePage(desk)
        for one in (self.lists, self.review, self.pile):
            self._stack.addWidget(one.page)

    @property
    def widget(self) -> QWidget:
        return self._stack

    def arrive(self, where: Mapping[str, object]) -> None:
        entry, review, done = where.get("entry"), where.get("review"), where.get("done")
        self.review.leave()
        self.pile.leave()
        if isinstance(entry, int):
            self._stack.setCurrentWidget(self.review.page)
            self.review.open(EntryId(entry), ReviewId(review) if isinstance(review, int) else None)
        elif where.get("batch"):
            self._stack.setCurrentWidget(self.pile.page)
            self.pile.arrive()
        else:
            self._stack.setCurrentWidget(self.lists.page)
            self.lists.arrive(done if isinstance(done, int) else None)

    def may_leave(self) -> bool:
        self.review.leave()
        self.pile.leave()
        return True
