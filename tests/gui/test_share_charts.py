"""Charts that are shared: every picture of them, from the window and from the command line, and counted with the rest."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.contacts import LoggedShare
from app.services.demo import fill
from app.sharing.pictures import check_picture
from app.ui.share import LOG, PAGE
from tests.fixtures.cheap import TODAY, unlocked
from tests.fixtures.cli import Balcony
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET
LOOPS = "Loop share"
BOTH = ("What you set out to do, and what came of it", "Looking back, month by month")


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    fill(sitting.journal, as_dated=True)
    yield sitting
    sitting.close()


def test_a_chart_of_two_pictures_leaves_with_both_and_is_counted(sat: Shared, tmp_path: Path) -> None:
    uid = sat.meet()
    sat.show(PAGE, contact=uid)
    sat.press("Charts to send along")
    sat.tick(f"Chart: {LOOPS}")
    assert "1 chart" in sat.texts()
    sat.press("Next: for whom")
    sat.press("Next: read the words")
    assert "1 chart" in sat.texts()
    sat.press("I have read these words")
    sat.press("Next: lock and save")
    path = tmp_path / "out.balcony"
    sat.write_at("Where to save it", str(path))
    sat.press("Save the file")
    (chart,) = sat.coach.desk.open(path.read_bytes()).share.charts
    assert check_picture(chart.svg)
    assert all(words in chart.svg for words in BOTH)
    (logged,) = sat.journal.sharing.log.all()
    assert (logged.charts, logged.words) == (1, "1 chart")
    sat.show(LOG)
    assert "1 chart." in sat.texts()


def test_how_much_left_says_a_note_where_nothing_else_did() -> None:
    assert LoggedShare("a", "R.", TODAY, "", 0, 0).words == "A note"
    assert LoggedShare("a", "R.", TODAY, "", 3, 7, charts=2).words == "7 fields from 3 entries, and 2 charts"


DRAWS = """
import sys
from tests.fixtures.cli import Balcony
from app.cli.session import Beside
from app.compose import draw_charts
from pathlib import Path
leader = Balcony(Path(sys.argv[1]), beside=Beside(draw_charts=draw_charts))
said = leader("share", "--chart", "C3", "--to", "Rowan", "--out", sys.argv[2], "--i-have-read",
    "--file-passphrase-stdin", stdin="otter candle seven")
sys.stdout.write(said.err if said.code else "done")
"""


def test_the_command_line_draws_charts_where_there_is_no_screen(sat: Shared, tmp_path: Path) -> None:
    folder, out = tmp_path / "cli", tmp_path / "cli.balcony"
    leader = Balcony(folder).new()
    leader.json("contacts", "name", "-", stdin="Ash\n")
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "QT_QPA_PLATFORM"}
    }
    journal = unlocked(folder)
    fill(journal, as_dated=True)
    journal.close(back_up=False)
    assert "With its picture." not in leader("share", "--chart", "C3", "--to", "Rowan").out
    done = subprocess.run(
        [sys.executable, "-c", DRAWS, str(folder), str(out)],
        env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout == "done", done.stderr
    opened = sat.coach.desk.open(out.read_bytes(), "otter candle seven")
    (chart,) = opened.share.charts
    assert all(words in chart.svg for words in BOTH)
