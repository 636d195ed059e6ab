"""The quiet line above a form that says what was put back, with what can be done about it."""

from datetime import date, datetime

from PySide6.QtCore import Signal

from app.domain.written_dates import written
from app.ui.widgets import Flow, LinkButton, Muted, announce, column_of
from app.ui.widgets.accessible import Group


class KeptLine(Group):
    """Says that typing was put back, or set aside. Hidden while there is nothing to say."""

    afresh = Signal()
    bring_back = Signal()
    discard = Signal()

    def __init__(self) -> None:
        super().__init__("Kept typing")
        self._words = Muted()
        self._afresh = LinkButton("Start afresh")
        self._back = LinkButton("Bring it back")
        self._discard = LinkButton("Discard it")
        self._afresh.clicked.connect(self.afresh)
        self._back.clicked.connect(self.bring_back)
        self._discard.clicked.connect(self.discard)
        column = column_of(self)
        column.addWidget(Flow(self._words, self._afresh, self._back, self._discard))
        self.hide()

    @property
    def words(self) -> str:
        """What it says now."""
        return "" if self.isHidden() else self._words.accessibleName()

    def put_back(self, saved_at: datetime, today: date) -> None:
        """The form holds what was kept at a time."""
        self._say(f"Put back what you were writing {_when(saved_at, today)}.", afresh=True)

    def set_aside(self, saved_at: datetime | None, today: date) -> None:
        """The form is empty; what was there is kept beside it."""
        when = f" {_when(saved_at, today)}" if saved_at is not None else ""
        self._say(f"What you were writing{when} is kept.", afresh=False)

    def put_away(self) -> None:
        """Say nothing any more."""
        self.hide()

    def _say(self, words: str, *, afresh: bool) -> None:
        self._words.setText(words)
        self._afresh.setVisible(afresh)
        self._back.setVisible(not afresh)
        self._discard.setVisible(not afresh)
        self.show()
        announce(self, words)


def _when(at: datetime, today: date) -> str:
    local = at.astimezone()
    if local.date() == today:
        return f"at {local:%H:%M}"
    return f"on {written(local.date())} at {local:%H:%M}"
