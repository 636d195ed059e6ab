"""Pauses: a hard month that should not count."""

from app.domain.days import Span
from app.domain.errors import JournalError
from app.domain.written_dates import written
from app.ui.desk import Desk
from app.ui.settings.section import Rows, Section
from app.ui.theme import GRID
from app.ui.widgets import Body, Columns, DatePick, LinkButton, Muted, QuietButton


class PausesSection(Section):
    """Stretches of days that leave the counts; no date moves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add(
            Body(
                "For a hard month: an inspection, an inquiry, illness. No date moves and nothing is lost. "
                "Decisions whose date to look again falls in a pause are left out of “Loop closing”."
            )
        )
        self._first = DatePick("From", today=desk.today, value=desk.today)
        self._last = DatePick("Until", today=desk.today)
        self._last.set_range(desk.today, None)
        self._first.picked.connect(self._follow)
        self.add(Columns(self._first, self._last, stack_below_em=40, spacing=3 * GRID))
        pause = QuietButton("Pause for these days")
        pause.clicked.connect(self._pause)
        self.add_row(pause)
        self._none = Muted("No pauses.")
        self._rows = Rows()
        self.add(self._none)
        self.add(self._rows)
        self._none.hide()
        self._shown: tuple[Span, ...] | None = None

    def refresh(self) -> None:
        """Ask for the pauses."""
        self.desk.read(lambda journal: journal.pauses.all(), self._show, self, key="pauses")

    def _follow(self, _first: object) -> None:
        self._last.set_range(self._first.value(), None)

    def _show(self, pauses: tuple[Span, ...]) -> None:
        if pauses == self._shown:
            return
        self._shown = pauses
        self._rows.clear()
        for at, pause in enumerate(pauses):
            back = LinkButton("Take this pause back")
            back.setAccessibleName(f"{back.text()}: {_words(pause)}")
            back.setProperty("pause", at)
            back.clicked.connect(self._take_back)
            now = " · now" if pause.holds(self.desk.today) else ""
            self._rows.say(f"{_words(pause)}{now}", back)
        self._none.setVisible(not pauses)

    def _pause(self) -> None:
        first, last = self._first.value(), self._last.value()
        for day, line in ((first, self._first), (last, self._last)):
            if day is None:
                line.set_problem("Choose a day.")
                line.field.setFocus()
                return
        self.desk.act(
            lambda journal: journal.pauses.add(Span(first, last)),
            self,
            self._paused,
            failed=self._refused,
            said="These days are paused.",
        )

    def _paused(self, _nothing: None) -> None:
        self._last.set_value(None)
        self._last.set_problem("")

    def _refused(self, error: JournalError) -> None:
        self._last.set_problem(str(error))
        self._last.field.setFocus()

    def _take_back(self) -> None:
        pause = (self._shown or ())[self.sender().property("pause")]
        self.desk.act(lambda journal: journal.pauses.remove(pause), self, failed=self.tell)
        self._first.field.setFocus()


def _words(pause: Span) -> str:
    first = written(pause.first) if pause.first else "the beginning"
    last = written(pause.last) if pause.last else "today"
    return f"{first} to {last}"
