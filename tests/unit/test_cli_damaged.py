"""The command line on a journal file that is damaged: plain words, the ways on, and an exit code that says so."""

from pathlib import Path

import pytest

from tests.fixtures.cheap import log, new_journal
from tests.fixtures.cli import Balcony
from tests.fixtures.damaged import damaged, key_of

WORDS = "Whether to keep the Saturday hub open"


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    """In the folder of a journal without a backup, a page of whose words is damaged."""
    journal = new_journal(tmp_path / "home")
    for number in range(30):
        log(journal, f"{WORDS} {number}", context="Rain all week. " * 400)
    journal.close(back_up=False)
    return Balcony(damaged(tmp_path / "home", tmp_path / "bad", [page_of_words(tmp_path / "home")]).parent)


def page_of_words(home: Path) -> int:
    """A page that holds nothing but a long text, so that a list is read without it."""
    from app.storage.keys.pages import SealedPages

    sealed = SealedPages(home / "journal.db", key_of(home))
    count = (home / "journal.db").stat().st_size // 4096
    found = [one for one in range(2, count + 1) if (sealed.page(one) or b"").count(b"Rain all week. ") > 200]
    sealed.close()
    return found[len(found) // 2]


@pytest.mark.parametrize("command", ["check", "list"])
def test_damage_is_told_once_with_the_ways_on_and_ends_with_1(balcony: Balcony, command: str) -> None:
    said = balcony(command)
    assert said.code == 1
    assert "What you wrote" not in said.err  # nothing was
    assert said.err.count("The journal file is damaged") == 1
    assert "Restore a backup, or rescue what can be read" in said.err
    assert "balcony rescue" in said.err
    assert "Saturday" not in said.err


def test_what_was_written_into_a_damaged_file_is_told_to_be_saved(balcony: Balcony) -> None:
    said = balcony("add", "--title", "Keep the duty rota")
    assert said.code == 0  # so that nobody adds it again
    assert said.err.startswith("What you wrote is saved. The journal file is damaged")
    assert "balcony rescue" in said.err
    assert "Keep the duty rota" in balcony("list").out
