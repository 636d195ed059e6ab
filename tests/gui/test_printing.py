"""An entry on paper: the words, the file, and what is said before either leaves the journal."""

import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.entries import EntryId, Happened, ReviewDraft, Sensitivity
from app.ui.decision import PAGE
from app.ui.decision.reading import read
from app.ui.printing.card import PaperCard
from app.ui.printing.paper import Paper, document_of, pdf_of
from app.ui.printing.words import file_name_of, paper_of
from app.ui.printing.writer import PLAIN, Writer, pdf_bytes
from tests.fixtures.cheap import log
from tests.gui.sitting import Sitting

MARKUP = "<b>Pause</b> &amp; <img src='x'>"


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(qtbot, tmp_path)
    yield made
    made.close()


def whole(sitting: Sitting) -> EntryId:
    entry_id = log(
        sitting.journal,
        "Pause the second step",
        context=f"{MARKUP}\nA second line.",
        expected="By October it is quicker.",
        confidence=65,
        themes=("budget",),
        answers={
            "bd-position": -3,
            "vo-heard": ("schools-and-trusts", "police-and-justice"),
            "dj-options": "Wait.",
        },
    )
    sitting.journal.reviews.save(entry_id, ReviewDraft(Happened.VOID, "A new law.", learned="Ask legal."))
    sitting.journal.writing.add_thought(entry_id, "It was the timing.")
    return entry_id


def paper(sitting: Sitting, entry_id: EntryId) -> Paper:
    reading = read(sitting.journal, entry_id)
    return paper_of(reading, reading.sheet, "Inter")


def card(sitting: Sitting) -> PaperCard:
    found = sitting.page.findChild(PaperCard)
    assert isinstance(found, PaperCard)
    return found


def dialog_of(sitting: Sitting, kind: type[QDialog]) -> list[QDialog]:
    return [one for one in sitting.host.findChildren(kind) if one.isVisible()]


# ---- the words


def test_everything_that_is_read_is_on_the_paper_and_a_persons_markup_stays_words(sitting: Sitting) -> None:
    text = document_of(paper(sitting, whole(sitting))).toPlainText()
    for words in (
        "Pause the second step",
        "Decision, 30 June 2026",
        "Themes: budget",
        MARKUP,
        "A second line.",
        "By October it is quicker.",
        "65%, likely",
        "Fully towards: In among it (dance floor)",
        "• Schools and trusts",
        "The questions come from: Heifetz",
        "Overtaken by events",
        "Ask legal.",
        "Added on 30 June 2026",
        "It was the timing.",
        PLAIN,
    ):
        assert words in text


def test_headings_are_headings_in_their_order(sitting: Sitting) -> None:
    document = document_of(paper(sitting, whole(sitting)))
    levels = []
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            levels.append((block.blockFormat().headingLevel(), block.text()))
        block = block.next()
    assert levels[:3] == [(1, "Pause the second step"), (2, "As written"), (3, "What was going on")]
    assert {level for level, _ in levels} == {1, 2, 3}


# ---- the file


def streams(content: bytes) -> list[bytes]:
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(match.group(1)))
        except zlib.error:
            found.append(match.group(1))
    return found


def letters_of(content: bytes) -> set[str]:
    """The letters that the fonts of a PDF give back when its text is copied."""
    found: set[str] = set()
    for stream in streams(content):
        if b"beginbfchar" in stream or b"beginbfrange" in stream:
            for code in re.findall(rb"<([0-9a-fA-F]{4})>", stream):
                found.add(chr(int(code, 16)))
    return found


def test_the_pdf_holds_its_fonts_and_text_that_can_be_copied(sitting: Sitting) -> None:
    content = pdf_of(paper(sitting, whole(sitting)))
    assert content.startswith(b"%PDF-")
    assert b"Inter" in content
    assert b"/FontFile2" in content or b"/FontFile3" in content
    assert b"/ToUnicode" in content
    assert set("Pausethconp") <= letters_of(content)


def test_a_bracket_before_a_figure_is_a_bracket_when_it_is_copied(sitting: Sitting) -> None:
    document = QTextDocument()
    Writer(document, "Inter").text("Munro (2011)")
    content = pdf_bytes(document.print_, "Brackets")
    assert {"(", ")"} <= letters_of(content)


def test_the_properties_of_the_pdf_hold_no_word_of_the_entry(sitting: Sitting) -> None:
    content = pdf_of(paper(sitting, whole(sitting)))
    info = b"".join(re.findall(rb"/(?:Title|Author|Subject|Keywords|Creator)\s*\([^)]*\)", content))
    plain = info.replace(b"\x00", b"")
    assert b"From a journal" in plain
    for word in (b"Pause", b"second", b"budget"):
        assert word not in plain


