"""Every form of picture, in three looks and two widths: drawn, inside its place, nothing over anything else."""

import itertools

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from app.patterns.series import BarRow, Bars, Category, Column, Columns, Hatch, Mark, Picture
from app.ui.charts import draw, draw_and_tell, preferred_height
from app.ui.theme import LOOKS, Look, apply_look
from tests.gui.pictures import (
    BALCONY,
    CALENDAR_MONTHS,
    PICTURES,
    SHARES,
    VOICES,
    coverage,
    grid_month,
)

EACH_PICTURE = pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES)


def place_for(picture: Picture, width: float) -> QRectF:
    return QRectF(20, 20, width, preferred_height(picture, width, QApplication.font()))


def lines_of(image: QImage) -> list[bytes]:
    whole, line = bytes(image.constBits()), image.bytesPerLine()
    return [whole[at : at + line] for at in range(0, len(whole), line)]


@EACH_PICTURE
@pytest.mark.parametrize("width", [360, 900])
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.value)
def test_a_picture_is_drawn_inside_its_place(
    qapp: QApplication, picture: Picture, width: int, look: Look
) -> None:
    apply_look(qapp, look)
    place = place_for(picture, width)
    image = QImage(width + 40, round(place.height()) + 40, QImage.Format.Format_RGB32)
    ground = QColor(LOOKS[look].card)
    image.fill(ground)
    painter = QPainter(image)
    marks = draw(painter, place, picture, LOOKS[look], qapp.font())
    painter.end()

    bytes_of_lines = set(lines_of(image))
    assert len(bytes_of_lines) > 20, "almost every line of the image is the same"
    rim = [image.pixelColor(x, y) for x in range(image.width()) for y in (0, 8, image.height() - 8)]
    assert all(colour == ground for colour in rim), "something was painted outside the place"
    roomy = place.adjusted(-8, -8, 8, 8)
    assert [shape.label for shape in marks if not roomy.contains(shape.rect)] == []


@EACH_PICTURE
@pytest.mark.parametrize("width", [360, 900])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_words_lie_over_other_words_or_outside(
    qapp: QApplication, picture: Picture, width: int, percent: int
) -> None:
    apply_look(qapp, Look.LIGHT, percent)
    place = place_for(picture, width)
    texts = draw_and_tell(None, place, picture, LOOKS[Look.LIGHT], qapp.font()).texts
    assert texts
    boxes = [(text.text, text.rect.adjusted(0.5, 1.5, -0.5, -1.5)) for text in texts if text.text]
    over = [(one, two) for (one, a), (two, b) in itertools.combinations(boxes, 2) if a.intersects(b)]
    assert over == []
    roomy = place.adjusted(-1, -1, 1, 1)
    assert [text for text, box in boxes if not roomy.contains(box)] == []


@EACH_PICTURE
def test_measuring_without_a_painter_finds_the_same_marks(qapp: QApplication, picture: Picture) -> None:
    apply_look(qapp, Look.LIGHT)
    place = place_for(picture, 640)
    image = QImage(700, round(place.height()) + 40, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    drawn = draw(painter, place, picture, LOOKS[Look.LIGHT], qapp.font())
    painter.end()
    measured = draw_and_tell(None, place, picture, LOOKS[Look.LIGHT], qapp.font()).marks
    assert [shape.mark for shape in measured] == [shape.mark for shape in drawn]
    assert all(
        a.rect.center().x() == pytest.approx(b.rect.center().x(), abs=2)
        for a, b in zip(measured, drawn, strict=True)
    )


@EACH_PICTURE
def test_the_same_drawing_goes_onto_paper(qapp: QApplication, picture: Picture) -> None:
    apply_look(qapp, Look.DARK)
    paper = QBuffer()
    paper.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(paper)
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(10, 10, 10, 10))
    painter = QPainter(writer)
    place = place_for(picture, 600)
    marks = draw(painter, place, picture, LOOKS[Look.LIGHT], qapp.font())
    painter.end()
    assert marks
    assert all(place.adjusted(-8, -8, 8, 8).contains(shape.rect) for shape in marks)
    assert paper.data().size() > 2000


