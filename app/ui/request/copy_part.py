"""The fourth step: one file with what was ticked, for an adviser to read."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.request import ASK
from app.services.journal import Journal
from app.ui.desk import Desk
from app.ui.exchange.pace import paced
from app.ui.exchange.plain_file import PlainFile, Writes
from app.ui.jobs import Job
from app.ui.request.ground import Ground, places
from app.ui.theme import GRID
from app.ui.walks.part import Part
from app.ui.widgets import Banner, BannerKind, Body

_MEANS = (
    "The copy holds what you ticked, word for word, without a passphrase. It is marked as a copy for review. Give "
    "it to your adviser by a way they agree to, and delete it when it is no longer needed. It is not what is sent "
    "to whoever asked."
)


class CopyFile(PlainFile):
    """Writes the review copy of what is ticked."""

    def __init__(self, desk: Desk, ground: Ground) -> None:
        super().__init__("Write the copy for review", desk)
        self._ground = ground
        self.body.setSpacing(2 * GRID)
        self.add(Banner(_MEANS, BannerKind.CAUTION, title="Anyone who has this file can read it"))
        self.much = Body()
        self.lay_out().insertWidget(0, self.much)

    def file_name(self) -> str:
        return f"copy-for-review-{self.desk.today.isoformat()}.txt"

    def writes(self, path: Path) -> Writes | None:
        searched, ticked, jobs = self._ground.searched, frozenset(self._ground.ticked), self.desk.jobs
        if searched is None:
            return None

        def write(journal: Journal, job: Job) -> int:
            copy = journal.requests.collect(
                searched, ticked, progress=paced(jobs.progress_of(job)), cancelled=job.is_cancelled
            )
            return journal.requests.write(copy, path)

        return write

    def written(self, count: int) -> str:
        return (
            f"{places(count)} written, with the note of the search. No other account on this computer can open "
            "the file; once it is copied or sent, anyone can."
        )


class CopyPart(Part):
    """Says how much is ticked, and writes it."""

    def __init__(self, desk: Desk, ground: Ground) -> None:
        super().__init__("Copy for review")
        self._ground = ground
        self.file = CopyFile(desk, ground)
        self.column.addWidget(Banner(ASK, BannerKind.NOTE, title="Ask before anything is sent"))
        self.column.addWidget(self.file)

    def start(self) -> QWidget:
        return self.file.path if self.file.step is None else self.file.step

    def arrive(self) -> None:
        chosen = self._ground.chosen()
        self.file.write_button.setEnabled(bool(chosen))
        self.file.much.setText(
            f"The copy will hold {places(len(chosen))} and the note of the search."
            if chosen
            else "Nothing is ticked yet. Go one step back, and tick what the copy should hold."
        )
