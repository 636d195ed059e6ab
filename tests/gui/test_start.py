"""Starting: wrong arguments, no screen, and pictures of every page."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.ui.arguments import Asked, WrongUsage, read
from app.ui.display import ADVICE, NO_SCREEN, what_is_missing
from app.ui.registry import PAGES

ROOT = Path(__file__).resolve().parent.parent.parent


def started(tmp_path: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, with a home of its own."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "XDG_RUNTIME_DIR") if name in os.environ
    }
    environment = {**kept, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **more}
    return subprocess.run(
        [sys.executable, "-P", "-m", "app", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


@pytest.mark.parametrize(
    "given",
    [
        ["--nonsense"],
        ["--data-dir"],
        ["--today", "yesterday"],
        ["--theme", "pink"],
        ["--size", "big"],
        ["--size", "10x10"],
        ["--text-size", "300"],
    ],
)
def test_arguments_that_cannot_be_used_are_named(given: list[str]) -> None:
    with pytest.raises(WrongUsage) as problem:
        read(given)
    assert str(problem.value).endswith(".")


def test_arguments_are_read_with_and_without_an_equals_sign() -> None:
    assert read(["--size=900x600", "--text-size", "150"]) == Asked(size=(900, 600), text_size=150)


def test_an_unreachable_screen_is_said_in_plain_words_with_exit_code_3(tmp_path: Path) -> None:
    done = started(tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=":4711")
    assert done.returncode == NO_SCREEN
    assert "The screen that DISPLAY names (:4711) cannot be reached." in done.stderr
    assert ADVICE in done.stderr
    assert "qt.qpa" not in done.stderr


def test_no_screen_at_all_is_said_in_plain_words_with_exit_code_3(tmp_path: Path) -> None:
    done = started(tmp_path)
    assert done.returncode == NO_SCREEN
    assert "There is no screen here" in done.stderr
    assert "--screenshot" in done.stderr


def test_drawing_without_a_screen_and_other_systems_are_not_stopped() -> None:
    assert what_is_missing({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""
    assert what_is_missing({}, "win32") == ""
    assert what_is_missing({}, "darwin") == ""


def test_a_wayland_screen_is_believed_when_its_socket_is_there(tmp_path: Path) -> None:
    there = {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert what_is_missing(there, "linux") != ""
    (tmp_path / "wayland-0").touch()
    assert what_is_missing(there, "linux") == ""


@pytest.mark.timeout(240)
def test_every_page_is_drawn_from_the_demo_journal_without_a_screen(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    asked = ("--theme", "dark", "--size", "911x512", "--text-size", "150")
    done = started(tmp_path, "--screenshot", str(pictures), *asked)
    assert done.returncode == 0, done.stderr
    drawn = sorted(path.name for path in pictures.glob("*.png"))
    assert drawn
    assert all(name.removesuffix("-full.png").removesuffix(".png").endswith("-dark") for name in drawn)
    for page in PAGES:
        assert any(f"-{page.id}-" in name for name in drawn), page.id
    for door in ("first", "make", "unlock", "code", "restore", "keys", "demo"):
        assert any(f"-door-{door}-" in name for name in drawn), door
    plain = [name for name in drawn if not name.endswith("-full.png") and "find-a-command" not in name]
    for name in plain:
        image = QImage(str(pictures / name))
        assert (image.width(), image.height()) == (911, 512), name
    assert not (tmp_path / ".local").exists(), "the own journal's folder was not touched"
