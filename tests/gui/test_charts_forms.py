"""Grids, slopes, spreads and quadrants: what is printed, where marks stand, and how they are walked and pressed."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.patterns.series import Grid, GridRow, Mark, Picture, Quadrants, Slopes, Spread
from app.ui.charts import ChartCanvas, Drawn, draw, draw_and_tell, preferred_height
from app.ui.charts.shades import STEPS, ink_on, shade
from app.ui.theme import LOOKS, Look, apply_look
from app.ui.theme.colours import LEAST_TARGET, contrast
from tests.gui.pictures import (
    CALENDAR,
    CARRYING,
    COVERAGE,
    FAR_OUT,
    HOLLOW,
    NEITHER,
    PICTURES,
    QUADRANTS,
    SLOPES,
    VOICES,
    WAITING,
    coverage,
    quadrants_of,
    slope,
    spread_of,
)
from tests.gui.stage import QUIET, Stage, spoken

pytestmark = QUIET
WIDTHS = st.integers(280, 1100)
COUNTS = st.one_of(st.integers(0, 12), st.sampled_from([99, 100, 12345]))
NAMES = st.sampled_from(
    [
        "A",
        "Budget",
        "SEND and inclusion",
        "Carers (foster, kinship, residential) and their own families at home",
    ]
)


def laid_out(picture: Picture, width: float, height: float | None = None) -> Drawn:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    tall = height or preferred_height(picture, width, app.font())
    return draw_and_tell(None, QRectF(0, 0, width, tall), picture, LOOKS[Look.LIGHT], app.font())


def texts_over_each_other(drawn: Drawn) -> list[tuple[str, str]]:
    boxes = [(text.text, text.rect.adjusted(0.5, 1.5, -0.5, -1.5)) for text in drawn.texts if text.text]
    return [(one, two) for (one, a), (two, b) in itertools.combinations(boxes, 2) if a.intersects(b)]


def is_tidy(picture: Picture, width: float) -> None:
    """Nothing over anything else, nothing outside, every mark to be hit and none hidden behind another."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    place = QRectF(0, 0, width, preferred_height(picture, width, app.font()))
    drawn = laid_out(picture, width)
    assert texts_over_each_other(drawn) == []
    roomy = place.adjusted(-8, -8, 8, 8)
    assert [shape.label for shape in drawn.marks if not roomy.contains(shape.rect)] == []
    assert [text.text for text in drawn.texts if not roomy.contains(text.rect)] == []
    assert all(min(shape.hit.width(), shape.hit.height()) >= LEAST_TARGET - 0.01 for shape in drawn.marks)
    middles = {
        (round(shape.rect.center().x(), 1), round(shape.rect.center().y(), 1)) for shape in drawn.marks
    }
    assert len(middles) == len(drawn.marks)


def said(drawn: Drawn) -> list[str]:
    return [text.text for text in drawn.texts]


@st.composite
def grids(draw_one: st.DrawFn) -> Grid:
    columns = draw_one(st.integers(1, 40))
    names = draw_one(st.lists(NAMES, min_size=1, max_size=20))
    cells = st.lists(st.one_of(st.none(), COUNTS), min_size=columns, max_size=columns)
    rows = tuple(
        GridRow(name, tuple(None if n is None else Mark(f"{name}: {n}", n) for n in draw_one(cells)))
        for name in names
    )
    labels = draw_one(
        st.sampled_from([coverage(columns).columns, tuple(f"Place {n}" for n in range(columns))])
    )
    return Grid("Counts", labels, rows, "Down", "Across", numbers=draw_one(st.booleans()))


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)


@settings(max_examples=40)
@given(grids(), WIDTHS)
def test_every_grid_is_tidy(qapp: QApplication, picture: Grid, width: int) -> None:
    is_tidy(picture, width)


@settings(max_examples=60)
@given(
    st.integers(1, 12).flatmap(
        lambda periods: st.lists(
            st.tuples(
                NAMES,
                st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=periods, max_size=periods),
            ),
            max_size=6,
        )
    ),
    WIDTHS,
)
def test_all_slopes_are_tidy(
    qapp: QApplication, lines: list[tuple[str, list[float | None]]], width: int
) -> None:
    periods = tuple(f"Q{at % 4 + 1} {2020 + at // 4}" for at in range(max([len(v) for _, v in lines] + [1])))
    is_tidy(Slopes("Shares", periods, tuple(slope(name, *values) for name, values in lines)), width)


