"""A share as one web page that is not locked, as its recipient reads it."""

from dataclasses import fields
from html import escape
from typing import Final

from app.domain.plain import PLAIN
from app.domain.sharing import Agreement, ShareBundle, SharedChart, SharedEntry, SharedField
from app.domain.web_page import web_page
from app.domain.written_dates import written

_AGREED: Final = {
    "purpose": "What it is for",
    "who_else": "Who else may see it",
    "kept_where": "Where it is kept",
    "how_long": "How long",
    "when_it_ends": "Where confidence ends",
    "at_the_end": "What happens at the end",
}


def html_of(bundle: ShareBundle) -> bytes:
    """The whole page in UTF-8: no script, nothing fetched, no id of any kind."""
    title = f"From {bundle.from_name} for {bundle.to_label}"
    day = written(bundle.made_on)
    parts = [
        f'<p class="sentence">{escape(bundle.marking)}</p>' if bundle.marking else "",
        f"<h1>{escape(title)}</h1><p>Made on {day}. {PLAIN}</p>",
        _said("What it is about", bundle.purpose),
        _said("What I would like from you", bundle.note),
        _delete_by(bundle),
        _agreement(bundle.agreement) if bundle.agreement else "",
        *map(_entry, bundle.entries),
        *(_chart(chart, number) for number, chart in enumerate(bundle.charts)),
        *(_said("In answer to an earlier comment", one.answer) for one in bundle.thread),
    ]
    return web_page(title, "\n".join(part for part in parts if part))


def _said(title: str, text: str) -> str:
    return f'<section><h2>{escape(title)}</h2><p class="words">{escape(text)}</p></section>' if text else ""


def _delete_by(bundle: ShareBundle) -> str:
    if bundle.delete_by is None:
        return ""
    day = written(bundle.delete_by)
    return f"<p>Please delete this by {day}.</p>"


def _agreement(agreed: Agreement) -> str:
    pairs = "".join(
        f'<dt>{_AGREED[one.name]}</dt><dd class="words">{escape(getattr(agreed, one.name))}</dd>'
        for one in fields(agreed)
        if getattr(agreed, one.name)
    )
    return f"<section><h2>What we agreed</h2><dl>{pairs}</dl></section>"


def _entry(entry: SharedEntry) -> str:
    title = next((one.value for one in entry.fields if one.field_id == "title"), "")
    rest = "".join(_field(one) for one in entry.fields if one.field_id != "title")
    heading = escape(f"{entry.when}: {title}" if title else entry.when)
    return f"<section><h2>{heading}</h2>{f'<dl>{rest}</dl>' if rest else ''}</section>"


def _field(one: SharedField) -> str:
    beside = ""
    if one.ends and one.kind == "slider":
        low, high = map(escape, one.ends)
        beside = f' <span class="quiet">(from −3, {low}, to +3, {high})</span>'
    return f'<dt>{escape(one.label)}{beside}</dt><dd class="words">{escape(one.value)}</dd>'


def _chart(chart: SharedChart, number: int) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in chart.headers)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in chart.rows
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if chart.rows else ""
    figure = (
        f'<figure role="img" aria-labelledby="chart-{number}"><div aria-hidden="true">{chart.svg}</div></figure>'
        if chart.svg
        else ""
    )
    told = f"{chart.range_words}, {chart.n} answers" if chart.range_words else f"{chart.n} answers"
    return (
        f'<section><h2 id="chart-{number}">{escape(chart.name)}</h2><p class="quiet">{escape(told)}</p>'
        f'<p class="sentence">{escape(chart.words)}</p>{figure}'
        f'<div class="wide" tabindex="0" role="region" aria-labelledby="chart-{number}">{table}</div></section>'
    )
