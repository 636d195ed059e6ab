"""Bringing journals in after seeing what would come, taking them back, and writing plain files for the passphrase."""

import json
import os
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.errors import ImportProblem
from app.domain.exchange import ImportReport, Problem, ProblemKind
from app.services.exchange import Exchange
from app.services.journal import Journal
from app.ui.exchange import PAGE
from app.ui.exchange.pace import paced
from app.ui.exchange.page import ExchangePage
from app.ui.exchange.wording import problem_words, summary, told
from app.ui.widgets import PrimaryButton
from tests.fixtures.cheap import PASSPHRASE, log, new_journal, vault_in
from tests.gui.pages import tree
from tests.gui.sitting import Sitting
from tests.gui.stage import QUIET

pytestmark = QUIET

Key = Qt.Key
PASSPHRASE_FIELD = "Your passphrase again, before anything is written"


class Sat(Sitting):
    """A sitting at the exchange page, with the way to check a passphrase."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder)
        self.folder = folder
        self.desk.vault = vault_in(folder / "j", self.clock)

    @property
    def exchange(self) -> ExchangePage:
        assert isinstance(self.view, ExchangePage)
        return self.view

    def open_page(self, **where: object) -> None:
        self.show(PAGE, **where)

    def choose(self, name: str, path: Path) -> None:
        """Choose a format and type a path."""
        self.press(name)
        self.retype("Where it is", str(path))

    def retype(self, name: str, text: str) -> None:
        self.named(name).setFocus()
        self.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type_into(name, text)

    def look(self, name: str, path: Path) -> None:
        self.choose(name, path)
        self.press("See what would come in")

    def entries(self) -> int:
        return self.desk.jobs.now(self.journal.finding.count)

    def primary(self) -> list[str]:
        """The main buttons that can be seen."""
        return [one.text() for one in self.page.findChildren(PrimaryButton) if one.isVisible()]

    def undo(self) -> None:
        self.desk.act(Journal.undo, self.host)
        self.settle()


@pytest.fixture
def sat(qtbot: QtBot, tmp_path: Path) -> Iterator[Sat]:
    sitting = Sat(qtbot, tmp_path)
    yield sitting
    sitting.close()


def jrnl(folder: Path, count: int = 3, *, broken: int = 0) -> Path:
    """A jrnl file with so many entries, and some without a date."""
    entries = [
        {
            "title": f"Thought {n}",
            "body": "About the meeting.",
            "date": f"2024-03-{n % 28 + 1:02d}",
            "time": "09:30",
        }
        for n in range(count)
    ]
    entries += [{"title": "When was this?", "body": "Nobody knows."}] * broken
    path = folder / "jrnl.json"
    path.write_text(json.dumps({"tags": {}, "entries": entries}), encoding="utf-8")
    return path


# ---- in


def test_looking_first_says_what_would_come_and_changes_nothing(sat: Sat, tmp_path: Path) -> None:
    sat.open_page()
    sat.look("jrnl", jrnl(tmp_path, 3, broken=2))
    assert "3 entries would come in, from 1 March 2024 to 3 March 2024." in sat.texts()
    assert "Could not be read (2)" in sat.texts()
    assert "They come in as reflections" in sat.texts()
    assert sat.entries() == 0
    assert sat.primary() == ["Bring in 3 entries"]
    assert sat.is_at(sat.named("Bring in 3 entries"))


def test_what_was_looked_at_comes_in_and_can_be_taken_back_at_once(sat: Sat, tmp_path: Path) -> None:
    sat.open_page()
    sat.look("jrnl", jrnl(tmp_path))
    sat.press("Bring in 3 entries")
    assert sat.entries() == 3
    assert "3 entries came in, from 1 March 2024 to 3 March 2024." in sat.texts()
    assert "jrnl: 3 entries" in sat.texts()
    sat.press("Take back this import")
    assert sat.entries() == 0
    assert "The import was taken back. Its entries are in the bin." in sat.texts()
    assert "jrnl: 3 entries" not in sat.texts()


def test_nothing_comes_in_twice(sat: Sat, tmp_path: Path) -> None:
    path = jrnl(tmp_path)
    sat.open_page()
    sat.look("jrnl", path)
    sat.press("Bring in 3 entries")
    sat.press("Bring in something else")
    sat.press("See what would come in")
    assert "There is nothing new to bring in. 3 entries were here already" in sat.texts()
    assert sat.primary() == []


def test_undo_of_an_import_is_said_where_it_came_in(sat: Sat, tmp_path: Path) -> None:
    sat.open_page()
    sat.look("jrnl", jrnl(tmp_path))
    sat.press("Bring in 3 entries")
    sat.undo()
    sat.until(lambda: "The import was undone." in sat.texts())
    assert "3 entries came in" not in sat.texts()
    assert not sat.offers("Take back this import")


def test_an_earlier_import_is_listed_until_it_is_taken_back_and_undo_lists_it_again(
    sat: Sat, tmp_path: Path
) -> None:
    sat.open_page()
    sat.look("jrnl", jrnl(tmp_path))
    sat.press("Bring in 3 entries")
    sat.press("Bring in something else")
    take_back = "Take back the import from jrnl: 3 entries, brought in on 30 June 2026"
    sat.press(take_back)
    assert sat.entries() == 0
    assert not sat.offers(take_back)
    sat.undo()
    assert sat.entries() == 3
    assert sat.offers(take_back)


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 400, b"[]", b'{"entries": '])
def test_a_file_that_is_not_of_that_format_is_told_in_place(sat: Sat, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(content)
    sat.open_page()
    sat.look("Day One", path)
    assert "Nothing was changed." in sat.texts()
    assert sat.entries() == 0
    assert sat.is_at(sat.named("Choose something else"))
    sat.press("Choose something else")
    assert sat.is_at(sat.named("Where it is"))


def test_a_path_that_is_missing_is_asked_for_beside_its_field(sat: Sat) -> None:
    sat.open_page()
    sat.press("Markdown")
    sat.press("See what would come in")
    assert "Say first where it is." in sat.texts()
    assert sat.is_at(sat.named("Where it is"))


def test_enter_in_the_path_looks_first(sat: Sat, tmp_path: Path) -> None:
    sat.open_page()
    sat.choose("jrnl", jrnl(tmp_path))
    sat.key(Key.Key_Return)
    assert "3 entries would come in" in sat.texts()


def test_each_format_says_what_to_choose_and_offers_its_dialogues(sat: Sat) -> None:
    sat.open_page()
    assert not sat.offers("Where it is")
    sat.press("Markdown")
    assert "A folder of Markdown notes" in sat.texts()
    assert sat.offers("Choose a folder…")
    sat.press("Balcony")
    assert "The JSON file that Balcony exports." in sat.texts()
    assert sat.offers("Choose a file…")
    assert not sat.offers("Choose a folder…")


def test_a_dialogue_fills_in_the_path_without_holding_the_window(sat: Sat, tmp_path: Path) -> None:
    path = jrnl(tmp_path)
    sat.open_page()
    sat.choose("jrnl", tmp_path / "none.json")
    sat.press("Choose a file…")
    dialog = sat.page.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.fileSelected.emit(str(path))
    dialog.close()
    sat.press("See what would come in")
    assert "3 entries would come in" in sat.texts()


def test_an_import_is_cancelled_without_a_trace(
    sat: Sat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits, first = threading.Event(), Exchange.take_in

    def slow(self: Exchange, *args: object, **kwargs: object) -> ImportReport:
        cancelled = kwargs["cancelled"]
        assert callable(cancelled)
        waits.set()
        while not cancelled():
            time.sleep(0.005)
        return first(self, *args, **kwargs)  # type: ignore[arg-type]

    sat.open_page()
    sat.look("jrnl", jrnl(tmp_path, 50))
    monkeypatch.setattr(Exchange, "take_in", slow)
    sat.named("Bring in 50 entries").setFocus()
    QTest.keyClick(sat.focused, Key.Key_Space)
    sat.until(waits.is_set)
    sat.until(lambda: sat.offers("Cancel"))
    sat.press("Cancel")
    assert sat.entries() == 0
    assert "Stopped. Nothing was changed." in sat.texts()


def test_a_whole_journal_comes_in_from_the_file_of_another(sat: Sat, tmp_path: Path) -> None:
    other = new_journal(tmp_path / "other")
    log(other, "Hold the front door", expected="Fewer referrals.", confidence=65)
    other.exchange.give_out("json", tmp_path / "whole.json")
    other.close(back_up=False)
    sat.open_page()
    sat.look("Balcony", tmp_path / "whole.json")
    assert "They come in whole" in sat.texts()
    sat.press("Bring in 1 entry")
    (found,) = sat.desk.jobs.now(sat.journal.finding.page)
    assert (found.title, found.confidence) == ("Hold the front door", 65)
    sat.press("Show the journal")
    assert sat.went == [("journal", {})]


def test_problems_are_grouped_by_reason_with_a_few_places() -> None:
    found = [
        Problem(f"entry {n}", "photos left out: Balcony keeps words only", ProblemKind.WARNING)
        for n in range(7)
    ]
    report = ImportReport(
        "jrnl", 7, 1, (*found, Problem("entry 9", "no date", ProblemKind.ERROR)), dry_run=True
    )
    groups = {group.title: group.lines for group in told(report)}
    assert groups == {
        "Would come in, with a remark (7)": (
            "Photos left out: Balcony keeps words only "
            "(entry 0, entry 1, entry 2, entry 3, entry 4 and 2 more)",
        ),
        "Could not be read (1)": ("No date (entry 9)",),
    }
    assert summary(report).endswith("1 entry was here already, so nothing comes in twice.")


def test_an_error_says_where_and_that_nothing_was_changed_just_once() -> None:
    error = ImportProblem("This is not JSON.", "Choose another file.", "line 12")
    assert problem_words(error) == "It was met at line 12. Choose another file. Nothing was changed."
    assert problem_words(ImportProblem()).count("Nothing was changed.") == 1


def test_progress_comes_at_a_pace_a_window_can_follow() -> None:
    told_of: list[tuple[int, int | None]] = []
    step = paced(lambda done, of: told_of.append((done, of)), 9_000)
    for done in range(9_000):
        step(done, None)
    assert 1 <= len(told_of) < 50
    assert {of for _, of in told_of} == {9_000}


# ---- out


def test_an_export_says_what_it_is_before_anything_is_asked(sat: Sat) -> None:
    sat.open_page(part="out")
    assert "Anyone who has this file can read it" in sat.texts()
    assert "as plain text, without a passphrase" in sat.texts()
    assert sat.exchange.take_out.path.text().endswith("balcony-export-2026-06-30.json")


def test_the_suggested_name_follows_the_format_and_holds_no_word_of_the_journal(sat: Sat) -> None:
    log(sat.journal, "Zebra")
    sat.open_page(part="out")
    sat.press("Markdown (to read)")
    assert sat.exchange.take_out.path.text().endswith("balcony-export-2026-06-30.md")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_the_right_passphrase_writes_a_file_that_this_account_alone_can_open(
    sat: Sat, tmp_path: Path
) -> None:
    log(sat.journal, "Hold the front door")
    path = tmp_path / "out.json"
    sat.open_page(part="out")
    sat.retype("Where to write it", str(path))
    sat.type_into(PASSPHRASE_FIELD, PASSPHRASE)
    sat.press("Write the file")
    assert "1 entry written." in sat.texts()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text("utf-8"))["entries"][0]["title"] == "Hold the front door"
    assert sat.exchange.take_out.passphrase.text() == ""
    assert sat.is_at(sat.named("Write another file"))


def test_a_wrong_passphrase_writes_nothing(sat: Sat, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    sat.open_page(part="out")
    sat.retype("Where to write it", str(path))
    sat.press("Write the file")
    assert "Type the passphrase of this journal first." in sat.texts()
    sat.type_into(PASSPHRASE_FIELD, "seven loud herons")
    sat.key(Key.Key_Return)
    assert "That passphrase does not open this journal." in sat.texts()
    assert not path.exists()
    assert sat.exchange.take_out.passphrase.text() == ""
    assert sat.is_at(sat.named(PASSPHRASE_FIELD))


def test_without_a_way_to_check_the_passphrase_nothing_is_written(sat: Sat, tmp_path: Path) -> None:
    sat.desk.vault = None
    sat.open_page(part="out")
    sat.retype("Where to write it", str(tmp_path / "out.json"))
    sat.type_into(PASSPHRASE_FIELD, PASSPHRASE)
    sat.press("Write the file")
    assert not (tmp_path / "out.json").exists()


def test_a_file_of_that_name_is_replaced_only_when_that_is_ticked(sat: Sat, tmp_path: Path) -> None:
    log(sat.journal, "Hold the front door")
    path = tmp_path / "kept.md"
    path.write_text("mine", encoding="utf-8")
    sat.open_page(part="out")
    sat.press("Markdown (to read)")
    sat.retype("Where to write it", str(path))
    sat.type_into(PASSPHRASE_FIELD, PASSPHRASE)
    sat.press("Write the file")
    assert "There is already a file of that name." in sat.texts()
    assert path.read_text("utf-8") == "mine"
    sat.press("Replace the file of that name")
    sat.press("Write the file")
    assert "Hold the front door" in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["journal.db", "journal.keys", "backups/x.json", "backup-place.json"])
def test_a_file_of_the_journal_itself_is_never_written_over(sat: Sat, tmp_path: Path, name: str) -> None:
    (tmp_path / "j" / "backups").mkdir(exist_ok=True)
    sat.open_page(part="out")
    sat.retype("Where to write it", str(tmp_path / "j" / name))
    sat.type_into(PASSPHRASE_FIELD, PASSPHRASE)
    sat.press("Write the file")
    assert "belongs to the journal itself" in sat.texts()


@pytest.mark.parametrize(
    ("path", "words"),
    [("", "Say first where"), ("{}", "This is a folder."), ("{}/none/out.json", "There is no such folder.")],
)
def test_a_place_that_cannot_be_meant_is_told_beside_the_field(
    sat: Sat, tmp_path: Path, path: str, words: str
) -> None:
    sat.open_page(part="out")
    sat.named("Where to write it").setFocus()
    sat.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    sat.key(Key.Key_Delete)
    sat.type_into("Where to write it", path.format(tmp_path))
    sat.press("Write the file")
    assert words in sat.texts()
    assert sat.is_at(sat.named("Where to write it"))


def test_a_folder_that_a_program_copies_elsewhere_is_named(sat: Sat, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    sat.open_page(part="out")
    sat.retype("Where to write it", str(tmp_path / "Dropbox" / "out.json"))
    assert "Dropbox copies this folder elsewhere, and this file with it." in sat.texts()


def test_an_export_is_cancelled_without_a_file(
    sat: Sat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log(sat.journal, "Hold the front door")
    waits, first = threading.Event(), Exchange.give_out

    def slow(self: Exchange, *args: object, **kwargs: object) -> int:
        cancelled = kwargs["cancelled"]
        assert callable(cancelled)
        waits.set()
        while not cancelled():
            time.sleep(0.005)
        return first(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Exchange, "give_out", slow)
    path = tmp_path / "out.json"
    sat.open_page(part="out")
    sat.retype("Where to write it", str(path))
    sat.type_into(PASSPHRASE_FIELD, PASSPHRASE)
    sat.named("Write the file").setFocus()
    QTest.keyClick(sat.focused, Key.Key_Space)
    sat.until(waits.is_set)
    sat.until(lambda: sat.offers("Cancel"))
    sat.press("Cancel")
    assert "Stopped. No file was written." in sat.texts()
    assert list(tmp_path.glob("*out.json*")) == []


# ---- reached and heard


def test_tab_goes_round_the_page_in_reading_order(sat: Sat) -> None:
    sat.open_page()
    sat.press("jrnl")
    order = [
        "jrnl", "Where it is", "Choose a file…", "Choose a folder…", "See what would come in",
        "See what the privacy check notices", "JSON (everything, for moving or keeping)", "Where to write it", "Choose where…",
        PASSPHRASE_FIELD, "Show what I type", "Write the file",
    ]  # fmt: skip
    sat.until(lambda: sat.tab_names() == order)


def test_everything_that_takes_the_focus_has_a_name(sat: Sat, tmp_path: Path) -> None:
    sat.open_page()
    assert [str(node) for node in tree(sat.page) if node.focusable and not node.name] == []
    sat.look("jrnl", jrnl(tmp_path))
    assert [str(node) for node in tree(sat.page) if node.focusable and not node.name] == []


def test_there_is_never_more_than_one_main_button(sat: Sat, tmp_path: Path) -> None:
    sat.open_page()
    assert sat.primary() == []
    sat.choose("jrnl", jrnl(tmp_path))
    assert sat.primary() == ["See what would come in"]
    sat.press("See what would come in")
    assert sat.primary() == ["Bring in 3 entries"]
