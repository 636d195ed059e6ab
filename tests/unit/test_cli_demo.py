"""The demo journal from the command line, the figures of domain section 9.2, and the self-check."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.cli.session import Beside
from app.compose import make_vault
from app.services.vault import Vault
from app.ui import self_check
from tests.fixtures.cli import Balcony

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Balcony:
    return made(tmp_path_factory.mktemp("whole") / "j")


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Balcony:
    return made(tmp_path_factory.mktemp("ten") / "j", "--only", "decisions")


def made(folder: Path, *more: str) -> Balcony:
    balcony = Balcony(folder)
    balcony.done("demo", "--as-dated", "--no-window", *more)
    return balcony


def rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, list):
        return [rounded(one) for one in value]
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    return value


def check_figures(charts: dict[str, Any], expected: dict[str, dict[str, object]]) -> None:
    for chart, figures in expected.items():
        for name, value in figures.items():
            assert rounded(charts[chart][name]) == value, (chart, name)


THIRTY_FOUR: dict[str, dict[str, object]] = {
    "C1": {"n": 34, "dance_floor": 11, "both": 5, "balcony": 18},
    "C3": {
        "intent": {"n": 34, "single": 14, "double": 13, "both": 7, "unsure": 0},
        "learned": {"n": 31, "single": 11, "double": 9, "both": 5, "nothing-yet": 6},
        "reviewed": 31,
    },
    "C4": {"due": 32, "on_time": 27},
    "C5": {"rewritten": 5, "reviews": 31},
    "C6": {"n": 28, "weakest": {"value": 2, "authority": 8, "capacity": 14, "tied": 4}, "aligned": 4},
    "C9": {"n": 10, "children_heard": 2, "children_absent": 6},
    "C10": {
        "resolved": 30, "void": 1, "mean_confidence": 67.8333, "happened_percent": 66.6667, "gap_points": 1.1667,
        "brier": 0.1808, "own_rate_yardstick": 0.2222,
        "bands": [
            {"band": "0-20", "n": 0, "said_percent": None, "happened": 0, "range_percent": None, "hollow": True},
            {"band": "21-40", "n": 2, "said_percent": 35.0, "happened": 0, "range_percent": [0.0, 65.7628], "hollow": True},
            {"band": "41-60", "n": 9, "said_percent": 55.0, "happened": 5, "range_percent": [26.6647, 81.1225], "hollow": False},
            {"band": "61-80", "n": 13, "said_percent": 72.3077, "happened": 10, "range_percent": [49.7431, 91.8206], "hollow": False},
            {"band": "81-100", "n": 6, "said_percent": 88.3333, "happened": 5, "range_percent": [43.6491, 96.9947], "hollow": False},
        ],
    },
}  # fmt: skip
TEN: dict[str, dict[str, object]] = {
    "C1": {"n": 10, "dance_floor": 4, "both": 1, "balcony": 5},
    "C3": {
        "intent": {"n": 10, "single": 3, "double": 4, "both": 3, "unsure": 0},
        "learned": {"n": 10, "single": 3, "double": 3, "both": 2, "nothing-yet": 2},
        "reviewed": 10,
    },
    "C4": {"due": 10, "on_time": 8},
    "C5": {"rewritten": 5, "reviews": 10},
    "C6": {"n": 10, "weakest": {"value": 0, "authority": 4, "capacity": 6, "tied": 0}, "aligned": 1},
    "C9": {"n": 10, "children_heard": 2, "children_absent": 6},
    "C10": {
        "resolved": 9, "void": 1, "mean_confidence": 68.3333, "happened_percent": 66.6667, "gap_points": 1.6667,
        "brier": 0.2442, "own_rate_yardstick": 0.2222,
    },
}  # fmt: skip


def test_the_whole_demo_gives_the_figures_of_the_design(whole: Balcony) -> None:
    said = whole.json("patterns", "--window", "all")
    assert (said["window"], said["from"], said["to"]) == ("all", None, "2026-06-30")
    check_figures(said["charts"], THIRTY_FOUR)
    assert whole.json("list", "--kind", "decision")["total"] == 34
    assert whole.json("list", "--status", "reviewed")["total"] == 31


def test_the_ten_decisions_give_theirs_and_hide_what_nine_forecasts_cannot_say(ten: Balcony) -> None:
    charts = ten.json("patterns", "--window", "all")["charts"]
    check_figures(charts, TEN)
    assert charts["C10"]["display"] == "words"
    assert charts["C10"]["shown"]["gap_points"] is False
    assert charts["C10"]["shown"]["brier"] is False
    found = ten.json("list", "--kind", "decision")
    assert found["total"] == 10
    assert ten.json("list", "--status", "reviewed")["total"] == 10
    assert ten.json("list", "--kind", "weekly")["total"] == 6


def test_the_program_itself_gives_the_same_figures(tmp_path: Path) -> None:
    def balcony(*typed: str, passphrase: str = "") -> Any:
        here = ["--data-dir", str(tmp_path / "j"), "--today", "2026-06-30", "--json"]
        done = subprocess.run(
            [sys.executable, "-m", "app", *here, *typed],
            cwd=ROOT, input=passphrase, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stderr == ""
        return json.loads(done.stdout)

    demo = balcony("demo", "--as-dated", "--no-window")
    assert demo["entries"] == 40
    said = balcony("--passphrase-stdin", "patterns", "--window", "all", passphrase=demo["passphrase"])
    check_figures(said["charts"], THIRTY_FOUR)


def test_one_chart_can_be_asked_for_by_name_and_a_window_narrows_it(whole: Balcony) -> None:
    said = whole.json("patterns", "--chart", "c1", "--chart", "C1", "--window", "3")
    assert list(said["charts"]) == ["C1"]
    assert said["from"] == "2026-03-31"
    assert 0 < said["charts"]["C1"]["n"] < 34
    unknown = whole("patterns", "--chart", "C99", "--json")
    assert (unknown.code, unknown.out) == (1, "")


def test_patterns_in_words_follow_the_small_numbers_of_the_page(ten: Balcony, whole: Balcony) -> None:
    words = ten.done("patterns", "--window", "all").out
    assert words.index("C1 ") < words.index("C9 ") < words.index("C10 ")
    assert "Brier" not in words
    assert "Brier" in whole.done("patterns", "--window", "all").out


def test_demo_dates_end_today_unless_kept(tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "j")
    balcony.today = balcony.today.replace(year=2027)
    balcony.done("demo", "--no-window")
    newest = balcony.json("list", "--limit", "1")["entries"][0]
    assert newest["decided_on"].startswith("2027-06")
    assert newest["is_demo"] is True


def test_a_search_for_what_must_not_occur_lists_all_the_others(whole: Balcony) -> None:
    with_it = whole.json("search", "front")["total"]
    others = whole.done("--json", "search", "--limit", "100", "--", "-front").shape
    assert 0 < with_it < 40
    assert others["total"] == len(others["entries"]) == 40 - with_it


# ---- whose place it takes


def test_a_demo_takes_the_place_of_a_demo_and_the_earlier_one_is_kept_aside(tmp_path: Path) -> None:
    balcony = made(tmp_path / "j")
    balcony.done("add", "--title", "My own words")
    balcony.done("demo", "--no-window", "--only", "decisions")
    assert balcony.json("list")["total"] == 16
    (aside,) = (tmp_path / "j").glob("earlier-demo-*")
    earlier = Balcony(aside)
    assert earlier.json("search", "own words")["total"] == 1


def test_a_demo_never_takes_the_place_of_a_journal(tmp_path: Path) -> None:
    balcony = Balcony(tmp_path / "j").new()
    balcony.done("add", "--title", "My own words")
    said = balcony("demo", "--no-window", "--json")
    assert (said.code, said.out) == (1, "")
    assert "already a journal" in said.err
    assert balcony.json("list")["total"] == 1


def test_a_demo_that_cannot_be_made_leaves_the_earlier_one(tmp_path: Path) -> None:
    balcony = made(tmp_path / "j")
    balcony.passphrase = "weak"
    assert balcony("demo", "--no-window").code == 1
    assert Balcony(tmp_path / "j").json("list")["total"] == 40


def test_a_demo_that_is_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    balcony = made(tmp_path / "j")
    journal = balcony.open()
    said = balcony("demo", "--no-window")
    journal.close()
    assert said.code == 1
    assert "open in another window" in said.err
    assert list((tmp_path / "j").glob("earlier-demo-*")) == []


# ---- and its window


class Window:
    """Stands for the window: what it was opened with."""

    def __init__(self) -> None:
        self.opened: list[list[str]] = []

    def __call__(self, arguments: list[str]) -> int:
        self.opened.append(arguments)
        return 7


def test_the_window_opens_on_the_demo_and_its_end_is_the_end(tmp_path: Path) -> None:
    window = Window()
    balcony = Balcony(tmp_path / "j", beside=Beside(open_window=window))
    here = ("--data-dir", str(balcony.folder), "--today", "2026-06-30")
    said = balcony.raw(*here, "demo", "--json")
    assert said.code == 7
    assert window.opened == [list(here)]
    balcony.passphrase = said.shape["passphrase"]
    assert balcony.json("list")["total"] == 40
    assert balcony("demo", "--json").shape["passphrase"] is None


def test_each_demo_has_a_passphrase_of_its_own(tmp_path: Path) -> None:
    def passphrase() -> str:
        said = Balcony(tmp_path / "j").raw("--data-dir", str(tmp_path / "j"), "demo", "--no-window")
        (line,) = [line for line in said.out.splitlines() if line.startswith("Passphrase:")]
        return line.removeprefix("Passphrase:").strip()

    first, second = passphrase(), passphrase()
    assert first != second
    assert len(first.split()) == 6


def test_a_note_beside_a_demo_says_so_and_no_journal_has_one(tmp_path: Path) -> None:
    made(tmp_path / "j")
    note = tmp_path / "j" / "journal.demo"
    assert note.is_file()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / note.name).write_bytes(note.read_bytes())
    other = Balcony(tmp_path / "other")
    other.json("create")
    assert not (tmp_path / "other" / note.name).exists()


def test_no_window_opens_when_told_not_to_or_when_there_is_no_demo(tmp_path: Path) -> None:
    window = Window()
    balcony = Balcony(tmp_path / "j", beside=Beside(open_window=window)).new()
    assert balcony("demo").code == 1
    other = Balcony(tmp_path / "other", beside=Beside(open_window=window))
    assert other("demo", "--no-window").code == 0
    assert window.opened == []


# ---- self-check


def self_checked(
    tmp_path: Path, lines: Sequence[tuple[str, bool, str]] = (), **versions: str
) -> tuple[int, dict[str, Any]]:
    balcony = Balcony(tmp_path, beside=Beside(look_at_window=lambda: (list(lines), versions)))
    said = balcony.raw("--self-check", "--json")
    return said.code, said.shape


def test_the_self_check_looks_at_every_part_and_names_versions(tmp_path: Path) -> None:
    code, shape = self_checked(tmp_path, [("window", True, "Qt starts")], Qt="6")
    assert (code, shape["holds"]) == (0, True)
    assert [line["name"] for line in shape["lines"]] == [
        "window", "SQLCipher with FTS5", "prompt library", "migrations", "key derivation",
    ]  # fmt: skip
    assert "19 frameworks, 84 prompts" in [line["detail"] for line in shape["lines"]]
    assert list(shape["versions"]) == [
        "Balcony", "Python", "Qt", "SQLAlchemy", "SQLCipher", "SQLite", "cryptography", "OpenSSL",
    ]  # fmt: skip
    assert all(version and version != "none" for version in shape["versions"].values())
    assert list(tmp_path.iterdir()) == []


def test_the_self_check_ends_with_1_when_one_part_does_not_hold(tmp_path: Path) -> None:
    code, shape = self_checked(tmp_path, [("window", False, "Qt does not start")])
    assert (code, shape["holds"]) == (1, False)


def test_a_journal_that_cannot_be_made_does_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_vault: Vault, _passphrase: str) -> None:
        raise RuntimeError("no cipher")

    monkeypatch.setattr(Vault, "create", refuse)
    code, shape = self_checked(tmp_path)
    assert code == 1
    assert shape["lines"][-1] == {"name": "journal", "holds": False, "detail": "RuntimeError: no cipher"}


def test_the_window_check_starts_qt_and_loads_every_font() -> None:
    lines, versions = self_check.look()
    assert [(name, holds) for name, holds, _ in lines] == [("window", True), ("fonts", True)]
    assert set(versions) == {"PySide6", "Qt"}


def test_a_qt_that_cannot_start_is_said_and_not_an_abort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    lines, versions = self_check.look()
    assert ([holds for _, holds, _ in lines], versions) == ([False], {})


def test_compose_gives_the_real_price_and_the_real_journal(tmp_path: Path) -> None:
    from app.paths import places_in
    from app.storage.keys import KdfPolicy

    assert make_vault(places_in(tmp_path))._policy == KdfPolicy()
