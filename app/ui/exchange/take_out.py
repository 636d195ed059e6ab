"""Writing the journal to a plain file: what that means, and in which format."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.privacy import Alike
from app.exporters import EXPORTERS
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.pace import paced
from app.ui.exchange.plain_file import PlainFile, Writes
from app.ui.exchange.wording import many
from app.ui.jobs import Job
from app.ui.share.noticed import NoticedFold
from app.ui.theme import GRID
from app.ui.widgets import Banner, BannerKind, ChoiceChips, Flow, QuietButton, RadioChoice

_MEANS = (
    "The file holds every title, answer, review and thought as plain text, without a passphrase, "
    "and what others sent you as well: a coach’s comments, the answers of a pair, the words of leaders on a desk. "
    "Keep it as carefully as paper, and delete it when it is no longer needed."
)
_TITLE = "Anyone who has this file can read it"


class TakeOut(PlainFile):
    """Writes nothing before the passphrase was typed again, and nothing but the whole file."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Take the journal out", desk, parent)
        self.body.setSpacing(2 * GRID)
        self.add(Banner(_MEANS, BannerKind.CAUTION, title=_TITLE))
        formats = [(one.id, one.name) for one in EXPORTERS.values()]
        self.format = ChoiceChips("What is it for?", formats, clearable=False)
        self.format.set_value(formats[0][0])
        self.format.changed.connect(self._format_chosen)
        self.look_button = QuietButton("See what the privacy check notices")
        self.look_button.clicked.connect(self.look)
        self.noticed = NoticedFold()
        self.noticed.hide()
        column = self.lay_out()
        for at, part in enumerate((Flow(self.look_button), self.noticed, self.format)):
            column.insertWidget(at, part)

    def focus_start(self) -> None:
        """Put the focus where work begins."""
        choices = self.format.findChildren(RadioChoice)
        start: QWidget = next((one for one in choices if one.isChecked()), choices[0])
        (start if self.step is None else self.step).setFocus()

    # ---- what is in it

    def look(self) -> None:
        """Look through the whole journal; nothing is written."""
        jobs = self.desk.jobs

        def look(journal: Journal, job: Job) -> tuple[Alike, ...]:
            return journal.sharing.noticing.in_journal(
                progress=jobs.progress_of(job), cancelled=job.is_cancelled
            )

        self.show_progress("Looking through the journal…")
        self.wait_for(
            self.desk.long(look, self, self._noticed, progressed=self.progressed, failed=self.refused)
        )

    def _noticed(self, found: tuple[Alike, ...]) -> None:
        self.ask_again()
        self.noticed.show_noticed(found)
        self.noticed.show()
        self.noticed.button.setFocus()

    # ---- the file

    def _format_chosen(self, _format: object) -> None:
        self.name_again()

    def file_name(self) -> str:
        return f"balcony-export-{self.desk.today.isoformat()}{EXPORTERS[self._format].suffix}"

    def file_kind(self) -> str:
        return EXPORTERS[self._format].name.split(" (")[0]

    @property
    def _format(self) -> str:
        return self.format.value() or "json"

    def writes(self, path: Path) -> Writes:
        format_id, jobs = self.format.value() or "", self.desk.jobs

        def give_out(journal: Journal, job: Job) -> int:
            total = journal.finding.count()
            progress = paced(jobs.progress_of(job), total)
            return journal.exchange.give_out(format_id, path, progress=progress, cancelled=job.is_cancelled)

        return give_out

    def written(self, count: int) -> str:
        return (
            f"{many(count)} written. No other account on this computer can open the file; "
            "once it is copied or sent, anyone can."
        )
