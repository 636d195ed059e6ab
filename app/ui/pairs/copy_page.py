"""The other's copy of a round of one room: what it holds, for whose keys or with which words, and the way out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.contacts import Contact
from app.domain.errors import JournalError
from app.domain.outgoing import Change
from app.domain.rounds_held import RoundHeld
from app.domain.sharing import FileKind
from app.services.journal import Journal
from app.services.pairs.noticing import LEARNING, RoundWords
from app.services.sharing.sharing import new_passphrase
from app.ui.coach.alone import shown
from app.ui.decision.sheet_view import LongText
from app.ui.desk import Desk
from app.ui.pairs.shown import round_shown
from app.ui.pairs.titled import titled
from app.ui.pairs.words import given_words
from app.ui.pairs.words_in_turns import WordsInTurns
from app.ui.share.read_first import ReadFirst
from app.ui.share.said_words import SaidWords
from app.ui.share.sending import SendCard, SendWords
from app.ui.share.warnings_card import Wanted
from app.ui.share.wishing import how_locked
from app.ui.widgets import Banner, BannerKind, Card, Heading, Muted, Page, PickLine, column_of
from app.ui.widgets.accessible import Group
from app.ui.widgets.reading_order import ReadingOrder

_WORDS = ""
_CARE = (
    "This is what their copy will hold. In their Balcony it opens as a round, with the sides turned round."
)
_TELL = "Tell these six words, never in the same e-mail as the file. Whoever has both can read it."
_SENDING = SendWords(
    "Write the copy",
    "Save the copy",
    "Give it to them, then remove their words here if they would like that.",
    "Back to the round",
    reads=False,
)


@dataclass(frozen=True)
class _Found:
    held: RoundHeld
    learning: RoundWords
    people: tuple[Contact, ...]


class CopyWords(WordsInTurns):
    """Every question with both answers, and the agreed learning."""

    def __init__(self) -> None:
        super().__init__("What the copy holds")

    def show_copy(self, held: RoundHeld, learning: RoundWords) -> None:
        """Show one round."""
        self.show_parts(_parts(held, learning))


class CopyPage(QObject):
    """`arrive` takes round=uid."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Their copy")
        super().__init__(self.page)
        self._desk = desk
        self._uid, self._past_stop, self._words_to_tell = "", False, ""
        self._fresh = True
        self._people: dict[str, Contact] = {}
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.words = CopyWords()
        self.words.built.connect(self._words_stand)
        self.reading = ReadFirst(self.words, _CARE, "Back to the round")
        self.reading.back_wanted.connect(self._go_round)
        self.reading.stop_passed.connect(self._stop_passed)
        self.reading.wanted.connect(self._change_words)
        self.reading.again.connect(self._ask)
        self.lock = Card("For whom")
        self.who = PickLine("It opens with")
        self.who.changed.connect(self._follow)
        self.means, self.six = Muted(), SaidWords()
        for line in (self.who, self.means, self.six):
            self.lock.add(line)
        self.send = SendCard(_SENDING)
        self.send.save_wanted.connect(self._save)
        self.send.text_wanted.connect(self._as_text)
        self.send.home_wanted.connect(self._go_round)
        for part in (self.trouble, self.reading, self.lock, self.send):
            self.page.add(part)
            part.hide()
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Nothing is written here."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Read what the copy would hold."""
        self._uid, self._past_stop, self._fresh = str(where.get("round", "")), False, True
        self._words_to_tell = new_passphrase()
        self.six.setText(self._words_to_tell)
        self.trouble.hide()
        self.reading.begin()
        self.send.begin()
        self._ask()

    def _ask(self) -> None:
        uid, changes = self._uid, self.reading.warnings.changes
        self._desk.read(
            lambda journal: _found(journal, uid, changes),
            self._show, self, failed=self._problem, key="round-copy",
        )  # fmt: skip

    # ---- showing

    def _show(self, found: _Found) -> None:
        if found.held.uid != self._uid:
            return
        name = found.held.contact
        self.page.set_title(f"{name}’s copy", found.held.round.topic)
        self.page.setAccessibleName("Their copy")
        self._people = {one.uid: one for one in found.people if one.card is not None and one.ended_on is None}
        self.who.set_options(
            [
                *((one.uid, f"{one.name}’s keys") for one in self._people.values()),
                (_WORDS, "Six words I tell them"),
            ]
        )
        if self._fresh:
            self._fresh = False
            named = [uid for uid, one in self._people.items() if one.name.casefold() == name.casefold()]
            self.who.set_value(named[0] if named else _WORDS)
        stopped = found.learning.stops and not self._past_stop
        self.reading.show_noticed(found.learning, {}, stopped=stopped, may_keep=False)
        self.reading.show()
        for part in (self.lock, self.send):
            part.hide()
        self._follow()
        self.words.show_copy(found.held, found.learning)
        QTimer.singleShot(0, self, self._land)

    def _words_stand(self) -> None:
        """The way out comes below the words, once all of them can be read."""
        stopped = self.reading.is_stopped
        self.lock.setVisible(not stopped)
        self.send.setVisible(not stopped)

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            self.reading.focus_first()

    def _follow(self, *_: object) -> None:
        found = self._people.get(self.who.value())
        self.means.setText(how_locked(found) if found is not None else _TELL)
        self.six.setVisible(found is None)

    def _problem(self, error: JournalError) -> None:
        self.page.set_title("Their copy")
        for part in (self.reading, self.lock, self.send):
            part.hide()
        self.trouble.tell(error)

    def _stop_passed(self) -> None:
        self._past_stop = True
        self._ask()

    def _change_words(self, wanted: Wanted) -> None:
        self.reading.warnings.note(wanted)
        self._ask()

    # ---- leaving

    def _save(self, folder: Path) -> None:
        self._leave(folder)

    def _as_text(self) -> None:
        self._leave(None)

    def _leave(self, folder: Path | None) -> None:
        problem = self.reading.problem()
        if problem:
            self.reading.tell(problem)
            return
        uid, past, changes = self._uid, self._past_stop, self.reading.warnings.changes
        to = self.who.value()
        words = "" if to else self._words_to_tell

        def make(journal: Journal) -> tuple[str, str]:
            file = journal.pairs.file_of(
                uid,
                FileKind.ROUND_COPY,
                to=to or None,
                passphrase=words or None,
                past_stop=past,
                changes=changes,
            )
            if folder is None:
                text = journal.pairs.as_text(file, read=True)
                return "This text is the copy, locked. Copy it into an e-mail.", text
            path = journal.pairs.save(file, folder, read=True)
            return f"Saved, for your account alone to open: {path}", ""

        self.send.setEnabled(False)
        self._desk.act(make, self, self._left, failed=self._not_left)

    def _left(self, made: tuple[str, str]) -> None:
        self.send.setEnabled(True)
        self.send.show_done(*made)

    def _not_left(self, error: JournalError) -> None:
        self.send.setEnabled(True)
        self.send.tell(f"{error.message} {error.advice}")

    def _go_round(self) -> None:
        self._desk.go("round", round=self._uid)


def _found(journal: Journal, uid: str, changes: tuple[Change, ...]) -> _Found:
    return _Found(
        round_shown(journal, uid),
        journal.pairs.notices(uid, LEARNING, changes),
        shown(journal, journal.sharing.people.contacts()),
    )


def _parts(held: RoundHeld, learning: RoundWords) -> Iterator[QWidget]:
    pair = held.round
    yield titled("The topic", pair.topic)
    if pair.case_text:
        yield titled("The case", pair.case_text)
    for asked in pair.prompts:
        part = Group(asked.wording.question)
        column = column_of(part, spacing=2)
        column.addWidget(Heading(asked.wording.question, 3))
        for name, given in ((pair.theirs, asked.theirs), (pair.mine, asked.mine)):
            column.addWidget(Muted(f"{name}:"))
            column.addWidget(LongText(given_words(asked.wording, given)))
        yield part
    if learning.learning:
        text = learning.text("learning")
        notices = text.notices if text is not None else ()
        yield titled("What we agreed to have learned", learning.learning, notices)
