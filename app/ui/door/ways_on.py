"""What else can be done at the door when a journal does not open, or does not lie there alone."""

from collections.abc import Callable
from pathlib import Path

from app.domain.errors import (
    ContentElsewhere,
    DiskFull,
    JournalError,
    JournalReadOnly,
    LeftoverOfAnother,
    NotAllowed,
    OpenElsewhere,
    StorageProblem,
)
from app.paths import Places, places_in
from app.storage.files import copies_beside
from app.ui.door.step import DoorPage, Doorstep
from app.ui.problem_above import ProblemAbove, way_on
from app.ui.widgets import Banner, BannerKind

_MAY_BE_READ = (DiskFull, JournalReadOnly, NotAllowed, StorageProblem)
_MOST_NAMED = 3
LOOK = "Look into the other one"
TO_READ = "Open to read only"


class WaysOn:
    """The buttons under a message: to read only, to put an unfinished save aside, to restore."""

    def __init__(self, step: Doorstep, problem: ProblemAbove, to_read: Callable[[], None]) -> None:
        self._step, self._problem, self._to_read = step, problem, to_read

    def offer(self, error: JournalError, again: Callable[[], None]) -> bool:
        """Say what happened with its own ways on; False where it has none."""
        if isinstance(error, LeftoverOfAnother):
            banner = self._problem.tell(
                error, "Put it aside and open", lambda: self._put_aside(again),
                beside=[way_on("Restore a backup", self._restore)],
            )  # fmt: skip
        elif isinstance(error, ContentElsewhere):
            back = way_on("Restore a backup", self._restore)
            banner = self._problem.tell(error, "Try again", again, beside=[back])
        elif isinstance(error, OpenElsewhere):
            banner = self._problem.tell(error, "Try again", again, beside=[way_on(TO_READ, self._to_read)])
        elif isinstance(error, _MAY_BE_READ):
            ways = [way_on(TO_READ, self._to_read), way_on("Choose another folder", self._restore)]
            banner = self._problem.tell(error, "Try again", again, beside=ways)
        else:
            return False
        banner.button.setFocus()
        return True

    def _restore(self) -> None:
        self._step.turn_to(DoorPage.RESTORE)

    def _tell(self, error: JournalError) -> None:
        self._problem.tell(error)

    def _put_aside(self, again: Callable[[], None]) -> None:
        self._step.jobs.run(
            lambda _job: self._step.vault.put_leftover_aside(),
            lambda _none: again(),
            owner=self._step,
            failed=self._tell,
        )


class CopiesBeside(Banner):
    """Copies that a sync program left beside the journal: where they are, and a way to look into one."""

    def __init__(self, step: Doorstep, found: tuple[Path, ...]) -> None:
        super().__init__(said_of_copies(found), BannerKind.CAUTION, LOOK, title="There is another copy here")
        self._step, self._found = step, found
        self.acted.connect(self._look)

    def _look(self) -> None:
        self._step.jobs.run(
            lambda _job: self._step.vault.copy_to_look_into(self._found[0]),
            self._stand_there,
            owner=self,
            failed=self.tell,
        )

    def _stand_there(self, folder: Path) -> None:
        self._step.stand_before(places_in(folder))
        self._step.turn_to(
            DoorPage.UNLOCK,
            f"This is the other copy, in {folder}. It opens with your passphrase; the journal itself is where it was.",
        )


def copies_of(places: Places) -> tuple[Path, ...]:
    """The copies beside a journal; only names are asked for."""
    return copies_beside(places.journal)


def said_of_copies(found: tuple[Path, ...]) -> str:
    """Where they are, and what to do."""
    names = ", ".join(f"“{path.name}”" for path in found[:_MOST_NAMED])
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    which = "lies" if len(found) == 1 else "lie"
    return (
        f"{names}{more} {which} beside the journal in {found[0].parent}. A sync program makes such a copy when "
        "two computers changed the journal. Balcony opens journal.db and leaves the other as it is. Look into "
        "both, and carry on with the one that holds your newest entries."
    )
