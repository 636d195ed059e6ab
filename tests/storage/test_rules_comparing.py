"""Two periods of the demo beside each other: what stands in the table, and what is left out of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from app.domain.days import Span
from app.domain.selection import Selection, Window
from app.patterns.comparing import Compared
from app.services.demo import make_demo
from tests.fixtures.cheap import PASSPHRASE, TODAY, vault_in
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
