"""A report as one web page: no script, nothing fetched, headings, tables and pictures that can be read aloud."""

from collections.abc import Mapping
from html import escape
from typing import Final

from app.domain.plain import not_locked
from app.domain.web_page import web_page
from app.patterns.report import SELF_REPORTED, Report, Section
from app.patterns.series import Table

Drawings = Mapping[tuple[str, int], str]
"""Pictures as SVG elements, by chart and place."""

PLAIN: Final = not_locked("file")


def html_of(report: Report, drawings: Drawings) -> bytes:
    """The whole page in UTF-8."""
    cover = f'<p class="sentence">{escape(report.cover)}</p>' if report.cover else ""
    sections = "".join(_section(section, drawings) for section in report.sections)
    return web_page(
        report.title,
        f"""<h1>{escape(report.title)}</h1>
{cover}
<p>{escape(report.origin)}</p>
<p><strong>{escape(SELF_REPORTED)}</strong> {escape(PLAIN)}</p>
{sections}
<p class="quiet">{escape(report.caveat)}</p>""",
    )


def _section(section: Section, drawings: Drawings) -> str:
    name = escape(section.chart.lower())
    notes = "".join(f"<p>{escape(note)}</p>" for note in section.notes)
    figures = "".join(
        _figure(f"{name}-{place}", picture.title or section.title, drawings[section.chart, place])
        for place, picture in enumerate(section.pictures)
        if (section.chart, place) in drawings
    )
    return f"""<section aria-labelledby="{name}">
<h2 id="{name}">{escape(section.title)}</h2>
<p class="quiet">{escape(section.question)}</p>
<p class="sentence">{escape(section.sentence)}</p>
{figures}
{_table(section.table, f"{section.title}: {section.count}")}
{notes}
{_beside(section)}
{_lines(section)}
<p class="quiet">{escape(section.count)}. {escape(SELF_REPORTED)} Where it comes from: {escape(section.source)}.</p>
</section>
"""


def _figure(name: str, title: str, svg: str) -> str:
    # The table beside it says the same in words, so the picture is named and its inside is passed over.
    return (
        f'<figure role="img" aria-labelledby="{name}"><div aria-hidden="true">{svg}</div>'
        f'<figcaption id="{name}" class="quiet">{escape(title)}. The table holds the same figures.'
        "</figcaption></figure>"
    )


def _table(table: Table, caption: str) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.headers)
    rows = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _beside(section: Section) -> str:
    beside = section.beside
    if beside is None:
        return ""
    words = "".join(f"<p>{escape(text)}</p>" for text in beside.words)
    table = _table(beside.table, f"{section.title}, side by side") if beside.table is not None else ""
    return f"<h3>{escape(beside.title)}</h3>{words}{table}"


def _lines(section: Section) -> str:
    if not section.lines:
        return ""
    pairs = "".join(f"<dt>{escape(line.on)}</dt><dd>{escape(line.text)}</dd>" for line in section.lines)
    return f"<h3>{escape(section.lines_title)}</h3><dl>{pairs}</dl>"
