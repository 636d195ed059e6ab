"""Coming back to a decision: what is ready, the review itself, and the one follow-up question."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain import followup, sealing
from app.domain.drafting import check_answers, check_review, tidy_review
from app.domain.entries import Entry, EntryId, EntryKind, Happened, Review, ReviewDraft, ReviewId
from app.domain.errors import InvalidInput, NoSuchEntry
from app.domain.fields import Field
from app.domain.followup import EarlierReview, ReviewSoFar
from app.domain.listing import Found
from app.domain.prompts import Prompt, When
from app.domain.sealing import Change
from app.services.asking import Asking
from app.services.ledger import Done, Ledger, done
from app.storage import lists, settings, writing
from app.storage.entries import load_many
from app.storage.schema.entries import entry, review
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Ready:
    """What can be looked at again: due now, and the ones to come."""

    waiting: Found
    coming: Found


class LookingAgain:
    """Reviews of decisions."""

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self._ledger = ledger
        self._asking = asking

    def ready(self, limit: int = 200, days_ahead: int = 28) -> Ready:
        """Decisions due or waiting, and those whose date comes within some weeks."""
        today = self._ledger.clock.today()
        with self._ledger.file.read() as connection:
            return Ready(
                lists.to_look_at(connection, today, None, today, limit),
                lists.to_look_at(
                    connection, today, today + timedelta(days=1), today + timedelta(days=days_ahead), limit
                ),
            )

    def begin(self, entry_id: EntryId) -> Entry:
        """Start looking again: expected and confidence lock from here on, outside undo (ruling 4)."""
        found = self._ledger.entry(entry_id)
        if found.locked_on is None:
            today = self._ledger.clock.today().toordinal()
            with self._ledger.file.untracked() as connection:
                connection.execute(entry.update().where(entry.c.id == entry_id).values(locked_on=today))
            self._ledger.history.lock_in(entry_id)
        return self._ledger.entry(entry_id)

    def save(self, entry_id: EntryId, draft: ReviewDraft, *, form: str = "") -> Done:
        """Save a review; raises InvalidInput. `open` asks for another day and moves the review date there."""
        if self._ledger.entry(entry_id).kind is not EntryKind.DECISION:
            raise InvalidInput("entry", "Only a decision is looked at again.", "Choose a decision.")
        draft = tidy_review(draft)
        check_review(draft, self._ledger.clock.today())
        _check_next_look(draft)
        wordings = self._asking.wordings(draft.answers, When.REVIEW)
        check_answers(draft.answers, wordings)
        self.begin(entry_id)
        moment = self._ledger.moment()
        with self._ledger.act("Look again") as act:
            writing.add_review(act.uow, self._ledger.file.words, entry_id, draft, wordings, moment)
            if draft.happened is Happened.OPEN and draft.next_look is not None:
                self._move(act.uow, entry_id, draft.next_look)
            if form:
                settings.drop_draft(act.uow.connection, form)
        return done(entry_id, act.changed)

    def _move(self, uow: UnitOfWork, entry_id: EntryId, next_look: date) -> None:
        uow.update(entry, {"id": entry_id}, review_due=next_look.toordinal(), no_review=0, snoozed_until=None)
        writing.note_review_date(uow, entry_id, self._ledger.clock.today(), next_look)

    def rewrite(
        self, entry_id: EntryId, review_id: ReviewId, draft: ReviewDraft, *, called: str = ""
    ) -> Done:
        """Change a saved review: free for 24 hours, a typo fix to the seventh day, then TooLate.

        An act `called` something of its own is one step of undo.
        """
        found = self._review(entry_id, review_id)
        draft = tidy_review(draft)
        check_review(draft, self._ledger.clock.today())
        change = sealing.review_change(found, self._ledger.clock.now())
        if not change.allowed:
            raise sealing.too_late(Field.LEARNED, change)
        kept = {one.prompt_id: one.wording for one in found.answers}
        fresh = [prompt_id for prompt_id in draft.answers if prompt_id not in kept]
        wordings = {**self._asking.wordings(fresh, When.REVIEW), **kept}
        check_answers(draft.answers, wordings)
        if found.happened is not Happened.OPEN:
            _check_next_look(draft)
        with self._ledger.act(called or "Change a review", "" if called else f"review {review_id}") as act:
            writing.rewrite_review(
                act.uow, self._ledger.file.words, entry_id, review_id, draft, wordings,
                self._ledger.moment(), keep_versions=change is Change.KEEPS_VERSION,
            )  # fmt: skip
            if draft.happened is Happened.OPEN and draft.next_look is not None:
                self._move(act.uow, entry_id, draft.next_look)
        return done(entry_id, act.changed)

    def _review(self, entry_id: EntryId, review_id: ReviewId) -> Review:
        found = next((one for one in self._ledger.entry(entry_id).reviews if one.id == review_id), None)
        if found is None:
            raise NoSuchEntry
        return found

    def follow_up(self, entry_id: EntryId, draft: ReviewDraft) -> Prompt | None:
        """The one question to offer for a review being written, by the fixed table; None for none."""
        found = self._ledger.entry(entry_id)
        asked = self._asking.now()
        so_far = ReviewSoFar(
            draft,
            found.confidence,
            frozenset(theme.name for theme in found.themes),
            {answer.prompt_id: answer for answer in found.answers},
            self._earlier(entry_id),
        )
        name = followup.follow_up(so_far, asked.enabled)
        return asked.library.prompt(name) if name else None

    def _earlier(self, without: EntryId) -> tuple[EarlierReview, ...]:
        """The three latest reviews of other decisions, newest first."""
        with self._ledger.file.read() as connection:
            rows = connection.execute(
                review.select()
                .join(entry, entry.c.id == review.c.entry)
                .where(review.c.entry != without, entry.c.deleted_at.is_(None))
                .order_by(review.c.reviewed_on.desc(), review.c.id.desc())
                .limit(3)
            ).all()
            found = {
                one.id: one
                for one in load_many(connection, self._ledger.file.words, [row.entry for row in rows] or [0])
            }
        return tuple(self._read(found[row.entry], row.id) for row in rows)

    @staticmethod
    def _read(of: Entry, review_id: int) -> EarlierReview:
        answers = next(one.answers for one in of.reviews if one.id == review_id)
        loop = next((one.value for one in answers if one.prompt_id == "ll-learned"), None)
        return EarlierReview(
            frozenset(one.prompt_id for one in answers),
            loop if isinstance(loop, str) else None,
            frozenset(theme.name for theme in of.themes),
        )


def _check_next_look(draft: ReviewDraft) -> None:
    if draft.happened is Happened.OPEN and draft.next_look is None:
        raise InvalidInput("next-look", "It is too early to say.", "Choose another day to look at it again.")
