"""An entry as it reads, part by part, for the window and for paper alike; no widgets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain import confidence
from app.domain.entries import Addition, Answer, Entry, EntryKind, Review, Sensitivity
from app.domain.field_names import FIELDS, field_called
from app.domain.prompts import AnswerKind, Library
from app.domain.written_dates import written
from app.ui.entry_words import HAPPENED, MARKS, day_of, kind_of, listed_words, when_of
from app.ui.widgets.scale import plain_end, words_for

Marked = Mapping[str, frozenset[Sensitivity]]
"""Marks on single parts, by the stable name of a field or the id of a prompt."""
PROCESS_ENDS = ("I would decide differently", "I would decide the same way")
OUTCOME_ENDS = ("Worse than hoped", "Better than hoped")


@dataclass(frozen=True, slots=True)
class Step:
    """An answer on a scale of seven: -3 (the low end) to 3 (the high end)."""

    value: int
    low: str
    high: str

    @property
    def words(self) -> str:
        """The value in words."""
        return words_for(self.value, self.low, self.high)

    @property
    def ends(self) -> tuple[str, str]:
        """The two ends as they are shown."""
        return plain_end(self.low), plain_end(self.high)


@dataclass(frozen=True, slots=True)
class Part:
    """One question or field and what was written to it. `field` names it for marks; empty where none go."""

    label: str
    text: str = ""
    listed: tuple[str, ...] = ()
    step: Step | None = None
    notes: tuple[str, ...] = ()
    field: str = ""
    marks: frozenset[Sensitivity] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    """Some parts under a heading. `source` says where the questions come from."""

    title: str
    parts: tuple[Part, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry as written, its answers by framework, its reviews and the thoughts added later."""

    title: str
    kind: str
    when: str
    written: Section
    answers: tuple[Section, ...] = ()
    reviews: tuple[Section, ...] = ()
    additions: tuple[Section, ...] = ()

    def sections(self) -> tuple[Section, ...]:
        """Every section in reading order; those without parts are left out."""
        every = (self.written, *self.answers, *self.reviews, *self.additions)
        return tuple(section for section in every if section.parts)

    def without(self, mark: Sensitivity) -> "Sheet":
        """The same with the marked parts left out."""
        return Sheet(
            self.title, self.kind, self.when, _without(self.written, mark),
            tuple(_without(one, mark) for one in self.answers),
            tuple(_without(one, mark) for one in self.reviews), self.additions,
        )  # fmt: skip


def _without(section: Section, mark: Sensitivity) -> Section:
    kept = tuple(part for part in section.parts if mark not in part.marks)
    return Section(section.title, kept, section.source, section.note)


def sheet_of(entry: Entry, library: Library) -> Sheet:
    """An entry as it reads."""
    forecast = forecast_section(entry).parts
    written_parts = (*_words(entry), *forecast, *_chosen_date(entry))
    return Sheet(
        entry.title,
        kind_of(entry),
        when_of(entry),
        Section("As written", written_parts),
        answer_sections(entry.answers, library, entry.field_marks),
        tuple(review_section(review, library, entry.field_marks) for review in in_order(entry.reviews)),
        tuple(addition_section(one) for one in entry.additions),
    )


def in_order(reviews: Iterable[Review]) -> list[Review]:
    """Reviews in the order they were made."""
    return sorted(reviews, key=lambda review: (review.reviewed_on, review.id))


def _words(entry: Entry) -> tuple[Part, ...]:
    context = "What is going on" if entry.undecided else field_called("context", entry.kind)
    fields = (
        ("context", context, entry.context),
        ("decision", FIELDS["decision"], entry.decision),
    )
    return tuple(_field(entry.field_marks, name, label, text) for name, label, text in fields if text)


def _field(marked: Marked, name: str, label: str, text: str) -> Part:
    marks = marked.get(name, frozenset())
    return Part(label, text, notes=_marked(marks), field=name, marks=marks)


def forecast_section(entry: Entry) -> Section:
    """What was expected and how sure a person was: what a review is read against."""
    parts = []
    if entry.expected:
        parts.append(_field(entry.field_marks, "expected", FIELDS["expected"], entry.expected))
    if entry.confidence is not None or entry.confidence_withheld:
        said = confidence.said(entry.confidence, withheld=entry.confidence_withheld)
        sure = said[0].upper() + said[1:]
        parts.append(_field(entry.field_marks, "confidence", FIELDS["confidence"], sure))
    return Section("What you expected", tuple(parts))


