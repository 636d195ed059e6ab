"""The set-up behind ./run and ./test: what it trusts, what it says, and how it hands over."""

import ast
import json
import os
import subprocess
import sys
import threading
import venv
from pathlib import Path

import bootstrap
import environment
import gates
import pytest
import screen
import stamp
import start
import system_parts
from progress import SetupError

ROOT = Path(__file__).resolve().parents[2]
ON_LINUX = pytest.mark.usefixtures("on_linux")


@pytest.fixture
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with locks and an environment finished for `run`, which stands on this Python."""
    root = tmp_path / "check out"
    root.mkdir()
    (root / "requirements.lock").write_text("one==1 \\\n    --hash=sha256:00\n")
    (root / "requirements-dev.lock").write_text(
        "one==1 \\\n    --hash=sha256:00\ntwo==2 \\\n    --hash=sha256:11\n"
    )
    venv.create(root / ".venv", symlinks=os.name != "nt", with_pip=False)
    finish(root, dev=False)
    return root


def finish(root: Path, *, dev: bool) -> None:
    hashes = stamp.lock_hashes(root)
    made_from: dict[str, object] = {"run": hashes["run"], "dev": hashes["dev"] if dev else "", "seen": []}
    stamp.write_stamp(root, {**stamp.place(root), **made_from})


def fake_pip(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stand in for venv and pip; answers with the commands they were given."""
    asked: list[list[str]] = []

    def make(command: list[str], busy: int, otherwise: str, total: int = 0) -> None:
        asked.append(command)
        if "venv" in command:
            venv.create(command[-1], symlinks=os.name != "nt", with_pip=False)

    monkeypatch.setattr(environment, "_checked", make)
    monkeypatch.setattr(environment, "_by_uv", lambda *_, **__: False)
    monkeypatch.setattr(environment, "_has_pip", lambda _: True)
    return asked


def test_a_finished_environment_is_used_as_it_is(checkout: Path) -> None:
    assert stamp.next_step(checkout, "run") == "nothing"


def test_a_changed_lock_makes_the_environment_anew(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("one==2 \\\n    --hash=sha256:22\n")
    assert stamp.next_step(checkout, "run") == "rebuild"


def test_tests_extend_the_environment_and_the_program_then_keeps_it(checkout: Path) -> None:
    assert stamp.next_step(checkout, "dev") == "add"
    finish(checkout, dev=True)
    assert stamp.next_step(checkout, "dev") == "nothing"
    assert stamp.next_step(checkout, "run") == "nothing"


def test_a_changed_development_lock_leaves_the_program_alone_and_rebuilds_for_tests(checkout: Path) -> None:
    finish(checkout, dev=True)
    (checkout / "requirements-dev.lock").write_text("one==1 \\\n    --hash=sha256:00\n")
    assert stamp.next_step(checkout, "run") == "nothing"
    assert stamp.next_step(checkout, "dev") == "rebuild"


@pytest.mark.parametrize("left", ["", "{", "[]", "{}"])
def test_a_half_built_environment_is_not_trusted(checkout: Path, left: str) -> None:
    stamp.stamp_path(checkout).write_text(left)
    assert stamp.next_step(checkout, "run") == "rebuild"


def test_a_moved_checkout_and_a_lost_python_make_the_environment_anew(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("moved"))
    assert stamp.next_step(moved, "run") == "rebuild"
    finish(moved, dev=False)
    stamp.environment_python(moved).unlink()
    assert stamp.next_step(moved, "run") == "rebuild"


def test_a_build_that_stops_half_way_is_begun_again_from_nothing(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp.stamp_path(checkout).unlink()
    asked = fake_pip(monkeypatch)
    (checkout / ".venv" / "half-made").mkdir()
    environment.make_ready(checkout, "run")
    assert not (checkout / ".venv" / "half-made").exists()
    assert [command[2] for command in asked] == ["venv", "pip"]
    assert "--require-hashes" in asked[1]
    assert stamp.next_step(checkout, "run") == "nothing"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SetupError])
