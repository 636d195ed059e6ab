"""What went wrong with work that has no place of its own, told above what it belongs to."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QBoxLayout

from app.domain.errors import JournalError
from app.ui.widgets import Banner, BannerKind, QuietButton

PUT_AWAY = "Put this away"


def way_on(words: str, then: Callable[[], object]) -> QuietButton:
    """Another button under a message."""
    button = QuietButton(words)
    button.clicked.connect(then)
    return button


class ProblemAbove:
    """At most one message, at its place in a column."""

    def __init__(self, column: QBoxLayout, place: int = 0) -> None:
        self._column, self._place = column, place
        self._banner: Banner | None = None

    def tell(
        self,
        error: JournalError,
        action: str = PUT_AWAY,
        then: Callable[[], object] | None = None,
        *,
        beside: Sequence[QuietButton] = (),
    ) -> Banner:
        """Say what happened and what to do, in the stead of what was said before.

        The button clears it, or does `then`, and another clears it, behind the other ways on that stand `beside`.
        """
        self.clear()
        banner = self._banner = Banner(error.advice, BannerKind.PROBLEM, action, title=error.message)
        banner.acted.connect(then or self.clear)
        away = (way_on(PUT_AWAY, self.clear),) if then is not None else ()
        for button in (*beside, *away):
            banner.add_action(button)
        self._column.insertWidget(self._place, banner)
        banner.show()
        banner.set_text(error.advice)
        return banner

    def clear(self) -> None:
        """Take the message away."""
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None
