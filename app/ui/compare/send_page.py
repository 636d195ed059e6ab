"""The agreed learning on its way to the other: read first, then as a file or as text for an e-mail."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import InvalidInput, JournalError
from app.domain.outgoing import Change
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import FileKind
from app.services.journal import Journal
from app.services.pairs.making import SealedFile
from app.services.pairs.noticing import LEARNING, RoundWords
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.pairs.shown import is_hidden, round_shown
from app.ui.share.read_first import ReadFirst
from app.ui.share.sending import SendCard, SendWords
from app.ui.share.warnings_card import Wanted
from app.ui.share.words_view import text_of
from app.ui.widgets import Banner, BannerKind, Card, Muted, Page, QuietButton
from app.ui.widgets.reading_order import ReadingOrder

T = TypeVar("T")
_CARE = "These are the exact words that will leave. What is changed here is changed in your copy too."
_WITH_IT = {
    True: "With it go your name, the day, and your tick for showing it to others.",
    False: "With it go your name and the day. Your tick for showing it to others is not set.",
}
_WORDS = SendWords(
    "Send it", "Save the file", "It is noted with the round.", "Back to the round", reads=False
)


@dataclass(frozen=True)
class ToSend:
    """The learning as it would leave, with what was noticed in it."""

    held: RoundHeld
    words: RoundWords


class LearningWords(Card):
    """The words as the other will read them."""

    def __init__(self) -> None:
        super().__init__("What they will read")
        self._held: list[QWidget] = []

    def show_words(self, found: ToSend) -> None:
        """Show them, with what was noticed marked."""
        text = found.words.text(LEARNING)
        notices = [one for one in text.notices if not one.stops] if text is not None else []
        with laid_out_once(self):
            for widget in self._held:
                self.body.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            self._held = [
                text_of(found.words.learning, self.accessibleName(), notices),
                Muted(_WITH_IT[found.held.held.onward_mine]),
            ]
            for widget in self._held:
                self.add(widget)
                widget.show()


class SendPage(QObject):
    """Sends my copy of the learning of one round."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Send what you agreed")
        self.setParent(self.page)
        self._uid = ""
        self._found: ToSend | None = None
        self._past_stop, self._fresh = False, True
        self.back = QuietButton("Back to the round")
        self.back.clicked.connect(self._go_back)
        self.page.add_action(self.back)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.words = LearningWords()
        self.reading = ReadFirst(self.words, _CARE, "Change it")
        self.reading.back_wanted.connect(self._go_back)
        self.reading.stop_passed.connect(self._stop_passed)
        self.reading.wanted.connect(self._change_words)
        self.reading.again.connect(self._ask)
        self.send = SendCard(_WORDS)
        self.send.save_wanted.connect(self._save)
        self.send.text_wanted.connect(self._as_text)
        self.send.home_wanted.connect(self._go_back)
        for part in (self.trouble, self.reading, self.send):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)

    def arrive(self, uid: str) -> None:
        """Read the learning of a round before it leaves."""
        self._uid, self._found, self._past_stop, self._fresh = uid, None, False, True
        self.trouble.hide()
        self.reading.begin()
        self.send.begin()
        self._ask()

    def _ask(self) -> None:
        uid, changes = self._uid, self.reading.warnings.changes
        self._desk.read(
            lambda journal: _to_send(journal, uid, changes),
            self._show, self, failed=self._refused, key="compare-send",
        )  # fmt: skip

    def _show(self, found: ToSend) -> None:
        if found.held.uid != self._uid:
            return
        self._found = found
        self.trouble.hide()
        self.page.set_title("Send what you agreed", f"To {found.held.contact}")
        self.page.setAccessibleName("Send what you agreed")
        stopped = found.words.stops and not self._past_stop
        keeps = found.held.held.contact_uid is not None
        self.reading.show_noticed(found.words, {}, stopped=stopped, may_keep=keeps)
        self.words.show_words(found)
        self.reading.show()
        self.send.setVisible(not stopped)
        if self._fresh:
            self._fresh = False
            QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        if self.page.isVisible():
            self.reading.focus_first()
            self.page.verticalScrollBar().setValue(0)

    def _refused(self, error: JournalError) -> None:
        if isinstance(error, InvalidInput) and error.field == "changes":
            self.reading.warnings.forget_last()
        if is_hidden(error):
            self._found = None
            self.page.set_title("Send what you agreed")
            for part in (self.reading, self.send):
                part.hide()
        self.trouble.tell(error, self.page)

    # ---- deciding

    def _stop_passed(self) -> None:
        self._past_stop = self._fresh = True
        self._ask()

    def _change_words(self, wanted: Wanted) -> None:
        contact = self._found.held.held.contact_uid if self._found is not None else None
        self.reading.take(wanted, contact, self._desk, self, self._ask, self._refused)

    # ---- sending

    def _is_read(self) -> bool:
        problem = self.reading.problem()
        if problem:
            self.reading.tell(problem)
        return not problem

    def _save(self, folder: Path) -> None:
        self._let_out(lambda journal, file: journal.pairs.save(file, folder, read=True), self._saved)

    def _as_text(self) -> None:
        self._let_out(lambda journal, file: journal.pairs.as_text(file, read=True), self._told)

    def _let_out(self, out: Callable[[Journal, SealedFile], T], then: Callable[[T], None]) -> None:
        if not self._is_read():
            return
        uid, changes, past = self._uid, self.reading.warnings.changes, self._past_stop

        def do(journal: Journal) -> T:
            kind = FileKind.ROUND_LEARNING
            return out(journal, journal.pairs.file_of(uid, kind, past_stop=past, changes=changes))

        self._desk.act(do, self, then, failed=self._not_sent)

    def _not_sent(self, error: JournalError) -> None:
        self.send.tell(f"{error.message} {error.advice}")

    def _saved(self, path: Path) -> None:
        self.send.show_done(f"Saved as {path.name} in {path.parent}.", "")

    def _told(self, text: str) -> None:
        self.send.show_done("Copy the text and paste it into an e-mail.", text)

    def _go_back(self) -> None:
        self._desk.go("round-compare", round=self._uid)


def _to_send(journal: Journal, uid: str, changes: tuple[Change, ...]) -> ToSend:
    return ToSend(round_shown(journal, uid), journal.pairs.notices(uid, LEARNING, changes))
