"""The quick form asks by the rule of the prompt library, and what was skipped rests."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.entries import AnswerDraft
from app.domain.library import merge, read_pack
from app.domain.prompts import When
from app.domain.rotation import QUICK_KINDS, AskedHistory, in_order, next_question, questions
from app.paths import bundled

LIBRARY = merge(
    [read_pack((bundled("resources/prompts") / "balcony.json").read_text(encoding="utf-8"), "balcony.json")]
)
ON = frozenset(prompt.id for prompt in LIBRARY.prompts if prompt.default_on)
TODAY = date(2026, 6, 30)
CARDS = [card.id for card in LIBRARY.cards]
FULL = dict.fromkeys(CARDS, 8)


def order(history: AskedHistory, enabled: frozenset[str] = ON) -> list[str]:
    return [one.id for one in in_order(LIBRARY, enabled, {}, history)]


def first(history: AskedHistory, enabled: frozenset[str] = ON) -> str | None:
    found = next_question(LIBRARY, enabled, {}, history)
    return found.id if found else None


def test_a_new_journal_asks_the_cards_by_rank() -> None:
    assert order(AskedHistory(TODAY))[: len(CARDS)] == CARDS
    assert CARDS[0] == "bd-position"


def test_the_card_with_fewest_answers_comes_first_and_rank_settles_ties() -> None:
    counts = {**dict.fromkeys(CARDS, 3), "kahane": 1, "triangle": 1}
    assert order(AskedHistory(TODAY, counts))[:3] == ["triangle", "kahane", "bd-position"]


def test_a_card_that_is_not_counted_itself_takes_the_largest_count_of_its_prompts() -> None:
    counts = {**dict.fromkeys(CARDS, 5), "st-value": 2, "st-authority": 4}
    del counts["triangle"]
    assert first(AskedHistory(TODAY, counts)) == "triangle"


def test_a_card_with_eight_answers_waits_its_turn_by_age() -> None:
    history = AskedHistory(TODAY, {**FULL, "voices": 7}, {"voices": TODAY})
    assert first(history) == "voices"
    later = replace(history, answered=FULL)
    assert first(later) != "voices"
    assert order(later)[-1] == "voices"


def test_after_the_cards_whatever_went_unanswered_longest_is_asked() -> None:
    days = {name: TODAY - timedelta(days=50 - place) for place, name in enumerate(order(AskedHistory(TODAY)))}
    oldest = {**days, "ev-use": TODAY - timedelta(days=400), "ci-levers": TODAY - timedelta(days=399)}
    assert order(AskedHistory(TODAY, FULL, oldest))[:2] == ["ev-use", "ci-levers"]


def test_what_was_never_answered_comes_before_the_oldest_in_library_order() -> None:
    history = AskedHistory(TODAY, FULL, {"dj-reversible": TODAY - timedelta(days=900)})
    rest = order(history)
    places = {prompt.id: place for place, prompt in enumerate(LIBRARY.prompts)}
    assert rest[-1] == "dj-reversible"
    singles = [places[name] for name in rest[:-1] if name in places]
    assert singles == sorted(singles)


def test_a_card_was_last_answered_when_any_of_its_prompts_was() -> None:
    days = dict.fromkeys(order(AskedHistory(TODAY)), TODAY - timedelta(days=3))
    del days["triangle"]
    days |= {"st-value": TODAY - timedelta(days=500), "st-capacity": TODAY}
    assert order(AskedHistory(TODAY, FULL, days))[-1] == "triangle"


@pytest.mark.parametrize(("days_ago", "asked"), [(0, False), (1, False), (13, False), (14, True), (90, True)])
def test_a_skipped_card_rests_fourteen_days_even_when_it_would_come_first(days_ago: int, asked: bool) -> None:
    history = AskedHistory(TODAY, skipped={"bd-position": TODAY - timedelta(days=days_ago)})
    assert (first(history) == "bd-position") is asked


def test_when_everything_was_skipped_nothing_is_asked() -> None:
    every = dict.fromkeys(order(AskedHistory(TODAY)), TODAY)
    assert first(AskedHistory(TODAY, skipped=every)) is None


def test_another_gives_the_next_in_order_and_then_none() -> None:
    history = AskedHistory(TODAY)
    seen: list[str] = []
    while (found := next_question(LIBRARY, ON, {}, history, seen)) is not None:
        seen.append(found.id)
    assert seen == order(history)


def test_only_ticks_and_scales_of_decision_time_that_are_on_are_asked() -> None:
    for question in questions(LIBRARY, ON, {}):
        for prompt in question.prompts:
            assert prompt.kind in QUICK_KINDS
            assert When.DECISION in prompt.when
            assert prompt.id in ON
    asked = order(AskedHistory(TODAY))
    assert "dj-state" not in asked
    assert "dj-outside-view" not in asked


def test_a_card_with_a_prompt_turned_off_asks_the_rest_of_it() -> None:
    found = next_question(LIBRARY, frozenset({"st-value", "st-capacity"}), {}, AskedHistory(TODAY))
    assert found is not None
    assert [prompt.id for prompt in found.prompts] == ["st-value", "st-capacity"]


def test_with_every_prompt_turned_off_nothing_is_asked() -> None:
    assert first(AskedHistory(TODAY), frozenset()) is None


def test_a_prompt_is_asked_only_once_its_needs_hold() -> None:
    assert "bd-pulled" not in order(AskedHistory(TODAY))
    placed = {"bd-position": AnswerDraft(-2)}
    assert "bd-pulled" in [one.id for one in in_order(LIBRARY, ON, placed, AskedHistory(TODAY))]


names = st.sampled_from([*CARDS, *(prompt.id for prompt in LIBRARY.prompts)])
days = st.integers(0, 60).map(lambda back: TODAY - timedelta(days=back))


@given(
    answered=st.dictionaries(names, st.integers(0, 12)),
    last=st.dictionaries(names, days),
    skipped=st.dictionaries(names, days),
    enabled=st.sets(names),
)
def test_whatever_the_history_the_rule_holds(
    answered: dict[str, int], last: dict[str, date], skipped: dict[str, date], enabled: set[str]
) -> None:
    history = AskedHistory(TODAY, answered, last, skipped)
    ordered = in_order(LIBRARY, enabled, {}, history)
    assert len({one.id for one in ordered}) == len(ordered)
    assert not any((TODAY - skipped[one.id]).days < 14 for one in ordered if one.id in skipped)
    few = [one.rank is not None and _count(answered, one.id, one.prompts) < 8 for one in ordered]
    assert few == sorted(few, reverse=True)


def _count(answered: dict[str, int], name: str, prompts: tuple[object, ...]) -> int:
    return answered.get(name, max(answered.get(getattr(prompt, "id", ""), 0) for prompt in prompts))
