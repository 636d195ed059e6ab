"""The pages that distil and erase never hold the window: not for one large entry, and not for hundreds of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.domain.entries import Happened, ReviewDraft
from app.ui.distilling import PAGE as DISTIL
from app.ui.distilling import TIDY
from app.ui.erasing import JOURNAL as ERASE_JOURNAL
from app.ui.erasing import PAGE as ERASE
from app.ui.pages import PageKind
from tests.fixtures.cheap import log
from tests.gui.sitting import Sitting

OLD = date(2021, 5, 3)
LONG = ("The hub opens on Saturdays, and we heard that families come. " * 340)[:20_000]
MOST_SECONDS = 0.1
"""25 to 40 ms of work; a machine shared by other tests takes somewhat longer."""


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(qtbot, tmp_path)
    yield made
    made.close()


def longest_turn(sitting: Sitting, kind: PageKind, **where: object) -> float:
    """Seconds of the window's own work in the longest turn of showing a page, once it is made."""
    sitting.show(kind, **({"entry": 1} if kind is DISTIL else {"entries": (1,)} if kind is ERASE else {}))
    turns: list[float] = []
    last = thread_time()

    def beat() -> None:
        nonlocal last
        turns.append(thread_time() - last)
        last = thread_time()

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(beat)
    timer.start()
    last = thread_time()
    sitting.arrive(**where)
    timer.stop()
    return max(turns)


def test_a_large_entry_is_shown_for_distilling_in_short_turns(sitting: Sitting) -> None:
    log(sitting.journal, "First")
    answers = {one.id: LONG[:2_000] for one in _texts(sitting)[:24]}
    entry = log(sitting.journal, "Large", context=LONG, decision=LONG, expected=LONG, answers=answers)
    for at in range(8):
        review = ReviewDraft(Happened.YES, f"{at} {LONG[:4_000]}", 1, 1, f"{at} {LONG[:2_000]}")
        sitting.journal.reviews.save(entry, review)
        sitting.journal.writing.add_thought(entry, f"{at} {LONG[:2_000]}")
    assert longest_turn(sitting, DISTIL, entry=entry) < MOST_SECONDS


def test_hundreds_of_entries_are_shown_for_erasing_in_short_turns(sitting: Sitting) -> None:
    entries = tuple(log(sitting.journal, f"Entry {at}") for at in range(300))
    assert longest_turn(sitting, ERASE, entries=entries) < MOST_SECONDS
    assert "And 288 more." in sitting.texts()


@pytest.mark.parametrize("kind", [TIDY, ERASE_JOURNAL])
def test_lists_of_what_goes_are_shown_in_short_turns(sitting: Sitting, kind: PageKind) -> None:
    for at in range(60):
        log(sitting.journal, f"Entry {at}", decided_on=OLD)
    assert longest_turn(sitting, kind) < MOST_SECONDS


def _texts(sitting: Sitting) -> list:  # type: ignore[type-arg]
    from app.domain.prompts import AnswerKind

    return [one for one in sitting.journal.prompts.now().library.prompts if one.kind is AnswerKind.TEXT]
