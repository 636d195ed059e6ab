"""Writing down and changing entries, by the rules of what stays as written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from app.domain import sealing
from app.domain.drafting import check_answers, check_entry, given_answers, tidy
from app.domain.entries import (
    AnswerDraft,
    Entry,
    EntryDraft,
    EntryId,
    EntryKind,
    ReviewId,
    Sensitivity,
)
from app.domain.errors import InvalidInput, TooLate
from app.domain.fields import Field
from app.domain.forms import put_at, weekly_title
from app.domain.prompts import Wording
from app.domain.sealing import Change
from app.services.asking import Asking
from app.services.ledger import Done, Ledger, done
from app.storage import demo_rounds, settings, themes, writing
from app.storage.codes import day_number, instant, mark_bits
from app.storage.schema.entries import answer, entry, field_mark
from app.storage.unit_of_work import UnitOfWork
from app.storage.writing import Provenance

_NOUNS = {
    EntryKind.DECISION: "decision",
    EntryKind.WEEKLY: "weekly reflection",
    EntryKind.REFLECTION: "reflection",
}


class WritingDown:
    """Everything that makes or changes an entry."""

    def __init__(self, ledger: Ledger, asking: Asking) -> None:
        self._ledger = ledger
        self._asking = asking

    # ---- new entries

    def log(self, draft: EntryDraft, *, form: str = "", source: Provenance | None = None) -> Done:
        """Save a new entry and forget the draft of its form; raises InvalidInput.

        A theme that is not on the leader's list is an InvalidInput too: themes are added on purpose.
        """
        draft, wordings = self._checked(draft)
        with self._ledger.act(f"Add a {_NOUNS[draft.kind]}") as act:
            numbers = self._theme_numbers(act.uow, draft.themes)
            entry_id = writing.add_entry(
                act.uow,
                self._ledger.file.words,
                draft,
                wordings,
                self._ledger.moment(),
                numbers,
                source or writing.OWN,
            )
            if form:
                settings.drop_draft(act.uow.connection, form)
        return done(entry_id, act.changed)

    def _checked(
        self, draft: EntryDraft, kept: Mapping[str, Wording] | None = None
    ) -> tuple[EntryDraft, Mapping[str, Wording]]:
        """The draft in order, with the wording of each answer; `kept` are those already answered.

        An answer keeps the wording it was first given for, also when its prompt was retired since.
        """
        draft = tidy(draft)
        kept = kept or {}
        today = self._ledger.clock.today()
        if draft.kind is EntryKind.WEEKLY and not draft.title:
            draft = replace(draft, title=weekly_title(draft.decided_on or today))
        check_entry(draft, max(today, draft.written_on or today))
        fresh = [prompt_id for prompt_id in draft.answers if prompt_id not in kept]
        moment = put_at(draft.kind, undecided=draft.undecided)
        wordings = {**self._asking.wordings(fresh, moment), **kept}
        check_answers(draft.answers, wordings)
        return draft, wordings

    def _theme_numbers(self, uow: UnitOfWork, names: Iterable[str]) -> tuple[int, ...]:
        known = themes.theme_numbers(uow.connection)
        missing = [name for name in names if name.casefold() not in known]
        if missing:
            raise InvalidInput(
                "themes",
                f"There is no theme called {missing[0]}.",
                "Add it in Settings first, or use one of: " + ", ".join(themes.names(uow.connection)) + ".",
            )
        return tuple(known[name.casefold()] for name in names)

    def make_decision(self, reflection_id: EntryId, draft: EntryDraft) -> Done:
        """Turn a reflection into a decision: a new entry, linked to it (ruling 11)."""
        return self.log(replace(draft, kind=EntryKind.DECISION, came_from=reflection_id))

    # ---- changing what is written

    def rewrite(self, entry_id: EntryId, draft: EntryDraft, *, form: str = "", called: str = "") -> Done:
        """Change the words and answers of an entry while they may be changed.

        Free for 24 hours; a typo fix keeps the earlier text until the seventh day; after that raises
        TooLate, as it does for expected and confidence once a review was begun. A question left empty
        can still be answered and is then marked as added later. An act `called` something of its own is
        one step of undo; typing goes into one with the typing before it.
        """
        found = self._ledger.entry(entry_id)
        kept = {one.prompt_id: one.wording for one in found.answers}
        # What is not given stays as it is, also a day that a clock put back calls tomorrow.
        day = draft.decided_on or found.decided_on
        draft = replace(
            draft,
            kind=found.kind,
            undecided=found.undecided,
            decided_on=day,
            written_on=max(found.written_on, found.decided_on),
        )
        draft, wordings = self._checked(draft, kept)
        values = self._changed_fields(found, draft)
        keeps = self._judge(found, values, draft)
        moment = self._ledger.moment()
        merges = "" if called else f"rewrite {entry_id}"
        with self._ledger.act(called or f"Change a {_NOUNS[found.kind]}", merges) as act:
            writing.rewrite_entry(act.uow, entry_id, moment, keep_versions=keeps, **values)
            writing.replace_answers(
                act.uow, self._ledger.file.words, entry_id, None, draft.answers, wordings, moment,
                keep_versions=keeps,
            )  # fmt: skip
            self._mark_later(act.uow, found, draft)
            if draft.themes != tuple(theme.name for theme in found.themes):
                themes.set_themes(act.uow, entry_id, self._theme_numbers(act.uow, draft.themes))
            if draft.review_due != found.review_due or draft.no_review != found.no_review:
                self._set_review_date(act.uow, entry_id, draft.review_due, no_review=draft.no_review)
            if form:
                settings.drop_draft(act.uow.connection, form)
        return done(entry_id, act.changed)

    def _changed_fields(self, found: Entry, draft: EntryDraft) -> dict[str, int | str | None]:
        wanted: dict[str, tuple[object, int | str | None]] = {
            "title": (found.title, draft.title),
            "context": (found.context, draft.context),
            "decision": (found.decision, draft.decision),
            "expected": (found.expected, draft.expected),
            "confidence": (found.confidence, draft.confidence),
            "confidence_withheld": (int(found.confidence_withheld), int(draft.confidence_withheld)),
        }
        values = {name: new for name, (old, new) in wanted.items() if old != new}
        if draft.decided_on is not None and draft.decided_on != found.decided_on:
            values["decided_on"] = draft.decided_on.toordinal()
        return values

    def _judge(self, found: Entry, values: Mapping[str, object], draft: EntryDraft) -> bool:
        """Raise TooLate for what stays as written; whether replaced texts are kept as versions."""
        now = self._ledger.clock.now()
        names = {
            "title": Field.TITLE,
            "context": Field.CONTEXT,
            "decision": Field.DECISION,
            "expected": Field.EXPECTED,
            "confidence": Field.CONFIDENCE,
            "confidence_withheld": Field.CONFIDENCE,
            "decided_on": Field.DECIDED_ON,
        }
        changes = {names[name]: sealing.entry_change(found, names[name], now) for name in values}
        for prompt_id in self._changed_answers(found, draft):
            change = sealing.entry_change(found, Field.ANSWER, now, prompt_id)
            if not change.allowed:
                raise sealing.too_late(Field.ANSWER, change)
            if change is Change.KEEPS_VERSION:
                changes[Field.ANSWER] = change
        for field, change in changes.items():
            if not change.allowed:
                raise sealing.too_late(field, change)
        return Change.KEEPS_VERSION in changes.values()

    @staticmethod
    def _changed_answers(found: Entry, draft: EntryDraft) -> list[str]:
        here = {one.prompt_id: AnswerDraft(one.value, one.other) for one in found.answers}
        both = set(here) | set(draft.answers)
        return sorted(prompt_id for prompt_id in both if here.get(prompt_id) != draft.answers.get(prompt_id))

    def _mark_later(self, uow: UnitOfWork, found: Entry, draft: EntryDraft) -> None:
        """Answers given after the first day to questions that were left empty show "added later"."""
        if sealing.sealing(found.written_at, self._ledger.clock.now()) is sealing.Sealing.FREE:
            return
        here = {one.prompt_id for one in found.answers}
        for prompt_id in draft.answers.keys() - here:
            number = self._ledger.file.words.prompt(uow.connection, prompt_id)
            row = uow.connection.execute(
                answer.select().where(
                    answer.c.entry == found.id, answer.c.prompt == number, answer.c.review.is_(None)
                )
            ).first()
            if row is not None:
                uow.update(answer, {"id": row.id}, added_later=1)

    def answer(self, entry_id: EntryId, answers: Mapping[str, AnswerDraft]) -> Done:
        """Answer questions that were left empty; each shows "added later" after the first day."""
        found = self._ledger.entry(entry_id)
        answers = given_answers(answers)
        wordings = self._asking.wordings(answers, put_at(found.kind, undecided=found.undecided))
        check_answers(answers, wordings)
        now, moment = self._ledger.clock.now(), self._ledger.moment()
        later = sealing.sealing(found.written_at, now) is not sealing.Sealing.FREE
        for prompt_id in answers:
            if found.answer(prompt_id) is not None:
                raise sealing.too_late(Field.ANSWER, Change.ADDITION)
        with self._ledger.act("Answer a question", f"answer {entry_id}") as act:
            for prompt_id, given in answers.items():
                writing.add_answer(
                    act.uow, self._ledger.file.words, entry_id, None, given, wordings[prompt_id], moment.at,
                    added_later=later,
                )  # fmt: skip
        return done(entry_id, act.changed)

    def add_thought(self, entry_id: EntryId, text: str, review_id: ReviewId | None = None) -> Done:
        """Put a dated thought beside what was written."""
        if not text.strip():
            raise InvalidInput("thought", "There is no thought yet.", "Write it, or leave it for now.")
        self._ledger.entry(entry_id)
        with self._ledger.act("Add a later thought") as act:
            writing.add_addition(act.uow, entry_id, text.strip(), self._ledger.moment(), review_id)
            settings.drop_draft(act.uow.connection, f"thought:{entry_id}")
        return done(entry_id, act.changed)

    def decide(self, entry_id: EntryId, decided_on: date | None = None) -> Done:
        """A decision that was still open is decided; it counts from this day (ruling 41)."""
        found = self._ledger.entry(entry_id)
        if not found.undecided:
            raise TooLate("The day of this entry", "It was decided already.")
        today = self._ledger.clock.today()
        day = decided_on or today
        if day > today:
            raise InvalidInput("decided-on", "That day is still to come.", "Choose today or an earlier day.")
        values: dict[str, int | str | None] = {
            "undecided": 0,
            "decided_on": day.toordinal(),
            "written_at": instant(self._ledger.clock.now()),
        }
        with self._ledger.act("Decide") as act:
            act.uow.update(entry, {"id": entry_id}, **values)
            if found.review_due is None and not found.no_review:
                due = sealing.default_review_date(today, found.expected)
                if due is not None:
                    self._set_review_date(act.uow, entry_id, due, no_review=False)
        return done(entry_id, act.changed)

    # ---- always editable: themes, marks, review date, status

    def set_themes(self, entry_id: EntryId, names: Iterable[str]) -> Done:
        """Give an entry exactly these themes."""
        with self._ledger.act("Change themes") as act:
            themes.set_themes(act.uow, entry_id, self._theme_numbers(act.uow, tuple(names)))
        return done(entry_id, act.changed)

    def set_marks(self, entry_id: EntryId, marks: Iterable[Sensitivity], field: str = "") -> Done:
        """Mark an entry, or with `field` (a field name or prompt id) one part of it."""
        bits = mark_bits(marks)
        with self._ledger.act("Change marks") as act:
            if not field:
                act.uow.update(entry, {"id": entry_id}, marks=bits)
            else:
                act.uow.delete(field_mark, (field_mark.c.entry == entry_id) & (field_mark.c.field == field))
                if bits:
                    act.uow.insert(field_mark, entry=entry_id, field=field, marks=bits)
        return done(entry_id, act.changed)

    def set_review_date(self, entry_id: EntryId, due: date | None, *, no_review: bool = False) -> Done:
        """Choose another day to look again, or none; earlier choices are kept."""
        found = self._ledger.entry(entry_id)
        if due is not None and due < found.decided_on:
            raise InvalidInput(
                "review-due", "That is before the decision was made.", "Choose a later day to look again."
            )
        with self._ledger.act("Change the day to look again") as act:
            self._set_review_date(act.uow, entry_id, due, no_review=no_review)
        return done(entry_id, act.changed)

    def _set_review_date(
        self, uow: UnitOfWork, entry_id: EntryId, due: date | None, *, no_review: bool
    ) -> None:
        number = day_number(due)
        uow.update(entry, {"id": entry_id}, review_due=number, no_review=int(no_review), snoozed_until=None)
        writing.note_review_date(uow, entry_id, self._ledger.clock.today(), due)

    def snooze(self, entry_id: EntryId, weeks: int) -> Done:
        """Leave a decision out of the lists for some weeks; its review date stays (ruling 8)."""
        until = self._ledger.clock.today() + timedelta(weeks=weeks)
        with self._ledger.act("Leave for later") as act:
            act.uow.update(entry, {"id": entry_id}, snoozed_until=until.toordinal())
        return done(entry_id, act.changed)

    def let_go(self, entry_id: EntryId, *, go: bool = True) -> Done:
        """Let a decision go, or take it up again; let go it is kept and leaves Patterns (ruling 7)."""
        with self._ledger.act("Let this one go" if go else "Take this one up again") as act:
            act.uow.update(entry, {"id": entry_id}, withdrawn=int(go))
        return done(entry_id, act.changed)

    # ---- the bin

    def delete(self, entry_ids: Iterable[EntryId]) -> Done:
        """Move entries to the bin, where they stay for 30 days."""
        return self._delete(entry_ids)

    def _delete(self, entry_ids: Iterable[EntryId], *, with_rounds_of_demo: bool = False) -> Done:
        numbers = list(entry_ids)
        now = instant(self._ledger.clock.now())
        label = "Delete an entry" if len(numbers) == 1 else f"Delete {len(numbers)} entries"
        with self._ledger.act(label) as act:
            for number in numbers:
                act.uow.update(entry, {"id": number}, deleted_at=now)
            if with_rounds_of_demo:
                demo_rounds.remove(act.uow)
        return done(numbers[0] if numbers else EntryId(0), act.changed)

    def restore(self, entry_ids: Iterable[EntryId]) -> Done:
        """Take entries out of the bin."""
        numbers = list(entry_ids)
        with self._ledger.act("Take out of the bin") as act:
            for number in numbers:
                act.uow.update(entry, {"id": number}, deleted_at=None)
        return done(numbers[0] if numbers else EntryId(0), act.changed)

    def demo_entries(self) -> int:
        """How many entries outside the bin are marked as demo."""
        return len(self._marked_as_demo())

    def remove_demo(self) -> Done:
        """Move every entry that is marked as demo to the bin, and take the demo's rounds out, in one act."""
        return self._delete(self._marked_as_demo(), with_rounds_of_demo=True)

    def _marked_as_demo(self) -> tuple[EntryId, ...]:
        with self._ledger.file.read() as connection:
            numbers = connection.exec_driver_sql(
                "SELECT id FROM entry WHERE is_demo = 1 AND deleted_at IS NULL"
            ).scalars()
            return tuple(EntryId(number) for number in numbers)
