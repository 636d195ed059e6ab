"""What every exporter keeps to: golden files, nothing of the bin or of inner numbers, and the way back."""

import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.conversation import Conversation
from app.domain.entries import EntryId, ReviewId, ThemeId
from app.domain.errors import Cancelled, ImportProblem
from app.domain.whole import JournalHeader, WholeEntry
from app.exporters import EXPORTERS
from app.exporters.writing.prose import one_line, prose
from app.importers import WHOLE_IMPORTERS
from tests.contracts.fixtures.small_journal import AT, DECISION, ENTRIES, HEADER, OPEN
from tests.strategies import whole_journals

HERE = Path(__file__).parent
HELP = HERE.parent.parent / "resources" / "help" / "json-format.md"
TODAY = date(2026, 6, 30)
BALCONY = WHOLE_IMPORTERS["balcony"]


def written(
    format_id: str, entries: Iterable[WholeEntry] = ENTRIES, header: JournalHeader = HEADER, **options: Any
) -> str:
    out = io.StringIO(newline="")
    EXPORTERS[format_id].write(out, header, entries, today=TODAY, **options)
    return out.getvalue()


def back(text: str, path: Path) -> tuple[JournalHeader, tuple[WholeEntry, ...]]:
    path.write_text(text, "utf-8", newline="")
    header, entries = BALCONY.read_whole(path)
    return header, tuple(entries)


# ---- every format


@pytest.mark.parametrize("format_id", EXPORTERS)
def test_a_small_journal_is_written_as_its_golden_file(format_id: str) -> None:
    """After a wanted change, write the golden file anew and read the difference."""
    exporter = EXPORTERS[format_id]
    assert exporter.id == format_id
    golden = HERE / "fixtures" / "exported" / f"{format_id}{exporter.suffix}.golden"
    assert written(format_id) == golden.read_text("utf-8")


@pytest.mark.parametrize("format_id", EXPORTERS)
def test_what_is_in_the_bin_stays_there(format_id: str) -> None:
    gone = replace(OPEN, entry=replace(OPEN.entry, deleted_at=AT))
    assert written(format_id, [DECISION, gone]) == written(format_id, [DECISION])
    assert EXPORTERS[format_id].write(io.StringIO(), HEADER, [DECISION, gone], today=TODAY) == 1


@pytest.mark.parametrize("format_id", EXPORTERS)
def test_inner_numbers_and_the_zone_of_the_computer_never_show(format_id: str) -> None:
    elsewhere = timezone(timedelta(hours=9))

    def renumbered(whole: WholeEntry) -> WholeEntry:
        entry, move = whole.entry, {None: None, ReviewId(1): ReviewId(901)}
        return replace(
            whole,
            versions=tuple(replace(one, review_id=move[one.review_id]) for one in whole.versions),
            entry=replace(
                entry,
                id=EntryId(entry.id + 700),
                written_at=entry.written_at.astimezone(elsewhere),
                themes=tuple(replace(theme, id=ThemeId(theme.id + 5), used=3) for theme in entry.themes),
                reviews=tuple(replace(review, id=ReviewId(901)) for review in entry.reviews),
                additions=tuple(
                    replace(one, id=one.id + 40, review_id=move[one.review_id]) for one in entry.additions
                ),
                origin=replace(entry.origin, batch=77) if entry.origin else None,
                came_from=EntryId(701) if entry.came_from else None,
            ),
        )

    assert written(format_id, map(renumbered, ENTRIES)) == written(format_id)


@pytest.mark.parametrize("format_id", EXPORTERS)
def test_it_reads_entry_by_entry_says_how_far_it_is_and_stops_when_asked(format_id: str) -> None:
    steps: list[int] = []
    taken: list[str] = []

    def given_one_by_one() -> Iterator[WholeEntry]:
        for whole in ENTRIES:
            taken.append(whole.entry.uid)
            yield whole

    written(format_id, given_one_by_one(), progress=lambda done, _of: steps.append(done))
    assert steps == [1, 2, 3]
    taken.clear()
    with pytest.raises(Cancelled):
        written(format_id, given_one_by_one(), cancelled=lambda: len(taken) == 2)
    assert len(taken) == 2


@pytest.mark.parametrize("format_id", EXPORTERS)
def test_an_empty_journal_can_be_written(format_id: str) -> None:
    assert written(format_id, [], JournalHeader()).endswith("\n")


# ---- JSON and back


@given(whole_journals())
@settings(max_examples=60)
def test_a_journal_comes_back_from_json_equal(journal: tuple[JournalHeader, tuple[WholeEntry, ...]]) -> None:
    header, entries = journal
    with_path = Path(_FOLDER) / "journal.json"
    assert back(written("json", entries, header), with_path) == (header, entries)
    assert BALCONY.recognises(with_path)


