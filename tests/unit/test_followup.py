"""The follow-up question of a review comes from the fixed table, first row whose prompt is unanswered."""

import pytest

from app.domain.entries import AnswerDraft, Happened, ReviewDraft
from app.domain.followup import TABLE, EarlierReview, ReviewSoFar, follow_up

ON = frozenset(name for _, name in TABLE)
OTHER = EarlierReview(answered=frozenset({"rd-other-side"}))
SINGLE = EarlierReview(
    loop="single", themes=frozenset({"budget", "data"}), answered=frozenset({"rd-other-side"})
)
ABSENT = {"vo-absent": AnswerDraft(("health", "children-and-young-people"))}


def learned(loop: str) -> dict[str, AnswerDraft]:
    return {"ll-learned": AnswerDraft(loop)}


CASES: list[tuple[ReviewSoFar, str | None]] = [
    (ReviewSoFar(ReviewDraft()), None),
    (ReviewSoFar(ReviewDraft(happened=Happened.YES, what_happened="It held.")), "rd-surprise"),
    (ReviewSoFar(ReviewDraft(happened=Happened.YES, what_happened=" ")), None),
    (ReviewSoFar(ReviewDraft(what_happened="It held.", process=1)), None),
    (ReviewSoFar(ReviewDraft(what_happened="It held.", answers=learned("both"))), None),
    (ReviewSoFar(ReviewDraft(learned="Ask first.")), "rd-other-side"),
    (ReviewSoFar(ReviewDraft(learned="Ask first."), earlier=(OTHER,)), None),
    (ReviewSoFar(ReviewDraft(learned="Ask first."), earlier=(*[EarlierReview()] * 2, OTHER)), None),
    (
        ReviewSoFar(ReviewDraft(learned="Ask first."), earlier=(*[EarlierReview()] * 3, OTHER)),
        "rd-other-side",
    ),
    (ReviewSoFar(ReviewDraft(happened=Happened.NO, process=0)), "bd-unseen"),
    (ReviewSoFar(ReviewDraft(happened=Happened.NO, process=1)), None),
    (ReviewSoFar(ReviewDraft(happened=Happened.NO)), None),
    (ReviewSoFar(ReviewDraft(happened=Happened.PART, process=-3)), None),
    (ReviewSoFar(ReviewDraft(happened=Happened.YES), confidence=40), "rd-surprise"),
    (ReviewSoFar(ReviewDraft(happened=Happened.YES), confidence=45), None),
    (ReviewSoFar(ReviewDraft(happened=Happened.NO), confidence=80), "rd-surprise"),
    (ReviewSoFar(ReviewDraft(happened=Happened.NO), confidence=75), None),
    (ReviewSoFar(ReviewDraft(happened=Happened.NO, process=-1), confidence=95), "bd-unseen"),
    (ReviewSoFar(ReviewDraft(answers=learned("double"))), "ll-assumption-changed"),
    (ReviewSoFar(ReviewDraft(answers=learned("both"))), None),
    (
        ReviewSoFar(
            ReviewDraft(
                answers={**learned("double"), "ll-assumption-changed": AnswerDraft("I used to think…")}
            )
        ),
        None,
    ),
    (ReviewSoFar(ReviewDraft(), entry_answers=ABSENT), "vo-child"),
    (ReviewSoFar(ReviewDraft(), entry_answers={"vo-absent": AnswerDraft(("health",))}), None),
    (
        ReviewSoFar(
            ReviewDraft(answers=learned("single")), themes=frozenset({"budget"}), earlier=(SINGLE, SINGLE)
        ),
        "ll-rule",
    ),
    (
        ReviewSoFar(ReviewDraft(answers=learned("single")), themes=frozenset({"budget"}), earlier=(SINGLE,)),
        None,
    ),
    (
        ReviewSoFar(
            ReviewDraft(answers=learned("single")), themes=frozenset({"send"}), earlier=(SINGLE, SINGLE)
        ),
        None,
    ),
    (
        ReviewSoFar(
            ReviewDraft(answers=learned("single")), themes=frozenset({"budget"}), earlier=(SINGLE, OTHER)
        ),
        None,
    ),
]


@pytest.mark.parametrize(("so_far", "offered"), CASES)
def test_the_table_offers_one_prompt_or_nothing(so_far: ReviewSoFar, offered: str | None) -> None:
    assert follow_up(so_far, ON) == offered


def test_a_row_whose_prompt_is_answered_gives_way_to_the_next_that_holds() -> None:
    answered = {"bd-unseen": AnswerDraft("The winter rota.")}
    review = ReviewDraft(happened=Happened.NO, process=0, answers=answered)
    assert follow_up(ReviewSoFar(review, confidence=85), ON) == "rd-surprise"
    assert (
        follow_up(ReviewSoFar(review, confidence=85, entry_answers=ABSENT), ON - {"rd-surprise"})
        == "vo-child"
    )


def test_a_prompt_turned_off_is_never_offered() -> None:
    for so_far, _ in CASES:
        assert follow_up(so_far, frozenset()) is None
