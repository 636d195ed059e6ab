"""What kept a form from being saved, in one place beside its button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput, JournalError, TooLate
from app.ui.widgets import Banner, BannerKind, column_of


class Summary(QWidget):
    """Hidden until something went wrong. `again` asks to try once more."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner("", BannerKind.PROBLEM, "Try again", title="Not saved yet")
        self.banner.acted.connect(self.again)
        column_of(self).addWidget(self.banner)
        self.hide()

    def tell(self, problem: JournalError, opening: str = "") -> None:
        """Say what happened and what to do; spoken too. Only what may pass by itself offers to try again."""
        words = " ".join(part for part in (opening, problem.message, problem.advice) if part)
        self.show()
        self.banner.set_text(words, "" if isinstance(problem, InvalidInput | TooLate) else "Try again")

    def put_away(self) -> None:
        """Say nothing any more."""
        self.hide()

    def focus_in(self) -> None:
        """Put the focus on the button that mends it."""
        self.banner.button.setFocus(Qt.FocusReason.OtherFocusReason)
