"""The journals that speed is measured on are the same for the same seed, and whole."""

from itertools import islice
from pathlib import Path
from random import Random

import pytest

from app.domain.entries import EntryKind, Theme, ThemeId
from app.domain.prompts import AnswerKind
from app.domain.whole import WholeEntry
from tests.benchmarks.generator import TODAY, YEARS, Generator
from tests.benchmarks.journals import write_journal
from tests.benchmarks.words import VOCABULARY, vocabulary

THEMES = tuple(Theme(ThemeId(number), f"theme {number}") for number in range(1, 8))
DECISIONS = 300


def made(seed: int, decisions: int = DECISIONS) -> list[WholeEntry]:
    return list(Generator(Random(seed), THEMES).entries(decisions))


def decisions_of(entries: list[WholeEntry]) -> list[WholeEntry]:
    return [one for one in entries if one.entry.kind is EntryKind.DECISION]


def test_the_same_seed_makes_the_same_journal() -> None:
    assert made(1) == made(1)


def test_another_seed_makes_another_journal() -> None:
    assert made(1) != made(2)


def test_decisions_lie_in_ten_years_and_come_in_the_order_of_days() -> None:
    days = [one.entry.decided_on for one in made(1)]
    assert days == sorted(days)
    assert (TODAY - days[0]).days <= YEARS * 366
    assert days[-1] <= TODAY
    assert (days[-1] - days[0]).days > (YEARS - 1) * 365


def test_decisions_answer_four_to_eight_prompts_and_carry_at_most_three_themes() -> None:
    found = [one.entry for one in decisions_of(made(1))]
    assert len(found) == DECISIONS
    assert {len(one.answers) for one in found} == {4, 5, 6, 7, 8}
    assert {len(one.themes) for one in found} == {0, 1, 2, 3}
    assert {answer.wording.kind for one in found for answer in one.answers} == set(AnswerKind)


def test_most_decisions_are_looked_at_again_and_some_weeks_are_reflected_on() -> None:
    entries = made(1)
    reviewed = sum(one.entry.final_review is not None for one in decisions_of(entries))
    assert DECISIONS * 0.6 < reviewed < DECISIONS
    assert any(one.entry.kind is EntryKind.WEEKLY for one in entries)


def test_an_entry_has_about_a_kilobyte_of_text() -> None:
    sizes = []
    for one in decisions_of(made(1)):
        texts = [one.entry.title, one.entry.context, one.entry.decision, one.entry.expected]
        texts += [review.what_happened + review.learned for review in one.entry.reviews]
        for answer in (
            *one.entry.answers,
            *(later for review in one.entry.reviews for later in review.answers),
        ):
            texts += [answer.value] if isinstance(answer.value, str) else []
        sizes.append(len("".join(texts)))
    assert sum(sizes) / len(sizes) == pytest.approx(1026, rel=0.15)


def test_words_are_as_frequent_as_those_of_english_and_rare_ones_exist() -> None:
    known = vocabulary()
    assert len(set(known.words)) == VOCABULARY
    shares = [
        (high - low) / known.up_to[-1] for low, high in zip((0.0, *known.up_to), known.up_to, strict=False)
    ]
    assert 0.03 < shares[0] < 0.08
    assert list(islice(shares, 100)) == sorted(shares, reverse=True)[:100]
    assert shares[-1] < 1e-5


def test_a_generated_journal_is_whole(tmp_path: Path) -> None:
    journal = write_journal(tmp_path / "journal", DECISIONS)
    try:
        broken = [line for line in journal.care.check().lines if not line.holds]
        assert broken == []
        assert journal.finding.count() == len(made(1))
    finally:
        journal.close(back_up=False)
