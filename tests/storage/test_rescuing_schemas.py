"""Journals of every released schema are rescued and brought up to date; what is drawn is drawn anew (C4)."""

import json
from pathlib import Path

import pytest

from app.domain.removing import WORD_TO_REMOVE
from app.domain.rescue_told import NAMES
from app.services.journal import Journal
from app.storage.keys.pages import SealedPages
from app.storage.migrate import HEAD
from tests.fixtures.cheap import assert_whole, log, new_journal, unlocked
from tests.fixtures.damaged import all_rows, damaged, key_of, missing, rescued

FROZEN = Path(__file__).parents[1] / "fixtures" / "journals"
SCHEMAS = sorted(path.name for path in FROZEN.glob("schema_*"))


@pytest.fixture(params=SCHEMAS)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a journal as a released version wrote it."""
    bad = damaged(FROZEN / request.param, tmp_path / "frozen")
    return bad.parent


def test_every_schema_with_a_bad_page_comes_up_to_date(frozen: Path, tmp_path: Path) -> None:
    """The page in the middle of each fifth of the file, one at a time."""
    key = key_of(frozen)
    counts = json.loads((FROZEN / SCHEMAS[_number(frozen)] / "expected.json").read_text("utf-8"))["counts"]
    pages = (frozen / "journal.db").stat().st_size // 4096
    for part in range(5):
        number = 2 + (2 * part + 1) * (pages - 2) // 10
        new = tmp_path / f"new-{part}"
        found = rescued(damaged(frozen, tmp_path / f"bad-{part}", [number]), key, new)
        assert found.check_holds, number
        for table in found.tables:
            known = counts.get(table.name, 0)
            assert table.read + table.made_up >= known or not table.is_whole, (number, table)
    key.zero()


def _number(frozen: Path) -> int:
    """Which of the schemas a copy is of, by its bytes."""
    content = (frozen / "journal.db").read_bytes()
    return next(
        at for at, name in enumerate(SCHEMAS) if (FROZEN / name / "journal.db").read_bytes() == content
    )


def test_a_whole_file_of_every_schema_keeps_every_row(frozen: Path, tmp_path: Path) -> None:
    key = key_of(frozen)
    counts = json.loads((FROZEN / SCHEMAS[_number(frozen)] / "expected.json").read_text("utf-8"))["counts"]
    found = rescued(frozen / "journal.db", key, tmp_path / "new")
    read = {table.name: table.read for table in found.tables if table.read}
    assert read == {name: count for name, count in counts.items() if count and name in NAMES}
    assert found.revision == SCHEMAS[_number(frozen)].removeprefix("schema_") < HEAD
    assert found.check_holds
    key.zero()


def with_entries(folder: Path) -> Journal:
    journal = new_journal(folder)
    for number in range(40):
        log(journal, f"Open hub {number}", context="Rain on every Saturday of the month. " * 20)
    return journal


def test_a_damaged_search_index_alone_costs_no_row_and_is_made_anew(tmp_path: Path) -> None:
    """C4: every page of the index and of the text that is searched is damaged at once."""
    with_entries(tmp_path / "home").close(back_up=False)
    key = key_of(tmp_path / "home")
    before = all_rows(tmp_path / "home" / "journal.db", key)
    pages = _pages_of(tmp_path / "home", "doc")
    assert len(pages) > 10
    found = rescued(damaged(tmp_path / "home", tmp_path / "bad", pages), key, tmp_path / "new")
    assert missing(before, all_rows(tmp_path / "new" / "journal.db", key)) == {}
    assert (found.everything, found.check_holds) == (True, True)
    journal = unlocked(tmp_path / "new")
    assert_whole(journal)
    assert journal.finding.search("saturday").total == 40
    journal.close(back_up=False)


def _pages_of(folder: Path, begins: str) -> list[int]:
    """Every page of the tables whose name begins so, and of their indices."""
    from app.domain.exchange import never, no_progress
    from app.storage.rescuing.finding import schema_of
    from app.storage.rescuing.trees import Trees

    sealed = SealedPages(folder / "journal.db", key_of(folder))
    trees = Trees(sealed)
    trees.look(no_progress, never)
    roots = schema_of(trees).roots
    named = {name: root for name, root in roots.items() if begins in name}
    found = [page for root in named.values() for page in trees.walk(root, rows=trees.is_table(root)).pages]
    sealed.close()
    return found


def test_what_was_redacted_does_not_come_back(tmp_path: Path) -> None:
    """Unused room is not read, and the note of what was taken out goes along."""
    journal = with_entries(tmp_path / "home")
    log(journal, "Name nobody", context="Mrs Quillfeather came on Saturday")
    words = journal.removal.words
    words.remove(words.look("Quillfeather"), confirmed=WORD_TO_REMOVE)
    journal.close(back_up=False)
    key = key_of(tmp_path / "home")
    pages = _pages_of(tmp_path / "home", "review")
    rescued(damaged(tmp_path / "home", tmp_path / "bad", pages), key, tmp_path / "new")
    rows = all_rows(tmp_path / "new" / "journal.db", key)
    assert len(rows["redaction"]) == 1
    assert rows["redaction"] == all_rows(tmp_path / "home" / "journal.db", key)["redaction"]
    assert not any("Quillfeather" in str(row) for there in rows.values() for row in there)


def test_every_table_that_is_kept_has_a_name_for_a_person(tmp_path: Path) -> None:
    with_entries(tmp_path / "home").close(back_up=False)
    assert {*all_rows(tmp_path / "home" / "journal.db", key_of(tmp_path / "home"))} == {*NAMES}
