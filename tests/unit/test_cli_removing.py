"""Taking words out from the command line: seen first, done with the typed word, words on stdin only."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.entries import EntryId
from app.domain.redaction import Words
from tests.fixtures.cli import Balcony

CONTEXT = "Zoe Ash rang. The heron flew over the wall."


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    made = Balcony(tmp_path / "j").new()
    for title in ("A hub", "Another"):
        made.json("add", "--title", title, "--context", CONTEXT)
    return made


def context(balcony: Balcony, number: int = 1) -> str:
    return str(balcony.json("show", str(number))["context"])


def test_without_the_word_nothing_is_removed_and_the_word_is_named(balcony: Balcony) -> None:
    said = balcony("redact", "-", stdin="the heron FLEW over\n")
    assert said.code == 0
    assert "entry:1" in said.out
    assert "--confirm remove" in said.err
    assert context(balcony) == CONTEXT


def test_a_passage_goes_with_the_word_and_what_it_cannot_reach_is_said(balcony: Balcony) -> None:
    said = balcony("redact", "-", "--confirm", "remove", stdin="the heron flew over")
    assert said.code == 0
    assert "heron" not in said.out + said.err
    assert "This cannot reach:" in said.out
    assert context(balcony) == context(balcony, 2) == "Zoe Ash rang. [removed] the wall."


def test_backups_that_hold_it_are_named_and_replaced(balcony: Balcony) -> None:
    assert (
        balcony("swap", "-", "--confirm", "swap", stdin="Zoe Ash\na role").out.count(".balcony-backup") >= 1
    )
    said = balcony(
        "redact", "-", "--confirm", "remove", "--fresh-backup", "--json", stdin="the heron flew over"
    )
    assert said.shape["replaced"] >= 2
    assert said.shape["backups"] == []
    journal = balcony.open()
    assert not any(one.holds for one in journal.removal.backed.holding(Words("heron flew")))
    journal.close()


def test_backups_that_stay_because_of_a_hold_are_told_beside_what_was_removed(balcony: Balcony) -> None:
    journal = balcony.open()
    journal.removal.holding.put(EntryId(2), on=True)
    journal.close()
    said = balcony("redact", "-", "--confirm", "remove", "--fresh-backup", stdin="the heron flew over")
    assert said.code == 1
    assert context(balcony) == "Zoe Ash rang. [removed] the wall."
    assert "Removed: 1 times in 1 places." in said.out
    assert "Backups Balcony made that still hold it" in said.out
    assert "No backup is removed while anything is on hold." in said.err
    assert "Nothing was removed" not in said.err


def test_another_word_ends_with_1_and_changes_nothing(balcony: Balcony) -> None:
    said = balcony("redact", "-", "--confirm", "yes", stdin="the heron flew over")
    assert (said.code, said.out) == (1, "")
    assert "“remove”" in said.err
    assert context(balcony) == CONTEXT


def test_a_name_becomes_a_role_in_one_entry_or_in_a_chosen_place(balcony: Balcony) -> None:
    names = "Zoe Ash\na senior partner\n"
    balcony("swap", "-", "--entry", "1", "--confirm", "swap", stdin=names)
    assert context(balcony).startswith("A senior partner rang.")
    assert context(balcony, 2) == CONTEXT
    balcony("swap", "-", "--only", "entry:2", "--confirm", "swap", stdin=names)
    assert context(balcony, 2).startswith("A senior partner rang.")


def test_a_whole_text_of_an_entry_goes(balcony: Balcony) -> None:
    assert balcony("redact", "--entry", "1", "--field", "context", "--confirm", "remove").code == 0
    assert context(balcony) == "[removed]"


def test_backups_from_before_a_text_was_swapped_are_named_once_it_goes(balcony: Balcony) -> None:
    journal = balcony.open()
    before = journal.care.back_up().path.name
    journal.close(back_up=False)
    balcony("swap", "-", "--confirm", "swap", stdin="Zoe Ash\na role")
    said = balcony("redact", "--entry", "1", "--field", "context", "--confirm", "remove")
    assert before in said.out
    assert before in balcony("distil", "2", "--confirm", "distil").out


def test_distilling_lists_shows_and_does(balcony: Balcony) -> None:
    assert balcony.json("distil") == {"entries": []}
    later = Balcony(balcony.folder, today=balcony.today.replace(year=2028))
    assert [one["id"] for one in later.json("distil")["entries"]] == [1, 2]
    assert CONTEXT in later("distil", "1").out
    assert later("distil", "1", "--confirm", "distil").code == 0
    assert context(later) == ""
    assert [one["id"] for one in later.json("distil")["entries"]] == [2]


def test_erasing_an_entry_on_hold_needs_more_than_the_word(balcony: Balcony) -> None:
    journal = balcony.open()
    journal.removal.holding.turn(on=True)
    journal.close()
    said = balcony("erase", "1", "--confirm", "erase")
    assert said.code == 1
    assert "may be an offence" in said.err
    assert balcony("erase", "1", "2", "--despite-hold", "--confirm", "erase").code == 1
    assert balcony("erase", "1", "--despite-hold", "--confirm", "erase").code == 0
    assert [one["id"] for one in balcony.json("list")["entries"]] == [2]
    assert balcony("erase", "--journal", "--confirm", "erase").code == 1


def test_erasing_the_journal_leaves_the_backups_unless_they_are_named(balcony: Balcony) -> None:
    said = balcony("erase", "--journal", "--confirm", "erase")
    assert (said.code, said.err) == (0, "")
    assert "backups stay" in said.out
    assert not (balcony.folder / "journal.db").exists()
    assert not (balcony.folder / "journal.keys").exists()
    assert list((balcony.folder / "backups").iterdir())


@pytest.mark.parametrize(
    "typed",
    [
        ("redact",),
        ("redact", "the heron"),
        ("redact", "-", "--field", "context", "--entry", "1"),
        ("redact", "--field", "context"),
        ("swap",),
        ("swap", "-"),
        ("erase",),
        ("erase", "1", "--journal"),
        ("erase", "1", "--backups"),
        ("redact", "-", "--only", "entry:99"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(balcony: Balcony, typed: tuple[str, ...]) -> None:
    said = balcony(*typed, stdin="the heron")
    assert said.code == 2
    assert context(balcony) == CONTEXT


def test_no_command_takes_words_as_arguments() -> None:
    from argparse import ArgumentParser

    from app.cli.redacting import redact, swap

    makers: list[Callable[[ArgumentParser], None]] = [redact.arguments, swap.arguments]
    for arguments in makers:
        parser = ArgumentParser(exit_on_error=False)
        arguments(parser)
        (words,) = (action for action in parser._actions if action.dest == "words")
        assert words.choices == ["-"]
