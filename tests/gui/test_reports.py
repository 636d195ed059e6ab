"""Taking charts out: nothing unticked leaves, every file says what it is, and a stop leaves nothing behind."""

import re
import stat
import subprocess
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage, QTextTable
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.domain.days import Span
from app.domain.errors import Cancelled
from app.domain.selection import Selection, Window
from app.patterns.report import SELF_REPORTED, Chosen, report_of
from app.patterns.series import Series
from app.services.demo import fill
from app.ui.printing import pages
from app.ui.reports import PAGE
from app.ui.reports.document import document_of, pdf_of
from app.ui.reports.files import Form, write_report
from app.ui.reports.page import ReportPage
from app.ui.widgets import CheckChoice
from tests.fixtures.cheap import TODAY
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET

pytestmark = QUIET
BELIEFS = "Beliefs rewritten"
VOICES = "Voices"
LINES = re.compile(r"With \d+ lines in my own words: Beliefs rewritten")


class Sat(Sitting):
    """A sitting at the page that takes charts out, over the demo journal."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.folder = folder
        fill(self.journal, as_dated=True)
        self.show(PAGE)

    @property
    def report_page(self) -> ReportPage:
        assert isinstance(self.view, ReportPage)
        return self.view

    def place(self, path: Path) -> None:
        self.report_page.out.path.set_text(str(path))
        self.report_page.out.path.changed.emit(str(path))

    def ticked(self) -> list[str]:
        return [one.accessibleName() for one in self.page.findChildren(CheckChoice) if one.isChecked()]

    def lines_tick(self) -> str:
        names = [one.accessibleName() for one in self.page.findChildren(CheckChoice) if one.isVisible()]
        return next(name for name in names if LINES.match(name))

    def write(self, path: Path) -> Path:
        self.place(path)
        self.press("Write it")
        return path


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sat]:
    sitting = Sat(qtbot, tmp_path)
    yield sitting
    sitting.close()


def text_of(pdf: Path) -> str:
    """What can be selected in a PDF, read by Poppler where that is there."""
    try:
        return subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True
        ).stdout.decode()
    except FileNotFoundError:
        return ""


def test_nothing_is_ticked_at_first_and_nothing_is_written_unticked(sat: Sat, tmp_path: Path) -> None:
    assert sat.ticked() == []
    sat.write(tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()
    assert "Tick at least one chart first." in sat.texts()
    assert isinstance(sat.focused, CheckChoice)


def test_charts_asked_for_on_the_page_before_come_ticked(sat: Sat) -> None:
    sat.arrive(charts=("C9",))
    assert sat.ticked() == [VOICES]


def test_own_words_need_a_tick_of_their_own(sat: Sat, tmp_path: Path) -> None:
    sat.press(BELIEFS)
    sat.press("Web page, to be read aloud or on any screen")
    line = next(one.text for s in _series(sat) if s.chart == "C5" for one in s.lines)
    without = sat.write(tmp_path / "a.html").read_text("utf-8")
    sat.press(sat.lines_tick())
    with_lines = sat.write(tmp_path / "b.html").read_text("utf-8")
    assert line not in without
    assert line in with_lines


def test_what_will_leave_can_be_read_first(sat: Sat) -> None:
    sat.press("Read what will be in it")
    assert "Tick a chart, and its words can be read here first." in sat.texts()
    sat.press(VOICES)
    shown = next(one for one in _series(sat) if one.chart == "C9")
    assert shown.sentence in sat.texts()
    assert SELF_REPORTED in sat.texts()


def test_all_ticks_leave_out_what_is_kept_back(sat: Sat) -> None:
    sat.press("Tick all of these")
    ticked = sat.ticked()
    assert VOICES in ticked
    assert "Friction and watchwords" not in ticked
    sat.press("Friction and watchwords")
    assert "Friction and watchwords" in sat.ticked()
    sat.press("Tick none")
    assert sat.ticked() == []


def test_a_file_is_for_this_account_alone_and_is_not_replaced_unasked(sat: Sat, tmp_path: Path) -> None:
    sat.press(VOICES)
    path = sat.write(tmp_path / "out.pdf")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes().startswith(b"%PDF-")
    before = path.read_bytes()
    path.write_bytes(b"mine")
    sat.press("Write it")
    assert path.read_bytes() == b"mine"
    sat.press("Replace what is there")
    sat.press("Write it")
    assert path.read_bytes()[:5] == before[:5]


@pytest.mark.parametrize("form", ["Pictures (SVG)", "Pictures (PNG)", "Tables (CSV)"])
def test_each_chart_becomes_a_file_that_says_what_it_is(sat: Sat, tmp_path: Path, form: str) -> None:
    sat.press(VOICES)
    sat.press(form)
    folder = tmp_path / "charts"
    folder.mkdir()
    sat.write(folder)
    [made] = folder.iterdir()
    assert made.name.startswith("balcony-c9-voices-2026-06-30")
    if made.suffix == ".svg":
        texts = " ".join(ET.fromstring(made.read_bytes()).itertext())
        assert "Children and young people" in texts
        assert "Not a performance" in texts
        assert "n = 9 of 29" in texts
    elif made.suffix == ".csv":
        assert SELF_REPORTED in made.read_text("utf-8-sig")
    else:
        image = QImage(str(made))
        assert image.width() == 1440
        assert (
            len(
                {
                    image.pixelColor(x, y).name()
                    for x in range(0, 1440, 9)
                    for y in range(0, image.height(), 9)
                }
            )
            > 5
        )
    sat.press("Write it")
    assert "are there already" in sat.texts()


def test_a_pdf_holds_its_words_as_text_with_the_range_on_the_front(sat: Sat, tmp_path: Path) -> None:
    sat.press("Tick all of these")
    sat.type_into("A line for the front (leave empty for none)", "For the June session")
    path = sat.write(tmp_path / "all.pdf")
    text = text_of(path)
    if not text:  # without Poppler the fonts inside still tell that letters were written as letters
        assert b"/FontFile2" in path.read_bytes()
        return
    assert "For the June session" in text
    assert "12 months" in text or "From 1 July 2025 to 30 June 2026" in text
    assert "Children and young people" in text
    assert f"{SELF_REPORTED}" in text
    assert "Page 1 of" in text
    assert not re.search("[\ue000-\uf8ff]", text), "a letter that cannot be copied"
    assert "(38%)" in text


def test_a_stop_leaves_nothing_behind(sat: Sat, tmp_path: Path) -> None:
    report = report_of([Chosen(one) for one in _series(sat)], "Everything", TODAY)
    for form in Form:
        where = tmp_path / f"stopped.{form.value}" if form.is_one_file else tmp_path
        with pytest.raises(Cancelled):
            write_report(report, form, where, "Inter", lambda done, _of: done < 1)
    assert [path.name for path in tmp_path.iterdir() if path.name != "j"] == []


def test_a_report_is_drawn_off_the_thread_of_the_window(
    sat: Sat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[str] = []
    real = pages.print_pages
    monkeypatch.setattr(
        "app.ui.reports.document.print_pages",
        lambda *given: threads.append(threading.current_thread().name) or real(*given),  # type: ignore[func-returns-value]
    )
    sat.press(VOICES)
    sat.write(tmp_path / "out.pdf")
    assert threads
    assert "beside" in threads[0]


def test_printing_sends_what_is_ticked(sat: Sat, tmp_path: Path) -> None:
    sat.press(VOICES)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sat.report_page.out.printer = printer
    sat.report_page.out.print_now()
    sat.settle()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    assert "Sent to the printer." in sat.texts()


def test_every_page_of_a_document_is_painted_once(qtbot: QtBot, tmp_path: Path, sat: Sat) -> None:
    seen: list[tuple[int, int]] = []

    def turned(page: int, of: int) -> bool:
        seen.append((page, of))
        return True

    pdf_of(report_of([Chosen(one) for one in _series(sat)], "Everything", TODAY), "Inter", turned)
    numbers = [page for page, _ in seen]
    assert numbers == list(range(seen[0][1]))
    assert len(numbers) > 3


def _series(sat: Sat) -> list[Series]:
    page = sat.desk.jobs.now(lambda: sat.journal.patterns.page(sat.journal.patterns.kept()))
    return [*page.series, *page.more]


def test_a_table_with_a_column_for_each_month_keeps_its_names_whole_on_paper(
    sat: Sat, tmp_path: Path
) -> None:
    sat.press("Questions met and not yet met")
    written = sat.write(tmp_path / "out.pdf")
    report = sat.report_page.report()
    assert report is not None
    document = document_of(report, "Inter")
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [table.columns() for table in tables] == [8, 8]
    heads = [
        [table.cellAt(0, at).firstCursorPosition().block().text() for at in range(8)] for table in tables
    ]
    assert [row[0] for row in heads] == ["Framework", "Framework"]
    assert heads[0][-1] == "Nov 2025"
    assert heads[1][-1] == "Jun 2026"
    text = text_of(written)
    assert not text or re.search("^ *Single and double loop", text, re.MULTILINE)  # empty without Poppler


@pytest.mark.parametrize(
    "form", ["PDF, to print or send", "Web page, to be read aloud or on any screen", "Tables (CSV)"]
)
def test_a_comparison_on_the_page_goes_along_with_the_chart(sat: Sat, tmp_path: Path, form: str) -> None:
    half = Selection(
        Window.FREE,
        Span(date(2026, 1, 1), date(2026, 6, 30)),
        compare_span=Span(date(2025, 7, 1), date(2025, 12, 31)),
    )
    sat.journal.patterns.keep(half)
    sat.show(PAGE)
    sat.press("Loop share")
    sat.press(form)
    place = tmp_path / "out"
    if form == "Tables (CSV)":
        place.mkdir()
    sat.write(place)
    written = next(place.iterdir()) if place.is_dir() else place
    text = text_of(written) if form.startswith("PDF") else written.read_text("utf-8")
    if text:
        assert "Beside 1 July 2025 to 31 December 2025" in text
        assert re.search(r"3 of 14\s+\(21%\)", text)
        assert re.search(r"8 of 15\s+\(53%\)", text)


def test_a_picture_does_not_name_what_it_does_not_show(sat: Sat, tmp_path: Path) -> None:
    sat.journal.patterns.keep(Selection(Window.TWELVE, compare_before=True).settled(TODAY))
    sat.show(PAGE)
    sat.press(VOICES)
    sat.press("Pictures (SVG)")
    sat.write(tmp_path)
    made = next(tmp_path.glob("*.svg")).read_text("utf-8")
    assert "From 1 July 2025 to 30 June 2026" in made
    assert "beside" not in made
