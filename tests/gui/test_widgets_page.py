"""Pages wrap instead of scrolling sideways, nothing is cut, targets are large enough, and the rest of the kit works."""

import gc
import weakref
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from pytestqt.qtbot import QtBot

from app.domain.prompts import Option
from app.ui.theme import GRID, Look, apply_look, em, tokens
from app.ui.widgets import (
    Banner,
    BannerKind,
    Body,
    BusyLine,
    Card,
    CheckChoice,
    ChoiceChips,
    Columns,
    ConfidenceChooser,
    DatePick,
    Disclosure,
    EmptyState,
    Flow,
    Heading,
    LinkButton,
    Muted,
    NavButton,
    NumberLine,
    OptionList,
    Page,
    PickLine,
    PrimaryButton,
    ProgressPanel,
    QuietButton,
    Scale,
    TextArea,
    TextLine,
    ThreeStateList,
)
from app.ui.widgets.layouts import parts_of
from app.ui.widgets.painting import RING
from app.ui.widgets.reading_order import ReadingOrder
from tests.gui.stage import QUIET, Stage, spoken

pytestmark = QUIET

Key = Qt.Key
LONG = Option("wider", "I looked at the wider forces, and at what my own position leads me to see or miss")
UNBROKEN = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"


def everything() -> list[QWidget]:
    return [
        TextLine("What did you decide, in a line?", max_length=120, quick=True),
        TextArea("What do you expect to see, and by when?", hint="A sign that you would notice"),
        ConfidenceChooser(),
        ChoiceChips(
            "Look again", [("2w", "In 2 weeks"), ("6w", "In 6 weeks"), ("d", "On a date…")], quick=True
        ),
        Scale("Where were you standing when you made this call?", "Dance floor", "Balcony"),
        OptionList("How far did you look?", [LONG, Option("no", "Not far")], multi=True, other=True),
        OptionList("How far did you look?", [LONG, Option("no", "Not far")]),
        ThreeStateList("Who was heard?", [Option("c", "Carers (foster, kinship, residential)")]),
        DatePick("Look again on", today=date(2026, 11, 22)),
        Disclosure("More questions", unfolded=True),
        Banner("The folder lies inside OneDrive.", BannerKind.CAUTION, "Choose another folder"),
        EmptyState("Your patterns appear here after five answers.", "Log a decision"),
        ProgressPanel("Reading the file"),
        NumberLine("Lock after", 2, 60, unit="minutes"),
        PickLine("Colours", [("system", "Follow the computer"), ("light", "Light")]),
        CheckChoice("Use the high-legibility typeface"),
        Body(UNBROKEN),
        Flow(LinkButton("Another question"), QuietButton("None today"), PrimaryButton("Save"), to_right=True),
    ]


def full_page() -> Page:
    page = Page("Today", "Sunday 22 November")
    page.add_action(QuietButton("Export this page…"))
    for widget in everything():
        card = Card("A card")
        card.add(widget)
        page.add(card)
    return page


def show(qtbot: QtBot, page: Page, width: int, height: int) -> None:
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    QApplication.processEvents()


@pytest.mark.parametrize(("width", "height"), [(911, 512), (640, 512), (1600, 900)])
@pytest.mark.parametrize("legible", [False, True])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_or_runs_off_the_side(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, percent: int, legible: bool
) -> None:
    apply_look(qapp, Look.LIGHT, percent, legible_font=legible)
    page = full_page()
    show(qtbot, page, width, height)
    column = page.widget()
    assert column is not None
    assert column.width() <= page.viewport().width()
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        right = widget.mapTo(column, widget.rect().bottomRight()).x()
        assert right <= page.viewport().width(), widget.accessibleName()
        wanted = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else 0
        assert widget.height() >= wanted, f"cut in height: {widget.accessibleName()}"
        parent = widget.parentWidget()
        assert parent is not None
        assert parent.rect().contains(widget.geometry()), f"outside its parent: {widget.accessibleName()}"


