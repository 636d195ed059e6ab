"""Bringing entries in: choose, look what would come, bring it in, and take it back."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.domain.exchange import ImportReport, Pick
from app.importers import IMPORTERS, WHOLE_IMPORTERS
from app.services.journal import Journal
from app.services.local_time import LocalTime
from app.ui.desk import Desk
from app.ui.exchange.one_step import OneStep
from app.ui.exchange.pace import paced
from app.ui.exchange.path_line import PathLine
from app.ui.exchange.report_view import ReportView
from app.ui.exchange.wording import format_name, formats, many, problem_words, summary
from app.ui.jobs import Job
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    ChoiceChips,
    Flow,
    Muted,
    PrimaryButton,
    QuietButton,
    RadioChoice,
    announce,
    column_of,
)

_HINT = "Type or paste the path, or choose it below."
_STOPPED = "Stopped. Nothing was changed."


class BringIn(OneStep):
    """One import at a time; nothing is changed before it has been shown. `take_back_wanted` carries a batch."""

    take_back_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Bring entries in", parent)
        self._desk = desk
        self._batch = 0
        self.body.setSpacing(2 * GRID)
        self.add(
            Muted(
                "From another journal, or from a JSON file that Balcony wrote. Nothing is changed until you have seen what would come in."
            )
        )
        column = column_of(self.asking, spacing=GRID + GRID // 2)
        self.format = ChoiceChips("What were they written with?", list(formats().items()), clearable=False)
        self.format.changed.connect(self._format_chosen)
        self._describes = Muted()
        self.path = PathLine("Where it is", hint=_HINT)
        self.path.entered.connect(self.look)
        self.look_button = PrimaryButton("See what would come in")
        self.look_button.clicked.connect(self.look)
        self._ended = Muted()
        for part in (self.format, self._describes, self.path, Flow(self.look_button), self._ended):
            column.addWidget(part)
        self.add(self.asking)
        self._format_chosen(None)
        self._ended.hide()

    # ---- choosing

    def focus_start(self) -> None:
        """Put the focus where work begins."""
        choices = self.format.findChildren(RadioChoice)
        start = next((one for one in choices if one.isChecked()), choices[0])
        (start if self.step is None else self.step).setFocus()

    def _format_chosen(self, format_id: object) -> None:
        chosen = str(format_id or "")
        importer = IMPORTERS.get(chosen)
        whole = WHOLE_IMPORTERS.get(chosen)
        picks = importer.picks if importer else frozenset({Pick.FILE} if whole else ())
        described = importer or whole
        self._describes.setText(described.describes if described else "")
        for part in (self._describes, self.path, self.look_button):
            part.setVisible(described is not None)
        self.path.offer(file=Pick.FILE in picks, folder=Pick.FOLDER in picks)
        self.path.set_suffixes(format_name(chosen), described.suffixes if described else ())
        self.path.set_problem("")

    def look(self) -> None:
        """Read everything and show what would come in."""
        path = self.path.path()
        if path is None:
            self.path.set_problem("Say first where it is.")
            self.path.setFocus()
        else:
            self._run(path, dry_run=True)

    # ---- reading

    def _run(self, path: Path, *, dry_run: bool) -> None:
        format_id, jobs = self.format.value() or "", self._desk.jobs

        def take_in(journal: Journal, job: Job) -> ImportReport:
            return journal.exchange.take_in(
                format_id, path, zone=LocalTime(), dry_run=dry_run,
                progress=paced(jobs.progress_of(job)), cancelled=job.is_cancelled,
            )  # fmt: skip

        self.show_progress("Reading, without changing anything…" if dry_run else "Bringing the entries in…")
        job = self._desk.long(
            take_in, self, self._looked if dry_run else self._came,
            progressed=self.progressed, failed=self._failed, changes=not dry_run,
        )  # fmt: skip
        self.wait_for(job)

    def _looked(self, report: ImportReport) -> None:
        buttons: list[QWidget] = []
        if report.added:
            bring = PrimaryButton(f"Bring in {many(report.added)}")
            bring.clicked.connect(self._bring)
            buttons.append(bring)
        other = QuietButton("Choose something else")
        other.clicked.connect(self._choose_again)
        self._tell(report, [*buttons, other])

    def _bring(self) -> None:
        path = self.path.path()
        if path is not None:
            self._run(path, dry_run=False)

    def _came(self, report: ImportReport) -> None:
        buttons: list[QWidget] = []
        if report.batch is not None:
            self._batch = report.batch
            back, see = QuietButton("Take back this import"), QuietButton("Show the journal")
            back.clicked.connect(self._take_back)
            see.clicked.connect(self._see)
            buttons += [see, back]
        more = QuietButton("Bring in something else")
        more.clicked.connect(self._choose_again)
        self._tell(report, [*buttons, more])

    def _tell(self, report: ImportReport, buttons: list[QWidget]) -> None:
        step = QWidget()
        column = column_of(step, spacing=2 * GRID)
        column.addWidget(ReportView(report, whole=report.format in WHOLE_IMPORTERS))
        column.addWidget(Flow(*buttons))
        self.show_step(step)
        buttons[0].setFocus()
        step.setFocusProxy(buttons[0])
        announce(self, summary(report))

    def _failed(self, error: JournalError) -> None:
        if isinstance(error, Cancelled):
            self._choose_again()
            self._end(_STOPPED)
            return
        banner = Banner(
            problem_words(error), BannerKind.PROBLEM, "Choose something else", title=error.message
        )
        banner.acted.connect(self._choose_again)
        self.show_step(banner)
        banner.set_text(problem_words(error))
        banner.button.setFocus()
        banner.setFocusProxy(banner.button)

    def _choose_again(self, *_clicked: object, focus: bool = True) -> None:
        self.ask_again()
        self._batch = 0
        self._ended.hide()
        if focus:
            self.path.field.setFocus()
            self.path.field.selectAll()

    def _end(self, words: str) -> None:
        self._ended.setText(words)
        self._ended.show()
        announce(self, words)

    def _take_back(self) -> None:
        self.take_back_wanted.emit(self._batch)

    def was_taken_back(self, batch: int) -> None:
        """An import is no longer here."""
        if self.step is not None and batch == self._batch:
            self._choose_again()
            self._end("The import was taken back. Its entries are in the bin.")

    def look_for(self, here: frozenset[int]) -> None:
        """Say no longer that an import came in once it is not among those that are here, as after Undo."""
        if self.step is not None and self._batch and self._batch not in here:
            had_focus = self.step.isAncestorOf(self.focusWidget())
            self._choose_again(focus=had_focus)
            self._end("The import was undone. Nothing of it is in the journal.")

    def _see(self) -> None:
        self._desk.go("journal")
