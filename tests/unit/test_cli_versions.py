"""Earlier versions from the command line: to read and for programs."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.entries import EntryDraft, EntryId
from tests.fixtures.cheap import TODAY
from tests.fixtures.cli import Balcony


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    """A journal in which a story and a title were mended two days after they were written."""
    made = Balcony(tmp_path / "j").new()
    made.json("add", "--title", "A hbu", "--context", "It raind.\nWe waited.")
    made.today = TODAY + timedelta(days=2)
    journal = made.open()
    journal.writing.rewrite(EntryId(1), EntryDraft(title="A hub", context="It rained.\nWe waited."))
    journal.close(back_up=False)
    return made


def test_each_earlier_text_is_shown_with_what_went_and_what_came(balcony: Balcony) -> None:
    said = balcony.done("versions", "1").out.splitlines()
    assert said[0] == "Title"
    assert said[1].startswith("  until 2026-07-02 ")
    assert said[2:5] == ["    A [-hbu-]{+hub+}", "", "What was going on"]
    assert said[6:] == ["    It [-raind-]{+rained+}.", "    We waited."]


def test_one_text_is_asked_for_by_its_name(balcony: Balcony) -> None:
    shape = balcony.json("versions", "1", "--field", "context")
    (text,) = shape["texts"]
    assert (text["field"], text["review"], text["now"]) == ("context", None, "It rained.\nWe waited.")
    (version,) = text["versions"]
    assert version["text"] == "It raind.\nWe waited."
    assert "".join(run["text"] for run in version["runs"] if run["fate"] != "added") == version["text"]
    assert "".join(run["text"] for run in version["runs"] if run["fate"] != "removed") == text["now"]


def test_an_entry_that_never_changed_says_so_and_an_unknown_one_ends_with_1(balcony: Balcony) -> None:
    assert (
        balcony.done("versions", "1", "--field", "decision").out
        == "Nothing here was changed after its first day.\n"
    )
    assert balcony("versions", "7").code == 1