@pytest.fixture(autouse=True, scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _FOLDER  # noqa: PLW0603  (hypothesis runs one test many times and takes no tmp_path)
    _FOLDER = str(tmp_path_factory.mktemp("exported"))


_FOLDER = ""


def test_the_small_journal_comes_back_and_counts_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    assert back(written("json"), path) == (HEADER, ENTRIES)
    steps: list[tuple[int, int | None]] = []
    _, entries = BALCONY.read_whole(path, lambda done, of: steps.append((done, of)))
    assert len(list(entries)) == 3
    assert steps == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        BALCONY.read_whole(path, cancelled=lambda: True)


def test_the_order_of_the_parts_and_their_layout_do_not_matter(tmp_path: Path) -> None:
    shuffled = dict(sorted(json.loads(written("json")).items(), reverse=True))
    for indent in None, 4:
        assert back(json.dumps(shuffled, indent=indent), tmp_path / "journal.json") == (HEADER, ENTRIES)


def test_names_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    content = json.loads(written("json"))
    content["more"] = {"of": ["the same"]}
    content["entries"][0]["mood"] = 3
    assert back(json.dumps(content), tmp_path / "journal.json") == (HEADER, ENTRIES)


def _names(value: Any, inside: str = "") -> set[str]:
    if isinstance(value, list):
        return set().union(*(_names(part, inside) for part in value))
    if isinstance(value, dict):
        free = inside in {"settings", "field_marks"}  # their names are not the format's
        return (set() if free else set(value)).union(*(_names(part, key) for key, part in value.items()))
    return set()


def test_the_help_page_names_everything_that_can_be_in_the_file() -> None:
    names = _names({**json.loads(written("json"))}) - {"rotate", "days", "quick"}
    assert len(names) > 70
    described = set(re.findall(r"`([^`]+)`", HELP.read_text("utf-8")))
    assert names <= described


def test_the_help_page_lists_every_name_at_the_top_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    lists: set[str] = set()
    with monkeypatch.context() as patched:
        patched.setattr("app.exporters.json._write_lists", lambda _out, named: lists.update(named))
        always = set(json.loads(written("json")))
    _, _, after = HELP.read_text("utf-8").partition("## The whole file")
    rows = [row for row in after.partition("\n## ")[0].splitlines() if row.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])} == always | lists


def test_every_field_of_an_entry_is_in_the_small_journal() -> None:
    """So that the golden file and the help page speak of all of them."""
    kept_out = {"id", "came_from", "deleted_at"}
    fields = set(DECISION.entry.__dataclass_fields__) - kept_out
    assert fields <= _names(json.loads(written("json")))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"version": 0}, "version"),
        ({"version": True}, "version"),
        ({"version": "1"}, "version"),
        ({"journal": []}, "journal"),
        ({"journal": None}, "journal"),
        ({"entries.1": None}, "entries[1]"),
        ({"entries.0.uid": ""}, "entries[0].uid"),
        ({"entries.1.uid": "11111111111111111111111111111111"}, "entries[1].uid"),
        ({"entries.0.kind": "poem"}, "entries[0].kind"),
        ({"entries.0.decided_on": "2026-02-30"}, "entries[0].decided_on"),
        ({"entries.0.written_at": "2026-01-12T17:05:30"}, "entries[0].written_at"),
        ({"entries.0.title": 5}, "entries[0].title"),
        ({"entries.0.confidence": 71}, "entries[0].confidence"),
        ({"entries.0.confidence": True}, "entries[0].confidence"),
        ({"entries.0.withdrawn": 1}, "entries[0].withdrawn"),
        ({"entries.0.themes": ["nobody's"]}, "entries[0].themes"),
        ({"entries.0.marks": ["secret"]}, "entries[0].marks"),
        ({"entries.0.answers.3.value": 101}, "entries[0].answers[3].value"),
        ({"entries.0.answers.0.value": "low"}, "entries[0].answers[0].value"),
        ({"entries.0.answers.1.value": "children"}, "entries[0].answers[1].value"),
        ({"entries.0.answers.1.wording": 99}, "entries[0].answers[1].wording"),
        ({"entries.0.answers.1.prompt": "vo-other"}, "entries[0].answers[1].wording"),
        ({"entries.0.reviews.0.outcome": 4}, "entries[0].reviews[0].outcome"),
        ({"entries.0.reviews.0.happened": "maybe"}, "entries[0].reviews[0].happened"),
        ({"entries.0.additions.1.review": "none"}, "entries[0].additions[1].review"),
        ({"entries.0.field_marks": []}, "entries[0].field_marks"),
        ({"entries.2.origin.batch": 0}, "entries[2].origin.batch"),
        ({"wordings.1.number": 1}, "wordings[1].number"),
        ({"wordings.1.kind": "essay"}, "wordings[1].kind"),
        ({"journal.themes.0.name": None}, "journal.themes[0].name"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_not_as_described_is_refused_with_its_place(
    change: dict[str, Any], place: str, tmp_path: Path
) -> None:
    content: Any = json.loads(written("json"))
    for at, value in change.items():
        *way, last = (int(step) if step.isdigit() else step for step in at.split("."))
        inner = content
        for step in way:
            inner = inner[step]
        inner[last] = value
    with pytest.raises(ImportProblem) as problem:
        back(json.dumps(content), tmp_path / "journal.json")
    assert problem.value.place == place


def test_a_newer_format_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    newer = written("json").replace('"version": 1,\n"exported', '"version": 2,\n"exported')
    with pytest.raises(ImportProblem, match="newer version"):
        back(newer, path)
    with pytest.raises(ImportProblem, match="newer version"):
        back(newer[:200], path)
    for other in '{"entries": []}', '{"format": "balcony-journal", "version": 1}', "{}":
        with pytest.raises(ImportProblem, match="not exported by Balcony"):
            back(other, path)
        with pytest.raises(ImportProblem):
            back(written("json")[:-5], path)


@given(st.data())
@settings(max_examples=150)
def test_any_value_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    content: Any = json.loads(written("json"))
    inner = content
    while True:
        step = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        if not inner[step] or not isinstance(inner[step], dict | list) or data.draw(st.integers(0, 4)) == 0:
            break
        inner = inner[step]
    inner[step] = data.draw(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]) | st.just({})
        | st.lists(st.text() | st.integers() | st.just({}), max_size=2) | st.sampled_from(["\ud800", "-0001-01-01"])
    )  # fmt: skip
    text = json.dumps(content)
    try:
        header, entries = back(text, Path(_FOLDER) / "changed.json")
    except ImportProblem:
        return
    again = back(written("json", entries, header), Path(_FOLDER) / "again.json")
    assert again == (header, entries)


