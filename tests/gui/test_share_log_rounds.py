"""Files of pair rounds in the sharing log, beside what was shared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.pairs import ROUND
from app.ui.share import LOG
from tests.fixtures.cheap import log
from tests.gui.rounds_pages import TOPIC, Pair
from tests.gui.stage import QUIET

pytestmark = QUIET
LINE = f"The invitation to a pair round: {TOPIC}"


@pytest.fixture
def pair(qtbot: QtBot, tmp_path: Path) -> Iterator[Pair]:
    one = Pair(qtbot, tmp_path)
    yield one
    one.close()


def test_a_file_of_a_round_that_left_stands_beside_the_shares_and_leads_to_its_round(pair: Pair) -> None:
    pair.start()
    pair.seal()
    pair.invitation()
    [sam] = pair.journal.sharing.people.contacts()
    pair.give(sam.uid, log(pair.journal, "One", decision="Hold it open"))
    [left] = [one for one in pair.journal.pairs.round(pair.uid).files if one.outgoing]
    pair.show(LOG)
    texts = pair.texts()
    assert "30 June 2026, for Sam" in texts
    assert LINE in texts
    assert "2 fields from 1 entry." in texts
    assert f"Fingerprint of the file (SHA-256): {left.fingerprint}" in texts
    pair.press("Read the exact copy of 30 June 2026, for Sam")
    assert "Hold it open" in pair.texts()
    pair.press(f"Open the round: The invitation to a pair round, 30 June 2026, for Sam, {TOPIC}")
    assert pair.went == [("round", {"round": pair.uid})]


def test_deleting_a_round_says_that_its_lines_go_from_the_log(pair: Pair) -> None:
    pair.start()
    pair.seal()
    pair.show(LOG)
    assert "Nothing was shared from this journal yet." in pair.texts()
    pair.invitation()
    pair.journal.pairs.withdraw(pair.uid)
    pair.show(LOG)
    assert LINE in pair.texts()
    pair.show(ROUND, round=pair.uid)
    assert "The lines of its files in “What you shared” go with it." in pair.texts()
    pair.press("Delete this round")
    pair.show(LOG)
    assert LINE not in pair.texts()
    assert "Nothing was shared from this journal yet." in pair.texts()
