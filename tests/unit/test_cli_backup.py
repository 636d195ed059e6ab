"""`balcony backup` and the backups in `balcony check`: made, copied, compared, and told where they are not."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from app.services.second_place import SecondPlace
from tests.fixtures.cli import Balcony


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    return Balcony(tmp_path / "j").new()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_made_whether_or_not_anything_changed(balcony: Balcony) -> None:
    first, second = balcony.json("backup"), balcony.json("backup")
    assert (first["number"], second["number"]) == (1, 2)
    assert (first["entries"], first["copy"], first["second_place"]) == (0, None, None)
    assert names(balcony.folder / "backups") == sorted(Path(one["path"]).name for one in (first, second))
    assert "A verified backup was made, with 0 entries: " in balcony.done("backup").out


def test_one_is_copied_to_a_folder_that_is_not_remembered(balcony: Balcony, stick: Path) -> None:
    made = balcony.json("backup", "--to", str(stick))
    assert Path(made["copy"]).read_bytes() == Path(made["path"]).read_bytes()
    balcony.done("backup")
    assert len(names(stick)) == 1


def test_every_backup_goes_to_the_second_place_until_it_is_given_up(balcony: Balcony, stick: Path) -> None:
    balcony.done("backup")
    made = balcony.json("backup", "--second-place", str(stick))
    assert (made["second_place"]["state"], made["second_place"]["copies"]) == ("kept", 2)
    balcony.done("add", "--title", "Keep the duty rota")
    assert names(stick) == names(balcony.folder / "backups")
    assert len(names(stick)) == 3
    assert balcony.json("backup", "--no-second-place")["second_place"] is None
    balcony.done("add", "--title", "Another")
    assert len(names(stick)) == 3


def test_a_place_that_cannot_be_one_is_refused_and_no_backup_is_made(balcony: Balcony) -> None:
    balcony.done("backup")
    said = balcony("backup", "--second-place", str(balcony.folder / "backups"))
    assert (said.code, said.out) == (1, "")
    assert "folder of the journal" in said.err
    assert len(names(balcony.folder / "backups")) == 1


def test_a_place_that_is_gone_is_told_once_and_the_backup_is_good(balcony: Balcony, stick: Path) -> None:
    balcony.done("backup", "--second-place", str(stick))
    stick.rename(stick.with_name("drawer"))
    said = balcony("backup", "--json")
    assert said.code == 1
    assert said.shape["second_place"]["state"] == "missing"
    assert said.err.count("The second place cannot be reached.") == 1
    added = balcony("add", "--title", "Keep the duty rota")
    assert added.code == 0
    assert added.err.count("The second place cannot be reached.") == 1
    assert "What you wrote is saved, with a backup." in added.err
    assert balcony("list").err == ""  # nothing new to copy
    stick.with_name("drawer").rename(stick)
    balcony.done("backup")
    assert names(stick) == names(balcony.folder / "backups")


def test_stopping_the_copy_leaves_it_for_the_next_time(
    balcony: Balcony, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.errors import Cancelled

    balcony.done("backup", "--second-place", str(stick))

    def stopped(_place: SecondPlace, **_given: object) -> None:
        raise Cancelled

    with monkeypatch.context() as pressed:
        pressed.setattr(SecondPlace, "catch_up", stopped)
        said = balcony("add", "--title", "Keep the duty rota")
    assert said.code == 0
    assert "copied to the second place the next time" in said.err
    balcony.done("add", "--title", "Another")
    assert names(stick) == names(balcony.folder / "backups")


def test_check_says_when_the_last_verified_backup_was_made(balcony: Balcony) -> None:
    assert balcony.json("check")["last_backup"] is None
    balcony.done("add", "--title", "Keep the duty rota")
    assert balcony.json("check")["last_backup"].startswith("2026-06-30T")
    said = balcony.done("check")
    assert "Last verified backup: 30 June 2026 at " in said.out


def test_check_reads_every_backup_again_when_asked(balcony: Balcony) -> None:
    for title in ("One", "Two"):
        balcony.done("add", "--title", title)
    found = balcony.json("check", "--backups")
    assert [(one["entries"], one["holds"]) for one in found["backups"]] == [(2, True), (1, True)]
    assert balcony.json("check")["backups"] == []
    older = Path(found["backups"][1]["path"])
    with older.open("r+b") as file:
        file.seek(9000)
        file.write(b"spoilt")
    said = balcony("check", "--backups", "--json")
    assert said.code == 1
    assert [one["holds"] for one in said.shape["backups"]] == [True, False]
    assert "“balcony backup” makes a new one." in said.err
    assert balcony("check").code == 0


def test_check_tells_a_backup_whose_count_was_changed(balcony: Balcony) -> None:
    balcony.done("add", "--title", "One")
    path = Path(balcony.json("check", "--backups")["backups"][0]["path"])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["about.json"] = json.dumps({**json.loads(parts["about.json"]), "entries": 700}).encode()
    shutil.copyfile(path, path.with_name("aside"))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    (line,) = (one for one in balcony("check", "--backups").out.splitlines() if "NOT" in one)
    assert "its date, number or count was changed after it was made" in line
