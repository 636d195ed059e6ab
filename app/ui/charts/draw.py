"""One way to draw any picture: on the screen, in a PDF, an SVG or a PNG."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from app.patterns.series import (
    Bars,
    Calibration,
    Columns,
    Grid,
    Picture,
    Quadrants,
    Slopes,
    Spread,
    Strips,
)
from app.ui.charts.bars import bars_height, draw_bars
from app.ui.charts.calibration import calibration_height, draw_calibration
from app.ui.charts.columns import columns_height, draw_columns
from app.ui.charts.grid import draw_grid, grid_height
from app.ui.charts.pen import ChartPen, Drawn, MarkShape
from app.ui.charts.quadrants import draw_quadrants, quadrants_height
from app.ui.charts.slopes import draw_slopes, slopes_height
from app.ui.charts.spread import draw_spread, spread_height
from app.ui.charts.strips import draw_strips, strips_height
from app.ui.theme.colours import LIGHT, Tokens

_WAYS: dict[type[Picture], tuple[Callable[..., float], Callable[..., None]]] = {
    Columns: (columns_height, draw_columns),
    Bars: (bars_height, draw_bars),
    Strips: (strips_height, draw_strips),
    Calibration: (calibration_height, draw_calibration),
    Grid: (grid_height, draw_grid),
    Slopes: (slopes_height, draw_slopes),
    Spread: (spread_height, draw_spread),
    Quadrants: (quadrants_height, draw_quadrants),
}
"""How high each kind of picture is, and how it is painted."""


def preferred_height(picture: Picture, width: float, font: QFont) -> float:
    """The height at which a picture of a width is read well, in the units of the screen."""
    pen = ChartPen(LIGHT, font)
    height_of, _draw = _WAYS[type(picture)]
    return height_of(pen, width, picture)


def draw(painter: QPainter, rect: QRectF, picture: Picture, tokens: Tokens, font: QFont) -> list[MarkShape]:
    """Paint a picture into a rectangle, nothing outside it; where its marks are, in reading order.

    Line widths and gaps follow the font as the painter's device measures it.
    Paint at the device's own scale, or set its resolution to 96.
    """
    return draw_and_tell(painter, rect, picture, tokens, font).marks


def draw_and_tell(
    painter: QPainter | None, rect: QRectF, picture: Picture, tokens: Tokens, font: QFont
) -> Drawn:
    """As `draw`, telling of the texts too; without a painter it only lays out."""
    pen = ChartPen(tokens, font, painter)
    if painter is not None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _height, draw_it = _WAYS[type(picture)]
    draw_it(pen, rect, picture)
    if painter is not None:
        painter.restore()
    return pen.drawn
