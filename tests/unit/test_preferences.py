"""Preferences of this device: read without ever stopping the app, written whole."""

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.preferences import LOCK_MINUTES, TEXT_SIZES, THEMES, Preferences, load_preferences, save_preferences


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preferences.json"


def test_without_a_file_the_defaults_hold(path: Path) -> None:
    assert load_preferences(path) == Preferences()
    assert Preferences().lock_after_minutes == 5


def test_what_was_saved_is_read_back(path: Path) -> None:
    mine = Preferences(
        theme="contrast",
        text_size=180,
        reduced_motion=True,
        legible_font=True,
        lock_after_minutes=60,
        window=(911, 512),
    )
    save_preferences(path, mine)
    assert load_preferences(path) == mine


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*Preferences.__dataclass_fields__, "later"]), json_values))
def test_any_values_in_the_file_give_preferences_within_their_ranges(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("p") / "preferences.json"
    path.write_text(json.dumps(said))
    found = load_preferences(path)
    assert found.theme in THEMES
    assert found.text_size in TEXT_SIZES
    assert found.lock_after_minutes in LOCK_MINUTES
    assert found.reduced_motion in (True, False, None)
    save_preferences(path, found)
    assert load_preferences(path) == found


def test_one_bad_value_leaves_the_others_standing(path: Path) -> None:
    path.write_text(json.dumps({"theme": "dark", "text_size": 900, "lock_after_minutes": True}))
    assert load_preferences(path) == Preferences(theme="dark")


def test_what_a_later_version_wrote_is_kept(path: Path) -> None:
    path.write_text(json.dumps({"theme": "light", "sounds": {"on": True}}))
    save_preferences(path, load_preferences(path).changed(theme="dark"))
    assert json.loads(path.read_text())["sounds"] == {"on": True}
    assert json.loads(path.read_text())["theme"] == "dark"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b"[" * 100_000, b"x" * 300_000])
def test_an_unreadable_file_gives_the_defaults_and_is_kept_aside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert load_preferences(path) == Preferences()
    assert (path.parent / "preferences.json.unreadable").read_bytes() == content


def test_a_folder_in_place_of_the_file_gives_the_defaults(path: Path) -> None:
    path.mkdir()
    assert load_preferences(path) == Preferences()


@pytest.mark.parametrize(
    "values",
    [
        {"theme": "pink"},
        {"text_size": 99},
        {"lock_after_minutes": 1},
        {"lock_after_minutes": 61},
        {"window": (0, 0)},
    ],
)
def test_a_value_out_of_range_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Preferences().changed(**values)


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_file_is_for_this_account_only(path: Path, umask: int) -> None:
    os.umask(umask)
    save_preferences(path.parent / "new" / path.name, Preferences())
    assert stat.S_IMODE((path.parent / "new" / path.name).stat().st_mode) == 0o600
    assert stat.S_IMODE((path.parent / "new").stat().st_mode) == 0o700


def test_a_save_that_is_cut_short_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_preferences(path, Preferences(theme="dark"))

    def cut(descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(OSError):
        save_preferences(path, Preferences(theme="light"))
    monkeypatch.undo()
    assert load_preferences(path).theme == "dark"
    save_preferences(path, Preferences(theme="light"))
    assert load_preferences(path).theme == "light"
