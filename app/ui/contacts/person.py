"""One contact: what is known of their keys, the six words, the names kept for them, and the end."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.contacts import Contact, ContactKind, LoggedShare
from app.domain.errors import JournalError
from app.domain.written_dates import written
from app.services.journal import Journal
from app.services.sharing.people import ENDING_CHECKLIST
from app.ui.contacts.names_kept import NamesKept
from app.ui.desk import Desk
from app.ui.share.said_words import SaidWords
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    CheckChoice,
    ChoiceChips,
    Disclosure,
    Flow,
    LinkButton,
    Muted,
    QuietButton,
    TextLine,
    announce,
    column_of,
)

KIND_WORDS = {
    ContactKind.COACH: "Coach or mentor",
    ContactKind.LEADER: "Leader I coach",
    ContactKind.PEER: "Peer",
}
READ_ALOUD = (
    "Ring them, at a number you know. Read these words to each other. They stand on both screens, "
    "and are the same only if nobody stands between."
)


@dataclass(frozen=True)
class Known:
    """A contact with what is kept for them."""

    contact: Contact
    names: Mapping[str, str]
    has_agreement: bool


def standing(one: Contact) -> str:
    """What is known of somebody's keys, in words."""
    if one.ended_on is not None:
        return f"This coaching ended on {written(one.ended_on)}."
    if one.card is None:
        return "No card of theirs is here yet. Files for them are locked with six words to tell on the telephone."
    if one.confirmed_on is None:
        return "Their card is here, and you have not compared the six words with them yet."
    return f"The six words were compared on {written(one.confirmed_on)}."


class PersonCard(Card):
    """One contact. `trouble` carries what went wrong."""

    trouble = Signal(object)  # JournalError

    def __init__(self, desk: Desk, known: Known) -> None:
        super().__init__(known.contact.name)
        self.known = known
        self._desk = desk
        one = known.contact
        self.add(Muted(KIND_WORDS[one.kind]))
        self.add(Body(standing(one)))
        self._words = WordsView(one)
        self._words.said.connect(self._compared)
        self.compare = QuietButton(
            "Compare the six words" if one.confirmed_on is None else "Compare the six words again"
        )
        self.compare.setAccessibleName(f"{self.compare.text()}: {one.name}")
        self.compare.clicked.connect(self._ask_words)
        buttons: list[QWidget] = []
        if one.ended_on is None:
            share = QuietButton("Share with them")
            share.setAccessibleName(f"Share with {one.name}")
            share.clicked.connect(self._go_share)
            buttons = [*([self.compare] if one.card else []), share]
        for words, page in (("What you shared with them", "sharing-log"), ("Agreement", "agreement")):
            link = LinkButton(words)
            link.setObjectName(page)
            link.setAccessibleName(f"{words}: {one.name}")
            link.clicked.connect(self._follow)
            buttons.append(link)
        self.add_row(*buttons)
        self.add(self._words)
        self._words.hide()
        self.fold = Disclosure("Change, or end")
        self.fold.button.setAccessibleName(f"Change, or end: {one.name}")
        self.fold.toggled.connect(self._unfold)
        self.add(self.fold)
        self._is_made = False

    def _unfold(self, _unfolded: object) -> None:
        if self._is_made:
            return
        self._is_made = True
        one = self.known.contact
        self.name = TextLine(f"Name here: {one.name}", max_length=80)
        self.name.set_text(one.name)
        rename = QuietButton("Use this name")
        rename.setAccessibleName(f"Use this name for {one.name}")
        rename.clicked.connect(self._rename)
        self.kind = ChoiceChips(
            f"What {one.name} is",
            [(kind.value, words) for kind, words in KIND_WORDS.items()],
            clearable=False,
        )
        self.kind.set_value(one.kind.value)
        self.kind.changed.connect(self._set_kind)
        self.names = NamesKept(self._desk, one, self.known.names)
        self.names.trouble.connect(self.trouble)
        self.ending = EndingView(one)
        self.ending.agreed.connect(self._end)
        self.ending.again.connect(self._begin_again)
        for part in (self.name, Flow(rename), self.kind, self.names, self.ending):
            self.fold.add(part)

    # ---- the six words

    def _ask_words(self) -> None:
        uid = self.known.contact.uid
        self._desk.read(
            lambda journal: journal.sharing.people.words_with(uid),
            self._show_words,
            self,
            failed=self.trouble.emit,
        )

    def _show_words(self, words: tuple[str, ...]) -> None:
        self._words.show_words(words)

    def _compared(self, same: bool) -> None:  # noqa: FBT001 - a signal's payload
        uid = self.known.contact.uid

        def confirm(journal: Journal) -> None:
            journal.sharing.people.confirm(uid, confirmed=same)

        said = "Noted: the words were the same." if same else "Noted: not confirmed."
        self._act(confirm, said)

    # ---- changing

    def _act(self, do: object, said: str) -> None:
        if callable(do):
            self._desk.act(do, self, failed=self.trouble.emit, said=said)

    def _rename(self) -> None:
        uid, name = self.known.contact.uid, self.name.text()

        def rename(journal: Journal) -> None:
            journal.sharing.people.rename(uid, name)

        self._desk.act(rename, self, failed=self._not_renamed, said="They have this name here now.")

    def _not_renamed(self, error: JournalError) -> None:
        self.name.set_problem(f"{error.message} {error.advice}")

    def _set_kind(self, kind: object) -> None:
        uid, wanted = self.known.contact.uid, ContactKind(str(kind))

        def change(journal: Journal) -> None:
            journal.sharing.people.set_kind(uid, wanted)

        self._act(change, f"Noted: {KIND_WORDS[wanted]}.")

    def _end(self) -> None:
        uid = self.known.contact.uid

        def end(journal: Journal) -> tuple[LoggedShare, ...]:
            return journal.sharing.people.end(uid)

        self._desk.act(end, self, self._ended, failed=self.trouble.emit)

    def _ended(self, still: tuple[LoggedShare, ...]) -> None:
        files = "1 file" if len(still) == 1 else f"{len(still)} files"
        left = (
            f" {files} may still be with them: note under “What you shared with them” when you have asked."
            if still
            else ""
        )
        self._desk.say(f"This coaching has ended here.{left}")

    def _begin_again(self) -> None:
        uid = self.known.contact.uid

        def again(journal: Journal) -> None:
            journal.sharing.people.begin_again(uid)

        self._act(again, "This coaching goes on.")

    def _go_share(self) -> None:
        self._desk.go("share", contact=self.known.contact.uid)

    def _follow(self) -> None:
        self._desk.go(self.sender().objectName(), contact=self.known.contact.uid)


