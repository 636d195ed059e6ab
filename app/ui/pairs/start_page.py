"""Starting a pair round: what it is about, one to five questions, and with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.contacts import Contact
from app.domain.errors import InvalidInput, JournalError
from app.domain.prompts import Prompt
from app.domain.whole import JsonValue
from app.services.drafts import Draft
from app.services.journal import Journal
from app.ui.coach.alone import shown
from app.ui.coach.kept_typing import KeptTyping, Write
from app.ui.decision.thought import save_shortcut
from app.ui.desk import Desk
from app.ui.forms.filled import text_in, texts_in
from app.ui.forms.ground import Ground
from app.ui.pairs.gathering import round_ground
from app.ui.pairs.start_form import FILES, ROOM, AboutCard, AskCard, WithCard
from app.ui.pairs.words import HOW_IT_GOES, WHAT_IT_STOPS
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Card,
    Flow,
    Muted,
    Page,
    PrimaryButton,
    QuietButton,
    TextArea,
    TextLine,
)
from app.ui.widgets.reading_order import ReadingOrder

DRAFT = "round:new"


@dataclass(frozen=True)
class _Around:
    ground: Ground
    people: tuple[Contact, ...]
    my_name: str
    draft: Draft | None


@dataclass(frozen=True)
class _Wish:
    """A round as it stands on the page."""

    topic: str
    prompts: tuple[str, ...]
    case: str
    closes_on: date | None
    contact: str | None
    other: str
    same_room: bool
    my_name: str


class StartPage(QObject):
    """`arrive` takes contact=uid to begin with somebody."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Start a pair round")
        super().__init__(self.page)
        self._desk = desk
        self._is_filled = False
        self.how = Banner(f"{HOW_IT_GOES} {WHAT_IT_STOPS}", BannerKind.NOTE, title="How it goes")
        self.about, self.ask, self.whom = AboutCard(), AskCard(), WithCard(desk.today)
        self.ask.own_wanted.connect(self._add_own)
        self.whom.card_wanted.connect(self._go_contacts)
        self.trouble = Banner("", BannerKind.PROBLEM)
        self.start, self.leave = PrimaryButton("Start, and answer first"), QuietButton("Leave it for now")
        self.start.setAccessibleDescription("Ctrl+Return")
        self.leave.setAccessibleDescription("What you wrote is kept as a draft.")
        self.start.clicked.connect(self._start)
        self.leave.clicked.connect(self._go_list)
        end = Card()
        end.setAccessibleName("Start")
        end.add(Muted("You answer and seal first. Nothing leaves before that."))
        end.add(Flow(self.leave, self.start, spacing=GRID))
        ask = self.ask
        for part in (self.how, self.about, ask, ask.picker, ask.own_card, self.whom, self.trouble, end):
            self.page.add(part)
        self.trouble.hide()
        self._typing = KeptTyping(desk, self.page, self._draft, self._problem)
        self.about.touched.connect(self._typing.touch)
        self.whom.touched.connect(self._typing.touch)
        self.ask.list.changed.connect(self._typing.touch)
        save_shortcut(self.page).activated.connect(self._start)
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was typed is kept."""
        self._typing.keep()
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask who there is and what can be asked."""
        self.trouble.hide()
        wanted = str(where.get("contact", ""))
        self._desk.read(_around, lambda found: self._show(found, wanted), self, key="round-start")

    def _show(self, found: _Around, wanted: str) -> None:
        self.whom.offer(found.people, found.my_name)
        self.ask.list.set_ground(found.ground)
        if not self._is_filled:
            self._is_filled = True
            if found.draft is not None and not self._typing.is_waiting:
                self._fill(found.draft)
        if wanted:
            self.whom.how.set_value(FILES)
            self.whom.who.set_value(wanted)
            self.whom.offer(found.people, found.my_name)
        QTimer.singleShot(0, self, self._land)

    def _land(self) -> None:
        if self.page.isVisible():
            self.page.verticalScrollBar().setValue(0)
            self.about.topic.field.setFocus()

    # ---- typing that outlives a lock

    def _draft(self) -> Write | None:
        wish = self._wish()
        fields: dict[str, JsonValue] = {
            "topic": wish.topic, "case": wish.case, "prompts": list[JsonValue](wish.prompts),
            "closes": wish.closes_on.isoformat() if wish.closes_on else "", "contact": wish.contact or "",
            "other": wish.other, "room": wish.same_room,
        }  # fmt: skip
        if not (wish.topic or wish.case or wish.prompts):
            return lambda journal: journal.drafts.drop(DRAFT)
        return lambda journal: journal.drafts.keep(DRAFT, fields)

    def _fill(self, draft: Draft) -> None:
        fields, whom = draft.fields, self.whom
        self.about.topic.set_text(text_in(fields, "topic"))
        self.about.case.set_text(text_in(fields, "case"))
        self.ask.list.set_prompts(texts_in(fields, "prompts"))
        closes = text_in(fields, "closes")
        whom.closes.set_value(date.fromisoformat(closes) if closes else None)
        whom.other.set_text(text_in(fields, "other"))
        whom.how.set_value(ROOM if fields.get("room") is True else FILES)
        if text_in(fields, "contact"):
            whom.who.set_value(text_in(fields, "contact"))
        whom.follow()

    def _clear(self) -> None:
        self.about.topic.set_text("")
        self.about.case.set_text("")
        self.ask.list.set_prompts(())
        self.whom.closes.set_value(None)
        self.whom.other.set_text("")

    # ---- a question of one's own

    def _add_own(self) -> None:
        form = self.ask.form
        question, kind, when = form.question.text(), form.chosen_kind(), form.moments()
        help_text, labels, ends = form.help.text(), form.labels(), form.ends()

        def add(journal: Journal) -> tuple[Prompt, Ground]:
            made = journal.prompts.add_own(
                question, kind, when, help_text=help_text, labels=labels, ends=ends
            )
            return made, round_ground(journal)

        self._desk.act(add, self, self._added, failed=form.tell, said="Your question was added.")

    def _added(self, found: tuple[Prompt, Ground]) -> None:
        made, ground = found
        self.ask.form.clear()
        self.ask.own.set_unfolded(False)
        self.ask.list.set_ground(ground)
        self.ask.list.add_prompt(made.id)

    # ---- starting

    def _wish(self) -> _Wish:
        whom, contact = self.whom, self.whom.contact
        return _Wish(
            " ".join(self.about.topic.text().split()),
            self.ask.list.prompts,
            self.about.case.text().strip(),
            whom.closes.value(),
            contact.uid if contact is not None else None,
            whom.other.text().strip(),
            whom.is_same_room,
            whom.my_name.text().strip(),
        )

    def _start(self) -> None:
        self._quiet()
        wish = self._wish()
        self.start.setEnabled(False)
        self._desk.act(lambda journal: _begun(journal, wish), self, self._started, failed=self._refused)

    def _started(self, uid: str) -> None:
        self.start.setEnabled(True)
        self._typing.forget()
        self._clear()
        self._desk.go("round-answer", round=uid)

    def _quiet(self) -> None:
        self.trouble.hide()
        self.ask.list.set_problem("")
        for field in (self.about.topic, self.about.case, self.whom.my_name, self.whom.other):
            field.set_problem("")

    def _refused(self, error: JournalError) -> None:
        """Say it beside the field it is about."""
        self.start.setEnabled(True)
        told = f"{error.message} {error.advice}"
        about = error.field if isinstance(error, InvalidInput) else ""
        fields: dict[str, TextLine | TextArea] = {
            "topic": self.about.topic, "case": self.about.case, "name": self.whom.my_name, "to": self.whom.other,
        }  # fmt: skip
        if about in fields and fields[about].isVisible():
            fields[about].set_problem(told)
            fields[about].field.setFocus()
        elif about == "prompts":
            self.ask.list.set_problem(told)
            self.ask.picker.search.field.setFocus()
        else:
            self._problem(error)

    def _problem(self, error: JournalError) -> None:
        self.trouble.tell(error, self.page)

    # ---- elsewhere

    def _go_contacts(self) -> None:
        self._desk.go("contacts")

    def _go_list(self) -> None:
        self._desk.go("compare")


def _around(journal: Journal) -> _Around:
    people = journal.sharing.people
    return _Around(
        round_ground(journal), shown(journal, people.contacts()), people.my_name(), journal.drafts.of(DRAFT)
    )


def _begun(journal: Journal, wish: _Wish) -> str:
    people = journal.sharing.people
    if wish.my_name and not people.my_name():
        people.set_my_name(wish.my_name)
    uid = journal.pairs.start(
        wish.topic,
        wish.prompts,
        wish.case,
        wish.closes_on,
        wish.contact,
        wish.other,
        same_room=wish.same_room,
    )
    journal.drafts.drop(DRAFT)
    return uid
