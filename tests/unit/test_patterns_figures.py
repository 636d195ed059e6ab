"""The charts give the figures of the acceptance table, and those of a second, plain computation."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import Span, rolling_window
from app.patterns import PATTERNS
from app.patterns.series import Calibration, Series
from tests.fixtures.pattern_findings import findings_of, found_behind, made_up
from tests.fixtures.plain_patterns import Entry, entries_of, plain_figures

DEMO = json.loads((Path(__file__).parents[2] / "resources/demo/demo.json").read_text("utf-8"))
TODAY = date(2026, 6, 30)
ALL = Span(None, TODAY)
TEN = entries_of(DEMO, only_decisions=True)
ALL_34 = entries_of(DEMO)


def charts(entries: list[Entry], window: Span = ALL) -> dict[str, Series]:
    return {p.chart: p.compute(findings_of(entries, p.asks, TODAY, window)) for p in PATTERNS}


def computed(entries: list[Entry], window: Span = ALL) -> dict[str, dict[str, Any]]:
    return {chart: dict(series.figures) for chart, series in charts(entries, window).items()}


def plain(entries: list[Entry], window: Span = ALL) -> dict[str, dict[str, Any]]:
    return plain_figures(entries, TODAY, (window.first, TODAY))


WAYS = pytest.mark.parametrize("way", [computed, plain])


@WAYS
def test_the_ten_give_the_acceptance_table(way: Any) -> None:
    f = way(TEN)
    assert (f["C1"]["of"], f["C3"]["reviewed"]) == (10, 10)
    assert (f["C10"]["resolved"], f["C10"]["void"]) == (9, 1)
    assert f["C10"]["mean_confidence"] == pytest.approx(68.3, abs=0.05)
    assert f["C10"]["happened_percent"] == pytest.approx(66.7, abs=0.05)
    assert f["C10"]["gap_points"] == pytest.approx(1.7, abs=0.05)
    assert f["C10"]["brier"] == pytest.approx(0.2442, abs=0.00005)
    assert f["C10"]["own_rate_yardstick"] == pytest.approx(0.2222, abs=0.00005)
    assert not any(f["C10"]["shown"][key] for key in ("gap_points", "brier", "own_rate_yardstick"))
    assert (f["C4"]["due"], f["C4"]["on_time"]) == (10, 8)
    assert [f["C1"][key] for key in ("dance_floor", "both", "balcony")] == [4, 1, 5]
    assert [f["C3"]["intent"][key] for key in ("single", "double", "both")] == [3, 4, 3]
    assert [f["C3"]["learned"][key] for key in ("single", "double", "both", "nothing-yet")] == [3, 3, 2, 2]
    assert (f["C5"]["rewritten"], f["C5"]["reviews"]) == (5, 10)
    assert f["C6"]["n"] == 10
    assert f["C6"]["weakest"] == {"value": 0, "authority": 4, "capacity": 6, "tied": 0}
    assert f["C6"]["aligned"] == 1
    assert (f["C9"]["n"], f["C9"]["children_heard"], f["C9"]["children_absent"]) == (10, 2, 6)


@WAYS
def test_all_34_give_the_acceptance_table(way: Any) -> None:
    f = way(ALL_34)
    assert (f["C1"]["of"], f["C3"]["reviewed"]) == (34, 31)
    assert (f["C10"]["resolved"], f["C10"]["void"]) == (30, 1)
    assert f["C10"]["mean_confidence"] == pytest.approx(67.8, abs=0.05)
    assert f["C10"]["happened_percent"] == pytest.approx(66.7, abs=0.05)
    assert f["C10"]["gap_points"] == pytest.approx(1.2, abs=0.05)
    assert f["C10"]["brier"] == pytest.approx(0.1808, abs=0.00005)
    assert f["C10"]["own_rate_yardstick"] == pytest.approx(0.2222, abs=0.00005)
    assert (f["C4"]["due"], f["C4"]["on_time"]) == (32, 27)
    assert [f["C1"][key] for key in ("dance_floor", "both", "balcony")] == [11, 5, 18]
    assert [f["C3"]["intent"][key] for key in ("single", "double", "both")] == [14, 13, 7]
    assert [f["C3"]["learned"][key] for key in ("single", "double", "both", "nothing-yet")] == [11, 9, 5, 6]
    assert (f["C5"]["rewritten"], f["C5"]["reviews"]) == (5, 31)
    assert f["C6"]["n"] == 28
    assert f["C6"]["weakest"] == {"value": 2, "authority": 8, "capacity": 14, "tied": 4}
    assert f["C6"]["aligned"] == 4
    assert (f["C9"]["n"], f["C9"]["children_heard"], f["C9"]["children_absent"]) == (10, 2, 6)


@WAYS
def test_the_bands_are_those_of_the_acceptance_table(way: Any) -> None:
    bands = way(ALL_34)["C10"]["bands"]
    assert [(b["band"], b["n"], b["happened"], b["hollow"]) for b in bands] == [
        ("0-20", 0, 0, True),
        ("21-40", 2, 0, True),
        ("41-60", 9, 5, False),
        ("61-80", 13, 10, False),
        ("81-100", 6, 5, False),
    ]
    assert [b["said_percent"] for b in bands[1:]] == pytest.approx([35.0, 55.0, 72.3, 88.3], abs=0.05)
    ranges = [end for b in bands[1:] for end in b["range_percent"]]
    assert ranges == pytest.approx([0.0, 65.8, 26.7, 81.1, 49.7, 91.8, 43.6, 97.0], abs=0.05)
    assert bands[0]["said_percent"] is None
    assert bands[0]["range_percent"] is None


def test_the_sentences_of_the_ten_are_those_of_the_design() -> None:
    said = {chart: series.sentence for chart, series in charts(TEN).items()}
    assert said["C1"] == (
        "5 of 10 on the balcony, 4 on the dance floor, 1 both. When did you choose, and when were you pulled?"
    )
    assert said["C3"].startswith(
        "You set out to question the present way in 4 of 10; 5 of 10 ended with a changed view, "
        "alone or alongside doing it better."
    )
    assert said["C4"].startswith("8 of 10 looked at again within two weeks of the date you chose")
    assert said["C5"] == "Five of ten reviews rewrote a belief. Which of these would you tell a successor?"
    assert said["C6"] == (
        "Means was the shakiest corner in 6 of 10, permission in 4. "
        "What would firm one of them up this month?"
    )
    assert said["C9"].startswith(
        "Children and young people: heard in 2 of 10, affected but unheard in 6 of 10."
    )
    assert said["C10"] == "What you expected happened in 6 of 9. What were you surest of?"


def test_all_34_say_what_was_said_and_what_happened_and_read_one_band() -> None:
    series = charts(ALL_34)["C10"]
    assert series.sentence == (
        "You said 68% on average; it happened 67% of the time. "
        "In the 61–80 band you said 72% on average; 10 of 13 happened (roughly between 50% and 92%). "
        "That range includes what you said."
    )
    assert series.caption == "30 of 31 reviews settled a forecast. Left out: 1 overtaken."
    assert any("0.18." in note and "0.25" in note and "0.22" in note for note in series.notes)
    assert not any(note.startswith("Early") for note in series.notes)
    (picture,) = series.pictures
    assert isinstance(picture, Calibration)
    assert picture.bands[1].hollow
    assert "too few" in picture.bands[1].mark.label


def test_the_waiting_entry_of_the_demo_is_listed_and_the_two_not_yet_due_are_not() -> None:
    series = charts(ALL_34)["C4"]
    assert series.listing_title == "Waiting"
    assert series.listing is not None
    assert len(found_behind(ALL_34, series.listing, TODAY, ALL)) == series.figures["not_yet"] == 1


def approximately(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: approximately(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [approximately(inner) for inner in value]
    return pytest.approx(value, abs=1e-9) if isinstance(value, float) else value


@pytest.mark.parametrize("months", [3, 6, 12, None])
def test_the_demo_gives_the_same_figures_twice_in_every_window(months: int | None) -> None:
    window = rolling_window(TODAY, months)
    assert computed(ALL_34, window) == approximately(plain(ALL_34, window))


@pytest.mark.parametrize("seed", range(60))
def test_made_up_journals_give_the_same_figures_twice(seed: int) -> None:
    entries = made_up((3, 12, 40, 150)[seed % 4], seed, TODAY, 1200, (0.3, 0.6, 0.9)[seed % 3])
    window = rolling_window(TODAY, (None, 12, 3)[seed % 3])
    assert computed(entries, window) == approximately(plain(entries, window))


def test_figures_can_be_written_as_json() -> None:
    for figures in computed(ALL_34).values():
        assert json.loads(json.dumps(figures)) == figures
