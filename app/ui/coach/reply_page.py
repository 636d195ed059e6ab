"""The reply to one bundle: every word that will leave, what the privacy check noticed in it, and the way out."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.domain.privacy import Alike
from app.services.journal import Journal
from app.ui.coach.gathering import ReplyRead, read_reply
from app.ui.coach.in_pages import InPages
from app.ui.coach.other_words import put_other_words
from app.ui.coach.reply_words import reply_pieces
from app.ui.decision.steady import laid_out_once
from app.ui.desk import Desk
from app.ui.share.sending import NameCard, SendCard, SendWords
from app.ui.share.stop_card import UNLAWFUL
from app.ui.share.warnings_card import WE_MISS, Wanted, WarningRow, key_of
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    CheckChoice,
    EmptyState,
    Muted,
    Page,
    QuietButton,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_AT_ONCE = 6
_UNCONFIRMED = (
    "Compare the six words with them by telephone or face to face first. Only whoever "
    "made these keys can open this reply."
)
_NO_STOP = "I have checked with legal that this may be passed on"
_SENDING = SendWords(
    "Send it",
    "Save the reply",
    "It is noted as sent. Only this leader can open it.",
    "Back to the desk",
)


@dataclass(frozen=True)
class _Asked:
    reply: ReplyRead
    frameworks: dict[str, str]


class NoticedCard(Card):
    """What was noticed, each to be left or changed before the reply can leave."""

    def __init__(self) -> None:
        super().__init__("Look at this before it leaves")
        self.body.setSpacing(2 * GRID)
        self.add(Muted(WE_MISS))
        self.stop = Banner(UNLAWFUL, BannerKind.PROBLEM, title="Check with legal first")
        self.checked = CheckChoice(_NO_STOP)
        self.add(self.stop)
        self.add_row(self.checked)
        self._rows = QWidget()
        self._column = column_of(self._rows, spacing=2 * GRID)
        self.add(self._rows)
        self._more = Muted()
        self.add(self._more)
        self.rows: list[WarningRow] = []

    def show_noticed(self, noticed: tuple[Alike, ...], waiting: tuple[Alike, ...]) -> None:
        """Show what waits for a word."""
        stops = any(one.stops for one in noticed)
        self.stop.setVisible(stops)
        self.checked.setVisible(stops)
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [WarningRow(one, "In your reply", may_keep=False) for one in waiting[:_AT_ONCE]]
        for row in self.rows:
            self._column.addWidget(row)
        more = len(waiting) - len(self.rows)
        self._more.setText(f"{more} more come when these are decided.")
        self._more.setVisible(more > 0)
        self.setVisible(bool(waiting) or stops)


class ReplyPage(QObject):
    """Read it, decide, send it. What is shown is parsed back from the very bytes that leave."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = Page("Your reply")
        self.setParent(self.page)
        self._uid, self._lands, self._sent = "", False, False
        self._found: _Asked | None = None
        self._left: set[str] = set()
        self.back = QuietButton("Back to what they shared")
        self.back.clicked.connect(self._go_back)
        self.page.add_action(self.back)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.nothing = EmptyState("", "Back to what they shared")
        self.nothing.acted.connect(self._go_back)
        self.name = NameCard("Your name on the reply")
        self.name.wanted.connect(self._set_name)
        self.noticed = NoticedCard()
        self.words = InPages()
        self.send = SendCard(_SENDING)
        self.send.save_wanted.connect(self._save)
        self.send.text_wanted.connect(self._make_text)
        self.send.home_wanted.connect(self._go_home)
        self.six = Banner(_UNCONFIRMED, BannerKind.CAUTION, title="Their keys are not confirmed yet")
        for part in (self.trouble, self.nothing, self.six, self.name, self.noticed, self.words, self.send):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)
        desk.changed.connect(self._journal_changed)

    def arrive(self, uid: str) -> None:
        """Make the next reply on a bundle."""
        self._uid, self._sent, self._found = uid, False, None
        self._left.clear()
        self._lands = True
        self.send.begin()
        self.noticed.checked.setChecked(False)
        self._ask()

    def forget(self) -> None:
        """Hold no word of a coaching that ended."""
        self._uid, self._found = "", None
        self._hide_all()
        self.words.clear()
        self.send.begin()
        self.page.set_title("Your reply")

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible() and self._uid and not self._sent:
            self._ask()

    def _ask(self) -> None:
        uid = self._uid
        self._desk.read(
            lambda journal: _asked(journal, uid), self._show, self, failed=self._lost, key="coach-reply"
        )

    # ---- showing

    def _show(self, found: _Asked) -> None:
        if found.reply.received.uid != self._uid or self._sent:
            return
        before, self._found = self._found, found
        read, bundle = found.reply, found.reply.received.bundle
        self.page.set_title(f"Your reply to {bundle.from_name}")
        self.trouble.hide()
        self.nothing.setVisible(bool(read.trouble))
        self.nothing.set_words(read.trouble, "Back to what they shared")
        self.name.setVisible(read.draft is not None and not read.my_name)
        self.send.setVisible(read.sealed is not None)
        self.six.setVisible(read.sealed is not None and not read.is_confirmed)
        if before is None or not _same_words(before.reply, read):
            self._show_words(found)
        self._show_noticed()
        if self._lands:
            self._lands = False
            QTimer.singleShot(0, self, self._land)

    def _show_words(self, found: _Asked) -> None:
        self.send.unread()
        sealed = found.reply.sealed
        self.words.setVisible(sealed is not None)
        if sealed is None:
            self.words.clear()
        else:
            bundle = found.reply.received.bundle
            self.words.show_pieces(reply_pieces(sealed.reply, bundle, found.frameworks))

    @property
    def undecided(self) -> tuple[Alike, ...]:
        """What still wants a word."""
        noticed = self._found.reply.noticed if self._found else ()
        return tuple(one for one in noticed if key_of(one) not in self._left and not one.stops)

    def _show_noticed(self) -> None:
        noticed = self._found.reply.noticed if self._found else ()
        with laid_out_once(self.noticed):
            self.noticed.show_noticed(noticed, self.undecided)
            for row in self.noticed.rows:
                row.left.connect(self._leave)
                row.wanted.connect(self._change)

    def _land(self) -> None:
        if not self.page.isVisible():
            return
        self.page.verticalScrollBar().setValue(0)
        wanted: list[QWidget] = [
            self.nothing.button,
            self.name.field,
            *(row.leave for row in self.noticed.rows),
        ]
        stop = next((one for one in wanted if one.isVisible()), self.back)
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lost(self, error: JournalError) -> None:
        """It is no longer here, or another leader alone is shown: nothing of it stays on the page."""
        self.forget()
        self._problem(error)

    def _hide_all(self) -> None:
        for part in (self.nothing, self.six, self.name, self.noticed, self.words, self.send):
            part.hide()

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- deciding

    def _leave(self, alike: Alike) -> None:
        self._left.add(key_of(alike))
        self._show_noticed()
        following: QWidget = self.noticed.rows[0].leave if self.noticed.rows else self.send.read
        following.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, wanted: Wanted) -> None:
        if self._found is None or self._found.reply.draft is None:
            return
        reply = self._found.reply.draft.reply
        self._desk.act(
            lambda journal: put_other_words(journal, reply, wanted.alike, wanted.words),
            self, self._changed, failed=self._problem, said="Changed in your reply.",
        )  # fmt: skip

    def _changed(self, _none: None) -> None:
        self._lands = True
        self._ask()

    def _set_name(self, name: str) -> None:
        def keep(journal: Journal) -> None:
            journal.sharing.people.set_my_name(name)

        self._lands = True
        self._desk.act(keep, self, failed=self.name.tell)

    def _ready(self) -> bool:
        """Whether it may leave; else says what comes first."""
        if self.undecided:
            self.send.tell(f"Decide first about what was noticed: {len(self.undecided)} left.")
            self.noticed.rows[0].leave.setFocus()
            return False
        if self.noticed.checked.isVisible() and not self.noticed.checked.isChecked():
            self.send.tell(f"Tick first: “{_NO_STOP}”.")
            self.noticed.checked.setFocus()
            return False
        if not self.words.was_all_shown:
            self.send.tell("Look at every part of your reply first.")
            self.words.after.setFocus()
            return False
        return self.send.is_read()

    # ---- leaving

    def _save(self, folder: Path) -> None:
        sealed = self._found.reply.sealed if self._found else None
        if sealed is None or not self._ready():
            return
        self._sent = True
        self._desk.act(
            lambda journal: journal.desk.save(sealed, folder), self, self._saved, failed=self._not_saved
        )

    def _saved(self, path: Path) -> None:
        self._end(f"Saved, for your account alone to open: {path}", "")

    def _make_text(self) -> None:
        sealed = self._found.reply.sealed if self._found else None
        if sealed is None or not self._ready():
            return
        self._sent = True
        self._desk.act(
            lambda journal: journal.desk.as_text(sealed), self, self._made_text, failed=self._not_saved
        )

    def _made_text(self, text: str) -> None:
        self._end("This text is the reply, locked. Copy it into an e-mail.", text)

    def _end(self, told: str, text: str) -> None:
        self.noticed.hide()
        self.send.show_done(told, text)

    def _not_saved(self, error: JournalError) -> None:
        self._sent = False
        self.send.tell(f"{error.message} {error.advice}")

    def _go_back(self) -> None:
        self._desk.go("desk", bundle=self._uid)

    def _go_home(self) -> None:
        self._desk.go("desk")


def _asked(journal: Journal, uid: str) -> _Asked:
    frameworks = {one.id: one.name for one in journal.prompts.now().library.frameworks}
    return _Asked(read_reply(journal, uid), frameworks)


def _same_words(one: ReplyRead, other: ReplyRead) -> bool:
    """Whether the same would leave: ids and bytes differ each time it is made."""
    if one.sealed is None or other.sealed is None:
        return one.sealed is other.sealed
    mine, theirs = one.sealed.reply, other.sealed.reply
    return (mine.comments, mine.actions, mine.session, mine.from_name) == (
        theirs.comments, theirs.actions, theirs.session, theirs.from_name,
    )  # fmt: skip
