"""The last step of moving: the journal here is only read from then on; nothing before it changed anything."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError, OpenToReadOnly
from app.domain.moving import DANGER, ToMove
from app.services.journal import Journal
from app.services.moving import is_written_since, leave_to_read, look
from app.ui.desk import Desk
from app.ui.forms.filled import Fields
from app.ui.moving.ground import Ground
from app.ui.walks.part import Part
from app.ui.widgets import Banner, BannerKind, Body, Card, CheckChoice, Muted, PrimaryButton, QuietButton

_THEN = (
    "The journal here is closed, and opens to be read and searched from then on, with a notice of the day. Nothing "
    "of it is removed. You can let it go on here again at its door, with your passphrase."
)
_SINCE = (
    "Something was written here after the file was made, so the other computer does not have it. Make the file again, "
    "and restore that one there."
)
_NO_FILE = "No file was made yet, so there is nothing on the other computer to go on with."
_NOT_YET = "Say first that you opened it there."
_ERASE = (
    "The copy here can stay to be read, or go once you are sure of the other one: then erase it. If something is on "
    "hold, ask first what becomes of the copy here."
)


class LeavePart(Part):
    """One tick and one button; both only work while the file holds everything."""

    def __init__(self, desk: Desk, ground: Ground) -> None:
        super().__init__("Only read it here")
        self._desk, self._ground = desk, ground
        self.trouble = Banner("", BannerKind.CAUTION, title="Not yet")
        card = Card("Once you opened it on the other computer")
        self.opened = CheckChoice("I opened it on the other computer, and my newest entry is there")
        self.opened.clicked.connect(self._ticked)
        self.button = PrimaryButton("From now on, only read it here")
        self.button.clicked.connect(self.leave)
        for part in (Body(DANGER), Body(_THEN), self.opened):
            card.add(part)
        card.add_row(self.button)
        later = Card("The old copy")
        self.erase = QuietButton("Erase this journal…")
        self.erase.clicked.connect(self._go_erase)
        later.add(Muted(_ERASE))
        later.add_row(self.erase)
        for shown in (self.trouble, card, later):
            self.column.addWidget(shown)
        self.trouble.hide()

    def start(self) -> QWidget:
        return self.opened

    def arrive(self) -> None:
        self.touched.emit()  # the file is kept with this step too, for whoever takes the walk up here
        self.trouble.hide()
        if self._ground.file is None:
            self._tell(_NO_FILE)
        else:
            self._desk.read(look, self._looked, self, key="moving-leave")

    def _looked(self, found: ToMove) -> None:
        self.button.setEnabled(not found.why_not)
        if found.why_not:
            self._tell(found.why_not)
        else:
            self._compare(self._shown)

    def _shown(self, since: bool) -> None:  # noqa: FBT001  what the journal answered
        if since:
            self._tell(_SINCE)

    def fields(self) -> Fields:
        return self._ground.fields()

    def put_back(self, fields: Fields) -> None:
        self._ground.put_back(fields)

    def _ticked(self) -> None:
        self.trouble.hide()

    # ---- the last step

    def leave(self) -> None:
        """Keep what is being typed, see once more that the file holds everything, then close the journal."""
        if self._ground.file is None:
            self._tell(_NO_FILE)
        elif not self.opened.isChecked():
            self._tell(_NOT_YET)
            self.opened.setFocus()
        else:
            self._compare(self._leave)

    def _leave(self, since: bool) -> None:  # noqa: FBT001  what the journal answered
        vault, file = self._desk.vault, self._ground.file
        if since or vault is None or file is None:
            self.opened.setChecked(False)
            self._tell(_SINCE)
            return

        def work(journal: Journal) -> str:
            mark = vault.moved.mark(journal.file.journal_id)
            if mark is None:
                raise OpenToReadOnly
            return leave_to_read(journal, mark, file)

        self._desk.leave_wanted.emit(work)

    def _compare(self, then: Callable[[bool], None]) -> None:
        file = self._ground.file
        if file is not None:
            self._desk.look_through(
                lambda journal: is_written_since(journal, file), then, self, failed=self._failed
            )

    def _failed(self, error: JournalError) -> None:
        self.trouble.tell(error)

    def _tell(self, words: str) -> None:
        self.trouble.show()
        self.trouble.set_text(words)

    def _go_erase(self) -> None:
        self._desk.go("erase-journal")
