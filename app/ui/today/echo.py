"""Something from some weeks ago: nothing of it is shown until a person presses (ruling 45)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.entries import Entry, EntryId
from app.domain.errors import JournalError
from app.domain.written_dates import written
from app.services.echoes import Echo
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.widgets import Body, Card, Heading, Muted, QuietButton, Told, announce, column_of


class EchoCard(Card):
    """Offers one entry to be met again. `thought_wanted` gives the entry to add a thought to.

    `answered` comes before the card goes, while the focus may still be in it.
    """

    thought_wanted = Signal(object)  # EntryId
    answered = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("From your journal", parent)
        self._desk = desk
        self._echo: Echo | None = None
        self._offer = Body()
        self.show_button, self.later = QuietButton("Show it"), QuietButton("Not today")
        self.add_button = QuietButton("Anything to add now?")
        self.never = QuietButton("Don’t show this one again")
        self._words = QWidget()
        column = column_of(self._words)
        self._title, self._when = Heading(level=3), Muted()
        self._expected, self._learned = Body(), Body()
        for part in (self._title, self._when, self._expected, self._learned):
            column.addWidget(part)
        self._problem = Told()
        self.add(self._offer)
        self.add(self._words)
        self.add_row(self.show_button, self.add_button, self.later, self.never)
        self.add(self._problem)
        self.show_button.clicked.connect(self._show_it)
        self.add_button.clicked.connect(self._add)
        self.later.clicked.connect(self._not_today)
        self.never.clicked.connect(self._never)
        self._problem.hide()
        self.hide()

    def offer(self, echo: Echo | None) -> None:
        """Offer this one without its words, or nothing; one that is being read stays as it is."""
        if echo == self._echo:
            return
        self._echo = echo
        self.setVisible(echo is not None)
        self._words.hide()
        self._problem.hide()
        self._forget()
        for button, there in ((self.show_button, True), (self.add_button, False), (self.never, False)):
            button.setVisible(there)
        if echo is not None:
            self._offer.setText(f"Something from {echo.when}.")

    def _forget(self) -> None:
        for label in (self._title, self._when, self._expected, self._learned):
            label.setText("")

    def _show_it(self) -> None:
        if self._echo is not None:
            entry_id = self._echo.entry_id
            self._desk.read(lambda journal: journal.entry(entry_id), self._came, self, failed=self._failed)

    def _came(self, entry: Entry) -> None:
        self._title.setText(entry.title)
        self._when.setText(written(entry.decided_on))
        final = entry.final_review
        learned = final.learned if final is not None else ""
        for label, words, text in (
            (self._expected, "What I expected: ", entry.expected),
            (self._learned, "What I carry forward: ", learned),
        ):
            label.setText(f"{words}{text}" if text else "")
            label.setVisible(bool(text))
        self._words.show()
        self.show_button.hide()
        self.add_button.show()
        self.never.show()
        self.add_button.setFocus()
        announce(self, f"{entry.title}, {written(entry.decided_on)}")

    def _add(self) -> None:
        if self._echo is not None:
            self.thought_wanted.emit(self._echo.entry_id)
            self._not_today()

    def _not_today(self) -> None:
        self._desk.read(_answered, self._put_away, self, failed=self._failed)

    def _put_away(self, _nothing: None) -> None:
        if self.isAncestorOf(self.focusWidget() or self):
            self.answered.emit()
        self.offer(None)

    def _never(self) -> None:
        if self._echo is None:
            return
        entry_id: EntryId = self._echo.entry_id

        def never(journal: Journal) -> None:
            journal.echoes.never_again(entry_id)

        self._desk.act(
            never, self, self._put_away, failed=self._failed,
            said="It is marked “Do not bring back”, which can be changed on its page.",
        )  # fmt: skip

    def _failed(self, error: JournalError) -> None:
        self._problem.setText(f"{error.message} {error.advice}")
        self._problem.show()


def _answered(journal: Journal) -> None:
    journal.echoes.answered()
