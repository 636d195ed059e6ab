"""Printing an entry, or saving it as a PDF: what the file is comes first, then where it goes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.entries import Sensitivity
from app.domain.errors import JournalError
from app.storage.files import file_errors, write_whole
from app.ui.decision.reading import Reading
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_where
from app.ui.printing.asking import ask_printer
from app.ui.printing.paper import Paper, pdf_of, print_paper
from app.ui.printing.words import caution_of, file_name_of, has_marked_parts, paper_of
from app.ui.widgets import Card, CheckChoice, Flow, QuietButton, Told, announce, column_of


class PaperCard(Card):
    """Print and save as PDF. Nothing leaves before the caution was shown and a place was chosen."""

    problem = Signal(object)  # JournalError

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("On paper", parent)
        self._desk = desk
        self._reading: Reading | None = None
        self.print, self.save = QuietButton("Print…"), QuietButton("Save as PDF…")
        self.print.clicked.connect(self._ask_print)
        self.save.clicked.connect(self._ask_save)
        self._start = self.add_row(self.print, self.save)
        self._before = QWidget()
        column = column_of(self._before)
        self.caution = Told(problem=False)
        self.leave_out = CheckChoice("Leave out the parts marked “Never share”")
        self.go_on, self.cancel = QuietButton("Go on"), QuietButton("Cancel")
        self.go_on.clicked.connect(self._go_on)
        self.cancel.clicked.connect(self._fold)
        for part in (self.caution, Flow(self.leave_out), Flow(self.go_on, self.cancel)):
            column.addWidget(part)
        self.add(self._before)
        self._before.hide()
        self._prints = False
        self._printed_next: Paper | None = None
        self._printer: QPrinter | None = None

    def show_reading(self, reading: Reading) -> None:
        """Belong to an entry."""
        if self._reading is None or self._reading.entry.id != reading.entry.id:
            self._before.hide()
        self._reading = reading
        self.leave_out.setVisible(has_marked_parts(reading.sheet))

    # ---- what it is

    def _ask_print(self) -> None:
        self._ask(prints=True)

    def _ask_save(self) -> None:
        self._ask(prints=False)

    def _ask(self, *, prints: bool) -> None:
        if self._reading is None:
            return
        self._prints = prints
        self.caution.setText(caution_of(self._reading.entry, prints=prints))
        self.go_on.setText("Choose a printer…" if prints else "Choose where to save it…")
        self.leave_out.setChecked(True)
        self._before.show()
        announce(self, self.caution.text())
        self.go_on.setFocus()

    def _fold(self) -> None:
        self._before.hide()
        (self.print if self._prints else self.save).setFocus()

    def _paper(self) -> Paper | None:
        if self._reading is None:
            return None
        out = self.leave_out.isChecked() and not self.leave_out.isHidden()
        sheet = self._reading.sheet.without(Sensitivity.PRIVATE_ONLY) if out else self._reading.sheet
        return paper_of(self._reading, sheet, QApplication.font().family())

    # ---- where it goes

    def _go_on(self) -> None:
        if self._prints:
            self._choose_printer()
        elif self._reading is not None:
            name = file_name_of(self._reading.entry)
            ask_where(self, "Save this entry as a PDF", name, "PDF files (*.pdf)", self._save_at)

    def _save_at(self, chosen: str) -> None:
        paper = self._paper()
        if paper is None or not chosen:
            return

        def write(_job: object) -> None:
            content = pdf_of(paper)
            with file_errors():
                write_whole(Path(chosen), content)

        self._desk.jobs.run(write, self._saved, owner=self, failed=self._failed, beside=True)

    def _saved(self, _nothing: None) -> None:
        self._fold()
        self._desk.say("Saved. Anyone who has that file can read it.")

    def _failed(self, error: JournalError) -> None:
        self.problem.emit(error)

    def _choose_printer(self) -> None:
        paper = self._paper()
        if paper is None:
            return
        self._printed_next = paper
        self._printer = ask_printer(self, "From a journal", self._print_now)

    def _print_now(self) -> None:
        paper, printer = self._printed_next, self._printer
        if paper is not None and printer is not None:
            self._printed_next = self._printer = None
            self._desk.jobs.run(
                lambda _job: print_paper(paper, printer), self._printed,
                owner=self, failed=self._failed, beside=True,
            )  # fmt: skip

    def _printed(self, _nothing: None) -> None:
        self._fold()
        self._desk.say("Sent to the printer.")