class WordsView(QWidget):
    """The six words to read to each other. `said` carries whether they were the same."""

    said = Signal(bool)

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        column = column_of(self)
        column.addWidget(Body(READ_ALOUD))
        self.words = SaidWords()
        column.addWidget(self.words)
        self.same, self.differ = QuietButton("They are the same"), QuietButton("They differ")
        self.same.setAccessibleName(f"The words are the same: {contact.name}")
        self.differ.setAccessibleName(f"The words differ: {contact.name}")
        self.same.clicked.connect(self._same)
        self.differ.clicked.connect(self._differ)
        column.addWidget(Flow(self.same, self.differ, spacing=GRID))
        self.stop = Banner(
            "Do not share anything with this card. Ask them for their card once more, on another way: in person, or "
            "read out on the telephone.",
            BannerKind.PROBLEM,
            title="Stop: somebody may stand between you",
        )
        column.addWidget(self.stop)
        self.stop.hide()

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show them, to be read aloud."""
        told = " · ".join(words)
        self.words.setText(told)
        self.stop.hide()
        self.show()
        announce(self, f"{READ_ALOUD} {' '.join(words)}")
        self.same.setFocus()

    def _same(self) -> None:
        self.said.emit(True)

    def _differ(self) -> None:
        self.stop.show()
        announce(self.stop, "Stop: somebody may stand between you")
        self.said.emit(False)


class EndingView(QWidget):
    """The end of a coaching: what the journal cannot reach, then a yes."""

    agreed = Signal()
    again = Signal()

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        column = column_of(self)
        if contact.ended_on is not None:
            back = QuietButton("Take it up again")
            back.setAccessibleName(f"Take it up again with {contact.name}")
            back.clicked.connect(self.again)
            column.addWidget(Flow(back))
            return
        column.addWidget(Body("When this coaching ends, this is what the journal cannot do for you:"))
        for line in ENDING_CHECKLIST:
            column.addWidget(CheckChoice(line))
        self.end = QuietButton("End this coaching")
        self.end.setAccessibleName(f"End this coaching with {contact.name}")
        self.end.clicked.connect(self.agreed)
        column.addWidget(Muted("What they sent back stays in your journal. Undo takes this back."))
        column.addWidget(Flow(self.end))
