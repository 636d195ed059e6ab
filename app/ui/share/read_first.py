"""Words to be read before they leave: the stop, what was noticed in them, the words, and the tick that says so."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.outgoing import Outgoing
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.share.stop_card import StopCard
from app.ui.share.warnings_card import Wanted, WarningsCard, stops_among
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, Card, CheckChoice, Flow, Told, announce, column_of

_READ = "I have read these words"


class ReadFirst(QWidget):
    """`wanted` asks for other words, `again` to put everything together anew, `decided` when a warning was left."""

    back_wanted = Signal()
    stop_passed = Signal()
    wanted = Signal(object)  # Wanted
    again = Signal()
    decided = Signal()

    def __init__(self, words: QWidget, care: str, back: str, parent: QWidget | None = None) -> None:
        """`words` shows what leaves; `care` is said above it, with `back` for the way to change it."""
        super().__init__(parent)
        column = column_of(self, spacing=2 * GRID)
        self.stop = StopCard()
        self.stop.back.connect(self.back_wanted)
        self.stop.passed.connect(self.stop_passed)
        self.warnings = WarningsCard()
        self.warnings.wanted.connect(self.wanted)
        self.warnings.took_back.connect(self.again)
        self.warnings.changed.connect(self._decided)
        self._read_card = Card("Have you read them?")
        self.read = CheckChoice(_READ)
        self.read.clicked.connect(self._ticked)
        self._problem = Told()
        self._read_card.add(Flow(self.read))
        self._read_card.add(self._problem)
        self._problem.hide()
        self._open = QWidget()
        inside = column_of(self._open, spacing=2 * GRID)
        self.care = Banner(care, BannerKind.CAUTION, back)
        self.care.acted.connect(self.back_wanted)
        for part in (self.care, self.warnings, words, self._read_card):
            inside.addWidget(part)
        column.addWidget(self.stop)
        column.addWidget(self._open)

    @property
    def is_stopped(self) -> bool:
        """Whether the stop stands before the words."""
        return not self.stop.isHidden()

    @property
    def is_read(self) -> bool:
        """Whether the person said that they read the words shown now."""
        return self.read.isChecked() and not self.warnings.undecided

    def begin(self) -> None:
        """Other words altogether."""
        self.warnings.begin()
        self.read.setChecked(False)
        self._problem.hide()

    def take(
        self,
        wanted: Wanted,
        contact: str | None,
        desk: Desk,
        owner: QObject,
        then: Callable[[], None],
        failed: Callable[[JournalError], None],
    ) -> None:
        """Take other words over, or keep them for a name with this contact; `then` puts everything together anew."""
        if contact is None or not wanted.keep_for_name:
            self.warnings.note(wanted)
            then()
            return
        name, words = wanted.alike.words, wanted.words

        def keep(journal: Journal) -> None:
            journal.sharing.other_words.set(contact, name, words)

        def kept(_none: None) -> None:
            then()

        desk.act(keep, owner, kept, failed=failed)

    def show_noticed(
        self, noticed: Outgoing, titles: Mapping[int, str], *, stopped: bool, may_keep: bool
    ) -> None:
        """Show what was noticed, or the stop before it. Other words than those read have to be read again."""
        self.stop.setVisible(stopped)
        self._open.setVisible(not stopped)
        if stopped:
            self.stop.show_stops(stops_among(noticed))
            return
        self.read.setChecked(False)
        self.warnings.show_composed(noticed, titles, may_keep=may_keep)
        self._problem.hide()

    def focus_first(self) -> None:
        """Begin above the words: they come before the tick that says they were read."""
        if self.stop.isVisible():
            self.stop.go_back.setFocus()
        elif self.warnings.rows:
            self.warnings.focus_next()
        else:
            self.care.button.setFocus()

    def problem(self) -> str:
        """What has to be done before the words can leave."""
        many = len(self.warnings.undecided)
        if many:
            return f"Decide first about what was noticed: {many} left."
        return "" if self.read.isChecked() else f"Read the words first, then tick “{_READ}”."

    def tell(self, problem: str) -> None:
        """Say it beside the tick."""
        self._problem.setText(problem)
        self._problem.show()
        announce(self, problem)
        if self.warnings.undecided:
            self.warnings.focus_next()
        else:
            self.read.setFocus()

    def _ticked(self) -> None:
        self._problem.hide()

    def _decided(self) -> None:
        self._problem.hide()
        if not self.warnings.undecided:
            self.read.setFocus()
        self.decided.emit()
