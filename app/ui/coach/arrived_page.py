"""A share that was opened and is not kept yet: whose it is and what it holds, before anything of it is kept."""

from PySide6.QtCore import QObject, Qt, QTimer

from app.domain.errors import JournalError
from app.domain.sharing import FileKind, Opened, Trust
from app.domain.written_dates import written
from app.ui.coach.words import holds_words, short
from app.ui.desk import Desk
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
)

FIRST_FILE = (
    "Nobody of this name is confirmed here yet. You can read what came; before you send anything back, compare "
    "the six words with them by telephone or face to face."
)


class ArrivedPage(QObject):
    """Asks whether to keep it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Something was shared with you")
        self.setParent(self.page)
        self._opened: Opened | None = None
        self.trust = Banner(FIRST_FILE, BannerKind.CAUTION, title="The first file from this person")
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.card = Card("")
        self.told, self.about, self.delete_by = Body(), Body(), Muted()
        self.keep, self.leave = PrimaryButton("Keep it on the desk"), QuietButton("Do not keep it")
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self._leave)
        for part in (self.told, self.about, self.delete_by):
            self.card.add(part)
        self.card.add(
            Muted("It is kept inside your encrypted journal, apart from your own entries and other leaders.")
        )
        self.card.add_row(self.leave, self.keep)
        for widget in (self.trouble, self.trust, self.card):
            self.page.add(widget)

    def arrive(self, opened: Opened) -> None:
        """Show what came."""
        self._opened = opened
        self.trouble.hide()
        is_share = opened.kind is FileKind.SHARE and not opened.mine
        self.card.setVisible(is_share)
        self.trust.setVisible(is_share and opened.trust is not Trust.CONFIRMED)
        if not is_share:
            self._problem(JournalError("This is not something shared with you.", "Choose another file."))
            return
        bundle = opened.share
        self.card.set_title(f"From {opened.author.name}")
        self.told.setText(f"{holds_words(bundle)}, shared on {written(bundle.made_on)}.")
        self.about.setText(short(bundle.purpose, 600))
        self.about.setVisible(bool(bundle.purpose))
        by = bundle.delete_by
        self.delete_by.setText(f"They ask for it to be deleted by {written(by)}." if by else "")
        self.delete_by.setVisible(by is not None)
        QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        if self.page.isVisible():
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        opened = self._opened
        if opened is not None:
            self._desk.act(
                lambda journal: journal.desk.keep(opened),
                self, self._kept, failed=self._problem, said="It lies on the coach's desk.",
            )  # fmt: skip

    def _kept(self, _change: object) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            self._desk.go("desk", bundle=opened.share.bundle_id)

    def _leave(self) -> None:
        self._opened = None
        self._desk.go("desk")

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error)
