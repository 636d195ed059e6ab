"""What every page of the unlocked window shares: the journal, behind a thread, and the way to other pages."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.changes import ChangeSet
from app.domain.errors import JournalError
from app.preferences import Preferences
from app.services.journal import Journal
from app.services.ledger import Done
from app.services.second_place import SecondPlace
from app.services.vault import Vault
from app.storage.keys import RecoveryCode
from app.ui.jobs import Job, Jobs

T = TypeVar("T")
Write = Callable[[Journal], object]


class Desk(QObject):
    """The open journal as pages reach it.

    `changed(change, initiator)` follows every write; a page that shows what
    changed asks again, and the initiator may leave it. `went(page, where)` asks
    the window for another page. `said(text)` is for the status bar and is spoken.
    `forgotten` follows a removal: whoever holds words of the journal lets them go and reads anew.
    `handed_over(sheet)` takes the journal out of the window and shows this one sheet
    instead, for somebody else at this computer, until `taken_back`.
    `draft_gone` follows when what was typed was saved, given up or emptied: no draft of it is left.
    `backed_up` follows a backup or its copy at the second place that nobody asked for just now.
    `keys_renewed` follows a change of the keys, or of those in backups: what lies at the second place is behind.
    """

    changed = Signal(object, object)  # ChangeSet | None, QObject | None
    forgotten = Signal()
    went = Signal(str, object)  # page id, dict
    went_back = Signal()
    said = Signal(str)
    preferences_changed = Signal(object)  # Preferences
    draft_kept = Signal(object)  # datetime
    draft_gone = Signal()
    lock_wanted = Signal()
    erase_wanted = Signal(object)  # Callable[[Journal], str]: closes it, and gives what the door says
    leave_wanted = Signal(object)  # the same for a journal that was moved: it is closed, and stays
    handed_over = Signal(object)  # HandedSheet
    taken_back = Signal()
    backed_up = Signal()
    keys_renewed = Signal()

    def __init__(
        self,
        journal: Journal,
        jobs: Jobs,
        preferences: Preferences,
        *,
        is_demo: bool = False,
        vault: Vault | None = None,
        code: RecoveryCode | None = None,
    ) -> None:
        """`vault` changes the keys and checks a passphrase; `code` is there until its sheet is made."""
        super().__init__()
        self.vault = vault
        self.code = code
        self._journal = journal
        self.jobs = jobs
        self.preferences = preferences
        self.is_demo = is_demo
        self._flushes: list[_Form] = []
        self._given: list[_Form] = []

    @property
    def today(self) -> date:
        """The local day."""
        return self._journal.clock.today()

    @property
    def second_place(self) -> SecondPlace:
        """Where backups are copied to as well: it needs no key, and any thread may ask it."""
        return self._journal.care.second_place

    # ---- the journal

    def read(
        self,
        ask: Callable[[Journal], T],
        then: Callable[[T], None],
        owner: QObject,
        *,
        failed: Callable[[JournalError], None] | None = None,
        key: str = "",
    ) -> Job:
        """Ask the journal on its thread; `then` runs here. A newer ask with the same key replaces it."""
        return self.jobs.run(lambda _job: ask(self._journal), then, owner=owner, failed=failed, key=key)

    def act(
        self,
        do: Callable[[Journal], T],
        owner: QObject,
        then: Callable[[T], None] | None = None,
        *,
        failed: Callable[[JournalError], None] | None = None,
        said: str = "",
    ) -> Job:
        """Change the journal on its thread, then tell every page; `said` is what the status bar says."""

        def after(result: T) -> None:
            self.changed.emit(_change_of(result), owner)
            if said:
                self.said.emit(said)
            if then is not None:
                then(result)

        return self.jobs.run(lambda _job: do(self._journal), after, owner=owner, failed=failed)

    def long(
        self,
        do: Callable[[Journal, Job], T],
        owner: QObject,
        then: Callable[[T], None],
        *,
        progressed: Callable[[int, int | None], None],
        failed: Callable[[JournalError], None],
        changes: bool = False,
        beside: bool = False,
    ) -> Job:
        """Long work with progress and a way to cancel: `job.is_cancelled`, `desk.jobs.progress_of(job)`.

        `beside` is for work that reads files beside the journal's: pages go on asking the journal meanwhile.
        """

        def after(result: T) -> None:
            if changes:
                self.changed.emit(None, owner)
            then(result)

        return self.jobs.run(
            lambda job: do(self._journal, job), after,
            owner=owner, failed=failed, progressed=progressed, beside=beside,
        )  # fmt: skip

    # ---- removal

    def look_through(
        self,
        ask: Callable[[Journal], T],
        then: Callable[[T], None],
        owner: QObject,
        *,
        failed: Callable[[JournalError], None],
    ) -> Job:
        """Ask what a removal would meet; what is being typed is kept first, so that it is looked through too."""
        kept = _Typed(self._typed())

        def work(_job: Job) -> T:
            kept.keep(self._journal)
            return ask(self._journal)

        return self.jobs.run(work, then, owner=owner, failed=self._or_waits(kept, failed))

    def remove(
        self,
        do: Callable[[Journal, Callable[[int, int | None], None]], T],
        owner: QObject,
        then: Callable[[T], None],
        *,
        progressed: Callable[[int, int | None], None],
        failed: Callable[[JournalError], None],
    ) -> Job:
        """Take words out for good: nothing in the window holds them when `then` comes. It cannot be cancelled."""
        kept = _Typed(self._typed())

        def work(job: Job) -> T:
            kept.keep(self._journal)
            return do(self._journal, self.jobs.progress_of(job))

        def after(result: T) -> None:
            self.forgotten.emit()
            self.changed.emit(None, owner)
            then(result)

        failed = self._or_waits(kept, failed)
        return self.jobs.run(work, after, owner=owner, failed=failed, progressed=progressed)

    def _or_waits(
        self, kept: "_Typed", failed: Callable[[JournalError], None]
    ) -> Callable[[JournalError], None]:
        """What failed to be kept first waits to be kept still; once it is kept its form may be older than that."""

        def not_done(error: JournalError) -> None:
            if not kept.is_kept:
                self.wait_on()
            failed(error)

        return not_done

    # ---- drafts

    def flush_with(
        self,
        owner: QObject,
        pending: Callable[[], Write | None],
        wait_on: Callable[[], None] = lambda: None,
    ) -> None:
        """Register what keeps the typing of a form before lock or close.

        `pending` is called on the window's thread and gives the write to do, or None, and takes it as done;
        `wait_on` says that it was not, and is called there too.
        """
        self._flushes.append(_Form(owner, pending, wait_on))

    def wait_on(self) -> None:
        """The writes that `pending` gave last could not be done: what they were to keep is given again."""
        self.let_go()
        for form in self._given:
            form.wait_on()
        self._given = []

    def flush(self) -> None:
        """Keep every draft now and wait for it."""
        for write in self._typed():
            self.jobs.now(lambda write=write: write(self._journal))  # type: ignore[misc]

    def pending(self) -> tuple[Write, ...]:
        """What is being typed, as the writes to be done before lock, close and re-exec.

        A form that cannot tell, by a mistake of ours, is told of and passed over: a lock must lock.
        """
        return self._collected(told=True)

    def _typed(self) -> tuple[Write, ...]:
        """What is being typed and not kept yet, as the writes that keep it."""
        return self._collected(told=False)

    def let_go(self) -> None:
        """Hold no form of a page that is gone: what was typed there would stay with it."""
        import shiboken6

        self._flushes = [form for form in self._flushes if shiboken6.isValid(form.owner)]
        self._given = [form for form in self._given if form in self._flushes]

    def _collected(self, *, told: bool) -> tuple[Write, ...]:
        self.let_go()
        writes, self._given = [], []
        for form in self._flushes:
            try:
                write = form.pending()
            except Exception:
                if not told:
                    raise
                sys.excepthook(*sys.exc_info())
                continue
            if write is not None:
                writes.append(write)
                self._given.append(form)
        return tuple(writes)

    # ---- the window

    def go(self, page: str, **where: object) -> None:
        """Ask the window for a page of the registry; `where` is handed to its `arrive`."""
        self.went.emit(page, where)

    def say(self, text: str) -> None:
        """Say something in the status bar; it is spoken too."""
        self.said.emit(text)

    def set_preferences(self, preferences: Preferences) -> None:
        """Change how this device shows Balcony; saved and applied at once."""
        self.preferences = preferences
        self.preferences_changed.emit(preferences)


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """What is typed on while its owner lives."""

    owner: QObject
    pending: Callable[[], Write | None]
    wait_on: Callable[[], None]


@dataclass(slots=True)
class _Typed:
    """Writes that keep what is being typed, to be done before anything is looked at or removed."""

    writes: tuple[Write, ...]
    is_kept: bool = False

    def keep(self, journal: Journal) -> None:
        """Do them; for the thread of the journal."""
        if not journal.is_read_only:
            for write in self.writes:
                write(journal)
        self.is_kept = True


def _change_of(result: object) -> ChangeSet | None:
    if isinstance(result, Done):
        return result.change
    return result if isinstance(result, ChangeSet) else None
