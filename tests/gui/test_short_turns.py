"""Long pages come in turns: the window breathes between them, and what is there first is what work begins with."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.fields import Field
from app.domain.forms import FormKind
from app.services.journal import Journal
from app.ui.decision.sheet import Part, Section
from app.ui.decision.sheet_view import SheetView
from app.ui.forms import EntryForm, ground_of
from app.ui.widgets import QuietButton
from app.ui.widgets.layouts import Flow
from tests.fixtures.cheap import TODAY, new_journal

MOST_IN_A_TURN = 2


def _beats(qtbot: QtBot, shown: list[int], view: SheetView) -> None:
    """Note after every turn of the window how many cards stand there."""
    beat = QTimer()
    beat.setInterval(0)
    beat.timeout.connect(lambda: shown.append(sum(one.isVisible() for one in view.views)))
    beat.start()
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == 12 and not view.is_building)
    beat.stop()


def test_the_cards_of_an_entry_are_shown_two_in_a_turn_and_in_their_order(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    view = SheetView(host)
    host.show()
    view.show_sections([Section(f"Section {at}", (Part("Asked", "Said."),)) for at in range(12)])
    shown: list[int] = []
    _beats(qtbot, shown, view)
    steps = [after - before for before, after in zip([0, *shown], shown, strict=False)]
    assert max(steps) <= MOST_IN_A_TURN
    assert [one.section.title for one in view.views] == [f"Section {at}" for at in range(12)]
    tops = [one.y() for one in view.views]
    qtbot.waitUntil(lambda: [one.y() for one in view.views] == sorted(tops) and len(set(tops)) == 12)


def test_a_deep_form_is_never_made_in_one_turn_and_its_last_question_can_be_gone_to_at_once(
    qtbot: QtBot, tmp_path: Path
) -> None:
    journal: Journal = new_journal(tmp_path)
    try:
        form = EntryForm(FormKind.DEEP, TODAY, ground=ground_of(journal))
        qtbot.addWidget(form)
        form.show()
        assert not form.built
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        form.go_to("answer:dj-tripwire")
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.accessibleName().startswith("What early sign")
        qtbot.waitUntil(lambda: form.built)
        assert form.keys[0] == Field.TITLE.value
    finally:
        journal.close(back_up=False)


def test_a_wrapping_row_measures_itself_again_when_something_in_it_changes(qtbot: QtBot) -> None:
    first, second = QuietButton("One"), QuietButton("Two")
    row = Flow(first, second)
    qtbot.addWidget(row)
    row.show()
    width = row.flow.sizeHint().width() + 4
    low = row.flow.heightForWidth(width)
    assert row.flow.heightForWidth(width) == low
    second.setText("Two, with many more words than there is room for")
    assert row.flow.heightForWidth(width) > low
    second.hide()
    assert row.flow.heightForWidth(width) == low
    second.show()
    assert row.flow.heightForWidth(width) > low
    second.setText("Two")
    assert row.flow.heightForWidth(width) == low
    third = QuietButton("A third that does not fit either, long as it is")
    row.add(third)
    third.show()
    assert row.flow.heightForWidth(width) > low
