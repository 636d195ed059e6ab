"""A page that walks through steps: it can be left at any of them, and stands there again after the journal was shut."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.forms.filled import Fields, put, text_in
from app.ui.pages import PageKind
from app.ui.walks.page import Walk
from app.ui.walks.part import Part, Plan, Step
from app.ui.widgets import TextLine
from tests.gui.sitting import Sitting, heard
from tests.gui.stage import QUIET

pytestmark = QUIET


class Asks(Part):
    """Asks for one word, without which it does not let go."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.word = TextLine(f"Word of {name}")
        self.word.changed.connect(self.touched)
        self.column.addWidget(self.word)

    def start(self) -> QWidget:
        return self.word.field

    def may_go_on(self) -> bool:
        self.word.set_problem("" if self.word.text() else "Type a word first.")
        return bool(self.word.text())

    def fields(self) -> Fields:
        found: Fields = {}
        put(found, "word", self.word.text())
        return found

    def put_back(self, fields: Fields) -> None:
        self.word.set_text(text_in(fields, "word"))


def walk_at(desk: Desk) -> Walk:
    steps = tuple(Step(name.lower(), name, partial(Asks, name)) for name in ("Oats", "Peas", "Beans"))
    return Walk(desk, Plan("garden", "A garden", "Three beds.", steps, "The garden is done."))


WALK = PageKind("garden", "A garden", walk_at)


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    sitting = Sitting(qtbot, tmp_path)
    sitting.show(WALK)
    yield sitting
    sitting.close()


def stands_at(sat: Sitting) -> str:
    assert isinstance(sat.view, Walk)
    return sat.view.heading.accessibleName()


def again(sat: Sitting) -> None:
    """The same journal in a window made anew, as after a lock or a power cut: nothing is flushed before."""
    layout = sat.host.layout()
    assert layout is not None
    old = sat.page
    layout.removeWidget(old)
    old.deleteLater()
    sat.show(WALK)


def test_next_and_back_go_one_step_each_and_the_step_is_spoken(sat: Sitting) -> None:
    said = heard()
    assert stands_at(sat) == "Step 1 of 3: Oats"
    assert not sat.offers("One step back")
    sat.type_into("Word of Oats", "sown")
    sat.press("Next: Peas")
    assert stands_at(sat) == "Step 2 of 3: Peas"
    assert "Step 2 of 3: Peas" in said
    assert sat.is_at(sat.named("Word of Peas"))
    sat.press("One step back")
    assert stands_at(sat) == "Step 1 of 3: Oats"


def test_a_step_that_lacks_something_does_not_let_go(sat: Sitting) -> None:
    sat.press("Next: Peas")
    assert stands_at(sat) == "Step 1 of 3: Oats"
    assert "Type a word first." in sat.texts()


def test_a_step_come_to_before_can_be_gone_to_at_once_and_a_later_one_cannot(sat: Sitting) -> None:
    sat.type_into("Word of Oats", "sown")
    sat.press("Next: Peas")
    sat.press("1. Oats")
    assert stands_at(sat) == "Step 1 of 3: Oats"
    assert sat.named("2. Peas").isEnabled()
    assert not sat.named("3. Beans").isEnabled()


def test_after_a_power_cut_one_stands_at_the_step_with_what_was_given_before(sat: Sitting) -> None:
    sat.type_into("Word of Oats", "sown")
    sat.press("Next: Peas")
    again(sat)
    assert stands_at(sat) == "Step 2 of 3: Peas"
    assert "You are where you left this on" in sat.texts()
    sat.press("One step back")
    assert sat.named("Word of Oats").text() == "sown"  # type: ignore[attr-defined]


def test_leaving_keeps_what_was_typed_and_goes_back(sat: Sitting) -> None:
    sat.type_into("Word of Oats", "half")
    sat.press("Leave it for now")
    assert sat.went_back == 1
    again(sat)
    assert sat.named("Word of Oats").text() == "half"  # type: ignore[attr-defined]


def test_what_is_being_typed_is_flushed_by_a_lock(sat: Sitting) -> None:
    sat.type_into("Word of Oats", "hal")
    sat.desk.flush()
    again(sat)
    assert sat.named("Word of Oats").text() == "hal"  # type: ignore[attr-defined]


def test_beginning_again_forgets_what_was_kept(sat: Sitting) -> None:
    sat.type_into("Word of Oats", "sown")
    sat.press("Next: Peas")
    again(sat)
    sat.press("Begin again")
    assert stands_at(sat) == "Step 1 of 3: Oats"
    assert sat.named("Word of Oats").text() == ""  # type: ignore[attr-defined]
    assert sat.journal.drafts.all() == {}


def test_the_end_says_so_and_leaves_no_draft(sat: Sitting) -> None:
    for name, on in (("Oats", "Next: Peas"), ("Peas", "Next: Beans"), ("Beans", "Finish")):
        sat.type_into(f"Word of {name}", "done")
        sat.press(on)
    assert sat.said[-1] == "The garden is done."
    assert sat.went_back == 1
    assert sat.journal.drafts.all() == {}
