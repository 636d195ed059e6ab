"""What a report of charts holds, and what it never does."""

import csv
import io
from datetime import date

import pytest

from app.patterns.report import SELF_REPORTED, Chosen, Report, has_lines, report_of
from app.patterns.report_csv import csv_of
from app.patterns.report_html import html_of
from app.patterns.series import BarRow, Bars, Category, Line, Mark, Series, Shown, Table
from tests.fixtures.html_said import Said

WORDS = "From 1 July 2025 to 30 June 2026 · theme budget"
PICTURE = Bars(
    "Which <kind>",
    (BarRow("Data & audit", right=Mark("Data & audit: 7 of 9", 7, "k")),),
    right=Category("k", "Chosen", 0),
)


def a_series(shown: Shown = Shown.PERCENT, **other: object) -> Series:
    given: dict[str, object] = {
        "chart": "C5",
        "title": "Beliefs rewritten",
        "question": "Do my assumptions change?",
        "shown": shown,
        "n": 9,
        "of": 12,
        "sentence": "Three of nine reviews rewrote a belief.",
        "caption": "9 of 12 entries answered this.",
        "notes": ("One view.",),
        "pictures": (PICTURE,),
        "table": Table(("Kind", "Number"), (("Data & audit", "7"), ("=1+1", "2"))),
        "lines": (
            Line("3 June 2026", "I used to think <b>bold</b>", 4),
            Line("1 June 2026", "About the one nobody may read", 5, never_share=True),
        ),
        "lines_title": "I used to think… now I think…",
        "source": "Argyris & Schön (1978)",
    }
    return Series(**(given | other))  # type: ignore[arg-type]


def a_report(*chosen: Chosen, cover: str = "") -> Report:
    return report_of(chosen or (Chosen(a_series()),), WORDS, date(2026, 6, 30), cover)


def test_only_ticked_charts_are_in_a_report() -> None:
    report = a_report(Chosen(a_series()))
    assert [section.chart for section in report.sections] == ["C5"]
    assert report.origin == f"Made on 30 June 2026. {WORDS}."


def test_lines_in_own_words_leave_only_when_ticked() -> None:
    without, with_lines = a_report(Chosen(a_series())), a_report(Chosen(a_series(), with_lines=True))
    for report, there in ((without, False), (with_lines, True)):
        section = report.sections[0]
        assert ("I used to think <b>bold</b>" in [line.text for line in section.lines]) is there
        for written in (csv_of(report, section), html_of(report, {})):
            assert (b"I used to think" in written) is there


def test_lines_marked_never_to_be_shared_never_leave() -> None:
    report = a_report(Chosen(a_series(), with_lines=True))
    for written in (csv_of(report, report.sections[0]), html_of(report, {})):
        assert b"nobody may read" not in written
    assert not has_lines(a_series(lines=(Line("", "hidden", 5, never_share=True),)))


@pytest.mark.parametrize(
    ("shown", "said"),
    [(Shown.NOTHING, "Nothing was answered here"), (Shown.LIST, "Too few to show a pattern.")],
)
def test_too_few_answers_are_said_without_naming_entries(shown: Shown, said: str) -> None:
    section = a_report(Chosen(a_series(shown, sentence="Answer it. Here they are:"))).sections[0]
    assert section.sentence.startswith(said)
    assert "Here they are" not in section.sentence


def test_every_form_names_the_range_the_number_and_what_it_is_not() -> None:
    report = a_report()
    for written in (csv_of(report, report.sections[0]).decode("utf-8-sig"), html_of(report, {}).decode()):
        assert "theme budget" in written
        assert "n = 9 of 12" in written
        assert SELF_REPORTED in written


def test_a_table_of_values_opens_in_a_spreadsheet_as_text() -> None:
    report = a_report(Chosen(a_series(), with_lines=True))
    written = csv_of(report, report.sections[0])
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert ["Kind", "Number"] in rows
    assert ["Data & audit", "7"] in rows
    assert ["'=1+1", "2"] in rows  # never a formula
    assert ["3 June 2026", "I used to think <b>bold</b>"] in rows


def test_a_page_has_no_script_and_fetches_nothing() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>7</text></svg>'
    html = html_of(
        a_report(Chosen(a_series(), with_lines=True), cover="For <June>"), {("C5", 0): svg}
    ).decode()
    page = Said(html)
    assert "script" not in page.tags
    assert not {"link", "img", "iframe", "b"} & {*page.tags}
    assert "default-src 'none'" in html
    assert "I used to think <b>bold</b>" in page.said
    assert "For <June>" in page.said
    assert page.tags.count("svg") == 1
    assert page.tags.count("h1") == 1
    assert page.tags.index("h1") < page.tags.index("h2")
    assert "Which <kind>. The table holds the same figures." in page.said