def test_hatches_tell_categories_apart_without_colour(qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    seen = set()
    for hatch in Hatch:
        category = Category("one", "One", 0, hatch)
        picture = Columns("", (category,), (Column("Now", (Mark("one", 9, "one"),)),))
        image = QImage(200, 260, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        draw(painter, QRectF(0, 0, 200, 260), picture, LOOKS[Look.LIGHT], qapp.font())
        painter.end()
        seen.add(b"".join(lines_of(image)))
    assert len(seen) == 5


def test_a_share_is_drawn_as_tall_as_its_part_of_the_column(qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    other = Category("other", "Other", 1)
    parts = (Mark("three", 3, "balcony"), Mark("one", 1, "other"))
    picture = Columns("", (BALCONY, other), (Column("Now", parts),), as_shares=True)
    three, one = draw_and_tell(None, QRectF(0, 0, 400, 500), picture, LOOKS[Look.LIGHT], qapp.font()).marks
    assert three.rect.height() == pytest.approx(3 * one.rect.height(), rel=0.01)
    assert three.rect.top() == pytest.approx(one.rect.bottom(), abs=1)


def test_dots_stand_at_their_count_on_the_axis_of_the_bars_beside_them(qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    few = Column("Mar", (Mark("three", 3, "balcony"),), as_dots=True)
    many = Column("Apr", (Mark("six", 6, "balcony"),))
    picture = Columns("", (BALCONY,), (few, many))
    dots, bar = draw_and_tell(None, QRectF(0, 0, 400, 500), picture, LOOKS[Look.LIGHT], qapp.font()).marks
    assert bar.rect.height() == pytest.approx(2 * dots.rect.height(), rel=0.01)
    assert dots.rect.bottom() == pytest.approx(bar.rect.bottom(), abs=1)


def test_what_stands_below_the_line_is_drawn_below_what_stands_above(qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    marks = draw_and_tell(None, place_for(SHARES, 800), SHARES, LOOKS[Look.LIGHT], qapp.font()).marks
    first = {shape.mark.category: shape.rect.center().y() for shape in marks if shape.group == 0}
    assert first["balcony"] < first["both"] < first["floor"]


def test_the_length_of_a_bar_follows_its_count_and_a_nought_can_be_reached(qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    marks = draw_and_tell(None, place_for(VOICES, 900), VOICES, LOOKS[Look.LIGHT], qapp.font()).marks
    by_label = {shape.label.split(" in ")[0]: shape.rect for shape in marks}
    assert len(marks) == 8
    assert (
        by_label["Chief executive and corporate: heard"].width()
        > by_label["Children and young people: heard"].width()
    )
    assert by_label["Chief executive and corporate: affected, not heard"].width() > 4


def columns_of_months(count: int) -> Columns:
    names = [grid_month(at) for at in range(count)]
    columns = tuple(Column(name, (Mark(name, 2, "balcony"),), as_dots=True) for name in names)
    return Columns("Month by month", (Category("balcony", "Balcony", 0),), columns)


@pytest.mark.parametrize("width", [360, 520, 760, 960, 1040])
@pytest.mark.parametrize("picture", [columns_of_months(12), columns_of_months(24), coverage(24)])
def test_months_are_named_at_even_steps_under_their_years(
    qapp: QApplication, picture: Picture, width: int
) -> None:
    apply_look(qapp, Look.LIGHT)
    texts = draw_and_tell(None, place_for(picture, width), picture, LOOKS[Look.LIGHT], qapp.font()).texts
    said = [text.text for text in texts]
    named = [CALENDAR_MONTHS.index(text) for text in said if text in CALENDAR_MONTHS]
    assert len({(later - earlier) % 12 for earlier, later in itertools.pairwise(named)}) == 1
    assert "Jan" in said
    assert "2017" in said


@pytest.mark.parametrize("width", [300, 360, 520, 760, 1040])
@pytest.mark.parametrize("picture", [columns_of_months(120), coverage(120)])
def test_ten_years_of_months_name_their_years_at_even_steps(
    qapp: QApplication, picture: Picture, width: int
) -> None:
    apply_look(qapp, Look.LIGHT)
    texts = draw_and_tell(None, place_for(picture, width), picture, LOOKS[Look.LIGHT], qapp.font()).texts
    years = [int(text.text) for text in texts if text.text.startswith("20")]
    assert len(years) > 2
    assert len({later - earlier for earlier, later in itertools.pairwise(years)}) == 1


def test_an_empty_picture_draws_nothing_and_does_not_fail(qapp: QApplication) -> None:
    for picture in (Columns("Nothing", (), ()), Bars("Nothing", ()), Bars("One", (BarRow("empty"),))):
        assert (
            draw_and_tell(None, QRectF(0, 0, 300, 200), picture, LOOKS[Look.LIGHT], qapp.font()).marks == []
        )
