"""Where files are kept, and who may read them."""

import os
import stat
from pathlib import Path

import appdirs
import pytest

from app import paths
from app.paths import bundled, default_places, demo_places, inside_synced_folder, make_folder, places_in


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_every_new_folder_is_for_this_account_only_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    os.umask(umask)
    places = places_in(tmp_path / "deep" / "down" / "journal")
    places.make()
    for folder in (tmp_path / "deep", tmp_path / "deep" / "down", places.data_dir, places.backups):
        assert mode(folder) == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    places_in(tmp_path).make()
    assert mode(tmp_path) == 0o750


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("in the way")
    with pytest.raises(OSError):
        make_folder(tmp_path / "journal")


def test_a_data_dir_holds_everything_also_the_preferences(tmp_path: Path) -> None:
    places = places_in(tmp_path / "here")
    for path in (places.journal, places.keys, places.lock, places.preferences, places.backups):
        assert path.is_relative_to(tmp_path / "here")


def test_what_was_last_seen_of_a_journal_stays_with_the_account_wherever_the_journal_lies(
    tmp_path: Path,
) -> None:
    assert places_in(tmp_path / "OneDrive" / "balcony").state == default_places().state
    assert not places_in(tmp_path).state.is_relative_to(tmp_path)


def test_a_data_dir_may_be_given_with_a_tilde_or_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert places_in(Path("~/x")).data_dir == tmp_path / "x"
    assert places_in(Path("y")).data_dir == tmp_path / "y"


def test_the_files_of_one_journal_have_names_of_their_own() -> None:
    places = places_in(Path("somewhere"))
    names = [places.journal, places.keys, places.lock, places.state, places.preferences, places.backups]
    assert len(set(names)) == len(names)


def test_the_demo_journal_is_never_in_the_place_of_the_journal() -> None:
    assert demo_places().journal != default_places().journal
    assert demo_places().keys != default_places().keys
    assert demo_places().lock != default_places().lock
    assert demo_places().preferences == default_places().preferences


def test_the_usual_places_follow_the_folders_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appdirs, "user_data_dir", lambda name, appauthor: str(tmp_path / "data" / name))
    monkeypatch.setattr(appdirs, "user_config_dir", lambda name, appauthor: str(tmp_path / "config" / name))
    places = default_places()
    assert places.data_dir.parent == tmp_path / "data"
    assert places.preferences.parent.parent == tmp_path / "config"


def test_what_ships_is_found_in_the_checkout_and_in_an_installed_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(bundled("resources/prompts").glob("*.json"))
    (tmp_path / "_bundled" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_HERE", tmp_path)
    assert bundled("resources") == tmp_path / "_bundled" / "resources"


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("/home/a/OneDrive/journal", "OneDrive"),
        ("/home/a/OneDrive - Council of X/journal", "OneDrive"),
        ("/Users/a/Library/CloudStorage/OneDrive-CouncilofX/journal", "OneDrive"),
        ("/home/a/Dropbox/journal", "Dropbox"),
        ("/home/a/Dropbox (Personal)/journal", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/journal", "iCloud Drive"),
        ("/home/a/iCloudDrive/journal", "iCloud Drive"),
        ("/Users/a/Google Drive/journal", "Google Drive"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@x/My Drive/journal", "Google Drive"),
        ("/home/a/.local/share/balcony", None),
        ("/home/a/Dropboxes of apples/journal", None),
        ("/home/a/my drives/journal", None),
    ],
)
def test_a_synced_folder_is_named(folder: str, program: str | None) -> None:
    assert inside_synced_folder(Path(folder)) == program


def test_a_onedrive_folder_of_any_name_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert inside_synced_folder(tmp_path / "Work" / "journal") is None
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Work"))
    assert inside_synced_folder(tmp_path / "Work" / "journal") == "OneDrive"
