"""The page of two sides: what is chosen to be compared, or the choosing."""

from collections.abc import Mapping

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.domain.entries import EntryId
from app.ui.compare.beside_page import BesidePage
from app.ui.compare.choose_page import ChoosePage
from app.ui.compare.gathering import Source, read_round, read_two
from app.ui.compare.send_page import SendPage
from app.ui.desk import Desk


class ComparePage:
    """Shows what `where` asks for: `round` (a uid; `send` its learning), or `left` and `right` (each a Source).

    `entry` offers what can be set beside an own entry, `bundle` beside something shared.
    """

    def __init__(self, desk: Desk) -> None:
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.setAccessibleName("Side by side")
        self.beside, self.choosing, self.send = BesidePage(desk), ChoosePage(desk), SendPage(desk)
        for one in (self.beside, self.choosing, self.send):
            self._stack.addWidget(one.page)

    @property
    def widget(self) -> QWidget:
        return self._stack

    def arrive(self, where: Mapping[str, object]) -> None:
        self.beside.leave()
        uid, left, right = where.get("round"), where.get("left"), where.get("right")
        if isinstance(uid, str) and where.get("send") is True:
            self._stack.setCurrentWidget(self.send.page)
            self.send.arrive(uid)
        elif isinstance(uid, str):
            self._stack.setCurrentWidget(self.beside.page)
            self.beside.arrive(uid, lambda journal: read_round(journal, uid))
        elif isinstance(left, Source) and isinstance(right, Source):
            self._stack.setCurrentWidget(self.beside.page)
            self.beside.arrive((left, right), lambda journal: read_two(journal, left, right))
        else:
            entry = where.get("entry")
            self._stack.setCurrentWidget(self.choosing.page)
            self.choosing.arrive(
                EntryId(entry) if isinstance(entry, int) else None, str(where.get("bundle", ""))
            )

    def may_leave(self) -> bool:
        """What is typed is kept."""
        self.beside.leave()
        return True
