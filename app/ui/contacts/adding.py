"""Taking in somebody's card, from a pasted text or a file: looked at first, then kept."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.contacts import Contact, ContactKind
from app.domain.errors import InvalidInput, JournalError, KeyChanged
from app.domain.sharing import FileKind, NewCard, Opened, Trust
from app.services.journal import Journal
from app.services.opening import read_file
from app.ui.contacts.person import KIND_WORDS
from app.ui.desk import Desk
from app.ui.exchange.path_line import PathLine
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    ChoiceChips,
    Disclosure,
    Flow,
    Muted,
    QuietButton,
    TextArea,
    TextLine,
)

CHANGED_STOP = (
    "The name is one you know, and the keys are not those you confirmed. Nothing was kept. Ring that person at a number "
    "you know. If they have new keys, ask for a new card signed with the old ones. If the old ones are lost, give the "
    "contact you have another name first, keep this card beside it, and compare the six words."
)
NOT_A_CARD = InvalidInput(
    "card", "This is not a contact card.", "Open it under “Open a Balcony file or pasted text…”."
)


_LONG = 20_000
"""Characters: a card is a few hundred, with the e-mail around it a few thousand."""


class AddingCard(Card):
    """`added` carries the contact that was kept."""

    added = Signal(object)  # Contact

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Add somebody", parent)
        self.body.setSpacing(2 * GRID)
        self._desk = desk
        self._opened: Opened | None = None
        self.text = TextArea("Paste their card here", least_lines=3)
        self.text.field.most_pasted = _LONG
        self.text.field.pasted_long.connect(self._go_open)
        self.path = PathLine("Or choose the file of their card")
        self.path.offer(file=True)
        self.path.set_suffixes("Contact cards", (".balcony", ".txt"))
        self.look = QuietButton("Look at this card")
        self.look.clicked.connect(self._look)
        self.stop = Banner(CHANGED_STOP, BannerKind.PROBLEM, title="Stop: these are other keys than theirs")
        self._told, self._kind = Body(""), _kinds("What they are")
        self.keep = QuietButton("Keep this card")
        self.keep.clicked.connect(self._keep)
        self.by_name = Disclosure("Add somebody without a card")
        self.name, self._name_kind = (
            TextLine("Name or initials", max_length=80),
            _kinds("What this person is"),
        )
        add = QuietButton("Add this name")
        add.clicked.connect(self._add_name)
        hint = Muted("Files for them are locked with six words that you tell them on the telephone.")
        for inside in (self.name, self._name_kind, hint, Flow(add)):
            self.by_name.add(inside)
        for part in (
            self.text,
            self.path,
            self.look,
            self.stop,
            self._told,
            self._kind,
            self.keep,
            self.by_name,
        ):
            self.add(part)
        self._forget()

    def show_opened(self, opened: Opened) -> None:
        """Show a card that was opened elsewhere."""
        self._forget()
        self._show(opened)

    def _forget(self) -> None:
        self._opened = None
        for part in (self.stop, self._told, self._kind, self.keep):
            part.hide()
        self.text.set_problem("")

    def _go_open(self, text: object) -> None:
        """So long a text is no card: it is looked at where everything is opened."""
        self._desk.go("open-file", text=text)

    def _look(self) -> None:
        self._forget()
        text, path = self.text.text(), self.path.path()
        if not text.strip() and path is None:
            self.text.set_problem("Paste a card, or choose a file.")
            self.text.field.setFocus()
            return
        self._desk.read(lambda journal: _opened(journal, text, path), self._show, self, failed=self._failed)

    def _show(self, opened: Opened) -> None:
        if opened.kind not in {FileKind.CARD, FileKind.NEW_CARD}:
            self._failed(NOT_A_CARD)
            return
        if opened.trust is Trust.CHANGED:
            self._stop()
            return
        self._opened = opened
        name = opened.author.name
        if opened.mine:
            self._told.setText("This is your own card.")
        elif opened.trust is Trust.CONFIRMED:
            new = isinstance(opened.content, NewCard)
            self._told.setText(
                f"New keys of {name}, signed with the ones you confirmed."
                if new
                else f"{name}’s card is here already."
            )
        else:
            self._told.setText(f"This card says that it belongs to {name}. It is new here.")
        self._told.show()
        self._kind.setVisible(opened.trust is Trust.FIRST_USE and not opened.mine)
        self.keep.setVisible(not opened.mine)
        if not opened.mine:
            self.keep.setFocus()

    def _stop(self) -> None:
        self.stop.show()
        self.stop.set_text(CHANGED_STOP)

    def _failed(self, error: JournalError) -> None:
        if isinstance(error, KeyChanged):
            self._stop()
        else:
            self.text.set_problem(f"{error.message} {error.advice}")
            self.text.field.setFocus()

    def _keep(self) -> None:
        opened = self._opened
        if opened is None:
            return
        content, card, kind = (
            opened.content,
            opened.author,
            ContactKind(self._kind.value() or ContactKind.COACH),
        )

        def keep(journal: Journal) -> Contact:
            people = journal.sharing.people
            return people.take_new_card(content) if isinstance(content, NewCard) else people.add(card, kind)

        self._desk.act(keep, self, self._kept, failed=self._failed, said="The card was kept.")

    def _add_name(self) -> None:
        name, kind = self.name.text(), ContactKind(self._name_kind.value() or ContactKind.COACH)
        self._desk.act(
            lambda journal: journal.sharing.people.add_by_name(name, kind), self, self._kept,
            failed=self._no_name, said="Added.",
        )  # fmt: skip

    def _no_name(self, error: JournalError) -> None:
        self.name.set_problem(f"{error.message} {error.advice}")

    def _kept(self, contact: Contact) -> None:
        self._forget()
        self.text.set_text("")
        self.path.set_text("")
        self.name.set_text("")
        self.name.set_problem("")
        self.added.emit(contact)


def _kinds(name: str) -> ChoiceChips:
    chips = ChoiceChips(name, [(kind.value, words) for kind, words in KIND_WORDS.items()], clearable=False)
    chips.set_value(ContactKind.COACH.value)
    return chips


def _opened(journal: Journal, text: str, path: Path | None) -> Opened:
    return journal.desk.open(text if text.strip() else read_file(path or Path()))
