"""One page of themes and attendance for an employer who pays: nothing in it but what is typed here."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.privacy import Notice
from app.domain.sponsor import EXPLAINS, LABELS, SponsorFields
from app.services.drafts import Draft
from app.services.journal import Journal
from app.storage.files import file_errors, write_whole
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, put, text_in
from app.ui.printing.pages import Turned
from app.ui.reports.out_card import OutCard, OutForm
from app.ui.share.kept import Kept
from app.ui.share.marked_text import MarkedText
from app.ui.theme import GRID
from app.ui.widgets import Body, Card, Disclosure, Muted, Page, TextArea, TextLine
from app.ui.widgets.reading_order import ReadingOrder

_FORMS = (OutForm("html", "Web page, to print or send", ".html", "Web pages"),)
_DRAFT = "sponsor"
_LONG = {"themes", "next_step"}
Made = tuple[bytes, tuple[Notice, ...]]


class SponsorPage(QObject):
    """Typed, looked at, written; what was typed stays a draft."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("A page for a sponsor", EXPLAINS)
        super().__init__(self.page)
        self._desk = desk
        self._content = b""
        self.card = Card("What the page says")
        self.card.body.setSpacing(2 * GRID)
        self.card.add(Body("Balcony fills in nothing: no line of this comes from your entries."))
        self.lines: dict[str, TextLine | TextArea] = {
            name: TextArea(label, least_lines=2) if name in _LONG else TextLine(label)
            for name, label in LABELS.items()
        }
        self.draft = Kept(desk, self.page, self._fields, self._restore)
        self.draft.belong_to(_DRAFT)
        self.draft.afresh.connect(self._afresh)
        self.card.add(self.draft.line)
        self._looked = False
        for line in self.lines.values():
            line.changed.connect(self._typed)
            line.changed.connect(self.draft.touch)
            self.card.add(line)
        self.page.add(self.card)
        self.noticed = Disclosure("What was noticed in these words", unfolded=True)
        self._held: list[QWidget] = []
        self.out = OutCard(desk, self, _FORMS, self.noticed, "the page")
        self.out.front.hide()
        self.out.print_button.hide()
        self.page.add(self.out)
        self._show_noticed((b"", ()))
        self._order = ReadingOrder(self.page)

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What was typed stands here, and is kept as a draft."""
        self.draft.keep()
        return True

    def arrive(self, _where: Mapping[str, object]) -> None:
        """Begin at the first line."""
        self.out.quiet()
        if not self._looked:
            self._desk.read(lambda journal: journal.drafts.of(_DRAFT), self._found, self, key="sponsor-draft")
        next(iter(self.lines.values())).field.setFocus()

    def typed(self) -> SponsorFields:
        """What stands here."""
        return SponsorFields(**{name: line.text().strip() for name, line in self.lines.items()})

    # ---- kept as a draft

    def _found(self, draft: Draft | None) -> None:
        self._looked = True
        if self.typed().is_empty:
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
        self._typed("")

    # ---- looked at as it is typed

    def _typed(self, _text: object) -> None:
        typed = self.typed()
        self._content = b""

        def make(journal: Journal) -> Made:
            return (b"", ()) if typed.is_empty else journal.sharing.pages.sponsor_page(typed)

        self._desk.read(make, self._show_noticed, self, key="sponsor")

    def _show_noticed(self, made: Made) -> None:
        self._content, notices = made
        for widget in self._held:
            self.noticed.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._held = []
        if notices:
            text = self.typed().text
            self._held = [
                MarkedText(text, [one for one in notices if one.end <= len(text)], "What you typed"),
                *(Muted(why) for why in dict.fromkeys(one.why for one in notices)),
            ]
        else:
            self._held = [Muted("Nothing yet. The check looks for obvious patterns, and misses things.")]
        for widget in self._held:
            self.noticed.add(widget)

    # ---- what leaves

    def problem(self, _form: str) -> str:
        """Something has to be written."""
        return "" if self._content else "Write at least one line first."

    def file_name(self, _form: str) -> str:
        """A neutral name."""
        return f"page-{self._desk.today.isoformat()}.html"

    def names(self, _form: str) -> tuple[str, ...]:
        """It is one file."""
        return ()

    def writing(self, _form: str, where: Path) -> Callable[[Turned], int]:
        """Writes what was last looked at."""
        content = self._content

        def write(_turned: Turned) -> int:
            with file_errors():
                write_whole(where, content)
            return 1

        return write

    def printing(self, _printer: QPrinter) -> Callable[[Turned], bool]:
        """It is printed from the page itself."""
        return lambda _turned: False
