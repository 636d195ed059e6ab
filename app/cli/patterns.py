"""`balcony patterns`: the figures of the Patterns page, unrounded."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.cli import shapes, wording
from app.cli.command import Command, day, words
from app.cli.session import Session
from app.domain.days import Span
from app.domain.errors import InvalidInput

if TYPE_CHECKING:
    from app.domain.entries import ThemeId
    from app.domain.selection import Selection
    from app.patterns.comparing import Compared
    from app.patterns.coverage_map import FrameworkUse
    from app.patterns.series import Series, Table
    from app.services.journal import Journal

WINDOWS = ("3", "6", "12", "all")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--window", choices=WINDOWS, default="12", help="how many months back from today (12), or all"
    )
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help="the first day, with --to")
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help="the last day, with --from")
    parser.add_argument("--theme", type=words, metavar="NAME", help="only entries of this theme")
    parser.add_argument(
        "--framework", type=words, metavar="ID", help="only charts that draw on this framework"
    )
    parser.add_argument(
        "--compare-from", dest="compare_first", type=day, metavar="DAY",
        help="the first day of another period to set beside it, with --compare-to",
    )  # fmt: skip
    parser.add_argument("--compare-to", dest="compare_last", type=day, metavar="DAY", help="its last day")
    parser.add_argument(
        "--compare-theme", type=words, metavar="NAME", help="another theme to set beside it instead"
    )
    parser.add_argument(
        "--chart", dest="charts", action="append", type=words, metavar="C1",
        help="only this chart, hidden or not; repeat for more",
    )  # fmt: skip


def _act(session: Session, options: Namespace) -> int:
    with session.journal() as journal:
        dashboard = journal.patterns
        selection = _selection(options, journal)
        wanted = [dashboard.chart(name) for name in dict.fromkeys(options.charts)] if options.charts else None
        page = dashboard.page(selection, wanted=wanted)
        found = (*page.series, *page.more)
        frameworks = dashboard.coverage(selection)
    shape = {
        "window": selection.window.value,
        "from": shapes.day(page.window.first),
        "to": shapes.day(page.window.last),
        "words": page.words,
        "selection": selection_shape(selection, page.theme_names),
        "charts": {series.chart: chart_shape(series) for series in found},
        "compared": {chart: compared_shape(one) for chart, one in page.compared.items()},
        "frameworks": [framework_shape(one) for one in frameworks],
        "hidden": list(page.hidden),
    }
    session.result(shape, _lines(page.words, found, page.compared))
    return 0


def _selection(options: Namespace, journal: "Journal") -> "Selection":
    """What was asked for, by name; raises InvalidInput."""
    from app.domain.selection import Selection, Window

    framework = options.framework
    known = [one.id for one in journal.prompts.now().library.frameworks]
    if framework is not None and framework not in known:
        raise InvalidInput(
            "framework", "There is no framework of that name.", f"Choose one of {', '.join(known)}."
        )
    free = _span(options.first, options.last)
    return Selection(
        Window(options.window) if free is None else Window.FREE,
        free,
        _theme(options.theme, journal),
        framework,
        _span(options.compare_first, options.compare_last),
        _theme(options.compare_theme, journal),
    )


def _span(first: date | None, last: date | None) -> Span | None:
    return None if first is None and last is None else Span(first, last)


def _theme(name: str | None, journal: "Journal") -> "ThemeId | None":
    if name is None:
        return None
    themes = journal.patterns.theme_names()
    found = [theme for theme, known in themes.items() if known.casefold() == name.casefold()]
    if not found:
        raise InvalidInput(
            "theme", "There is no theme of that name.", "“balcony themes” lists those there are."
        )
    return found[0]


def selection_shape(selection: "Selection", themes: "Mapping[ThemeId, str]") -> dict[str, object]:
    """What was chosen: the names of themes, the id of a framework."""
    beside = selection.compare_span
    return {
        "theme": themes.get(selection.theme) if selection.theme is not None else None,
        "framework": selection.framework,
        "compare_from": shapes.day(beside.first) if beside else None,
        "compare_to": shapes.day(beside.last) if beside else None,
        "compare_theme": (
            themes.get(selection.compare_theme) if selection.compare_theme is not None else None
        ),
    }


def framework_shape(use: "FrameworkUse") -> dict[str, object]:
    """Where the answers to one framework show."""
    return {
        "id": use.framework,
        "name": use.name,
        "models": list(use.models),
        "charts": [one.chart for one in use.charts],
        "answers": use.answers,
        "prompts": use.prompts,
        "not_met": list(use.not_met),
    }


def compared_shape(one: "Compared") -> dict[str, object]:
    """A chart beside itself."""
    return {
        "names": [one.name_a, one.name_b],
        "n": [one.n_a, one.n_b],
        "sentences": [one.sentence_a, one.sentence_b],
        "table": _table_shape(one.table) if one.table else None,
        "why_not": one.why_not or None,
    }


def _table_shape(table: "Table") -> dict[str, object]:
    return {"headers": list(table.headers), "rows": [list(row) for row in table.rows]}


def chart_shape(series: "Series") -> dict[str, object]:
    """The figures of a chart and, beside them, what the page says about them."""
    said: Mapping[str, object] = {
        "title": series.title,
        "question": series.question,
        "sentence": series.sentence,
        "caption": series.caption,
        "notes": list(series.notes),
        "lines": [{"on": line.on, "text": line.text, "id": line.entry_id} for line in series.lines],
        "table": _table_shape(series.table),
    }
    return {**series.figures, **said}


def _lines(said: str, found: "tuple[Series, ...]", compared: "Mapping[str, Compared]") -> Iterator[str]:
    yield from (said, "")
    for series in found:
        yield f"{series.chart}  {series.title}"
        yield from (f"  {text}" for text in (series.sentence, series.caption, *series.notes) if text)
        yield from wording.table([series.table.headers, *series.table.rows], indent="    ")
        if series.lines_title:
            yield f"  {series.lines_title}"
        yield from (f"    {line.on}  {line.text}" for line in series.lines)
        if series.chart in compared:
            yield from _beside(compared[series.chart])
        yield ""


def _beside(one: "Compared") -> Iterator[str]:
    if one.table is None:
        yield f"  {one.why_not}"
        return
    yield f"  {one.name_b}: {one.sentence_b}"
    yield from wording.table([one.table.headers, *one.table.rows], indent="    ")


command = Command("patterns", "show how you have been standing, in figures", _arguments, _act)