def test_a_long_entry_takes_as_many_pages_as_it_needs(sitting: Sitting) -> None:
    entry_id = log(sitting.journal, "Long", context="A line of words.\n" * 400)
    content = pdf_of(paper(sitting, entry_id))
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) > 5


def test_the_name_offered_holds_no_word_of_the_entry(sitting: Sitting) -> None:
    assert file_name_of(sitting.journal.entry(whole(sitting))) == "entry-2026-06-30.pdf"


def test_saving_says_first_what_the_file_is_then_asks_where_and_writes_it_for_this_account_alone(
    sitting: Sitting, tmp_path: Path
) -> None:
    sitting.show(PAGE, entry=whole(sitting))
    sitting.press("Save as PDF…")
    assert "anyone who has the file can read it" in sitting.texts()
    assert not dialog_of(sitting, QFileDialog)
    assert sitting.is_at(card(sitting).go_on)
    sitting.press("Choose where to save it…")
    dialog = dialog_of(sitting, QFileDialog)[0]
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "entry-2026-06-30.pdf"
    place = tmp_path / "out.pdf"
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setText(str(place))
    dialog.accept()
    sitting.settle()
    assert place.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert sitting.said[-1] == "Saved. Anyone who has that file can read it."
    sitting.host.activateWindow()
    sitting.until(lambda: sitting.is_at(card(sitting).save))
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".tmp"] == []


def test_a_folder_that_cannot_be_written_says_so_in_place(sitting: Sitting, tmp_path: Path) -> None:
    sitting.show(PAGE, entry=whole(sitting))
    sitting.press("Save as PDF…")
    (tmp_path / "file").write_text("x")
    card(sitting)._save_at(str(tmp_path / "file" / "out.pdf"))
    sitting.settle()
    assert "Something went wrong" in sitting.texts()
    assert "Saved. Anyone who has that file can read it." not in sitting.said


def test_nothing_leaves_when_the_person_cancels(sitting: Sitting) -> None:
    sitting.show(PAGE, entry=whole(sitting))
    sitting.press("Print…")
    assert "Anyone who has the pages can read them" in sitting.texts()
    sitting.press("Cancel")
    assert "Anyone who has the pages can read them" not in sitting.texts()
    assert sitting.is_at(card(sitting).print)
    assert not dialog_of(sitting, QPrintDialog)


# ---- marks


def test_parts_marked_never_share_are_left_out_unless_the_person_wants_them(
    sitting: Sitting, tmp_path: Path
) -> None:
    entry_id = whole(sitting)
    sitting.journal.writing.set_marks(entry_id, [Sensitivity.PRIVATE_ONLY], "dj-options")
    sitting.show(PAGE, entry=entry_id)
    sitting.press("Save as PDF…")
    made = card(sitting)._paper()
    assert made is not None
    assert "Wait." not in document_of(made).toPlainText()
    sitting.press("Leave out the parts marked “Never share”")
    made = card(sitting)._paper()
    assert made is not None
    assert "Wait." in document_of(made).toPlainText()


def test_an_entry_without_marked_parts_does_not_ask_what_to_leave_out(sitting: Sitting) -> None:
    sitting.show(PAGE, entry=whole(sitting))
    sitting.press("Save as PDF…")
    assert not sitting.offers("Leave out the parts marked “Never share”")


def test_marks_on_the_whole_entry_are_said_before_it_is_printed(sitting: Sitting) -> None:
    entry_id = whole(sitting)
    sitting.journal.writing.set_marks(entry_id, [Sensitivity.COURT_RELATED, Sensitivity.PRIVATE_ONLY])
    sitting.show(PAGE, entry=entry_id)
    sitting.press("Print…")
    assert "may be unlawful to pass on, even without names" in sitting.texts()
    assert "You marked the whole entry “Never share”." in sitting.texts()


# ---- the printer


def test_printing_opens_a_dialog_that_blocks_nothing_and_prints_when_it_is_accepted(
    sitting: Sitting, tmp_path: Path
) -> None:
    sitting.show(PAGE, entry=whole(sitting))
    sitting.press("Print…")
    sitting.press("Choose a printer…")
    dialog = dialog_of(sitting, QPrintDialog)[0]
    assert isinstance(dialog, QPrintDialog)
    printer = card(sitting)._printer
    assert printer is not None
    assert printer.docName() == "From a journal"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(printer)
    dialog.reject()
    sitting.settle()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    assert sitting.said[-1] == "Sent to the printer."


def test_the_caution_is_put_away_when_another_entry_is_read(sitting: Sitting) -> None:
    first, second = whole(sitting), log(sitting.journal, "Another")
    sitting.show(PAGE, entry=first)
    sitting.press("Print…")
    sitting.arrive(entry=second)
    assert "Anyone who has the pages can read them" not in sitting.texts()
    assert sitting.focused.focusPolicy() != Qt.FocusPolicy.NoFocus