def test_an_interrupted_addition_leaves_nothing_that_looks_finished(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def stops(*_: object, **__: object) -> None:
        raise stop

    fake_pip(monkeypatch)
    monkeypatch.setattr(environment, "_checked", stops)
    with pytest.raises(stop):
        environment.make_ready(checkout, "dev")
    assert stamp.next_step(checkout, "run") == "rebuild"


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_linked_environment_is_refused_and_what_it_points_to_is_left_alone(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = fake_pip(monkeypatch)
    elsewhere = (checkout / ".venv").rename(tmp_path / "of another checkout")
    (checkout / ".venv").symlink_to(elsewhere)
    before = sorted(elsewhere.rglob("*"))
    stamp.stamp_path(checkout).write_text("{}")
    with pytest.raises(SetupError, match=r"only points to .*of another checkout[^\0]*Remove that link"):
        environment.make_ready(checkout, "run")
    assert sorted(elsewhere.rglob("*")) == before
    assert asked == []


def test_two_starts_at_once_build_once(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp.stamp_path(checkout).unlink()
    asked = fake_pip(monkeypatch)
    both = [threading.Thread(target=environment.make_ready, args=(checkout, "run")) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [command[2] for command in asked] == ["venv", "pip"]


def test_an_installer_that_stops_is_quoted_with_what_to_do() -> None:
    with pytest.raises(SetupError, match=r"(?s)no route.*Start again"):
        environment._checked(
            [sys.executable, "-c", "print('no route'); raise SystemExit(1)"], 2, "Start again."
        )


def test_progress_names_each_part_and_the_size_of_a_large_one() -> None:
    lines = [
        "Collecting one-part==1.0 (from -r requirements.lock (line 1))",
        "  Downloading one_part-1.0-py3-none-any.whl (80.3 MB)",
        "Processing /folder/two-2.1-py3-none-any.whl (from -r requirements.lock (line 4))",
        "Installing collected packages: one-part, two",
    ]
    assert list(environment._in_plain_words(lines, 9)) == [
        "1 of at most 9: one-part 1.0",
        "fetching 80.3 MB",
        "2 of at most 9: two 2.1",
        "putting the parts in place",
    ]


def test_an_older_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(bootstrap, "newer_python", lambda: None)
    assert bootstrap.main(["run"]) == 1
    said = capsys.readouterr().err
    assert "3.11 or later" in said
    assert "3.9" in said
    assert "apt-get install" in said


def test_an_older_python_can_read_the_words_for_it() -> None:
    ast.parse((ROOT / "packaging" / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("arguments", [[], ["--theme", "dark"], ["demo"], ["--data-dir", "somewhere"]])
def test_without_a_screen_the_start_says_what_works_and_ends_with_3(arguments: list[str]) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run([ROOT / "run", *arguments], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "./run --screenshot DIR" in done.stderr
    assert "./run --self-check" in done.stderr


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("", True),
        ("--data-dir here", True),
        ("--data-dir=here --today 2026-06-30", True),
        ("demo", True),
        ("--data-dir list demo --as-dated", True),
        ("demo --no-window", False),
        ("--data-dir here list --json", False),
        ("search demo", False),
        ("add --title words", False),
        ("--version", False),
        ("--help", False),
        ("--self-check", False),
        ("--screenshot pictures --theme dark", False),
        ("--screenshot=pictures", False),
    ],
)
def test_only_a_start_without_a_command_and_the_demo_open_a_window(line: str, window: bool) -> None:
    assert screen.opens_window(line.split()) is window


def test_a_screen_is_a_named_display_or_qt_drawing_without_one() -> None:
    assert not screen.has_screen({}, "linux")
    assert not screen.has_screen({"QT_QPA_PLATFORM": "xcb"}, "linux")
    assert screen.has_screen({"DISPLAY": ":0"}, "linux")
    assert screen.has_screen({"WAYLAND_DISPLAY": "wayland-0"}, "linux")
    assert screen.has_screen({"QT_QPA_PLATFORM": "offscreen:size=800x600"}, "linux")
    assert screen.has_screen({}, "win32")


def test_commands_never_wait_for_window_libraries() -> None:
    assert screen.parts_needed(["list"], {}) == set()
    assert screen.parts_needed(["--self-check"], {}) == {"offscreen"}
    assert screen.parts_needed([], {"DISPLAY": ":0"}) == {"offscreen", "window"}


@ON_LINUX
def test_missing_libraries_are_named_with_the_one_apt_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def opens(name: str) -> bool:
        return name not in {"libEGL.so.1", "libxcb-cursor.so.0"}

    missing = system_parts.missing_libraries(["offscreen", "window"], opens)
    assert missing == ["libegl1", "libxcb-cursor0"]
    assert system_parts.missing_libraries(["offscreen", "window"], lambda _: True) == []
    words = system_parts.missing_words(missing, "Balcony's window")
    assert "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0" in words


@ON_LINUX
def test_missing_libraries_stop_the_start_only_where_qt_cannot_start_either(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "ROOT", checkout)
    monkeypatch.setattr(system_parts, "may_install", lambda: False)
    monkeypatch.setattr(system_parts, "missing_libraries", lambda _: ["libegl1"])
    with pytest.raises(SetupError, match=r"apt-get install .* libegl1"):
        start.bring_libraries({"offscreen"}, "Balcony's window")
    assert stamp.parts_seen(checkout) == set()
    monkeypatch.setattr(start, "QT_STARTS", "")
    start.bring_libraries({"offscreen"}, "Balcony's window")
    assert stamp.parts_seen(checkout) == {"offscreen"}


def test_root_on_debian_installs_what_is_missing_and_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    here = ["libegl1"]
    monkeypatch.setattr(system_parts, "may_install", lambda: True)
    monkeypatch.setattr(system_parts, "install", lambda packages: here.clear())
    assert system_parts.still_missing(lambda: list(here)) == []


def test_a_python_without_ensurepip_names_its_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert system_parts.missing_venv_part() == [
        f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    ]


def test_the_start_hands_over_arguments_folder_and_exit_code(checkout: Path, tmp_path: Path) -> None:
    (checkout / "packaging").mkdir()
    for script in (ROOT / "packaging").glob("*.py"):
        (checkout / "packaging" / script.name).write_text(script.read_text(encoding="utf-8"))
    (checkout / "run").write_text((ROOT / "run").read_text(encoding="utf-8"))
    environment._put_on_path(checkout)
    told = "import json, os, sys; print(json.dumps([os.getcwd(), sys.argv[1:]])); sys.exit(7)"
    for folder, program in ((checkout, told), (tmp_path / "elsewhere", "raise SystemExit('not this one')")):
        (folder / "app").mkdir(parents=True)
        (folder / "app" / "__init__.py").touch()
        (folder / "app" / "__main__.py").write_text(program)
    done = subprocess.run(
        ["sh", checkout / "run", "add", "--title", "two words"],
        cwd=tmp_path / "elsewhere",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == [str(tmp_path / "elsewhere"), ["add", "--title", "two words"]]
    assert done.returncode == 7


def test_a_skipped_journey_is_counted(tmp_path: Path) -> None:
    report = tmp_path / "journeys.xml"
    assert gates.journeys_counted(report) == (0, 0)
    report.write_text(
        "<testsuites><testsuite><testcase/><testcase><skipped/></testcase></testsuite></testsuites>"
    )
    assert gates.journeys_counted(report) == (2, 1)


@pytest.mark.parametrize(("build_machine", "held"), [("true", False), ("", True)])
def test_missing_journey_parts_stop_the_build_machine_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, build_machine: str, held: bool
) -> None:
    monkeypatch.setenv("CI", build_machine)
    monkeypatch.setattr(gates, "missing_for_journeys", lambda: ["xvfb"])
    assert gates._journeys_hold(ROOT, sys.executable, tmp_path / "said.txt") is held
    assert "JOURNEYS SKIPPED" in (tmp_path / "said.txt").read_text(encoding="utf-8")


def test_every_gate_runs_even_where_one_stops_short(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[str] = []

    def holds(root: Path, command: list[str], env: dict[str, str]) -> bool:
        ran.append(" ".join(command))
        return "mypy" not in command

    monkeypatch.setattr(gates, "_holds", holds)
    monkeypatch.setattr(
        gates, "_journeys_hold", lambda _root, _python, said: bool(said.write_text("10 passed"))
    )
    assert gates.every_gate(ROOT) == 1
    assert [
        any(name in line for line in ran) for name in ("ruff check", "ruff format", "mypy", "lint-imports")
    ] == [True] * 4
    told = capsys.readouterr().out
    assert "NOT OK  mypy" in told
    assert told.index("10 passed") < told.index("ok      journeys")
