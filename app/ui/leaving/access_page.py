"""“If I lost access tomorrow”: where things lie, what opens them and whom to ask; to print, without a word of an entry."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.leaving import ACCESS_LABELS, AccessFacts, AccessFields
from app.exporters.writing.access_page import AGAIN, OPENS, TITLE, facts_of
from app.services.drafts import Draft
from app.services.leaving import access_facts, access_page
from app.storage.files import file_errors, write_whole
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, put, text_in
from app.ui.printing.pages import Turned
from app.ui.reports.out_card import OutCard, OutForm
from app.ui.settings.section import Rows
from app.ui.share.kept import Kept
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Muted, Page, QuietButton, TextArea
from app.ui.widgets.reading_order import ReadingOrder

_FORMS = (OutForm("html", "Web page, to print", ".html", "Web pages"),)
_DRAFT = "lost-access"
_SUBTITLE = "What somebody needs who has lost this computer or the passphrase. It holds nothing you wrote in the journal."


class AccessPage(QObject):
    """What Balcony knows, what is typed, and the page of both; what was typed stays a draft."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page(TITLE, _SUBTITLE)
        super().__init__(self.page)
        self._desk = desk
        self._facts: AccessFacts | None = None
        self._looked = False
        known = Card("Where things lie")
        self._known = Rows()
        self.sheet, self.backups = QuietButton("Recovery sheet"), QuietButton("Backups, in Settings")
        self.sheet.clicked.connect(self._go_sheet)
        self.backups.clicked.connect(self._go_backups)
        known.add(self._known)
        known.add_row(self.sheet, self.backups)
        self.page.add(known)
        self.page.add(self._make_typed())
        self.out: OutCard | None = None
        self._order = ReadingOrder(self.page)

    def _make_typed(self) -> Card:
        card = Card("Your own notes")
        card.body.setSpacing(2 * GRID)
        card.add(Body("Never write the passphrase or the recovery code here, or on the page."))
        self.lines = {name: TextArea(label, least_lines=2) for name, label in ACCESS_LABELS.items()}
        self.draft = Kept(self._desk, self.page, self._fields, self._restore)
        self.draft.belong_to(_DRAFT)
        self.draft.afresh.connect(self._afresh)
        card.add(self.draft.line)
        for line in self.lines.values():
            line.changed.connect(self.draft.touch)
            card.add(line)
        return card

    def _make_out(self) -> None:
        """In a turn of its own, once it is known where things lie: all of the page together would hold the window."""
        if self.out is not None:
            return
        middle = Card("What opens them")
        for line in (*OPENS, *AGAIN):
            middle.add(Muted(line))
        self.out = OutCard(self._desk, self, _FORMS, middle, "the page")
        self.out.front.hide()
        self.out.print_button.hide()
        self.page.add(self.out)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was typed stands here, and is kept as a draft."""
        self.draft.keep()
        return True

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Ask where things lie now."""
        if self.out is not None:
            self.out.quiet()
        self._desk.read(access_facts, self._show, self, key="lost-access")
        if not self._looked:
            self._desk.read(lambda journal: journal.drafts.of(_DRAFT), self._found, self, key="access-draft")
        self.sheet.setFocus()

    def _show(self, facts: AccessFacts) -> None:
        self._facts = facts
        self._known.clear()
        for label, text in facts_of(facts):
            self._known.add(Body(f"{label}: {text}", selectable=True))
        if self.out is None:
            QTimer.singleShot(0, self, self._make_out)

    # ---- what is typed

    def typed(self) -> AccessFields:
        """What stands here."""
        return AccessFields(**{name: line.text().strip() for name, line in self.lines.items()})

    def _found(self, draft: Draft | None) -> None:
        self._looked = True
        if not self.typed().text.strip():
            self.draft.put_back(draft)

    def _afresh(self) -> None:
        self._restore({})

    def _fields(self) -> Fields:
        found: Fields = {}
        for name, line in self.lines.items():
            put(found, name, line.text())
        return found

    def _restore(self, fields: Fields) -> None:
        for name, line in self.lines.items():
            line.set_text(text_in(fields, name))

    # ---- elsewhere

    def _go_sheet(self) -> None:
        self._desk.go("recovery-sheet")

    def _go_backups(self) -> None:
        self._desk.go("settings", section="backups")

    # ---- what leaves

    def problem(self, _form: str) -> str:
        """It has to be known where things lie."""
        return "" if self._facts is not None else "Balcony is still looking where things lie."

    def file_name(self, _form: str) -> str:
        """A neutral name."""
        return f"if-i-lost-access-{self._desk.today.isoformat()}.html"

    def names(self, _form: str) -> tuple[str, ...]:
        """It is one file."""
        return ()

    def writing(self, _form: str, where: Path) -> Callable[[Turned], int]:
        """Writes what stands here now."""
        facts, typed, today = self._facts, self.typed(), self._desk.today

        def write(_turned: Turned) -> int:
            if facts is None:
                return 0
            with file_errors():
                write_whole(where, access_page(facts, typed, today))
            return 1

        return write

    def printing(self, _printer: QPrinter) -> Callable[[Turned], bool]:
        """It is printed from the page itself."""
        return lambda _turned: False
