"""The parts of a journal as JSON objects; resources/help/json-format.md names every key used here.

A field that holds nothing (no text, no value, no, an empty list) is left out.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from app.domain.entries import (
    Addition,
    Answer,
    Entry,
    Origin,
    Review,
    ReviewDate,
    ReviewId,
    Sensitivity,
    Theme,
    Version,
)  # fmt: skip
from app.domain.prompts import Needs, Option, Prompt, Wording
from app.domain.whole import JournalHeader, JsonValue, WholeEntry

Shape = dict[str, JsonValue]


class Numbers:
    """Numbers for what is written once and named often, in the order in which it is met."""

    def __init__(self) -> None:
        self.wordings: dict[Wording, int] = {}
        self._batches: dict[int, int] = {}

    def wording(self, wording: Wording) -> int:
        """The number of a wording, from 1."""
        return self.wordings.setdefault(wording, len(self.wordings) + 1)

    def batch(self, batch: int) -> int:
        """The number of an import, from 1."""
        return self._batches.setdefault(batch, len(self._batches) + 1)


def filled(**fields: JsonValue) -> Shape:
    """The fields that hold something; 0 is a value and stays."""
    return {
        name: value
        for name, value in fields.items()
        if not (value is None or value is False or value in ("", [], {}))
    }


def moment(at: datetime | None) -> str | None:
    """An instant in UTC, in ISO 8601."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def header_shape(header: JournalHeader) -> Shape:
    return filled(
        is_demo=header.is_demo,
        themes=[theme_shape(theme) for theme in header.themes],
        own_prompts=[prompt_shape(prompt) for prompt in header.own_prompts],
        settings=dict(header.settings),
    )


def theme_shape(theme: Theme) -> Shape:
    return filled(name=theme.name, key=theme.key, archived=theme.archived)


def prompt_shape(prompt: Prompt) -> Shape:
    return filled(
        id=prompt.id,
        title=prompt.title,
        question=prompt.question,
        help=prompt.help,
        framework=prompt.framework,
        kind=prompt.kind.value,
        when=[when.value for when in prompt.when],
        version=prompt.version,
        options=_options(prompt.options),
        ends={"low": prompt.ends.low, "high": prompt.ends.high} if prompt.ends else None,
        facet=prompt.facet,
        core=prompt.core,
        default_on=prompt.default_on,
        needs=_needs(prompt.needs) if prompt.needs else None,
        question_at=[{"when": when.value, "question": question} for when, question in prompt.question_at],
        note=prompt.note,
        based_on=prompt.based_on,
    )


def _needs(needs: Needs) -> Shape:
    return filled(
        prompt=needs.prompt,
        card=needs.card,
        answered=needs.answered,
        any_of=list(needs.any_of),
        none_of=list(needs.none_of),
        any_at_most=needs.any_at_most,
    )


def wording_shape(wording: Wording, number: int) -> Shape:
    return filled(
        number=number,
        prompt=wording.prompt_id,
        version=wording.version,
        kind=wording.kind.value,
        question=wording.question,
        options=_options(wording.options),
        ends={"low": wording.ends.low, "high": wording.ends.high} if wording.ends else None,
    )


def _options(options: Iterable[Option]) -> list[JsonValue]:
    return [{"id": option.id, "label": option.label} for option in options]


def entry_shape(whole: WholeEntry, numbers: Numbers) -> Shape:
    entry = whole.entry
    uids = {review.id: review.uid for review in entry.reviews}
    return filled(
        uid=entry.uid,
        kind=entry.kind.value,
        decided_on=entry.decided_on.isoformat(),
        written_on=entry.written_on.isoformat(),
        written_at=moment(entry.written_at),
        title=entry.title,
        context=entry.context,
        decision=entry.decision,
        expected=entry.expected,
        confidence=entry.confidence,
        confidence_withheld=entry.confidence_withheld,
        **_dates(entry),
        undecided=entry.undecided,
        withdrawn=entry.withdrawn,
        themes=[theme.name for theme in entry.themes],
        marks=_marks(entry.marks),
        field_marks={name: _marks(entry.field_marks[name]) for name in sorted(entry.field_marks)},
        answers=[_answer(answer, numbers) for answer in entry.answers],
        reviews=[_review(review, numbers) for review in entry.reviews],
        additions=[_addition(addition, uids) for addition in entry.additions],
        versions=[_version(version, uids) for version in whole.versions],
        is_demo=entry.is_demo,
        origin=_origin(entry.origin, numbers) if entry.origin else None,
        import_key=whole.import_key,
        came_from=whole.came_from_uid,
    )


def _dates(entry: Entry) -> Shape:
    return {
        "review_due": entry.review_due.isoformat() if entry.review_due else None,
        "no_review": entry.no_review,
        "snoozed_until": entry.snoozed_until.isoformat() if entry.snoozed_until else None,
        "review_dates": [_review_date(chosen) for chosen in entry.review_dates],
        "locked_on": entry.locked_on.isoformat() if entry.locked_on else None,
    }


def _review_date(chosen: ReviewDate) -> Shape:
    return filled(
        chosen_on=chosen.chosen_on.isoformat(),
        review_due=chosen.review_due.isoformat() if chosen.review_due else None,
    )


def _marks(marks: Iterable[Sensitivity]) -> list[JsonValue]:
    return [mark.value for mark in sorted(marks)]


def _answer(answer: Answer, numbers: Numbers) -> Shape:
    shape = filled(
        prompt=answer.prompt_id,
        wording=numbers.wording(answer.wording),
        other=answer.other,
        answered_at=moment(answer.answered_at),
        added_later=answer.added_later,
        private_only=answer.private_only,
        hold=answer.hold,
    )
    shape["value"] = list(answer.value) if isinstance(answer.value, tuple) else answer.value
    return shape


def _review(review: Review, numbers: Numbers) -> Shape:
    return filled(
        uid=review.uid,
        reviewed_on=review.reviewed_on.isoformat(),
        written_at=moment(review.written_at),
        happened=review.happened.value if review.happened else None,
        what_happened=review.what_happened,
        outcome=review.outcome,
        process=review.process,
        learned=review.learned,
        answers=[_answer(answer, numbers) for answer in review.answers],
    )


def _addition(addition: Addition, uids: Mapping[ReviewId, str]) -> Shape:
    return filled(
        text=addition.text,
        written_at=moment(addition.written_at),
        written_on=addition.written_on.isoformat(),
        review=uids.get(addition.review_id) if addition.review_id else None,
    )


def _version(version: Version, uids: Mapping[ReviewId, str]) -> Shape:
    return filled(
        field=version.field,
        text=version.text,
        replaced_at=moment(version.replaced_at),
        review=uids.get(version.review_id) if version.review_id else None,
    )


def _origin(origin: Origin, numbers: Numbers) -> Shape:
    return filled(
        format=origin.format,
        batch=numbers.batch(origin.batch),
        tags=list(origin.tags),
        starred=origin.starred,
    )