# ---- Markdown


def test_entries_are_read_in_the_order_of_their_days() -> None:
    entries_only = replace(HEADER, conversation=Conversation())
    headings = re.findall(r"^#{1,4} .*$", written("markdown", header=entries_only), re.MULTILINE)
    assert headings == [
        "# Journal",
        "## 2025",
        "### December 2025",
        "#### Who chairs the board",
        "## 2026",
        "### January 2026",
        "#### Reflection",
        "#### Pause the second screening step \\#",
    ]


_PIECES = st.sampled_from(
    ["#", "##", " ", "  ", "\t", "-", "--", "---", "=", "==", "*", "***", "+", ">", "1.", "2)", "`", "```", "~~~",
     "|", "|-|", "<", "<!--", "<b>", "\\", "[", "]", "(", ")", "![", "](", "[x]:", "http://a", "javascript:a", "_", "___",
     "\n", "\n\n", "\r", "word", "é", ":", "&lt;"]
)  # fmt: skip
_HACKED = st.lists(_PIECES, max_size=14).map("".join)
_FORGERY = re.compile(r"(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+(?=\S))*[ \t]*(?:#{1,6}(?:\s|$)|>|`{3}|~{3}|\|)")
_UNDERLINE = re.compile(r"[ \t]*(?:=+|-+|(?:[-_*][ \t]*){3,})[ \t]*")
_LIVE = re.compile(r"(?<!\\)(?:\\\\)*(?:<|!\[|\]\((?!\s*(?:https?://|mailto:)))", re.IGNORECASE)


@given(_HACKED | st.text())
@settings(max_examples=600)
def test_no_words_pass_for_the_page_s_own_parts(text: str) -> None:
    for line in prose(text).split("\n"):
        assert not _FORGERY.match(line), line
        assert not _UNDERLINE.fullmatch(line), line
        assert not _LIVE.search(line), line
    assert "\n" not in one_line(text)
    assert not re.search(r"(?:^|[ \t])#+$", one_line(text))


@given(st.lists(st.sampled_from(["Some", "plain", "words,", "(and", "more)", "– 70 %", "o’r", "\n", "\n\n"])))
def test_plain_words_stay_as_they_are(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert [line.rstrip() for line in prose(text).split("\n")] == [
        line.rstrip() for line in text.strip().split("\n")
    ]


def test_times_of_the_journal_are_whole_in_json() -> None:
    late = replace(OPEN, entry=replace(OPEN.entry, written_at=datetime(2026, 1, 1, tzinfo=UTC)))
    assert '"written_at": "2026-01-01T00:00:00Z"' in written("json", [late])
    assert '"written_at": "2026-01-12T17:05:30.250000Z"' in written("json", [OPEN])