@settings(max_examples=80)
@given(
    st.dictionaries(st.integers(-900, 900).map(float), st.integers(1, 15), max_size=40),
    st.booleans(),
    WIDTHS,
)
def test_every_spread_is_tidy(
    qapp: QApplication, counts: dict[float, int], has_zero: bool, width: int
) -> None:
    zero = "the date chosen" if has_zero else ""
    middle = sorted(counts)[len(counts) // 2] if counts else None
    half = (sorted(counts)[len(counts) // 4], sorted(counts)[3 * len(counts) // 4]) if counts else None
    picture = spread_of(counts, zero=zero, median=middle, middle_half=half)
    is_tidy(picture, width)
    by_place = {one.mark: one.at for one in picture.marks}
    lefts = [(by_place[shape.mark], shape.rect.center().x()) for shape in laid_out(picture, width).marks]
    assert [x for _, x in sorted(lefts)] == sorted(x for _, x in lefts), "a later day stands further right"


@settings(max_examples=60)
@given(
    st.dictionaries(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), st.integers(1, 12345), max_size=49),
    WIDTHS,
)
def test_all_quadrants_are_tidy_and_print_every_count_from_two(
    qapp: QApplication, counts: dict[tuple[int, int], int], width: int
) -> None:
    picture = quadrants_of(counts)
    is_tidy(picture, width)
    if width >= 400:
        printed = sorted(text for text in said(laid_out(picture, width)) if text.replace(",", "").isdigit())
        assert printed == sorted(f"{count:,}" for count in counts.values() if count >= 2)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [300, 700, 1400])
@pytest.mark.parametrize(
    "name", ["coverage", "carrying", "calendar", "slopes", "far out", "quadrants", "hollow"]
)
def test_the_new_forms_are_tidy_at_every_text_size(
    qapp: QApplication, name: str, width: int, percent: int
) -> None:
    apply_look(qapp, Look.LIGHT, percent)
    is_tidy(PICTURES[name], width)


# ---- grids


def numbers_of(picture: Grid) -> list[str]:
    return sorted(f"{mark.value:,.0f}" for row in picture.rows for mark in row.marks if mark is not None)


@pytest.mark.parametrize("picture", [COVERAGE, CARRYING], ids=["coverage", "carrying"])
@pytest.mark.parametrize("width", [340, 860])
def test_a_grid_prints_the_number_of_each_cell(qapp: QApplication, picture: Grid, width: int) -> None:
    printed = [text for text in said(laid_out(picture, width)) if text.isdigit() and len(text) < 4]
    assert sorted(printed) == numbers_of(picture)


def test_a_grid_that_is_too_narrow_for_numbers_keeps_its_cells_and_explains_its_shades(
    qapp: QApplication,
) -> None:
    drawn = laid_out(coverage(120), 500)
    assert len(drawn.marks) == 19 * 120
    assert "10 or more" in said(drawn)


def test_a_blank_place_of_a_grid_is_no_mark_and_a_nought_is_one_only_with_its_number(
    qapp: QApplication,
) -> None:
    assert len(laid_out(CARRYING, 600).marks) == 6
    noughts = [mark for row in CALENDAR.rows for mark in row.marks if mark is not None and not mark.value]
    shown = {shape.mark for shape in laid_out(CALENDAR, 600).marks}
    assert noughts
    assert not shown & set(noughts)
    counted = {shape.mark for shape in laid_out(COVERAGE, 600).marks}
    assert any(mark.value == 0 for mark in counted)


def test_a_calendar_flows_into_runs_side_by_side_where_there_is_room_and_never_grows_wider(
    qapp: QApplication,
) -> None:
    font = qapp.font()
    heights = [preferred_height(CALENDAR, width, font) for width in (300, 760, 1000)]
    assert heights[0] > 1.6 * heights[1]
    assert heights[1] > 1.2 * heights[2]
    assert heights[2] < 560
    for width in (300, 760, 1000):
        assert max(shape.rect.right() for shape in laid_out(CALENDAR, width).marks) <= width


def test_a_cell_is_at_least_24_pixels_each_way_where_there_is_room(qapp: QApplication) -> None:
    for picture in (COVERAGE, CALENDAR):
        cells = [shape.rect for shape in laid_out(picture, 860).marks]
        assert all(cell.height() >= 22 and cell.width() >= 22 for cell in cells)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.value)
