"""The earlier texts of an entry: which there are, and one of them brought back by the ordinary way of writing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain import sealing
from app.domain.entries import Answer, AnswerDraft, Entry, EntryDraft, EntryId, Review, ReviewDraft, Version
from app.domain.errors import NoSuchVersion
from app.domain.fields import Field
from app.domain.prompts import AnswerKind
from app.domain.sealing import Change
from app.services.asking import Asked, Asking
from app.services.ledger import Done, Ledger
from app.services.looking_again import LookingAgain
from app.services.writing_down import WritingDown
from app.storage.entries import versions

_OWN: Final = {field.value: field for field in (Field.TITLE, Field.CONTEXT, Field.DECISION, Field.EXPECTED)}
_OF_REVIEW: Final = frozenset({"what_happened", "learned"})
_PUT_BACK: Final = "Put an earlier text back"


@dataclass(frozen=True, slots=True)
class Kept:
    """The earlier texts of one text of an entry, the newest first, and the words that stand there now.

    `field` is the name of a part or the id of a prompt, whose question is `question`; `review` is set for a
    text of a review. `change` is what writing it now would do, and `until` when that stops being possible.
    """

    field: str
    review: Review | None
    question: str
    now: str
    earlier: tuple[Version, ...]
    change: Change
    until: datetime

    @property
    def key(self) -> str:
        """A name of its own within the entry."""
        return f"review:{self.review.uid}:{self.field}" if self.review is not None else self.field

    def may_put_back(self, version: Version) -> bool:
        """Whether this text may stand in its place again; otherwise it can be added as a later thought."""
        return self.change.allowed and version.text != self.now

    def after(self, version: Version) -> str:
        """The words that took its place."""
        at = self.earlier.index(version)
        return self.earlier[at - 1].text if at else self.now


@dataclass(frozen=True, slots=True)
class Versions:
    """An entry with everything that stood in it before, as of an instant."""

    entry: Entry
    texts: tuple[Kept, ...]
    now: datetime

    @property
    def count(self) -> int:
        """How many earlier texts there are."""
        return sum(len(one.earlier) for one in self.texts)


class EarlierTexts:
    """Reads what stood in an entry before, and puts it back."""

    def __init__(self, ledger: Ledger, asking: Asking, writing: WritingDown, reviews: LookingAgain) -> None:
        self._ledger = ledger
        self._asking = asking
        self._writing = writing
        self._reviews = reviews

    def of(self, entry_id: EntryId) -> Versions:
        """Every text of an entry that was something else before; raises NoSuchEntry."""
        found = self._ledger.entry(entry_id)
        with self._ledger.file.read() as connection:
            kept = versions(connection, (entry_id,)).get(entry_id, ())
        return versions_of(found, kept, self._asking.now(), self._ledger.clock.now())

    def put_back(self, entry_id: EntryId, version: Version) -> Done:
        """Let an earlier text stand in its place again, as a change that undo takes back.

        It goes the ordinary way of writing: what stands there now is kept as that way keeps it, and TooLate
        is raised where the words have set. Raises NoSuchVersion where the text was removed meanwhile.
        """
        found = self._ledger.entry(entry_id)
        self._there(found, version)
        if version.review_id is None:
            return self._writing.rewrite(entry_id, _entry_with(found, version), called=_PUT_BACK)
        review = next(one for one in found.reviews if one.id == version.review_id)
        return self._reviews.rewrite(entry_id, review.id, _review_with(review, version), called=_PUT_BACK)

    def add_as_thought(self, entry_id: EntryId, version: Version) -> Done:
        """Put an earlier text beside what is written, as a later thought; raises NoSuchVersion."""
        self._there(self._ledger.entry(entry_id), version)
        return self._writing.add_thought(entry_id, version.text)

    def _there(self, found: Entry, version: Version) -> None:
        with self._ledger.file.read() as connection:
            if version not in versions(connection, (found.id,)).get(found.id, ()):
                raise NoSuchVersion


def versions_of(entry: Entry, kept: Iterable[Version], asked: Asked, now: datetime) -> Versions:
    """The earlier texts by the text they belonged to: those of the entry first, then review by review."""
    by_text: dict[tuple[int, str], list[Version]] = {}
    for version in kept:
        by_text.setdefault((version.review_id or 0, version.field), []).insert(0, version)
    texts = (_kept(entry, tuple(by_text[key]), asked, now) for key in sorted(by_text, key=_in_order))
    return Versions(entry, tuple(texts), now)


def _in_order(key: tuple[int, str]) -> tuple[int, int, str]:
    review, field = key
    named = [*_OWN, *sorted(_OF_REVIEW, reverse=True)]
    return review, named.index(field) if field in named else len(named), field


def _kept(entry: Entry, earlier: tuple[Version, ...], asked: Asked, now: datetime) -> Kept:
    field, review_id = earlier[0].field, earlier[0].review_id
    review = next((one for one in entry.reviews if one.id == review_id), None)
    where: Entry | Review = review if review is not None else entry
    if field in _OWN or field in _OF_REVIEW:
        change = _change(entry, review, field, now)
        return Kept(field, review, "", getattr(where, field), earlier, change, _until(where, None))
    answer = next((one for one in where.answers if one.prompt_id == field), None)
    prompt = asked.library.prompt(field)
    question = (
        answer.wording.question if answer is not None else prompt.question if prompt is not None else ""
    )
    change = _change(entry, review, field, now)
    if answer is None and (prompt is None or prompt.kind is not AnswerKind.TEXT):
        change = Change.ADDITION  # without its choices the words beside them are no answer
    until = _until(where, answer if review is None else None)
    return Kept(field, review, question, _words(answer), earlier, change, until)


def _change(entry: Entry, review: Review | None, field: str, now: datetime) -> Change:
    if review is not None:
        return sealing.review_change(review, now)
    if field in _OWN:
        return sealing.entry_change(entry, _OWN[field], now)
    return sealing.entry_change(entry, Field.ANSWER, now, field)


def _until(where: Entry | Review, answer: Answer | None) -> datetime:
    given = answer.answered_at if answer is not None else None
    return (max(where.written_at, given) if given is not None else where.written_at) + sealing.TYPO_FOR


def _words(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return str(answer.value) if answer.wording.kind is AnswerKind.TEXT else answer.other


# ---- as drafts in which an earlier text stands in its place again


def _entry_with(entry: Entry, version: Version) -> EntryDraft:
    words = {name: getattr(entry, name) for name in _OWN}
    answers = _given(entry.answers)
    if version.field in _OWN:
        words[version.field] = version.text
    else:
        answers = _answers_with(entry.answers, version)
    return EntryDraft(
        entry.kind, words["title"], words["context"], words["decision"], words["expected"],
        entry.confidence, confidence_withheld=entry.confidence_withheld, review_due=entry.review_due,
        no_review=entry.no_review, decided_on=entry.decided_on, undecided=entry.undecided,
        themes=tuple(theme.name for theme in entry.themes), marks=entry.marks, answers=answers,
    )  # fmt: skip


def _review_with(review: Review, version: Version) -> ReviewDraft:
    draft = ReviewDraft(
        review.happened, review.what_happened, review.outcome, review.process, review.learned,
        _given(review.answers),
    )  # fmt: skip
    if version.field == "what_happened":
        return replace(draft, what_happened=version.text)
    if version.field == "learned":
        return replace(draft, learned=version.text)
    return replace(draft, answers=_answers_with(review.answers, version))


def _given(answers: Iterable[Answer]) -> dict[str, AnswerDraft]:
    return {one.prompt_id: AnswerDraft(one.value, one.other) for one in answers}


def _answers_with(answers: Iterable[Answer], version: Version) -> dict[str, AnswerDraft]:
    """The words of an earlier version in their answer: beside its choices, where it has choices."""
    given = _given(answers)
    here = given.get(version.field)
    beside = here is not None and isinstance(here.value, tuple)
    given[version.field] = (
        AnswerDraft(here.value, version.text) if here is not None and beside else AnswerDraft(version.text)
    )
    return given
