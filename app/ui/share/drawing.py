"""Charts drawn as they are shared: every picture of a chart, one below the other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from app.domain.sharing import SharedChart
from app.services.sharing.sharing import shared_chart
from app.ui.reports.drawings import svg_column
from app.ui.theme.fonts import family as bundled_family

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.patterns.series import Series


def drawn(series: Sequence[Series], range_words: str, family: str) -> tuple[SharedChart, ...]:
    """The charts as they are shared; may run on any thread. Lists of own words go with no picture of them."""
    return tuple(
        shared_chart(
            one, range_words, svg_column(one.pictures, family) if one.pictures and not one.lines else ""
        )
        for one in series
    )


def drawn_without_window(series: Sequence[Series], range_words: str) -> tuple[SharedChart, ...]:
    """The same for the command line, where no window was opened."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QGuiApplication(["balcony"])
        made = drawn(series, range_words, bundled_family(legible=False))
        del application
        return made
    return drawn(series, range_words, bundled_family(legible=False))
