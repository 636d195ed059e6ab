"""One way to draw any picture: on the screen, in a PDF, an SVG or a PNG."""

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


def preferred_height(picture: Picture, width: float, font: QFont) -> float:
    """The height at which a picture of a width is read well, in the units of the screen."""
    pen = ChartPen(LIGHT, font)
    match picture:
        case Columns():
            height = columns_height(pen, width, picture)
        case Bars():
            height = bars_height(pen, width, picture)
        case Strips():
            height = strips_height(pen, width, picture)
        case Calibration():
            height = calibration_height(pen, width, picture)
        case Grid():
            height = grid_height(pen, width, picture)
        case Slopes():
            height = slopes_height(pen, width, picture)
        case Spread():
            height = spread_height(pen, width, picture)
        case Quadrants():
            height = quadrants_height(pen, width, picture)
    return height


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
    match picture:
        case Columns():
            draw_columns(pen, rect, picture)
        case Bars():
            draw_bars(pen, rect, picture)
        case Strips():
            draw_strips(pen, rect, picture)
        case Calibration():
            draw_calibration(pen, rect, picture)
        case Grid():
            draw_grid(pen, rect, picture)
        case Slopes():
            draw_slopes(pen, rect, picture)
        case Spread():
            draw_spread(pen, rect, picture)
        case Quadrants():
            draw_quadrants(pen, rect, picture)
    if painter is not None:
        painter.restore()
    return pen.drawn