def test_numbers_can_be_read_on_every_shade_and_shades_differ(look: Look) -> None:
    tokens = LOOKS[look]
    shades = [shade(tokens, step) for step in range(1, len(STEPS) + 1)]
    assert [ground for ground in shades if contrast(ink_on(tokens, ground), ground) < 4.5] == []
    assert all(contrast(one, two) > 1.15 for one, two in itertools.pairwise([tokens.card, *shades]))


def test_a_square_of_a_calendar_tells_its_step_without_colour(qapp: QApplication) -> None:
    inked = []
    for count in (1, 3, 5, 8):
        row = GridRow("Week", (Mark("one", count), Mark("most", 8)))
        picture = Grid("", ("Mon", "Tue"), (row,), numbers=False)
        image = QImage(300, 120, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        first = draw(painter, QRectF(0, 0, 300, 120), picture, LOOKS[Look.LIGHT], qapp.font())[0]
        painter.end()
        cell = first.rect.toAlignedRect()
        y = cell.center().y()
        across = [image.pixelColor(x, y) for x in range(cell.left(), cell.right())]
        inked.append(sum(colour.lightness() < 240 for colour in across))
    assert inked == sorted(set(inked))


def test_arrows_walk_a_grid_along_its_rows_and_columns(qtbot: QtBot) -> None:
    canvas = ChartCanvas(CARRYING)
    stage = Stage(qtbot, canvas)
    canvas.setFocus()
    with spoken() as heard:
        stage.press(Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
    # The middle place of this column is blank: Down goes past it, Up from the left one to its neighbour.
    wanted = [CARRYING.rows[row].marks[place] for row, place in ((0, 1), (2, 1), (2, 0), (1, 0))]
    assert heard == [mark.label for mark in wanted if mark is not None]
    canvas.set_picture(COVERAGE)
    with spoken() as heard:
        stage.press(Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up)
    rows = COVERAGE.rows
    wanted = [rows[at].marks[place] for at, place in ((0, 0), (1, 0), (2, 0), (2, 1), (1, 1))]
    assert heard == [mark.label for mark in wanted if mark is not None]


@pytest.mark.parametrize("name", ["calendar", "carrying", "slopes"])
def test_right_reaches_every_mark_of_a_crossed_picture(qtbot: QtBot, name: str) -> None:
    canvas = ChartCanvas(PICTURES[name])
    stage = Stage(qtbot, canvas)
    canvas.setFocus()
    marks = canvas.spoken_marks()
    stage.press(Qt.Key.Key_Home)
    reached = [canvas.current_mark()]
    for _ in marks[1:]:
        stage.press(Qt.Key.Key_Right)
        reached.append(canvas.current_mark())
    assert reached == list(range(len(marks)))


# ---- slopes


def test_each_slope_is_named_at_its_end_in_the_order_of_its_end_and_names_stand_apart(
    qapp: QApplication,
) -> None:
    drawn = laid_out(SLOPES, 860)
    names = {text.text: text.rect for text in drawn.texts if text.text in {s.label for s in SLOPES.slopes}}
    assert set(names) == {each.label for each in SLOPES.slopes}
    assert min(rect.left() for rect in names.values()) > max(shape.rect.right() for shape in drawn.marks)
    ordered = sorted(names, key=lambda name: names[name].top())
    assert ordered[0] == "Budget"
    assert ordered[-1] in {"Partnership", "Inspection"}


def test_where_names_have_no_room_at_the_end_they_stand_in_the_legend(qapp: QApplication) -> None:
    drawn = laid_out(SLOPES, 320)
    names = [text.rect for text in drawn.texts if text.text in {each.label for each in SLOPES.slopes}]
    assert len(names) == 6
    assert max(rect.bottom() for rect in names) < min(shape.rect.top() for shape in drawn.marks)


def test_a_share_of_a_slope_stands_at_its_height(qapp: QApplication) -> None:
    picture = Slopes("", ("Q1 2025", "Q2 2025"), (slope("Budget", 0, 20), slope("SEND", 40, 10)))
    y = {shape.mark.value: shape.rect.center().y() for shape in laid_out(picture, 600).marks}
    assert y[0] - y[20] == pytest.approx(2 * (y[0] - y[10]), abs=0.1)
    assert y[0] - y[40] == pytest.approx(4 * (y[0] - y[10]), abs=0.1)


def test_marks_of_one_share_step_aside_so_that_each_can_be_pressed(qapp: QApplication) -> None:
    drawn = laid_out(Slopes("", ("Q1 2025",), tuple(slope(f"T{n}", 20) for n in range(6))), 700)
    assert len(drawn.marks) == 6
    for one, two in itertools.combinations(drawn.marks, 2):
        assert not one.rect.adjusted(1, 1, -1, -1).intersects(two.rect)


def test_six_slopes_are_told_apart_without_colour(qapp: QApplication) -> None:
    seen = set()
    for at in range(6):
        lines = [slope("", None, None)] * at + [slope("", 20, 20)]
        picture = Slopes("", ("Q1 2025", "Q2 2025"), tuple(lines))
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        mark = draw(painter, QRectF(0, 0, 400, 300), picture, LOOKS[Look.LIGHT], qapp.font())[0]
        painter.end()
        around = image.copy(mark.rect.adjusted(-2, -2, 60, 2).toAlignedRect())
        every = itertools.product(range(around.width()), range(around.height()))
        seen.add(tuple(around.pixelColor(x, y).lightness() < 190 for x, y in every))
    assert len(seen) == 6


# ---- spreads


def places(picture: Spread, width: float) -> dict[float, float]:
    at = {one.mark: one.at for one in picture.marks}
    return {at[shape.mark]: shape.rect.center().x() for shape in laid_out(picture, width).marks}


def test_days_of_a_spread_stand_at_true_distances(qapp: QApplication) -> None:
    x = places(WAITING, 860)
    unit = (x[25] - x[-9]) / 34
    assert all(where == pytest.approx(x[-9] + (at + 9) * unit, abs=0.5) for at, where in x.items())
    assert "//" not in "".join(said(laid_out(WAITING, 860)))


@pytest.mark.parametrize("width", [340, 860])
def test_few_far_out_do_not_squeeze_the_others_and_the_gap_is_said(qapp: QApplication, width: int) -> None:
    x = places(FAR_OUT, width)
    assert x[5] - x[-3] > width * 0.2
    unit = (x[5] - x[-3]) / 8
    assert x[1] == pytest.approx(x[-3] + 4 * unit, abs=0.5)
    assert x[-700] < x[-3]
    assert x[5] < x[400] < x[420]
    drawn = said(laid_out(FAR_OUT, width))
    assert "the axis leaves out a stretch" in drawn
    assert "−700" in drawn
    assert "400" in drawn


def test_a_spread_names_its_middle_its_nought_its_half_and_its_unit(qapp: QApplication) -> None:
    drawn = said(laid_out(WAITING, 860))
    for words in ("middle: 4", "the date chosen", "the middle half", "days after the date chosen"):
        assert words in drawn
    counts = [words for words in drawn if words in {"2", "3", "4"}]
    assert {"2", "3", "4"} <= set(counts)


# ---- quadrants


def test_points_stand_on_the_side_of_their_signs_and_larger_counts_are_larger(qapp: QApplication) -> None:
    by_place = {(p.across, p.up): p.mark for p in QUADRANTS.points}
    rects = {shape.mark: shape.rect for shape in laid_out(QUADRANTS, 800).marks}
    middle = rects[by_place[0, 0]].center()
    for (across, up), mark in by_place.items():
        away = rects[mark].center() - middle
        assert (away.x() > 1) - (away.x() < -1) == (across > 0) - (across < 0)
        assert (away.y() < -1) - (away.y() > 1) == (up > 0) - (up < 0)
    assert rects[by_place[3, -3]].width() > rects[by_place[-2, -2]].width() > rects[by_place[3, 3]].width()


@pytest.mark.parametrize("width", [300, 500, 900])
def test_quadrants_name_both_scales_and_all_corners(qapp: QApplication, width: int) -> None:
    drawn = said(laid_out(QUADRANTS, width))
    for name in (*QUADRANTS.across, *QUADRANTS.up, *QUADRANTS.corners):
        assert drawn.count(name) == 1


# ---- strips, bars, and all of them


def test_a_second_count_is_drawn_on_top_of_the_first_printed_and_reached(qapp: QApplication) -> None:
    drawn = laid_out(HOLLOW, 700)
    assert {"3 + 1", "+ 2", "2 + 1", "12,345"} <= set(said(drawn))
    rects = {shape.label: shape.rect for shape in drawn.marks}
    assert rects["both, Cultural at -2: 1"].bottom() <= rects["Cultural at -2: 3"].top() + 1


def test_marked_neither_is_printed_beside_the_bars_and_can_be_entered(qapp: QApplication) -> None:
    drawn = laid_out(NEITHER, 860)
    assert "Neither" in said(drawn)
    rests = [shape for shape in drawn.marks if "neither" in shape.label]
    assert len(rests) == 2
    assert min(shape.rect.left() for shape in rests) > max(
        shape.rect.right() for shape in drawn.marks if "neither" not in shape.label
    )
    assert "Neither" not in said(laid_out(VOICES, 860))


@pytest.mark.parametrize("name", PICTURES)
def test_every_mark_can_be_pressed_in_its_middle(qtbot: QtBot, name: str) -> None:
    canvas = ChartCanvas(PICTURES[name])
    stage = Stage(qtbot, canvas, width=1000)
    chosen: list[Mark] = []
    canvas.mark_chosen.connect(chosen.append)
    shapes = canvas.spoken_marks()
    for shape in (shapes[0], shapes[len(shapes) // 2], shapes[-1]):
        stage.click(canvas, shape.rect.center().toPoint())
        assert chosen[-1:] == [shape.mark]


def test_a_press_beside_a_small_mark_still_means_it(qtbot: QtBot) -> None:
    canvas = ChartCanvas(QUADRANTS)
    stage = Stage(qtbot, canvas)
    chosen: list[Mark] = []
    canvas.mark_chosen.connect(chosen.append)
    small = min(canvas.spoken_marks(), key=lambda shape: shape.rect.width())
    beside = small.rect.center() + QPointF(11, -11)
    assert not small.rect.contains(beside)
    stage.click(canvas, beside.toPoint())
    assert chosen == [small.mark]


@pytest.mark.parametrize("name", PICTURES)
def test_words_stay_words_in_svg(qapp: QApplication, name: str) -> None:
    picture = PICTURES[name]
    height = preferred_height(picture, 700, qapp.font())
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(700, round(height)))
    generator.setResolution(96)
    painter = QPainter(generator)
    draw(painter, QRectF(0, 0, 700, height), picture, LOOKS[Look.LIGHT], qapp.font())
    painter.end()
    svg = bytes(buffer.data().data()).decode()
    assert svg.count("<text") >= len(laid_out(picture, 700).texts) * 0.9


def test_empty_and_single_pictures_of_the_new_forms_are_drawn(qapp: QApplication) -> None:
    empty: tuple[Picture, ...] = (
        Grid("Nothing", (), ()),
        Slopes("Nothing", (), ()),
        Spread("Nothing", "days", ()),
        Quadrants("Nothing", ("", ""), ("", ""), ("", "", "", ""), ()),
    )
    for picture in empty:
        assert laid_out(picture, 400).marks == []
    single: tuple[Picture, ...] = (
        Grid("One", ("Jun 2026",), (GridRow("Row", (Mark("one", 1),)),)),
        Slopes("One", ("Jun 2026",), (slope("Budget", 100),)),
        spread_of({5: 1}, zero="the date chosen", median=5),
        quadrants_of({(0, 0): 1}),
    )
    for picture in single:
        is_tidy(picture, 400)
        assert len(laid_out(picture, 400).marks) == 1
