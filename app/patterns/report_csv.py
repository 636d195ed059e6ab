"""One chart as a table for a spreadsheet."""

import csv
import io

from app.patterns.report import SELF_REPORTED, Report, Section

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(report: Report, section: Section) -> bytes:
    """What the table is first, then the table: UTF-8 with its mark, so that spreadsheets read it rightly.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it.
    """
    written = io.StringIO(newline="")
    out = csv.writer(written)
    head = [
        ("Chart", section.title),
        ("Question", section.question),
        ("Covers", report.origin),
        ("Answers", section.count),
        ("Note", SELF_REPORTED),
    ]
    rows: list[tuple[str, ...]] = [*head, (), section.table.headers, *section.table.rows]
    if section.beside is not None:
        rows += [(), (section.beside.title,), *((text,) for text in section.beside.words)]
        if section.beside.table is not None:
            rows += [section.beside.table.headers, *section.beside.table.rows]
    if section.lines:
        rows += [(), ("When", section.lines_title), *((line.on, line.text) for line in section.lines)]
    out.writerows(tuple(_plain(cell) for cell in row) for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
