"""What the page of an entry asks the journal for, all in one go, and what may still be changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain import sealing
from app.domain.contacts import LoggedShare
from app.domain.conversation import AgreedAction, Reply
from app.domain.entries import Entry, EntryId, EntryKind, Review, Theme
from app.domain.errors import NoSuchEntry
from app.domain.forms import FORMS, FormKind, pickable
from app.domain.merging import Place
from app.domain.prompts import Prompt
from app.domain.sealing import Sealing
from app.services.asking import Asked
from app.services.drafts import Draft
from app.services.journal import Journal
from app.services.versions import Versions
from app.ui.decision.sheet import Sheet, sheet_of
from app.ui.decision.threads import DRAFT

_ASKED_ON = {
    EntryKind.DECISION: FormKind.DEEP,
    EntryKind.WEEKLY: FormKind.WEEKLY,
    EntryKind.REFLECTION: FormKind.REFLECTION,
}


@dataclass(frozen=True)
class Reading:
    """An entry with everything its page shows, as of one instant."""

    entry: Entry
    sheet: Sheet
    asked: Asked
    earlier: Versions
    themes: tuple[Theme, ...]
    came_from_title: str | None
    thought: Draft | None
    answer: Draft | None
    review_begun: bool
    journal_on_hold: bool
    now: datetime
    today: date
    comments: tuple[Reply, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    cpd_is_on: bool = False
    actions: tuple[AgreedAction, ...] = ()
    typed: Draft | None = None
    typed_answers: Mapping[str, str | None] = field(default_factory=dict)
    """Answers to comments that were begun and not kept yet, by the comment's uid."""
    shared: tuple[LoggedShare, ...] = ()

    @property
    def sealing(self) -> Sealing:
        """How far the entry's words have set."""
        return sealing.sealing(self.entry.written_at, self.now)

    @property
    def unanswered(self) -> tuple[Prompt, ...]:
        """The prompts that could still be answered, in library order."""
        form = FORMS[_ASKED_ON[self.entry.kind]]
        answers = {answer.prompt_id: answer for answer in self.entry.answers}
        return pickable(form, self.asked.library, self.asked.enabled, answers, answers)

    @property
    def on_hold(self) -> bool:
        """Whether the journal, the entry or a part of it is on hold."""
        return self.journal_on_hold or self.entry.is_on_hold

    @property
    def bin_until(self) -> date | None:
        """The day on which the bin lets go of the entry, if it is there."""
        return self.entry.bin_until

    def review_may_change(self, review: Review) -> bool:
        """Whether a saved review can still be changed."""
        return sealing.review_change(review, self.now).allowed


def read(journal: Journal, entry_id: EntryId) -> Reading:
    """An entry with everything its page shows; raises NoSuchEntry."""
    entry, asked, drafts = journal.entry(entry_id), journal.prompts.now(), journal.drafts.all()
    comments = journal.conversation.comments(entry_id)
    return Reading(
        entry,
        sheet_of(entry, asked.library),
        asked,
        journal.earlier.of(entry_id),
        journal.lists.themes(),
        _title_of(journal, entry.came_from),
        drafts.get(f"thought:{entry_id}"),
        drafts.get(f"answer:{entry_id}"),
        f"review:{entry_id}" in drafts,
        journal.care.is_on_hold(),
        journal.clock.now(),
        journal.clock.today(),
        comments,
        journal.merging.places(entry_id) if comments else {},
        journal.lists.choice("cpd_draft") is True,
        journal.conversation.actions_with(entry_id),
        drafts.get(f"typed:{entry_id}"),
        answers_begun(drafts),
        journal.sharing.log.containing([entry_id]),
    )


def answers_begun(drafts: Mapping[str, Draft]) -> dict[str, str | None]:
    """Answers to comments that were typed and not kept, by the comment's uid."""
    return {
        form.removeprefix(DRAFT): str(one.fields.get("text", ""))
        for form, one in drafts.items()
        if form.startswith(DRAFT)
    }


def _title_of(journal: Journal, entry_id: EntryId | None) -> str | None:
    """The title of the reflection an entry came from; None where there is none any more."""
    if entry_id is None:
        return None
    try:
        found = journal.entry(entry_id)
    except NoSuchEntry:
        return None
    return None if found.deleted_at is not None else found.title
