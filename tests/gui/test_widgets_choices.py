"""Choosing: nothing is chosen until a person chooses, arrows only move, and everything is spoken."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.domain.entries import AnswerDraft
from app.domain.prompts import Option
from app.ui.widgets import ChoiceChips, ConfidenceChooser, OptionList, QuietButton, Scale, ThreeStateList
from tests.gui.stage import QUIET, Stage, spoken

pytestmark = QUIET

Key = Qt.Key
QUESTION = "Where were you standing?"


def position() -> Scale:
    return Scale(QUESTION, "Dance floor", "Balcony")


def test_entering_a_scale_and_moving_in_it_chooses_nothing(qtbot: QtBot) -> None:
    scale = position()
    stage = Stage(qtbot, scale)
    told: list[object] = []
    scale.changed.connect(told.append)
    stage.press(Key.Key_Tab)
    assert stage.focused_name == "In the middle"
    stage.press(Key.Key_Right, Key.Key_Right)
    assert stage.focused_name == "Clearly towards: Standing back (balcony)"
    assert scale.value() is None
    assert told == []


def test_space_chooses_delete_clears_and_both_are_spoken(qtbot: QtBot) -> None:
    scale = position()
    stage = Stage(qtbot, scale)
    told: list[object] = []
    scale.changed.connect(told.append)
    with spoken() as heard:
        stage.press(Key.Key_Tab, Key.Key_Home, Key.Key_Space)
        assert scale.value() == -3
        stage.press(Key.Key_End, Key.Key_Space)
        assert scale.value() == 3
        assert [step.isChecked() for step in scale.steps] == [False] * 6 + [True]
        stage.press(Key.Key_Delete)
    assert scale.value() is None
    assert told == [-3, 3, None]
    assert heard == [
        "Fully towards: In among it (dance floor)",
        "Fully towards: Standing back (balcony)",
        "Not answered",
    ]


def test_a_scale_is_one_tab_stop_until_there_is_something_to_clear(qtbot: QtBot) -> None:
    scale = position()
    stage = Stage(qtbot, scale)
    assert stage.tab_names() == ["In the middle"]
    scale.set_value(-1)
    assert stage.tab_names() == [
        "Slightly towards: In among it (dance floor)",
        f"Clear the answer to: {QUESTION}",
    ]


def test_clearing_by_button_keeps_the_focus_in_the_scale(qtbot: QtBot) -> None:
    scale = position()
    stage = Stage(qtbot, scale)
    scale.set_value(2)
    stage.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Return)
    assert scale.value() is None
    assert stage.focused in scale.steps


def test_a_screen_reader_meets_a_named_group_of_seven_radio_buttons(qtbot: QtBot) -> None:
    scale = position()
    _stage = Stage(qtbot, scale)
    group = QAccessible.queryAccessibleInterface(scale)
    assert group.role() == QAccessible.Role.Grouping
    assert group.text(QAccessible.Text.Name) == QUESTION
    roles = [QAccessible.queryAccessibleInterface(step).role() for step in scale.steps]
    assert roles == [QAccessible.Role.RadioButton] * 7
    names = {QAccessible.queryAccessibleInterface(step).text(QAccessible.Text.Name) for step in scale.steps}
    assert len(names) == 7


def test_a_value_set_by_the_page_is_not_told_as_a_change(qtbot: QtBot) -> None:
    scale = position()
    told: list[object] = []
    scale.changed.connect(told.append)
    scale.set_value(0)
    assert scale.value() == 0
    assert told == []


def test_confidence_is_unset_then_words_and_number_agree(qtbot: QtBot) -> None:
    chooser = ConfidenceChooser()
    stage = Stage(qtbot, chooser)
    assert (chooser.value(), chooser.withheld()) == (None, False)
    stage.press(Key.Key_Tab, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Space)
    assert chooser.value() == 65
    stage.press(Key.Key_Tab)
    assert stage.focused_name == "How sure, as a number from 5 to 95 per cent"
    stage.press(Key.Key_Up)
    assert chooser.value() == 70
    stage.press(Key.Key_Up, Key.Key_Up)
    assert chooser.value() == 80
    checked = [button.text() for button in chooser.findChildren(QAbstractButton) if button.isChecked()]
    assert checked == ["Very likely"]


def test_a_typed_number_goes_to_the_nearest_step_that_is_offered(qtbot: QtBot) -> None:
    chooser = ConfidenceChooser()
    stage = Stage(qtbot, chooser)
    stage.press(Key.Key_Tab, Key.Key_Tab)
    for typed, kept in (("63", 65), ("99", 95), ("1", 5)):
        stage.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
        stage.type(typed)
        stage.press(Key.Key_Return)
        assert chooser.value() == kept


def test_rather_not_say_is_an_answer_without_a_number(qtbot: QtBot) -> None:
    chooser = ConfidenceChooser()
    stage = Stage(qtbot, chooser)
    chooser.set_answer(80)
    stage.press(Key.Key_Tab, Key.Key_End, Key.Key_Space)
    assert (chooser.value(), chooser.withheld()) == (None, True)
    stage.press(Key.Key_Delete)
    assert (chooser.value(), chooser.withheld()) == (None, False)


WEEKS = [("2w", "In 2 weeks"), ("6w", "In 6 weeks"), ("3m", "In 3 months")]


def test_chips_keep_one_and_let_go_of_the_one_before(qtbot: QtBot) -> None:
    chips = ChoiceChips("Look again", WEEKS, quick=True)
    stage = Stage(qtbot, chips)
    told: list[object] = []
    chips.changed.connect(told.append)
    stage.press(Key.Key_Tab, Key.Key_Space, Key.Key_Right, Key.Key_Space)
    assert told == ["2w", "6w"]
    assert chips.values() == ("6w",)


def test_several_chips_are_told_in_the_order_offered(qtbot: QtBot) -> None:
    chips = ChoiceChips("Themes", WEEKS, multi=True)
    stage = Stage(qtbot, chips)
    told: list[object] = []
    chips.changed.connect(told.append)
    stage.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Space, Key.Key_Home, Key.Key_Space)
    assert told == [("3m",), ("2w", "3m")]


def test_other_chips_keep_what_is_still_offered(qtbot: QtBot) -> None:
    chips = ChoiceChips("Themes", WEEKS, multi=True)
    _stage = Stage(qtbot, chips)
    chips.set_values(["2w", "6w"])
    chips.set_options([("6w", "In 6 weeks"), ("1y", "In a year")])
    assert chips.values() == ("6w",)


def test_an_ampersand_in_a_name_is_a_letter(qtbot: QtBot) -> None:
    chips = ChoiceChips("Themes", [("q", "Quality & audit")], multi=True)
    stage = Stage(qtbot, chips)
    stage.press(Key.Key_Tab)
    assert stage.focused_name == "Quality & audit"
    assert isinstance(stage.focused, QAbstractButton)
    assert stage.focused.shortcut().isEmpty()


CONDITIONS = (
    Option("shared", "Shared information more freely"),
    Option("gave", "Gave a decision away"),
    Option("none", "None this time"),
)


def test_none_of_these_lets_go_of_the_others_and_they_of_it(qtbot: QtBot) -> None:
    options = OptionList("What did you do?", CONDITIONS, multi=True, exclusive={"none"}, other=True)
    stage = Stage(qtbot, options)
    stage.press(Key.Key_Tab, Key.Key_Space, Key.Key_End, Key.Key_Space)
    assert options.answer() == AnswerDraft(("none",))
    stage.press(Key.Key_Up, Key.Key_Space)
    assert options.answer() == AnswerDraft(("gave",))


def test_own_words_count_as_an_answer_and_let_go_of_none_of_these(qtbot: QtBot) -> None:
    options = OptionList("What did you do?", CONDITIONS, multi=True, exclusive={"none"}, other=True)
    stage = Stage(qtbot, options)
    options.set_answer(AnswerDraft(("none",)))
    stage.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    stage.type("Waited")
    assert options.answer() == AnswerDraft((), "Waited")


def test_a_single_option_is_given_by_its_id_and_cleared(qtbot: QtBot) -> None:
    options = OptionList("What did you do?", CONDITIONS)
    stage = Stage(qtbot, options)
    assert options.answer() is None
    stage.press(Key.Key_Tab, Key.Key_Right, Key.Key_Space)
    assert options.answer() == AnswerDraft("gave")
    stage.press(Key.Key_Delete)
    assert options.answer() is None


VOICES = tuple(Option(f"v{at}", f"Voice {at}") for at in range(8))


def test_recent_voices_come_first_and_the_rest_is_folded(qtbot: QtBot) -> None:
    voices = ThreeStateList("Who was heard?", VOICES, recent=("v7", "v2", "gone"))
    stage = Stage(qtbot, voices)
    reached = stage.tab_names()
    assert reached == [f"Voice {at}: not marked" for at in (7, 2, 0, 1, 3)] + ["More voices (3)"]


def test_a_voice_is_heard_or_absent_never_both(qtbot: QtBot) -> None:
    voices = ThreeStateList("Who was heard?", VOICES)
    stage = Stage(qtbot, voices)
    stage.press(Key.Key_Tab, Key.Key_Home, Key.Key_Space)
    assert (voices.heard(), voices.absent()) == (("v0",), ())
    stage.press(Key.Key_Right, Key.Key_Space)
    assert (voices.heard(), voices.absent()) == ((), ("v0",))
    stage.press(Key.Key_End, Key.Key_Space)
    assert (voices.heard(), voices.absent()) == ((), ())


def test_a_marked_voice_is_never_hidden_in_the_fold(qtbot: QtBot) -> None:
    voices = ThreeStateList("Who was heard?", VOICES)
    _stage = Stage(qtbot, voices)
    voices.set_value([], ["v6"])
    assert voices.rows["v6"].isVisible()
    assert voices.absent() == ("v6",)


def test_a_button_is_as_high_as_its_words_whatever_it_measured_before(qtbot: QtBot) -> None:
    button = QuietButton("Several words that do not all stand in one line")
    qtbot.addWidget(button)
    one_line = button.heightForWidth(2_000)
    assert button.heightForWidth(120) > one_line
    button.setText("Short")
    assert button.heightForWidth(120) == one_line
    font = button.font()
    font.setPointSizeF(3 * font.pointSizeF())
    button.setFont(font)
    assert button.heightForWidth(120) > one_line
