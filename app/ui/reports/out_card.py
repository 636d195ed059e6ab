"""How something ticked leaves: in which form, where to, on paper; the drawing runs beside the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.ui.desk import Desk
from app.ui.exchange.one_step import OneStep
from app.ui.exchange.path_line import PathLine
from app.ui.exchange.places import THERE_ALREADY, copied_elsewhere, documents
from app.ui.jobs import Job
from app.ui.printing.asking import ask_printer
from app.ui.printing.pages import Turned
from app.ui.printing.writer import laying_out
from app.ui.reports.places import FILES_THERE, problem_at
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    CheckChoice,
    ChoiceChips,
    Flow,
    Muted,
    PrimaryButton,
    QuietButton,
    TextLine,
    announce,
    column_of,
)


@dataclass(frozen=True, slots=True)
class OutForm:
    """A form to choose. `files` says what a file dialogue calls it; without it a folder is asked for."""

    key: str
    label: str
    suffix: str
    files: str = ""


class Outgoing(Protocol):
    """What is about to leave, as the page knows it; asked on the window's thread."""

    def problem(self, form: str) -> str:
        """What has to be done first, in words; empty where nothing has."""
        ...

    def file_name(self, form: str) -> str:
        """A neutral name for a form that is one file."""
        ...

    def names(self, form: str) -> tuple[str, ...]:
        """The files of a form that goes into a folder; none for one file."""
        ...

    def writing(self, form: str, where: Path) -> Callable[[Turned], int]:
        """What writes it, beside the window; gives the number of files, raises JournalError or Cancelled."""
        ...

    def printing(self, printer: QPrinter) -> Callable[[Turned], bool]:
        """What prints it, beside the window; False where it was stopped."""
        ...


class OutCard(OneStep):
    """Asks how and where. `middle` stands before the buttons: what will leave, to be read first."""

    def __init__(
        self, desk: Desk, outgoing: Outgoing, forms: Sequence[OutForm], middle: QWidget, what: str
    ) -> None:
        super().__init__("How")
        self._desk, self._outgoing, self._what = desk, outgoing, what
        self._forms = {form.key: form for form in forms}
        self._own_place = True
        self.printer: QPrinter | None = None
        self.front = TextLine("A line for the front (leave empty for none)")
        self.form = ChoiceChips("Form", [(one.key, one.label) for one in forms], clearable=False)
        self.form.set_value(forms[0].key)
        self.form.changed.connect(self._form_chosen)
        self.path = PathLine("Where to write it")
        self.path.changed.connect(self._path_typed)
        self.replace = CheckChoice("Replace what is there")
        self._synced = Muted()
        self.write_button, self.print_button = PrimaryButton("Write it"), QuietButton("Print…")
        self.write_button.clicked.connect(self._write)
        self.print_button.clicked.connect(self._ask_print)
        self._told = Body()
        column = column_of(self.asking, spacing=2 * GRID)
        for part in (
            self.front, self.form, self.path, self.replace, self._synced, middle,
            Flow(self.write_button, self.print_button),
        ):  # fmt: skip
            column.addWidget(part)
        self.add(self.asking)
        self.add(self._told)
        self.replace.hide()
        self._told.hide()
        self.suggest()

    @property
    def is_busy(self) -> bool:
        """Whether something is being written or printed."""
        return self.step is not None

    def quiet(self) -> None:
        """Take away what was told last."""
        self._told.hide()

    # ---- where to

    @property
    def _chosen(self) -> OutForm:
        return self._forms[self.form.value() or next(iter(self._forms))]

    def _form_chosen(self, _form: object) -> None:
        self.suggest()

    def _path_typed(self, _text: object) -> None:
        self._own_place = False
        self._look_at_path()

    def suggest(self) -> None:
        """A neutral place in the folder for documents, until the person said another."""
        form, path = self._chosen, self.path.path()
        self.path.offer(folder=not form.files, place=bool(form.files))
        if form.files:
            self.path.set_suffixes(form.files, (form.suffix,))
        if self._own_place or path is None:
            folder = documents()
            self.path.set_text(str(folder / self._outgoing.file_name(form.key) if form.files else folder))
        elif form.files:
            name = (
                path / self._outgoing.file_name(form.key) if path.is_dir() else path.with_suffix(form.suffix)
            )
            self.path.set_text(str(name))
        elif path.suffix:
            self.path.set_text(str(path.parent))
        self._look_at_path()

    def _look_at_path(self) -> None:
        self.path.set_problem("")
        self.replace.hide()
        self.replace.setChecked(False)
        self._synced.setText(copied_elsewhere(self.path.path(), "these words"))
        self._synced.setVisible(bool(self._synced.text()))

    # ---- writing

    def _write(self) -> None:
        form, path = self._chosen, self.path.path()
        problem = self._outgoing.problem(form.key)
        if problem:
            self.tell(problem)
            return
        vault = self._desk.vault
        places = vault.places if vault is not None else None
        problem = problem_at(path, self._outgoing.names(form.key), places, replace=self.replace.isChecked())
        if path is None or problem:
            self.path.set_problem(problem)
            there = problem in (THERE_ALREADY, FILES_THERE)
            self.replace.setVisible(there)
            (self.replace if there else self.path).setFocus()
            return
        write = self._outgoing.writing(form.key, path)
        self._run(lambda job: write(self._turned(job)), self._written, f"Writing {self._what}…")

    def _turned(self, job: Job) -> Turned:
        report = self._desk.jobs.progress_of(job)

        def turned(done: int, of: int) -> bool:
            report(done, of)
            return not job.is_cancelled()

        return turned

    def _run(self, work: Callable[[Job], int], then: Callable[[int], None], words: str) -> None:
        self._told.hide()
        self.show_progress(words)
        self.wait_for(
            self._desk.jobs.run(
                work, then, owner=self, failed=self._failed, progressed=self.progressed, beside=True
            )
        )

    def _written(self, files: int) -> None:
        self.ask_again()
        many = "One file was written" if files == 1 else f"{files} files were written"
        self.tell(f"{many}, for your account alone to open: {self.path.path()}")
        self.write_button.setFocus()

    def _failed(self, error: JournalError) -> None:
        self.ask_again()
        stopped = isinstance(error, Cancelled)
        self.tell("Stopped. Nothing was written." if stopped else f"{error.message} {error.advice}")
        (self.write_button if stopped else self.path).setFocus()

    def tell(self, words: str) -> None:
        """Say how it went, or what has to be done first."""
        self._told.setText(words)
        self._told.show()
        announce(self, words)

    # ---- printing

    def _ask_print(self) -> None:
        problem = self._outgoing.problem("")
        if problem:
            self.tell(problem)
            return
        self.printer = ask_printer(self, "From a journal", self.print_now)

    def print_now(self) -> None:
        """Send it to the printer that was chosen."""
        if self.printer is None:
            return
        print_it = self._outgoing.printing(self.printer)

        def work(job: Job) -> int:
            with laying_out():
                if not print_it(self._turned(job)):
                    raise Cancelled
            return 1

        self._run(work, self._printed, "Printing…")

    def _printed(self, _one: int) -> None:
        self.ask_again()
        self.printer = None
        self.tell("Sent to the printer.")
        self.print_button.setFocus()
