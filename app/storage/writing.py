"""Writing entries, answers and reviews; every write is recorded by the unit of work."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, select

from app.domain.entries import AnswerDraft, AnswerValue, EntryDraft, EntryId, ReviewDraft, ReviewId
from app.domain.prompts import AnswerKind, Wording
from app.storage.codes import ANSWERED_CODE, ENTRY_KINDS, HAPPENED, TEXT_CODE, day_number, instant, mark_bits
from app.storage.codes import moment as moment_of
from app.storage.schema.entries import (
    addition,
    answer,
    answer_choice,
    entry,
    entry_theme,
    review,
    review_date,
    version,
)
from app.storage.unit_of_work import UnitOfWork
from app.storage.wordings import Words

_TEXTS = ("title", "context", "decision", "expected")
_REVIEW_TEXTS = ("what_happened", "learned")


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is written: the instant and the local day."""

    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an entry carries beside its draft when it does not come from a form."""

    uid: str | None = None
    is_demo: bool = False
    batch: int | None = None
    origin: str = ""
    tags: tuple[str, ...] = ()
    starred: bool = False
    withdrawn: bool = False
    snoozed_until: date | None = None
    locked_on: date | None = None


OWN = Provenance()


def entry_values(draft: EntryDraft, moment: Moment, source: Provenance = OWN) -> dict[str, int | str | None]:
    """The row of a new entry."""
    return {
        "uid": source.uid or uuid.uuid4().hex,
        "kind": ENTRY_KINDS[draft.kind],
        "decided_on": (draft.decided_on or moment.on).toordinal(),
        "written_on": (draft.written_on or moment.on).toordinal(),
        "written_at": instant(draft.written_at or moment.at),
        "title": draft.title,
        "context": draft.context,
        "decision": draft.decision,
        "expected": draft.expected,
        "confidence": draft.confidence,
        "confidence_withheld": int(draft.confidence_withheld),
        "review_due": day_number(draft.review_due),
        "no_review": int(draft.no_review),
        "undecided": int(draft.undecided),
        "marks": mark_bits(draft.marks),
        "came_from": draft.came_from,
        "is_demo": int(source.is_demo),
        "batch": source.batch,
        "origin": source.origin,
        "tags": "\n".join(source.tags),
        "starred": int(source.starred),
        "withdrawn": int(source.withdrawn),
        "snoozed_until": day_number(source.snoozed_until),
        "locked_on": day_number(source.locked_on),
        "reviewed": 0,
        "deleted_at": None,
    }


def add_entry(
    uow: UnitOfWork,
    words: Words,
    draft: EntryDraft,
    wordings: Mapping[str, Wording],
    moment: Moment,
    themes: tuple[int, ...] = (),
    source: Provenance = OWN,
) -> EntryId:
    """Write a new entry with its answers, themes and first review date."""
    number = uow.insert(entry, **entry_values(draft, moment, source))
    for theme_number in themes:
        uow.insert(entry_theme, entry=number, theme=theme_number)
    at = draft.written_at or moment.at
    for prompt_id, given in draft.answers.items():
        add_answer(uow, words, number, None, given, wordings[prompt_id], at)
    if draft.review_due is not None:
        note_review_date(uow, number, draft.written_on or moment.on, draft.review_due)
    return EntryId(number)


def add_answer(
    uow: UnitOfWork,
    words: Words,
    entry_number: int,
    review_number: int | None,
    given: AnswerDraft,
    asked: Wording,
    at: datetime,
    *,
    added_later: bool = False,
    marks: int = 0,
) -> None:
    """Write one answer with the wording it was given for."""
    prompt_number = words.prompt(uow.connection, asked.prompt_id)
    value, text, choices = stored_answer(uow.connection, words, prompt_number, asked.kind, given)
    number = uow.insert(
        answer,
        entry=entry_number,
        review=review_number,
        prompt=prompt_number,
        wording=words.wording(uow.connection, asked),
        value=value,
        text=text,
        answered_at=instant(at),
        added_later=int(added_later),
        marks=marks,
    )
    for choice in choices:
        uow.insert(answer_choice, answer=number, option=choice)


def stored_answer(
    connection: Connection, words: Words, prompt_number: int, kind: AnswerKind, given: AnswerDraft
) -> tuple[int, str, list[int]]:
    """The countable value, the text and the chosen options of an answer."""
    value: AnswerValue = given.value
    if kind is AnswerKind.TEXT:
        return TEXT_CODE, str(value), []
    if kind is AnswerKind.SINGLE:
        return words.option(connection, prompt_number, str(value)), given.other, []
    if kind is AnswerKind.MULTI:
        chosen = value if isinstance(value, tuple) else (str(value),)
        codes = dict.fromkeys(chosen)
        return ANSWERED_CODE, given.other, [words.option(connection, prompt_number, code) for code in codes]
    if isinstance(value, int):
        return value, given.other, []
    raise TypeError(f"{kind} takes a number")


def replace_answers(
    uow: UnitOfWork,
    words: Words,
    entry_number: int,
    review_number: int | None,
    given: Mapping[str, AnswerDraft],
    wordings: Mapping[str, Wording],
    moment: Moment,
    *,
    keep_versions: bool,
) -> None:
    """Make the answers of an entry or a review exactly these; what does not differ is left alone."""
    connection = uow.connection
    mine = answer.c.review.is_(None) if review_number is None else answer.c.review == review_number
    rows = connection.execute(select(answer).where(answer.c.entry == entry_number, mine)).all()
    by_prompt = {row.prompt: row for row in rows}
    wanted = {words.prompt(connection, prompt_id): prompt_id for prompt_id in given}
    for prompt_number, row in by_prompt.items():
        prompt_id = wanted.get(prompt_number)
        if prompt_id is not None and _same(connection, words, row, given[prompt_id], wordings[prompt_id]):
            continue
        asked = words.wording_at(connection, row.wording)
        if keep_versions and row.text:
            _keep_version(uow, entry_number, review_number, asked.prompt_id, row.text, moment)
        remove_answer(uow, row.id)
        if prompt_id is not None:
            # It keeps when it was first given, or each change would put off the day it stays as written.
            given_at = moment_of(row.answered_at)
            add_answer(
                uow, words, entry_number, review_number, given[prompt_id], wordings[prompt_id], given_at,
                added_later=bool(row.added_later), marks=row.marks,
            )  # fmt: skip
    for prompt_number, prompt_id in wanted.items():
        if prompt_number not in by_prompt:
            add_answer(
                uow, words, entry_number, review_number, given[prompt_id], wordings[prompt_id], moment.at
            )


def _same(connection: Connection, words: Words, row: object, given: AnswerDraft, asked: Wording) -> bool:
    stored = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001  the public name of a Row's columns
    value, text, choices = stored_answer(connection, words, stored["prompt"], asked.kind, given)
    here = connection.execute(
        select(answer_choice.c.option).where(answer_choice.c.answer == stored["id"])
    ).scalars()
    return (value, text, sorted(choices)) == (stored["value"], stored["text"], sorted(here))


def remove_answer(uow: UnitOfWork, number: int) -> None:
    """Remove an answer and what was chosen in it."""
    uow.delete(answer_choice, answer_choice.c.answer == number)
    uow.delete(answer, answer.c.id == number)


def _keep_version(
    uow: UnitOfWork, entry_number: int, review_number: int | None, field: str, text: str, moment: Moment
) -> None:
    uow.insert(
        version,
        entry=entry_number,
        review=review_number,
        field=field,
        text=text,
        replaced_at=instant(moment.at),
    )


def rewrite_entry(
    uow: UnitOfWork, entry_id: EntryId, moment: Moment, *, keep_versions: bool, **values: int | str | None
) -> None:
    """Change fields of an entry; `keep_versions` keeps each replaced text."""
    if keep_versions:
        row = uow.connection.execute(select(entry).where(entry.c.id == entry_id)).mappings().one()
        for name in _TEXTS:
            if name in values and row[name] and row[name] != values[name]:
                _keep_version(uow, entry_id, None, name, row[name], moment)
    uow.update(entry, {"id": entry_id}, **values)


def note_review_date(uow: UnitOfWork, entry_number: int, chosen_on: date, due: date | None) -> None:
    """Keep when a review date was chosen."""
    uow.insert(review_date, entry=entry_number, chosen_on=chosen_on.toordinal(), review_due=day_number(due))


def _review_values(draft: ReviewDraft) -> dict[str, int | str | None]:
    return {
        "happened": HAPPENED[draft.happened] if draft.happened else None,
        "what_happened": draft.what_happened,
        "outcome": draft.outcome,
        "process": draft.process,
        "learned": draft.learned,
    }


def add_review(
    uow: UnitOfWork,
    words: Words,
    entry_id: EntryId,
    draft: ReviewDraft,
    wordings: Mapping[str, Wording],
    moment: Moment,
) -> ReviewId:
    """Write a review with its answers and settle which review counts."""
    number = uow.insert(
        review,
        uid=uuid.uuid4().hex,
        entry=entry_id,
        reviewed_on=(draft.reviewed_on or moment.on).toordinal(),
        written_at=instant(moment.at),
        **_review_values(draft),
    )
    for prompt_id, given in draft.answers.items():
        add_answer(uow, words, entry_id, number, given, wordings[prompt_id], moment.at)
    settle(uow, entry_id)
    return ReviewId(number)


def rewrite_review(
    uow: UnitOfWork,
    words: Words,
    entry_id: EntryId,
    review_id: ReviewId,
    draft: ReviewDraft,
    wordings: Mapping[str, Wording],
    moment: Moment,
    *,
    keep_versions: bool,
) -> None:
    """Change a review; `keep_versions` keeps each replaced text."""
    values = _review_values(draft)
    if keep_versions:
        row = uow.connection.execute(select(review).where(review.c.id == review_id)).mappings().one()
        for name in _REVIEW_TEXTS:
            if row[name] and row[name] != values[name]:
                _keep_version(uow, entry_id, review_id, name, row[name], moment)
    if draft.reviewed_on is not None:
        values["reviewed_on"] = draft.reviewed_on.toordinal()
    uow.update(review, {"id": review_id}, **values)
    replace_answers(
        uow, words, entry_id, review_id, draft.answers, wordings, moment, keep_versions=keep_versions
    )
    settle(uow, entry_id)


def settle(uow: UnitOfWork, entry_id: EntryId) -> None:
    """Name the review that counts: the latest final one by (date, sequence)."""
    settled = and_(review.c.entry == entry_id, review.c.happened.isnot(None), review.c.happened != 4)
    latest = uow.connection.execute(
        select(review.c.id).where(settled).order_by(review.c.reviewed_on.desc(), review.c.id.desc()).limit(1)
    ).scalar()
    uow.update(entry, {"id": entry_id}, reviewed=latest or 0)


def add_addition(
    uow: UnitOfWork, entry_id: EntryId, text: str, moment: Moment, review_id: ReviewId | None = None
) -> int:
    """Write a later thought."""
    return uow.insert(
        addition,
        entry=entry_id,
        review=review_id,
        text=text,
        written_at=instant(moment.at),
        written_on=moment.on.toordinal(),
    )
