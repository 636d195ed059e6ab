"""The page of an entry says who was shown words of it, and leads to sharing it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.entries import Sensitivity
from app.ui.decision import PAGE
from tests.fixtures.cheap import log
from tests.gui.sharing_pages import Shared
from tests.gui.stage import QUIET

pytestmark = QUIET


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Shared]:
    sitting = Shared(qtbot, tmp_path)
    yield sitting
    sitting.close()


def test_an_entry_says_who_was_shown_words_of_it_and_can_be_shared(sat: Shared) -> None:
    uid = sat.meet()
    entry_id = log(sat.journal, "Hold the front door", decision="Because it was open")
    sat.show(PAGE, entry=entry_id)
    assert "Nothing of it was shared." in sat.texts()
    assert not sat.offers("What you shared")
    sat.give(uid, entry_id)
    sat.arrive(entry=entry_id)
    assert "Words of it were shared with R. Iqbal on 30 June 2026." in sat.texts()
    sat.press("Share this entry")
    sat.press("What you shared")
    assert sat.went == [("share", {"entry": entry_id}), ("sharing-log", {})]


def test_what_is_never_shared_offers_no_sharing(sat: Shared) -> None:
    entry_id = log(sat.journal, "Keep this here", marks=frozenset({Sensitivity.PRIVATE_ONLY}))
    sat.show(PAGE, entry=entry_id)
    assert "Nothing of it can be shared." in sat.texts()
    assert not sat.offers("Share this entry")
