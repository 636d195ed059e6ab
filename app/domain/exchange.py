"""How journals come in and go out: what importers and exporters promise, and what an import reports."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TextIO

from app.domain.entries import ImportedEntry
from app.domain.whole import JournalHeader, WholeEntry

Progress = Callable[[int, int | None], None]
"""Called with how many entries are done and, where that is known, of how many."""

Cancelled = Callable[[], bool]
"""Asked between entries; once it says yes, `app.domain.errors.Cancelled` is raised."""


def no_progress(_done: int, _of: int | None) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """A cancel button that nobody presses."""
    return False


class ProblemKind(StrEnum):
    """What a problem did: the entry came in all the same, was left out on purpose, or could not be read."""

    WARNING = "warning"
    SKIPPED = "skipped"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an imported file to tell the person.

    `place` says where ("entry 12", a file's name), `reason` why, in plain words
    and without a word of the entry itself.
    """

    place: str
    reason: str
    kind: ProblemKind = ProblemKind.SKIPPED


Read = ImportedEntry | Problem


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or what a dry run would do.

    `already_here` are entries that an earlier import brought in; `batch` names
    what can be taken back, and is `None` when nothing was added.
    """

    format: str
    added: int = 0
    already_here: int = 0
    problems: tuple[Problem, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    batch: int | None = None
    dry_run: bool = False

    def of_kind(self, kind: ProblemKind) -> tuple[Problem, ...]:
        """The problems of one kind, in the order in which they were met."""
        return tuple(problem for problem in self.problems if problem.kind is kind)


class Pick(StrEnum):
    """What a person chooses in a file dialogue."""

    FILE = "file"
    FOLDER = "folder"


class Importer(Protocol):
    """One foreign format, read as reflections.

    `describes` says what to choose; `suffixes` are lower case with their dot and
    only narrow a file dialogue.
    """

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def describes(self) -> str: ...
    @property
    def picks(self) -> frozenset[Pick]: ...
    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def recognises(self, path: Path) -> bool:
        """Whether this looks like the format, from its first part; never raises."""
        ...

    def read(
        self, path: Path, *, zone: tzinfo, progress: Progress = ..., cancelled: Cancelled = ...
    ) -> Iterator[Read]:
        """Read entry by entry; `zone` is where the writer was when the file does not say.

        Raises:
            ImportProblem: the file as a whole cannot be read. It may come after some entries, so
                nothing may be kept before the iterator ends.
            Cancelled: `cancelled` said yes.
        """
        ...


class WholeImporter(Protocol):
    """A format that gives a whole journal back."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def describes(self) -> str: ...
    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def recognises(self, path: Path) -> bool:
        """Whether this looks like the format, from its first part; never raises."""
        ...

    def read_whole(
        self, path: Path, progress: Progress = ..., cancelled: Cancelled = ...
    ) -> tuple[JournalHeader, Iterator[WholeEntry]]:
        """The header at once and the entries one by one, in the order of writing.

        Ids are numbered by place in the file: the caller gives its own. Errors as `Importer.read`.
        """
        ...


class Exporter(Protocol):
    """One format that a journal can be written in; `suffix` has its dot."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def suffix(self) -> str: ...

    def write(
        self,
        out: TextIO,
        header: JournalHeader,
        entries: Iterable[WholeEntry],
        *,
        today: date,
        progress: Progress = ...,
        cancelled: Cancelled = ...,
    ) -> int:
        """Write to an open UTF-8 text file (newline="") and give the number of entries written.

        Entries in the bin are left out. Raises `Cancelled` when `cancelled` says yes; the caller
        throws the half-written file away.
        """
        ...
