"""The second step of sharing: for whom, why, and how the days and the end of it are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.composing import ShareWish
from app.domain.contacts import Contact
from app.domain.errors import JournalError
from app.domain.privacy import LONGEST_MARKING, Width
from app.domain.sharing import ThreadAnswer
from app.domain.whole import JsonValue
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, day_in, put, text_in, texts_in
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
MONTHS: Width = "month"
AS_THEY_ARE: Literal["as-they-are"] = "as-they-are"


@dataclass(frozen=True)
class KnownOf:
    """What is known of who a share is for."""

    has_agreement: bool
    answers: tuple[ThreadAnswer, ...]


class WhomCard(Card):
    """For whom it is. `changed` follows every choice, `typed` what a person did; the rest leads elsewhere."""

    changed = Signal()
    typed = Signal()
    agreement_wanted = Signal()
    card_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("For whom", parent)
        self.my_name = TextLine("Your own name, as they know you", max_length=80)
        self.who = PickLine("Who will read it", [(SOMEBODY, "Somebody new, by name or initials")])
        self.who.changed.connect(self._chosen)
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
        """Who was chosen, or has the name that was typed; None for somebody new."""
        typed = " ".join(self.label.text().split()).casefold()
        named = (one for one in self._people.values() if one.name.casefold() == typed)
        return self._people.get(self.who.value()) or next(named, None)

    def tell(self, error: JournalError) -> bool:
        """Say beside a field what is missing there; False where it is about no field of this card."""
        line = {"to": self.label, "name": self.my_name}.get(getattr(error, "field", ""))
        if line is None or line.isHidden():
            return False
        line.set_problem(f"{error.message} {error.advice}")
        line.field.setFocus()
        return True

    def clear(self) -> None:
        """Nobody is chosen."""
        self.label.set_text("")
        self.choose(SOMEBODY)

    def _typed(self, _text: object) -> None:
        for line in (self.my_name, self.label):
            line.set_problem("")
        self._picked(self.who.value())
        self.typed.emit()

    def _chosen(self, uid: object) -> None:
        self._picked(uid)
        self.typed.emit()

    def _picked(self, _uid: object) -> None:
        found = self.contact
        self.label.setVisible(self.who.value() == SOMEBODY)
        self.add_card.setVisible(found is None or found.card is None)
        self.locks.setText(how_locked(found))
        self.changed.emit()


def how_locked(found: Contact | None) -> str:
    """What a file for somebody will open with; said before it is made."""
    if found is None or found.card is None:
        return "No contact card of theirs is here: the file is locked with six words that you tell them by telephone."
    if found.confirmed_on is None:
        return (
            f"The file will open with {found.name}’s keys only. You have not compared the six words with them yet: "
            "do that before you share, under Contacts."
        )
    return f"The file will open with {found.name}’s keys only."


class WhyCard(Card):
    """Why it is shared, and what goes around the words. `typed` follows what a person wrote or chose."""

    typed = Signal()

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
            [(AS_THEY_ARE, "As they are"), (MONTHS, "As months"), ("season", "As seasons")],
            clearable=False,
        )
        self.days.set_value(MONTHS)
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
        self._kept_agreement = False
        self._kept_answers: frozenset[str] = frozenset()
        for signal in (
            self.purpose.changed, self.note.changed, self.marking.changed, self.days.changed, self.delete_by.picked,
            self.with_agreement.clicked,
        ):  # fmt: skip
            signal.connect(self._was_typed)
        for part in (
            self.purpose, self.note, self.marking, self.days, self.coarse, self.delete_by,
            Flow(self.with_agreement), self._no_agreement, Flow(self.agreement), self._answers,
        ):  # fmt: skip
            self.add(part)
        whom.changed.connect(self._ask)

    def _was_typed(self, *_: object) -> None:
        self.typed.emit()

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
        elif self._kept_agreement:
            self.with_agreement.setChecked(True)
        somebody = self._whom.contact
        self._no_agreement.setText(
            ""
            if known.has_agreement or somebody is None
            else f"You have no agreement with {somebody.name} yet."
        )
        self._no_agreement.setVisible(bool(self._no_agreement.text()))
        self.agreement.setVisible(somebody is not None)
        before = self._kept_answers | {one.comment_id for tick, one in self._ticks if tick.isChecked()}
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
            tick.clicked.connect(self._was_typed)
            self._ticks.append((tick, one))
            self._answers_column.addWidget(Flow(tick))
        self._answers.setVisible(bool(known.answers))
        if self._whom.contact is not None:
            self._kept_agreement, self._kept_answers = False, frozenset()

    # ---- kept as a draft

    def fields(self) -> Fields:
        """What was written and chosen here and for whom, for a draft; nothing where all is as it was at first."""
        whom, day = self._whom, self.delete_by.value()
        found: Fields = {}
        stands: dict[str, JsonValue] = {
            "purpose": self.purpose.text(),
            "note": self.note.text(),
            "marking": self.marking.text(),
            "days": "" if self.days.value() == MONTHS else str(self.days.value()),
            "delete-by": day.isoformat() if day else "",
            "with-agreement": self.with_agreement.isChecked(),
            "answers": [one.comment_id for tick, one in self._ticks if tick.isChecked()],
            "label": whom.label.text(),
            "my-name": whom.my_name.text() if not whom.my_name.isHidden() else "",
        }
        for name, said in stands.items():
            put(found, name, said)
        if found:
            put(found, "to", whom.who.value())
        return found

    def restore(self, fields: Fields) -> None:
        """Show these again."""
        self.purpose.set_text(text_in(fields, "purpose"))
        self.note.set_text(text_in(fields, "note"))
        self.marking.set_text(text_in(fields, "marking"))
        self.days.set_value(text_in(fields, "days") or MONTHS)
        self.delete_by.set_value(day_in(fields, "delete-by"))
        self.with_agreement.setChecked(False)
        self._kept_agreement = fields.get("with-agreement") is True
        self._kept_answers = frozenset(texts_in(fields, "answers"))
        self._whom.label.set_text(text_in(fields, "label"))
        if not self._whom.my_name.isHidden():
            self._whom.my_name.set_text(text_in(fields, "my-name"))
        self._whom.choose(text_in(fields, "to"))

    def clear(self) -> None:
        """As at first."""
        self.restore({})

    # ---- what it comes to

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

    def is_ready(self) -> bool:
        """Whether the day can be read; else the focus goes there, where it says why."""
        ready = not self.delete_by.has_problem
        if not ready:
            self.delete_by.field.setFocus()
        return ready


def _width(key: str | None) -> Width | None:
    return next((one for one in get_args(Width) if one == key), None)


def _known_of(journal: Journal, uid: str) -> KnownOf:
    return KnownOf(
        journal.sharing.agreements.with_contact(uid) is not None,
        journal.merging.answers(uid),
    )
