"""A journal that leaves as JSON and comes back is equal, and an import is one act that can be taken back."""

import hashlib
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.entries import (
    AnswerDraft,
    Entry,
    EntryDraft,
    EntryId,
    EntryKind,
    Happened,
    ReviewDraft,
    Sensitivity,
)
from app.domain.errors import Cancelled, ImportProblem, InvalidInput, JournalError
from app.domain.exchange import ImportReport
from app.domain.listing import EntryFilter
from app.domain.prompts import AnswerKind, When
from app.domain.whole import JournalHeader, WholeEntry
from app.exporters import EXPORTERS
from app.services.journal import Journal
from tests.fixtures.cheap import TODAY, ZONE, a_journal, assert_whole, log
from tests.fixtures.clock import MovedClock
from tests.fixtures.same_journal import contents, contents_of, rows
from tests.strategies import whole_journals

Whole = tuple[JournalHeader, tuple[WholeEntry, ...]]


def as_file(folder: Path, journal: Whole) -> Path:
    out = io.StringIO(newline="")
    EXPORTERS["json"].write(out, journal[0], journal[1], today=TODAY)
    path = folder / "journal.json"
    path.write_text(out.getvalue(), "utf-8", newline="")
    return path


def given_out(journal: Journal, folder: Path, name: str = "out.json") -> Path:
    path = folder / name
    journal.exchange.give_out("json", path)
    return path


def take_in(journal: Journal, path: Path, format_id: str = "balcony", **options: Any) -> ImportReport:
    return journal.exchange.take_in(format_id, path, zone=ZONE, **options)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="balcony-trip-") as name:
        yield Path(name)


def could_be_a_journal(whole: Whole) -> bool:
    """No journal holds two themes of one name, or one import key twice."""
    names = [theme.name.casefold() for theme in whole[0].themes]
    keys = [one.import_key for one in whole[1] if one.import_key]
    return len({*names}) == len(names) and len({*keys}) == len(keys)


def is_held(entry: Entry) -> bool:
    answers = (*entry.answers, *(answer for review in entry.reviews for answer in review.answers))
    marks = (entry.marks, *entry.field_marks.values())
    return any(Sensitivity.HOLD in one for one in marks) or any(answer.hold for answer in answers)


