"""C3: after damage, what is not on the damaged pages is rescued whole, and the damaged file stays as it is."""

import random
import struct
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.errors import JournalDamaged
from app.domain.exchange import never, no_progress
from app.domain.rescue import Rescued
from app.storage.keys import DataKey
from app.storage.keys.pages import USABLE_BYTES, SealedPages
from app.storage.rescuing.btree import OF_TREES, cells, kind_of
from app.storage.rescuing.mending import FOUND_IN_INDEX, PUT_TOGETHER
from app.storage.rescuing.trees import Trees
from tests.fixtures.cheap import TODAY, assert_as_written, assert_whole, log, new_journal, unlocked
from tests.fixtures.damaged import PAGE, Rows, all_rows, damaged, digest, key_of, missing, rescued
from tests.fixtures.random_life import Life, LondonClock, live

SEED = 20261123
TRIALS = 30
LONG = "The hub opens on Saturdays, and the buses run. " * 400
"""More than a page holds, so that its rest lies on pages of its own."""


class Lived:
    """A journal with a life in it: where it lies, its key, its rows, and how many rows each page holds."""

    def __init__(self, folder: Path) -> None:
        clock = LondonClock(TODAY)
        journal = new_journal(folder, clock)
        days = tuple(TODAY - timedelta(days=ago) for ago in range(200))
        live(journal, clock, Life(TODAY, 120, 0.7, days, "rescue"))
        log(journal, "Write at length", context=LONG)
        journal.close(back_up=False)
        self.folder, self.key = folder, key_of(folder)
        self.rows: Rows = all_rows(folder / "journal.db", self.key)
        sealed = SealedPages(folder / "journal.db", self.key)
        self.pages = sealed.count
        self.on_page = {number: _rows_on(sealed, number) for number in range(1, sealed.count + 1)}
        sealed.close()

    def fullest(self, kind: int) -> int:
        """The page of a kind with most rows."""
        sealed = SealedPages(self.folder / "journal.db", self.key)
        of_kind = [one for one in self.on_page if one > 1 and (sealed.page(one) or b"\0")[0] == kind]
        sealed.close()
        return max(of_kind, key=lambda one: self.on_page[one])


def _rows_on(sealed: SealedPages, number: int) -> int:
    page = sealed.page(number)
    assert page is not None
    if kind_of(page, number) not in OF_TREES:
        return 1  # the rest of one long row
    return len(list(cells(page, number)))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    one = Lived(tmp_path_factory.mktemp("lived") / "journal")
    yield one
    one.key.zero()


def read_again(new: Path, key: DataKey) -> Rows:
    return all_rows(new / "journal.db", key)


def lost_rows(found: Rescued) -> int:
    return sum(table.lost for table in found.tables)


def test_one_bad_page_costs_no_more_than_the_rows_on_it(lived: Lived, tmp_path: Path) -> None:
    """Rows that cannot stand without one that was on the page are counted; nothing else is missing."""
    source = random.Random(SEED)
    for trial in range(TRIALS):
        number = source.randint(1, lived.pages)
        bad, new = damaged(lived.folder, tmp_path / f"bad-{trial}", [number]), tmp_path / f"new-{trial}"
        before = digest(bad)
        found = rescued(bad, lived.key, new)
        lost = missing(lived.rows, read_again(new, lived.key))
        left_out = sum(table.left_out for table in found.tables)
        case = (SEED, trial, number, lost)
        assert sum(lost.values()) <= lived.on_page[number] + left_out, case
        assert len(lost) <= (1 if not left_out else 2), case
        assert lost_rows(found) <= lived.on_page[number], case
        assert (found.damaged, found.check_holds, found.unplaced) == ((number,), True, 0), case
        assert digest(bad) == before, case


