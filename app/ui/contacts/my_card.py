"""One's own contact card: as text, as a file and as a picture for a telephone."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.contacts import Contact
from app.domain.errors import JournalError
from app.services.journal import Journal
from app.storage.files import file_errors, write_whole
from app.ui.clipboard import put
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_where
from app.ui.theme import GRID, em
from app.ui.widgets import (
    Body,
    Card,
    Disclosure,
    Flow,
    LinkButton,
    Muted,
    PickLine,
    QuietButton,
    TextArea,
    TextLine,
    announce,
)

_ANYBODY = ""
_LIGHT_AROUND = 4
_SQUARE_EM = 0.42


@dataclass(frozen=True)
class MyCard:
    """One's own card as it is given away; empty while there is no name yet."""

    name: str
    text: str
    squares: tuple[tuple[bool, ...], ...]
    theirs_alone: bool = False
    """Whether the keys on it were made for one person."""


def my_card(journal: Journal, uid: str) -> MyCard:
    """The card for somebody, or for anybody; its keys are made when it is first asked for."""
    from app.sharing.cards import card_qr, card_text

    people = journal.sharing.people
    name = people.my_name()
    if not name:
        return MyCard("", "", ())
    card = people.my_card(uid or None)
    alone = bool(uid) and journal.sharing.keys.has_own(uid)
    return MyCard(name, card_text(card), card_qr(card), alone)


def renewed(journal: Journal, uid: str) -> MyCard:
    """New keys for one person alone, on a card that those they know have signed."""
    people = journal.sharing.people
    return MyCard(people.my_name(), people.renewed_card(uid), (), theirs_alone=True)


class Squares(QWidget):
    """The picture a telephone reads: always dark on white, with the white edge it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._squares: tuple[tuple[bool, ...], ...] = ()
        self.setAccessibleName("Picture (QR code) of your contact card; the text says the same")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_squares(self, squares: tuple[tuple[bool, ...], ...]) -> None:
        """Draw these."""
        self._squares = squares
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = (len(self._squares) + 2 * _LIGHT_AROUND) * max(3, round(_SQUARE_EM * em(self) / 2))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        many = len(self._squares) + 2 * _LIGHT_AROUND
        side = min(self.width(), self.height()) // many if many else 0
        for y, row in enumerate(self._squares):
            for x, dark in enumerate(row):
                if dark:
                    at = QRectF((x + _LIGHT_AROUND) * side, (y + _LIGHT_AROUND) * side, side, side)
                    painter.fillRect(at, QColor("black"))


class MyCardCard(Card):
    """The own name, and the card that goes to others."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Your own card", parent)
        self.body.setSpacing(2 * GRID)
        self._desk = desk
        self._shown = MyCard("", "", ())
        self.add(
            Body(
                "Give this card to whom you share with, and take theirs. It holds your name and two public keys, and "
                "nothing that opens anything."
            )
        )
        self.name = TextLine("Your name, as they know you", max_length=80)
        self.name.entered.connect(self._save_name)
        self.save_name = QuietButton("Use this name")
        self.save_name.clicked.connect(self._save_name)
        self.whom = PickLine("Whom it is for", [(_ANYBODY, "Anybody")])
        self.whom.changed.connect(self._ask)
        self._means = Muted("")
        self.alone = LinkButton("Make keys for this person alone")
        self.alone.clicked.connect(self._make_alone)
        self.text = TextArea("The card as text", least_lines=6)
        self.text.field.setReadOnly(True)
        self.copy, self.save = QuietButton("Copy the text"), QuietButton("Save it as a file…")
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_file)
        self.picture = Disclosure("Show it as a picture for a telephone")
        self.squares = Squares()
        self.picture.add(self.squares)
        self._buttons = Flow(self.copy, self.save, spacing=GRID)
        for part in (
            self.name, Flow(self.save_name), self.whom, self._means, Flow(self.alone), self.text, self._buttons,
            self.picture,
        ):  # fmt: skip
            self.add(part)
        self._show(self._shown)

    def offer(self, people: tuple[Contact, ...]) -> None:
        """Offer a card for each of these."""
        self.whom.set_options([(_ANYBODY, "Anybody"), *((one.uid, one.name) for one in people)])
        self._ask()

    def _ask(self, *_: object) -> None:
        uid = self.whom.value()
        self._desk.read(lambda journal: my_card(journal, uid), self._show, self, key="my-card")

    def _show(self, card: MyCard) -> None:
        if card.name != self._shown.name or not self.name.text():
            self.name.set_text(card.name)
        self._shown = card
        self.text.set_text(card.text)
        self.squares.show_squares(card.squares)
        for part in (self.whom, self._means, self.text, self._buttons):
            part.setVisible(bool(card.text))
        self.picture.setVisible(bool(card.squares))
        whom = self.whom.field.currentText()
        self.alone.setVisible(bool(card.text and self.whom.value()) and not card.theirs_alone)
        self.alone.setAccessibleName(f"Make keys for {whom} alone")
        self._means.setText(_means(card, whom if self.whom.value() else ""))

    def _make_alone(self) -> None:
        uid = self.whom.value()
        self._desk.act(lambda journal: renewed(journal, uid), self, self._show_renewed, failed=self._refused)

    def _show_renewed(self, card: MyCard) -> None:
        self._show(card)
        words = (
            f"New keys, for {self.whom.field.currentText()} alone. Send them this card before you share again: it is "
            "signed with the keys they know. Without it, your next file would look to them like a stranger’s. It is shown "
            "only now: keep a copy until they have it."
        )
        self._means.setText(words)
        announce(self, words)
        self.copy.setFocus()

    def _save_name(self) -> None:
        name = self.name.text()

        def keep(journal: Journal) -> None:
            journal.sharing.people.set_my_name(name)

        self._desk.act(
            keep, self, self._name_kept, failed=self._refused, said="This name stands on your card."
        )

    def _name_kept(self, _none: None) -> None:
        self.name.set_problem("")
        self._ask()

    def _refused(self, error: JournalError) -> None:
        self.name.set_problem(f"{error.message} {error.advice}")

    def _copy(self) -> None:
        put(self._shown.text)
        announce(self, "Copied.")

    def _ask_file(self) -> None:
        ask_where(self, "Save your card", "card.balcony", "Balcony files (*.balcony)", self.save_to)

    def save_to(self, path: str) -> None:
        """Write the card to a file."""
        text = self._shown.text

        def write(_journal: Journal) -> None:
            with file_errors():
                write_whole(Path(path), text.encode())

        self._desk.read(write, lambda _none: self._desk.say("Your card was saved."), self)


def _means(card: MyCard, whom: str) -> str:
    if not whom:
        return (
            "Whoever has this card has the same keys for you, and could see that your files come from one person. "
            "A card for one person alone has keys of its own."
        )
    if card.theirs_alone:
        return f"The keys on it are for {whom} alone: nobody else can match up your files."
    return f"{whom} knows you by the card you give to anybody."
