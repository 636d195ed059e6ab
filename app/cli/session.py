"""One run of a command: which journal, which day, and how its passphrase is asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.cli.console import Console
from app.domain.errors import (
    InvalidInput,
    JournalDamaged,
    JournalError,
    JournalExists,
    JournalMoved,
    JournalNotAsSeen,
    NoJournalHere,
)
from app.paths import Places, default_places
from app.services.clock import Clock

if TYPE_CHECKING:
    from app.domain.sharing import SharedChart
    from app.patterns.series import Series
    from app.services.journal import Journal
    from app.services.vault import Vault

MakeVault = Callable[[Places, Clock], "Vault"]
Line = tuple[str, bool, str]
"""What was looked at, whether it holds, and what was found."""
LookAtWindow = Callable[[], tuple[Sequence[Line], dict[str, str]]]
DrawCharts = Callable[[Sequence["Series"], str], tuple["SharedChart", ...] | None]
"""Draws charts over what time they look, as they are shared; None where nothing can be drawn here."""


_HOW_TO_READ = "With --read-only it is opened here to be read."
_WAYS_ON = "Restore a backup, or rescue what can be read: “balcony restore”, “balcony rescue”."
_HOW_TO_OPEN = "With --as-found it is opened as it is, and a copy of it is put aside first."


class NoTerminal(Exception):  # noqa: N818  named for what is not there
    """A passphrase must be asked for and there is nobody to ask."""


@dataclass(frozen=True)
class Beside:
    """What stands beside the command line: opening the window, looking whether it would open, drawing charts."""

    open_window: Callable[[list[str]], int] | None = None
    look_at_window: LookAtWindow | None = None
    draw_charts: DrawCharts | None = None


@dataclass
class Session:
    """What every command works with; `places` is None unless --data-dir named a folder."""

    console: Console
    make_vault: MakeVault
    clock: Clock
    places: Places | None = None
    as_json: bool = False
    passphrase_stdin: bool = False
    as_found: bool = False
    read_only: bool = False
    beside: Beside = field(default_factory=Beside)
    met_damage: bool = False
    """Whether what was only read lies in a file that is damaged, as closing it found: it does not count as done."""
    _from_stdin: str | None = None

    def vault(self, places: Places | None = None) -> "Vault":
        """The way into the journal of the folder."""
        return self.make_vault(places or self.places or default_places(), self.clock)

    @contextmanager
    def journal(self) -> Iterator["Journal"]:
        """The journal, open for the length of the block; raises NoJournalHere and what unlocking meets."""
        vault = self.vault()
        if vault.is_empty():
            raise NoJournalHere(
                f"There is no journal in {vault.places.data_dir}.",
                "Make one with “balcony create”, or name its folder with --data-dir.",
            )
        try:
            with self.closing(self._unlocked(vault)) as journal:
                yield journal
        except JournalDamaged as error:
            raise _with_ways_on(error) from error

    def _unlocked(self, vault: "Vault") -> "Journal":
        try:
            journal = vault.unlock(self.passphrase(), as_found=self.as_found, to_read=self.read_only)
        except JournalNotAsSeen as error:
            raise type(error)(error.here, error.seen, "" if self.read_only else _HOW_TO_OPEN) from error
        except JournalMoved as error:
            raise JournalMoved(error.on, _HOW_TO_READ) from error
        if journal.file.found_copy is not None:
            self.console.tell(f"The file as it was found is kept as {journal.file.found_copy}.")
        return journal

    @contextmanager
    def closing(self, journal: "Journal") -> Iterator["Journal"]:
        """Close a journal at the end of the block, with a backup of what changed, copied to the second place."""
        before, is_told = journal.file.writes, False
        try:
            yield journal
        except JournalDamaged:
            is_told = True  # by whoever catches it
            raise
        finally:
            problem = _met_on_closing(journal.close())
            is_damaged, wrote = isinstance(problem, JournalDamaged), journal.file.writes > before
            self.met_damage = is_damaged and not wrote
            if problem is not None and not (is_told and is_damaged):
                self.console.tell(f"What you wrote is saved. {problem}" if wrote else str(problem))
            elif problem is None and journal.file.backups_made and journal.care.places.backup_place.exists():
                self._copy_elsewhere(journal)

    def _copy_elsewhere(self, journal: "Journal") -> None:
        """Ctrl+C leaves it for the next time; nothing is thinned there, for nobody can ask for a hold any more."""
        from app.cli.stopping import shown_progress, stoppable
        from app.domain.errors import Cancelled
        from app.domain.second_place import PlaceState, SecondPlaceProblem

        place = journal.care.second_place
        standing = place.standing()
        if standing is None or standing.state is PlaceState.KEPT or place.was_tried:
            return
        try:
            with stoppable() as stopped, shown_progress(self.console, "megabytes copied") as progress:
                place.catch_up(thins=False, progress=progress, cancelled=stopped)
        except Cancelled:
            self.console.tell("The backup is made, and copied to the second place the next time.")
        except SecondPlaceProblem as missing:
            self.console.tell(f"What you wrote is saved, with a backup. {missing}")

    def passphrase(self) -> str:
        """The passphrase, from the terminal or the first line of stdin."""
        if not self.passphrase_stdin:
            return self._ask("Passphrase: ")
        if self._from_stdin is None:
            self._from_stdin = self.console.first_line()
        return self._from_stdin

    def recovery_code(self) -> str:
        """The recovery code, in the place of the passphrase."""
        return self.passphrase() if self.passphrase_stdin else self._ask("Recovery code: ")

    def input(self) -> str:
        """What stands on stdin, after the passphrase where that comes from there too."""
        if self.passphrase_stdin:
            self.passphrase()
        return self.console.rest()

    def input_bytes(self, most: int) -> bytes:
        """The same as it is, for a file; no more than asked for."""
        if self.passphrase_stdin:
            self.passphrase()
        return self.console.rest_of_bytes(most)

    def passphrase_again(self) -> str:
        """The passphrase a second time, typed anew or on the next line of stdin."""
        return self.console.next_line() if self.passphrase_stdin else self._ask("The passphrase again: ")

    def new_passphrase(self) -> str:
        """A passphrase for a new journal, asked for twice; raises InvalidInput when the two differ."""
        if self.passphrase_stdin:
            return self.passphrase()
        if self.console.ask is not None:
            from app.services.passphrases import suggested_passphrase

            self.console.tell(f"Six words chosen by chance, should you want them: {suggested_passphrase()}")
        first = self._ask("New passphrase: ")
        if first != self._ask("The same again: "):
            raise InvalidInput("passphrase", "The two passphrases differ.", "Nothing was made. Try again.")
        return first

    def nothing_here_yet(self, vault: "Vault") -> None:
        """Raise JournalExists before anybody is asked for a passphrase."""
        if vault.places.journal.exists():
            raise JournalExists(f"There is already a journal in {vault.places.data_dir}.")

    def _ask(self, question: str) -> str:
        if self.console.ask is None:
            raise NoTerminal
        return self.console.ask(question)

    def result(self, shape: object, lines: Iterable[str]) -> None:
        """Give a result: the shape with --json, else the lines."""
        if self.as_json:
            self.console.give(shape)
        else:
            self.console.say(*lines)


def _with_ways_on(error: JournalDamaged) -> JournalDamaged:
    """The same with the commands that mend it; what is another kind of damage has ways on of its own."""
    if type(error) is not JournalDamaged:
        return error
    return JournalDamaged(error.message, f"{_WAYS_ON} The damaged file is kept as it is.")


def _met_on_closing(problem: JournalError | None) -> JournalError | None:
    """What kept the backup from being made; a file that cannot be copied because it is damaged is said to be."""
    if JournalDamaged in {type(problem), type(problem.__cause__ if problem else None)}:
        return _with_ways_on(JournalDamaged("The journal file is damaged, so no backup of it could be made."))
    return problem