def test_several_bad_pages_cost_no_more_than_the_rows_on_them(lived: Lived, tmp_path: Path) -> None:
    source = random.Random(SEED)
    for trial in range(5):
        numbers = sorted(source.sample(range(2, lived.pages + 1), 6))
        bad, new = damaged(lived.folder, tmp_path / f"bad-{trial}", numbers), tmp_path / f"new-{trial}"
        found = rescued(bad, lived.key, new)
        lost = sum(missing(lived.rows, read_again(new, lived.key)).values())
        left_out = sum(table.left_out for table in found.tables)
        assert lost <= sum(lived.on_page[one] for one in numbers) + left_out, (SEED, trial, numbers)
        assert (found.damaged, found.check_holds) == (tuple(numbers), True), (SEED, trial, numbers)


def test_a_quarter_of_all_pages_bad_leaves_a_journal_that_is_whole(lived: Lived, tmp_path: Path) -> None:
    """Many parents and children are lost at once, and what lists them too; nothing is made to look like another."""
    source = random.Random(SEED)
    for trial in range(8):
        numbers = sorted(source.sample(range(2, lived.pages + 1), lived.pages // 4))
        bad, new = damaged(lived.folder, tmp_path / f"bad-{trial}", numbers), tmp_path / f"new-{trial}"
        found = rescued(bad, lived.key, new)
        assert (found.damaged, found.check_holds) == (tuple(numbers), True), (SEED, trial)
        given = {row[0] for row in lived.rows["answer"] if row[2] is None}
        after = {row[0] for row in read_again(new, lived.key)["answer"] if row[2] is None}
        assert after <= given, (SEED, trial)


def test_a_whole_file_is_rescued_row_for_row(lived: Lived, tmp_path: Path) -> None:
    found = rescued(damaged(lived.folder, tmp_path / "bad"), lived.key, tmp_path / "new")
    assert read_again(tmp_path / "new", lived.key) == lived.rows
    assert (found.everything, found.damaged, found.missing) == (True, (), 0)


def test_a_damaged_first_page_costs_nothing_but_itself(lived: Lived, tmp_path: Path) -> None:
    """SQLite opens no such file; where the tables begin stands on other pages too."""
    found = rescued(damaged(lived.folder, tmp_path / "bad", [1]), lived.key, tmp_path / "new")
    assert missing(lived.rows, read_again(tmp_path / "new", lived.key)) == {}
    assert found.everything


def test_the_beginning_of_the_file_destroyed_is_said_plainly(lived: Lived, tmp_path: Path) -> None:
    """The first 16 bytes are in the seal of every page, so that without them nothing can be told to be true."""
    bad = damaged(lived.folder, tmp_path / "bad")
    bad.write_bytes(bytes(16) + bad.read_bytes()[16:])
    with pytest.raises(JournalDamaged) as told:
        rescued(bad, lived.key, tmp_path / "new")
    assert "restore the newest backup" in str(told.value)


def test_a_page_of_the_list_of_tables_costs_no_row_of_a_table(lived: Lived, tmp_path: Path) -> None:
    """Tables whose beginning nothing names any more are known by what their rows look like."""
    sealed = SealedPages(lived.folder / "journal.db", lived.key)
    lists = [
        number for number in range(2, sealed.count + 1) if b"CREATE TABLE" in (sealed.page(number) or b"")
    ]
    sealed.close()
    assert len(lists) >= 3
    for number in lists:
        bad, new = damaged(lived.folder, tmp_path / f"bad-{number}", [number]), tmp_path / f"new-{number}"
        found = rescued(bad, lived.key, new)
        lost = missing(lived.rows, read_again(new, lived.key))
        assert sum(lost.values()) <= found.unplaced, (number, lost)


def test_a_file_cut_short_gives_up_the_rows_before_the_cut(lived: Lived, tmp_path: Path) -> None:
    for cut in (3, lived.pages // 2, lived.pages - 1):
        bad, new = (
            damaged(lived.folder, tmp_path / f"bad-{cut}", cut=cut * PAGE + 700),
            tmp_path / f"new-{cut}",
        )
        found = rescued(bad, lived.key, new) if cut > 3 else None
        if found is None:
            with pytest.raises(JournalDamaged):
                rescued(bad, lived.key, new)
            continue
        assert (found.pages, found.missing, found.check_holds) == (cut, lived.pages - cut, True)
        gone = sum(lived.on_page[one] for one in range(cut + 1, lived.pages + 1))
        left_out = sum(table.left_out for table in found.tables)
        assert sum(missing(lived.rows, read_again(new, lived.key)).values()) <= gone + left_out


def test_entries_on_a_bad_page_are_put_together_from_the_rest_of_the_file(
    lived: Lived, tmp_path: Path
) -> None:
    """The index of days, the search text and the answers say nearly all of an entry whose row is lost."""
    sealed = SealedPages(lived.folder / "journal.db", lived.key)
    number = next(
        one for one in range(2, sealed.count + 1)
        if (page := sealed.page(one)) and page[0] == 0x0D and b"Write at length" in page and page.count(b"Write") < 3
    )  # fmt: skip
    sealed.close()
    found = rescued(damaged(lived.folder, tmp_path / "bad", [number]), lived.key, tmp_path / "new")
    entries = next(table for table in found.tables if table.name == "entry")
    assert entries.lost == entries.made_up > 0
    before = {row[0]: row for row in lived.rows["entry"]}
    after = {row[0]: row for row in read_again(tmp_path / "new", lived.key)["entry"]}
    assert before.keys() == after.keys()
    assert {one: row[1:4] for one, row in before.items()} == {one: row[1:4] for one, row in after.items()}
    words = {one: row[6] for one, row in after.items() if row != before[one] and before[one][6]}
    assert words
    thoughts = {row[3] for row in read_again(tmp_path / "new", lived.key)["addition"]}
    assert PUT_TOGETHER in thoughts


def test_words_of_a_lost_answer_stand_in_a_later_thought(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    journal = new_journal(folder)
    log(journal, "Open the hub", context="Rain", answers={"ll-assumption": "Buses run on Saturdays"})
    journal.close(back_up=False)
    key = key_of(folder)
    sealed = SealedPages(folder / "journal.db", key)
    pages = [(one, sealed.page(one) or b"") for one in range(2, sealed.count + 1)]
    number = next(one for one, page in pages if b"Buses run" in page and b"Open the hub" not in page)
    sealed.close()
    rescued(damaged(folder, tmp_path / "bad", [number]), key, tmp_path / "new")
    (thought,) = all_rows(tmp_path / "new" / "journal.db", key)["addition"]
    assert thought[3] == f"{FOUND_IN_INDEX}\n\nBuses run on Saturdays"


def test_the_rescued_journal_opens_and_goes_on_like_any_other(lived: Lived, tmp_path: Path) -> None:
    bad = damaged(lived.folder, tmp_path / "bad", [lived.fullest(0x0D), lived.pages // 2])
    rescued(bad, lived.key, tmp_path / "new")
    journal = unlocked(tmp_path / "new")
    log(journal, "After the rescue")
    assert_whole(journal)
    assert_as_written(journal)
    journal.close(back_up=False)


class Circle:
    """Three inner pages of a table: the first leads to the second, which leads to the third and back."""

    count = 3

    def page(self, number: int) -> bytes:
        further = {1: 2, 2: 3, 3: 2}[number]
        start = 100 if number == 1 else 0
        header = struct.pack(">BHHHBI", 0x05, 0, 0, 0, 0, further)
        return bytes(start) + header + bytes(USABLE_BYTES - start - len(header))


@pytest.mark.timeout(20)
def test_pages_that_lead_round_in_a_circle_are_left_after_one_round() -> None:
    """Pages of two moments, as a sync program may leave them, are each whole by their own seals."""
    trees = Trees(Circle())  # type: ignore[arg-type]
    trees.look(no_progress, never)
    assert trees.unclaimed() == [1]
    assert trees.first_rows(1) == []
    assert trees.walk(1, rows=True).pages == [1, 2, 3]
