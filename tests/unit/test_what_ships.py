"""What lies in the tree: locks, notices, fonts, and no trace of the machine it was written on."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")
PART = re.compile(r"^([a-z0-9][\w.-]*)==(\S+)", re.MULTILINE)

REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted",
    "npm" + "js",
    "cr" + "ates.io",
    "proxy.go" + "lang",
    "artifact" + "ory",
)
MACHINE = re.compile(r"(?<![\w.}])/(?:work|root|opt|tmp/bash_jobs)/(?!\*)")


def locked(name: str) -> dict[str, str]:
    return dict(PART.findall((ROOT / name).read_text(encoding="utf-8")))


MADE_HERE = {".git", ".venv", "__pycache__", "build", "dist", "screenshots"}


def tracked_files() -> list[Path]:
    """What git tracks; on a machine without git, everything but what is made here."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return [
            path
            for path in ROOT.rglob("*")
            if path.is_file()
            and not any(
                part in MADE_HERE or part.endswith("_cache") or part == ".hypothesis"
                for part in path.relative_to(ROOT).parts
            )
        ]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "http" not in text
    assert "file:" not in text
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_development_lock_holds_the_program_lock() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-dev.lock").items()


def test_every_library_of_the_program_is_in_the_lock_and_in_the_notices() -> None:
    project = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("dependencies = [")[1].split("\n]")[0]
    )
    wanted = {name.lower() for name in re.findall(r'^\s*"([\w.-]+)', project, re.MULTILINE)}
    notices = (ROOT / "resources" / "NOTICES.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \| \S", notices, re.MULTILINE)) - {"library", "font"}
    assert wanted <= locked("requirements.lock").keys()
    assert listed == locked("requirements.lock").keys()


def test_each_font_stands_beside_its_licence_and_in_the_notices() -> None:
    notices = (ROOT / "resources" / "NOTICES.md").read_text(encoding="utf-8")
    folders = sorted(path for path in (ROOT / "resources" / "fonts").iterdir() if path.is_dir())
    assert [folder.name for folder in folders] == ["atkinson-hyperlegible-next", "inter"]
    for folder in folders:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
        assert f"resources/fonts/{folder.name}/" in notices
        assert all(path.read_bytes()[:4] == b"\x00\x01\x00\x00" for path in folder.glob("*.ttf"))
        assert len(list(folder.glob("*.ttf"))) >= 3


def test_no_registry_and_no_path_of_one_machine_is_in_the_tree() -> None:
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        names = [host for host in REGISTRIES if host in text]
        found += [f"{path.relative_to(ROOT)}: {name}" for name in [*names, *MACHINE.findall(text)]]
    assert found == []
