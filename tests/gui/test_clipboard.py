"""L5: what Balcony puts on the clipboard asks histories to leave it alone, and does not stay longer than it must."""

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui import clipboard as ours
from app.ui.clipboard import MARKS, forget_clipboard, hold_secret, marked, put, watch
from app.ui.widgets import Body, PlainEditor, TextLine
from tests.gui.pages import House
from tests.gui.stage import QUIET, Stage, spoken

pytestmark = QUIET
CTRL = Qt.KeyboardModifier.ControlModifier


class Clipboard:
    """Qt's own, which on the platform of these tests does not tell whose it is."""

    def __init__(self, real: QClipboard, monkeypatch: pytest.MonkeyPatch) -> None:
        self.real = real
        self.is_ours = True
        monkeypatch.setattr(real, "ownsClipboard", lambda: self.is_ours)

    @property
    def text(self) -> str:
        return self.real.text()

    @property
    def is_marked(self) -> bool:
        data = self.real.mimeData()
        return {name: data.data(name).data() for name in MARKS} == MARKS


@pytest.fixture
def clipboard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clipboard]:
    real = QGuiApplication.clipboard()
    real.clear()
    yield Clipboard(real, monkeypatch)
    real.clear()


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[None]:
    """Thirty seconds are as many milliseconds here."""
    timer = ours._Owner.of_program()._timer
    timer.setInterval(ours.SECRET_SECONDS)
    yield
    timer.stop()
    timer.setInterval(1000 * ours.SECRET_SECONDS)


def test_every_format_that_keeps_a_text_out_of_histories_is_set(clipboard: Clipboard) -> None:
    put("words")
    data = clipboard.real.mimeData()
    assert data.text() == "words"
    assert data.data("ExcludeClipboardContentFromMonitorProcessing").data() != b""
    assert data.data("CanIncludeInClipboardHistory").data() == bytes(4)
    assert data.data("CanUploadToCloudClipboard").data() == bytes(4)
    assert data.data("x-kde-passwordManagerHint").data() == b"secret"
    assert data.hasFormat("org.nspasteboard.ConcealedType")


def test_no_place_of_the_window_goes_to_the_clipboard_by_itself() -> None:
    import re
    from pathlib import Path

    import app

    home = Path(app.__file__).parent
    found = [
        str(path.relative_to(home))
        for path in home.rglob("*.py")
        if re.search(r"\.clipboard\(\)|QClipboard", path.read_text("utf-8"))
    ]
    assert found == ["ui/clipboard.py"]


# ---- what a person copies


def test_words_copied_from_a_text_are_marked_and_plain(clipboard: Clipboard, qtbot: QtBot) -> None:
    editor = PlainEditor()
    qtbot.addWidget(editor)
    editor.setPlainText("first line\nsecond line")
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_C, CTRL)
    gc.collect()
    assert clipboard.text == "first line\nsecond line"
    assert clipboard.is_marked
    assert not clipboard.real.mimeData().hasHtml()


def test_words_cut_from_a_text_are_marked_and_can_be_put_elsewhere_and_taken_back(
    clipboard: Clipboard, qtbot: QtBot
) -> None:
    editor, other = PlainEditor(), PlainEditor()
    qtbot.addWidget(editor)
    qtbot.addWidget(other)
    editor.setPlainText("to move")
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_X, CTRL)
    QTest.keyClick(other, Qt.Key.Key_V, CTRL)
    assert (editor.toPlainText(), other.toPlainText(), clipboard.is_marked) == ("", "to move", True)
    editor.undo()
    assert editor.toPlainText() == "to move"


@pytest.fixture
def line(clipboard: Clipboard, qtbot: QtBot) -> Iterator[TextLine]:
    watch()
    one = TextLine("Title")
    stage = Stage(qtbot, one)
    one.field.setFocus()
    one.set_text("Hold the front door")
    one.field.selectAll()
    yield one
    stage.window.close()


def test_words_copied_from_a_line_are_marked(line: TextLine, clipboard: Clipboard) -> None:
    QTest.keyClick(line.field, Qt.Key.Key_C, CTRL)
    assert (clipboard.text, clipboard.is_marked) == ("Hold the front door", True)
    assert line.text() == "Hold the front door"


def test_words_cut_from_a_line_are_marked_and_undo_brings_them_back(
    line: TextLine, clipboard: Clipboard
) -> None:
    QTest.keyClick(line.field, Qt.Key.Key_X, CTRL)
    assert (clipboard.text, clipboard.is_marked, line.text()) == ("Hold the front door", True, "")
    line.field.undo()
    assert line.text() == "Hold the front door"


def test_nothing_is_cut_from_a_line_that_is_only_read(line: TextLine, clipboard: Clipboard) -> None:
    line.field.setReadOnly(True)
    QTest.keyClick(line.field, Qt.Key.Key_X, CTRL)
    assert line.text() == "Hold the front door"


