"""Two at one computer: the journal is out of the window while the other answers, seals, and both look."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from app.domain.comparing import THEIRS
from app.domain.errors import JournalError
from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundHeld
from app.services.journal import Journal
from app.ui.cover import HandedSheet
from app.ui.desk import Desk
from app.ui.pairs.answer_sheet import AnswerSheet
from app.ui.pairs.cover_sheet import CoverSheet
from app.ui.pairs.owner_sheet import OwnerSheet
from app.ui.pairs.seal_sheet import SealSheet
from app.ui.widgets import Banner, BannerKind, TextLine


class HandOver(HandedSheet):
    """Cover, answering, sealing, cover, and then both look; or back before that. Begins where the round stands.

    Whoever holds the computer may be the other: every way to the journal asks its owner for the passphrase.
    """

    def __init__(self, desk: Desk, held: RoundHeld) -> None:
        super().__init__()
        self._desk, self._uid = desk, held.uid
        self._mine, self._theirs = held.round.mine, held.contact
        self.setAccessibleName("Two at one computer")
        self.name: TextLine | None = None
        if held.step is RoundStep.READY:
            self._cover_together()
        else:
            self._cover_other()

    def take_focus(self) -> None:
        page = self.page
        if isinstance(page, OwnerSheet):
            page.focus_first()
        elif isinstance(page, CoverSheet):
            (self.name.field if self.name is not None and self.name.isVisible() else page.on).setFocus()
        elif isinstance(page, AnswerSheet):
            page.form.focus_first()
        elif isinstance(page, SealSheet):
            page.reading.focus_first()

    # ---- covers

    def _cover_other(self) -> None:
        self.name = TextLine("Your name, as it stands beside your answers", max_length=80)
        self.name.set_text(self._theirs)
        page = CoverSheet(
            f"Hand the computer to {self._theirs}",
            f"{self._mine}’s answers are sealed, and the journal is put away. {self._theirs}: answer the same "
            "questions alone, then seal. Nobody sees either answer before both are sealed.",
            "Begin my answers",
            "Back to the journal",
            self.name,
        )
        self.name.entered.connect(self._begin)
        page.on.clicked.connect(self._begin)
        page.off.clicked.connect(self._cover_back)
        self._turn(page)

    def _cover_back(self) -> None:
        """Between the other's page and the journal: whoever holds the computer gives it back first."""
        self.name = None
        page = CoverSheet(
            f"Give the computer back to {self._mine}",
            "What was typed is kept, and nothing of it is shown in the journal until both are sealed.",
            f"I am {self._mine}: show my journal",
            f"Go on as {self._theirs}",
        )
        page.on.clicked.connect(lambda: self._ask_owner("Show my journal", self._give_back, self._cover_back))
        page.off.clicked.connect(self._cover_other)
        self._turn(page)

    def _cover_together(self) -> None:
        self.name = None
        page = CoverSheet(
            "Look together",
            "Both answers are sealed. Sit so that you both see the screen, then open them.",
            "Show both answers",
            "Not now",
        )
        again = self._cover_together
        page.on.clicked.connect(lambda: self._ask_owner("Open both answers", self._reveal, again))
        page.off.clicked.connect(lambda: self._ask_owner("Show my journal", self._give_back, again))
        self._turn(page)

    def _ask_owner(self, on: str, then: Callable[[], None], back: Callable[[], None]) -> None:
        """The one way to the journal, with its passphrase: `then` once it was right, `back` to the cover before."""
        page = OwnerSheet(self._desk, self._mine, on)
        page.opened.connect(then)
        page.left.connect(back)
        self._turn(page)

    def _turn(self, page: CoverSheet) -> None:
        self.turn(page)
        QTimer.singleShot(0, page, self._land)

    def _land(self) -> None:
        if self.isVisible():
            self.take_focus()

    # ---- the other's pages

    def _begin(self) -> None:
        typed = " ".join(self.name.text().split()) if self.name is not None else ""
        if not typed and self.name is not None:
            self.name.set_problem("Write your name, or initials.")
            self.name.field.setFocus()
        elif typed != self._theirs:
            self._call_them(typed)
        else:
            self.answer()

    def _call_them(self, name: str) -> None:
        uid = self._uid

        def call(journal: Journal) -> str:
            journal.pairs.name_them(uid, name)
            return journal.pairs.round(uid).contact

        self._desk.act(call, self, self._called, failed=self._not_called)

    def _called(self, name: str) -> None:
        self._theirs = name
        self.answer()

    def _not_called(self, error: JournalError) -> None:
        if self.name is not None:
            self.name.set_problem(f"{error.message} {error.advice}")

    def answer(self) -> None:
        """The other's own page."""
        self.name = None
        sheet = AnswerSheet(self._desk, THEIRS, "Stop for now, and give the computer back")
        sheet.ready.connect(self._seal)
        sheet.left.connect(self._cover_back)
        sheet.sealed_already.connect(self._cover_together)
        self.turn(sheet)
        sheet.begin(self._uid)

    def _seal(self) -> None:
        sheet = SealSheet(self._desk, THEIRS)
        sheet.left.connect(self.answer)
        sheet.sealed.connect(self._cover_together)
        sheet.sealed_already.connect(self._cover_together)
        self.turn(sheet)
        sheet.begin(self._uid)

    # ---- back to the journal

    def _give_back(self) -> None:
        self._desk.taken_back.emit()

    def _reveal(self) -> None:
        uid = self._uid
        self._desk.act(
            lambda journal: journal.pairs.reveal(uid), self, self._revealed, failed=self._not_revealed
        )

    def _revealed(self, _result: object) -> None:
        self._desk.taken_back.emit()
        self._desk.go("round-compare", round=self._uid)

    def _not_revealed(self, error: JournalError) -> None:
        if isinstance(self.page, CoverSheet):
            trouble = Banner("", BannerKind.PROBLEM)
            self.page.card.add(trouble)
            trouble.set_text(f"{error.message} {error.advice}")
