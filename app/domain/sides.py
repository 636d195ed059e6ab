"""One side of a comparison, taken from an entry, an earlier version of it, a return to it, or a shared entry."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from app.domain.comparing import Answers, Given
from app.domain.entries import Answer, AnswerDraft, AnswerValue, Entry, EntryKind, Review, Version
from app.domain.field_names import field_called
from app.domain.prompts import AnswerKind, Ends, Option, Wording
from app.domain.sharing import SharedEntry, SharedField

_ANSWER: Final = "answer:"
_OTHER: Final = "Other: "
_FIELDS: Final = {
    "context": "What was going on",
    "decision": "What I chose and why",
    "expected": "What I expected",
}
_KINDS: Final = {kind.value: kind for kind in AnswerKind}


def of_entry(entry: Entry, name: str = "", *, story: bool = False) -> Answers:
    """The answers to questions and the confidence of an entry; those given on looking again stand apart.

    `story` adds what was going on, chosen and expected: of two entries these are two stories, of two versions
    of one they are what changed.
    """
    fields = tuple(
        Given(_asked(field, entry.kind), AnswerDraft(text))
        for field, text in _own_words(entry).items()
        if story and text.strip()
    )
    sure = entry.confidence
    figure = (Given(_CONFIDENCE, AnswerDraft(sure)),) if sure is not None else ()
    return Answers(name, entry.title, (*fields, *figure, *_given(entry.answers)))


def of_review(entry: Entry, review: Review, name: str = "") -> Answers:
    """What was answered on looking again."""
    return Answers(name, entry.title, tuple(_given(review.answers)))


def of_version(entry: Entry, versions: Iterable[Version], at: datetime, name: str = "") -> Answers:
    """The words of an entry as they stood just before `at`; what never changed is as it is today."""
    earlier: dict[str, Version] = {}
    for one in sorted(versions, key=lambda one: one.replaced_at):
        if one.review_id is None and one.replaced_at >= at:
            earlier.setdefault(one.field, one)
    now = of_entry(entry, name, story=True)
    given = tuple(_before(one, earlier.get(one.wording.prompt_id)) for one in now.given)
    return replace(now, given=given)


def of_shared(shared: SharedEntry, name: str = "") -> Answers:
    """What somebody shared of the answers and the confidence of one entry; of a choice only the labels are known."""
    title = shared.field("title")
    given = (_read(field) for field in shared.fields)
    return Answers(name, title.value if title else "", tuple(one for one in given if one is not None))


# ---- entries


_CONFIDENCE: Final = Wording("confidence", 1, AnswerKind.PERCENT, "How sure I was")


def _own_words(entry: Entry) -> dict[str, str]:
    return {field: getattr(entry, field) for field in _FIELDS}


def _asked(field: str, kind: EntryKind) -> Wording:
    asked = field_called(field, kind) if field == "context" else _FIELDS[field]
    return Wording(field, 1, AnswerKind.TEXT, asked)


def _given(answers: Iterable[Answer]) -> Iterator[Given]:
    for one in answers:
        yield Given(one.wording, AnswerDraft(one.value, one.other))


def _before(now: Given, version: Version | None) -> Given:
    """An answer with the words an earlier version had; of a choice only its free words are kept in versions."""
    if version is None or now.answer is None:
        return now
    if now.wording.kind is AnswerKind.TEXT:
        return Given(now.wording, AnswerDraft(version.text))
    return Given(now.wording, replace(now.answer, other=version.text))


# ---- shares


def _read(field: SharedField) -> Given | None:
    """An answer as it was shared; None for what is no answer to a question that can be asked again."""
    sure = field.field_id == _CONFIDENCE.prompt_id
    if not (sure or field.field_id.startswith(_ANSWER)) or field.kind not in _KINDS:
        return None
    kind = _KINDS[field.kind]
    answer, options = _answer(field, kind)
    if answer is None:
        return None
    ends = Ends(*field.ends) if field.ends else None
    question = field.question or field.label
    return Given(Wording(field.field_id.removeprefix(_ANSWER), 1, kind, question, options, ends), answer)


def _answer(field: SharedField, kind: AnswerKind) -> tuple[AnswerDraft | None, tuple[Option, ...]]:
    if kind is AnswerKind.TEXT:
        return AnswerDraft(field.value), ()
    if kind in {AnswerKind.SLIDER, AnswerKind.PERCENT}:
        return (AnswerDraft(field.step) if field.step is not None else None), ()
    lines = [line for line in field.value.split("\n") if line]
    labels = [line for line in lines if not line.startswith(_OTHER)]
    other = next((line.removeprefix(_OTHER) for line in lines if line.startswith(_OTHER)), "")
    value: AnswerValue = tuple(labels) if kind is AnswerKind.MULTI else "".join(labels[:1])
    return AnswerDraft(value, other), tuple(Option(label, label) for label in labels)