def test_a_hidden_passphrase_is_not_copied(clipboard: Clipboard, qtbot: QtBot) -> None:
    watch()
    line = TextLine("Passphrase", secret=True)
    stage = Stage(qtbot, line)
    line.field.setFocus()
    line.set_text("gravel teapot")
    line.field.selectAll()
    QTest.keyClick(stage.focused, Qt.Key.Key_C, CTRL)
    assert clipboard.text == ""


def test_what_another_widget_puts_there_is_put_there_again_with_the_marks(clipboard: Clipboard) -> None:
    watch()
    clipboard.real.setText("from a menu of Qt's own")
    assert (clipboard.text, clipboard.is_marked) == ("from a menu of Qt's own", True)


def test_what_another_program_puts_there_is_left_alone(clipboard: Clipboard) -> None:
    watch()
    clipboard.is_ours = False
    clipboard.real.setText("of another program")
    assert not clipboard.is_marked


# ---- and how long it stays


def test_a_secret_leaves_after_thirty_seconds(clipboard: Clipboard, soon: None, qtbot: QtBot) -> None:
    put("gravel teapot lantern", secret=True)
    assert clipboard.text == "gravel teapot lantern"
    qtbot.waitUntil(lambda: clipboard.text == "", timeout=2000)


def test_thirty_seconds_are_thirty_seconds(qapp: QApplication) -> None:
    assert ours._Owner.of_program()._timer.interval() == 30_000


def test_a_secret_shown_in_a_field_or_a_label_leaves_too(
    clipboard: Clipboard, soon: None, qtbot: QtBot
) -> None:
    watch()
    line = TextLine("Passphrase", secret=True)
    stage = Stage(qtbot, line)
    line._reveal(True)
    line.field.setFocus()
    line.set_text("gravel teapot")
    line.field.selectAll()
    with spoken() as heard:
        QTest.keyClick(line.field, Qt.Key.Key_C, CTRL)
    assert heard == ["Copied. It leaves the clipboard after 30 seconds."]
    assert (clipboard.text, clipboard.is_marked) == ("gravel teapot", True)
    qtbot.waitUntil(lambda: clipboard.text == "", timeout=2000)
    label = Body("1. ABCD", selectable=True)
    hold_secret(label)
    stage.window.layout().addWidget(label)  # type: ignore[union-attr]
    label.show()
    label.setFocus()
    label.setSelection(0, 7)
    QTest.keyClick(label, Qt.Key.Key_C, CTRL)
    assert (clipboard.text, clipboard.is_marked) == ("1. ABCD", True)
    qtbot.waitUntil(lambda: clipboard.text == "", timeout=2000)


def _by_another(clipboard: Clipboard) -> None:
    clipboard.is_ours = False
    clipboard.real.setText("of another program")


def _by_us(_clipboard: Clipboard) -> None:
    put("words of an entry")


@pytest.mark.parametrize(
    ("copy", "stays"), [(_by_another, "of another program"), (_by_us, "words of an entry")]
)
def test_what_was_copied_after_a_secret_stays(
    clipboard: Clipboard, soon: None, qtbot: QtBot, copy: Callable[[Clipboard], None], stays: str
) -> None:
    put("gravel teapot lantern", secret=True)
    copy(clipboard)
    qtbot.wait(4 * ours.SECRET_SECONDS)
    assert clipboard.text == stays


def test_words_of_an_entry_stay_until_they_are_put_somewhere(
    clipboard: Clipboard, soon: None, qtbot: QtBot
) -> None:
    put("a paragraph that was cut to move it")
    qtbot.wait(4 * ours.SECRET_SECONDS)
    assert clipboard.text == "a paragraph that was cut to move it"


def test_only_what_was_copied_here_is_cleared(clipboard: Clipboard) -> None:
    put("copied")
    forget_clipboard()
    assert clipboard.text == ""
    _by_another(clipboard)
    forget_clipboard()
    assert clipboard.text == "of another program"


def test_locking_clears_what_was_copied(clipboard: Clipboard, house: House) -> None:
    journal = house.unlock()
    put("words of an entry")
    journal.lock()
    house.qtbot.waitUntil(lambda: house.session.journal is None, timeout=20_000)
    assert clipboard.text == ""


def test_marks_survive_being_taken_over_by_qt(clipboard: Clipboard) -> None:
    for _ in range(200):
        clipboard.real.setMimeData(marked("again"))
        gc.collect(0)
    assert isinstance(clipboard.real.mimeData(), QMimeData)
    assert clipboard.is_marked


def test_the_search_line_answers_the_same_keys(clipboard: Clipboard, house: House) -> None:
    house.unlock()
    page = house.go("journal")
    field = page.findChildren(QLineEdit)[0]
    field.setFocus()
    field.setText("some words")
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_C, CTRL)
    assert (clipboard.text, clipboard.is_marked) == ("some words", True)
