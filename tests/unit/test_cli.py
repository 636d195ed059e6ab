"""The command line: which arguments open the window, what a command may load, and how it ends."""

import io
import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

import pytest

from app.cli import arguments, commands, console
from app.cli.commands import COMMANDS
from app.domain.errors import BackupFailed
from app.services.care import Care
from app.services.finding import Finding
from app.storage.lockfile import JournalLock
from tests.fixtures.cheap import PASSPHRASE
from tests.fixtures.cli import Balcony

ROOT = Path(__file__).parents[2]


@pytest.fixture
def balcony(tmp_path: Path) -> Balcony:
    return Balcony(tmp_path / "j").new()


# ---- window or command


@pytest.mark.parametrize(
    "typed",
    [
        [],
        ["--data-dir", "here"],
        ["--data-dir=here", "--today", "2026-06-30"],
        ["--screenshot", "pictures", "--theme", "dark", "--size", "900x500", "--text-size=150"],
        ["--data-dir", "list"],
    ],
)
def test_options_of_the_window_alone_open_it(typed: list[str]) -> None:
    assert arguments.wants_window(typed)


@pytest.mark.parametrize(
    "typed",
    [
        ["list"],
        ["--data-dir", "here", "list"],
        ["demo"],
        ["--version"],
        ["--help"],
        ["--self-check"],
        ["--passphrase-stdin"],
        ["--unknown"],
        ["nonsense"],
    ],
)
def test_everything_else_is_a_command_or_wrong_usage(typed: list[str]) -> None:
    assert not arguments.wants_window(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["add", "--help"], 0),
        (["nonsense"], 2),
        (["list", "--limit", "x"], 2),
    ],
)
def test_version_help_and_wrong_usage_load_no_database_and_no_window(typed: list[str], code: int) -> None:
    heavy = ("sqlalchemy", "PySide6", "alembic", "sqlcipher3", "cryptography")
    script = (
        "import sys\nfrom app.compose import main\ncode = main(sys.argv[1:])\n"
        f"print([name for name in {heavy!r} if name in sys.modules], code, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *typed], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == f"[] {code}"


# ---- wrong usage


@pytest.mark.parametrize(
    "typed",
    [
        ("nonsense",),
        ("--json",),
        ("add",),
        ("add", "--title", "A", "--review", "soon"),
        ("add", "--title", "A", "--answer", "bd-position"),
        ("add", "--title", "A", "--from", "-"),
        ("add", "--title", "A", "--confidence", "much"),
        ("list", "--limit", "-1"),
        ("list", "--since", "2026-02-30"),
        ("list", "--kind", "poem"),
        ("lis",),
        ("list", "--lim", "3"),
        ("show",),
        ("show", "twelve"),
        ("show", "99999999999999999999999"),
        ("review", "1", "--happened", "perhaps"),
        ("patterns", "--window", "5"),
        ("import", "diary", "x"),
        ("export", "json"),
        ("--today", "tomorrow", "list"),
        ("demo", "--only", "weeklies"),
        ("search",),
    ],
)
def test_wrong_usage_ends_with_2_and_nothing_on_stdout(balcony: Balcony, typed: tuple[str, ...]) -> None:
    said = balcony(*typed)
    assert (said.code, said.out) == (2, "")
    assert said.err


def test_an_empty_folder_name_is_wrong_usage_and_not_the_usual_journal(tmp_path: Path) -> None:
    said = Balcony(tmp_path).raw("--data-dir", "", "list")
    assert said.code == 2


# ---- what stops a command


def test_without_a_journal_it_names_the_folder_and_makes_nothing(tmp_path: Path) -> None:
    said = Balcony(tmp_path / "none")("list", "--json")
    assert (said.code, said.out) == (1, "")
    assert str(tmp_path / "none") in said.err
    assert not (tmp_path / "none").exists()


def test_a_wrong_passphrase_opens_nothing_and_leaves_the_journal_free(balcony: Balcony) -> None:
    balcony.passphrase = "not the one that was chosen"
    said = balcony("list", "--json")
    assert (said.code, said.out) == (1, "")
    assert "passphrase does not open" in said.err
    balcony.passphrase = PASSPHRASE
    balcony.done("list")


def test_a_journal_that_is_open_elsewhere_is_left_alone(balcony: Balcony) -> None:
    with JournalLock(balcony.folder / "journal.lock"):
        said = balcony("list", "--json")
    assert (said.code, said.out) == (1, "")
    assert "open in another window" in said.err
    balcony.done("list")


def test_a_damaged_journal_is_said_to_be_damaged(balcony: Balcony) -> None:
    path = balcony.folder / "journal.db"
    content = bytearray(path.read_bytes())
    content[100:2000] = bytes(1900)
    path.write_bytes(content)
    said = balcony("list")
    assert (said.code, said.out) == (1, "")
    assert "damaged" in said.err


@pytest.mark.parametrize("stdin", [b"", b"\n", b"\r\n"])
def test_no_passphrase_on_stdin_is_said(balcony: Balcony, stdin: bytes) -> None:
    said = balcony.raw("--data-dir", str(balcony.folder), "--passphrase-stdin", "list", stdin=stdin)
    assert (said.code, said.out) == (1, "")
    assert "no passphrase" in said.err


def test_a_passphrase_that_is_not_utf_8_is_said(balcony: Balcony) -> None:
    said = balcony.raw("--data-dir", str(balcony.folder), "--passphrase-stdin", "list", stdin=b"\xff\xfe\n")
    assert said.code == 1
    assert "UTF-8" in said.err


def test_without_a_terminal_it_names_the_other_way(balcony: Balcony) -> None:
    said = balcony.raw("--data-dir", str(balcony.folder), "list")
    assert said.code == 2
    assert "--passphrase-stdin" in said.err


def test_on_a_terminal_the_passphrase_is_asked_for(balcony: Balcony) -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return PASSPHRASE

    said = balcony.raw("--data-dir", str(balcony.folder), "list", ask=ask)
    assert (said.code, asked) == (0, ["Passphrase: "])


def _option_names(parser: ArgumentParser) -> set[str]:
    names: set[str] = set()
    for action in parser._actions:
        names.update(action.option_strings)
        if isinstance(action.choices, dict):
            names |= {name for one in action.choices.values() for name in _option_names(one)}
    return names


def _takes_nothing(parser: ArgumentParser, name: str) -> bool:
    """Whether an option is only said, wherever it may be: no word can follow it."""
    inside = [
        one
        for action in parser._actions
        if isinstance(action.choices, dict)
        for one in action.choices.values()
    ]
    own = [action.nargs == 0 for action in parser._actions if name in action.option_strings]
    return all([*own, *(_takes_nothing(one, name) for one in inside)])


def test_no_option_takes_a_passphrase_or_makes_one_cheaper_to_guess() -> None:
    names = _option_names(arguments.parser())
    told = [
        name for name in names for word in ("pass", "secret", "key", "kdf", "memory", "cost") if word in name
    ]
    assert sorted(told) == ["--file-passphrase-stdin", "--generate-passphrase", "--passphrase-stdin"]
    for name in told:
        assert _takes_nothing(arguments.parser(), name)
    assert len(names) > 30


def test_a_passphrase_in_the_environment_is_not_looked_at(
    balcony: Balcony, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BALCONY_PASSPHRASE", "PASSPHRASE"):
        monkeypatch.setenv(name, PASSPHRASE)
    assert balcony.raw("--data-dir", str(balcony.folder), "list").code == 2


def test_ctrl_c_at_the_question_ends_calmly(balcony: Balcony) -> None:
    def press(_question: str) -> str:
        raise KeyboardInterrupt

    said = balcony.raw("--data-dir", str(balcony.folder), "list", ask=press)
    assert (said.code, said.out) == (1, "")
    assert "stopped" in said.err


def test_an_unforeseen_error_says_where_and_none_of_its_words(
    balcony: Balcony, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_args: object, **_named: object) -> None:
        raise ValueError("words of an entry")

    monkeypatch.setattr(Finding, "listing", fall)
    said = balcony("list")
    assert (said.code, said.out) == (1, "")
    assert "ValueError at test_cli.py:" in said.err
    assert "words of an entry" not in said.err
    monkeypatch.undo()
    balcony.done("list")


def test_a_disk_error_is_said_in_plain_words(balcony: Balcony, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "no", "/a/path")

    monkeypatch.setattr(Finding, "listing", refuse)
    said = balcony("list")
    assert said.code == 1
    assert "does not allow" in said.err


# ---- opening and closing


def test_json_may_stand_before_the_command_or_after_it(balcony: Balcony) -> None:
    assert balcony.done("--json", "themes").shape == balcony.done("themes", "--json").shape


def test_the_other_shared_options_may_stand_after_the_command_too(balcony: Balcony) -> None:
    said = balcony.raw(
        "list", "--data-dir", str(balcony.folder), "--passphrase-stdin", stdin=f"{PASSPHRASE}\r\n".encode()
    )
    assert said.code == 0


def test_a_change_is_backed_up_on_the_way_out_and_reading_is_not(balcony: Balcony) -> None:
    balcony.done("list")  # a journal that has no backup yet gets one, whoever left it without
    (first,) = (balcony.folder / "backups").iterdir()
    balcony.done("list")
    assert list((balcony.folder / "backups").iterdir()) == [first]
    balcony.done("add", "--title", "Keep the duty rota")
    assert len(list((balcony.folder / "backups").iterdir())) == 2


def test_a_backup_that_could_not_be_made_is_said_and_the_entry_is_kept(
    balcony: Balcony, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_care: Care) -> None:
        raise BackupFailed

    monkeypatch.setattr(Care, "back_up_if_changed", refuse)
    said = balcony("add", "--title", "Keep the duty rota")
    assert (said.code, said.out) == (0, "1\n")
    assert "What you wrote is saved. A backup could not be made." in said.err
    monkeypatch.undo()
    assert balcony.json("list")["total"] == 1


def test_the_real_command_asks_the_full_price_of_a_guess(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    done = subprocess.run(
        [sys.executable, "-m", "app", "--data-dir", str(folder), "--passphrase-stdin", "create", "--json"],
        cwd=ROOT, input=f"{PASSPHRASE}\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    asked = json.loads((folder / "journal.keys").read_text())["slots"][0]["kdf"]
    assert asked == {"name": "argon2id", "memory_kib": 131072, "iterations": 5, "lanes": 4}
    assert json.loads(done.stdout)["journal"] == str(folder / "journal.db")


def test_signs_that_steer_a_terminal_are_not_shown() -> None:
    out = io.StringIO()
    console.Console(io.BytesIO(), out, out).say("a\x1b[31mb\x07\x9bc\td")
    assert out.getvalue() == "a[31mbc\td\n"


def test_a_reader_that_goes_away_is_no_accident(balcony: Balcony) -> None:
    for number in range(3):
        balcony.done("add", "--title", f"Decision {number}")
    script = (
        "import sys\nfrom app.cli.main import run\nfrom tests.fixtures.cli import cheap_vault\n"
        "sys.exit(run(sys.argv[1:], cheap_vault))"
    )
    command = [
        sys.executable,
        "-c",
        script,
        "--data-dir",
        str(balcony.folder),
        "--passphrase-stdin",
        "prompts",
    ]
    running = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdin is not None
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    running.stdin.write(f"{PASSPHRASE}\n".encode())
    running.stdin.close()
    said = running.stderr.read()
    running.stderr.close()
    assert running.wait(timeout=60) in {0, 1}
    assert b"Traceback" not in said
    balcony.done("list")


def test_every_command_has_a_line_of_help_and_a_name_of_its_own() -> None:
    names = [command.name for command in commands.COMMANDS]
    assert len(names) == len(set(names)) == 31
    assert all(command.help and command.help[0].islower() for command in COMMANDS)
