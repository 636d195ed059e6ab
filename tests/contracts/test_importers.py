"""What every importer keeps to: the expected entries, the same keys again, and no exception but its own."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.entries import TITLE_LENGTH, EntryKind, ImportedEntry
from app.domain.errors import Cancelled, ImportProblem
from app.domain.exchange import ImportReport, Pick, Problem, ProblemKind
from app.importers import IMPORTERS, WHOLE_IMPORTERS

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"
SAMPLES = HERE.parent.parent.parent / "shared" / "samples"
LONDON = ZoneInfo("Europe/London")
CASES = sorted((format_id, case.name) for format_id in IMPORTERS for case in (FIXTURES / format_id).iterdir())


def source(format_id: str, case: str) -> Path:
    (found,) = (FIXTURES / format_id / case).glob("source*")
    return found


def seen(read: ImportedEntry | Problem) -> Any:
    """What was read, as the expected.json of a case has it."""
    if isinstance(read, Problem):
        return [read.kind.value, read.place, read.reason]
    draft = read.draft
    assert draft.written_at is not None
    assert draft.decided_on == draft.written_on
    return {
        "title": draft.title,
        "context": draft.context,
        "day": str(draft.decided_on),
        "at": draft.written_at.isoformat(),
        "tags": list(read.tags),
        "starred": read.starred,
        "place": read.place,
    }


def read_all(format_id: str, path: Path) -> list[ImportedEntry | Problem]:
    return list(IMPORTERS[format_id].read(path, zone=LONDON))


def says_what_to_do(problem: ImportProblem) -> None:
    assert problem.message
    assert problem.advice


def survives(format_id: str, path: Path) -> list[ImportedEntry | Problem]:
    """Read whatever it is; only the importer's own problem may be raised, and it says what to do."""
    try:
        found = read_all(format_id, path)
    except ImportProblem as problem:
        says_what_to_do(problem)
        return []
    for read in found:
        if isinstance(read, Problem):
            assert read.place
            assert read.reason
        else:
            draft = read.draft
            assert draft.kind is EntryKind.REFLECTION
            assert draft.title or draft.context
            assert len(draft.title) <= TITLE_LENGTH
            assert draft.written_on is not None
            assert 1900 <= draft.written_on.year <= 2100
            f"{draft.title}{draft.context}{read.key}{read.tags}".encode()
            assert read.key.startswith(f"{format_id}:")
    return found


def test_the_formats_are_found_in_their_folder() -> None:
    assert set(IMPORTERS) >= {"day-one", "jrnl", "markdown"}
    assert set(WHOLE_IMPORTERS) == {"balcony"}


@pytest.mark.parametrize("format_id", IMPORTERS)
def test_every_format_says_what_to_choose_and_has_a_case(format_id: str) -> None:
    importer = IMPORTERS[format_id]
    assert importer.id == format_id
    assert importer.name
    assert importer.describes.endswith(".")
    assert importer.picks <= set(Pick)
    assert importer.picks
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in importer.suffixes)
    assert any(case[0] == format_id for case in CASES)


@pytest.mark.parametrize(("format_id", "case"), CASES)
def test_a_file_gives_the_expected_entries_and_problems(format_id: str, case: str) -> None:
    found = [seen(read) for read in survives(format_id, source(format_id, case))]
    assert found == json.loads((FIXTURES / format_id / case / "expected.json").read_text("utf-8"))


@pytest.mark.parametrize(("format_id", "case"), CASES)
def test_a_second_read_gives_the_same_keys_and_no_key_twice(format_id: str, case: str) -> None:
    once, again = (
        [read.key for read in read_all(format_id, source(format_id, case)) if isinstance(read, ImportedEntry)]
        for _ in range(2)
    )
    assert once == again
    assert len(set(once)) == len(once)


@pytest.mark.parametrize(("format_id", "case"), CASES)
def test_only_its_own_format_recognises_a_file(format_id: str, case: str) -> None:
    path = source(format_id, case)
    assert [other for other, importer in IMPORTERS.items() if importer.recognises(path)] == [format_id]
    assert not WHOLE_IMPORTERS["balcony"].recognises(path)


