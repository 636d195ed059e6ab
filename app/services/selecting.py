"""The selection of the page of patterns as it is kept in the journal, and read back however old it is."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from typing import Any, Final

from app.domain.days import Span
from app.domain.entries import ThemeId
from app.domain.errors import InvalidInput
from app.domain.selection import Selection, Window
from app.domain.whole import JsonValue

KEPT: Final = "patterns_selection"
WINDOW_ALONE: Final = "patterns_window"
"""Where earlier versions kept the window, and nothing else was chosen."""


def body_of(selection: Selection) -> dict[str, JsonValue]:
    """A selection as JSON."""
    return {
        "window": selection.window.value,
        "free": _texts(selection.free),
        "theme": selection.theme,
        "framework": selection.framework,
        "compare_span": _texts(selection.compare_span),
        "compare_theme": selection.compare_theme,
        "compare_before": selection.compare_before,
    }


def selection_from(body: object, themes: Collection[ThemeId], frameworks: Collection[str]) -> Selection:
    """A selection from its JSON; what it names and is no longer there is left out."""
    if not isinstance(body, dict):
        return Selection(_window(body))
    window, free = _window(body.get("window")), _span(body.get("free"))
    compare_span = _span(body.get("compare_span"))
    with suppress(InvalidInput):
        return Selection(
            window,
            free if window is Window.FREE else None,
            _among(body.get("theme"), themes),
            _among(body.get("framework"), frameworks),
            compare_span,
            None if compare_span else _among(body.get("compare_theme"), themes),
            compare_span is not None and body.get("compare_before") is True,
        )
    return Selection()


def _among(value: Any, known: Collection[Any]) -> Any:
    return value if value in known else None


def _window(value: object) -> Window:
    with suppress(ValueError):
        return Window(str(value))
    return Window.TWELVE


def _texts(span: Span | None) -> JsonValue:
    if span is None:
        return None
    return [day.isoformat() if day else None for day in (span.first, span.last)]


def _span(value: object) -> Span | None:
    if isinstance(value, list) and len(value) == 2:
        with suppress(ValueError, TypeError):
            return Span(*(date.fromisoformat(day) if day else None for day in value))
    return None
