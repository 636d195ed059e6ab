"""A window over a journal that holds certain words in many places, driven by names and keys; and where they still are."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from app.domain.entries import EntryId, Sensitivity
from app.services.journal import Journal
from app.ui.operations import can_undo
from app.ui.redacting.page import TakeOutPage
from app.ui.redacting.preview import PreviewView
from app.ui.redacting.removed_view import RemovedView
from tests.fixtures.cheap import log
from tests.fixtures.pages import decrypted, holds, key_of
from tests.gui.pages import House, names, widget_named

CANARY = "quillfeather harbour"
STORY = f"We met about the {CANARY} matter, and I said little."


class Removing:
    """One sitting at one of the two pages that take words out."""

    def __init__(self, house: House) -> None:
        self.house = house
        house.unlock()
        self.journal: Journal = house.journal.opened.journal

    def write(self, title: str = "A quiet matter", context: str = STORY, **more: object) -> EntryId:
        """An entry that holds the words."""
        return self.house.step.jobs.now(lambda: log(self.journal, title, context=context, **more))

    def back_up(self) -> None:
        self.house.step.jobs.now(self.journal.care.back_up)

    def context(self, entry: EntryId) -> str:
        """What the journal keeps as the context of an entry."""
        return self.house.step.jobs.now(lambda: self.journal.entry(entry)).context

    def hold(self, entry: EntryId) -> None:
        """Put an entry on hold."""
        marks = frozenset({Sensitivity.HOLD})
        self.house.step.jobs.now(lambda: self.journal.writing.set_marks(entry, marks))

    # ---- the page

    @property
    def page(self) -> TakeOutPage:
        view = self.house.journal.window.views[self.house.journal.window.shown]
        assert isinstance(view, TakeOutPage)
        return view

    @property
    def seen(self) -> PreviewView:
        assert self.page.seen is not None, texts(self.page.widget)
        return self.page.seen

    @property
    def told(self) -> RemovedView:
        assert self.page.told is not None, texts(self.page.widget)
        return self.page.told

    def press(self, name: str) -> None:
        self.house.press(name)
        self.house.settle()

    def type_into(self, name: str, text: str) -> None:
        self.house.type_into(name, text)

    def look_for(self, words: str) -> None:
        """The whole journal, by the menu."""
        self.house.journal.commands.do("words.take-out")
        self.house.settle()
        self.type_into("The words, as they stand", words)
        self.press("Look where this stands")

    def confirm(self, word: str, button: str) -> None:
        """The last step."""
        field = widget_named(self.page.widget, "Type “")
        field.setFocus()
        QTest.keyClicks(field, word)
        self.press(button)

    def take_out(self, words: str = CANARY) -> None:
        """From the menu to the result."""
        self.look_for(words)
        self.confirm("remove", "Take it out for good")

    def reads(self) -> str:
        """What can be read on the page now."""
        return texts(self.page.widget)

    # ---- where the words are

    def in_the_file(self, words: str = CANARY) -> bool:
        """Whether any page of the decrypted file holds them, freed ones too."""

        def look() -> bool:
            return holds(decrypted(self.journal.file.path.read_bytes(), key_of(self.journal)), words)

        return self.house.step.jobs.now(look)

    def forgotten(self) -> None:
        """Wait until every page that goes is gone."""
        self.house.qtbot.waitUntil(lambda: not self.house.journal.window.is_forgetting, timeout=20_000)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def in_the_window(self, words: str = CANARY) -> list[str]:
        """Every widget, model, undo stack, menu or spoken name that holds them."""
        self.forgotten()
        QApplication.processEvents()
        wanted = words.casefold()
        heard = [f"spoken: {name}" for name in names(self.house.frame) if wanted in name.casefold()]
        return [*heard, *(f"{where}: {text}" for where, text in _every_text() if wanted in text.casefold())]


def texts(page: QWidget) -> str:
    """Everything that can be read on a page now."""
    return "\n".join(one.accessibleName() for one in page.findChildren(QLabel) if one.isVisible())


def _every_text() -> Iterator[tuple[str, str]]:
    for widget in QApplication.allWidgets():
        for text in _texts_of(widget):
            yield f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}", text
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield from _undone(widget)
    for window in QApplication.topLevelWidgets():
        for action in window.findChildren(QAction):
            yield "menu", f"{action.text()} {action.toolTip()} {action.statusTip()}"


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (
        widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle(), widget.toolTip(),
        widget.whatsThis(), widget.objectName(),
    )  # fmt: skip
    text = getattr(widget, "text", None)
    if callable(text):
        yield str(text())
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            index = model.index(row, column)
            for role in range(12):
                yield str(model.data(index, role))


def _undone(field: QLineEdit | QPlainTextEdit) -> Iterator[tuple[str, str]]:
    """What Ctrl+Z would bring back into a field; the field is left as it was."""
    steps = 0
    while steps < 50 and can_undo(field):
        field.undo()
        steps += 1
        now = field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
        yield f"undo of {type(field).__name__}", now
    for _ in range(steps):
        field.redo()
