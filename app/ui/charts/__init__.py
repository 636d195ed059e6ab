"""Charts: one drawing for screen and paper, a canvas to walk it, and the table beside it."""

from app.ui.charts.canvas import ChartCanvas
from app.ui.charts.draw import draw, draw_and_tell, preferred_height
from app.ui.charts.pen import Drawn, MarkShape, TextShape
from app.ui.charts.table import SeriesTable

__all__ = [
    "ChartCanvas",
    "Drawn",
    "MarkShape",
    "SeriesTable",
    "TextShape",
    "draw",
    "draw_and_tell",
    "preferred_height",
]
