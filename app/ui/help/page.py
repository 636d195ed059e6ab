"""The help page of the window."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QWidget

from app.domain.errors import JournalError
from app.ui.desk import Desk
from app.ui.file_dialogs import ask_where
from app.ui.help.reading import Block, BlockKind, Topic, topics
from app.ui.help.saving import save
from app.ui.theme import em
from app.ui.widgets import Body, Card, Columns, Heading, LinkButton, Page, QuietButton

FIRST = "the-pages"
ORDER = (
    "the-pages",
    "keys",
    "reading-patterns",
    "about-the-words",
    "writing-without-names",
    "share-files",
    "pair-rounds",
    "what-the-privacy-check-finds",
    "if-a-child-is-at-risk",
    "what-is-protected",
    "versions",
    "removing-words",
    "request",
    "leaving",
    "moving",
    "backups",
    "where-files-are",
    "damage",
    "promises",
    "software-facts",
    "dpia-starter",
    "command-line",
    "json-format",
)
_REMOVING = "removing-words"
_OF_PAGES = {
    "patterns": "reading-patterns",
    "distil": _REMOVING,
    "tidy": _REMOVING,
    "erase": _REMOVING,
    "erase-journal": _REMOVING,
    "take-out": _REMOVING,
    "swap-name": _REMOVING,
    "lost-access": "leaving",
}
"""Pages with a topic of their own; of the others a section of the first one tells."""
_SECTIONS = {
    "distil": "distil",
    "tidy": "distil",
    "erase": "erase",
    "erase-journal": "erase",
    "take-out": "redact",
    "swap-name": "swap-a-name-for-a-role",
}
"""The section of its topic that tells of a page."""
_LABEL_EM = 16


class HelpSheet(Page):
    """One topic, and the way to the others beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Help")
        self._desk = desk
        self._topics = topics()
        self._topic = ""
        self._sheet = Card()
        self._list = Card("All topics")
        for name in sorted(self._topics, key=_place):
            button = LinkButton(self._topics[name].title)
            button.setObjectName(name)
            button.clicked.connect(self._chosen)
            self._list.add_row(button)
        out = QuietButton("Save this page…")
        out.clicked.connect(self._ask_where)
        self.add_action(out)
        back = QuietButton("Back")
        back.clicked.connect(desk.went_back)
        self.add_action(back)
        self.back = back
        self._columns = Columns(self._sheet, self._list, weights=(5, 2))
        self.add(self._columns)

    def open_topic(self, asked: str) -> None:
        """Show the topic of that name, or the section on the page of that name."""
        name = _OF_PAGES.get(asked, asked)
        known = name in self._topics
        self._show(name if known else FIRST, section=_SECTIONS.get(asked, "") if known else asked)
        self.back.setFocus()

    def _chosen(self) -> None:
        self._show(self.sender().objectName())
        self.back.setFocus()

    def _ask_where(self) -> None:
        name = f"balcony-{self._topic}.html"
        ask_where(self, "Save this help page", name, "Web pages (*.html)", self.save_to)

    def save_to(self, chosen: str) -> None:
        """Write the page that is shown where it was chosen, beside the journal's thread."""
        topic = self._topics[self._topic]
        self._desk.jobs.run(
            lambda _job: save(topic, Path(chosen)), self._saved, owner=self, failed=self._failed, beside=True
        )

    def _saved(self, _nothing: object) -> None:
        self._desk.say("The help page was saved as a web page.")

    def _failed(self, error: JournalError) -> None:
        self._desk.say(f"{error.message} {error.advice}")

    def _show(self, name: str, section: str = "") -> None:
        topic = self._topics.get(name)
        if topic is None:
            return
        self._topic = name
        self.verticalScrollBar().setValue(0)
        while self._sheet.body.count() > 1:
            item = self._sheet.body.takeAt(1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._sheet.set_title(topic.title)
        for block in _ordered(topic, section):
            self._sheet.add(drawn(block))


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _ordered(topic: Topic, section: str) -> tuple[Block, ...]:
    """The section of the page that help was asked on comes first."""
    wanted = section.replace("-", " ").casefold()
    begins = [at for at, block in enumerate(topic.blocks) if block.kind is BlockKind.HEADING]
    for at, begin in enumerate(begins):
        if wanted and topic.blocks[begin].text.casefold() == wanted:
            end = begins[at + 1] if at + 1 < len(begins) else len(topic.blocks)
            return topic.blocks[begin:end] + topic.blocks[:begin] + topic.blocks[end:]
    return topic.blocks


def drawn(block: Block) -> QWidget:
    """A block as a widget: plain text only."""
    match block.kind:
        case BlockKind.HEADING:
            return Heading(block.text, 2 if block.level == 2 else 3)
        case BlockKind.POINT:
            return Body(f"•  {block.text}", selectable=False)
        case BlockKind.ROW if len(block.cells) > 1:
            words = Body(" – ".join(cell for cell in block.cells[1:] if cell))
            row = Columns(Heading(block.cells[0], 3), words, stack_below_em=2 * _LABEL_EM, weights=(2, 5))
            row.setMinimumHeight(round(em()))
            return row
        case BlockKind.CODE:
            code = Body(block.text, selectable=True)
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(code.font().pointSizeF())
            code.setFont(font)
            return code
        case _:
            return Body(block.text)


class HelpView(QObject):
    """The help page of the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.widget = HelpSheet(desk)

    def arrive(self, where: Mapping[str, object]) -> None:
        """Show the topic that was asked for."""
        self.widget.open_topic(str(where.get("topic", FIRST)))

    def may_leave(self) -> bool:
        """Nothing is written here."""
        return True
