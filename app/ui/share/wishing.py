"""The second step of sharing: for whom, why, and how the days and the end of it are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.composing import ShareWish
from app.domain.contacts import Contact
from app.domain.privacy import LONGEST_MARKING, Width
from app.domain.sharing import ThreadAnswer
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    Card,
    CheckChoice,
    ChoiceChips,
    DatePick,
    Flow,
    LinkButton,
    Muted,
    PickLine,
    TextArea,
    TextLine,
    column_of,
)

SOMEBODY = ""
AS_THEY_ARE: Literal["as-they-are"] = "as-they-are"


@dataclass(frozen=True)
class KnownOf:
    """What is known of who a share is for."""

    has_agreement: bool
    answers: tuple[ThreadAnswer, ...]


class WhomCard(Card):
    """For whom it is. `changed` follows every choice; `agreement_wanted` and `card_wanted` lead elsewhere."""

    changed = Signal()
    agreement_wanted = Signal()
    card_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("For whom", parent)
        self.my_name = TextLine("Your own name, as they know you", max_length=80)
        self.who = PickLine("Who will read it", [(SOMEBODY, "Somebody new, by name or initials")])
        self.who.changed.connect(self._picked)
        self.label = TextLine("Their name or initials", max_length=80)
        self.locks = Muted("")
        self.add_card = LinkButton("Add their contact card")
        self.add_card.clicked.connect(self.card_wanted)
        for part in (self.my_name, self.who, self.label, self.locks, Flow(self.add_card)):
            self.add(part)
        for line in (self.my_name, self.label):
            line.changed.connect(self._typed)
        self._people: dict[str, Contact] = {}
        self._picked(SOMEBODY)

    def offer(self, people: Sequence[Contact], my_name: str) -> None:
        """Offer these people; the own name is asked for only while there is none."""
        self._people = {one.uid: one for one in people}
        self.who.set_options(
            [*((one.uid, one.name) for one in people), (SOMEBODY, "Somebody new, by name or initials")]
        )
        if my_name and not self.my_name.text():
            self.my_name.set_text(my_name)
        self.my_name.setVisible(not my_name)
        self._picked(self.who.value())

    def choose(self, uid: str) -> None:
        """Choose somebody."""
        self.who.set_value(uid)
        self._picked(uid)

    @property
    def contact(self) -> Contact | None:
        """Who was chosen; None for somebody new."""
        return self._people.get(self.who.value())

    def _typed(self, _text: object) -> None:
        self.changed.emit()

    def _picked(self, _uid: object) -> None:
        found = self.contact
        self.label.setVisible(found is None)
        self.add_card.setVisible(found is None or found.card is None)
        self.locks.setText(_how_locked(found))
        self.changed.emit()


def _how_locked(found: Contact | None) -> str:
    if found is None or found.card is None:
        return "No contact card of theirs is here: the file is locked with six words that you tell them by telephone."
    if found.confirmed_on is None:
        return (
            f"The file will open with {found.name}’s keys only. You have not compared the six words with them yet: "
            "do that before you share, under Contacts."
        )
    return f"The file will open with {found.name}’s keys only."


class WhyCard(Card):
    """Why it is shared, and what goes around the words."""

    def __init__(self, desk: Desk, whom: WhomCard, parent: QWidget | None = None) -> None:
        super().__init__("Why, and how", parent)
        self.body.setSpacing(2 * GRID)
        self._desk, self._whom = desk, whom
        self.purpose = TextLine("What it is about (may stay empty)")
        self.note = TextArea(
            "What I would like from you", hint="For example: where do you see me deciding too fast?"
        )
        self.marking = TextLine(
            "Marking at the top (leave empty for none)",
            max_length=LONGEST_MARKING,
            hint="For example your council’s own protective marking.",
        )
        self.days = ChoiceChips(
            "Days",
            [(AS_THEY_ARE, "As they are"), ("month", "As months"), ("season", "As seasons")],
            clearable=False,
        )
        self.days.set_value("month")
        self.coarse = Muted("With months or seasons, themes that only one entry has are left out.")
        self.delete_by = DatePick(
            "Please delete by (leave empty for no day)", today=desk.today, least=desk.today
        )
        self.with_agreement = CheckChoice("Put our agreement at the front")
        self._no_agreement = Muted("")
        self.agreement = LinkButton("Read or write the agreement")
        self.agreement.clicked.connect(whom.agreement_wanted)
        self._answers = QWidget()
        self._answers_column = column_of(self._answers)
        self._ticks: list[tuple[CheckChoice, ThreadAnswer]] = []
        for part in (
            self.purpose, self.note, self.marking, self.days, self.coarse, self.delete_by,
            Flow(self.with_agreement), self._no_agreement, Flow(self.agreement), self._answers,
        ):  # fmt: skip
            self.add(part)
        whom.changed.connect(self._ask)

    def _ask(self) -> None:
        found = self._whom.contact
        if found is None:
            self._show(KnownOf(has_agreement=False, answers=()))
            return
        uid = found.uid
        self._desk.read(lambda journal: _known_of(journal, uid), self._show, self, key="share-known-of")

    def _show(self, known: KnownOf) -> None:
        self.with_agreement.setVisible(known.has_agreement)
        if not known.has_agreement:
            self.with_agreement.setChecked(False)
        somebody = self._whom.contact
        self._no_agreement.setText(
            ""
            if known.has_agreement or somebody is None
            else f"You have no agreement with {somebody.name} yet."
        )
        self._no_agreement.setVisible(bool(self._no_agreement.text()))
        self.agreement.setVisible(somebody is not None)
        before = {one.comment_id for tick, one in self._ticks if tick.isChecked()}
        for tick, _ in self._ticks:
            tick.hide()
        while self._answers_column.count():
            item = self._answers_column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._ticks = []
        if known.answers:
            self._answers_column.addWidget(Body("Your answers to earlier comments, if they should go along:"))
        for one in known.answers:
            tick = CheckChoice(f"Answer: {one.answer}")
            tick.setChecked(one.comment_id in before)
            self._ticks.append((tick, one))
            self._answers_column.addWidget(Flow(tick))
        self._answers.setVisible(bool(known.answers))

    def wish(self, base: ShareWish) -> ShareWish:
        """What stands here, put into a wish."""
        found, width = self._whom.contact, self.days.value()
        return replace(
            base,
            to=found.uid if found else "",
            label="" if found else self._whom.label.text().strip(),
            purpose=self.purpose.text().strip(),
            note=self.note.text().strip(),
            marking=self.marking.text().strip(),
            width=_width(width),
            with_agreement=self.with_agreement.isChecked(),
            delete_by=self.delete_by.value(),
            thread=tuple(one for tick, one in self._ticks if tick.isChecked()),
        )

    def day_problem(self, today: date) -> str:
        """What is wrong with the day of deleting."""
        day = self.delete_by.value()
        return "" if day is None or day >= today else "That day is over."


def _width(key: str | None) -> Width | None:
    return next((one for one in get_args(Width) if one == key), None)


def _known_of(journal: Journal, uid: str) -> KnownOf:
    return KnownOf(
        journal.sharing.agreements.with_contact(uid) is not None,
        journal.merging.answers(uid),
    )
