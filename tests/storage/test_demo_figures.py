"""The figures of domain.md 9.2, from a demo journal on a real file, through the page of patterns."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import rolling_window
from app.paths import bundled
from app.services.dashboard import Window
from app.services.demo import make_demo
from app.services.journal import Journal
from tests.fixtures.cheap import PASSPHRASE, TODAY, assert_whole, vault_in
from tests.fixtures.clock import MovedClock
from tests.fixtures.plain_patterns import entries_of, plain_figures

DEMO = json.loads(bundled("resources/demo/demo.json").read_text("utf-8"))


def figures(journal: Journal, window: Window = Window.ALL) -> dict[str, dict[str, Any]]:
    found = journal.patterns.charts(journal.patterns.span(window))
    return {series.chart: dict(series.figures) for series in found}


def test_the_ten_give_the_acceptance_table(tmp_path: Path) -> None:
    journal = make_demo(vault_in(tmp_path / "d"), PASSPHRASE, as_dated=True, only_decisions=True)
    f = figures(journal)
    assert_whole(journal)
    journal.close(back_up=False)
    assert (f["C1"]["of"], f["C3"]["reviewed"]) == (10, 10)
    assert (f["C10"]["resolved"], f["C10"]["void"]) == (9, 1)
    assert f["C10"]["mean_confidence"] == pytest.approx(68.3, abs=0.05)
    assert f["C10"]["happened_percent"] == pytest.approx(66.7, abs=0.05)
    assert f["C10"]["brier"] == pytest.approx(0.2442, abs=0.00005)
    assert (f["C4"]["due"], f["C4"]["on_time"]) == (10, 8)
    assert [f["C1"][key] for key in ("dance_floor", "both", "balcony")] == [4, 1, 5]
    assert [f["C3"]["intent"][key] for key in ("single", "double", "both")] == [3, 4, 3]
    assert [f["C3"]["learned"][key] for key in ("single", "double", "both", "nothing-yet")] == [3, 3, 2, 2]
    assert (f["C5"]["rewritten"], f["C5"]["reviews"]) == (5, 10)
    assert f["C6"]["weakest"] == {"value": 0, "authority": 4, "capacity": 6, "tied": 0}
    assert f["C6"]["aligned"] == 1
    assert (f["C9"]["n"], f["C9"]["children_heard"], f["C9"]["children_absent"]) == (10, 2, 6)


def test_all_34_give_the_acceptance_table_and_the_same_figures_as_plain_python(tmp_path: Path) -> None:
    journal = make_demo(vault_in(tmp_path / "d"), PASSPHRASE, as_dated=True)
    f = figures(journal)
    assert (f["C1"]["of"], f["C3"]["reviewed"]) == (34, 31)
    assert (f["C10"]["resolved"], f["C10"]["void"]) == (30, 1)
    assert f["C10"]["mean_confidence"] == pytest.approx(67.8, abs=0.05)
    assert f["C10"]["gap_points"] == pytest.approx(1.2, abs=0.05)
    assert f["C10"]["brier"] == pytest.approx(0.1808, abs=0.00005)
    assert (f["C4"]["due"], f["C4"]["on_time"]) == (32, 27)
    assert [f["C1"][key] for key in ("dance_floor", "both", "balcony")] == [11, 5, 18]
    assert [f["C3"]["intent"][key] for key in ("single", "double", "both")] == [14, 13, 7]
    assert [f["C3"]["learned"][key] for key in ("single", "double", "both", "nothing-yet")] == [11, 9, 5, 6]
    assert (f["C5"]["rewritten"], f["C5"]["reviews"]) == (5, 31)
    assert f["C6"]["weakest"] == {"value": 2, "authority": 8, "capacity": 14, "tied": 4}
    assert (f["C9"]["n"], f["C9"]["children_heard"], f["C9"]["children_absent"]) == (10, 2, 6)
    bands = [(band["n"], band["happened"]) for band in f["C10"]["bands"]]
    assert bands == [(0, 0), (2, 0), (9, 5), (13, 10), (6, 5)]
    for window in Window:
        ends = rolling_window(TODAY, window.months)
        assert figures(journal, window) == _near(plain_figures(entries_of(DEMO), TODAY, (ends.first, TODAY)))
    assert journal.finding.count() == 40
    journal.close(back_up=False)


def test_a_demo_moved_to_today_keeps_its_figures_and_lies_in_the_past(tmp_path: Path) -> None:
    today = date(2027, 3, 17)
    journal = make_demo(vault_in(tmp_path / "d", MovedClock(today)), PASSPHRASE)
    shift = (today - TODAY).days // 7 * 7
    moved = plain_figures(entries_of(DEMO, shift_days=shift), today, (None, today))
    assert figures(journal) == _near(moved)
    assert all(line.is_demo and line.decided_on <= today for line in journal.finding.page())
    assert all(journal.entry(line.id).written_at <= journal.clock.now() for line in journal.finding.page())
    assert_whole(journal)
    journal.close(back_up=False)


def _near(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _near(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_near(inner) for inner in value]
    return pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
