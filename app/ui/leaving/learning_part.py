"""The third step of leaving: the learning alone as a file or on paper, with roles in place of names."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.briefing import Brief
from app.exporters.writing.brief import html_of, markdown_of
from app.services.journal import Journal
from app.services.leaving import learning
from app.services.noticing import noticed_in
from app.storage.files import file_errors, write_whole
from app.ui.brief.document import pdf_of, print_brief
from app.ui.brief.preview import BriefPreview, texts_of
from app.ui.desk import Desk
from app.ui.forms.filled import Fields, put
from app.ui.leaving.looked import LookedPart, count
from app.ui.printing.pages import Turned
from app.ui.reports.out_card import OutCard, OutForm
from app.ui.share.noticed import NoticedFold
from app.ui.widgets import Body, Card, CheckChoice, Flow, Muted, column_of

_FORMS = (
    OutForm("pdf", "PDF, to print or keep", ".pdf", "PDF files"),
    OutForm("html", "Web page, to be read aloud or on any screen", ".html", "Web pages"),
    OutForm("md", "Text (Markdown)", ".md", "Markdown files"),
)
_HOW = (
    "What you carry forward, the beliefs you rewrote, and what you and a peer agreed to have learned; nothing of "
    "what happened. Names of your list of names are replaced by the roles you gave them. Other names stay: read it "
    "before you take it. What is marked “Never share” is not in it."
)
_WHOSE = (
    "Ask your employer what you may take. What you wrote for the job may belong to it, and information about other "
    "people stays protected wherever it is kept."
)


class LearningPart(LookedPart):
    """Reads the learning, shows what was noticed in it, and writes or prints it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Take the learning", desk)
        self._brief: Brief | None = None
        card = Card("What you learned, and nothing else")
        self.told = Body()
        self.titles = CheckChoice("With the titles of the entries it was learned from")
        self.titles.clicked.connect(self._titles_ticked)
        self.preview, self.noticed = BriefPreview("Read what would go with you"), NoticedFold()
        for part in (Body(_HOW), Muted(_WHOSE), self.told, Flow(self.titles)):
            card.add(part)
        middle = QWidget()
        column = column_of(middle)
        column.addWidget(self.preview)
        column.addWidget(self.noticed)
        self.out = OutCard(desk, self, _FORMS, middle, "what you learned")
        self.out.front.hide()
        more = Card("More that can go with you")
        more.add(Muted("A report holds charts and counts, and no word of an entry."))
        more.add_row(
            self.way("A report of your patterns", "report", quiet=False),
            self.way("The whole journal, as a file", "exchange", quiet=False, part="out"),
        )
        self.first = self.titles
        for at, shown in enumerate((card, self.out, more)):
            self.column.insertWidget(at, shown)

    def arrive(self) -> None:
        self.trouble.hide()
        self.out.quiet()
        titles = self.titles.isChecked()

        def ask(journal: Journal) -> Brief:
            return learning(journal, titles=titles)

        self.desk.read(ask, self._show, self, failed=self.trouble.tell, key="leaving-learning")

    def fields(self) -> Fields:
        kept: Fields = {}
        put(kept, "titles", self.titles.isChecked())
        return kept

    def put_back(self, fields: Fields) -> None:
        self.titles.setChecked(fields.get("titles") is True)

    def _titles_ticked(self) -> None:
        self.touched.emit()
        self.arrive()

    def _show(self, brief: Brief) -> None:
        self._brief = brief
        items = sum(len(section.items) for section in brief.sections)
        self.told.setText(
            f"{count(items, 'thing', 'things')} you learned." if items else "Nothing is written here yet."
        )
        self.preview.show_brief(brief)
        texts = tuple(texts_of(brief))
        self.desk.read(
            lambda _journal: noticed_in(texts), self.noticed.show_noticed, self, key="leaving-noticed"
        )

    # ---- what leaves

    def problem(self, _form: str) -> str:
        """Something has to have been learned."""
        empty = self._brief is None or self._brief.is_empty
        return "There is nothing to take along yet." if empty else ""

    def file_name(self, form: str) -> str:
        """A neutral name."""
        return f"what-i-learned-{self.desk.today.isoformat()}.{form}"

    def names(self, _form: str) -> tuple[str, ...]:
        """Each form is one file."""
        return ()

    def writing(self, form: str, where: Path) -> Callable[[Turned], int]:
        """Writes the learning that was read last."""
        brief, family = self._ready(), QApplication.font().family()

        def write(turned: Turned) -> int:
            makers = {"html": html_of, "md": markdown_of}
            content = makers[form](brief) if form in makers else pdf_of(brief, family, turned)
            with file_errors():
                write_whole(where, content)
            return 1

        return write

    def printing(self, printer: QPrinter) -> Callable[[Turned], bool]:
        """Puts it on paper."""
        brief, family = self._ready(), QApplication.font().family()
        return lambda turned: print_brief(brief, family, printer, turned)

    def _ready(self) -> Brief:
        return self._brief or Brief(self.desk.today, self.desk.today, ())