def by_uid(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What stayed in the bin keeps its number, so the order can differ."""
    return {one["uid"]: one for one in entries}


def in_bin(journal: Journal) -> list[EntryId]:
    return [one.id for one in journal.finding.page(EntryFilter(in_bin=True), limit=1000)]


@settings(max_examples=30)
@given(whole=whole_journals())
def test_a_journal_that_leaves_and_comes_back_is_equal(whole: Whole) -> None:
    assume(could_be_a_journal(whole))
    expected = contents_of(whole[0], list(whole[1]))
    with folder() as here, a_journal() as first, a_journal() as second:
        assert take_in(first, as_file(here, whole)).added == len(whole[1])
        assert contents(first) == expected
        assert_whole(first)
        left = given_out(first, here)
        assert take_in(second, left).added == len(whole[1])
        assert contents(second) == expected
        assert_whole(second)
        if not any(theme.archived for theme in whole[0].themes):  # archived ones move to the end
            assert given_out(second, here, "again.json").read_text("utf-8") == left.read_text("utf-8")


@settings(max_examples=20)
@given(whole=whole_journals())
def test_an_import_adds_nothing_twice_and_is_taken_back_whole(whole: Whole) -> None:
    assume(could_be_a_journal(whole))
    with folder() as here, a_journal(MovedClock(TODAY)) as journal:
        path = as_file(here, whole)
        log(journal, "Was here before", themes=("budget",), answers={"bd-position": 1})
        before, stood = rows(journal), contents(journal)
        report = take_in(journal, path)
        came = contents(journal)
        assert (report.added, report.already_here) == (len(whole[1]), 0)
        again = take_in(journal, path)
        assert (again.added, again.already_here, again.batch) == (0, len(whole[1]), None)
        assert contents(journal) == came
        while journal.undo_label == "Import":
            journal.undo()
        left = contents(journal)
        # A theme that only entries in the bin carry is archived, not gone.
        left["themes"] = [theme for theme in left["themes"] if theme in stood["themes"]]
        assert left == stood
        assert rows(journal) == before
        while journal.redo_label:
            journal.redo()
        assert contents(journal) == came
        if report.batch is not None:
            journal.exchange.take_back(report.batch)
            assert journal.finding.count() == 1
            third = take_in(journal, path)
            # What is on hold is never erased to make room: it stays in the bin, and is said (ruling 28).
            assert third.added + len(third.problems) == len(whole[1])
            assert len(third.problems) == sum(is_held(one.entry) for one in whole[1])
            journal.writing.restore(in_bin(journal))
            assert by_uid(contents(journal)["entries"]) == by_uid(came["entries"])
        assert_whole(journal)


@given(sizes=st.lists(st.integers(0, 8), min_size=1, max_size=3))
@settings(max_examples=10)
def test_a_dry_run_counts_and_changes_nothing(sizes: list[int]) -> None:
    with folder() as here, a_journal() as journal:
        notes = here / "notes"
        notes.mkdir()
        for size in sizes:
            (notes / f"{size}.md").write_text(f"---\ndate: 2026-01-0{size + 1}\n---\nNote {size}\n", "utf-8")
        before = journal.file.path.read_bytes()
        report = take_in(journal, notes, "markdown", dry_run=True)
        assert report.dry_run
        assert report.added == len({*sizes})
        assert report.batch is None
        assert journal.file.path.read_bytes() == before
        assert take_in(journal, notes, "markdown").added == len({*sizes})


# ---- one journal with everything in it


@pytest.fixture
def rich(journal: Journal, clock: MovedClock) -> Journal:
    """A journal in which everything was used that the window offers."""
    reflection = log(journal, "A walk round the hub", kind=EntryKind.REFLECTION)
    journal.lists.add_theme("hubs")
    decision = journal.writing.make_decision(
        reflection, _draft("Open the hub on Saturdays", expected="More families come", confidence=65)
    ).entry_id
    clock.pass_by(days=3)
    fixed = _draft("Open the hub on Saturdays", expected="More families come in", confidence=65)
    journal.writing.rewrite(decision, fixed)
    journal.writing.answer(decision, {"bd-position": AnswerDraft(2)})
    journal.writing.set_marks(decision, [Sensitivity.COURT_RELATED])
    journal.writing.set_marks(decision, [Sensitivity.HOLD, Sensitivity.PRIVATE_ONLY], "expected")
    journal.writing.set_review_date(decision, date(2026, 9, 1))
    journal.writing.snooze(decision, 2)
    later = date(2026, 10, 1)
    journal.reviews.save(decision, ReviewDraft(Happened.OPEN, learned="Too early", next_look=later))
    journal.reviews.save(decision, ReviewDraft(Happened.PART, learned="Ask first", process=2, outcome=-1))
    journal.writing.add_thought(decision, "Wyau", journal.entry(decision).reviews[-1].id)
    journal.prompts.add_own("Who paid?", AnswerKind.SINGLE, [When.DECISION], labels=["We", "They"])
    journal.prompts.reword("dj-options", "What else was there?")
    journal.lists.save_search("hubs", "theme:hubs")
    journal.writing.log(_draft("Not decided yet", undecided=True))
    gone = log(journal, "In the bin")
    journal.writing.delete([gone])
    return journal


def _draft(title: str, **fields: Any) -> EntryDraft:
    return EntryDraft(title=title, themes=("hubs",), **fields)


def test_everything_the_window_can_write_survives_the_way_out_and_back(rich: Journal, tmp_path: Path) -> None:
    path = given_out(rich, tmp_path)
    with a_journal() as other:
        take_in(other, path)
        found = contents(other)
        assert found == contents(rich)
        decision = next(one for one in found["entries"] if one["came_from"])
        assert len(decision["reviews"]) == 2
        assert decision["versions"]
        assert [one["added_later"] for one in decision["answers"]] == [True]
        assert {"expected"} == {*decision["field_marks"]}
        assert len(decision["review_dates"]) == 2
        assert [prompt["based_on"] for prompt in found["own_prompts"]] == [None, "dj-options"]
        assert "In the bin" not in path.read_text("utf-8")
        assert_whole(other)


def test_a_reworded_prompt_keeps_the_conditions_of_the_first(rich: Journal) -> None:
    library = rich.prompts.now().library
    base = next(prompt for prompt in library.prompts if prompt.needs)
    made = rich.prompts.reword(base.id, "And in other words?")
    rich.prompts.forget()
    kept = rich.prompts.now().library.prompt(made.id)
    assert kept == made
    assert kept
    assert kept.needs == base.needs


# ---- what does not come in


def test_an_import_that_is_cancelled_changes_nothing(rich: Journal, tmp_path: Path) -> None:
    path = given_out(rich, tmp_path)
    with a_journal() as other:
        before, asked = rows(other), iter(range(1000))
        with pytest.raises(Cancelled):
            take_in(other, path, cancelled=lambda: next(asked) > 6)
        assert rows(other) == before
        assert other.undo_label == ""
        assert take_in(other, path).added == 3


def _spoilt(text: str, how: str) -> str:
    raw = json.loads(text)
    entries = raw["entries"]
    match how:
        case "ends early":
            return text[: len(text) // 2]
        case "an entry that is none":
            entries.append({"uid": "x", "kind": "poem"})
        case "one question answered twice":
            entries[1]["answers"] *= 2
        case "one import key twice":
            for one in entries:
                one["import_key"] = "k"
        case "a theme nobody named":
            entries[-1]["themes"] = ["nowhere"]
    return json.dumps(raw)


@pytest.mark.parametrize(
    "how",
    ["ends early", "an entry that is none", "one question answered twice", "one import key twice", "a theme nobody named"],
)  # fmt: skip
def test_a_file_that_contradicts_itself_is_refused_and_changes_nothing(
    rich: Journal, tmp_path: Path, how: str
) -> None:
    path = given_out(rich, tmp_path)
    path.write_text(_spoilt(path.read_text("utf-8"), how), "utf-8")
    with a_journal() as other:
        log(other, "Was here before")
        before = hashlib.sha256(other.file.path.read_bytes()).hexdigest()
        stood = rows(other)
        with pytest.raises(ImportProblem) as caught:
            take_in(other, path)
        assert "Saturday" not in str(caught.value)
        assert rows(other) == stood
        assert hashlib.sha256(other.file.path.read_bytes()).hexdigest() == before
        assert_whole(other)
        assert log(other, "And after")


def test_an_unknown_format_is_named_as_a_problem(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        take_in(journal, tmp_path, "diary")
    with pytest.raises(InvalidInput):
        journal.exchange.give_out("diary", tmp_path / "x")


def test_an_export_that_is_cancelled_leaves_no_file(rich: Journal, tmp_path: Path) -> None:
    there = sorted(tmp_path.iterdir())
    with pytest.raises(JournalError):
        rich.exchange.give_out("json", tmp_path / "half.json", cancelled=lambda: True)
    assert sorted(tmp_path.iterdir()) == there


# ---- reflections from elsewhere


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    here = tmp_path / "notes"
    here.mkdir()
    for day in (3, 4):
        text = f"---\ndate: 2026-05-0{day}\ntags: [work, budget]\n---\n# Note {day}\n\nA marmot, day {day}.\n"
        (here / f"{day}.md").write_text(text, "utf-8")
    return here


def test_notes_come_in_once_and_their_tags_stay_apart_from_themes(journal: Journal, notes: Path) -> None:
    report = take_in(journal, notes, "markdown")
    assert (report.added, report.first_day, report.last_day) == (2, date(2026, 5, 3), date(2026, 5, 4))
    found = [journal.entry(line.id) for line in journal.finding.search("marmot").entries]
    assert [(one.kind, one.themes) for one in found] == [(EntryKind.REFLECTION, ())] * 2
    assert all(one.origin and one.origin.tags == ("work", "budget") for one in found)
    assert (take_in(journal, notes, "markdown").added, journal.finding.count()) == (0, 2)
    journal.writing.delete([found[0].id])
    assert take_in(journal, notes, "markdown").added == 0


def test_what_was_made_of_a_note_stays_tied_to_it_when_the_note_comes_again(
    journal: Journal, notes: Path
) -> None:
    report = take_in(journal, notes, "markdown")
    first = journal.finding.page()[0].id
    decision = journal.writing.make_decision(first, EntryDraft(title="Feed the marmot")).entry_id
    assert report.batch
    journal.exchange.take_back(report.batch)
    assert [line.title for line in journal.finding.page()] == ["Feed the marmot"]
    assert take_in(journal, notes, "markdown").added == 2
    source = journal.entry(decision).came_from
    assert source not in {None, first}
    assert source
    assert journal.entry(source).deleted_at is None
    assert_whole(journal)


def test_taking_an_import_back_leaves_in_the_bin_what_was_deleted_before(
    journal: Journal, notes: Path
) -> None:
    report = take_in(journal, notes, "markdown")
    one, other = (line.id for line in journal.finding.page())
    journal.writing.delete([one])
    assert report.batch
    journal.exchange.take_back(report.batch)
    assert journal.finding.count() == 0
    assert journal.exchange.batches() == ()
    journal.undo()
    assert [line.id for line in journal.finding.page()] == [other]
    assert [line.id for line in journal.finding.page(EntryFilter(in_bin=True))] == [one]
    journal.undo()
    assert journal.finding.count() == 2
    assert_whole(journal)


def test_taking_an_import_back_when_all_of_it_was_deleted_brings_nothing_back_on_undo(
    journal: Journal, notes: Path
) -> None:
    report = take_in(journal, notes, "markdown")
    journal.writing.delete([line.id for line in journal.finding.page()])
    assert report.batch
    journal.exchange.take_back(report.batch)
    journal.undo()
    assert journal.finding.count() == 0
    journal.undo()
    assert journal.finding.count() == 2