def rest_sections(entry: Entry, library: Library) -> tuple[Section, ...]:
    """What was written beside the expectation, for the second step of a review."""
    words = Section("The rest, as you wrote it", _words(entry))
    answers = answer_sections(entry.answers, library, entry.field_marks)
    return tuple(section for section in (words, *answers) if section.parts)


def _chosen_date(entry: Entry) -> tuple[Part, ...]:
    if entry.kind is not EntryKind.DECISION:
        return ()
    if entry.review_due is None:
        return (Part("Look again", "No look back planned"),) if entry.no_review else ()
    earlier = [one for one in entry.review_dates if one.review_due != entry.review_due]
    notes = tuple(_earlier(one.review_due, one.chosen_on) for one in earlier)
    return (Part("Look again", written(entry.review_due), notes=notes),)


def _earlier(due: date | None, chosen_on: date) -> str:
    day = "no day" if due is None else written(due)
    return f"Before that {day}, chosen on {written(chosen_on)}"


def answer_sections(answers: Sequence[Answer], library: Library, marked: Marked) -> tuple[Section, ...]:
    """Answers under their frameworks, both in library order; those of unknown prompts come last."""
    place = {prompt.id: at for at, prompt in enumerate(library.prompts)}
    by_framework: dict[str, list[Answer]] = {framework.id: [] for framework in library.frameworks}
    for answer in sorted(answers, key=lambda one: place.get(one.prompt_id, len(place))):
        prompt = library.prompt(answer.prompt_id)
        by_framework.setdefault(prompt.framework if prompt else "", []).append(answer)
    sections = []
    for framework_id, given in by_framework.items():
        framework = library.framework(framework_id)
        title = framework.name if framework else "Other questions"
        source = framework.source if framework else ""
        if given:
            sections.append(Section(title, tuple(answer_part(answer, marked) for answer in given), source))
    return tuple(sections)


def answer_part(answer: Answer, marked: Marked) -> Part:
    """An answer under its question as it was asked."""
    asked, value = answer.wording, answer.value
    marks = set(marked.get(answer.prompt_id, frozenset()))
    marks |= {Sensitivity.PRIVATE_ONLY} if answer.private_only else set()
    marks |= {Sensitivity.HOLD} if answer.hold else set()
    notes = (*_later(answer), *_marked(frozenset(marks)))
    step = None
    text = answer.other
    listed: tuple[str, ...] = ()
    if asked.kind is AnswerKind.SLIDER and isinstance(value, int) and asked.ends is not None:
        step = Step(value, asked.ends.low, asked.ends.high)
    elif asked.kind is AnswerKind.PERCENT:
        text = f"{value}%"
    elif asked.kind is AnswerKind.TEXT:
        text = str(value)
    else:
        chosen = value if isinstance(value, tuple) else (str(value),)
        listed = tuple(asked.label(option) for option in chosen)
    return Part(asked.question, text, listed, step, notes, asked.prompt_id, frozenset(marks))


def _later(answer: Answer) -> tuple[str, ...]:
    if not answer.added_later:
        return ()
    on = f" on {written(day_of(answer.answered_at))}" if answer.answered_at is not None else ""
    return (f"Added later{on}",)


def _marked(marks: frozenset[Sensitivity]) -> tuple[str, ...]:
    return (f"Marked: {listed_words(tuple(MARKS[one] for one in sorted(marks)))}",) if marks else ()


def review_section(review: Review, library: Library, marked: Marked) -> Section:
    """A review with its answers, in the order they were asked."""
    parts: list[Part] = []
    if review.happened is not None:
        parts.append(Part("Did what I expected happen?", HAPPENED[review.happened]))
    if review.what_happened:
        parts.append(_field(marked, "what_happened", FIELDS["what_happened"], review.what_happened))
    if review.process is not None:
        parts.append(Part("Knowing only what I knew then", step=Step(review.process, *PROCESS_ENDS)))
    if review.outcome is not None:
        parts.append(Part("How it turned out", step=Step(review.outcome, *OUTCOME_ENDS)))
    place = {prompt.id: at for at, prompt in enumerate(library.prompts)}
    given = sorted(review.answers, key=lambda one: place.get(one.prompt_id, len(place)))
    parts += [answer_part(answer, marked) for answer in given]
    if review.learned:
        parts.append(_field(marked, "learned", FIELDS["learned"], review.learned))
    open_still = "" if review.is_final or review.happened is None else "It stays open."
    return Section(f"Looking again, {written(review.reviewed_on)}", tuple(parts), note=open_still)


def addition_section(addition: Addition) -> Section:
    """A later thought under its day."""
    return Section(f"Added on {written(addition.written_on)}", (Part("", addition.text),))
