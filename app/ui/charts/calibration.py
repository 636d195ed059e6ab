"""How sure against how often: said and happened from 0 to 100, with the line where both agree."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt

from app.patterns.series import Band, Calibration, Category, Hatch
from app.ui.charts.head import LegendItem, draw_head, head_height
from app.ui.charts.pen import ChartPen, plain_number

_TALLEST_EM = 22
_TICKS = (0, 20, 40, 60, 80, 100)
_FULL = Category("band", "", 0)
_FEW = Category("few", "", 0, Hatch.HOLLOW)


def calibration_height(pen: ChartPen, width: float, picture: Calibration) -> float:
    """The height that shows a picture well: nearly square."""
    plot = min(width * 0.8, pen.em * _TALLEST_EM)
    return head_height(pen, width, picture.title, _legend(picture)) + plot + pen.em * 4.9


def draw_calibration(pen: ChartPen, rect: QRectF, picture: Calibration) -> None:
    """Paint said against happened into a rectangle."""
    top = draw_head(pen, rect, picture.title, _legend(picture))
    pen.text(QRectF(rect.left(), top, rect.width(), pen.em * 1.3), "How often it happened", muted=True)
    top += pen.em * 1.8
    gutter = pen.width("100%") + pen.em * 0.5
    height = rect.bottom() - top - pen.em * 3.0
    width = min(rect.width() - gutter - pen.em * 3, height * 1.6)
    if height <= 0 or width <= 0:
        return
    plot = QRectF(rect.left() + gutter, top, width, height)
    _draw_axes(pen, plot)
    pen.line(plot.bottomLeft(), plot.topRight(), dashed=True)
    ranges = [_range(pen, plot, band) for band in picture.bands]
    for at, band in enumerate(picture.bands):
        _draw_band(pen, plot, band, at)
    # After all ranges: no later line may run through an earlier number.
    for band, own in zip(picture.bands, ranges, strict=True):
        if own is not None and band.said is not None and band.happened is not None:
            words = f"n {plain_number(band.n)}"
            point = _point(plot, band.said, band.happened)
            others = [other for other in ranges if other is not None and other is not own]
            pen.number(_free_place(pen, plot, point, words, others), words)


def _point(plot: QRectF, said: float, happened: float) -> QPointF:
    return QPointF(plot.left() + plot.width() * said / 100, plot.bottom() - plot.height() * happened / 100)


def _range(pen: ChartPen, plot: QRectF, band: Band) -> QRectF | None:
    """What a band covers: its range, as wide as its dot."""
    if band.said is None or band.happened is None:
        return None
    low = band.happened if band.range_low is None else band.range_low
    high = band.happened if band.range_high is None else band.range_high
    top, bottom = _point(plot, band.said, high), _point(plot, band.said, low)
    return QRectF(top, bottom).adjusted(-pen.em * 0.45, 0, pen.em * 0.45, 0)


def _legend(picture: Calibration) -> list[LegendItem]:
    items = [
        LegendItem("said and happened agree", _guide_sign, 1.8),
        LegendItem("what happened, with the range it could come from", partial(_point_sign, _FULL), 0.9),
    ]
    if any(band.hollow for band in picture.bands):
        items.append(LegendItem("too few to lean on", partial(_point_sign, _FEW), 0.9))
    return items


def _guide_sign(pen: ChartPen, rect: QRectF) -> None:
    y = rect.center().y()
    pen.line(QPointF(rect.left(), y), QPointF(rect.right(), y), dashed=True)


def _point_sign(category: Category, pen: ChartPen, rect: QRectF) -> None:
    x = rect.center().x()
    pen.stroke(QPointF(x, rect.top()), QPointF(x, rect.bottom()), pen.tone(category), 1.5)
    pen.dot(rect.center(), pen.em * 0.7, category)


def _draw_axes(pen: ChartPen, plot: QRectF) -> None:
    free_from = plot.left() - pen.em * 4
    for tick in _TICKS:
        y = plot.bottom() - plot.height() * tick / 100
        pen.line(QPointF(plot.left(), y), QPointF(plot.right(), y), strong=tick == 0)
        words = f"{tick}%"
        if tick % 40 == 0 or tick == 100 or plot.height() > pen.em * 8:
            left = QRectF(plot.left() - pen.em * 5, y - pen.em / 2, pen.em * 4.7, pen.em)
            pen.text(left, words, Qt.AlignmentFlag.AlignRight, muted=True)
        x = plot.left() + plot.width() * tick / 100
        half = pen.width(words) / 2
        if x - half > free_from:
            below = QRectF(x - half, plot.bottom() + pen.em * 0.6, 2 * half, pen.em)
            pen.text(below, words, Qt.AlignmentFlag.AlignHCenter, muted=True)
            free_from = x + half + pen.em * 0.4
    pen.line(plot.topLeft(), plot.bottomLeft(), strong=True)
    name = QRectF(plot.left(), plot.bottom() + pen.em * 1.7, plot.width(), pen.em * 1.2)
    pen.text(name, "How sure I was", Qt.AlignmentFlag.AlignRight, muted=True)


def _draw_band(pen: ChartPen, plot: QRectF, band: Band, at: int) -> None:
    place = _range(pen, plot, band)
    if place is None or band.said is None or band.happened is None:
        return
    point = _point(plot, band.said, band.happened)
    category = _FEW if band.hollow else _FULL
    tone, cap = pen.tone(category), pen.em * 0.25
    pen.stroke(QPointF(point.x(), place.top()), QPointF(point.x(), place.bottom()), tone, 1.6)
    for end in (place.top(), place.bottom()):
        pen.stroke(QPointF(point.x() - cap, end), QPointF(point.x() + cap, end), tone, 1.6)
    size = pen.em * 0.9
    pen.dot(point, size, category)
    pen.mark(QRectF(point.x() - size / 2, point.y() - size / 2, size, size), band.mark, at)


def _free_place(pen: ChartPen, plot: QRectF, point: QPointF, words: str, taken: list[QRectF]) -> QPointF:
    """Beside the point, off every word that stands already and, if there is such a place, off every range."""
    aside = pen.em * 0.75 + pen.width(words) / 2
    least, most = plot.top() + pen.em * 0.5, plot.bottom() - pen.em * 0.55
    places = [
        QPointF(point.x() + across, min(max(point.y() + down * pen.em, least), most))
        for down in (0, 1.1, -1.1, 2.2, -2.2)
        for across in (aside, -aside)
    ]
    half = pen.width(words) / 2 + 1
    boxes = [QRectF(place.x() - half, place.y() - pen.em / 2, 2 * half, pen.em) for place in places]
    texts = [text.rect for text in pen.drawn.texts]
    for others in (texts + taken, texts):
        for place, box in zip(places, boxes, strict=True):
            if not any(other.intersects(box) for other in others):
                return place
    return places[0]
