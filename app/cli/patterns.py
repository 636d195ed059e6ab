"""`balcony patterns`: the figures of the Patterns page, unrounded."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from app.cli import shapes, wording
from app.cli.command import Command, words
from app.cli.session import Session

if TYPE_CHECKING:
    from app.patterns.series import Series

WINDOWS = ("3", "6", "12", "all")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--window", choices=WINDOWS, default="12", help="how many months back from today (12), or all"
    )
    parser.add_argument(
        "--chart", dest="charts", action="append", type=words, metavar="C1",
        help="only this chart, hidden or not; repeat for more",
    )  # fmt: skip


def _act(session: Session, options: Namespace) -> int:
    from app.services.dashboard import Window

    with session.journal() as journal:
        span = journal.patterns.span(Window(options.window))
        if options.charts:
            found = journal.patterns.charts(
                span, wanted=[journal.patterns.chart(name) for name in dict.fromkeys(options.charts)]
            )
        else:
            page = journal.patterns.page(span)
            found = (*page.series, *page.more)
        hidden = journal.patterns.hidden()
    shape = {
        "window": options.window,
        "from": shapes.day(span.first),
        "to": shapes.day(span.last),
        "charts": {series.chart: chart_shape(series) for series in found},
        "hidden": list(hidden),
    }
    session.result(shape, _lines(found))
    return 0


def chart_shape(series: "Series") -> dict[str, object]:
    """The figures of a chart and, beside them, what the page says about them."""
    said: Mapping[str, object] = {
        "title": series.title,
        "question": series.question,
        "sentence": series.sentence,
        "caption": series.caption,
        "notes": list(series.notes),
        "lines": [{"on": line.on, "text": line.text, "id": line.entry_id} for line in series.lines],
        "table": {"headers": list(series.table.headers), "rows": [list(row) for row in series.table.rows]},
    }
    return {**series.figures, **said}


def _lines(found: "tuple[Series, ...]") -> Iterator[str]:
    for series in found:
        yield f"{series.chart}  {series.title}"
        yield from (f"  {text}" for text in (series.sentence, series.caption, *series.notes) if text)
        yield from wording.table([series.table.headers, *series.table.rows], indent="    ")
        if series.lines_title:
            yield f"  {series.lines_title}"
        yield from (f"    {line.on}  {line.text}" for line in series.lines)
        yield ""


command = Command("patterns", "show how you have been standing, in figures", _arguments, _act)
