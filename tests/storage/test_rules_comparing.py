"""Two periods of the demo beside each other: what stands in the table, and what is left out of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from app.domain.days import Span
from app.domain.readings import Findings
from app.domain.selection import Selection, Window
from app.patterns.comparing import Compared
from app.patterns.pattern import Pattern
from app.patterns.series import Series
from app.services.demo import make_demo
from tests.fixtures.cheap import PASSPHRASE, TODAY, log, vault_in
from tests.fixtures.clock import MovedClock

HALF = Selection(
    Window.FREE,
    Span(date(2026, 1, 1), date(2026, 6, 30)),
    compare_span=Span(date(2025, 7, 1), date(2025, 12, 31)),
)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Compared]:
    folder: Path = tmp_path_factory.mktemp("compared") / "demo"
    journal = make_demo(vault_in(folder, MovedClock(TODAY)), PASSPHRASE, as_dated=True)
    found = journal.patterns.page(HALF).compared
    journal.close(back_up=False)
    return found


def rows(compared: Mapping[str, Compared], chart: str) -> dict[str, tuple[str, ...]]:
    table = compared[chart].table
    assert table is not None
    return {row[0]: row[1:] for row in table.rows}


def test_every_comparison_has_three_columns_so_that_none_is_out_of_sight(
    compared: Mapping[str, Compared],
) -> None:
    widths = {
        chart: {len(table.headers), *map(len, table.rows)}
        for chart, one in compared.items()
        if (table := one.table) is not None
    }
    assert len(widths) > 8
    assert {chart: each for chart, each in widths.items() if each != {3}} == {}


def test_themes_are_compared_by_their_whole_periods_and_not_by_quarters_of_one(
    compared: Mapping[str, Compared],
) -> None:
    assert rows(compared, "C12")["workforce"] == ("3 of 14 (21%)", "5 of 15 (33%)")


def test_a_share_is_of_those_who_answered_its_own_question(compared: Mapping[str, Compared]) -> None:
    loops = rows(compared, "C3")
    assert loops["Single loop: When deciding"] == ("3 of 14 (21%)", "8 of 15 (53%)")
    assert loops["Single loop: Looking back"] == ("5 of 19 (26%)", "6 of 12 (50%)")


def test_a_question_too_few_answered_on_either_side_takes_no_rows(compared: Mapping[str, Compared]) -> None:
    sliders = rows(compared, "C2")
    assert sliders["How I got it to move: Towards the second end"] == (
        "Influence: 9 (64%)",
        "Influence: 9 (64%)",
    )
    assert not [name for name in sliders if name.startswith("Champion or critic")]


def test_agreed_actions_have_no_period_and_are_not_compared(compared: Mapping[str, Compared]) -> None:
    assert "C20" not in compared
    assert "C19" in compared


def test_after_a_save_only_the_charts_it_touched_are_worded_again_on_either_side(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_demo(vault_in(tmp_path / "demo", MovedClock(TODAY)), PASSPHRASE, as_dated=True)
    before = journal.patterns.page(HALF)
    worded: list[tuple[str, Span]] = []
    compute = Pattern.compute

    def noted(pattern: Pattern, findings: Findings) -> Series:
        worded.append((pattern.chart, findings.window))
        return compute(pattern, findings)

    monkeypatch.setattr(Pattern, "compute", noted)
    assert journal.patterns.page(HALF) == before
    assert worded == []
    log(journal, "One more for the balcony", decided_on=TODAY, answers={"bd-position": 2})
    after = journal.patterns.page(HALF)
    own = {chart for chart, window in worded if window == HALF.free}
    assert {"C1", "C8"} <= own
    assert not {"C5", "C10", "C11", "C16"} & own
    assert not [
        one for one in worded if one[1] == HALF.compare_span and one[0] in ("C5", "C10", "C11", "C16")
    ]
    assert after.compared["C1"].n_a == before.compared["C1"].n_a + 1
    assert after.compared["C1"].n_b == before.compared["C1"].n_b
    journal.close(back_up=False)
