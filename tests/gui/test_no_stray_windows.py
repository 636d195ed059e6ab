"""Making a widget never opens a window: a part shown before it has a parent would flash and take the focus."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.prompts import Option
from app.domain.removing import FieldWords, Place, PlaceKind
from app.ui.distilling.going_view import GoingView
from app.ui.distilling.staying import StayingText, StaysCard
from app.ui.erasing.entries_card import EntriesCard
from app.ui.redacting.places import PlacesList
from app.ui.widgets import (
    Banner,
    Card,
    ChoiceChips,
    ConfidenceChooser,
    DatePick,
    Disclosure,
    EmptyState,
    NumberLine,
    OptionList,
    Page,
    PickLine,
    ProgressPanel,
    Scale,
    TextArea,
    TextLine,
    ThreeStateList,
)
from tests.gui.writing import Windows

VOICES = [Option(f"v{n}", f"Voice {n}") for n in range(9)]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Card("A card"),
        lambda: Page("A page", "and its quiet line"),
        lambda: Banner("What happened", action="Mend it"),
        lambda: EmptyState("What will appear", "Begin"),
        lambda: TextLine("A line", hint="a hint", secret=True, max_length=9),
        lambda: TextArea("An area", hint="a hint"),
        lambda: ProgressPanel("Reading"),
        lambda: ThreeStateList("Who was heard?", VOICES),
        lambda: OptionList("Which?", VOICES, multi=True, other=True),
        lambda: Scale("Where?", "low", "high"),
        lambda: Disclosure("More", unfolded=True),
        lambda: DatePick("When?", today=date(2026, 6, 30), value=date(2026, 7, 1)),
        lambda: ChoiceChips("One", [("a", "A")]),
        lambda: NumberLine("How many?", 1, 9),
        lambda: PickLine("Which?", [("a", "A")], hint="a hint"),
        ConfidenceChooser,
        lambda: PlacesList([Place(PlaceKind.ENTRY, at, 1, "One", date(2026, 6, 30)) for at in range(40)]),
        lambda: StayingText(FieldWords("title", "Title", "One")),
        StaysCard,
        GoingView,
        EntriesCard,
    ],
)
def test_making_a_widget_opens_no_window(qapp: QApplication, make: Callable[[], QWidget]) -> None:
    watch = Windows()
    qapp.installEventFilter(watch)
    made = make()
    qapp.removeEventFilter(watch)
    assert not watch.seen
    assert made.isHidden()
