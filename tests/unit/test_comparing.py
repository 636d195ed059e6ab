"""Two sides are set beside each other question by question, and nothing is counted, averaged or judged."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from app.domain import sides
from app.domain.comparing import Answers, Choices, Compared, Given, compare, of_round
from app.domain.entries import (
    Answer,
    AnswerDraft,
    AnswerValue,
    Entry,
    EntryId,
    EntryKind,
    Review,
    ReviewId,
    Version,
)
from app.domain.prompts import AnswerKind, Ends, Option, Wording
from app.domain.sharing import SharedEntry, shared_field
from tests.fixtures.conversation import AUTHORITY, CHANCE, HEARD, LEVER, OTHER_SIDE, ROUND

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def pair(wording: Wording, mine: AnswerValue | None, theirs: AnswerValue | None) -> Compared:
    one, other = (None if value is None else AnswerDraft(value) for value in (mine, theirs))
    return Compared(wording, one, other)


def entry(**changed: object) -> Entry:
    kept = Entry(EntryId(1), "e1", EntryKind.DECISION, date(2026, 6, 1), date(2026, 6, 1), NOON, "Share it")
    return replace(kept, **changed)  # type: ignore[arg-type]


# ---- one question


@pytest.mark.parametrize(
    ("mine", "theirs", "words"),
    [
        (3, 0, "Three steps apart"), (-3, 3, "Six steps apart"), (1, 0, "One step apart"),
        (2, 2, "At the same step"), (2, None, ""), (None, None, ""),
    ],
)  # fmt: skip
def test_two_places_on_a_scale_say_how_many_steps_lie_between(
    mine: int | None, theirs: int | None, words: str
) -> None:
    assert pair(LEVER, mine, theirs).distance == words


def test_two_figures_have_no_distance() -> None:
    assert pair(CHANCE, 30, 60).distance == ""


def test_places_between_other_ends_share_no_axis_and_no_distance() -> None:
    other = replace(LEVER, version=2, ends=Ends("alone", "together"))
    found = Compared(LEVER, AnswerDraft(1), AnswerDraft(1), other)
    assert not found.one_scale
    assert found.distance == ""
    assert found.differs
    assert Compared(LEVER, AnswerDraft(1), AnswerDraft(1), replace(LEVER, version=2)).one_scale


@pytest.mark.parametrize(
    ("wording", "mine", "theirs", "differs"),
    [
        (LEVER, 1, 2, True), (LEVER, 1, 1, False), (LEVER, 1, None, True), (LEVER, None, None, False),
        (AUTHORITY, "none", "a-little", True), (AUTHORITY, "none", "none", False),
        (HEARD, ("children", "carers"), ("carers", "children"), False), (HEARD, ("children",), ("carers",), True),
        (CHANCE, 30, 60, True), (CHANCE, 30, 30, False),
        (OTHER_SIDE, "We waited.", "We  waited.\n", False), (OTHER_SIDE, "We waited.", "They came.", True),
    ],
)  # fmt: skip
def test_a_question_differs_where_the_answers_do(
    wording: Wording, mine: AnswerValue | None, theirs: AnswerValue | None, differs: bool
) -> None:
    assert pair(wording, mine, theirs).differs is differs


def test_own_words_beside_the_same_choices_differ() -> None:
    assert Compared(HEARD, AnswerDraft(("carers",), "a cook"), AnswerDraft(("carers",))).differs


def test_labels_only_the_other_side_knows_are_told_as_they_saw_them() -> None:
    theirs = replace(HEARD, version=2, options=(Option("governors", "Governors"),))
    found = Compared(HEARD, AnswerDraft(("carers",)), AnswerDraft(("carers", "governors")), theirs)
    assert found.choices == Choices(("Carers",), (), ("Governors",))


def test_no_figure_of_agreement_is_held_anywhere() -> None:
    assert [one.name for one in fields(Compared)] == ["wording", "mine", "theirs", "asked_theirs"]


# ---- two sides


def test_every_question_of_a_round_is_there_also_one_left_empty() -> None:
    found = of_round(ROUND)
    assert [one.wording.prompt_id for one in found] == [one.wording.prompt_id for one in ROUND.prompts]
    assert found[-1].theirs is None


def test_only_questions_both_sides_answered_are_compared_in_the_order_of_the_first() -> None:
    mine = Answers(
        "Ash", "", (Given(LEVER, AnswerDraft(1)), Given(CHANCE, AnswerDraft(5)), Given(HEARD, None))
    )
    theirs = Answers("Birch", "", (Given(CHANCE, AnswerDraft(6)), Given(HEARD, AnswerDraft(("carers",))),
                                   Given(LEVER, AnswerDraft(2))))  # fmt: skip
    assert [(one.wording.prompt_id, one.mine, one.theirs) for one in compare(mine, theirs)] == [
        ("ci-lever", AnswerDraft(1), AnswerDraft(2)),
        ("dq-outside", AnswerDraft(5), AnswerDraft(6)),
    ]


def test_the_same_question_in_other_words_keeps_both() -> None:
    other = replace(OTHER_SIDE, version=2, question="How would they tell it?")
    (found,) = compare(
        Answers("Ash", "", (Given(OTHER_SIDE, AnswerDraft("So.")),)),
        Answers("Birch", "", (Given(other, AnswerDraft("Thus.")),)),
    )
    assert found.questions == ("What would the other side say?", "How would they tell it?")


def test_the_same_id_answered_in_another_way_is_not_the_same_question() -> None:
    text = replace(LEVER, kind=AnswerKind.TEXT, ends=None)
    one = Answers("Ash", "", (Given(LEVER, AnswerDraft(1)),))
    assert compare(one, Answers("Birch", "", (Given(text, AnswerDraft("By asking")),))) == ()


# ---- where a side comes from


def test_an_entry_gives_its_words_its_confidence_and_its_answers() -> None:
    whole = entry(context="A shared building.", confidence=60, answers=(Answer(LEVER, 2),))
    found = sides.of_entry(whole, "Then", story=True)
    assert (found.name, found.title) == ("Then", "Share it")
    assert [(one.wording.prompt_id, one.answer) for one in found.given] == [
        ("context", AnswerDraft("A shared building.")),
        ("confidence", AnswerDraft(60)),
        ("ci-lever", AnswerDraft(2)),
    ]
    assert [one.wording.prompt_id for one in sides.of_entry(whole).given] == ["confidence", "ci-lever"]


def test_looking_again_gives_only_what_was_answered_then() -> None:
    review = Review(ReviewId(1), "r1", date(2026, 9, 1), NOON, answers=(Answer(LEVER, -1),))
    whole = entry(context="A shared building.", answers=(Answer(LEVER, 2),), reviews=(review,))
    (found,) = compare(sides.of_entry(whole), sides.of_review(whole, review))
    assert (found.mine, found.theirs) == (AnswerDraft(2), AnswerDraft(-1))


def test_an_earlier_version_has_the_words_of_its_moment() -> None:
    days = [datetime(2026, 6, day, tzinfo=UTC) for day in (2, 3, 4)]
    changed = (
        Version("context", "third", days[2]),
        Version("context", "first", days[0]),
        Version("context", "second", days[1]),
        Version("rd-other-side", "They laughed.", days[1]),
        Version("context", "of a review", days[0], ReviewId(1)),
    )
    now = entry(context="fourth", expected="Calm", answers=(Answer(OTHER_SIDE, "They smiled."),))

    def words(at: datetime) -> list[object]:
        return [one.answer.value for one in sides.of_version(now, changed, at).given if one.answer]

    assert words(days[0]) == ["first", "Calm", "They laughed."]
    assert words(days[1]) == ["second", "Calm", "They laughed."]
    assert words(days[2]) == ["third", "Calm", "They smiled."]


def test_free_words_beside_a_choice_have_versions_of_their_own() -> None:
    changed = (Version("vo-heard", "a gardener", NOON),)
    now = entry(answers=(Answer(HEARD, ("carers",), "a cook"),))
    (found,) = sides.of_version(now, changed, NOON).given
    assert found.answer == AnswerDraft(("carers",), "a gardener")


def test_shared_entries_are_compared_by_their_labels_places_and_words() -> None:
    ends = ("control", "influence")
    mine = SharedEntry(
        "s1", "June 2026",
        (
            shared_field("title", "Title", "", "text", "Hold the door"),
            shared_field("confidence", "How sure", "How sure were you?", "percent", "60%", step=60),
            shared_field("answer:ci-lever", "Lever", "How was it moved?", "slider", "+1", ends=ends, step=1),
            shared_field("answer:vo-heard", "Heard", "Who?", "multi", "Carers\nSchools\nOther: a cook"),
            shared_field("answer:wa-formal", "Yours", "Yours?", "single", "None"),
            shared_field("themes", "Themes", "Themes", "multi", "Money"),
            shared_field("review:1:learned", "Learned", "Learned?", "text", "To wait."),
        ),
    )  # fmt: skip
    theirs = replace(
        mine,
        fields=tuple(
            shared_field(one.field_id, one.label, one.question, one.kind, "Carers", ends=ends, step=-1)
            for one in mine.fields
        ),
    )
    assert sides.of_shared(mine).title == "Hold the door"
    found = {one.wording.prompt_id: one for one in compare(sides.of_shared(mine), sides.of_shared(theirs))}
    assert list(found) == ["confidence", "ci-lever", "vo-heard", "wa-formal"]
    assert found["ci-lever"].distance == "Two steps apart"
    assert found["vo-heard"].choices == Choices(("Carers",), ("Schools",), ())
    assert found["vo-heard"].mine == AnswerDraft(("Carers", "Schools"), "a cook")
    assert found["wa-formal"].choices == Choices((), ("None",), ("Carers",))
    assert (found["confidence"].mine, found["confidence"].theirs) == (AnswerDraft(60), AnswerDraft(-1))
