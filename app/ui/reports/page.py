"""The page that takes charts out: which, read first, in what form, and where to."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.patterns import PATTERNS
from app.patterns.report import Report, report_of
from app.services.dashboard import PatternsPage
from app.services.journal import Journal
from app.services.noticing import noticed_in
from app.ui.desk import Desk
from app.ui.printing.pages import Turned
from app.ui.reports.choosing import ChartChoices
from app.ui.reports.document import print_report
from app.ui.reports.files import Form, names_of, one_file_name, write_report
from app.ui.reports.out_card import OutCard, OutForm
from app.ui.reports.preview import ReportPreview, texts_of
from app.ui.share.noticed import NoticedFold
from app.ui.widgets import Banner, BannerKind, Page, column_of
from app.ui.widgets.reading_order import ReadingOrder

_MEANS = "Files and paper are not locked: anyone who has them can read them."
_FORMS = (
    OutForm(Form.PDF.value, "PDF, to print or send", ".pdf", "PDF files"),
    OutForm(Form.HTML.value, "Web page, to be read aloud or on any screen", ".html", "Web pages"),
    OutForm(Form.SVG.value, "Pictures (SVG)", ".svg"),
    OutForm(Form.PNG.value, "Pictures (PNG)", ".png"),
    OutForm(Form.CSV.value, "Tables (CSV)", ".csv"),
)
_NOTHING = "Tick at least one chart first."
_NO_PICTURE = "None of the charts ticked has a picture. Choose tables, a PDF or a web page."


class ReportPage(QObject):
    """Takes charts out. `arrive` takes charts=(…) to tick those that were asked for."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Take charts out")
        super().__init__(self.page)
        self._desk = desk
        self._shown: PatternsPage | None = None
        self._wanted: tuple[str, ...] = ()
        self.page.add(Banner(_MEANS, BannerKind.CAUTION))
        self.charts, self.preview = ChartChoices(), ReportPreview()
        self.page.add(self.charts)
        self.noticed = NoticedFold()
        middle = QWidget()
        column = column_of(middle)
        column.addWidget(self.preview)
        column.addWidget(self.noticed)
        self.out = OutCard(desk, self, _FORMS, middle, "the charts")
        self.charts.changed.connect(self._choice_changed)
        self.out.front.changed.connect(self._choice_changed)
        self.page.add(self.out)
        self._order = ReadingOrder(self.page)

    # ---- as the window asks

    @property
    def widget(self) -> QWidget:
        """The page."""
        return self.page

    def may_leave(self) -> bool:
        """What is under way goes on while another page is shown."""
        return True

    def arrive(self, where: Mapping[str, object]) -> None:
        """Ask for the charts as the page of patterns shows them."""
        charts = where.get("charts", ())
        self._wanted = tuple(str(one) for one in charts) if isinstance(charts, (list, tuple)) else ()
        self.out.quiet()
        self._desk.read(_shown, self._show, self, key="report")

    def _show(self, shown: PatternsPage) -> None:
        self._shown = shown
        self.page.set_title("Take charts out", shown.words)
        self.charts.show_series((*shown.series, *shown.more), PATTERNS)
        self.charts.tick(self._wanted)
        if not self.out.is_busy:
            self.charts.focus_first()

    def _choice_changed(self, *_: object) -> None:
        report = self.report()
        self.preview.show_report(report)
        self.noticed.setVisible(report is not None)
        texts = tuple(texts_of(report)) if report is not None else ()
        self._desk.read(
            lambda _journal: noticed_in(texts), self.noticed.show_noticed, self, key="report-noticed"
        )

    # ---- what leaves

    def report(self) -> Report | None:
        """What would leave now; None while nothing is ticked."""
        chosen = self.charts.chosen()
        if not chosen or self._shown is None:
            return None
        compared = self._shown.compared
        chosen = tuple(replace(one, compared=compared.get(one.series.chart)) for one in chosen)
        return report_of(chosen, self._shown.words, self._desk.today, self.out.front.text())

    def _ticked(self) -> Report:
        return self.report() or Report(self._desk.today, "", ())

    def problem(self, form: str) -> str:
        """Something has to be ticked, and a picture needs a chart that has one."""
        report = self.report()
        if report is None:
            self.charts.focus_first()
            return _NOTHING
        if form in (Form.SVG, Form.PNG) and not names_of(report, Form(form)):
            return _NO_PICTURE
        return ""

    def file_name(self, form: str) -> str:
        """A neutral name."""
        return one_file_name(self._ticked(), Form(form))

    def names(self, form: str) -> tuple[str, ...]:
        """A file for each chart where the form makes several."""
        return () if Form(form).is_one_file else names_of(self._ticked(), Form(form))

    def writing(self, form: str, where: Path) -> Callable[[Turned], int]:
        """Draws the ticked charts and writes them."""
        report, family = self._ticked(), QApplication.font().family()
        return lambda turned: write_report(report, Form(form), where, family, turned)

    def printing(self, printer: QPrinter) -> Callable[[Turned], bool]:
        """Draws the ticked charts on paper."""
        report, family = self._ticked(), QApplication.font().family()
        return lambda turned: print_report(report, family, printer, turned)


def _shown(journal: Journal) -> PatternsPage:
    return journal.patterns.page(journal.patterns.kept())
