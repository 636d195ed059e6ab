"""The demo journal is read whole, moved to today by whole weeks, and its answers fit the library."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.conversation import ActionStatus, CommentKind
from app.domain.demo import DemoJournal, DemoUnreadable, read_demo
from app.domain.entries import EntryKind, Happened
from app.domain.library import merge, read_pack
from app.domain.prompts import AnswerKind, When
from app.paths import bundled

TEXT = (bundled("resources/demo") / "demo.json").read_text(encoding="utf-8")
DEMO_TODAY = date(2026, 6, 30)
_LIBRARY = merge(
    [read_pack((bundled("resources/prompts") / "balcony.json").read_text("utf-8"), "balcony.json")]
)
AS_DATED = read_demo(TEXT, DEMO_TODAY, as_dated=True)


def by_uid(journal: DemoJournal) -> dict[str, object]:
    return {one.uid: one for one in (*journal.entries, *journal.weeklies)}


def test_the_whole_demo_is_read() -> None:
    assert (len(AS_DATED.entries), len(AS_DATED.weeklies)) == (34, 6)
    assert sum(len(one.reviews) for one in AS_DATED.entries) == 31
    happened = [review.happened for one in AS_DATED.entries for review in one.reviews]
    assert (happened.count(Happened.YES), happened.count(Happened.NO), happened.count(Happened.VOID)) == (
        20,
        10,
        1,
    )


def test_only_the_decisions_leaves_out_light_entries_and_keeps_the_weeklies() -> None:
    ten = read_demo(TEXT, DEMO_TODAY, as_dated=True, only_decisions=True)
    assert [one.uid for one in ten.entries] == [f"demo-{number:02}" for number in range(1, 11)]
    assert len(ten.weeklies) == 6


def test_a_decision_carries_its_fields_answers_and_review() -> None:
    one = AS_DATED.entries[[entry.uid for entry in AS_DATED.entries].index("demo-10")]
    assert one.draft.confidence == 85
    assert one.draft.decided_on == one.draft.written_on == date(2026, 3, 4)
    assert one.draft.written_at is not None
    assert one.draft.written_at.tzinfo is not None
    assert one.draft.written_at.date() == date(2026, 3, 4)
    assert one.draft.review_due == date(2026, 5, 11)
    assert one.draft.themes == ("safeguarding", "workforce")
    assert one.draft.answers["bd-position"].value == -3
    assert one.draft.answers["vo-heard"].value == ("frontline-practitioners", "team-and-service-managers")
    (review,) = one.reviews
    assert (review.happened, review.process, review.outcome) == (Happened.NO, 0, 0)
    assert review.reviewed_on == date(2026, 5, 12)
    assert review.learned.startswith("I needed both")
    assert review.answers["rd-depth"].value == "wider-forces"


def test_a_weekly_reflection_counts_at_the_sunday_of_its_week() -> None:
    first = AS_DATED.weeklies[0].draft
    assert first.kind is EntryKind.WEEKLY
    assert (first.written_on, first.decided_on) == (date(2025, 10, 3), date(2025, 10, 5))
    assert first.title == "Week ending 5 October 2025"


def test_every_answer_fits_the_prompt_it_answers_at_its_moment() -> None:
    pack = (bundled("resources/prompts") / "balcony.json").read_text(encoding="utf-8")
    library = merge([read_pack(pack, "balcony.json")])
    given = [
        (name, answer.value, When.WEEKLY if one.draft.kind is EntryKind.WEEKLY else When.DECISION)
        for one in (*AS_DATED.entries, *AS_DATED.weeklies)
        for name, answer in one.draft.answers.items()
    ]
    given += [
        (name, answer.value, When.REVIEW)
        for one in AS_DATED.entries
        for review in one.reviews
        for name, answer in review.answers.items()
    ]
    assert len(given) > 300
    for name, value, when in given:
        prompt = library.prompt(name)
        assert prompt is not None, name
        assert when in prompt.when, name
        options = {option.id for option in prompt.options}
        fits = {
            AnswerKind.TEXT: isinstance(value, str) and bool(value),
            AnswerKind.SINGLE: value in options,
            AnswerKind.MULTI: isinstance(value, tuple) and bool(value) and set(value) <= options,
            AnswerKind.SLIDER: isinstance(value, int) and -3 <= value <= 3,
            AnswerKind.PERCENT: isinstance(value, int) and 0 <= value <= 100,
        }
        assert fits[prompt.kind], name


@given(st.dates(date(2000, 1, 1), date(2200, 1, 1)))
def test_dates_keep_their_weekday_and_nothing_lies_ahead(today: date) -> None:
    moved = read_demo(TEXT, today)
    shift = _decided(moved) - _decided(AS_DATED)
    assert shift.days % 7 == 0
    assert timedelta() <= (today - DEMO_TODAY) - shift < timedelta(weeks=1)
    for then, now in zip(AS_DATED.entries, moved.entries, strict=True):
        assert then.uid == now.uid
        assert then.draft.written_at is not None
        assert now.draft.written_at == then.draft.written_at + shift
        assert now.draft.review_due == (then.draft.review_due or DEMO_TODAY) + shift
        assert now.draft.decided_on is not None
        assert now.draft.decided_on <= today
        for review in now.reviews:
            assert review.reviewed_on is not None
            assert review.reviewed_on <= today
    assert all(one.draft.decided_on is not None and one.draft.decided_on <= today for one in moved.weeklies)


def _decided(journal: DemoJournal) -> date:
    decided = journal.entries[0].draft.decided_on
    assert decided is not None
    return decided


def test_on_its_own_day_the_demo_is_as_dated() -> None:
    assert by_uid(read_demo(TEXT, DEMO_TODAY)) == by_uid(AS_DATED)


def test_entries_come_in_the_order_they_were_written() -> None:
    days = [one.draft.written_on for one in AS_DATED.entries if one.draft.written_on]
    assert days == sorted(days)


def test_a_damaged_demo_file_is_refused_in_words() -> None:
    raw = json.loads(TEXT)
    del raw["decisions"][0]["title"]
    odd = json.loads(TEXT)
    odd["decisions"][0]["review"]["happened"] = "maybe"
    for text in (
        "",
        "[]",
        "{}",
        "null",
        json.dumps(raw),
        json.dumps(odd),
        TEXT.replace("2025-06-04", "soon"),
    ):
        with pytest.raises(DemoUnreadable):
            read_demo(text, DEMO_TODAY)


# ---- what came from and with others


@pytest.mark.parametrize("only_decisions", [False, True])
def test_the_coachs_reply_is_read_whole_and_speaks_of_its_decision(only_decisions: bool) -> None:
    said = read_demo(TEXT, DEMO_TODAY, as_dated=True, only_decisions=only_decisions).conversation
    (reply,) = said.replies
    assert reply.session_on == date(2026, 5, 21)
    assert reply.take_away == "Write the warning sign, then diarise it."
    assert {comment.entry_uid for comment in reply.comments} == {"demo-10"}
    kinds = [comment.kind for comment in reply.comments]
    assert kinds == [CommentKind.QUESTION, CommentKind.NOTICING, CommentKind.PRIVACY]
    assert reply.comments[0].quote == "being there tells me more than the returns do"
    assert [(one.uid, one.status, one.due_on) for one in said.actions] == [
        ("a-1", ActionStatus.DONE, date(2026, 6, 5)),
        ("a-2", ActionStatus.OPEN, date(2026, 7, 10)),
    ]
    assert reply.is_demo
    assert all(one.is_demo for one in said.actions)


def test_the_round_is_read_whole_with_the_wording_it_is_given() -> None:
    (found,) = AS_DATED.rounds
    asked = {prompt: _LIBRARY.prompt(prompt) for prompt in found.prompts}
    pair = found.asked({name: prompt.wording(None) for name, prompt in asked.items() if prompt})
    assert [one.wording.prompt_id for one in pair.prompts] == [
        "wa-formal", "ci-lever", "wa-willing", "rd-other-side",
    ]  # fmt: skip
    lever = pair.prompts[1]
    assert lever.mine is not None
    assert lever.theirs is not None
    assert (lever.mine.value, lever.theirs.value) == (3, 0)
    assert pair.agreed_learning.startswith("Borrowed authority works fast")
    assert pair.revealed_on is not None
    assert pair.opened_on < pair.revealed_on <= DEMO_TODAY


def test_what_others_said_moves_with_the_rest() -> None:
    later = read_demo(TEXT, DEMO_TODAY + timedelta(days=30))
    weeks = timedelta(weeks=4)
    before, after = AS_DATED.conversation, later.conversation
    assert after.replies[0].on == before.replies[0].on + weeks
    for old, new in zip(before.actions, after.actions, strict=True):
        assert (new.agreed_on, new.due_on) == (old.agreed_on + weeks, old.due_on and old.due_on + weeks)
    assert later.rounds[0].opened_on == AS_DATED.rounds[0].opened_on + weeks


@pytest.mark.parametrize(("part", "change"), [("coach_reply", {}), ("pair_round", []), ("coach_reply", None)])
def test_a_damaged_reply_or_round_is_said_to_be_damaged(part: str, change: object) -> None:
    with pytest.raises(DemoUnreadable):
        read_demo(json.dumps(json.loads(TEXT) | {part: change}), DEMO_TODAY)
