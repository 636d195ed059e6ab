"""A report as files: one PDF, one web page, or a picture or a table for each chart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.errors import Cancelled
from app.patterns.report import SELF_REPORTED, Report, Section
from app.patterns.report_csv import csv_of
from app.patterns.report_html import html_of
from app.storage.files import file_errors, write_whole
from app.ui.printing.pages import Turned
from app.ui.reports.document import pdf_of
from app.ui.reports.drawings import Sheet, png_of, svg_element, svg_of


class Form(StrEnum):
    """What a report is written as."""

    PDF = "pdf"
    HTML = "html"
    SVG = "svg"
    PNG = "png"
    CSV = "csv"

    @property
    def is_one_file(self) -> bool:
        """Whether the whole report is one file, and not one for each chart."""
        return self in (Form.PDF, Form.HTML)


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was made."""

    name: str
    content: bytes


def one_file_name(report: Report, form: Form) -> str:
    """A neutral name: no word of the journal stands in it."""
    return f"balcony-patterns-{report.made_on.isoformat()}.{form.value}"


def names_of(report: Report, form: Form) -> tuple[str, ...]:
    """The files that a form with one file for each chart makes."""
    if form is Form.CSV:
        return tuple(_name(report, section, form) for section in report.sections)
    return tuple(
        _name(report, section, form, place)
        for section in report.sections
        for place in range(len(section.pictures))
    )


def write_report(report: Report, form: Form, where: Path, family: str, turned: Turned) -> int:
    """Write a report to a file, or its files into a folder; how many. Raises JournalError, Cancelled.

    Everything is drawn before anything is written, so that a stop or a mistake leaves nothing behind.
    """
    with file_errors():
        if form.is_one_file:
            write_whole(where, _one_file(report, form, family, turned))
            return 1
        files = list(_each(report, form, family, turned))
        for file in files:
            write_whole(where / file.name, file.content)
    return len(files)


def _one_file(report: Report, form: Form, family: str, turned: Turned) -> bytes:
    if form is Form.PDF:
        return pdf_of(report, family, turned)
    drawings = {}
    for at, section in enumerate(report.sections):
        _go_on(turned, at, len(report.sections))
        for place, picture in enumerate(section.pictures):
            drawings[section.chart, place] = svg_element(picture, family)
    return html_of(report, drawings)


def _each(report: Report, form: Form, family: str, turned: Turned) -> Iterator[Written]:
    for at, section in enumerate(report.sections):
        _go_on(turned, at, len(report.sections))
        if form is Form.CSV:
            yield Written(_name(report, section, form), csv_of(report, section))
            continue
        for place, picture in enumerate(section.pictures):
            foot = f"{report.origin_alone} {section.count}. {SELF_REPORTED}"
            sheet = Sheet(f"{section.title}. {section.question}", picture, foot, family)
            content = svg_of(sheet) if form is Form.SVG else png_of(sheet)
            yield Written(_name(report, section, form, place), content)


def _go_on(turned: Turned, at: int, of: int) -> None:
    if not turned(at, of):
        raise Cancelled


def _name(report: Report, section: Section, form: Form, place: int = 0) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", section.title.lower()).strip("-")
    more = f"-{place + 1}" if place else ""
    return f"balcony-{section.chart.lower()}-{words}{more}-{report.made_on.isoformat()}.{form.value}"
