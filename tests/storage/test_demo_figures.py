"""The figures of domain.md 9.2, from a demo journal on a real file: through the page of patterns and the command line."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.days import rolling_window
from app.domain.selection import Selection, Window
from app.paths import bundled
from app.services.demo import make_demo
from app.services.journal import Journal
from tests.fixtures.cheap import PASSPHRASE, TODAY, assert_whole, vault_in
from tests.fixtures.cli import Balcony
from tests.fixtures.clock import MovedClock
from tests.fixtures.plain_library import shipped
from tests.fixtures.plain_patterns import entries_of, plain_figures

DEMO = json.loads(bundled("resources/demo/demo.json").read_text("utf-8"))
ACTIONS = [action["status"] for action in DEMO["coach_reply"]["actions"]]
ROLLING = (Window.THREE, Window.SIX, Window.TWELVE, Window.ALL)
HIDDEN = ("C13", "C14")
Charts = dict[str, dict[str, Any]]

NEVER_MET = [
    "bc-conditions",
    "bc-spread",
    "bo-vision",
    "ci-led-or-managed",
    "dj-reversible",
    "ka-fit",
    "kf-missing",
    "ll-rule",
    "rd-interests",
    "rw-role-seen",
    "rw-wider",
    "sp-flow",
    "sp-grow",
    "ws-predictable",
    "ws-ripple",
    "ws-self-running",
]


@dataclass(frozen=True)
class Acceptance:
    """One column of the table: what of each chart, with the decimals that the table gives."""

    figures: dict[str, Any]
    bands: tuple[tuple[Any, ...], ...] = ()


UNTOLD = object()
"""Where a column of the table says nothing."""
# What of each chart: for the ten decisions, and for all 34 entries.
TABLE: dict[str, tuple[Any, Any]] = {
    "C1.of": (10, 34),
    "C3.reviewed": (10, 31),
    "C10.resolved": (9, 30),
    "C10.void": (1, 1),
    "C10.mean_confidence": (68.3, 67.8),
    "C10.happened_percent": (66.7, 66.7),
    "C10.gap_points": (1.7, 1.2),
    "C10.brier": (0.2442, 0.1808),
    "C10.own_rate_yardstick": (0.2222, 0.2222),
    "C10.shown.gap_points": (False, True),
    "C10.shown.brier": (False, True),
    "C10.shown.own_rate_yardstick": (False, UNTOLD),
    "C4.due": (10, 32),
    "C4.on_time": (8, 27),
    "C14.min": (-3, -3),
    "C14.median": (4, 1),
    "C14.max": (25, 25),
    "C1.dance_floor": (4, 11),
    "C1.both": (1, 5),
    "C1.balcony": (5, 18),
    "C2.sliders.ci-lever.low_side": (1, 8),
    "C2.sliders.ci-lever.middle": (1, 4),
    "C2.sliders.ci-lever.high_side": (7, 21),
    "C2.sliders.ci-lever.n": (9, 33),
    "C3.intent.single": (3, 14),
    "C3.intent.double": (4, 13),
    "C3.intent.both": (3, 7),
    "C3.learned.single": (3, 11),
    "C3.learned.double": (3, 9),
    "C3.learned.both": (2, 5),
    "C3.learned.nothing-yet": (2, 6),
    "C5.rewritten": (5, 5),
    "C5.reviews": (10, 31),
    "C6.n": (10, 28),
    "C6.weakest": ({"value": 0, "authority": 4, "capacity": 6, "tied": 0}, {"value": 2, "authority": 8, "capacity": 14, "tied": 4}),
    "C6.aligned": (1, 4),
    "C7.computed": ({"yes": 3, "n": 4}, {"yes": 3, "n": 4}),
    "C8.answered": (67, 67),
    "C8.enabled": (83, 83),
    "C9.n": (10, 10),
    "C9.children_heard": (2, 2),
    "C9.children_absent": (6, 6),
    "C11.same_better": (6, 20),
    "C11.same_worse": (2, 3),
    "C11.differently_better": (0, UNTOLD),
    "C11.differently_worse": (0, 2),
    "C11.on_a_line": (2, 6),
}  # fmt: skip
MOST_USED: tuple[dict[str, int], ...] = (
    {"budget": 3, "partnership": 3, "workforce": 3, "early help": 2, "elected members": 2},
    {"workforce": 9, "budget": 7, "partnership": 7, "placements": 6, "safeguarding": 6},
)
"""The five themes used most, the most used first."""
BANDS = (
    ("0-20", 0, None, 0, None, True),
    ("21-40", 2, 35.0, 0, [0.0, 65.8], True),
    ("41-60", 9, 55.0, 5, [26.7, 81.1], False),
    ("61-80", 13, 72.3, 10, [49.7, 91.8], False),
    ("81-100", 6, 88.3, 5, [43.6, 97.0], False),
)  # fmt: skip


def column(at: int, bands: tuple[tuple[Any, ...], ...] = ()) -> Acceptance:
    figures = {place: told[at] for place, told in TABLE.items() if told[at] is not UNTOLD}
    totals = {f"C12.totals.{theme}": k for theme, k in MOST_USED[at].items()}
    return Acceptance(figures | totals, bands)


TEN = column(0)
ALL_34 = column(1, BANDS)


@pytest.fixture(scope="module", params=[(TEN, ("--only", "decisions")), (ALL_34, ())], ids=["ten", "all-34"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Acceptance, Balcony]:
    """A demo journal made by the command line, with what it must show."""
    acceptance, more = request.param
    balcony = Balcony(tmp_path_factory.mktemp("demo") / "d", today=TODAY)
    balcony.done("demo", "--as-dated", "--no-window", *more)
    return acceptance, balcony


def check(charts: Charts, acceptance: Acceptance) -> None:
    """Every figure of the column, rounded as the table rounds it."""
    for place, expected in acceptance.figures.items():
        found: Any = charts
        for key in place.split("."):
            found = found[key]
        decimals = len(str(expected).partition(".")[2]) if isinstance(expected, float) else None
        assert (found if decimals is None else round(found, decimals)) == expected, place
    assert sorted(charts["C8"]["never"]) == NEVER_MET
    themes = sorted(charts["C12"]["totals"].values(), reverse=True)[:5]
    assert themes == [k for place, k in acceptance.figures.items() if place.startswith("C12.totals")]
    for band, expected in zip(charts["C10"]["bands"], acceptance.bands, strict=bool(acceptance.bands)):
        ends = band["range_percent"] and [round(end, 1) for end in band["range_percent"]]
        said = band["said_percent"] and round(band["said_percent"], 1)
        assert (band["band"], band["n"], said, band["happened"], ends, band["hollow"]) == expected


def figures(journal: Journal, window: Window = Window.ALL) -> Charts:
    found = journal.patterns.charts(journal.patterns.span(Selection(window)))
    return {series.chart: dict(series.figures) for series in found}


def test_the_services_give_every_figure_of_the_acceptance_table(made: tuple[Acceptance, Balcony]) -> None:
    acceptance, balcony = made
    journal = balcony.open()
    check(figures(journal), acceptance)
    assert_whole(journal)
    journal.close(back_up=False)


def test_the_command_line_gives_every_figure_of_the_acceptance_table(
    made: tuple[Acceptance, Balcony],
) -> None:
    acceptance, balcony = made
    shown = balcony.json("patterns", "--window", "all")["charts"]
    assert not set(HIDDEN) & set(shown)
    asked = balcony.json("patterns", "--window", "all", *(f"--chart={chart}" for chart in HIDDEN))["charts"]
    assert set(asked) == set(HIDDEN)
    assert set(shown) | set(asked) == {f"C{number}" for number in range(1, 23)}
    check({**shown, **asked}, acceptance)


def test_every_window_of_the_demo_gives_the_same_figures_as_plain_python(
    made: tuple[Acceptance, Balcony],
) -> None:
    acceptance, balcony = made
    entries = entries_of(DEMO, only_decisions=acceptance is TEN)
    journal = balcony.open()
    for window in ROLLING:
        ends = rolling_window(TODAY, window.months)
        expected = plain_figures(
            entries, TODAY, (ends.first, TODAY), prompts=shipped(date.min), actions=ACTIONS
        )
        assert figures(journal, window) == _near(expected)
    assert journal.finding.count() == len(entries)
    journal.close(back_up=False)


def test_a_demo_moved_to_today_keeps_its_figures_and_lies_in_the_past(tmp_path: Path) -> None:
    today = date(2027, 3, 17)
    journal = make_demo(vault_in(tmp_path / "d", MovedClock(today)), PASSPHRASE)
    shift = (today - TODAY).days // 7 * 7
    entries = entries_of(DEMO, shift_days=shift)
    assert figures(journal) == _near(plain_figures(entries, today, (None, today), actions=ACTIONS))
    lines = journal.finding.page()
    assert all(line.is_demo and line.decided_on <= today for line in lines)
    assert all(journal.entry(line.id).written_at <= journal.clock.now() for line in lines)
    assert_whole(journal)
    journal.close(back_up=False)


def _near(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _near(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_near(inner) for inner in value]
    return pytest.approx(value, abs=1e-9) if isinstance(value, float) else value
