"""A report as one web page: no script, nothing fetched, headings, tables and pictures that can be read aloud."""

from collections.abc import Mapping
from html import escape
from typing import Final

from app.patterns.report import SELF_REPORTED, Report, Section
from app.patterns.series import Table

Drawings = Mapping[tuple[str, int], str]
"""Pictures as SVG elements, by chart and place."""

PLAIN: Final = "This file is not locked: anyone who has it can read it."

_STYLE: Final = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d2528; --quiet: #4c585c; --line: #c9cfd1; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14191b; --ink: #e9eced; --quiet: #b3bcbf; --line: #46524f; }
}
body { margin: 2rem auto; padding: 0 1rem; max-width: 46rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
.quiet { color: var(--quiet); } .sentence { font-size: 1.1rem; }
figure { margin: 1rem 0; background: #fff; border: 1px solid var(--line); border-radius: 8px; padding: .5rem; }
figure svg { display: block; width: 100%; height: auto; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; }
caption { text-align: left; color: var(--quiet); padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--quiet); } dd { margin: 0 0 .75rem; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid-page; } }
"""


def html_of(report: Report, drawings: Drawings) -> bytes:
    """The whole page in UTF-8. Its rules forbid scripts and every fetch."""
    cover = f'<p class="sentence">{escape(report.cover)}</p>' if report.cover else ""
    sections = "".join(_section(section, drawings) for section in report.sections)
    return f"""<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(report.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(report.title)}</h1>
{cover}
<p>{escape(report.origin)}</p>
<p><strong>{escape(SELF_REPORTED)}</strong> {escape(PLAIN)}</p>
{sections}
<p class="quiet">{escape(report.caveat)}</p>
</main>
</body>
</html>
""".encode()


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


def _lines(section: Section) -> str:
    if not section.lines:
        return ""
    pairs = "".join(f"<dt>{escape(line.on)}</dt><dd>{escape(line.text)}</dd>" for line in section.lines)
    return f"<h3>{escape(section.lines_title)}</h3><dl>{pairs}</dl>"
