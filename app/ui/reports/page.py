"""The page that takes charts out: which, in what form, read first, and where to."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain.errors import Cancelled, JournalError
from app.paths import inside_synced_folder
from app.patterns import PATTERNS
from app.patterns.report import Report, report_of
from app.services.dashboard import PatternsPage
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.path_line import PathLine
from app.ui.jobs import Job
from app.ui.reports.choosing import ChartChoices
from app.ui.reports.document import print_report
from app.ui.reports.files import Form, names_of, one_file_name, write_report
from app.ui.reports.places import FILES_THERE, THERE_ALREADY, problem_at
from app.ui.reports.preview import ReportPreview
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    Card,
    CheckChoice,
    ChoiceChips,
    Flow,
    Muted,
    Page,
    PrimaryButton,
    ProgressPanel,
    QuietButton,
    TextLine,
    announce,
    column_of,
)
from app.ui.widgets.reading_order import ReadingOrder

_MEANS = "Files and paper are not locked: anyone who has them can read them."
_FORMS = (
    (Form.PDF.value, "PDF, to print or send"),
    (Form.HTML.value, "Web page, to be read aloud or on any screen"),
    (Form.SVG.value, "Pictures (SVG)"),
    (Form.PNG.value, "Pictures (PNG)"),
    (Form.CSV.value, "Tables (CSV)"),
)
_FILTERS = {Form.PDF: "PDF files", Form.HTML: "Web pages"}
_NOTHING = "Tick at least one chart first."
_NO_PICTURE = "None of the charts ticked has a picture. Choose tables, a PDF or a web page."


class ReportPage(QObject):
    """Takes charts out. `arrive` takes charts=(…) to tick those that were asked for."""

    def __init__(self, desk: Desk) -> None:
        self.page = Page("Take charts out")
        super().__init__(self.page)
        self._desk = desk
        self._shown: PatternsPage | None = None
        self._job: Job | None = None
        self._panel: ProgressPanel | None = None
        self.printer: QPrinter | None = None
        self._wanted: tuple[str, ...] = ()
        self._own_place = True
        self.page.add(Banner(_MEANS, BannerKind.CAUTION))
        self.charts = ChartChoices()
        self.charts.changed.connect(self._choice_changed)
        self.page.add(self.charts)
        self.page.add(self._how_card())
        self._order = ReadingOrder(self.page)

    def _how_card(self) -> Card:
        card = Card("How")
        self.cover = TextLine("A line for the front (leave empty for none)")
        self.cover.changed.connect(self._choice_changed)
        self.form = ChoiceChips("Form", _FORMS, clearable=False)
        self.form.set_value(Form.PDF.value)
        self.form.changed.connect(self._form_chosen)
        self.path = PathLine("Where to write it")
        self.path.changed.connect(self._path_typed)
        self.replace = CheckChoice("Replace what is there")
        self._synced = Muted()
        self.preview = ReportPreview()
        self.write_button, self.print_button = PrimaryButton("Write it"), QuietButton("Print…")
        self.write_button.clicked.connect(self._write)
        self.print_button.clicked.connect(self._ask_print)
        self._told = Body()
        self._asking = QWidget()
        column = column_of(self._asking, spacing=2 * GRID)
        for part in (
            self.cover, self.form, self.path, self.replace, self._synced, self.preview,
            Flow(self.write_button, self.print_button),
        ):  # fmt: skip
            column.addWidget(part)
        card.add(self._asking)
        card.add(self._told)
        self.replace.hide()
        self._told.hide()
        self._suggest()
        self._card = card
        return card

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
        self._told.hide()
        self._desk.read(_shown, self._show, self, key="report")

    def _show(self, shown: PatternsPage) -> None:
        self._shown = shown
        self.page.set_title("Take charts out", shown.words)
        self.charts.show_series((*shown.series, *shown.more), PATTERNS)
        self.charts.tick(self._wanted)
        if self._panel is None:
            self.charts.focus_first()

    # ---- what is chosen

    def report(self) -> Report | None:
        """What would leave now; None while nothing is ticked."""
        chosen = self.charts.chosen()
        if not chosen or self._shown is None:
            return None
        return report_of(chosen, self._shown.words, self._desk.today, self.cover.text())

    @property
    def _form(self) -> Form:
        return Form(self.form.value() or Form.PDF.value)

    def _choice_changed(self, *_: object) -> None:
        self.preview.show_report(self.report())

    def _form_chosen(self, _form: object) -> None:
        self._suggest()

    def _path_typed(self, _text: object) -> None:
        self._own_place = False
        self._look_at_path()

    def _suggest(self) -> None:
        """A neutral place in the folder for documents, until the person said another."""
        form, path = self._form, self.path.path()
        self.path.offer(folder=not form.is_one_file, place=form.is_one_file)
        if form.is_one_file:
            self.path.set_suffixes(_FILTERS[form], (f".{form.value}",))
        if not self._own_place and path is not None:
            path = path if form.is_one_file else path.parent if path.suffix else path
            self.path.set_text(str(path.with_suffix(f".{form.value}") if form.is_one_file else path))
        else:
            found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
            folder = Path(found) if found and Path(found).is_dir() else Path.home()
            empty = Report(self._desk.today, "", ())
            self.path.set_text(str(folder / one_file_name(empty, form) if form.is_one_file else folder))
        self._look_at_path()

    def _look_at_path(self) -> None:
        self.path.set_problem("")
        self.replace.hide()
        self.replace.setChecked(False)
        path = self.path.path()
        program = inside_synced_folder(path) if path is not None else None
        words = f"{program} copies this folder elsewhere, and these charts with it." if program else ""
        self._synced.setText(words)
        self._synced.setVisible(bool(words))

    # ---- writing

    def _write(self) -> None:
        report, form, path = self.report(), self._form, self.path.path()
        if report is None:
            self._tell(_NOTHING)
            self.charts.focus_first()
            return
        names = () if form.is_one_file else names_of(report, form)
        if not form.is_one_file and not names:
            self._tell(_NO_PICTURE)
            return
        vault = self._desk.vault
        places = vault.places if vault is not None else None
        problem = problem_at(path, names, places, replace=self.replace.isChecked())
        if path is None or problem:
            self.path.set_problem(problem)
            there = problem in (THERE_ALREADY, FILES_THERE)
            self.replace.setVisible(there)
            (self.replace if there else self.path).setFocus()
            return
        self._told.hide()
        family, jobs = QApplication.font().family(), self._desk.jobs

        def write(job: Job) -> int:
            def turned(done: int, of: int) -> bool:
                jobs.progress_of(job)(done, of)
                return not job.is_cancelled()

            return write_report(report, form, path, family, turned)

        self._begin("Writing the charts…")
        self._job = jobs.run(
            write, self._written, owner=self, failed=self._failed, progressed=self._progressed, beside=True
        )

    def _begin(self, words: str) -> None:
        self._panel = ProgressPanel(words)
        self._panel.cancelled.connect(self._cancel)
        self._asking.hide()
        self._card.add(self._panel)
        self._panel.cancel.setFocus()

    def _progressed(self, done: int, of: int | None) -> None:
        if self._panel is not None:
            self._panel.set_progress(done, of or 0)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end(self) -> None:
        self._job = None
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self._asking.show()

    def _written(self, files: int) -> None:
        self._end()
        many = "One file was written" if files == 1 else f"{files} files were written"
        self._tell(f"{many}, for your account alone to open: {self.path.path()}")
        self.write_button.setFocus()

    def _failed(self, error: JournalError) -> None:
        self._end()
        stopped = isinstance(error, Cancelled)
        self._tell("Stopped. Nothing was written." if stopped else f"{error.message} {error.advice}")
        (self.write_button if stopped else self.path).setFocus()

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()
        announce(self.page, words)

    # ---- printing

    def _ask_print(self) -> None:
        if self.report() is None:
            self._tell(_NOTHING)
            self.charts.focus_first()
            return
        self.printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.printer.setDocName("Patterns")
        dialog = QPrintDialog(self.printer, self.page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.print_now)
        QDialog.open(dialog)

    def print_now(self) -> None:
        """Send the report to the printer that was chosen, beside the window's thread."""
        report, printer, family = self.report(), self.printer, QApplication.font().family()
        if report is None or printer is None:
            return

        def print_it(job: Job) -> None:
            def turned(done: int, of: int) -> bool:
                self._desk.jobs.progress_of(job)(done, of)
                return not job.is_cancelled()

            if not print_report(report, family, printer, turned):
                raise Cancelled

        self._begin("Printing…")
        self._job = self._desk.jobs.run(
            print_it, self._printed, owner=self, failed=self._failed, progressed=self._progressed, beside=True
        )

    def _printed(self, _nothing: None) -> None:
        self._end()
        self.printer = None
        self._tell("Sent to the printer.")
        self.print_button.setFocus()


def _shown(journal: Journal) -> PatternsPage:
    return journal.patterns.page(journal.patterns.kept())
