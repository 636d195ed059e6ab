"""What the page of two sides asks the journal for, all in one go."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain import sides
from app.domain.comparing import Answers, Compared, compare, of_round
from app.domain.conversation import PairRound
from app.domain.entries import EntryId, Review, ReviewId
from app.domain.errors import InvalidInput
from app.domain.pairing import RoundStep
from app.domain.rounds_held import RoundHeld
from app.domain.written_dates import written
from app.services.journal import Journal
from app.ui.coach.alone import hidden
from app.ui.coach.gathering import not_here
from app.ui.compare.whose import Whose, whose
from app.ui.entry_words import day_of
from app.ui.pairs.shown import round_shown, rounds_shown
from app.ui.pairs.words import next_words, state_words


@dataclass(frozen=True, slots=True)
class Source:
    """Where one side comes from: an own entry, at an earlier moment or on looking again, or a shared one."""

    entry: EntryId | None = None
    until: datetime | None = None
    review: ReviewId | None = None
    bundle: str = ""
    share_id: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a side is taken from, above its answers; `page` and `where` lead there."""

    name: str
    title: str
    page: str = ""
    where: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RoundRead:
    """A round, and those that were opened before or after it with the same questions."""

    held: RoundHeld
    first: PairRound | None = None
    later: PairRound | None = None

    @property
    def pair(self) -> PairRound:
        return self.held.round


@dataclass(frozen=True)
class Beside:
    """Two sides, question by question. `waits` says in place of them why a round cannot be shown yet."""

    title: str
    told: str
    whose: Whose
    questions: tuple[Compared, ...]
    heads: tuple[Told, ...] = ()
    round: RoundRead | None = None
    waits: str = ""
    only_differing: bool = False
    own_entry: EntryId | None = None


# ---- a round


def read_round(journal: Journal, uid: str) -> Beside:
    """One round, nothing of its answers before both opened; errors as of `round_shown`."""
    held = round_shown(journal, uid)
    pair = held.round
    names = whose(pair.mine, pair.theirs, (f"{pair.mine} (me)", pair.theirs), "Both of us")
    removed = held.held.words_removed_on
    if removed is not None:
        names = replace(names, gone=f"Taken out of this journal on {written(removed)}.")
    if held.step is not RoundStep.REVEALED:
        waits = f"{state_words(held)}. {next_words(held)}"
        return Beside(pair.topic, "", names, (), round=RoundRead(held), waits=waits)
    opened = [one for one in rounds_shown(journal) if one.step is RoundStep.REVEALED]
    first = next((one.round for one in opened if one.uid == held.held.look_back), None)
    later = next((one.round for one in reversed(opened) if one.held.look_back == uid), None)
    return Beside(pair.topic, _round_words(pair), names, of_round(pair), round=RoundRead(held, first, later))


def _round_words(pair: PairRound) -> str:
    opened = f", opened together on {written(pair.revealed_on)}" if pair.revealed_on else ""
    return f"{pair.mine} is you, {pair.theirs} is the other. Begun on {written(pair.opened_on)}{opened}."


# ---- two of anything else


def read_two(journal: Journal, left: Source, right: Source) -> Beside:
    """Two own sides, the earlier first, or two that others shared; errors as the journal gives them."""
    if left.bundle or right.bundle:
        return _shared(journal, left, right)
    return _then_and_now(journal, left, right)


def _shared(journal: Journal, left: Source, right: Source) -> Beside:
    one, head = _shared_side(journal, left)
    other, beside = _shared_side(journal, right)
    names = whose(one.name, other.name, (head.name, beside.name))
    told = "What they chose to share, where both answered the same question. Neither is told of it."
    return Beside("Two beside each other", told, names, compare(one, other), (head, beside))


def _shared_side(journal: Journal, source: Source) -> tuple[Answers, Told]:
    kept = journal.desk.bundle(source.bundle)
    entry = kept.bundle.entry(source.share_id)
    if kept.contact in hidden(journal):
        raise not_here()
    if entry is None:
        raise gone()
    answers = sides.of_shared(entry, kept.bundle.from_name)
    name = f"{answers.name}, {entry.when}" if entry.when else answers.name
    return answers, Told(name, answers.title, "desk", {"bundle": source.bundle})


def _then_and_now(journal: Journal, left: Source, right: Source) -> Beside:
    one = _own_side(journal, left)
    other = _own_side(journal, right, story=left.until is not None)
    found = compare(one, other)
    heads = tuple(
        Told(side.name, side.title, "decision", {"entry": source.entry})
        for side, source in ((one, left), (other, right))
    )
    return Beside(
        "Then and now",
        "What you wrote at two times, where you answered the same question. Neither is the right one.",
        whose("Then", "Now", (one.name, other.name)),
        found,
        heads[:1] if left.entry == right.entry else heads,
        only_differing=left.until is not None and any(pair.differs for pair in found),
        own_entry=right.entry,
    )


def _own_side(journal: Journal, source: Source, *, story: bool = False) -> Answers:
    if source.entry is None:
        raise gone()
    entry = journal.entry(source.entry)
    if source.until is not None:
        return sides.of_version(entry, journal.versions(entry.id), source.until, until_words(source.until))
    if source.review is not None:
        review = next((one for one in entry.reviews if one.id == source.review), None)
        if review is None:
            raise gone()
        return sides.of_review(entry, review, looked_words(review))
    return sides.of_entry(entry, "Now" if story else written(entry.decided_on), story=story)


def until_words(at: datetime) -> str:
    """The moment up to which words stood."""
    return f"Until {written(day_of(at))}, {at.astimezone():%H:%M}"


def looked_words(review: Review) -> str:
    """When an entry was looked at again."""
    return f"Looking again, {written(review.reviewed_on)}"


def gone() -> InvalidInput:
    return InvalidInput("compare", "One of the two is no longer here.", "Choose another one.")
