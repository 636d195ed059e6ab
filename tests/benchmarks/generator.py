"""Made-up journals of ten years, the same for the same seed: decisions, answers, reviews and weeklies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random

from app.domain.entries import (
    CONFIDENCE_STEPS,
    Answer,
    AnswerValue,
    Entry,
    EntryId,
    EntryKind,
    Happened,
    Review,
    ReviewDate,
    ReviewId,
    Theme,
)
from app.domain.library import MergedLibrary, merge, read_pack
from app.domain.prompts import AnswerKind, Prompt, When
from app.domain.whole import WholeEntry
from tests.benchmarks.words import RESOURCES, vocabulary

TODAY = date(2026, 6, 30)
YEARS = 10
SEED = 1
_DAYS = 3652
_WRITTEN = time(16, 50, tzinfo=UTC)
# Asked together; each with how often it is answered.
_SETS: tuple[tuple[float, tuple[str, ...]], ...] = (
    (0.75, ("bd-position",)),
    (0.45, ("st-value", "st-authority", "st-capacity")),
    (0.25, ("ic-systems", "ic-workforce", "ic-leadership")),
    (0.5, ("vo-heard", "vo-absent")),
    (0.5, ("ll-intent",)),
    (0.4, ("ll-assumption",)),
)
_HAPPENED = (Happened.YES, Happened.NO, Happened.PART, Happened.OPEN, Happened.VOID)
_HOW_OFTEN = (55, 25, 8, 7, 5)
# Bytes of each text, so that an entry has 1 026 in the middle.
_TITLE, _CONTEXT, _DECISION, _EXPECTED, _ANSWER, _HAPPENING, _LEARNED = 45, 300, 240, 150, 85, 135, 135


@cache
def library() -> MergedLibrary:
    """The prompt library that ships."""
    path = RESOURCES / "prompts" / "balcony.json"
    return merge([read_pack(path.read_text("utf-8"), path.stem)])


@dataclass
class Generator:
    """Writes one journal; every choice comes from `random`, in the order of days."""

    random: Random
    themes: Sequence[Theme]
    reviews: int = 0

    def entries(self, decisions: int) -> Iterator[WholeEntry]:
        """So many decisions over ten years to `TODAY`, with a weekly reflection for every week that has any."""
        first = TODAY - timedelta(days=_DAYS - 1)
        number, week = 0, first + timedelta(days=6 - first.weekday())
        for place in range(decisions):
            day = first + timedelta(days=place * _DAYS // decisions)
            while week < day:
                number += 1
                yield WholeEntry(self._weekly(number, week))
                week += timedelta(days=7)
            number += 1
            yield WholeEntry(self._decision(number, day))

    def _text(self, size: int) -> str:
        return vocabulary().words_of(self.random, int(size * self.random.uniform(0.4, 1.6)))

    def _uid(self) -> str:
        return f"{self.random.getrandbits(128):032x}"

    def _decision(self, number: int, day: date) -> Entry:
        random = self.random
        expects = random.random() < 0.85
        due = day + timedelta(days=random.choice((7, 14, 28, 42, 42, 42, 90, 180))) if expects else None
        reviews = self._reviews(day, due)
        return Entry(
            id=EntryId(number),
            uid=self._uid(),
            kind=EntryKind.DECISION,
            decided_on=day,
            written_on=day,
            written_at=datetime.combine(day, _WRITTEN),
            title=vocabulary().words_of(random, _TITLE).rstrip("."),
            context=self._text(_CONTEXT),
            decision=self._text(_DECISION),
            expected=self._text(_EXPECTED) if expects else "",
            confidence=random.choice(CONFIDENCE_STEPS) if expects and random.random() < 0.8 else None,
            review_due=due,
            withdrawn=not reviews and random.random() < 0.2,
            locked_on=reviews[0].reviewed_on if reviews else None,
            themes=self._themes(),
            answers=self._answers(self._asked_when_deciding(), When.DECISION, day),
            reviews=reviews,
            review_dates=(ReviewDate(day, due),) if due else (),
        )

    def _themes(self) -> tuple[Theme, ...]:
        chosen = self.random.sample(range(len(self.themes)), self.random.choice((0, 1, 1, 1, 2, 2, 3)))
        return tuple(self.themes[place] for place in sorted(chosen))

    def _asked_when_deciding(self) -> list[Prompt]:
        """Four to eight prompts: often those that charts are drawn from, then any."""
        wanted = self.random.randint(4, 8)
        chosen: dict[str, None] = {}
        for likely, together in _SETS:
            if self.random.random() < likely and len(chosen) + len(together) <= wanted:
                chosen.update(dict.fromkeys(together))
        others = [prompt.id for prompt in library().asked(When.DECISION) if prompt.id not in chosen]
        chosen.update(dict.fromkeys(self.random.sample(others, wanted - len(chosen))))
        return [prompt for name in chosen if (prompt := library().prompt(name))]

    def _reviews(self, day: date, due: date | None) -> tuple[Review, ...]:
        """Most decisions whose date is past were looked at again; an open one once more."""
        random = self.random
        if due is None or due > TODAY or random.random() < 0.06:
            return ()
        found: list[Review] = []
        on = due + timedelta(days=random.choice((-2, 0, 0, 1, 3, 7, 13, 20, 60)))
        while day <= on <= TODAY and len(found) < 3:
            found.append(self._review(on))
            if found[-1].is_final:
                break
            on += timedelta(days=28)
        return tuple(found)

    def _review(self, day: date) -> Review:
        random = self.random
        self.reviews += 1
        judged = random.random() < 0.7
        names = ["ll-learned"] if random.random() < 0.7 else []
        names += ["ll-assumption-changed"] if random.random() < 0.3 else []
        others = [one.id for one in library().asked(When.REVIEW) if one.id not in names]
        names += random.sample(others, random.randint(0, 2))
        return Review(
            ReviewId(self.reviews),
            self._uid(),
            day,
            datetime.combine(day, _WRITTEN),
            random.choices(_HAPPENED, _HOW_OFTEN)[0],
            self._text(_HAPPENING),
            random.randint(-3, 3) if judged else None,
            random.randint(-3, 3) if judged else None,
            self._text(_LEARNED),
            self._answers([one for name in names if (one := library().prompt(name))], When.REVIEW, day),
        )

    def _weekly(self, number: int, day: date) -> Entry:
        asked = self.random.sample(library().asked(When.WEEKLY), self.random.randint(3, 6))
        return Entry(
            id=EntryId(number),
            uid=self._uid(),
            kind=EntryKind.WEEKLY,
            decided_on=day,
            written_on=day,
            written_at=datetime.combine(day, _WRITTEN),
            title=f"Week to {day.isoformat()}",
            context=self._text(_CONTEXT),
            answers=self._answers(asked, When.WEEKLY, day),
        )

    def _answers(self, prompts: Sequence[Prompt], when: When, day: date) -> tuple[Answer, ...]:
        at = datetime.combine(day, _WRITTEN)
        return tuple(Answer(prompt.wording(when), *self._value(prompt), at) for prompt in prompts)

    def _value(self, prompt: Prompt) -> tuple[AnswerValue, str]:
        random = self.random
        ids = [option.id for option in prompt.options]
        match prompt.kind:
            case AnswerKind.SLIDER:
                return random.randint(-3, 3), ""
            case AnswerKind.PERCENT:
                return random.randrange(0, 101, 5), ""
            case AnswerKind.SINGLE:
                return random.choice(ids), ""
            case AnswerKind.MULTI:
                places = sorted(random.sample(range(len(ids)), random.randint(1, min(3, len(ids)))))
                return tuple(ids[place] for place in places), self._text(30) if random.random() < 0.05 else ""
            case _:
                return self._text(_ANSWER), ""
