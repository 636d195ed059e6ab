"""The page that gets a person ready for a meeting: since when, what is new, what to ask, and how it goes along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.briefing import TITLES, Brief, BriefMaterial, BriefPart, brief_of
from app.domain.errors import JournalError
from app.domain.written_dates import written
from app.exporters.writing.brief import html_of, markdown_of
from app.services.journal import Journal
from app.services.noticing import noticed_in
from app.storage.files import file_errors, write_whole
from app.ui.brief.choosing import PartCard
from app.ui.brief.document import pdf_of, print_brief
from app.ui.brief.preview import BriefPreview, texts_of
from app.ui.brief.questions import QuestionsCard
from app.ui.desk import Desk
from app.ui.printing.pages import Turned
from app.ui.reports.out_card import OutCard, OutForm
from app.ui.share.noticed import NoticedFold
from app.ui.widgets import Banner, BannerKind, Card, DatePick, Muted, Page, QuietButton, column_of
from app.ui.widgets.reading_order import ReadingOrder

_FORMS = (
    OutForm("pdf", "PDF, to print or send", ".pdf", "PDF files"),
    OutForm("html", "Web page, to be read aloud or on any screen", ".html", "Web pages"),
    OutForm("md", "Text (Markdown)", ".md", "Markdown files"),
)
_EMPTY = {
    BriefPart.DECISIONS: "No decisions were taken or written down in this time.",
    BriefPart.REVIEWS: "Nothing was looked at again in this time.",
    BriefPart.BELIEFS: "No belief was rewritten in this time. When you look again, “A belief I rewrote” asks for one.",
    BriefPart.LEARNING: (
        "What you agreed with a peer to have learned is offered once both of you ticked that it may be shown to others."
    ),
    BriefPart.WAITING: "Nothing waits past its date.",
    BriefPart.COMMENTS: "Nothing came back from others in this time.",
    BriefPart.ACTIONS: "Nothing is agreed that is open or was closed in this time.",
}


@dataclass(frozen=True)
class _Gathered:
    material: BriefMaterial
    questions: tuple[str, ...]
    last_met: date | None


class BriefPage(QObject):
    """Makes a brief of what is ticked."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Get ready for a meeting")
        super().__init__(self.page)
        self._desk = desk
        self._since: date | None = None
        self._material: BriefMaterial | None = None
        self.page.add(
            Banner(
                "Nothing is ticked until you tick it. What is marked “Never share” is not offered.",
                BannerKind.CAUTION,
            )
        )
        self.page.add(self._since_card())
        self.parts = {part: PartCard(TITLES[part], _EMPTY[part]) for part in BriefPart}
        self.questions, self.preview = QuestionsCard(), BriefPreview()
        for card in self.parts.values():
            card.changed.connect(self._choice_changed)
            self.page.add(card)
        self.questions.changed.connect(self._choice_changed)
        self.page.add(self.questions)
        self.questions.asked.connect(self._ask_question)
        self.questions.dropped.connect(self._drop_question)
        self.noticed = NoticedFold()
        middle = QWidget()
        column = column_of(middle)
        column.addWidget(self.preview)
        column.addWidget(self.noticed)
        self.out = OutCard(desk, self, _FORMS, middle, "the brief")
        self.out.front.changed.connect(self._choice_changed)
        self.page.add(self.out)
        desk.changed.connect(self._journal_changed)
        self._order = ReadingOrder(self.page)

    def _since_card(self) -> Card:
        card = Card("Since we last met")
        self.since = DatePick("Look back to", today=self._desk.today, most=self._desk.today)
        self.since.picked.connect(self._day_chosen)
        self._remembered = Muted()
        self.met = QuietButton("We met today: begin there next time")
        self.met.clicked.connect(self._we_met)
        card.add(self.since)
        card.add(self._remembered)
        card.add_row(self.met)
        return card

    # ---- as the window asks

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """Questions are kept as they are noted; ticks are not kept."""
        return True

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Ask for what is new."""
        self.out.quiet()
        self.since.setFocus()
        self._ask()

    def _journal_changed(self, _change: object, _initiator: object) -> None:
        if self.page.isVisible():
            self._ask()

    def _ask(self) -> None:
        since = self._since
        self._desk.read(lambda journal: _gathered(journal, since), self._show, self, key="brief")

    def _show(self, gathered: _Gathered) -> None:
        material = self._material = gathered.material
        self.page.set_title("Get ready for a meeting", f"What is new since {written(material.since)}")
        if self.since.value() != material.since:
            self.since.set_value(material.since)
        last = gathered.last_met
        self._remembered.setText(
            f"The last meeting remembered is that of {written(last)}."
            if last
            else "No meeting is remembered yet, so this looks back six weeks."
        )
        for part, card in self.parts.items():
            card.show_items(material.of(part))
            card.setVisible(_has_place(part, material))
        self.questions.show_questions(gathered.questions)
        self._choice_changed()

    # ---- what a person does

    def _day_chosen(self, day: object) -> None:
        if isinstance(day, date):
            self._since = day
            self._ask()

    def _we_met(self) -> None:
        today = self._desk.today

        def remember(journal: Journal) -> None:
            journal.briefing.met(today)

        self._since = None
        self._desk.act(
            remember,
            self,
            said="Remembered. The next brief begins today; Undo takes that back.",
            failed=self._tell,
        )

    def _ask_question(self, text: str) -> None:
        def ask(journal: Journal) -> None:
            journal.briefing.ask(text)

        self._desk.act(ask, self, self._noted, failed=self._refused)

    def _noted(self, _nothing: None) -> None:
        self.questions.field.set_text("")
        self.questions.field.set_problem("")

    def _refused(self, error: JournalError) -> None:
        self.questions.field.set_problem(f"{error.message} {error.advice}")

    def _drop_question(self, text: str) -> None:
        def drop(journal: Journal) -> None:
            journal.briefing.drop_question(text)

        self._desk.act(drop, self, said="The question was taken off the list.", failed=self._tell)

    def _tell(self, error: JournalError) -> None:
        self.out.tell(f"{error.message} {error.advice}")

    def _choice_changed(self, *_: object) -> None:
        brief = self.brief()
        self.preview.show_brief(brief)
        self.noticed.setVisible(brief is not None)
        texts = tuple(texts_of(brief)) if brief is not None else ()
        self._desk.read(
            lambda _journal: noticed_in(texts), self.noticed.show_noticed, self, key="brief-noticed"
        )

    # ---- what leaves

    def brief(self) -> Brief | None:
        """What would leave now; None while nothing is ticked."""
        if self._material is None:
            return None
        ticked: dict[str, frozenset[str]] = {}
        for card in self.parts.values():
            ticked |= card.ticked()
        made = brief_of(self._material, ticked, self.questions.ticked(), self.out.front.text())
        return None if made.is_empty else made

    def _ticked(self) -> Brief:
        return self.brief() or Brief(self._desk.today, self._desk.today, ())

    def problem(self, _form: str) -> str:
        """Something has to be ticked."""
        return "" if self.brief() is not None else "Tick at least one thing, or a question, first."

    def file_name(self, form: str) -> str:
        """A neutral name."""
        return f"balcony-brief-{self._desk.today.isoformat()}.{form}"

    def names(self, _form: str) -> tuple[str, ...]:
        """Each form is one file."""
        return ()

    def writing(self, form: str, where: Path) -> Callable[[Turned], int]:
        """Writes the brief."""
        brief, family = self._ticked(), QApplication.font().family()

        def write(turned: Turned) -> int:
            makers = {"html": html_of, "md": markdown_of}
            content = makers[form](brief) if form in makers else pdf_of(brief, family, turned)
            with file_errors():
                write_whole(where, content)
            return 1

        return write

    def printing(self, printer: QPrinter) -> Callable[[Turned], bool]:
        """Puts the brief on paper."""
        brief, family = self._ticked(), QApplication.font().family()
        return lambda turned: print_brief(brief, family, printer, turned)


def _gathered(journal: Journal, since: date | None) -> _Gathered:
    briefing = journal.briefing
    return _Gathered(briefing.material(since), briefing.questions(), briefing.last_met())


def _has_place(part: BriefPart, material: BriefMaterial) -> bool:
    """Without a coach nothing is agreed, and without a peer nothing learned: those cards would only puzzle."""
    waits = part is BriefPart.LEARNING and material.one_sided > 0
    with_others = {BriefPart.COMMENTS, BriefPart.ACTIONS, BriefPart.LEARNING}
    return waits or part not in with_others or bool(material.of(part))
