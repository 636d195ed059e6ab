"""A brief for a coaching or mentoring meeting: what is new since the last one, of which only ticked parts leave."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from textwrap import shorten

from app.domain import confidence
from app.domain.conversation import (
    KIND_WORDS,
    ActionStatus,
    AgreedAction,
    Comment,
    Reply,
    framework_words,
)
from app.domain.entries import Entry, EntryId, Happened, Review, Sensitivity
from app.domain.rounds_held import RoundHeld


class BriefPart(StrEnum):
    """The parts of a brief, in the order in which they stand."""

    DECISIONS = "decisions"
    REVIEWS = "reviews"
    BELIEFS = "beliefs"
    LEARNING = "learning"
    WAITING = "waiting"
    COMMENTS = "comments"
    ACTIONS = "actions"


TITLES: Mapping[BriefPart, str] = {
    BriefPart.DECISIONS: "New decisions",
    BriefPart.REVIEWS: "Looked at again",
    BriefPart.BELIEFS: "Beliefs rewritten",
    BriefPart.LEARNING: "Learned together with a peer",
    BriefPart.WAITING: "Waiting to be looked at again",
    BriefPart.COMMENTS: "What was said to me",
    BriefPart.ACTIONS: "What we agreed",
}
QUESTIONS_TITLE = "Questions I want to ask"
MEETING_TITLE = "For our meeting"

HAPPENED: Mapping[Happened, str] = {
    Happened.YES: "It happened.",
    Happened.PART: "It happened in part.",
    Happened.NO: "It did not happen.",
    Happened.OPEN: "Too early to say.",
    Happened.VOID: "Overtaken by events.",
}
_BELIEF = "ll-assumption-changed"
_TITLE_LENGTH = 100


@dataclass(frozen=True, slots=True)
class BriefText:
    """One text that can go along with an item, by a tick of its own."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One thing that can be ticked. `key` stays the same while it is the same thing; `title` goes with the tick."""

    key: str
    part: BriefPart
    on: date
    title: str
    note: str = ""
    texts: tuple[BriefText, ...] = ()
    entry_id: EntryId | None = None


@dataclass(frozen=True)
class BriefMaterial:
    """All that could be ticked; `kept` counts what is marked never to be shared and is not offered.

    `one_sided` counts agreed learning that is not offered, since not both ticked that it may be passed on.
    """

    since: date
    today: date
    items: tuple[BriefItem, ...]
    kept: int = 0
    one_sided: int = 0

    def of(self, part: BriefPart) -> tuple[BriefItem, ...]:
        """The items of a part, newest first; what waits, the longest first."""
        return tuple(item for item in self.items if item.part is part)


@dataclass(frozen=True, slots=True)
class BriefSection:
    """One part as it leaves."""

    title: str
    items: tuple[BriefItem, ...]


