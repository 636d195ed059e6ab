"""The page on which one's own answers to a round are written."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.domain.comparing import MINE
from app.ui.desk import Desk
from app.ui.pairs.answer_sheet import AnswerSheet


class AnswerPage:
    """`arrive` takes round=uid."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._uid = desk, ""
        self.sheet = AnswerSheet(desk, MINE, "Leave it for now")
        self.sheet.ready.connect(self._seal)
        self.sheet.left.connect(self._go_round)
        self.sheet.sealed_already.connect(self._go_round)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.sheet

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for the round."""
        self._uid = str(where.get("round", ""))
        self.sheet.begin(self._uid)

    def may_leave(self) -> bool:
        """What was typed is kept."""
        self.sheet.keep()
        return True

    def _seal(self) -> None:
        self._desk.go("round-seal", round=self._uid)

    def _go_round(self) -> None:
        self._desk.go("round", round=self._uid)
