"""An open journal: everything a person can do with it, by what it is for."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.changes import ChangeSet
from app.domain.contacts import ContactKind
from app.domain.entries import Entry, EntryId, Version
from app.domain.errors import JournalError, WordsHaveSet
from app.domain.library import Pack
from app.paths import Places
from app.services.as_written import AsWritten
from app.services.asking import Asking
from app.services.briefing import Briefing
from app.services.care import Care
from app.services.clock import Clock
from app.services.conversation import WithOthers
from app.services.drafts import Drafts
from app.services.echoes import Echoes
from app.services.finding import Finding
from app.services.ledger import Ledger
from app.services.looking_again import LookingAgain
from app.services.own_lists import OwnLists
from app.services.pauses import Pauses
from app.services.set_words import would_change_set_words
from app.services.writing_down import WritingDown
from app.storage import desk_there
from app.storage.codes import CONTACTS
from app.storage.entries import versions
from app.storage.journal_file import JournalFile
from app.storage.settings import CAME_AS_DEMO, IS_DEMO
from app.storage.unit_of_work import Images

if TYPE_CHECKING:
    from datetime import date

    from app.services.dashboard import Dashboard
    from app.services.desk import CoachsDesk
    from app.services.exchange import Exchange
    from app.services.merging import Merging
    from app.services.pairs.pairs import Pairs
    from app.services.redacting.removal import Removal
    from app.services.request import Requests
    from app.services.sharing.sharing import Sharing
    from app.services.versions import EarlierTexts


class Journal:
    """An open journal. Use it from one thread at a time."""

    def __init__(
        self,
        file: JournalFile,
        places: Places,
        clock: Clock,
        packs: Sequence[Pack],
        on_close: Callable[[], None],
    ) -> None:
        self._ledger = Ledger(file, clock)
        self._on_close = on_close
        self._is_closed = False
        self.file = file
        self.clock = clock
        self.prompts = Asking(self._ledger, packs)
        self.writing = WritingDown(self._ledger, self.prompts)
        self.reviews = LookingAgain(self._ledger, self.prompts)
        self.finding = Finding(self._ledger, self.prompts)
        self.briefing = Briefing(self._ledger)
        self.echoes = Echoes(self._ledger, self.writing)
        self.pauses = Pauses(self._ledger)
        self.conversation = WithOthers(self._ledger)
        self.drafts = Drafts(self._ledger)
        self.lists = OwnLists(self._ledger)
        self.care = Care(self._ledger, places)
        self.as_written = AsWritten(self._ledger)

    @cached_property
    def patterns(self) -> Dashboard:
        """The page of patterns; every chart is loaded with it, when it is first wanted."""
        from app.services.dashboard import Dashboard

        return Dashboard(self._ledger, self.prompts)

    @cached_property
    def exchange(self) -> Exchange:
        """Import and export; every format is loaded with it, when it is first wanted."""
        from app.services.exchange import Exchange

        return Exchange(self._ledger, self.prompts, self.care.before)

    @cached_property
    def sharing(self) -> Sharing:
        """The leader's side of sharing; what locks files is loaded when a share is."""
        from app.services.sharing.sharing import Sharing

        return Sharing(self._ledger)

    @cached_property
    def desk(self) -> CoachsDesk:
        """The coach's side: what leaders shared with whoever writes this journal, and what is said about it."""
        from app.services.desk import CoachsDesk
        from app.services.people import PeopleOfJournal

        return CoachsDesk(self._ledger, PeopleOfJournal(self._ledger, self.sharing))

    @cached_property
    def merging(self) -> Merging:
        """What coaches send back, on its way into the journal."""
        from app.services.merging import Merging
        from app.services.people import PeopleOfJournal

        return Merging(self._ledger, PeopleOfJournal(self._ledger, self.sharing))

    @cached_property
    def pairs(self) -> Pairs:
        """Pair rounds: answered apart, sealed, swapped, revealed and compared."""
        from app.services.pairs.pairs import Pairs
        from app.services.people import PeopleOfJournal

        people = PeopleOfJournal(self._ledger, self.sharing)
        return Pairs(self._ledger, self.prompts, self.sharing, people)

    @cached_property
    def earlier(self) -> EarlierTexts:
        """What stood in an entry before, to read beside what stands there now, and to put back."""
        from app.services.versions import EarlierTexts

        return EarlierTexts(self._ledger, self.prompts, self.writing, self.reviews)

    @cached_property
    def removal(self) -> Removal:
        """Redact, swap, distil, erase and the hold: what takes words out for good."""
        from app.services.redacting.removal import Removal

        return Removal(self._ledger, self.prompts, self.care, self._forget_kept)

    @cached_property
    def requests(self) -> Requests:
        """What is done when a request has arrived: search, collect, a copy for review and a note of it."""
        from app.services.request import Requests

        return Requests(self._ledger, self.removal, self.prompts.shipped)

    def _forget_kept(self) -> None:
        """After a removal nothing that was read before is used again; what keeps words of it is made anew."""
        self.prompts.forget()
        for name in ("patterns", "desk", "merging", "pairs", "exchange"):
            self.__dict__.pop(name, None)

    @property
    def has_desk(self) -> bool:
        """Whether anything waits on the coach's desk, or coaching was turned on in Settings."""
        with self._ledger.file.read() as connection:
            there = desk_there.is_there(connection, CONTACTS[ContactKind.LEADER])
        return there or self.lists.choice("coaching_on") is True

    def entry(self, entry_id: EntryId) -> Entry:
        """An entry whole; raises NoSuchEntry."""
        return self._ledger.entry(entry_id)

    def versions(self, entry_id: EntryId) -> tuple[Version, ...]:
        """The earlier texts kept of an entry, oldest first."""
        with self._ledger.file.read() as connection:
            return versions(connection, (entry_id,)).get(entry_id, ())

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened to be read; every change raises OpenToReadOnly."""
        return self._ledger.file.is_read_only

    @property
    def moved_on(self) -> date | None:
        """When it was moved to another computer, if it was: it is open to be read only then."""
        return self._ledger.file.moved_on

    @property
    def is_demo(self) -> bool:
        """Whether its fiction counts, as it does in the demo journal and in what was exported from one."""
        return self.lists.choice(IS_DEMO) is True

    @property
    def was_made_as_demo(self) -> bool:
        """Whether this is the demo journal itself, which holds fiction only and may go in one act."""
        return self.is_demo and self.lists.choice(CAME_AS_DEMO) is None

    # ---- undo

    @property
    def undo_label(self) -> str:
        """What undo would take back, or nothing."""
        return self._ledger.history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, or nothing."""
        return self._ledger.history.redo_label

    def undo(self) -> ChangeSet | None:
        """Take the last action back; None when there is none.

        Raises WordsHaveSet where its words have set since; the next undo takes back what came before.
        """
        change = self._ledger.history.last_done()
        if change is None:
            return None
        if would_change_set_words(change, self.clock.now(), self.entry):
            self._ledger.history.let_stand()
            raise WordsHaveSet
        done, images = self._replay(change, backwards=True)
        self._ledger.history.was_undone(images)
        return done

    def redo(self) -> ChangeSet | None:
        """Do the last undone action again; None when there is none. Raises WordsHaveSet, as undo does."""
        change = self._ledger.history.last_undone()
        if change is None:
            return None
        if would_change_set_words(change, self.clock.now(), self.entry):
            self._ledger.history.pass_over()
            raise WordsHaveSet
        done, _ = self._replay(change, backwards=False)
        self._ledger.history.was_redone()
        return done

    def _replay(self, change: ChangeSet, *, backwards: bool) -> tuple[ChangeSet | None, Images]:
        with self._ledger.file.write(change.label, self.clock.now()) as act:
            images = act.uow.apply(change.images, backwards=backwards)
        self.prompts.forget()
        return act.changed, images

    # ---- the end

    def close(self, *, back_up: bool = True) -> JournalError | None:
        """Back up what changed, close the file, forget every word; gives what kept the backup from being made."""
        problem: JournalError | None = None
        if self._is_closed:  # by erasing it: nothing of it is there any more
            return None
        self._ledger.history.forget()
        if back_up:
            try:
                self.care.back_up_if_changed()
            except JournalError as error:
                problem = error
        with contextlib.suppress(JournalError):
            self._ledger.file.close()
        self._on_close()
        self._is_closed = True
        return problem