@pytest.mark.parametrize(("format_id", "case"), CASES)
def test_it_stops_when_asked_and_says_how_far_it_is(format_id: str, case: str) -> None:
    steps: list[tuple[int, int | None]] = []
    path = source(format_id, case)
    list(IMPORTERS[format_id].read(path, zone=LONDON, progress=lambda done, of: steps.append((done, of))))
    assert [done for done, _ in steps] == list(range(1, len(steps) + 1))
    reads: Iterator[Any] = IMPORTERS[format_id].read(path, zone=LONDON, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        next(reads)


@pytest.mark.parametrize("format_id", [*IMPORTERS, *WHOLE_IMPORTERS])
@pytest.mark.parametrize("what", ["missing", "empty", "device", "folder"])
def test_what_is_no_file_of_that_format_is_refused_in_words(
    format_id: str, what: str, tmp_path: Path
) -> None:
    path = tmp_path / "chosen.md"
    match what:
        case "empty":
            path.write_bytes(b"")
        case "device":
            path = Path("/dev/zero")
        case "folder":
            path.mkdir()
    read = (
        WHOLE_IMPORTERS[format_id].read_whole
        if format_id in WHOLE_IMPORTERS
        else partial(read_all, format_id)
    )
    with pytest.raises(ImportProblem) as refused:
        read(path)
    says_what_to_do(refused.value)
    importers: dict[str, Any] = {**IMPORTERS, **WHOLE_IMPORTERS}
    assert importers[format_id].recognises(path) == (
        format_id == "markdown" and what == "empty"  # a note by its name
    )


@pytest.mark.parametrize("format_id", IMPORTERS)
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".json", ".zip", ".md", ".txt"]))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(format_id: str, data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"chosen{suffix}"
        path.write_bytes(data)
        IMPORTERS[format_id].recognises(path)
        survives(format_id, path)


@pytest.mark.parametrize("format_id", IMPORTERS)
@given(st.data())
@settings(max_examples=80)
def test_a_real_file_with_damage_is_read_or_refused(format_id: str, data: st.DataObject) -> None:
    files = sorted(
        path for path in (FIXTURES / format_id).rglob("*") if path.is_file() and path.name != "expected.json"
    )
    path = data.draw(st.sampled_from(files))
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 30))] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from([b"\\ud800", b"NaN", b"[" * 5000, b"9" * 5000, b"-", b"\0"])
        )
    with tempfile.TemporaryDirectory() as folder:
        damaged = Path(folder) / f"chosen{path.suffix}"
        damaged.write_bytes(content)
        survives(format_id, damaged)


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_TIMES = st.sampled_from(
    [
        "2024-01-01T10:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "2024-01-01",
        "09:75",
        "",
    ]
)
_ENTRIES = st.lists(
    st.dictionaries(
        st.sampled_from(
            [
                *("uuid", "creationDate", "timeZone", "text", "richText", "tags", "starred", "photos"),
                *("title", "body", "date", "time"),
            ]
        ),
        _JSON | _TIMES | st.text(max_size=200),
    ),
    max_size=4,
)


@pytest.mark.parametrize("format_id", ["day-one", "jrnl"])
@given(entries=_ENTRIES)
@settings(max_examples=100)
def test_any_json_in_the_place_of_entries_is_read_or_refused(format_id: str, entries: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chosen.json"
        path.write_text(json.dumps({"metadata": {}, "entries": entries}), "utf-8")
        found = survives(format_id, path)
        assert [seen(read) for read in found] == [seen(read) for read in survives(format_id, path)]


def test_problems_are_told_apart_in_the_report() -> None:
    problems = (
        Problem("entry 1", "it holds no text"),
        Problem("entry 2", "it has no date", ProblemKind.ERROR),
    )
    report = ImportReport("jrnl", added=3, problems=problems, first_day=date(2024, 1, 1))
    assert report.of_kind(ProblemKind.ERROR) == problems[1:]
    assert report.of_kind(ProblemKind.WARNING) == ()


def test_a_json_export_beside_a_classic_journal_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    shutil.copytree(source("day-one", "classic"), tmp_path / "both" / "old.dayone")
    shutil.copy(source("day-one", "plain"), tmp_path / "both" / "Journal.json")
    told = [read for read in survives("day-one", tmp_path / "both") if isinstance(read, Problem)]
    assert told[-1] == Problem("the whole folder", "1 JSON file was left out: bring each in on its own")


def test_journals_that_nobody_here_wrote_come_in() -> None:
    """The samples are beside the checkout where this is developed, and nowhere else."""
    expected = {
        ("day-one", "day-one/MyJournal.json"): 1,
        ("day-one", "day-one/dayone.dayone"): 4,
        ("day-one", "mini-diary/jsonDayOne.json"): 2,
        ("jrnl", "mini-diary/jsonJrnl.json"): 2,
        ("jrnl", "mini-diarium/jrnl-sample.json"): 3,
        ("jrnl", "mini-diarium/jrnl-realistic.json"): 6,
        ("jrnl", "jrnl/basic_onefile.journal"): 3,
        ("jrnl", "jrnl/brackets.journal"): 1,
        ("jrnl", "jrnl/simple_jrnl-1-9-5.journal"): 2,
        ("markdown", "obsidian"): 5,
    }
    there = {key: count for key, count in expected.items() if (SAMPLES / key[1]).exists()}
    found = {
        (format_id, name): sum(
            isinstance(read, ImportedEntry) for read in survives(format_id, SAMPLES / name)
        )
        for format_id, name in there
    }
    assert found == there
    refused = [SAMPLES / "day-one" / "invalid.json", SAMPLES / "mini-diary" / "jsonMiniDiary.json"]
    refused += (SAMPLES / "jrnl").glob("*encrypted*")
    for path in filter(Path.exists, refused):
        for format_id in IMPORTERS:
            with pytest.raises(ImportProblem):
                read_all(format_id, path)
