"""Writing the journal to a plain file: what that means, where to, the passphrase again, and how it went."""

from PySide6.QtWidgets import QWidget

from app.domain.errors import Cancelled, JournalError
from app.domain.privacy import Alike
from app.exporters import EXPORTERS
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.one_step import OneStep
from app.ui.exchange.pace import paced
from app.ui.exchange.path_line import PathLine
from app.ui.exchange.places import THERE_ALREADY, copied_elsewhere, documents, problem_with
from app.ui.exchange.wording import many
from app.ui.jobs import Job
from app.ui.share.noticed import NoticedFold
from app.ui.theme import GRID
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    CheckChoice,
    ChoiceChips,
    Flow,
    Muted,
    ProgressPanel,
    QuietButton,
    RadioChoice,
    TextLine,
    announce,
    column_of,
)

_MEANS = (
    "The file holds every title, answer, review and thought as plain text, without a passphrase, "
    "and what others sent you as well: a coach’s comments, the answers of a pair, the words of leaders on a desk. "
    "Keep it as carefully as paper, and delete it when it is no longer needed."
)
_TITLE = "Anyone who has this file can read it"
_WRONG = (
    "That passphrase does not open this journal. Check Caps Lock and the keyboard layout, then try again."
)


class TakeOut(OneStep):
    """Writes nothing before the passphrase was typed again, and nothing but the whole file."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Take the journal out", parent)
        self._desk = desk
        self._own_name = True
        self.body.setSpacing(2 * GRID)
        self.add(Banner(_MEANS, BannerKind.CAUTION, title=_TITLE))
        column = column_of(self.asking, spacing=GRID + GRID // 2)
        formats = [(one.id, one.name) for one in EXPORTERS.values()]
        self.format = ChoiceChips("What is it for?", formats, clearable=False)
        self.format.set_value(formats[0][0])
        self.format.changed.connect(self._format_chosen)
        self.path = PathLine("Where to write it")
        self.path.offer(place=True)
        self.path.changed.connect(self._path_changed)
        self._synced = Muted()
        self.replace = CheckChoice("Replace the file of that name")
        self.passphrase = TextLine("Your passphrase again, before anything is written", secret=True)
        self.passphrase.entered.connect(self.write)
        self.write_button = QuietButton("Write the file")
        self.write_button.clicked.connect(self.write)
        for part in (
            self.format, self.path, self.replace, self._synced, self.passphrase, Flow(self.write_button),
        ):  # fmt: skip
            column.addWidget(part)
        self.look_button = QuietButton("See what the privacy check notices")
        self.look_button.clicked.connect(self.look)
        self.noticed = NoticedFold()
        self.noticed.hide()
        column.insertWidget(0, self.noticed)
        column.insertWidget(0, Flow(self.look_button))
        self.add(self.asking)
        self.replace.hide()
        self._suggest()

    def focus_start(self) -> None:
        """Put the focus where work begins."""
        choices = self.format.findChildren(RadioChoice)
        start: QWidget = next((one for one in choices if one.isChecked()), choices[0])
        (start if self.step is None else self.step).setFocus()

    # ---- what is in it

    def look(self) -> None:
        """Look through the whole journal; nothing is written."""
        jobs = self._desk.jobs

        def look(journal: Journal, job: Job) -> tuple[Alike, ...]:
            return journal.sharing.noticing.in_journal(
                progress=jobs.progress_of(job), cancelled=job.is_cancelled
            )

        self.show_progress("Looking through the journal…")
        self.wait_for(
            self._desk.long(look, self, self._noticed, progressed=self.progressed, failed=self._failed)
        )

    def _noticed(self, found: tuple[Alike, ...]) -> None:
        self.ask_again()
        self.noticed.show_noticed(found)
        self.noticed.show()
        self.noticed.button.setFocus()

    # ---- where to

    def _format_chosen(self, _format: object) -> None:
        path = self.path.path()
        if self._own_name or path is None:
            self._suggest()
        else:
            self.path.set_text(str(path.with_suffix(self._suffix)))
            self._look_at_path()

    @property
    def _suffix(self) -> str:
        return EXPORTERS[self.format.value() or "json"].suffix

    def _suggest(self) -> None:
        """A neutral name, in the folder for documents: no word of the journal stands in it."""
        name = f"balcony-export-{self._desk.today.isoformat()}{self._suffix}"
        self.path.set_text(str(documents() / name))
        self.path.set_suffixes(EXPORTERS[self.format.value() or "json"].name.split(" (")[0], (self._suffix,))
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
        vault = self._desk.vault
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
        self._desk.jobs.run(
            lambda _job: vault.passphrase_opens(typed), self._checked,
            owner=self, failed=self._failed, beside=True,
        )  # fmt: skip

    def _checked(self, opens: bool) -> None:  # noqa: FBT001
        self.passphrase.set_text("")
        path = self.path.path()
        if not opens or path is None:
            self.ask_again()
            self.passphrase.set_problem(_WRONG)
            self.passphrase.setFocus()
            return
        format_id, jobs = self.format.value() or "", self._desk.jobs

        def give_out(journal: Journal, job: Job) -> int:
            total = journal.finding.count()
            progress = paced(jobs.progress_of(job), total)
            return journal.exchange.give_out(format_id, path, progress=progress, cancelled=job.is_cancelled)

        self.show_progress("Writing the file…")
        self.wait_for(
            self._desk.long(give_out, self, self._written, progressed=self.progressed, failed=self._failed)
        )

    def _written(self, entries: int) -> None:
        words = (
            f"{many(entries)} written. No other account on this computer can open the file; "
            "once it is copied or sent, anyone can."
        )
        step = QWidget()
        column = column_of(step)
        column.addWidget(Body(words))
        column.addWidget(Muted(str(self.path.path()), selectable=True))
        more = QuietButton("Write another file")
        more.clicked.connect(self._start_again)
        column.addWidget(Flow(more))
        self.show_step(step)
        step.setFocusProxy(more)
        more.setFocus()
        announce(self, words)

    def _failed(self, error: JournalError) -> None:
        self.passphrase.set_text("")
        self.ask_again()
        words = (
            "Stopped. No file was written."
            if isinstance(error, Cancelled)
            else f"{error.message} {error.advice}"
        )
        self.path.set_problem(words)
        self.path.setFocus()

    def _start_again(self) -> None:
        self.ask_again()
        self._own_name = True
        self._suggest()
        self.focus_start()