@pytest.mark.parametrize("percent", [100, 200])
def test_every_target_is_large_enough(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    apply_look(qapp, Look.LIGHT, percent)
    page = full_page()
    show(qtbot, page, 1200, 900)
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLineEdit):
            continue
        if isinstance(widget.parentWidget(), QWidget) and widget.objectName() == "qt_spinbox_lineedit":
            continue
        assert min(widget.width(), widget.height()) >= 24, widget.accessibleName()
    for quick in (ConfidenceChooser, ChoiceChips, Scale):
        for group in page.findChildren(quick):
            heights = {
                button.height() for button in group.findChildren(QAbstractButton) if button.isCheckable()
            }
            assert min(heights) >= 44


def test_every_control_has_a_name_and_a_role(qtbot: QtBot, qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    page = full_page()
    show(qtbot, page, 1200, 900)
    for widget in page.findChildren(QWidget):
        if (
            not widget.isVisible()
            or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
            or widget.focusProxy() is not None
        ):
            continue
        if widget.objectName() == "qt_spinbox_lineedit":
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), type(widget).__name__
        assert interface.role() != QAccessible.Role.Client, type(widget).__name__


def test_tab_goes_through_a_whole_page_and_comes_back(qtbot: QtBot) -> None:
    stage = Stage(qtbot, full_page(), width=1000)
    names = stage.tab_names()
    assert 20 < len(names) < 60
    assert len([name for name in names if name == "Save"]) == 1
    stage.before.setFocus()
    stage.press(Key.Key_Backtab)
    assert stage.focused is stage.after


def test_what_has_the_focus_is_scrolled_into_view(qtbot: QtBot) -> None:
    page = full_page()
    stage = Stage(qtbot, page, width=1000)
    for _ in range(25):
        stage.press(Key.Key_Tab)
        focused = stage.focused
        if not page.isAncestorOf(focused):
            continue
        top = focused.mapTo(page.viewport(), focused.rect().topLeft()).y()
        assert 0 <= top < page.viewport().height(), focused.accessibleName()
    assert page.verticalScrollBar().value() > 0


def test_what_has_the_focus_stays_in_view_when_what_stands_above_it_grows_at_once(qtbot: QtBot) -> None:
    page, above, answer = full_page(), QWidget(), QuietButton("Keep it")
    page.add(above)
    page.add(answer)
    stage = Stage(qtbot, page, width=1000)
    answer.setFocus()
    assert stage.focused is answer
    scrolled = page.verticalScrollBar().value()
    assert scrolled > 0
    above.setMinimumHeight(300)
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() >= scrolled + 300)
    assert answer.visibleRegion().boundingRect() == answer.rect()


