"""H6: what a person wrote is never taken for markup; Qt does so by itself in tips and in labels of its own kind."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from pytestqt.qtbot import QtBot

import app
from app.patterns.series import Table
from app.ui.charts.table import SeriesTable
from app.ui.widgets.painting import tip_of

UI = Path(app.__file__).parent / "ui"
WRITTEN = (
    "<img src='/tmp/p'>",
    "a < b & c",
    "<b>bold</b>",
    "&lt;b&gt;",
    "x &amp; y",
    "<!-- -->",
    "plain",
    "",
)


def shown(text: str) -> str:
    """What a tip or a label without a kind of its own shows of a text."""
    document = QTextDocument()
    (document.setHtml if Qt.mightBeRichText(text) else document.setPlainText)(text)
    return document.toPlainText()


@pytest.mark.parametrize("text", WRITTEN)
def test_a_tip_shows_the_words_as_they_are(text: str) -> None:
    assert shown(tip_of(text)) == text


def test_the_tips_of_a_table_are_its_words(qtbot: QtBot) -> None:
    table = SeriesTable(Table(("Theme", "n"), tuple((text, "1") for text in WRITTEN)))
    qtbot.addWidget(table)
    model = table.model()
    tips = [model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(len(WRITTEN))]
    assert [shown(tip) for tip in tips] == [*WRITTEN]


def found(pattern: str) -> set[str]:
    """Where a pattern stands in the window's own code, with what it caught."""
    return {
        f"{path.relative_to(UI).as_posix()}: {caught}"
        for path in UI.rglob("*.py")
        for caught in re.findall(pattern, path.read_text("utf-8"))
    }


def test_every_tip_of_words_that_are_not_ours_goes_through_the_one_way() -> None:
    assert found(r"QToolTip\.showText\((.*)\)") == {
        "charts/canvas.py: event.globalPos(), tip_of(words), self"
    }
    assert found(r"setToolTip\(([^\"\n].*)\)") == {"navigation.py: page.shortcut"}
    assert {one.split(":")[0] for one in found(r"ToolTipRole")} == {"charts/table.py"}


def test_labels_are_of_the_kind_that_shows_plain_words_and_nothing_reads_markup() -> None:
    assert {one.split(":")[0] for one in found(r"\(QLabel\)")} == {"widgets/labels.py", "versions/marked.py"}
    assert {one.split(":")[0] for one in found(r"QLabel\(")} == {"door/prompt.py"}
    assert found(r"setHtml|insertHtml|setMarkdown|QTextBrowser|QMessageBox") == set()
