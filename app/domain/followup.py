"""The one follow-up question of a review, by a fixed table (domain page 5.2, ruling 40)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.entries import Answer, AnswerDraft, AnswerValue, Happened, ReviewDraft
from app.domain.needs import Answers, is_answered

CHILDREN = "children-and-young-people"


@dataclass(frozen=True, slots=True)
class EarlierReview:
    """What the table needs of an earlier review: the prompts it answered, its loop, its entry's themes."""

    answered: frozenset[str] = frozenset()
    loop: str | None = None
    themes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReviewSoFar:
    """A review being written, with what the table needs of its entry and of the reviews before it.

    `entry_answers` are those given when deciding; `earlier` the latest reviews of the journal, newest
    first, of which three are read.
    """

    review: ReviewDraft
    confidence: int | None = None
    themes: frozenset[str] = frozenset()
    entry_answers: Mapping[str, Answer] | Mapping[str, AnswerDraft] = field(default_factory=dict)
    earlier: Sequence[EarlierReview] = ()

    @property
    def loop(self) -> AnswerValue | None:
        """The answer to "What changed", if there is one."""
        answer = self.review.answers.get("ll-learned")
        return answer.value if answer else None


def _only_what_happened(so_far: ReviewSoFar) -> bool:
    review = so_far.review
    unsaid = review.process is None and review.outcome is None and not review.learned.strip()
    answered = any(is_answered(answer) for answer in review.answers.values())
    return bool(review.what_happened.strip()) and unsaid and not answered


def _one_view(so_far: ReviewSoFar) -> bool:
    heard = any("rd-other-side" in earlier.answered for earlier in so_far.earlier[:3])
    return bool(so_far.review.learned.strip()) and not heard


def _would_decide_differently(so_far: ReviewSoFar) -> bool:
    review = so_far.review
    return review.happened is Happened.NO and review.process is not None and review.process <= 0


def _surprising(so_far: ReviewSoFar) -> bool:
    said, happened = so_far.confidence, so_far.review.happened
    if said is None:
        return False
    return (happened is Happened.YES and said <= 40) or (happened is Happened.NO and said >= 80)


def _double_without_belief(so_far: ReviewSoFar) -> bool:
    return so_far.loop == "double"


def _children_absent(so_far: ReviewSoFar) -> bool:
    answers: Answers = so_far.entry_answers
    absent = answers.get("vo-absent")
    return absent is not None and isinstance(absent.value, tuple) and CHILDREN in absent.value


def _single_three_times(so_far: ReviewSoFar) -> bool:
    before = so_far.earlier[:2]
    if so_far.loop != "single" or len(before) < 2 or any(one.loop != "single" for one in before):
        return False
    return bool(so_far.themes.intersection(*(one.themes for one in before)))


TABLE: tuple[tuple[Callable[[ReviewSoFar], bool], str], ...] = (
    (_only_what_happened, "rd-surprise"),
    (_one_view, "rd-other-side"),
    (_would_decide_differently, "bd-unseen"),
    (_surprising, "rd-surprise"),
    (_double_without_belief, "ll-assumption-changed"),
    (_children_absent, "vo-child"),
    (_single_three_times, "ll-rule"),
)


def follow_up(so_far: ReviewSoFar, enabled: Collection[str]) -> str | None:
    """The prompt to offer: of the first row that holds and whose prompt is turned on and unanswered here."""
    answers = so_far.review.answers
    return next(
        (
            name
            for holds, name in TABLE
            if name in enabled and not is_answered(answers.get(name)) and holds(so_far)
        ),
        None,
    )
