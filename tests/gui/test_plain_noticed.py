"""The privacy check also looks at what leaves as plain words: briefs, reports and the whole journal."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entries import Sensitivity
from app.services.demo import fill
from app.ui import brief, exchange, reports
from app.ui.widgets import CheckChoice
from tests.fixtures.cheap import TODAY, log
from tests.fixtures.cli import Balcony
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET

pytestmark = QUIET
NAME = "Mr Okafor"


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    sitting = Sitting(qtbot, tmp_path)
    yield sitting
    sitting.close()


def tick(sat: Sitting, words: str) -> None:
    names = [one.accessibleName() for one in sat.page.findChildren(CheckChoice) if one.isVisible()]
    sat.press(next(name for name in names if words in name))


def test_a_brief_says_what_is_noticed_in_what_is_ticked(sat: Sitting) -> None:
    log(sat.journal, f"Rang {NAME}", decided_on=TODAY - timedelta(days=3))
    sat.show(brief.PAGE)
    assert "What the privacy check noticed" not in sat.texts()
    assert f"“{NAME}”" not in sat.texts()
    tick(sat, f"Rang {NAME}")
    assert f"“{NAME}”" in sat.texts()
    assert "We will miss things" in sat.texts()


def test_a_report_says_what_is_noticed_in_its_front_line(sat: Sitting) -> None:
    fill(sat.journal, as_dated=True)
    sat.show(reports.PAGE)
    tick(sat, "Loop share")
    assert "Nothing was noticed." in sat.texts()
    sat.type_into("A line for the front (leave empty for none)", f"For {NAME}")
    sat.settle()
    assert f"“{NAME}”" in sat.texts()


def test_the_whole_journal_is_looked_through_before_it_is_taken_out(sat: Sitting) -> None:
    log(sat.journal, "One", context=f"{NAME} came, and {NAME} left")
    entry_id = log(sat.journal, "Two", context="care proceedings began")
    sat.journal.writing.set_marks(entry_id, [Sensitivity.PRIVATE_ONLY])
    sat.show(exchange.PAGE)
    assert f"“{NAME}”" not in sat.texts()
    sat.press("See what the privacy check notices")
    assert f"“{NAME}”" in sat.texts()
    assert "Names (1)" in sat.texts()
    assert "Check with legal first" in sat.texts()
    assert sat.offers("Write the file")


def test_the_command_line_looks_and_writes_nothing(tmp_path: Path) -> None:
    mine = Balcony(tmp_path / "j").new()
    mine.json("add", "--title", "One", "--context", f"{NAME} came")
    out = tmp_path / "out.json"
    told = mine.json("export", "json", str(out), "--look")
    assert [one["words"] for one in told["notices"]] == [NAME]
    assert NAME in mine("export", "json", str(out), "--look").out
    assert not out.exists()
