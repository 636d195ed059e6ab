"""The pages that distil and erase never hold the window: not for one large entry, and not for hundreds of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entries import Happened, ReviewDraft
from app.ui.distilling import PAGE as DISTIL
from app.ui.distilling import TIDY
from app.ui.erasing import JOURNAL as ERASE_JOURNAL
from app.ui.erasing import PAGE as ERASE
from app.ui.pages import PageKind
from tests.fixtures.cheap import log
from tests.gui.sitting import Sitting
from tests.gui.turns import widgets_made

OLD = date(2021, 5, 3)
LONG = ("The hub opens on Saturdays, and we heard that families come. " * 340)[:20_000]
MOST_MADE = 40
MOST_OF_A_LIST = 200


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(qtbot, tmp_path)
    yield made
    made.close()


def most_made(sitting: Sitting, kind: PageKind, **where: object) -> int:
    """How many widgets the largest turn of showing something adds to a page that was made before."""
    sitting.show(kind, **({"entry": 1} if kind is DISTIL else {"entries": (1,)}))
    with widgets_made() as added:
        sitting.arrive(**where)
    assert max(added) > 0
    return max(added)


def test_a_large_entry_is_shown_for_distilling_in_short_turns(sitting: Sitting) -> None:
    log(sitting.journal, "First")
    answers = {one.id: LONG[:2_000] for one in _texts(sitting)[:24]}
    entry = log(sitting.journal, "Large", context=LONG, decision=LONG, expected=LONG, answers=answers)
    for at in range(8):
        review = ReviewDraft(Happened.YES, f"{at} {LONG[:4_000]}", 1, 1, f"{at} {LONG[:2_000]}")
        sitting.journal.reviews.save(entry, review)
        sitting.journal.writing.add_thought(entry, f"{at} {LONG[:2_000]}")
    assert most_made(sitting, DISTIL, entry=entry) <= MOST_MADE


def test_hundreds_of_entries_are_shown_for_erasing_in_short_turns(sitting: Sitting) -> None:
    entries = tuple(log(sitting.journal, f"Entry {at}") for at in range(300))
    assert most_made(sitting, ERASE, entries=entries) <= MOST_MADE
    assert "And 288 more." in sitting.texts()


@pytest.mark.parametrize("kind", [TIDY, ERASE_JOURNAL])
def test_a_long_journal_makes_no_long_list_of_what_goes(sitting: Sitting, kind: PageKind) -> None:
    for at in range(60):
        log(sitting.journal, f"Entry {at}", context="What went before.", decided_on=OLD)
    with widgets_made() as added:
        sitting.show(kind)
    assert 0 < sum(added) <= MOST_OF_A_LIST


def _texts(sitting: Sitting) -> list:  # type: ignore[type-arg]
    from app.domain.prompts import AnswerKind

    return [one for one in sitting.journal.prompts.now().library.prompts if one.kind is AnswerKind.TEXT]
