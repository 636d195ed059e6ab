"""What of an entry can be chosen for a share: an allow-list built from it, with nothing ticked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain import confidence
from app.domain.entries import (
    Answer,
    Entry,
    EntryId,
    EntryKind,
    Happened,
    Review,
    Sensitivity,
)
from app.domain.field_names import field_called
from app.domain.prompts import AnswerKind
from app.domain.sharing import content_hash

TITLE = "title"


class Part(StrEnum):
    """The kinds of field, for ticking the same of several entries at once (ruling 52)."""

    TITLE = "title"
    CONTEXT = "context"
    DECISION = "decision"
    EXPECTED = "expected"
    CONFIDENCE = "confidence"
    THEMES = "themes"
    ANSWERS = "answers"
    HAPPENED = "happened"
    WHAT_HAPPENED = "what-happened"
    OUTCOME = "outcome"
    PROCESS = "process"
    LEARNED = "learned"
    REVIEW_ANSWERS = "review-answers"
    ADDITIONS = "additions"


PART_WORDS = {
    Part.TITLE: "title",
    Part.CONTEXT: "what was going on",
    Part.DECISION: "what I chose and why",
    Part.EXPECTED: "what I expected",
    Part.CONFIDENCE: "how sure I was",
    Part.THEMES: "themes",
    Part.ANSWERS: "answers to questions",
    Part.HAPPENED: "whether it happened",
    Part.WHAT_HAPPENED: "what happened",
    Part.OUTCOME: "how it turned out",
    Part.PROCESS: "how it was decided",
    Part.LEARNED: "what I learned",
    Part.REVIEW_ANSWERS: "answers given when looking again",
    Part.ADDITIONS: "later thoughts",
}
_TITLE_ASKED = {
    EntryKind.DECISION: "What did you decide, in a line?",
    EntryKind.WEEKLY: "The week, in a line",
    EntryKind.REFLECTION: "What is it about, in a line?",
}
_HAPPENED = {
    Happened.YES: "Yes",
    Happened.NO: "No",
    Happened.PART: "In part",
    Happened.OPEN: "Too early to say",
    Happened.VOID: "Overtaken by events, or I cannot fairly say",
}
_PROCESS_ENDS = ("I would decide differently", "I would decide the same way")
_OUTCOME_ENDS = ("Worse than hoped", "Better than hoped")


@dataclass(frozen=True, slots=True)
class Choosable:
    """One field that could be shared, in the leader's own words; shaped as `SharedField` is.

    `written_on` is the day these words were written. `review_uid` names the review they belong to.
    """

    field_id: str
    part: Part
    label: str
    question: str
    kind: str
    value: str
    written_on: date
    ends: tuple[str, str] | None = None
    step: int | None = None
    prompt_id: str = ""
    review_uid: str | None = None

    @property
    def source_hash(self) -> str:
        """Says later whether these words are still the same."""
        return content_hash(self.value)


@dataclass(frozen=True, slots=True)
class ChoosableEntry:
    """An entry of which something can be shared. `already` are fields this recipient was shown as they stand."""

    entry_id: EntryId
    kind: EntryKind
    on: date
    title: str
    fields: tuple[Choosable, ...]
    themes: tuple[str, ...] = ()
    court_related: bool = False
    uid: str = ""
    already: frozenset[str] = frozenset()

    def field(self, field_id: str) -> Choosable | None:
        return next((one for one in self.fields if one.field_id == field_id), None)

    def of(self, part: Part) -> tuple[Choosable, ...]:
        """The fields of a kind that hold something."""
        return tuple(one for one in self.fields if one.part is part)


@dataclass(frozen=True, slots=True)
class Ticks:
    """What is ticked, field by field; nothing at first. Every change gives new ticks."""

    chosen: Mapping[EntryId, frozenset[str]] = field(default_factory=dict)

    def tick_entry(self, entry: ChoosableEntry) -> "Ticks":
        """Tick an entry: its title only."""
        return self.tick(entry.entry_id, *(one.field_id for one in entry.of(Part.TITLE)))

    def tick(self, entry_id: EntryId, *fields: str) -> "Ticks":
        return self._with(entry_id, self.chosen.get(entry_id, frozenset()) | frozenset(fields))

    def untick(self, entry_id: EntryId, *fields: str) -> "Ticks":
        """Take ticks off; without fields, all of the entry."""
        kept = self.chosen.get(entry_id, frozenset()) - frozenset(fields) if fields else frozenset[str]()
        return self._with(entry_id, kept)

    def tick_alike(self, entries: Iterable[ChoosableEntry], parts: Iterable[Part]) -> "Ticks":
        """Tick these kinds of field in each entry that has them."""
        wanted = frozenset(parts)
        ticks = self
        for entry in entries:
            found = [one.field_id for one in entry.fields if one.part in wanted]
            ticks = ticks.tick(entry.entry_id, *found)
        return ticks

    def has(self, entry_id: EntryId, field_id: str) -> bool:
        return field_id in self.chosen.get(entry_id, ())

    @property
    def fields(self) -> int:
        return sum(len(fields) for fields in self.chosen.values())

    @property
    def entries(self) -> int:
        return len(self.chosen)

    @property
    def words(self) -> str:
        """“7 fields from 3 entries”."""
        return count_words(self.fields, self.entries)

    def _with(self, entry_id: EntryId, fields: frozenset[str]) -> "Ticks":
        rest = {one: kept for one, kept in self.chosen.items() if one != entry_id}
        before = [one for one in self.chosen if one != entry_id or fields]
        order = before if entry_id in before or not fields else [*before, entry_id]
        both = {**rest, entry_id: fields}
        return Ticks({one: both[one] for one in order})


def count_words(fields: int, entries: int, charts: int = 0) -> str:
    """How much is chosen, in words: “7 fields from 3 entries, and 1 chart”."""
    told = "1 field" if fields == 1 else f"{fields} fields"
    words = f"{told} from {'1 entry' if entries == 1 else f'{entries} entries'}"
    if not charts:
        return words
    drawn = "1 chart" if charts == 1 else f"{charts} charts"
    return f"{words}, and {drawn}" if fields else drawn


def alike_words(parts: Iterable[Part], entries: int) -> str:
    """What ticking the same of several entries does, for confirming it first."""
    names = [PART_WORDS[part] for part in parts]
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{told[0].upper()}{told[1:]} for {'this one' if entries == 1 else f'these {entries}'}"


def is_kept_back(entry: Entry) -> bool:
    """Whether nothing of an entry can be shared: it, or its title, is marked not for sharing, or it is in the bin."""
    marks = (entry.marks, entry.field_marks.get(TITLE, frozenset()))
    return entry.deleted_at is not None or any(Sensitivity.PRIVATE_ONLY in one for one in marks)


def choosable(entry: Entry, already: Mapping[str, str] | None = None) -> ChoosableEntry | None:
    """What can be ticked of an entry; None where nothing can.

    Fields marked not for sharing are absent, so that no tick can name them. `already` are the source
    hashes of what a recipient was shown, by field.
    """
    if is_kept_back(entry):
        return None
    fields = tuple(one for one in every_field(entry) if one.value and not _is_private(entry, one))
    shown = already or {}
    return ChoosableEntry(
        entry.id,
        entry.kind,
        entry.decided_on,
        entry.title,
        fields,
        tuple(theme.name for theme in entry.themes),
        Sensitivity.COURT_RELATED in entry.marks,
        entry.uid,
        frozenset(one.field_id for one in fields if shown.get(one.field_id) == one.source_hash),
    )


def _is_private(entry: Entry, one: Choosable) -> bool:
    """Marks name a field by its own name or the prompt it answers; one on either keeps every copy of it back."""
    names = {one.field_id, one.field_id.rsplit(":", 1)[-1], one.part.value, one.prompt_id}
    names |= {name.replace("-", "_") for name in names}
    return any(Sensitivity.PRIVATE_ONLY in entry.field_marks.get(name, ()) for name in names)


def every_field(entry: Entry) -> Iterator[Choosable]:
    """Each field of an entry, empty ones and those that are never shared too."""
    yield from _own_words(entry)
    for answer in entry.answers:
        yield from _answered(answer, "", Part.ANSWERS, entry.written_on)
    for number, review in enumerate(in_order(entry.reviews), 1):
        yield from _reviewed(review, number)
    for number, later in enumerate(entry.additions, 1):
        yield Choosable(
            f"addition:{number}", Part.ADDITIONS, "A later thought", "What I thought later", "text",
            later.text, later.written_on,
        )  # fmt: skip


def _own_words(entry: Entry) -> Iterator[Choosable]:
    on = entry.written_on
    going_on = field_called("context", entry.kind)
    yield Choosable(TITLE, Part.TITLE, "Title", _TITLE_ASKED[entry.kind], "text", entry.title, on)
    yield Choosable("context", Part.CONTEXT, going_on, going_on, "text", entry.context, on)
    chose = "What I chose and why"
    yield Choosable("decision", Part.DECISION, chose, chose, "text", entry.decision, on)
    yield Choosable(
        "expected", Part.EXPECTED, "What I expected", "What I expect to see, and by when", "text",
        entry.expected, on,
    )  # fmt: skip
    if entry.confidence is not None:
        said = confidence.said(entry.confidence)
        sure = "How sure I was"
        yield Choosable("confidence", Part.CONFIDENCE, sure, sure, "percent", said, on, step=entry.confidence)
    themes = "\n".join(theme.name for theme in entry.themes)
    yield Choosable("themes", Part.THEMES, "Themes", "Themes", "multi", themes, on)


def in_order(reviews: Iterable[Review]) -> list[Review]:
    """Reviews as their numbers in a share count them, from 1."""
    return sorted(reviews, key=lambda review: (review.reviewed_on, review.id))


def _reviewed(review: Review, number: int) -> Iterator[Choosable]:
    begins, on = f"review:{number}:", review.reviewed_on
    again = f"Looking again ({number})"

    def one(
        name: str, part: Part, question: str, kind: str, value: str,
        ends: tuple[str, str] | None = None, step: int | None = None,
    ) -> Choosable:  # fmt: skip
        label = f"{again}: {question}"
        return Choosable(
            begins + name, part, label, question, kind, value, on, ends, step, review_uid=review.uid
        )

    if review.happened is not None:
        asked = "Did what I expected happen?"
        yield one("happened", Part.HAPPENED, asked, "single", _HAPPENED[review.happened])
    yield one("what-happened", Part.WHAT_HAPPENED, "What happened", "text", review.what_happened)
    for name, part, asked, step, ends in (
        ("process", Part.PROCESS, "Knowing only what I knew then", review.process, _PROCESS_ENDS),
        ("outcome", Part.OUTCOME, "How it turned out", review.outcome, _OUTCOME_ENDS),
    ):
        if step is not None:
            yield one(name, part, asked, "slider", on_scale(step, ends), ends, step)
    for answer in review.answers:
        yield from _answered(answer, begins, Part.REVIEW_ANSWERS, on, again, review.uid)
    yield one("learned", Part.LEARNED, "What I carry forward", "text", review.learned)


def _answered(
    answer: Answer, begins: str, part: Part, on: date, again: str = "", review_uid: str | None = None
) -> Iterator[Choosable]:
    if answer.private_only:
        return
    asked = answer.wording
    ends = (asked.ends.low, asked.ends.high) if asked.ends else None
    step = answer.value if isinstance(answer.value, int) else None
    given = answer.answered_at.date() if answer.added_later and answer.answered_at else on
    yield Choosable(
        f"{begins}answer:{asked.prompt_id}",
        part,
        f"{again}: {asked.question}" if again else asked.question,
        asked.question,
        asked.kind.value,
        _said(answer, ends),
        given,
        ends,
        step,
        asked.prompt_id,
        review_uid,
    )


def _said(answer: Answer, ends: tuple[str, str] | None) -> str:
    asked, value = answer.wording, answer.value
    if isinstance(value, int):
        return f"{value}%" if asked.kind is AnswerKind.PERCENT else on_scale(value, ends)
    if asked.kind is AnswerKind.TEXT:
        return str(value)
    chosen = value if isinstance(value, tuple) else (value,)
    lines = [asked.label(option) for option in chosen]
    return "\n".join([*lines, *([f"Other: {answer.other}"] if answer.other else [])])


def on_scale(step: int, ends: tuple[str, str] | None) -> str:
    """A place on a scale of seven in words that need no picture."""
    signed = f"{'−' if step < 0 else '+' if step > 0 else ''}{abs(step)}"
    if ends is None:
        return signed
    if step == 0:
        return f"{signed}, in the middle between “{ends[0]}” and “{ends[1]}”"
    return f"{signed} of 3 towards “{ends[step > 0]}”"