@dataclass(frozen=True)
class Brief:
    """What leaves: ticked items with ticked texts, and the questions. `front` is a line of the person's own.

    `about` says what it holds where that is not what is new `since` a day.
    """

    since: date
    made_on: date
    sections: tuple[BriefSection, ...]
    questions: tuple[str, ...] = ()
    front: str = ""
    title: str = MEETING_TITLE
    about: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ticked or asked."""
        return not self.sections and not self.questions


@dataclass(frozen=True, slots=True)
class Sources:
    """What a brief is drawn from: entries whole, each once, pair rounds, and replies with the entries they speak of."""

    decided: Sequence[Entry] = ()
    reviewed: Sequence[Entry] = ()
    waiting: Sequence[Entry] = ()
    actions: Sequence[AgreedAction] = field(default=())
    rounds: Sequence[RoundHeld] = ()
    replies: Sequence[Reply] = ()
    spoken_of: Mapping[EntryId, Entry] = field(default_factory=dict)


def material_of(sources: Sources, since: date, today: date) -> BriefMaterial:
    """Everything that could go into a brief; what is marked never to be shared is counted and left out."""
    items: list[BriefItem] = []
    kept: set[EntryId] = set()

    def shared(entries: Iterable[Entry]) -> Iterable[Entry]:
        for entry in entries:
            if _is_kept(entry.marks) or _is_kept(entry.field_marks.get("title", ())):
                kept.add(entry.id)
            else:
                yield entry

    items += [_decision(entry) for entry in shared(sources.decided)]
    for entry in shared(sources.reviewed):
        for review in reversed(entry.reviews):
            if review.reviewed_on >= since:
                items += _of_review(entry, review)
    items += [_waiting(entry) for entry in shared(sources.waiting)]
    items += [_action(action) for action in sources.actions if _is_current(action, since)]
    items += _comments(sources, since, kept)
    learned = [one for one in sources.rounds if _is_new_learning(one, since)]
    items += [_learning(one) for one in learned if one.may_share_learning]
    one_sided = sum(not one.may_share_learning for one in learned)
    order = {part: place for place, part in enumerate(BriefPart)}
    items.sort(key=lambda item: (order[item.part], _age(item, today)))
    return BriefMaterial(since, today, tuple(items), len(kept), one_sided)


def brief_of(
    material: BriefMaterial,
    ticked: Mapping[str, Collection[str]],
    questions: Iterable[str] = (),
    front: str = "",
) -> Brief:
    """The brief of the ticked items; `ticked` gives for the key of each the names of its texts that go along."""
    sections = []
    for part in BriefPart:
        chosen = tuple(
            _with_texts(item, ticked[item.key]) for item in material.of(part) if item.key in ticked
        )
        if chosen:
            sections.append(BriefSection(TITLES[part], chosen))
    asked = tuple(line for text in questions if (line := text.strip()))
    return Brief(material.since, material.today, tuple(sections), asked, front.strip())


def _with_texts(item: BriefItem, names: Collection[str]) -> BriefItem:
    texts = tuple(text for text in item.texts if text.name in names)
    return BriefItem(item.key, item.part, item.on, item.title, item.note, texts, item.entry_id)


def _age(item: BriefItem, today: date) -> int:
    """Newest first, but what waits and what was agreed with the oldest first."""
    days = (today - item.on).days
    return -days if item.part in (BriefPart.WAITING, BriefPart.ACTIONS) else days


def _is_kept(marks: Collection[Sensitivity]) -> bool:
    return Sensitivity.PRIVATE_ONLY in marks


def _is_current(action: AgreedAction, since: date) -> bool:
    if action.status is ActionStatus.OPEN:
        return True
    return action.closed_on is not None and action.closed_on >= since


def _texts(entry: Entry, fields: Iterable[tuple[str, str, str]]) -> tuple[BriefText, ...]:
    """Those of the fields that hold a text and are not marked."""
    return tuple(
        BriefText(name, label, text)
        for name, label, text in fields
        if text and not _is_kept(entry.field_marks.get(name, frozenset()))
    )


def _decision(entry: Entry) -> BriefItem:
    sure = (
        confidence.said(entry.confidence, withheld=entry.confidence_withheld)
        if entry.confidence is not None
        else ""
    )
    return BriefItem(
        key=f"decision:{entry.uid}",
        part=BriefPart.DECISIONS,
        on=entry.decided_on,
        title=entry.title,
        texts=_texts(
            entry,
            (
                ("context", "What was going on", entry.context),
                ("decision", "What I chose and why", entry.decision),
                ("expected", "What I expect to see", entry.expected),
                ("confidence", "How sure I was", sure),
            ),
        ),
        entry_id=entry.id,
    )


def _of_review(entry: Entry, review: Review) -> list[BriefItem]:
    happened = HAPPENED[review.happened] if review.happened is not None else ""
    fields = (
        ("expected", "What I expected", entry.expected),
        ("what-happened", "What happened", review.what_happened),
        ("learned", "What I carry forward", review.learned),
    )
    found = [
        BriefItem(
            f"review:{review.uid}", BriefPart.REVIEWS, review.reviewed_on, entry.title, happened,
            _texts(entry, fields), entry.id,
        )
    ]  # fmt: skip
    belief = next((one for one in review.answers if one.prompt_id == _BELIEF), None)
    if belief is not None and isinstance(belief.value, str) and belief.value and not belief.private_only:
        found.append(
            BriefItem(
                f"belief:{review.uid}", BriefPart.BELIEFS, review.reviewed_on, belief.value,
                f"Looking back at: {entry.title}", (), entry.id,
            )
        )  # fmt: skip
    return found


def _waiting(entry: Entry) -> BriefItem:
    due = entry.review_due or entry.decided_on
    return BriefItem(
        f"waiting:{entry.uid}",
        BriefPart.WAITING,
        due,
        entry.title,
        "",
        _texts(entry, (("expected", "What I expect to see", entry.expected),)),
        entry.id,
    )


_ACTION_WORDS = {ActionStatus.OPEN: "Open", ActionStatus.DONE: "Done", ActionStatus.LET_GO: "Let go"}


def _action(action: AgreedAction) -> BriefItem:
    return BriefItem(
        f"action:{action.uid}", BriefPart.ACTIONS, action.agreed_on, action.text, _ACTION_WORDS[action.status]
    )


def _comments(sources: Sources, since: date, kept: set[EntryId]) -> Iterator[BriefItem]:
    """What came back since, but for what speaks of words that are never to be shared."""
    for reply in sources.replies:
        for comment in (*reply.comments, *reply.loose) if reply.on >= since else ():
            entry = sources.spoken_of.get(comment.entry_id) if comment.entry_id is not None else None
            if entry is not None and _is_marked(entry, comment):
                kept.add(entry.id)
            else:
                yield _comment(comment, reply.on, entry)


def _is_marked(entry: Entry, comment: Comment) -> bool:
    answered = (*entry.answers, *(one for review in entry.reviews for one in review.answers))
    return (
        _is_kept(entry.marks)
        or _is_kept(entry.field_marks.get("title", ()))
        or _is_kept(entry.field_marks.get(comment.field, ()))
        or any(one.private_only and one.prompt_id == comment.prompt_id for one in answered)
    )


def _comment(comment: Comment, on: date, entry: Entry | None) -> BriefItem:
    words = comment.body.strip() or framework_words(comment.framework, {})
    title = shorten(words, _TITLE_LENGTH, placeholder="…")
    about = f", about: {entry.title}" if entry is not None and entry.title else ""
    mine = "\n\n".join(answer.body for answer in comment.answers)
    texts = (
        ("comment", "All of it", words if title != words else ""),
        ("quote", "The words of mine it speaks of", comment.quote or ""),
        ("answer", "What I answered", mine),
    )
    return BriefItem(
        f"comment:{comment.uid}",
        BriefPart.COMMENTS,
        on,
        title,
        f"{KIND_WORDS[comment.kind]}{about}",
        tuple(BriefText(*text) for text in texts if text[2]),
        comment.entry_id,
    )


def _learned_on(held: RoundHeld) -> date:
    """When the words of an agreed learning were found, or last changed."""
    return held.held.learning_changed_on or held.round.revealed_on or held.round.opened_on


def _is_new_learning(held: RoundHeld, since: date) -> bool:
    return bool(held.round.agreed_learning.strip()) and _learned_on(held) >= since


def _learning(held: RoundHeld) -> BriefItem:
    """The agreed learning, by its first words; never the topic or the name of the other, who ticked for neither."""
    words = held.round.agreed_learning.strip()
    title = shorten(words, _TITLE_LENGTH, placeholder="…")
    return BriefItem(
        f"learning:{held.uid}",
        BriefPart.LEARNING,
        _learned_on(held),
        title,
        "From a pair round",
        () if title == words else (BriefText("learning", "What we agreed to have learned", words),),
    )
