"""Files made to do harm are refused in words, quickly, within bounds, and nothing is written anywhere."""

import io
import json
import os
import stat
import struct
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from app.domain.entries import ImportedEntry
from app.domain.errors import ImportProblem
from app.domain.exchange import Problem, ProblemKind
from app.importers import IMPORTERS, WHOLE_IMPORTERS

GOOD = (
    b'{"metadata": {"version": "1.0"}, "entries": ['
    b'{"uuid": "A1", "creationDate": "2024-01-01T10:00:00Z", "text": "Words"}]}'
)
MEBIBYTE = 1024 * 1024


def day_one(path: Path) -> list[ImportedEntry | Problem]:
    return list(IMPORTERS["day-one"].read(path, zone=UTC))


def words_of(path: Path) -> list[str]:
    return [read.draft.title for read in day_one(path) if isinstance(read, ImportedEntry)]


def refused(path: Path) -> ImportProblem:
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(ImportProblem) as problem:
        day_one(path)
    assert sorted(path.parent.rglob("*")) == before
    assert problem.value.advice
    return problem.value


def zip_of(*members: tuple[str | zipfile.ZipInfo, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


# ---- JSON


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"entries": [' + b"[" * 100_000, "nested too deeply"),
        (b'{"entries": [' + b'{"a":' * 100_000, "nested too deeply"),
        (b'{"entries": [{"creationDate": ' + b"9" * 100_000 + b"}]}", "thousands of digits"),
        (GOOD[:-1], "damaged"),
        (GOOD + b"{}", "damaged"),
        (b"[" + GOOD + b"]", "damaged"),
        (b'{"entries": {}}', "does not come from Day One"),
        (b'{"entries": 1, 2: 3}', "damaged"),
        (b'{"entries": [{"date": "2024-01-01", "title": "x"}]}', "does not come from Day One"),
        (b"\xff\xfe" + GOOD.decode().encode("utf-16-le"), "not UTF-8"),
        (GOOD.replace(b"Words", b"caf\xe9"), "not UTF-8"),
        (b"\0" * 1000, "damaged"),
        (b" \n" * 1000, "damaged"),
    ],
    ids=[
        "deep lists", "deep objects", "long number", "cut short", "goes on", "a list", "no list", "bad key",
        "other program", "UTF-16", "Latin-1", "nothing but NUL", "nothing but space",
    ],
)  # fmt: skip
def test_json_that_is_not_as_it_should_be_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_bytes(content)
    assert said in refused(path).message


def test_a_problem_names_the_line_where_reading_ended(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_bytes(
        b'{\n"entries": [\n' + b'{"creationDate": "2024-01-01T10:00:00Z", "text": "a"},\n' * 9 + b"?"
    )
    assert refused_place(path) == "line 12"
    path.write_bytes(b'{\n"entries": [\n\n"caf\xe9"]}')
    assert refused_place(path) == "line 4"


def refused_place(path: Path) -> str:
    with pytest.raises(ImportProblem) as problem:
        day_one(path)
    return problem.value.place


def test_odd_but_harmless_json_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_bytes(
        b'\xef\xbb\xbf{"entries": [], "weather": NaN, "entries": [{"uuid": "B", "uuid": "A", '
        b'"creationDate": "2024-01-01T10:00:00Z", "height": -Infinity, "text": "half \\ud83d a pair\\u0000"}]}'
    )
    assert words_of(path) == ["half � a pair"]
    assert [read.key for read in day_one(path) if isinstance(read, ImportedEntry)] == ["day-one:A"]


@pytest.mark.parametrize(
    "begins",
    [b"", b"{", b'{"entries": [', b'{"entries": [{"text": "', b'{"entries": [{"creationDate": [', b'{"x": "'],
    ids=["at once", "object", "list", "text", "list in an entry", "other member"],
)
@pytest.mark.parametrize("junk", [b"\xa7junk ", b"junk ", b"[],", b'"', b" "], ids=repr)
def test_100_mb_of_junk_is_refused_without_filling_the_memory(
    begins: bytes, junk: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "Journal.json"
    block = junk * (MEBIBYTE // len(junk))
    with path.open("wb") as file:
        file.write(begins)
        for _ in range(100):
            file.write(block)
    # a tracemalloc peak would cost minutes, so what the system counts is asked for
    before = _memory()
    for importer in IMPORTERS.values():
        with pytest.raises(ImportProblem):
            list(importer.read(path, zone=UTC))
    with pytest.raises(ImportProblem):
        WHOLE_IMPORTERS["balcony"].read_whole(path)
    assert _memory() - before < 300 * MEBIBYTE


def _memory() -> int:
    """The most memory this process ever held, in bytes."""
    if sys.platform == "win32":
        return 0  # nothing counts it there
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_a_flood_of_broken_entries_ends_the_import(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_bytes(b'{"entries": [' + b"{}," * 50_000 + b"{}]}")
    read: list[object] = []
    with pytest.raises(ImportProblem):
        read.extend(IMPORTERS["day-one"].read(path, zone=UTC))
    assert len(read) < 2_000


# ---- zip


def test_a_zip_with_several_journals_comes_in_and_its_media_stay_out(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(
        zip_of(
            ("Journal.json", GOOD),
            ("Work.json", GOOD.replace(b"A1", b"A2").replace(b"Words", b"More")),
            ("photos/6e8f17a1.jpeg", b"\xff\xd8"),
            ("__MACOSX/._Journal.json", b"\0\5"),
            (".hidden.json", b"{"),
        )
    )
    assert IMPORTERS["day-one"].recognises(path)
    assert words_of(path) == ["Words", "More"]


@pytest.mark.parametrize(
    "name",
    ["../Journal.json", "/etc/Journal.json", "a/../../Journal.json", "C:\\Journal.json", "..\\Journal.json",
     "photos/..", "\\\\host\\share\\Journal.json"],
)  # fmt: skip
def test_a_zip_with_names_outside_it_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "inner" / "export.zip"
    path.parent.mkdir()
    path.write_bytes(zip_of(("Journal.json", GOOD), (name, GOOD)))
    assert "point outside" in refused(path).message


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["Journal.json", "JOURNAL.JSON"])
def test_a_zip_with_one_name_twice_is_refused(second: str, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zip_of(("Journal.json", GOOD), (second, GOOD)))
    assert "same name" in refused(path).message


def test_a_zip_that_unpacks_to_far_too_much_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("J.json", "w") as member:
        for _ in range(100):
            member.write(b" " * MEBIBYTE)
    path.write_bytes(out.getvalue())
    tracemalloc.start()
    assert "far more than it holds" in refused(path).message
    assert tracemalloc.get_traced_memory()[1] < 2 * MEBIBYTE
    tracemalloc.stop()


def _with_directory(change: Callable[[bytearray, int], None], data: bytes) -> bytes:
    """The zip with its list of members changed; `change` is given the place of the first record."""
    content = bytearray(data)
    change(content, content.index(b"PK\x01\x02"))
    return bytes(content)


def _declare_huge(content: bytearray, at: int) -> None:
    struct.pack_into("<LL", content, at + 20, 600_000_000, 600_000_000)


def _lock(content: bytearray, at: int) -> None:
    content[at + 8] |= 1
    content[6] |= 1


def _unknown_packing(content: bytearray, at: int) -> None:
    struct.pack_into("<H", content, at + 10, 14)


def _false_size(content: bytearray, at: int) -> None:
    size = struct.unpack_from("<L", content, at + 24)[0]
    struct.pack_into("<L", content, at + 24, size - 10)


def _false_sum(content: bytearray, at: int) -> None:
    content[at + 16] ^= 1


def _long_directory(content: bytearray, _at: int) -> None:
    struct.pack_into("<L", content, content.rindex(b"PK\x05\x06") + 12, 0xFFFFFFFF)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_declare_huge, "larger than"),
        (_lock, "locked with a password"),
        (_unknown_packing, "packed in a way"),
        (_false_size, ""),
        (_false_sum, "could not be read"),
        (_long_directory, "more files than"),
    ],
)
def test_a_zip_that_lies_about_a_member_is_refused(
    change: Callable[[bytearray, int], None], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(_with_directory(change, zip_of(("Journal.json", GOOD))))
    with pytest.raises(ImportProblem) as problem:
        day_one(path)
    assert said in problem.value.message


def test_a_zip_whose_members_overlap_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    content = bytearray(zip_of(("A.json", GOOD), ("B.json", GOOD)))
    second = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, second + 42, 0)
    path.write_bytes(content)
    with pytest.raises(ImportProblem):
        day_one(path)


def test_a_zip_full_of_journals_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zip_of(*((f"{number}.json", GOOD) for number in range(200))))
    assert "more journals" in refused(path).message


def test_a_link_in_a_zip_is_no_journal(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("Journal.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = tmp_path / "export.zip"
    path.write_bytes(zip_of((link, b"/etc/passwd")))
    assert "no Day One journal" in refused(path).message


@pytest.mark.parametrize("kept", [4, 30, 100, -30, -10])
def test_a_zip_cut_short_is_refused(kept: int, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zip_of(("Journal.json", GOOD))[:kept])
    refused(path)


def test_every_single_damaged_byte_of_a_zip_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    good = zip_of(("Journal.json", GOOD), ("photos/a", b"1"))
    for at in range(len(good)):
        path.write_bytes(good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :])
        try:
            day_one(path)
        except ImportProblem:
            continue


# ---- folders and notes


def test_a_folder_is_not_left_through_links(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2024-01-01 Secret.md").write_text("# Not yours\n", "utf-8")
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2024-01-02.md").write_text("# Mine\n", "utf-8")
    (folder / "link").symlink_to(outside, target_is_directory=True)
    (folder / "link.md").symlink_to(outside / "2024-01-01 Secret.md")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.md")
    reads = list(IMPORTERS["markdown"].read(folder, zone=UTC))
    assert [read.draft.title for read in reads if isinstance(read, ImportedEntry)] == ["Mine"]


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9)),
        "a: &a {k: v}\n" + "".join(f"b{n}: &b{n}\n  <<: [{', '.join(['*a'] * 50)}]\n" for n in range(50)),
        "tags: " + "[" * 5_000,
        "date: !!python/object/apply:os.system ['touch /tmp/never']",
        "? [a, b]\n: c",
        "date: 2024-13-45",
        "title: !!int ''",
        "x: " + "9" * 5_000,
        "&a [*a]",
        "- just\n- a list",
        "tags: {a: b}\ndate: [2024-01-01]\ntitle: [x]",
        "\x07: bell",
    ],
    ids=["aliases", "merge keys", "deep", "python", "list as key", "no day", "bad int", "digits", "cycle",
         "list", "other shapes", "control"],
)  # fmt: skip
def test_properties_made_to_do_harm_cost_nothing_but_themselves(front: str, tmp_path: Path) -> None:
    path = tmp_path / "2024-01-02 Note.md"
    path.write_text(f"---\n{front}\n---\n# Words\n\nand more", "utf-8")
    (entry,) = (
        read for read in IMPORTERS["markdown"].read(path, zone=UTC) if isinstance(read, ImportedEntry)
    )
    assert entry.draft.title == "Words"
    assert entry.draft.context.endswith("and more")
    assert str(entry.draft.decided_on) == "2024-01-02"


