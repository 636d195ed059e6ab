"""What a rescue tells: lost marks and settings are named with what they mean for sharing and removing."""

from pathlib import Path

import pytest

from app.domain.rescue import Rescued, RescuedTable
from app.domain.rescue_told import next_words


def told(*tables: RescuedTable) -> str:
    return " ".join(next_words(Rescued(Path("new"), "0005", 10, (3,), 0, 0, tables, check_holds=True)))


@pytest.mark.parametrize("lost", [RescuedTable("field_mark", 0, pages=1), RescuedTable("field_mark", 4, 1)])
def test_lost_marks_are_to_be_set_again_before_anything_is_shared_or_removed(lost: RescuedTable) -> None:
    said = told(RescuedTable("entry", 9), lost)
    assert "“Never share”" in said
    assert "on hold" in said
    assert "before you share or remove anything" in said


def test_a_lost_setting_may_have_been_the_hold_of_the_journal() -> None:
    assert "put it on hold again" in told(RescuedTable("journal", 2, pages=1), RescuedTable("entry", 9))


def test_where_marks_and_settings_were_read_nothing_is_said_of_them() -> None:
    said = told(RescuedTable("entry", 9, 1), RescuedTable("field_mark", 4), RescuedTable("journal", 2))
    assert "hold" not in said.replace("holds everything", "")
    assert "Never share" not in said
