"""Getting ready for a meeting: what is offered, what leaves, and what is remembered."""

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.services.demo import fill
from app.ui.brief import PAGE
from app.ui.brief.page import BriefPage
from app.ui.widgets import CheckChoice
from tests.fixtures.cheap import TODAY, log
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET

pytestmark = QUIET
FRONT = "A line for the front (leave empty for none)"


class Sat(Sitting):
    """A sitting at the brief."""

    @property
    def brief(self) -> BriefPage:
        assert isinstance(self.view, BriefPage)
        return self.view

    def ticks(self) -> list[str]:
        return [one.accessibleName() for one in self.page.findChildren(CheckChoice) if one.isVisible()]

    def tick(self, start: str) -> None:
        self.press(next(name for name in self.ticks() if start in name))

    def write(self, path: Path) -> Path:
        self.brief.out.path.set_text(str(path))
        self.brief.out.path.changed.emit(str(path))
        self.press("Write it")
        return path


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sat]:
    sitting = Sat(qtbot, tmp_path)
    yield sitting
    sitting.close()


def test_an_empty_journal_says_what_will_stand_here(sat: Sat) -> None:
    sat.show(PAGE)
    assert "No decisions were taken or written down in this time." in sat.texts()
    assert "No meeting is remembered yet, so this looks back six weeks." in sat.texts()
    assert "What we agreed" not in sat.texts()
    sat.press("Write it")
    assert "Tick at least one thing, or a question, first." in sat.texts()


def test_only_what_is_ticked_leaves(sat: Sat, tmp_path: Path) -> None:
    log(sat.journal, "Hold the front door", context="About the door", decision="Because it was open")
    log(sat.journal, "Another thing", context="Not for them")
    sat.show(PAGE)
    assert not any(one.isChecked() for one in sat.page.findChildren(CheckChoice))
    sat.tick("Hold the front door")
    sat.tick("With “What I chose and why”")
    sat.type_into(FRONT, "For June")
    sat.press("Text (Markdown)")
    path = sat.write(tmp_path / "brief.md")
    text = path.read_text("utf-8")
    assert "Hold the front door" in text
    assert "Because it was open" in text
    assert "For June" in text
    assert "About the door" not in text
    assert "Another thing" not in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_brief_can_be_read_first(sat: Sat) -> None:
    log(sat.journal, "Hold the front door", decision="Because it was open")
    sat.show(PAGE)
    sat.press("Read the brief")
    assert "Tick something, and it can be read here." in sat.texts()
    sat.tick("Hold the front door")
    assert "30 June 2026: Hold the front door" in sat.texts()
    before = sat.texts().count("Because it was open")
    sat.tick("With “What I chose and why”")
    assert sat.texts().count("Because it was open") == before + 1


def test_questions_are_noted_ticked_and_taken_off(sat: Sat, tmp_path: Path) -> None:
    sat.show(PAGE)
    sat.type_into("Another question", "What am I not seeing?")
    sat.key(Qt.Key.Key_Return)
    assert "What am I not seeing?" in sat.ticks()
    sat.tick("What am I not seeing?")
    sat.press("Web page, to be read aloud or on any screen")
    assert b"What am I not seeing?" in sat.write(tmp_path / "brief.html").read_bytes()
    sat.press("Take it off the list: What am I not seeing?")
    assert "What am I not seeing?" not in sat.ticks()


def test_a_meeting_is_remembered_for_the_next_brief(sat: Sat) -> None:
    log(sat.journal, "Before we met", decided_on=TODAY - timedelta(days=3))
    sat.show(PAGE)
    sat.press("We met today: begin there next time")
    sat.clock.pass_by(hours=48)
    log(sat.journal, "After we met")
    sat.arrive()
    assert "The last meeting remembered is that of 30 June 2026." in sat.texts()
    assert any("After we met" in name for name in sat.ticks())


def test_another_day_can_be_chosen(sat: Sat) -> None:
    log(sat.journal, "Long ago", decided_on=TODAY - timedelta(days=300), written_on=TODAY - timedelta(days=300),
        written_at=sat.clock.now() - timedelta(days=300))  # fmt: skip
    sat.show(PAGE)
    assert not any("Long ago" in name for name in sat.ticks())
    field = sat.brief.since
    field.field.setFocus()
    field.field.selectAll()
    sat.type_into("Look back to", "1 June 2025")
    sat.key(Qt.Key.Key_Return)
    assert any("Long ago" in name for name in sat.ticks())


def test_what_was_ticked_stays_ticked_when_something_is_saved(sat: Sat) -> None:
    log(sat.journal, "Hold the front door", decision="Because it was open")
    sat.show(PAGE)
    sat.tick("Hold the front door")
    sat.tick("With “What I chose and why”")
    log(sat.journal, "New since")
    sat.desk.changed.emit(None, None)
    sat.settle()
    ticked = [
        one.accessibleName()
        for one in sat.page.findChildren(CheckChoice)
        if one.isChecked() and one.isVisible()
    ]
    assert len(ticked) == 2


def test_long_parts_show_more_when_asked(sat: Sat) -> None:
    for number in range(30):
        log(sat.journal, f"Decision {number}")
    sat.show(PAGE)
    assert sum("Decision" in name for name in sat.ticks()) == 8
    sat.press("Show more (22 left): New decisions")
    assert sum("Decision" in name for name in sat.ticks()) == 20
    assert isinstance(sat.focused, CheckChoice)


def test_learning_agreed_with_a_peer_can_be_ticked_and_leaves(sat: Sat, tmp_path: Path) -> None:
    sat.show(PAGE)
    assert "Learned together with a peer" not in sat.texts()
    fill(sat.journal, as_dated=True)
    sat.arrive()
    sat.tick("Borrowed authority works fast and wears off.")
    sat.tick("With “What we agreed to have learned”")
    sat.press("Text (Markdown)")
    text = sat.write(tmp_path / "brief.md").read_text("utf-8")
    assert "## Learned together with a peer" in text
    assert "We will each try the other way once before the autumn." in text


def test_learning_that_only_one_ticked_is_named_and_not_offered(sat: Sat) -> None:
    fill(sat.journal, as_dated=True)
    sat.journal.pairs.tick_onward("demo-round", on=False)
    sat.show(PAGE)
    assert "offered once both of you ticked" in sat.texts()
    assert not any("Borrowed authority" in name for name in sat.ticks())


def test_the_demo_makes_a_brief_on_paper(sat: Sat, tmp_path: Path) -> None:
    fill(sat.journal, as_dated=True)
    sat.show(PAGE)
    for name in [name for name in sat.ticks() if " · " in name]:
        sat.press(name)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "brief.pdf"))
    sat.brief.out.printer = printer
    sat.brief.out.print_now()
    sat.settle()
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert sat.write(tmp_path / "saved.pdf").read_bytes().startswith(b"%PDF-")