def test_notes_of_other_programs_on_windows_come_in(tmp_path: Path) -> None:
    words = "---\r\ntags: [a]\r\n---\r\n# Café\r\n\r\nand more\r\n"
    (tmp_path / "2024-01-01.md").write_bytes(b"\xef\xbb\xbf" + words.encode())
    (tmp_path / "2024-01-02.md").write_bytes(b"\xff\xfe" + words.encode("utf-16-le"))
    (tmp_path / "2024-01-03.md").write_bytes(words.encode("cp1252"))
    first, second, third, *_ = IMPORTERS["markdown"].read(tmp_path, zone=UTC)
    for read in first, second:
        assert isinstance(read, ImportedEntry)
        assert (read.draft.title, read.draft.context, read.tags) == ("Café", "and more", ("a",))
    assert isinstance(third, Problem)
    assert third.place == "2024-01-03.md, line 4"


def test_a_note_too_large_for_a_person_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.md").write_bytes(b"x " * (3 * MEBIBYTE))
    (tmp_path / "2024-01-02.md").write_bytes(b"x " * (1 * MEBIBYTE))
    reads = list(IMPORTERS["markdown"].read(tmp_path, zone=UTC))
    assert [(read.place, read.kind) for read in reads if isinstance(read, Problem)] == [
        ("2024-01-01.md", ProblemKind.ERROR),
        ("2024-01-02.md", ProblemKind.ERROR),
    ]
    assert len(reads) == 2


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "`" * 100_001, "` `` " * 30_000, "![" * 50_000, "[a](javascript:" * 9_000, "# " * 50_000,
     "```\n" * 30_001, "\\" * 100_001, " \n" * 50_000, "#a" * 50_000, "---\n" * 30_000, "[2024-01-01 10:00]\n" * 9_000],
)  # fmt: skip
def test_no_text_makes_reading_slow(text: str, tmp_path: Path) -> None:
    """Each takes milliseconds; a search that went back over itself would take minutes and be stopped."""
    journal = tmp_path / "Journal.json"
    journal.write_text(
        json.dumps({"entries": [{"creationDate": "2024-01-01T10:00:00Z", "text": f"T\n{text}"}]}), "utf-8"
    )
    assert words_of(journal) == ["T"]
    note = tmp_path / "2024-01-01.md"
    note.write_text(f"# T\n{text}", "utf-8")
    assert len(list(IMPORTERS["markdown"].read(note, zone=UTC))) == 1
    plain = tmp_path / "jrnl.txt"
    plain.write_text(f"[2024-01-01 10:00] T\n{text}", "utf-8")
    assert list(IMPORTERS["jrnl"].read(plain, zone=UTC))
