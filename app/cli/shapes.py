"""Entries as JSON for programs: every name is always there, and null where there is nothing.

resources/help/command-line.md describes these shapes; a name in it keeps its meaning.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from app.cli.wording import label_of, without_marks
from app.domain.conversation import Comment, Reply
from app.domain.entries import Addition, Answer, Entry, Listed, Origin, Review
from app.domain.whole import JsonValue

Shape = dict[str, JsonValue]


def day(when: date | None) -> str | None:
    """A day in ISO 8601."""
    return None if when is None else when.isoformat()


def moment(at: datetime | None) -> str | None:
    """An instant in UTC, in ISO 8601, to the second."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def listing(entries: Iterable[Listed], total: int) -> Shape:
    """A page of a list or a search."""
    return {"entries": [_listed(entry) for entry in entries], "total": total}


def _listed(entry: Listed) -> Shape:
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "title": entry.title,
        "decided_on": day(entry.decided_on),
        "status": entry.status.value,
        "review_due": day(entry.review_due),
        "confidence": entry.confidence,
        "themes": list(entry.themes),
        "is_demo": entry.is_demo,
        "snippet": without_marks(entry.snippet),
    }


def whole_entry(entry: Entry, today: date, said: Iterable[Reply] = ()) -> Shape:
    """An entry with its answers, reviews, later thoughts, and the comments others made on it."""
    return {
        "id": entry.id,
        "uid": entry.uid,
        "kind": entry.kind.value,
        "title": entry.title,
        "decided_on": day(entry.decided_on),
        "written_on": day(entry.written_on),
        "written_at": moment(entry.written_at),
        "status": entry.status(today).value,
        "context": entry.context,
        "decision": entry.decision,
        "expected": entry.expected,
        "confidence": entry.confidence,
        "confidence_withheld": entry.confidence_withheld,
        "review_due": day(entry.review_due),
        "no_review": entry.no_review,
        "snoozed_until": day(entry.snoozed_until),
        "locked_on": day(entry.locked_on),
        "themes": [theme.name for theme in entry.themes],
        "marks": [mark.value for mark in sorted(entry.marks)],
        "is_demo": entry.is_demo,
        "in_bin": entry.deleted_at is not None,
        "came_from": entry.came_from,
        "origin": _origin(entry.origin) if entry.origin else None,
        "answers": [_answer(answer) for answer in entry.answers],
        "reviews": [_review(review) for review in entry.reviews],
        "additions": [_addition(addition) for addition in entry.additions],
        "comments": [_comment(comment, reply) for reply in said for comment in reply.comments],
    }


def _answer(answer: Answer) -> Shape:
    return {
        "prompt": answer.prompt_id,
        "question": answer.wording.question,
        "kind": answer.wording.kind.value,
        "value": list(answer.value) if isinstance(answer.value, tuple) else answer.value,
        "label": label_of(answer),
        "other": answer.other,
        "answered_at": moment(answer.answered_at),
        "added_later": answer.added_later,
    }


def _review(review: Review) -> Shape:
    return {
        "id": review.id,
        "reviewed_on": day(review.reviewed_on),
        "written_at": moment(review.written_at),
        "happened": review.happened.value if review.happened else None,
        "what_happened": review.what_happened,
        "outcome": review.outcome,
        "process": review.process,
        "learned": review.learned,
        "answers": [_answer(answer) for answer in review.answers],
    }


def _addition(addition: Addition) -> Shape:
    return {
        "id": addition.id,
        "text": addition.text,
        "written_on": day(addition.written_on),
        "written_at": moment(addition.written_at),
        "review": addition.review_id,
    }


def _comment(comment: Comment, reply: Reply) -> Shape:
    return {
        "uid": comment.uid,
        "from": reply.from_name,
        "on": day(reply.on),
        "kind": comment.kind.value,
        "field": comment.field,
        "prompt": comment.prompt_id,
        "review": comment.review_uid,
        "quote": comment.quote,
        "body": comment.body,
        "in_reply_to": comment.in_reply_to,
        "framework": comment.framework,
    }


def _origin(origin: Origin) -> Shape:
    return {
        "format": origin.format,
        "batch": origin.batch,
        "tags": list(origin.tags),
        "starred": origin.starred,
    }
