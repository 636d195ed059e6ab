"""The files that left with the words before: they cannot be called back, but their deletion can be asked for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.contacts import LoggedShare
from app.domain.written_dates import written
from app.ui.widgets import Body, Card, LinkButton, Muted

_MOST = 8


class LeftBefore(Card):
    """One line a file of the sharing log; hidden where none held the words. `log_wanted` asks for the log."""

    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Files that left with it", parent)
        self._lines: list[QWidget] = []
        self.add(
            Muted(
                "These cannot be called back. That they left, to whom and when, stays in the log; it notes too "
                "that you asked for one to be deleted."
            )
        )
        self.log = LinkButton("What you shared")
        self.log.clicked.connect(self.log_wanted)
        self._row = self.add_row(self.log)
        self.hide()

    def show_shares(self, shares: Sequence[LoggedShare]) -> None:
        """Name these files, the last first."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        latest = sorted(shares, key=_day, reverse=True)
        told = [_said(one) for one in latest[:_MOST]]
        if len(latest) > _MOST:
            told.append(f"And {len(latest) - _MOST:,} more.")
        self._lines = [Body(words) for words in told]
        for at, line in enumerate(self._lines):
            self.body.insertWidget(self.body.indexOf(self._row) - 1 + at, line)
        self.setVisible(bool(shares))


def _day(share: LoggedShare) -> str:
    return share.made_on.isoformat()


def _said(share: LoggedShare) -> str:
    asked = ""
    if share.asked_to_delete_on is not None:
        asked = f"; you asked on {written(share.asked_to_delete_on)} for it to be deleted"
    return f"• {share.label}, {written(share.made_on)}: {share.words}{asked}."