def test_a_page_is_never_wider_than_its_measure(qtbot: QtBot, qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    page = Page("Today")
    card = Card("A card")
    page.add(card)
    show(qtbot, page, 3000, 600)
    assert card.width() <= 110 * em() + 1
    middle = card.mapTo(page, card.rect().center()).x()
    assert abs(middle - 1500) < 20


def test_columns_stand_side_by_side_only_where_there_is_room(qtbot: QtBot, qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    left, right = Card("Left"), Card("Right")
    columns = Columns(left, right, stack_below_em=60)
    page = Page()
    page.add(columns)
    show(qtbot, page, 1100, 600)
    assert left.y() == right.y()
    page.resize(600, 600)
    qtbot.waitUntil(lambda: right.y() > left.y())
    assert left.width() == right.width()
    page.resize(1100, 600)
    qtbot.waitUntil(lambda: left.y() == right.y())


def test_the_look_and_the_size_change_while_a_page_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    page = full_page()
    stage = Stage(qtbot, page, width=1000)
    heading = page.heading.height()
    light = stage.window.grab().toImage().pixelColor(2, 2)
    apply_look(qapp, Look.DARK, 200)
    qtbot.waitUntil(lambda: page.heading.height() > 1.7 * heading)
    dark = stage.window.grab().toImage().pixelColor(2, 2)
    assert light.name().lower() == "#f6f5f1"
    assert dark.name().lower() == tokens().paper.lower()


def test_headings_and_cards_have_their_roles(qtbot: QtBot) -> None:
    card = Card("Voices")
    _stage = Stage(qtbot, card)
    assert QAccessible.queryAccessibleInterface(card.heading).role() == QAccessible.Role.Heading
    assert QAccessible.queryAccessibleInterface(card).role() == QAccessible.Role.Grouping
    assert QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Name) == "Voices"


def test_labels_show_markup_as_it_was_written(qtbot: QtBot) -> None:
    for label in (Body("<b>not bold</b>"), Muted("a & b"), Heading("<i>x</i>")):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == label.accessibleName()


@pytest.mark.parametrize("button", [PrimaryButton, QuietButton, LinkButton, NavButton])
def test_buttons_are_pressed_by_space_enter_and_pointer(
    qtbot: QtBot, button: Callable[[str], QAbstractButton]
) -> None:
    one = button("Save it")
    stage = Stage(qtbot, one)
    pressed: list[bool] = []
    one.clicked.connect(lambda: pressed.append(True))
    stage.press(Key.Key_Tab, Key.Key_Space, Key.Key_Return)
    stage.click(one)
    assert len(pressed) == 3


def test_the_focus_ring_stands_outside_the_fill_with_a_gap(qtbot: QtBot) -> None:
    button = PrimaryButton("Save")
    stage = Stage(qtbot, button)
    stage.press(Key.Key_Tab)
    image = button.grab().toImage()
    middle = image.height() // 2
    across = [image.pixelColor(x, middle).name().lower() for x in range(8)]
    now = tokens()
    assert across[0] == now.focus.lower()
    assert across[3] not in {now.focus.lower(), now.accent.lower()}
    assert across[6] == now.accent.lower()


def test_a_section_unfolds_and_says_so(qtbot: QtBot) -> None:
    section = Disclosure("More questions")
    inside = QLineEdit()
    inside.setAccessibleName("inside")
    section.add(inside)
    stage = Stage(qtbot, section)
    assert stage.tab_names() == ["More questions"]
    with spoken() as heard:
        section.button.setFocus()
        stage.press(Key.Key_Return)
    assert heard == ["Open"]
    assert stage.tab_names() == ["More questions", "inside"]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_triangle_of_a_section_grows_with_its_words(
    qtbot: QtBot, qapp: QApplication, percent: int
) -> None:
    section = Disclosure("More")
    stage = Stage(qtbot, section, percent=percent)
    button = section.button
    picture = button.grab().toImage()
    ink = QColor(tokens().ink)
    before = button.side_padding - GRID + RING
    rows = {
        y
        for y in range(picture.height())
        for x in range(RING, before + 1)
        if abs(picture.pixelColor(x, y).lightness() - ink.lightness()) < 40
    }
    assert len(rows) >= 0.6 * em(button)
    apply_look(qapp, Look.LIGHT)
    assert stage.widget is section


@pytest.mark.parametrize("kind", BannerKind)
def test_a_banner_tells_its_kind_in_words_and_carries_its_button(qtbot: QtBot, kind: BannerKind) -> None:
    banner = Banner("The disk is full.", kind, "Try again")
    stage = Stage(qtbot, banner)
    pressed: list[bool] = []
    banner.acted.connect(lambda: pressed.append(True))
    assert kind.value in [label.text() for label in banner.findChildren(QLabel)]
    stage.press(Key.Key_Tab, Key.Key_Return)
    assert pressed == [True]
    with spoken() as heard:
        banner.set_text("There is room again.", "")
    assert heard == [f"{kind.value}. There is room again."]
    assert stage.tab_names() == []


def test_the_signs_of_banners_differ_in_shape(qtbot: QtBot) -> None:
    images = []
    for kind in BannerKind:
        stage = Stage(qtbot, Banner("Same words", kind, title="Same title"))
        grey = stage.widget.grab().toImage().convertToFormat(stage.widget.grab().toImage().Format.Format_Mono)
        images.append(bytes(grey.constBits()))
    assert len(set(images)) == 3


def test_progress_counts_in_words_and_can_be_cancelled(qtbot: QtBot) -> None:
    panel = ProgressPanel("Reading the file")
    stage = Stage(qtbot, panel)
    panel.set_progress(1200, 4000)
    assert "1,200 of 4,000" in [label.text() for label in panel.findChildren(QLabel)]
    cancelled: list[bool] = []
    panel.cancelled.connect(lambda: cancelled.append(True))
    stage.press(Key.Key_Tab, Key.Key_Space, Key.Key_Space)
    assert cancelled == [True]


def test_a_busy_line_speaks_how_it_ended(qtbot: QtBot) -> None:
    line = BusyLine()
    _stage = Stage(qtbot, line)
    with spoken() as heard:
        line.start("Looking…")
        line.stop("3 entries found.")
    assert heard == ["3 entries found."]


def test_the_wheel_scrolls_the_page_and_not_a_number(qtbot: QtBot) -> None:
    number = NumberLine("Lock after", 2, 60)
    _stage = Stage(qtbot, number)
    number.set_value(5)
    told: list[object] = []
    number.changed.connect(told.append)
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(number.field, turn)
    assert (number.value(), turn.isAccepted()) == (5, False)
    number.field.stepUp()
    assert told == [6]


def test_a_list_keeps_what_is_chosen_when_others_are_offered(qtbot: QtBot) -> None:
    pick = PickLine("Colours", [("a", "A"), ("b", "B")])
    pick.set_value("b")
    assert pick.value() == "b"
    pick.set_options([("b", "B"), ("c", "C")])
    assert pick.value() == "b"


def test_no_widget_outlives_its_page(qtbot: QtBot, qapp: QApplication) -> None:
    apply_look(qapp, Look.LIGHT)
    page = full_page()
    show(qtbot, page, 1000, 700)
    gone = weakref.ref(page)
    kinds = [weakref.ref(widget) for widget in page.findChildren(Scale)]
    page.close()
    page.deleteLater()
    del page
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
    assert [ref() for ref in kinds if ref() is not None] == []


def test_the_order_of_tab_keeps_nothing_of_a_layout_that_qt_frees(qtbot: QtBot) -> None:
    """An item kept past its widget is taken for the next widget at its address, which ends the process."""
    page = Page("Journal")
    stage = Stage(qtbot, page)
    order = ReadingOrder(page)
    banner = Banner("Choose it again.", BannerKind.PROBLEM, "Choose something else")
    page.add(banner)
    before = _items_known()
    order.set_order()
    assert _items_known() == before
    assert stage.widget is page


def _items_known() -> int:
    gc.collect()
    return sum(type(one) is QWidgetItem for one in gc.get_objects())


def test_the_parts_of_a_layout_come_in_its_order(qtbot: QtBot) -> None:
    page = QWidget()
    stage = Stage(qtbot, page)
    column, row = QVBoxLayout(page), QHBoxLayout()
    first, second, third, inner = QLabel("1"), QLabel("2"), Flow(QLabel("x"), QLabel("y")), QLabel("in")
    row.addWidget(inner)
    column.addWidget(third)
    column.insertWidget(0, first)
    column.insertLayout(1, row)
    column.insertWidget(2, second)
    assert parts_of(column) == [first, row, second, third]
    assert parts_of(row) == [inner]
    assert [part.text() for part in parts_of(third.flow) if isinstance(part, QLabel)] == ["x", "y"]
    assert stage.widget is page


def test_a_reader_that_asks_for_a_scroll_bar_that_went_finds_nothing(qtbot: QtBot) -> None:
    page = Page("Journal")
    stage = Stage(qtbot, page)
    heard = QAccessible.queryAccessibleInterface(page)
    assert heard.child(0) is not None
    assert heard.child(heard.childCount()) is None
    assert heard.child(50) is None
    assert (heard.role(), heard.text(QAccessible.Text.Name)) == (QAccessible.Role.Client, "Journal")
    assert stage.widget is page
