"""A file without a passphrase: where to, the passphrase of the journal again before it is written, and how it went."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import Cancelled, JournalError
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.one_step import OneStep
from app.ui.exchange.path_line import PathLine
from app.ui.exchange.places import THERE_ALREADY, copied_elsewhere, documents, problem_with
from app.ui.jobs import Job
from app.ui.theme import GRID
from app.ui.widgets import (
    Body,
    CheckChoice,
    Flow,
    Muted,
    ProgressPanel,
    QuietButton,
    TextLine,
    announce,
    column_of,
)

Writes = Callable[[Journal, Job], int]
_WRONG = (
    "That passphrase does not open this journal. Check Caps Lock and the keyboard layout, then try again."
)


class PlainFile(OneStep):
    """Writes nothing before the passphrase was typed again, and nothing but the whole file.

    What a file is called, what writes it and what is said of it is said by whoever derives from this.
    """

    again_words = "Write another file"

    def __init__(self, title: str, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.desk = desk
        self._own_name = True
        self.path = PathLine("Where to write it")
        self.path.offer(place=True)
        self.path.changed.connect(self._path_changed)
        self._synced = Muted()
        self.replace = CheckChoice("Replace the file of that name")
        self.passphrase = TextLine("Your passphrase again, before anything is written", secret=True)
        self.passphrase.entered.connect(self.write)
        self.write_button = QuietButton("Write the file")
        self.write_button.clicked.connect(self.write)

    def lay_out(self) -> QVBoxLayout:
        """Put the questions into `asking`, and give its column; the first suggestion is made."""
        column = column_of(self.asking, spacing=GRID + GRID // 2)
        for part in (self.path, self.replace, self._synced, self.passphrase, Flow(self.write_button)):
            column.addWidget(part)
        self.add(self.asking)
        self.replace.hide()
        self.suggest()
        return column

    # ---- what differs

    def file_name(self) -> str:
        """A neutral name: no word of the journal stands in it."""
        return f"balcony-{self.desk.today.isoformat()}.txt"

    def file_kind(self) -> str:
        """What the file is called in a dialogue."""
        return "Text"

    def writes(self, _path: Path) -> Writes | None:
        """What writes the file on the journal's thread and gives how much it holds; None where nothing can be."""
        return None

    def written(self, count: int) -> str:
        """What is said once it was written."""
        return f"{count:,} written."

    # ---- where to

    def suggest(self) -> None:
        """The neutral name, in the folder for documents."""
        name = self.file_name()
        self.path.set_text(str(documents() / name))
        self.path.set_suffixes(self.file_kind(), (Path(name).suffix,))
        self._look_at_path()

    def name_again(self) -> None:
        """The kind of file changed: its suffix follows, or the whole name where nobody chose one."""
        path = self.path.path()
        if self._own_name or path is None:
            self.suggest()
        else:
            self.path.set_text(str(path.with_suffix(Path(self.file_name()).suffix)))
            self._look_at_path()

    def _path_changed(self, _text: object) -> None:
        self._own_name = False
        self.path.set_problem("")
        self._look_at_path()

    def _look_at_path(self) -> None:
        self.replace.hide()
        self.replace.setChecked(False)
        self._synced.setText(copied_elsewhere(self.path.path(), "this file"))
        self._synced.setVisible(bool(self._synced.text()))

    # ---- the passphrase, then the file

    def write(self) -> None:
        """Check the place and the passphrase, then write."""
        vault = self.desk.vault
        path = self.path.path()
        problem = problem_with(path, vault.places if vault else None, replace=self.replace.isChecked())
        if path is None or problem:
            self.path.set_problem(problem)
            self.replace.setVisible(problem == THERE_ALREADY)
            (self.replace if problem == THERE_ALREADY else self.path).setFocus()
            return
        self.path.set_problem("")
        typed = self.passphrase.text()
        if not typed or vault is None:
            self.passphrase.set_problem("Type the passphrase of this journal first.")
            self.passphrase.setFocus()
            return
        self.passphrase.set_problem("")
        self.show_step(ProgressPanel("Checking the passphrase…", can_cancel=False))
        self.desk.jobs.run(
            lambda _job: vault.passphrase_opens(typed), self._checked,
            owner=self, failed=self.refused, beside=True,
        )  # fmt: skip

    def _checked(self, opens: bool) -> None:  # noqa: FBT001
        self.passphrase.set_text("")
        path = self.path.path()
        writes = self.writes(path) if opens and path is not None else None
        if writes is None:
            self.ask_again()
            if not opens:
                self.passphrase.set_problem(_WRONG)
                self.passphrase.setFocus()
            return
        self.show_progress("Writing the file…")
        self.wait_for(
            self.desk.long(writes, self, self._written, progressed=self.progressed, failed=self.refused)
        )

    def _written(self, count: int) -> None:
        words = self.written(count)
        step = QWidget()
        column = column_of(step)
        column.addWidget(Body(words))
        column.addWidget(Muted(str(self.path.path()), selectable=True))
        more = QuietButton(self.again_words)
        more.clicked.connect(self.start_again)
        column.addWidget(Flow(more))
        self.show_step(step)
        step.setFocusProxy(more)
        more.setFocus()
        announce(self, words)

    def refused(self, error: JournalError) -> None:
        """It was stopped, or could not be done: say so beside the place."""
        self.passphrase.set_text("")
        self.ask_again()
        words = (
            "Stopped. No file was written."
            if isinstance(error, Cancelled)
            else f"{error.message} {error.advice}"
        )
        self.path.set_problem(words)
        self.path.setFocus()

    def start_again(self) -> None:
        """Back to the questions, with a fresh suggestion."""
        self.ask_again()
        self._own_name = True
        self.suggest()
        self.focus_start()

    def focus_start(self) -> None:
        """Put the focus where work begins."""
        (self.path if self.step is None else self.step).setFocus()
