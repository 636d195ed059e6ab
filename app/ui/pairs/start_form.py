"""The cards of starting a round: what it is about, what is asked, and with whom."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from app.domain.contacts import Contact
from app.domain.pairing import TOPIC_LENGTH
from app.ui.forms.labels import ROLES
from app.ui.forms.part import NameNotice
from app.ui.forms.picker import PromptPicker
from app.ui.pairs.question_list import QuestionList
from app.ui.settings.prompt_form import OwnPromptForm
from app.ui.share.wishing import how_locked
from app.ui.theme import GRID
from app.ui.widgets import (
    Card,
    ChoiceChips,
    DatePick,
    Disclosure,
    Flow,
    LinkButton,
    Muted,
    PickLine,
    TextArea,
    TextLine,
)

FILES, ROOM = "files", "room"


class AboutCard(Card):
    """Topic and case. `touched` as a person types."""

    touched = Signal()

    def __init__(self) -> None:
        super().__init__("What it is about")
        self.body.setSpacing(2 * GRID)
        self.topic = TextLine("The topic, in a line", max_length=TOPIC_LENGTH)
        self.case = TextArea("The case (may stay empty)", hint=ROLES, least_lines=3)
        self._of_topic, self._of_case = NameNotice(), NameNotice()
        for part in (self.topic, self._of_topic, self.case, self._of_case):
            self.add(part)
        self.topic.changed.connect(self._typed)
        self.case.changed.connect(self._typed)

    def _typed(self) -> None:
        self._of_topic.watch(self.topic.text())
        self._of_case.watch(self.case.text())
        self.touched.emit()


class AskCard(Card):
    """The questions of the round; `picker` and `own_card` stand below it. `own_wanted` when one is written."""

    own_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("What both of you answer")
        self.body.setSpacing(2 * GRID)
        self.list = QuestionList()
        self.picker = PromptPicker(self.list)
        self.own = Disclosure("Write a question of your own")
        self.form = OwnPromptForm()
        self.form.saved.connect(self.own_wanted)
        self.own.add(Muted("It becomes one of your prompts, and is asked at the moments you choose as well."))
        self.own.add(self.form)
        self.own_card = Card()
        self.own_card.setAccessibleName("A question of your own")
        self.own_card.add(self.own)
        self.add(self.list)


class WithCard(Card):
    """With whom, and how. `touched` with every choice."""

    touched = Signal()
    card_wanted = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("With whom")
        self.body.setSpacing(2 * GRID)
        self.my_name = TextLine("Your own name, as they know you", max_length=80)
        self.how = ChoiceChips(
            "How",
            [
                (FILES, "Each at their own computer, by files"),
                (ROOM, "Both at this computer, one after the other"),
            ],
            clearable=False,
        )
        self.how.set_value(FILES)
        self.who = PickLine("Who answers with you")
        self.nobody = Muted(
            "Nobody whose contact card is here. Exchange cards first, or answer at this computer."
        )
        self.locks = Muted()
        self.add_card = LinkButton("Contacts and cards")
        self.add_card.clicked.connect(self.card_wanted)
        self.other = TextLine("Their name or initials", max_length=80)
        self.closes = DatePick("To be done by (leave empty for no day)", today=today, least=today)
        self._closes_means = Muted("A note for both of you. Nothing happens by itself on that day.")
        self._people: dict[str, Contact] = {}
        for part in (
            self.my_name, self.how, self.who, self.nobody, self.locks, Flow(self.add_card), self.other, self.closes,
            self._closes_means,
        ):  # fmt: skip
            self.add(part)
        for line in (self.my_name, self.other):
            line.changed.connect(self._typed)
        self.how.changed.connect(self._typed)
        self.who.changed.connect(self._typed)
        self.closes.picked.connect(self._typed)
        self.follow()

    def offer(self, people: Sequence[Contact], my_name: str) -> None:
        """Offer those whose card is here; the own name is asked for only while there is none."""
        self._people = {one.uid: one for one in people if one.card is not None and one.ended_on is None}
        self.who.set_options([(one.uid, one.name) for one in self._people.values()])
        self.my_name.setVisible(not my_name)
        if my_name:
            self.my_name.set_text(my_name)
        self.follow()

    @property
    def is_same_room(self) -> bool:
        """Whether both answer at this computer."""
        return self.how.value() == ROOM

    @property
    def contact(self) -> Contact | None:
        """Who answers at another computer."""
        return None if self.is_same_room else self._people.get(self.who.value())

    def _typed(self, *_: object) -> None:
        self.follow()
        self.touched.emit()

    def follow(self) -> None:
        """Show what the choice of how asks for."""
        room = self.is_same_room
        self.who.setVisible(not room and bool(self._people))
        self.nobody.setVisible(not room and not self._people)
        self.add_card.setVisible(not room)
        found = self.contact
        self.locks.setText(how_locked(found) if found is not None else "")
        self.locks.setVisible(found is not None)
        self.other.setVisible(room)
