"""The page on which one's own answers are read once more and sealed."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from app.domain.comparing import MINE
from app.ui.desk import Desk
from app.ui.pairs.seal_sheet import SealSheet


class SealPage:
    """`arrive` takes round=uid."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._uid = desk, ""
        self.sheet = SealSheet(desk, MINE)
        self.sheet.sealed.connect(self._go_round)
        self.sheet.sealed_already.connect(self._go_round)
        self.sheet.left.connect(self._go_answers)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.sheet

    def arrive(self, where: Mapping[str, object]) -> None:
        """Read the words anew."""
        self._uid = str(where.get("round", ""))
        self.sheet.begin(self._uid)

    def may_leave(self) -> bool:
        """Nothing is sealed by leaving."""
        return True

    def _go_round(self) -> None:
        self._desk.go("round", round=self._uid)

    def _go_answers(self) -> None:
        self._desk.go("round-answer", round=self._uid)
